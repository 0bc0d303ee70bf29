// Two states made one, and what that would change.

import { WRITTEN } from "./model.js";
import { goneFrom, hasBegun, record, statusOf, tasksOf, valueOf } from "./state.js";

/**
 * @typedef {import("./model.js").Entry} Entry
 * @typedef {import("./model.js").Field} Field
 * @typedef {import("./model.js").Register} Register
 * @typedef {import("./model.js").Service} Service
 * @typedef {import("./model.js").State} State
 *
 * What two states say differently. Where `taken`, a merge takes theirs; else mine stays. `gone`: the task is no longer there.
 * @typedef {{ task: string, title: string, gone: boolean, field: Field, mine: string, theirs: string, taken: boolean }} Difference
 */

/**
 * Both states of one service as one: in each field what was written last, and of what was written at the same moment the
 * larger text. So the order does not matter, nor how often; the keys are sorted, so that the same state is the same text, and
 * two tabs that answer one another come to rest.
 *
 * @param {State} mine
 * @param {State} theirs
 * @returns {State}
 */
export function merge(mine, theirs) {
  return {
    ...mine,
    tasks: joined(mine.tasks, theirs.tasks, (one, other) => joined(one, other, last)),
    known: joined(mine.known, theirs.known, (one, other) => (one > other ? one : other)),
  };
}

/**
 * @template T
 * @param {Record<string, T>} mine
 * @param {Record<string, T>} theirs
 * @param {(one: T, other: T) => T} both
 */
function joined(mine, theirs, both) {
  const all = { ...theirs, ...mine };
  return record(
    Object.keys(all).sort().map((key) => {
      const [one, other] = [mine, theirs].filter((each) => Object.hasOwn(each, key)).map((each) => each[key]);
      return [key, both(one, other ?? one)];
    }),
  );
}

/**
 * @param {Register} one
 * @param {Register} other
 */
function last(one, other) {
  return other.at > one.at || (other.at === one.at && other.value > one.value) ? other : one;
}

/**
 * Both as one where the reader takes theirs in: what the reader has looked at stays as it was, whatever others have seen.
 *
 * @param {State} mine
 * @param {State} theirs
 * @returns {State}
 */
export function takenIn(mine, theirs) {
  const both = merge(mine, theirs);
  const tasks = Object.entries(both.tasks).map(([id, entry]) => {
    const seen = mine.tasks[id]?.seen;
    return /** @type {[string, Entry]} */ ([id, seen ? { ...entry, seen } : entry]);
  });
  return { ...both, tasks: record(tasks), known: hasBegun(mine) ? mine.known : both.known };
}

/**
 * What theirs says that mine does not, in the order of the content, then of tasks that are gone.
 *
 * @param {State} mine
 * @param {State} theirs
 * @param {Service} service
 * @returns {Difference[]}
 */
export function differences(mine, theirs, service) {
  const both = merge(mine, theirs);
  const there = tasksOf(service).map(({ id, title }) => ({ id, title, gone: false }));
  const gone = goneFrom(both, service, true).map((task) => ({ ...task, gone: true }));
  return [...there, ...gone].flatMap(({ id, title, gone }) =>
    WRITTEN.filter((field) => theirs.tasks[id]?.[field] && told(mine, id, field) !== told(theirs, id, field)).map((field) => ({
      task: id,
      title,
      gone,
      field,
      mine: told(mine, id, field),
      theirs: told(theirs, id, field),
      taken: told(both, id, field) === told(theirs, id, field),
    })),
  );
}

/**
 * @param {State} state
 * @param {string} id
 * @param {Field} field
 */
function told(state, id, field) {
  return field === "status" ? statusOf(state, id) : valueOf(state, id, field);
}
