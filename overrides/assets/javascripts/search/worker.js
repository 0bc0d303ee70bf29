// Material's worker loads this file as the search language «no», and calls it as a plug-in of lunr. Here it takes over:
// lunr's index stays empty, the parts of the site go to our own, and queries are answered from that.

import { Search } from "./results.js";

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
  /** @type {import("./collection.js").Section[]} */
  let sections = [];
  /** @type {Search | undefined} */
  let search;

  /** @this {any} lunr's builder, which is given every part of the site */
  scope.lunr.no = function () {
    sections = [];
    search = undefined;
    this.pipeline.reset();
    this.searchPipeline.reset();
    this.add = (/** @type {import("./collection.js").Section} */ section) => sections.push(section);
    const build = this.build.bind(this);
    this.build = () => {
      const made = (search = new Search(sections, editorial));
      setTimeout(() => made.answer(WARM_UP), LATER);
      return build();
    };
  };

  // Material goes on looking in an index that is empty. Without a word to look for it is done at once, whatever is typed.
  scope.lunr.QueryLexer = class {
    lexemes = /** @type {never[]} */ ([]);
    run() {}
  };
  const post = scope.postMessage.bind(scope);
  scope.postMessage = (/** @type {any} */ message) => {
    if (message.type !== RESULT || !search) post(message);
  };
  scope.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
    if (data.type === QUERY && search) post({ type: RESULT, data: search.answer(data.data) });
  });
}
