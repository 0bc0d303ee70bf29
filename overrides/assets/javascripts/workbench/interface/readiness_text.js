import { statusOf } from "../state.js";
import { filled } from "./elements.js";

/**
 * @typedef {import("../model.js").Task} Task
 * @typedef {import("./bench.js").Bench} Bench
 */

/**
 * Whether a task can be started, in words: «» where it is under way or over.
 *
 * @param {Bench} bench
 * @param {Task} task
 */
export function readinessText(bench, task) {
  const { words, outcome, state } = bench;
  const found = outcome.readiness.get(task.id);
  if (!found || found.state === "done" || found.state === "irrelevant") return "";
  const phases = (/** @type {string[]} */ ids) => ids.map((phase) => filled(words.phaseNamed, { phase }));
  const said = [];
  if (task.waitsFor) said.push(filled(words.performedBy, { who: task.waitsFor }));
  const canStart = found.state === "now" && !task.waitsFor;
  if (found.state === "waits") said.push(filled(words.waits, { what: [...found.tasks, ...phases(found.phases)].join(", ") }));
  else if (canStart && statusOf(state, task.id) === "none") said.push(words.now);
  if (canStart && found.recommended.length) {
    said.push(filled(words.recommended, { what: phases(found.recommended).join(", ") }));
  }
  return said.join(" · ");
}
