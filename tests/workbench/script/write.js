// Writes what a reader takes along into a folder, for programs that are not ours to read.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { calendar } from "../../../overrides/assets/javascripts/workbench/handover/calendar.js";
import { csv } from "../../../overrides/assets/javascripts/workbench/handover/csv.js";
import { xlsx } from "../../../overrides/assets/javascripts/workbench/handover/xlsx.js";
import { zip } from "../../../overrides/assets/javascripts/workbench/handover/zip.js";
import { BASE, MOVED, SERVICE, STATE } from "./full.js";

/** @type {[string, string | Uint8Array][]} */
const FILES = [
  ["tasks.csv", csv(SERVICE, STATE, BASE)],
  ["tasks.xlsx", xlsx(SERVICE, STATE, BASE)],
  ["local.xlsx", xlsx(SERVICE, STATE, "")],
  ["tasks.ics", calendar(SERVICE, STATE, BASE) ?? ""],
  ["moved.ics", calendar(SERVICE, MOVED, BASE) ?? ""],
  [
    "files.zip",
    zip([
      ["a.txt", "Hei"],
      ["mappe/æøå.txt", "blåbær 😀"],
      ["tom.txt", ""],
    ]),
  ],
];
for (const [name, content] of FILES) writeFileSync(join(process.argv[2], name), content);
