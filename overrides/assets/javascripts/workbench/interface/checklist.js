import { STATUSES } from "../model.js";
import { statusOf } from "../state.js";
import { details, notes } from "./details.js";
import { element, filled, reveal } from "./elements.js";
import { news } from "./news.js";
import { readinessText } from "./readiness_text.js";

/**
 * @typedef {import("../model.js").Task} Task
 * @typedef {import("./bench.js").Bench} Bench
 */

/** A sign for each status beside its name. */
export const SIGNS = { none: "○", started: "◐", done: "✓", irrelevant: "–" };

/**
 * The reader's own part of a task: its status, whether it can be started, what is new, and what was noted.
 *
 * @param {Bench} bench
 * @param {Task} task
 */
export function checklist(bench, task) {
  const ready = element("p", { class: "workbench-readiness" });
  const choices = statuses(bench, task);
  bench.watch(() => {
    const status = statusOf(bench.state, task.id);
    choices.disabled = bench.isLocked;
    for (const input of choices.querySelectorAll("input")) input.checked = input.value === status;
    ready.textContent = readinessText(bench, task);
    reveal(ready, ready.textContent !== "");
  });
  return element("div", { class: "workbench workbench-task" }, choices, ready, news(bench, task), details(bench, task), notes(bench, task));
}

/**
 * @param {Bench} bench
 * @param {Task} task
 */
function statuses(bench, task) {
  const { words } = bench;
  const choice = (/** @type {import("../model.js").Status} */ status) =>
    element(
      "label",
      {},
      element("input", { type: "radio", name: `status-${task.id}`, value: status, autocomplete: "off" }),
      element("span", {}, element("span", { "aria-hidden": "true" }, SIGNS[status]), ` ${words.status[status]}`),
    );
  return element(
    "fieldset",
    { class: "workbench-choices", change: ({ target }) => bench.note(task, "status", target.value) },
    element("legend", {}, filled(words.statusOf, { task: task.id })),
    ...STATUSES.map(choice),
  );
}
