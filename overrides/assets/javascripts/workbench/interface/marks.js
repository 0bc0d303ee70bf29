import { statusOf, tasksOf } from "../state.js";
import { checklist, SIGNS } from "./checklist.js";
import { element } from "./elements.js";

/**
 * @typedef {import("../model.js").Task} Task
 * @typedef {import("./bench.js").Bench} Bench
 *
 * Where a page shows a task: the heading of its text, and the rows of tables and lists that name it.
 * @typedef {{ task: Task, heading: HTMLElement | null, rows: HTMLElement[] }} Spot
 */

/**
 * All tasks of the service that the page shows.
 *
 * @param {Bench} bench
 * @param {Document} page
 * @returns {Spot[]}
 */
export function spots(bench, page) {
  /** @type {Map<string, HTMLElement[]>} */
  const rows = new Map();
  for (const link of page.querySelectorAll(".md-content a.task-id")) {
    const row = /** @type {HTMLElement | null} */ (link.closest("tr, li"));
    const id = link.textContent;
    if (row) rows.set(id, [...(rows.get(id) ?? []), row]);
  }
  return tasksOf(bench.service)
    .map((task) => ({ task, heading: headingOf(task, page), rows: rows.get(task.id) ?? [] }))
    .filter(({ heading, rows: found }) => heading || found.length);
}

/**
 * @param {Task} task
 * @param {Document} page
 * @returns {HTMLElement | null}
 */
function headingOf(task, page) {
  const found = page.getElementById(new URL(task.url).hash.slice(1));
  return found?.matches("h2, h3") ? found : null;
}

/**
 * Puts the reader's part below the heading of each task and into each row of a list, and its status into each row of a table.
 *
 * @param {Bench} bench
 * @param {Spot[]} found
 * @param {AbortSignal} signal takes it all away again
 */
export function mark(bench, found, signal) {
  for (const { task, heading, rows } of found) {
    /** @type {HTMLElement[]} */
    const added = [];
    if (heading) {
      const made = checklist(bench, task);
      (heading.nextElementSibling?.matches(".task-facts") ? heading.nextElementSibling : heading).after(made);
      added.push(made);
    }
    for (const row of rows) {
      const isTable = row instanceof HTMLTableRowElement;
      const made = isTable ? sign(bench, task) : checklist(bench, task);
      (isTable ? row.cells[0] : row).append(made);
      added.push(made);
    }
    bench.watch(() => print(bench, task, [heading, ...rows]));
    signal.addEventListener("abort", () => added.forEach((each) => each.remove()));
  }
}

/**
 * @param {Bench} bench
 * @param {Task} task
 */
function sign(bench, task) {
  const made = element("span", { class: "workbench workbench-sign" });
  bench.watch(() => {
    const status = statusOf(bench.state, task.id);
    made.replaceChildren(element("span", { "aria-hidden": "true" }, SIGNS[status]), ` ${bench.words.status[status]}`);
    made.hidden = status === "none";
  });
  return made;
}

/**
 * What paper shows of the status: a ticked box, or a word.
 *
 * @param {Bench} bench
 * @param {Task} task
 * @param {(HTMLElement | null)[]} places
 */
function print(bench, task, places) {
  const status = statusOf(bench.state, task.id);
  for (const place of places) {
    place?.classList.toggle("task-done", status === "done");
    if (status === "none" || status === "done") place?.removeAttribute("data-status-text");
    else place?.setAttribute("data-status-text", bench.words.status[status]);
  }
}
