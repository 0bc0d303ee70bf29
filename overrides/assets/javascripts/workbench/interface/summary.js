import { element, filled, reveal } from "./elements.js";
import { notice } from "./notice.js";

/**
 * @typedef {import("../model.js").Phase} Phase
 * @typedef {import("../progress.js").Progress} Progress
 * @typedef {import("./bench.js").Bench} Bench
 */

/**
 * How far the reader has come, with where that is kept: in all and phase by phase, or in one phase and in all.
 *
 * @param {Bench} bench
 * @param {string | undefined} phase the id of the one phase
 * @param {string} page where all of it is, «» where that is here
 */
export function summary(bench, phase, page) {
  const { service, words } = bench;
  const all = line(bench, words.total, page, () => bench.outcome.progress.all);
  const ofPhase = (/** @type {Phase} */ { id, name, url }) =>
    line(bench, name, phase ? "" : url, () => /** @type {Progress} */ (bench.outcome.progress.phases.get(id)));
  const shown = phase ? service.phases.filter(({ id }) => id === phase) : service.phases;
  const lines = phase ? [...shown.map(ofPhase), all] : [all, ...shown.map(ofPhase)];
  return element("section", { "aria-label": words.progress }, element("ul", { class: "workbench-progress" }, ...lines), notice(bench));
}

/**
 * A phase on a page of all of them: its own progress and no more.
 *
 * @param {Bench} bench
 * @param {string} phase
 */
export function shortSummary(bench, phase) {
  const made = element("p", { class: "workbench-progress-short" });
  bench.watch(() => {
    const found = bench.outcome.progress.phases.get(phase);
    if (found) made.textContent = said(bench, found);
  });
  return made;
}

/**
 * @param {Bench} bench
 * @param {string} name
 * @param {string} url
 * @param {() => Progress} count
 */
function line(bench, name, url, count) {
  const bar = element("progress", { max: "100", "aria-hidden": "true" });
  const text = element("span");
  bench.watch(() => {
    const found = count();
    bar.value = found.share;
    text.textContent = said(bench, found);
  });
  return element("li", {}, url ? element("a", { href: url }, name) : element("span", {}, name), bar, text);
}

/**
 * @param {Bench} bench
 * @param {Progress} progress
 */
function said({ words }, { done, total, irrelevant }) {
  if (irrelevant && irrelevant === total) return words.noneRelevant;
  const finished = filled(words.finished, { done, total: total - irrelevant });
  return irrelevant ? `${finished}, ${filled(words.irrelevantToo, { count: irrelevant })}` : finished;
}
