// The state as a file that the reader takes along.

import { isObject } from "../migrations.js";
import { LIMITS } from "../model.js";
import { readData } from "../reading.js";

/**
 * @typedef {import("../model.js").Readable} Readable
 * @typedef {import("../model.js").Service} Service
 * @typedef {import("../model.js").State} State
 *
 * `unreadable`: no JSON. `foreign`: JSON, but no such file. `title`: what the other service is called, where the file says it.
 * @typedef {{ fault: "unreadable" | "foreign" | "too-large", state?: undefined }
 *   | import("../model.js").Unreadable & { title?: string }} Refused
 */

const FORMAT = "onboarding-progress";

/**
 * The state as the text of a file.
 *
 * @param {State} state
 * @param {Service} service
 * @param {Date} now
 */
export function exported(state, service, now) {
  return `${JSON.stringify({ format: FORMAT, title: service.title, exported: now.toISOString(), ...state }, null, 2)}\n`;
}

/**
 * The state in a file, or why there is none. What the browser keeps is such a file, too.
 *
 * @param {Uint8Array} bytes
 * @param {string} service
 * @param {Date} now
 * @returns {Readable | Refused}
 */
export function imported(bytes, service, now) {
  if (bytes.length > LIMITS.text) return { fault: "too-large" };
  let data;
  try {
    data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { fault: "unreadable" };
  }
  if (!isObject(data)) return { fault: "foreign" };
  const { format, title, exported, ...state } = data;
  if (format !== FORMAT && (format !== undefined || !("version" in state && "service" in state))) return { fault: "foreign" };
  const found = readData(state, service, now);
  return found.fault === "other-service" && typeof title === "string" ? { ...found, title: title.slice(0, LIMITS.title) } : found;
}
