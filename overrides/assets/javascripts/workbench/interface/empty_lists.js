import { element, reveal } from "./elements.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./selection.js").Selection} Selection
 */

/**
 * Lists of tasks that the filter leaves nothing of say so.
 *
 * @param {Bench} bench
 * @param {Selection} selection
 * @param {Document} page
 * @param {AbortSignal} signal takes it away again
 */
export function emptyLists(bench, selection, page, signal) {
  const lists = [...page.querySelectorAll(".task-list")].map((list) => {
    const told = element("p", { class: "workbench" }, bench.words.noneShown);
    list.after(told);
    signal.addEventListener("abort", () => told.remove());
    return { list, told };
  });
  const show = () => {
    for (const { list, told } of lists) reveal(told, !list.querySelector("li:not(.workbench-filtered)"));
  };
  selection.addEventListener("change", show);
  show();
}
