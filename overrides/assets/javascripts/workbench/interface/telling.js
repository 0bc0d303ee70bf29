import { element, reveal } from "./elements.js";

/** @typedef {import("./bench.js").Bench} Bench */

/**
 * A place where the last thing that happened is told, to eyes and to screen readers.
 *
 * @param {Bench} bench
 */
export function telling(bench) {
  const place = element("div", { class: "workbench-told", tabindex: "-1", hidden: true });
  return {
    place,
    /** @param {string} sentence @param {HTMLElement[]} more what belongs below it */
    say(sentence, ...more) {
      place.replaceChildren(element("p", {}, sentence), ...more);
      reveal(place, true);
      bench.announce(sentence);
    },
    clear() {
      place.replaceChildren();
      reveal(place, false);
    },
  };
}
