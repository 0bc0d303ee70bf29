// What the reader has written about the tasks of a service: asked and changed.

import { VERSION } from "./migrations.js";
import { LIMITS, STATUSES, WRITTEN } from "./model.js";
import { after, isDay } from "./times.js";

/**
 * @typedef {import("./model.js").Entry} Entry
 * @typedef {import("./model.js").Field} Field
 * @typedef {import("./model.js").Service} Service
 * @typedef {import("./model.js").State} State
 * @typedef {import("./model.js").Status} Status
 */

/** @type {Record<Field, (value: string) => boolean>} */
const ACCEPTED = {
  status: (value) => /** @type {string[]} */ (STATUSES).includes(value),
  note: (value) => value.length <= LIMITS.note,
  responsible: (value) => value.length <= LIMITS.responsible,
  date: (value) => value === "" || isDay(value),
  seen: (value) => /^[0-9a-z]{1,64}$/.test(value),
  title: (value) => value.length <= LIMITS.title,
};

/**
 * A state in which nothing is written.
 *
 * @param {string} service
 * @returns {State}
 */
export function empty(service) {
  return { version: VERSION, service, tasks: record([]), known: record([]) };
}

/**
 * An object that has these alone, so that a key may be `constructor` or `__proto__`.
 *
 * @template T
 * @param {[string, T][]} entries
 * @returns {Record<string, T>}
 */
export function record(entries) {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

/**
 * Whether the field may have the value.
 *
 * @param {string} field
 * @param {unknown} value
 */
export function accepts(field, value) {
  return typeof value === "string" && Object.hasOwn(ACCEPTED, field) && ACCEPTED[/** @type {Field} */ (field)](value);
}

/**
 * What is written in a field, "" where nothing is. Of a status: `statusOf`.
 *
 * @param {State} state
 * @param {string} id
 * @param {Field} field
 */
export function valueOf(state, id, field) {
  return state.tasks[id]?.[field]?.value ?? "";
}

/**
 * @param {State} state
 * @param {string} id
 * @returns {Status}
 */
export function statusOf(state, id) {
  return /** @type {Status} */ (valueOf(state, id, "status") || "none");
}

/**
 * Whether nothing more is to be done with the task.
 *
 * @param {State} state
 * @param {string} id
 */
export function isOver(state, id) {
  return ["done", "irrelevant"].includes(statusOf(state, id));
}

/**
 * Whether the reader has written something about the task.
 *
 * @param {State} state
 * @param {string} id
 */
export function isNoted(state, id) {
  return WRITTEN.some((field) => !["", "none"].includes(valueOf(state, id, field)));
}

/**
 * The state after the reader's change; the same one where the field cannot have the value. The fingerprint is noted with a
 * status, and with whatever is written first; with everything the title, which names the task should it once be gone.
 *
 * @param {State} state
 * @param {{ id: string, title?: string, fingerprint?: string }} task
 * @param {Field} field
 * @param {string} value
 * @param {Date} now
 * @returns {State}
 */
export function change(state, task, field, value, now) {
  if (!accepts(field, value)) return state;
  const title = task.title?.slice(0, LIMITS.title);
  const changed = set(state, task.id, field, value, now);
  const sees = (field === "status" || !valueOf(state, task.id, "seen")) && accepts("seen", task.fingerprint);
  const seen = sees ? set(changed, task.id, "seen", String(task.fingerprint), now) : changed;
  return title === undefined || title === valueOf(state, task.id, "title") ? seen : set(seen, task.id, "title", title, now);
}

/**
 * @param {State} state
 * @param {string} id
 * @param {Field} field
 * @param {string} value
 * @param {Date} now
 * @returns {State}
 */
export function set(state, id, field, value, now) {
  const old = state.tasks[id] ?? {};
  const entry = record([...Object.entries(old), [field, { value, at: after(old[field]?.at, now) }]]);
  return { ...state, tasks: record([...Object.entries(state.tasks), [id, entry]]) };
}

/**
 * The state in which the reader has met all tasks that there are, where he has met none before: with the first change.
 * Tasks that come later are new.
 *
 * @param {State} state
 * @param {Service} service
 * @param {Date} now
 * @returns {State}
 */
export function begun(state, service, now) {
  return hasBegun(state)
    ? state
    : met(
        state,
        tasksOf(service).map(({ id }) => id),
        now,
      );
}

/**
 * Whether the reader has met any task; what `renaming.js` notes of moves («A-5>B-6») is no task.
 *
 * @param {State} state
 */
export function hasBegun(state) {
  return Object.keys(state.known).some((id) => !id.includes(">"));
}

/**
 * @param {State} state
 * @param {string[]} ids
 * @param {Date} now
 * @returns {State}
 */
export function met(state, ids, now) {
  const added = ids.filter((id) => !state.known[id]).map((id) => /** @type {[string, string]} */ ([id, after(undefined, now)]));
  return { ...state, known: record([...Object.entries(state.known), ...added]) };
}

/** @param {Service} service */
export function tasksOf(service) {
  return service.phases.flatMap(({ tasks }) => tasks);
}

/**
 * The tasks that are no longer there, with the titles that they had: those about which something is written, or `all`.
 *
 * @param {State} state
 * @param {Service} service
 * @param {boolean} all
 * @returns {{ id: string, title: string }[]}
 */
export function goneFrom(state, service, all = false) {
  const there = new Set(tasksOf(service).map(({ id }) => id));
  return Object.keys(state.tasks)
    .filter((id) => !there.has(id) && (all || isNoted(state, id)))
    .map((id) => ({ id, title: valueOf(state, id, "title") || id }));
}
