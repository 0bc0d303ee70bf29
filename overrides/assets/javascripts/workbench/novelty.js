// What has changed or come since the reader looked.

import { hasBegun, isNoted, met, set, tasksOf, valueOf } from "./state.js";

/**
 * @typedef {import("./model.js").Change} Change
 * @typedef {import("./model.js").Service} Service
 * @typedef {import("./model.js").State} State
 * @typedef {import("./model.js").Task} Task
 *
 * A task that is not as it was when the reader wrote about it, with what the changelog says since that day (nothing, where nobody
 * has written it there), or one that the reader has not met.
 * @typedef {{ task: Task, kind: "changed" | "new", changes: Change[] }} Novelty
 */

/**
 * What is new to the reader, in the order of the content: nothing before the first change, when all is met.
 *
 * @param {Service} service
 * @param {State} state
 * @returns {Novelty[]}
 */
export function novelties(service, state) {
  const begun = hasBegun(state);
  /** @type {(task: Task) => Novelty[]} */
  const ofTask = (task) => {
    if (begun && !state.known[task.id] && !state.tasks[task.id]) return [{ task, kind: "new", changes: [] }];
    const seen = state.tasks[task.id]?.seen;
    if (!seen || !isNoted(state, task.id) || seen.value === task.fingerprint) return [];
    const changes = task.changes.filter(({ date }) => date >= seen.at.slice(0, 10));
    return [{ task, kind: "changed", changes }];
  };
  return tasksOf(service).flatMap(ofTask);
}

/**
 * The state in which the reader has seen these tasks as they are.
 *
 * @param {State} state
 * @param {Task[]} tasks
 * @param {Date} now
 * @returns {State}
 */
export function acknowledge(state, tasks, now) {
  const ids = tasks.map(({ id }) => id);
  const changed = tasks.filter(({ id, fingerprint }) => isNoted(state, id) && valueOf(state, id, "seen") !== fingerprint);
  const seen = changed.reduce((sooner, { id, fingerprint }) => set(sooner, id, "seen", fingerprint, now), state);
  return hasBegun(state) ? met(seen, ids, now) : seen;
}
