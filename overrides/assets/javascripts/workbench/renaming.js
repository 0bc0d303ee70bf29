// What was written about a task under an id that it had before.

import { merge } from "./merge.js";
import { record, tasksOf } from "./state.js";

/**
 * @typedef {import("./model.js").Service} Service
 * @typedef {import("./model.js").State} State
 */

/**
 * The state in which all that was written about a task under its former ids is written about the task, joined where both are.
 *
 * @param {State} state
 * @param {Service} service
 * @returns {State}
 */
export function renamed(state, service) {
  const there = new Set(tasksOf(service).map(({ id }) => id));
  const moves = tasksOf(service).flatMap(({ id, formerIds }) =>
    formerIds.filter((former) => !there.has(former)).map((former) => ({ former, id })),
  );
  return moves.reduce(moved, state);
}

/**
 * @param {State} state
 * @param {{ former: string, id: string }} move
 * @returns {State}
 */
function moved(state, { former, id }) {
  const { [former]: entry, ...tasks } = state.tasks;
  const { [former]: at, ...known } = state.known;
  if (!entry && !at) return state;
  const old = { ...state, tasks: record(entry ? [[id, entry]] : []), known: record(at ? [[id, at]] : []) };
  return merge({ ...state, tasks: record(Object.entries(tasks)), known: record(Object.entries(known)) }, old);
}
