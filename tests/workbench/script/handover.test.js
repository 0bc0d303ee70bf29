// What the reader takes along, and what is read again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import { calendar, folded } from "../../../overrides/assets/javascripts/workbench/handover/calendar.js";
import { csv, harmless } from "../../../overrides/assets/javascripts/workbench/handover/csv.js";
import { exported, imported } from "../../../overrides/assets/javascripts/workbench/handover/file.js";
import { absolute, clean, rows } from "../../../overrides/assets/javascripts/workbench/handover/rows.js";
import { LONGEST, packed, unpacked } from "../../../overrides/assets/javascripts/workbench/handover/share.js";
import { xlsx } from "../../../overrides/assets/javascripts/workbench/handover/xlsx.js";
import { crc32, zip } from "../../../overrides/assets/javascripts/workbench/handover/zip.js";
import { LIMITS } from "../../../overrides/assets/javascripts/workbench/model.js";
import { change, empty } from "../../../overrides/assets/javascripts/workbench/state.js";
import { BASE, MOVED, NOW, SERVICE, STATE } from "./full.js";
import { later, service, task } from "./service.js";

/** @type {{ guarded: string[], left: string[] }} */
const FORMULAS = JSON.parse(readFileSync(new URL("../../formulas.json", import.meta.url), "utf8"));

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const textOf = (/** @type {Uint8Array} */ found) => new TextDecoder().decode(found);

// ---------- the file ----------

test("a file that is exported is imported as it was, from a service that is called something else", () => {
  const file = bytes(exported(STATE, { ...SERVICE, title: "Før" }, NOW));
  assert.deepEqual(imported(file, "t", NOW), { state: STATE });
});

