// What was written about a task under an id that it had before.

import { merge } from "./merge.js";
import { WRITTEN } from "./model.js";
import { record, tasksOf } from "./state.js";

/**
 * @typedef {import("./model.js").Service} Service
 * @typedef {import("./model.js").State} State
 */

/**
 * The state in which what was written about a task under a former id is written about the task. Where the reader has written
 * under both, they were two tasks, one of which took over from the other: nothing of either is lost, and the former stays under
 * its own id, as a task that is gone. What has moved is noted, since the browser may still keep the former entry too: that is
 * then the same task's.
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
  const mark = `${former}>${id}`;
  const { [former]: entry, ...tasks } = state.tasks;
  const { [former]: at, ...known } = state.known;
  const isWritten = hasWritten(state, former);
  if ((!entry && !at) || (hasWritten(state, id) && isWritten && !state.known[mark])) return state;
  const marks = isWritten ? [[mark, lastOf(entry)]] : [];
  const old = {
    ...state,
    tasks: record(entry ? [[id, entry]] : []),
    known: record(/** @type {[string, string][]} */ ([...(at ? [[id, at]] : []), ...marks])),
  };
  return merge({ ...state, tasks: record(Object.entries(tasks)), known: record(Object.entries(known)) }, old);
}

/**
 * Whether the reader has written something, even if it was taken away again: that would count as later.
 *
 * @param {State} state
 * @param {string} id
 */
function hasWritten(state, id) {
  return WRITTEN.some((field) => state.tasks[id]?.[field]);
}

/** @param {import("./model.js").Entry} entry */
function lastOf(entry) {
  return Object.values(entry).map(({ at }) => at).sort().at(-1) ?? "";
}
