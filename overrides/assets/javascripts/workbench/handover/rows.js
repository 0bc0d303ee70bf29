// What the reader has written, as rows for those who plan elsewhere.

import { goneFrom, statusOf, valueOf } from "../state.js";

/**
 * @typedef {import("../model.js").Link} Link
 * @typedef {import("../model.js").Service} Service
 * @typedef {import("../model.js").State} State
 *
 * @typedef {"id" | "task" | "phase" | "responsible" | "status" | "date" | "note" | "links"} Column
 * @typedef {{ [column in Column]: string } & { url: string }} Row
 */

/** @type {Column[]} */
export const COLUMNS = ["id", "task", "phase", "responsible", "status", "date", "note", "links"];

/**
 * A row for each task, in the order of the content, then for those that are gone. Where no person is written the roles are
 * responsible. `url` is "" where the task has no address that others can open.
 *
 * @param {Service} service
 * @param {State} state
 * @param {string} base  the address that those of the service are relative to, "" if there is none
 * @returns {Row[]}
 */
export function rows(service, state, base) {
  const there = service.phases.flatMap(({ name, tasks }) => tasks.map((task) => ({ ...task, phase: name })));
  const gone = goneFrom(state, service).map((task) => ({ ...task, phase: service.words.gone, roles: [], url: null, links: [] }));
  return [...there, ...gone].map(({ id, title, phase, roles, url, links = [] }) => ({
    id: clean(id),
    task: clean(title),
    phase: clean(phase),
    responsible: clean(valueOf(state, id, "responsible") || roles.join(", ")),
    status: clean(service.words.status[statusOf(state, id)]),
    date: valueOf(state, id, "date"),
    note: clean(valueOf(state, id, "note")),
    links: links.map((link) => clean([link.text, absolute(link.url, base)].filter(Boolean).join(": "))).join("\n"),
    url: url === null ? "" : absolute(url, base),
  }));
}

/**
 * The titles of the columns.
 *
 * @param {Service} service
 * @returns {string[]}
 */
export function header(service) {
  return COLUMNS.map((column) => clean(service.words.columns[column]));
}

/**
 * The address as others can open it, "" where they cannot.
 *
 * @param {string} url
 * @param {string} base
 */
export function absolute(url, base) {
  try {
    const { href, protocol } = new URL(url, base || undefined);
    return ["http:", "https:", "mailto:"].includes(protocol) ? href : "";
  } catch {
    return "";
  }
}

/**
 * The text without characters that XML 1.0 forbids, and with lines that end in a line feed.
 *
 * @param {string} text
 */
export function clean(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}
