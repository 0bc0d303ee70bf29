// How far the reader has come.

import { statusOf, tasksOf } from "./state.js";

/**
 * @typedef {import("./model.js").Service} Service
 * @typedef {import("./model.js").State} State
 *
 * How many tasks have each status; `remaining` are those neither done nor irrelevant, `started` among them. `share` is how
 * much is done of what is relevant, in whole per cent: 100 only where nothing remains, 0 only where nothing is done.
 * @typedef {{ total: number, done: number, started: number, irrelevant: number, remaining: number, share: number }} Progress
 */

/**
 * The progress in all, and by the id of each phase.
 *
 * @param {Service} service
 * @param {State} state
 * @returns {{ all: Progress, phases: Map<string, Progress> }}
 */
export function progress(service, state) {
  return {
    all: progressOf(tasksOf(service), state),
    phases: new Map(service.phases.map(({ id, tasks }) => [id, progressOf(tasks, state)])),
  };
}

/**
 * @param {{ id: string }[]} tasks
 * @param {State} state
 * @returns {Progress}
 */
export function progressOf(tasks, state) {
  const count = { none: 0, started: 0, done: 0, irrelevant: 0 };
  for (const { id } of tasks) count[statusOf(state, id)] += 1;
  const { none, started, done, irrelevant } = count;
  const remaining = none + started;
  return { total: tasks.length, done, started, irrelevant, remaining, share: share(done, done + remaining, tasks.length) };
}

/**
 * @param {number} done
 * @param {number} relevant
 * @param {number} total
 */
function share(done, relevant, total) {
  if (done === relevant) return total ? 100 : 0;
  return done && Math.min(99, Math.max(1, Math.round((100 * done) / relevant)));
}
