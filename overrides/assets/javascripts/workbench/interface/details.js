import { LIMITS } from "../model.js";
import { statusOf, valueOf } from "../state.js";
import { element, reveal, written } from "./elements.js";

/**
 * @typedef {import("../model.js").Field} Field
 * @typedef {import("../model.js").Task} Task
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {[Field, HTMLInputElement | HTMLTextAreaElement][]} Inputs
 */

/**
 * What the reader notes about a task: who, when, and a note. The fields are made when they are first opened.
 *
 * @param {Bench} bench
 * @param {Task} task
 */
export function details(bench, task) {
  const brief = element("p", { class: "workbench-brief" });
  const summary = element("summary", {}, bench.words.details, element("span", {}, ` ${task.id}`));
  const folded = element("details", {}, summary);
  /** @type {Inputs} */
  let inputs = [];
  const fill = () => {
    for (const [field, input] of inputs) {
      input.disabled = bench.isLocked;
      if (document.activeElement !== input || !document.hasFocus()) input.value = valueOf(bench.state, task.id, field);
    }
  };
  folded.addEventListener("toggle", () => {
    if (!inputs.length) inputs = fields(bench, task, folded);
    fill();
  });
  bench.watch(() => {
    brief.textContent = noted(bench, task.id);
    reveal(brief, brief.textContent !== "");
    fill();
  });
  return element("div", { class: "workbench-details" }, folded, brief);
}

/**
 * What was noted, in short: who, when and the note.
 *
 * @param {Bench} bench
 * @param {string} task its id
 */
export function noted(bench, task) {
  const { state, words } = bench;
  const day = dayOf(bench, task);
  return [valueOf(state, task, "responsible"), day && `${words.date} ${day}`, valueOf(state, task, "note")].filter(Boolean).join(" · ");
}

/**
 * What paper shows of what was noted: a line for each thing, under its name.
 *
 * @param {Bench} bench
 * @param {Task} task
 */
export function notes(bench, { id }) {
  const made = element("div", { class: "workbench-print workbench-notes" });
  bench.watch(() => {
    const { state, words } = bench;
    const status = statusOf(state, id);
    const values = {
      status: status === "none" ? "" : words.status[status],
      responsible: valueOf(state, id, "responsible"),
      date: dayOf(bench, id),
      note: valueOf(state, id, "note"),
    };
    const lines = Object.entries(values).filter(([, value]) => value);
    made.replaceChildren(...lines.map(([name, value]) => element("p", { class: `workbench-note-${name}` }, `${words.columns[name]}: ${value}`)));
  });
  return made;
}

/**
 * When a task is to be done, as it is written, and whether that is past.
 *
 * @param {Bench} bench
 * @param {string} task its id
 */
function dayOf({ state, words, service, outcome }, task) {
  const date = valueOf(state, task, "date");
  const isLate = date && date < today() && ["now", "waits"].includes(outcome.readiness.get(task)?.state ?? "");
  return date && `${written(date, service.language)}${isLate ? ` (${words.overdue})` : ""}`;
}

/** The reader's own day, as ISO 8601 has it. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/**
 * Kept at each key stroke, so that nothing is lost with a closed tab.
 *
 * @param {Bench} bench
 * @param {Task} task
 * @param {HTMLElement} place
 * @returns {Inputs}
 */
function fields(bench, task, place) {
  /** @type {Inputs} */
  const made = [
    ["responsible", element("input", { type: "text", autocomplete: "off", maxlength: `${LIMITS.responsible}` })],
    ["date", element("input", { type: "date", min: "2000-01-01", max: "9999-12-31" })],
    ["note", element("textarea", { rows: "3", maxlength: `${LIMITS.note}` })],
  ];
  for (const [field, input] of made) {
    input.addEventListener("input", () => bench.note(task, field, input.value));
    if (field === "date") heedDays(bench, task, input);
    place.append(element("label", { class: `workbench-field-${field}` }, element("span", {}, bench.words[field]), input));
  }
  return made;
}

/**
 * A year of two digits is one of this century, not of the first. When the reader goes on, the field shows what is kept: a day that
 * nobody can mean (of 1999, say) is not.
 *
 * @param {Bench} bench
 * @param {Task} task
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 */
function heedDays(bench, task, input) {
  input.addEventListener("change", () => bench.note(task, "date", input.value.replace(/^00(?=\d\d-)/, "20")));
  input.addEventListener("blur", () => {
    input.value = valueOf(bench.state, task.id, "date");
  });
}
