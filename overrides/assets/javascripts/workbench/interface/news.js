import { acknowledge } from "../novelty.js";
import { element, reveal, written } from "./elements.js";

/**
 * @typedef {import("../model.js").Task} Task
 * @typedef {import("../novelty.js").Novelty} Novelty
 * @typedef {import("./bench.js").Bench} Bench
 */

/**
 * That a task is new, or has changed since the reader wrote about it, with what changed, until it is acknowledged.
 *
 * @param {Bench} bench
 * @param {Task} task
 */
export function news(bench, task) {
  const place = element("div", { class: "workbench-news", tabindex: "-1" });
  const seen = element("button", { type: "button", click: () => see(bench, [task], place) }, bench.words.acknowledge);
  const label = element("span", { class: "workbench-spoken" }, ` ${task.id}`);
  seen.append(label);
  let shown = "";
  bench.watch(() => {
    const found = bench.outcome.news.get(task.id);
    const wanted = JSON.stringify(found ?? "");
    if (wanted === shown) return; // what is made anew loses the focus
    shown = wanted;
    reveal(place, Boolean(found));
    place.replaceChildren(...(found ? [told(bench, found), seen] : []));
  });
  return place;
}

/**
 * What is new, in words.
 *
 * @param {Bench} bench
 * @param {Novelty} novelty
 */
export function told(bench, { kind, changes }) {
  const { words, service } = bench;
  if (kind === "new") return element("p", {}, element("strong", {}, words.newTask));
  const entries = changes.map(({ date, title, url }) =>
    element("li", {}, element("a", { href: url }, `${written(date, service.language)} ${title}`)),
  );
  const what = entries.length ? element("ul", {}, ...entries) : ` ${words.changedSilently}`;
  return element("div", {}, element("strong", {}, words.changedSince), what);
}

/**
 * Which tasks are new or have changed, for a page that shows none of them.
 *
 * @param {Bench} bench
 */
export function newsLine(bench) {
  const link = element("a", { href: bench.service.page }, bench.words.news);
  const ids = element("span");
  const place = element("p", { class: "workbench-news-line" }, link, ids);
  bench.watch(() => {
    ids.textContent = `: ${[...bench.outcome.news.keys()].join(", ")}`;
    reveal(place, bench.outcome.news.size > 0);
  });
  return place;
}

/**
 * Acknowledges tasks; the focus, whose button goes, stays where it was.
 *
 * @param {Bench} bench
 * @param {Task[]} tasks
 * @param {HTMLElement} place
 */
export function see(bench, tasks, place) {
  bench.put(acknowledge(bench.state, tasks, new Date()));
  const target = place.closest(".workbench-task") ?? place;
  /** @type {HTMLElement | null} */ (target.querySelector("input:checked, summary"))?.focus();
  bench.announce(bench.words.acknowledged);
}
