// Rows as CSV that a Norwegian Excel opens right: semicolons, a byte-order mark, and lines that end in CR LF.

import { COLUMNS, header, rows } from "./rows.js";

/**
 * @typedef {import("../model.js").Service} Service
 * @typedef {import("../model.js").State} State
 */

// What a spreadsheet takes for the start of a formula, whatever it skips before (OWASP, «CSV Injection»).
const FORMULA = /^(?:[\t\r]|[\s\p{C}\p{M}\p{Z}\p{Pi}\p{Pf}"'`´]*[=+\-@\u2212])/u;

/**
 * @param {Service} service
 * @param {State} state
 * @param {string} base
 */
export function csv(service, state, base) {
  const lines = [header(service), ...rows(service, state, base).map((row) => COLUMNS.map((column) => row[column]))];
  return `\ufeff${lines.map((cells) => `${cells.map((cell) => quoted(harmless(cell))).join(";")}\r\n`).join("")}`;
}

/**
 * The cell, made text where a spreadsheet would calculate it. Full-width signs are signs to some.
 *
 * @param {string} cell
 */
export function harmless(cell) {
  return FORMULA.test(cell.normalize("NFKD")) ? `'${cell}` : cell;
}

/** @param {string} cell */
function quoted(cell) {
  return /[",;\t\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
