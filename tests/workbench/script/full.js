// A reader's work with something of everything in it, for what is handed over.

import { change, empty } from "../../../overrides/assets/javascripts/workbench/state.js";
import { NOW, later, service, task } from "./service.js";

/** @typedef {import("../../../overrides/assets/javascripts/workbench/model.js").Field} Field */

export const BASE = "https://eksempel.no/t/mine-oppgaver/";

export const SERVICE = service(
  {
    A: [
      task("A-1", {
        title: "Skriv «avtalen»; send, & vent",
        url: "../a/#a-1",
        links: [
          { text: "Skjema", url: "https://eksempel.no/x?a=1&b=2" },
          { text: "Post", url: "mailto:a@eksempel.no" },
        ],
      }),
      task("A-2", { title: "=SUM(A1:A9)", url: "../a/#a-2", roles: ["Alle", "IT"], links: [{ text: "Lokalt", url: "../b/" }] }),
    ],
    B: [task("B-1", { url: "javascript:alert(1)", roles: [] }), task("B-2", { url: "../b/#b-2" })],
  },
  {
    words: {
      status: { none: "Ikke startet", started: "I gang", done: "Ferdig", irrelevant: "Ikke aktuelt" },
      columns: {
        id: "Id",
        task: "Oppgave",
        phase: "Fase",
        responsible: "Ansvarlig",
        status: "Status",
        date: "Frist",
        note: "Notat",
        links: "Lenker",
      },
      gone: "Finnes ikke lenger",
    },
  },
);

/** @type {[string, Field, string][]} */
const WRITTEN = [
  ["A-1", "status", "started"],
  ["A-1", "note", `Ring Kari; hun sa "ja"\r\nog så:\n- nei, \\ 😀 _x0041_ <b>&${"æøå ".repeat(30)}`],
  ["A-1", "responsible", "Kari Nordmann"],
  ["A-1", "date", "2026-12-24"],
  ["A-2", "note", "=cmd|'/c calc'!A1\u0000\u000b"],
  ["A-2", "date", "2028-02-29"],
  ["B-1", "status", "done"],
  ["B-1", "date", "2026-12-01"],
  ["B-2", "date", "2027-01-01"],
  ["B-2", "status", "irrelevant"],
  ["C-9", "status", "done"],
  ["C-9", "note", " + 1"],
];
export const STATE = WRITTEN.reduce(
  (state, [id, field, value], number) => change(state, task(id), field, value, later(number)),
  empty("t"),
);

/** The same a little later, with the first task's date moved. */
export const MOVED = change(STATE, task("A-1"), "date", "2027-03-28", later(60));

export { NOW };
