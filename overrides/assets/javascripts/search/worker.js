// The worker of the search: Material's page gives it the parts of the site, and then a query for each letter that is typed.

import { Search } from "./results.js";

/** What the page and its worker send each other, by Material's numbers. */
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
// The first search of a script is its slowest: here nobody waits for it.
const WARM_UP = "a b";
const LATER = 300;

/**
 * @param {any} scope the worker, or the frame that stands in for it
 * @param {import("./synonyms.js").Editorial} editorial
 */
export function install(scope, editorial) {
  /** @type {Search | undefined} */
  let search;

  /** @param {import("./collection.js").Section[]} sections */
  const begin = (sections) => {
    const made = (search = new Search(sections, editorial));
    setTimeout(() => made.answer(WARM_UP), LATER);
  };

  scope.addEventListener("message", (/** @type {MessageEvent} */ { data: { type, data } }) => {
    if (type === SETUP) {
      begin(data.docs);
      scope.postMessage({ type: READY });
    } else if (type === QUERY && search) {
      scope.postMessage({ type: RESULT, data: search.answer(data) });
    }
  });
}
