import { calendar } from "../handover/calendar.js";
import { csv } from "../handover/csv.js";
import { exported } from "../handover/file.js";
import { xlsx } from "../handover/xlsx.js";
import { today } from "./details.js";
import { download } from "./downloads.js";
import { element, filled } from "./elements.js";
import { publishedOf } from "./services.js";
import { telling } from "./telling.js";

/**
 * @typedef {import("../model.js").Service} Service
 * @typedef {import("../model.js").State} State
 * @typedef {import("./bench.js").Bench} Bench
 *
 * @typedef {{ format: "json" | "xlsx" | "csv" | "ics", called: "progress" | "tasks" | "dates", type: string,
 *   content: (service: Service, state: State, base: string) => string | Uint8Array<ArrayBuffer> | null }} Kind
 */

/** @type {Kind[]} */
const KINDS = [
  {
    format: "json",
    called: "progress",
    type: "application/json",
    content: (service, state) => exported(state, service, new Date()),
  },
  {
    format: "xlsx",
    called: "tasks",
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    content: xlsx,
  },
  { format: "csv", called: "tasks", type: "text/csv", content: csv },
  { format: "ics", called: "dates", type: "text/calendar", content: calendar },
];

/**
 * A button for each file that the reader can take along.
 *
 * @param {Bench} bench
 */
export function takeout(bench) {
  const { handover: words } = bench.words;
  const told = telling(bench);
  const button = (/** @type {Kind} */ kind) =>
    element("button", { type: "button", click: () => told.say(give(bench, kind)) }, words.formats[kind.format]);
  return element(
    "div",
    {},
    element("p", {}, words.takeLead),
    element("p", { class: "workbench-buttons" }, ...KINDS.map(button)),
    told.place,
  );
}

/**
 * Gives the file, and what there is to say of it.
 *
 * @param {Bench} bench
 * @param {Kind} kind
 * @returns {string}
 */
function give({ service: { id }, state, words: { handover: words } }, { format, called, type, content }) {
  const { service, base } = publishedOf(id);
  const made = content(service, state, base);
  if (made === null) return words.noDates;
  const name = `${plain(service.shortTitle)}-${words.files[called]}-${today()}.${format}`;
  download(name, type, made);
  return filled(words.downloaded, { name });
}

/** @param {string} title */
function plain(title) {
  return title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
}