test("a file says what it is, of which version and service, and when it was made", () => {
  const { format, version, service, title, exported: at } = JSON.parse(exported(STATE, SERVICE, NOW));
  assert.deepEqual(
    [format, version, service, title, at],
    ["onboarding-progress", 2, "t", "Tjeneste", "2026-11-28T10:00:00.000Z"],
  );
  assert.match(exported(STATE, SERVICE, NOW), /^\{\n  "format"/);
});

test("a file that an editor has given a byte-order mark is read", () => {
  assert.ok(imported(bytes(`\ufeff${exported(STATE, SERVICE, NOW)}`), "t", NOW).state);
});

test("what the browser keeps can be imported, of an older version, too", () => {
  assert.deepEqual(imported(bytes(JSON.stringify(STATE)), "t", NOW), { state: STATE });
  assert.ok(imported(bytes('{"version":1,"service":"t","tasks":{}}'), "t", NOW).state);
});

/** @type {[string, string | Uint8Array, object][]} */
const REFUSED = [
  ["nothing", "", { fault: "unreadable" }],
  ["text", "Hei", { fault: "unreadable" }],
  ["bytes that are no UTF-8", Uint8Array.of(0x22, 0xff, 0x22), { fault: "unreadable" }],
  ["a list", "[]", { fault: "foreign" }],
  ["null", "null", { fault: "foreign" }],
  ["JSON with a service alone", '{"service": "t"}', { fault: "foreign" }],
  ["another program's JSON", '{"name": "x", "version": 2}', { fault: "foreign" }],
  ["another format", '{"format": "x", "version": 2, "service": "t"}', { fault: "foreign" }],
  ["a format that is null", '{"format": null, "version": 2, "service": "t", "tasks": {}, "known": {}}', { fault: "foreign" }],
  ["a file without version", '{"format": "onboarding-progress"}', { fault: "damaged", where: "version" }],
  [
    "a file of another service",
    '{"format": "onboarding-progress", "version": 2, "service": "x", "title": "Navn"}',
    { fault: "other-service", service: "x", title: "Navn" },
  ],
  [
    "a file of another service without a name",
    '{"format": "onboarding-progress", "version": 2, "service": "x", "title": 1}',
    { fault: "other-service", service: "x" },
  ],
  ["a newer file", '{"format": "onboarding-progress", "version": 9}', { fault: "newer", version: 9 }],
  [
    "a file with a wrong date",
    '{"format": "onboarding-progress", "version": 2, "service": "t", "known": {}, "tasks": {"A-1": {"date": {"value": "x", "at": ""}}}}',
    { fault: "damaged", where: "tasks.A-1.date" },
  ],
  ["a file that is far too large", new Uint8Array(LIMITS.text + 1), { fault: "too-large" }],
];
for (const [what, file, fault] of REFUSED) {
  test(`${what} is no file of the reader's`, () => {
    assert.deepEqual(imported(typeof file === "string" ? bytes(file) : file, "t", NOW), fault);
  });
}

test("the file of a reader with 400 tasks and long notes is read", () => {
  const tasks = Object.fromEntries(
    Array.from({ length: 400 }, (_, number) => [`A-${number}`, { note: { value: "ø".repeat(5_000), at: NOW.toISOString() } }]),
  );
  assert.ok(imported(bytes(exported({ ...empty("t"), tasks }, SERVICE, NOW)), "t", NOW).state);
});

// ---------- rows ----------

test("there is a row for each task, in order, then for those that are gone", () => {
  const found = rows(SERVICE, STATE, BASE);
  assert.deepEqual(
    found.map(({ id }) => id),
    ["A-1", "A-2", "B-1", "B-2", "C-9"],
  );
  assert.deepEqual(
    found.map(({ phase }) => phase),
    ["A Fase", "A Fase", "B Fase", "B Fase", "Finnes ikke lenger"],
  );
  assert.deepEqual(
    found.map(({ status }) => status),
    ["I gang", "Ikke startet", "Ferdig", "Ikke aktuelt", "Ferdig"],
  );
  assert.deepEqual(
    found.map(({ responsible }) => responsible),
    ["Kari Nordmann", "Alle, IT", "", "IT", ""],
  );
  assert.deepEqual(
    found.map(({ date }) => date),
    ["2026-12-24", "2028-02-29", "2026-12-01", "2027-01-01", ""],
  );
  assert.deepEqual(
    found.map(({ url }) => url),
    ["https://eksempel.no/t/a/#a-1", "https://eksempel.no/t/a/#a-2", "", "https://eksempel.no/t/b/#b-2", ""],
  );
  assert.equal(found[0].links, "Skjema: https://eksempel.no/x?a=1&b=2\nPost: mailto:a@eksempel.no");
  assert.equal(found[4].task, "Oppgave C-9");
});

test("what no program may show is left out of rows, and lines end alike", () => {
  const [first, second] = rows(SERVICE, STATE, BASE);
  assert.match(first.note, /^Ring Kari; hun sa "ja"\nog så:\n- nei/);
  assert.equal(second.note, "=cmd|'/c calc'!A1");
  assert.equal(clean("a\rb\ufffe\ud800c\u0007\td\u{1f600}"), "a\nbc\td\u{1f600}");
});

test("an address that others cannot open is none", () => {
  for (const url of ["javascript:alert(1)", "file:///home/x", "http://", "data:text/html,x"])
    assert.equal(absolute(url, BASE), "");
  assert.equal(absolute("../a/", ""), "");
  assert.equal(absolute("../a/", "file:///c:/onboarding/t/mine.html"), "");
  assert.equal(rows(SERVICE, STATE, "")[1].links, "Lokalt");
});

// ---------- CSV ----------

test("a spreadsheet calculates no cell", () => {
  for (const cell of FORMULAS.guarded) assert.equal(harmless(cell), `'${cell}`, JSON.stringify(cell));
  for (const cell of FORMULAS.left) assert.equal(harmless(cell), cell);
});

test("cells are quoted where they must be", () => {
  const state = change(change(empty("t"), task("A-1"), "note", 'a;b "c"', NOW), task("A-1"), "responsible", " Kari ", NOW);
  const text = csv(service({ A: [task("A-1")] }, { words: SERVICE.words }), state, "");
  assert.equal(
    text,
    '\ufeffId;Oppgave;Fase;Ansvarlig;Status;Frist;Notat;Lenker\r\nA-1;Oppgave A-1;A Fase;" Kari ";Ikke startet;;"a;b ""c""";\r\n',
  );
});

// ---------- ZIP and XLSX ----------

test("a ZIP has the checksum that the format names", () => assert.equal(crc32(bytes("123456789")), 0xcbf43926));

test("a ZIP and a workbook are the same bytes each time", () => {
  assert.deepEqual(zip([["æ.txt", "ø"]]), zip([["æ.txt", "ø"]]));
  assert.deepEqual(xlsx(SERVICE, STATE, BASE), xlsx(SERVICE, STATE, BASE));
});

test("a workbook has text that Excel would read as a character as it was written", () => {
  assert.match(textOf(xlsx(SERVICE, STATE, BASE)), /😀 _x005F_x0041_ &lt;b&gt;&amp;/);
});

test("a cell is never longer than Excel takes", () => {
  const links = Array.from({ length: 1000 }, () => ({ text: "x".repeat(30), url: "https://eksempel.no/" }));
  const found = textOf(xlsx(service({ A: [task("A-1", { links })] }, { words: SERVICE.words }), empty("t"), BASE));
  assert.equal(Math.max(...[...found.matchAll(/preserve">([^<]*)</g)].map(([, text]) => text.length)), 32_767);
});

for (const [title, name] of [
  ["A/B [x]: *", "A B x"],
  ["'", "1"],
  ["x".repeat(40), "x".repeat(31)],
  ["R&D", "R&amp;D"],
]) {
  test(`the sheet of «${title}» has a name that Excel takes`, () => {
    assert.ok(textOf(xlsx({ ...SERVICE, shortTitle: title }, STATE, "")).includes(`<sheet name="${name}"`));
  });
}

// ---------- the calendar ----------

test("tasks with a date that are not over are in the calendar, and where there are none there is no calendar", () => {
  const found = calendar(SERVICE, STATE, BASE) ?? "";
  assert.deepEqual(
    [...found.matchAll(/^UID:(.*)\r$/gm)].map(([, id]) => id),
    ["A-1.t.onboarding", "A-2.t.onboarding"],
  );
  assert.equal(calendar(SERVICE, empty("t"), BASE), null);
});

test("an entry that has changed is known again, and is the later", () => {
  const numbers = [STATE, MOVED].map((state) =>
    (calendar(SERVICE, state, BASE) ?? "")
      .match(/UID:(.*)\r\nDTSTAMP:(\d{8}T\d{6})Z\r\nLAST-MODIFIED:\2Z\r\nSEQUENCE:(\d+)/)
      ?.slice(1),
  );
  assert.deepEqual(numbers, [
    ["A-1.t.onboarding", "20261128T100300", "218023380"],
    ["A-1.t.onboarding", "20261128T110000", "218026800"],
  ]);
});

test("a calendar entry is as old as the last that was written about its task, were it by a clock that was wrong", () => {
  const ticked = change(STATE, task("A-1"), "status", "none", later(90));
  assert.match(calendar(SERVICE, ticked, BASE) ?? "", /LAST-MODIFIED:20261128T113000Z/);
  const unknown = change(empty("t"), task("A-1"), "date", "2026-12-24", new Date(0));
  assert.match(calendar(SERVICE, unknown, BASE) ?? "", /LAST-MODIFIED:19700101T000000Z\r\nSEQUENCE:0\r\n/);
});

test("a calendar entry without an address has none, and no end", () => {
  const found = calendar(SERVICE, change(empty("t"), task("B-2"), "date", "2026-12-31", NOW), "") ?? "";
  assert.match(found, /DTSTART;VALUE=DATE:20261231\r\nSUMMARY:/);
  assert.doesNotMatch(found, /URL|DESCRIPTION/);
});

test("the last day and the latest clock give an entry that calendars can read", () => {
  const written = change(empty("t"), task("A-1"), "date", "9999-12-31", new Date("2099-01-01T00:00:00.000Z"));
  const found = calendar(SERVICE, written, "") ?? "";
  assert.match(found, /SEQUENCE:2147483647\r\nDTSTART;VALUE=DATE:99991231\r\nSUMMARY:/);
});

test("what a reader writes adds no line to a calendar", () => {
  const state = change(
    change(empty("t"), task("A-1"), "date", "2026-12-24", NOW),
    task("A-1"),
    "note",
    "x\r\nEND:VEVENT\n\u2028\\;,",
    NOW,
  );
  assert.match(calendar(SERVICE, state, "") ?? "", /DESCRIPTION:x\\nEND:VEVENT\\n\u2028\\\\\\;\\,\r\n/);
});

test("a long line is folded at 75 octets, and no character is cut", () => {
  for (const line of ["x".repeat(75), "x".repeat(76), "å".repeat(200), `x${"😀".repeat(99)}`]) {
    const parts = folded(line).split("\r\n");
    assert.ok(parts.every((part) => bytes(part).length <= 75));
    assert.equal(parts.join("\r\n").replaceAll("\r\n ", ""), line);
    assert.equal(parts.length, Math.ceil((bytes(line).length - 75) / 74 + 1) || 1);
  }
});

// ---------- the link ----------

test("a state goes into a link and comes out of it", async () => {
  const { fragment } = await packed(STATE);
  assert.match(fragment ?? "", /^#fremdrift=[\w-]+$/);
  assert.deepEqual(await unpacked(fragment ?? "", "t", NOW), { state: STATE });
  assert.deepEqual(await unpacked(fragment ?? "", "x", NOW), { fault: "other-service", service: "t" });
});

test("another fragment is no link", async () => {
  for (const fragment of ["", "#a-1", "#fremdrift", "fremdrift=x"]) assert.equal(await unpacked(fragment, "t", NOW), null);
});

const link = (/** @type {string | Buffer} */ content) => `#fremdrift=${deflateRawSync(content).toString("base64url")}`;

test("a link that is cut, has more behind it, or holds something else is damaged", async () => {
  const { fragment = "" } = await packed(STATE);
  for (const text of [
    "#fremdrift=",
    "#fremdrift=%",
    "#fremdrift=å",
    "#fremdrift=AAAA",
    fragment.slice(0, -9),
    `${fragment}.`,
    link("x"),
    link(Buffer.of(0x22, 0xff, 0x22)),
  ]) {
    assert.deepEqual(await unpacked(text, "t", NOW), { fault: "damaged", where: "" }, text);
  }
});

test("a link whose text is no UTF-8 is damaged, even where only a note is", async () => {
  const content = Buffer.from(JSON.stringify(change(empty("t"), task("A-1"), "note", "HER", NOW)));
  content[content.indexOf("HER")] = 0xff;
  assert.deepEqual(await unpacked(link(content), "t", NOW), { fault: "damaged", where: "" });
});

test("a link that unpacks to very much is refused before it does", async () => {
  const text = JSON.stringify(empty("t"));
  assert.ok((await unpacked(link(text.padEnd(LONGEST.unpacked)), "t", NOW))?.state);
  assert.deepEqual(await unpacked(link(text.padEnd(LONGEST.unpacked + 1)), "t", NOW), { fault: "damaged", where: "" });
  assert.deepEqual(await unpacked(link(Buffer.alloc(60_000_000)), "t", NOW), { fault: "damaged", where: "" });
});

/** Text that cannot be packed much smaller. */
function noise(/** @type {number} */ length) {
  let [seed, text] = [1, ""];
  while (text.length < length) text += (seed = (seed * 48271) % 2147483647).toString(36);
  return text.slice(0, length);
}

/** A state with so many notes. @param {number} number @param {(each: number) => string} note */
function noted(number, note) {
  const all = Array.from({ length: number }, (_, each) => each);
  return all.reduce((state, each) => change(state, { id: `A-${each}` }, "note", note(each), NOW), empty("t"));
}

test("a state that is too large for a link has none", async () => {
  const loud = noise(400_000);
  const part = (/** @type {number} */ each) => loud.slice(each * 9_000, (each + 1) * 9_000);
  const lengths = await Promise.all([1, 7].map(async (number) => (await packed(noted(number, part))).fragment?.length ?? 0));
  assert.ok(lengths[0] < lengths[1] && lengths[1] <= LONGEST.link, `${lengths}`);
  for (const state of [noted(9, part), noted(40, part), noted(300, () => "x".repeat(LIMITS.note))]) {
    assert.deepEqual(await packed(state), { fault: "too-large" });
  }
});

test("a browser that packs nothing says so", async () => {
  const kept = globalThis.CompressionStream;
  // @ts-expect-error: an older browser
  delete globalThis.CompressionStream;
  try {
    assert.deepEqual(await packed(STATE), { fault: "unsupported" });
  } finally {
    globalThis.CompressionStream = kept;
  }
});
