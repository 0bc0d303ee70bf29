import { writeFilter } from "../filter.js";
import { element, reveal } from "./elements.js";
import { intake } from "./intake.js";
import { shareLink } from "./share_link.js";
import { takeout } from "./takeout.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./selection.js").Selection} Selection
 */

/**
 * Where the reader takes the work along, and takes in what others have done. It is folded until it is asked for, or until
 * a link brings something.
 *
 * @param {Bench} bench
 * @param {Selection} selection
 * @param {AbortSignal} signal ends it
 */
export function handover(bench, selection, signal) {
  const { handover: words } = bench.words;
  const folded = element("details", {}, element("summary", {}, words.title));
  const locked = element("p", {}, words.locked);
  const take = element("div", {}, element("h3", {}, words.take), takeout(bench), shareLink(bench), paper(bench, selection));
  const bring = element("div", {}, element("h3", {}, words.bring), intake(bench, () => (folded.open = true), signal));
  const parts = element("div", { class: "workbench-handover-parts" }, take, bring);
  bench.watch(() => {
    reveal(locked, bench.isLocked);
    reveal(parts, !bench.isLocked);
  });
  folded.append(locked, parts);
  return element("section", { class: "workbench-handover screen-only", "aria-label": words.title }, folded);
}

/**
 * The way to the page that is made for paper, with the tasks that are chosen here.
 *
 * @param {Bench} bench
 * @param {Selection} selection
 */
function paper({ service, words }, selection) {
  const link = element("a", {}, words.handover.paper);
  const show = () => {
    link.href = service.process + writeFilter({ ...selection.filter, statuses: [] }, new URLSearchParams());
  };
  selection.addEventListener("change", show);
  show();
  return element("p", {}, link, ` ${words.handover.paperLead}`);
}
