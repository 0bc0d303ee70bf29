import { element } from "./elements.js";
import { emptyLists } from "./empty_lists.js";
import { filterBar } from "./filter_bar.js";
import { overview } from "./overview.js";
import { Selection } from "./selection.js";
import { complete } from "./services.js";
import { steadily } from "./steady.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./marks.js").Spot} Spot
 */

/**
 * What a page has on which the reader chooses tasks, around how far he has come.
 *
 * @param {Bench} bench
 * @param {Spot[]} spots
 * @param {HTMLElement} progress
 * @param {boolean} isMine whether it is the page where the reader works, which says what comes first
 * @param {AbortSignal} signal takes it away again
 */
export function choosing(bench, spots, progress, isMine, signal) {
  const selection = new Selection(bench, spots, signal);
  const bar = filterBar(bench, selection);
  emptyLists(bench, selection, document, signal);
  return isMine ? [...bar, overview(bench, selection), progress, taking(bench, selection, signal)] : [progress, ...bar];
}

/**
 * Where the work is taken along and taken in, as soon as that has loaded.
 *
 * @param {Bench} bench
 * @param {Selection} selection
 * @param {AbortSignal} signal
 */
function taking(bench, selection, signal) {
  const place = element("div");
  Promise.all([import("./handover.js"), complete(bench.service)]).then(([{ handover }]) => {
    if (!signal.aborted) steadily(() => place.append(handover(bench, selection, signal)));
  });
  return place;
}
