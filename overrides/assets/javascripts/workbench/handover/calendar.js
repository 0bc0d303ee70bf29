// Tasks with a date as entries for a calendar (RFC 5545).

import { isOver, tasksOf, valueOf } from "../state.js";
import { absolute, clean } from "./rows.js";

/**
 * @typedef {import("../model.js").Service} Service
 * @typedef {import("../model.js").State} State
 * @typedef {import("../model.js").Task} Task
 */

const OCTETS = 75; // of a line, its end aside
const START = Date.UTC(2020, 0); // revisions are counted in seconds from here
const LAST_REVISION = 2 ** 31 - 1; // what a calendar's integers hold

/**
 * The calendar of all tasks that have a date and are not over; null where there are none. An entry's
 * name and number follow from the service's id and the state alone, so that a calendar that has it knows it again, and which is
 * the later; its words and its address come from the content too.
 *
 * @param {Service} service
 * @param {State} state
 * @param {string} base
 */
export function calendar(service, state, base) {
  const dated = tasksOf(service).filter(({ id }) => valueOf(state, id, "date") && !isOver(state, id));
  if (!dated.length) return null;
  const entries = dated.flatMap((task) => entry(task, service, state, absolute(task.url, base)));
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//onboarding//workbench//NO", ...entries, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/**
 * @param {Task} task
 * @param {Service} service
 * @param {State} state
 * @param {string} url
 */
function entry({ id, title }, service, state, url) {
  const day = valueOf(state, id, "date");
  const at =
    Object.values(state.tasks[id])
      .map((register) => register.at)
      .sort()
      .at(-1) ?? "";
  const responsible = valueOf(state, id, "responsible");
  const told = [responsible && `${service.words.columns.responsible}: ${responsible}`, valueOf(state, id, "note"), url].filter(
    Boolean,
  );
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(`${id}.${service.id}.onboarding`)}`,
    `DTSTAMP:${compact(at)}Z`,
    `LAST-MODIFIED:${compact(at)}Z`,
    `SEQUENCE:${Math.min(LAST_REVISION, Math.max(0, Math.floor((Date.parse(at) - START) / 1000)))}`,
    `DTSTART;VALUE=DATE:${compact(day)}`, // without an end it lasts that day
    `SUMMARY:${escaped(`${service.shortTitle} ${id}: ${title}`)}`,
    ...(told.length ? [`DESCRIPTION:${escaped(told.join("\n"))}`] : []),
    ...(url ? [`URL:${url}`] : []),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** @param {string} moment */
function compact(moment) {
  return moment.replace(/[-:]|\..*/g, "");
}

/** @param {string} text */
function escaped(text) {
  return clean(text)
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

/**
 * The line, broken where it is too long, but never within a character.
 *
 * @param {string} line
 */
export function folded(line) {
  let [whole, octets] = ["", 0];
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > OCTETS) [whole, octets] = [`${whole}\r\n `, 1];
    whole += character;
    octets += size;
  }
  return whole;
}
