// Reads a state from a text that nobody vouches for.

import { isObject, migrate, VERSION } from "./migrations.js";
import { LIMITS } from "./model.js";
import { accepts, record } from "./state.js";
import { credible, isTime } from "./times.js";

/**
 * @typedef {import("./model.js").Readable} Readable
 * @typedef {import("./model.js").State} State
 * @typedef {import("./model.js").Unreadable} Unreadable
 */

/**
 * The state in a text that this or an older version wrote, or why it is none. A text that has anything else in it is
 * damaged: to leave that out would lose it at the next save. Moments far ahead are read as `credible` says.
 *
 * @param {string} text
 * @param {string} service
 * @param {Date} now
 * @returns {Readable | Unreadable}
 */
export function read(text, service, now) {
  if (text.length > LIMITS.text) return { fault: "damaged", where: "" };
  try {
    return readData(JSON.parse(text), service, now);
  } catch {
    return { fault: "damaged", where: "" };
  }
}

/**
 * The same, of what was parsed.
 *
 * @param {unknown} data
 * @param {string} service
 * @param {Date} now
 * @returns {Readable | Unreadable}
 */
export function readData(data, service, now) {
  if (!isObject(data)) return { fault: "damaged", where: "" };
  if (!Number.isSafeInteger(data.version) || data.version < 1) return { fault: "damaged", where: "version" };
  if (data.version > VERSION) return { fault: "newer", version: data.version };
  if (typeof data.service !== "string" || data.service.length > LIMITS.service) return { fault: "damaged", where: "service" };
  if (data.service !== service) return { fault: "other-service", service: data.service };
  try {
    return { state: checked(migrate(data), now) };
  } catch (place) {
    return { fault: "damaged", where: place instanceof Place ? place.where : "" };
  }
}

class Place {
  /** @param {string} where */
  constructor(where) {
    this.where = where;
  }
}

/**
 * @param {any} data
 * @param {Date} now
 * @returns {State}
 */
function checked(data, now) {
  /** @type {(at: unknown, where: string) => string} */
  const time = (at, where) => credible(must(isTime(at), where, at), now);
  see(data, ["version", "service", "tasks", "known"], "");
  const tasks = each(data.tasks, "tasks", (entry, place) =>
    each(entry, place, (register, where, field) => {
      see(register, ["value", "at"], where);
      must(accepts(field, register.value), where, 0);
      return { value: register.value, at: time(register.at, where) };
    }),
  );
  return { version: VERSION, service: data.service, tasks, known: each(data.known, "known", time) };
}

/**
 * @template T
 * @param {boolean} holds
 * @param {string} where
 * @param {T} value
 * @returns {any}
 */
function must(holds, where, value) {
  if (!holds) throw new Place(where);
  return value;
}

/**
 * @param {any} data
 * @param {string[]} keys
 * @param {string} where
 */
function see(data, keys, where) {
  must(isObject(data), where, 0);
  for (const key of Object.keys(data)) must(keys.includes(key), where ? `${where}.${key}` : key, 0);
}

/**
 * @template T
 * @param {unknown} data
 * @param {string} place
 * @param {(value: any, where: string, key: string) => T} check
 */
function each(data, place, check) {
  const entries = Object.entries(must(isObject(data), place, data));
  must(entries.length <= LIMITS.tasks, place, 0);
  return record(
    entries.map(([key, value]) => {
      must(key.length <= LIMITS.id, place, 0);
      return [key, check(value, `${place}.${key}`, key)];
    }),
  );
}
