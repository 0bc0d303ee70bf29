// What is read as a state, what is refused, and what a change makes of it.

import assert from "node:assert/strict";
import test from "node:test";
import { LIMITS } from "../../../overrides/assets/javascripts/workbench/model.js";
import { read } from "../../../overrides/assets/javascripts/workbench/reading.js";
import {
  begun,
  change,
  empty,
  goneFrom,
  isOver,
  met,
  statusOf,
  valueOf,
} from "../../../overrides/assets/javascripts/workbench/state.js";
import { NOW, later, service, task } from "./service.js";

const AT = NOW.toISOString();

/** @param {object} data */
function stored(data) {
  return read(JSON.stringify({ version: 2, service: "t", tasks: {}, known: {}, ...data }), "t", NOW);
}

/** @param {string} field @param {unknown} value */
function holding(field, value, at = AT) {
  return stored({ tasks: { "A-1": { [field]: { value, at } } } });
}

test("what was written is read as it was", () => {
  const state = begun(change(empty("t"), task("A-1"), "note", "Ring «Bits»\n😀", NOW), service({ A: [task("A-1")] }), NOW);
  assert.deepEqual(read(JSON.stringify(state), "t", NOW), { state });
});

/** @type {[string, string, object][]} */
const REFUSED = [
  ["no JSON", "{", { fault: "damaged", where: "" }],
  ["an empty text", "", { fault: "damaged", where: "" }],
  ["null", "null", { fault: "damaged", where: "" }],
  ["a list", "[]", { fault: "damaged", where: "" }],
  ["no version", '{"service": "t"}', { fault: "damaged", where: "version" }],
  ["version 0", '{"version": 0}', { fault: "damaged", where: "version" }],
  ["half a version", '{"version": 1.5}', { fault: "damaged", where: "version" }],
  ["a version in quotes", '{"version": "2"}', { fault: "damaged", where: "version" }],
  ["a newer version of any shape", '{"version": 3, "new": []}', { fault: "newer", version: 3 }],
  ["no service", '{"version": 2}', { fault: "damaged", where: "service" }],
  [
    "a service that no service is called",
    `{"version": 2, "service": "${"x".repeat(LIMITS.service + 1)}"}`,
    { fault: "damaged", where: "service" },
  ],
  ["another service", '{"version": 2, "service": "x"}', { fault: "other-service", service: "x" }],
  ["no tasks", '{"version": 2, "service": "t", "known": {}}', { fault: "damaged", where: "tasks" }],
  ["a version 1 without tasks", '{"version": 1, "service": "t"}', { fault: "damaged", where: "tasks" }],
  [
    "a version 1 with a field of its own",
    '{"version": 1, "service": "t", "tasks": {"A-1": {"status": "done", "at": "2026-11-28T10:00:00.000Z", "mood": "x"}}}',
    { fault: "damaged", where: "tasks.A-1.mood" },
  ],
  [
    "a version 1 whose task is no object",
    '{"version": 1, "service": "t", "tasks": {"A-1": "done"}}',
    { fault: "damaged", where: "tasks.A-1" },
  ],
];
for (const [what, text, fault] of REFUSED) {
  test(`${what} is refused`, () => assert.deepEqual(read(text, "t", NOW), fault));
}

test("a version 1 with more beside its tasks is refused", () => {
  assert.deepEqual(read('{"version": 1, "service": "t", "tasks": {}, "mood": "x"}', "t", NOW), {
    fault: "damaged",
    where: "mood",
  });
});

/** @type {[string, object, string][]} */
const DAMAGED = [
  ["a field that no version has", { mood: "x" }, "mood"],
  ["a field of a task that no version has", { tasks: { "A-1": { mood: { value: "x", at: AT } } } }, "tasks.A-1.mood"],
  ["a register with more in it", { tasks: { "A-1": { note: { value: "x", at: AT, by: "y" } } } }, "tasks.A-1.note.by"],
  ["a task that is null", { tasks: { "A-1": null } }, "tasks.A-1"],
  ["known tasks as a list", { known: [] }, "known"],
  ["a known task without a moment", { known: { "A-1": true } }, "known.A-1"],
  ["an id of many letters", { tasks: { ["A".repeat(LIMITS.id + 1)]: {} } }, "tasks"],
  [
    "too many tasks",
    { tasks: Object.fromEntries(Array.from({ length: LIMITS.tasks + 1 }, (_, number) => [`A-${number}`, {}])) },
    "tasks",
  ],
];
for (const [what, data, where] of DAMAGED) {
  test(`${what} is damage, and is told where`, () => assert.deepEqual(stored(data), { fault: "damaged", where }));
}

/** @type {[string, unknown][]} */
const WRONG = [
  ["status", "Done"],
  ["status", ""],
  ["status", null],
  ["date", "2026-02-29"],
  ["date", "2026-13-01"],
  ["date", "2026-1-1"],
  ["date", "1999-12-31"],
  ["date", "28.11.2026"],
  ["date", " 2026-11-28"],
  ["note", 1],
  ["note", "x".repeat(LIMITS.note + 1)],
  ["responsible", "x".repeat(LIMITS.responsible + 1)],
  ["title", "x".repeat(LIMITS.title + 1)],
  ["seen", "<b>"],
  ["seen", ""],
  ["toString", "x"],
];
for (const [field, value] of WRONG) {
  test(`${field} is never ${String(value).slice(0, 20)}`, () => {
    assert.equal(holding(field, value).fault, "damaged");
    const state = empty("t");
    // @ts-expect-error: what a page might give in spite of the types
    assert.equal(change(state, task("A-1"), field, value, NOW), state);
  });
}

/** @type {[string, string][]} */
const RIGHT = [
  ["status", "none"],
  ["date", ""],
  ["date", "2028-02-29"],
  ["date", "2000-01-01"],
  ["note", "x".repeat(LIMITS.note)],
  ["responsible", "x".repeat(LIMITS.responsible)],
  ["title", "x".repeat(LIMITS.title)],
  ["seen", "0a1b2c3d"],
];
for (const [field, value] of RIGHT) {
  test(`${field} may be ${value.slice(0, 20)}`, () => assert.ok(holding(field, value).state));
}

for (const at of [
  "2026-11-28",
  "2026-11-28T10:00:00Z",
  "2026-11-28T10:00:00.000+01:00",
  "2026-02-30T10:00:00.000Z",
  "2026-11-28T25:00:00.000Z",
  "",
  0,
  null,
]) {
  test(`${at} is no moment`, () => assert.equal(holding("note", "x", /** @type {any} */ (at)).fault, "damaged"));
}

test("a text that is far too long is refused unread", () => {
  assert.equal(read(`${JSON.stringify(empty("t"))}${" ".repeat(LIMITS.text)}`, "t", NOW).fault, "damaged");
});

test("ids that mean something to JavaScript are ids like others", () => {
  const text =
    '{"version":2,"service":"t","tasks":{"__proto__":{"note":{"value":"x","at":"2026-11-28T10:00:00.000Z"}},"constructor":{}},"known":{"__proto__":"2026-11-28T10:00:00.000Z"}}';
  const { state } = read(text, "t", NOW);
  assert.ok(state);
  assert.equal(JSON.stringify(state), text);
  assert.equal(valueOf(state, "__proto__", "note"), "x");
  assert.equal(/** @type {any} */ ({}).note, undefined);
  assert.equal(statusOf(empty("t"), "constructor"), "none");
  assert.equal(valueOf(change(empty("t"), { id: "__proto__" }, "note", "y", NOW), "__proto__", "note"), "y");
  assert.deepEqual(Object.keys(met(empty("t"), ["constructor"], NOW).known), ["constructor"]);
});

test("a field is never a word that JavaScript has for objects", () => {
  assert.equal(
    read(
      '{"version":2,"service":"t","tasks":{"A-1":{"__proto__":{"value":"x","at":"2026-11-28T10:00:00.000Z"}}},"known":{}}',
      "t",
      NOW,
    ).fault,
    "damaged",
  );
});

// ---------- clocks ----------

test("what a clock far ahead wrote is kept, and gives way to all that has a sound time", () => {
  const { state } = holding("note", "x", "2099-01-01T00:00:00.000Z");
  assert.deepEqual(state?.tasks["A-1"].note, { value: "x", at: "1970-01-01T00:00:00.000Z" });
  const known = stored({ known: { "A-1": "2099-01-01T00:00:00.000Z" } });
  assert.equal(known.state?.known["A-1"], "1970-01-01T00:00:00.000Z");
});

test("three days ahead is too far", () => {
  const at = new Date(+NOW + 72 * 3_600_000).toISOString();
  assert.equal(holding("note", "x", at).state?.tasks["A-1"].note?.at, "1970-01-01T00:00:00.000Z");
});

test("what is written by a clock beyond all calendars can be read", () => {
  const beyond = new Date("+012026-01-01T00:00:00.000Z");
  const state = change(empty("t"), task("A-1"), "note", "x", beyond);
  assert.deepEqual(read(JSON.stringify(state), "t", beyond), { state });
});

test("a clock of another time zone is believed", () => {
  const at = new Date(+NOW + 26 * 3_600_000).toISOString();
  assert.equal(holding("note", "x", at).state?.tasks["A-1"].note?.at, at);
});

test("the reader's last change is the last, even where the clock went back or stands still", () => {
  const first = change(empty("t"), task("A-1"), "status", "started", later(60));
  const second = change(first, task("A-1"), "status", "done", NOW);
  assert.equal(second.tasks["A-1"].status?.at, "2026-11-28T11:00:00.001Z");
  assert.equal(change(second, task("A-1"), "status", "none", later(120)).tasks["A-1"].status?.at, later(120).toISOString());
});

// ---------- changes ----------

test("a change leaves the state that it was made of as it was", () => {
  const state = empty("t");
  const changed = change(state, task("A-1"), "status", "done", NOW);
  assert.deepEqual(state, empty("t"));
  change(changed, task("A-1"), "status", "none", later(1));
  assert.equal(statusOf(changed, "A-1"), "done");
});

test("a status is noted with the fingerprint and the title, and so is whatever is written first", () => {
  const ticked = change(empty("t"), task("A-1"), "status", "done", NOW);
  assert.deepEqual(
    { ...ticked.tasks["A-1"] },
    {
      status: { value: "done", at: AT },
      seen: { value: "0a1b2c3d", at: AT },
      title: { value: "Oppgave A-1", at: AT },
    },
  );
  const noted = change(empty("t"), task("A-1"), "note", "x", NOW);
  const { seen, title } = ticked.tasks["A-1"];
  assert.deepEqual({ ...noted.tasks["A-1"] }, { note: { value: "x", at: AT }, seen, title });
  const changed = change(noted, task("A-1", { fingerprint: "ffffffff" }), "note", "y", later(1));
  assert.deepEqual(changed.tasks["A-1"].seen, seen);
});

test("a title is noted anew only when it is another, and never longer than it may be", () => {
  const first = change(empty("t"), task("A-1"), "note", "x", NOW);
  assert.equal(change(first, task("A-1"), "note", "y", later(1)).tasks["A-1"].title?.at, AT);
  assert.equal(valueOf(change(first, task("A-1", { title: "Ny" }), "note", "y", later(1)), "A-1", "title"), "Ny");
  assert.equal(
    valueOf(change(first, task("A-1", { title: "x".repeat(999) }), "note", "y", later(1)), "A-1", "title").length,
    LIMITS.title,
  );
});

test("a task is over when it is done or not relevant", () => {
  const over = ["none", "started", "done", "irrelevant"].map((status) =>
    isOver(change(empty("t"), task("A-1"), "status", status, NOW), "A-1"),
  );
  assert.deepEqual(over, [false, false, true, true]);
});

test("with the first change all tasks that there are have been met, and no others later", () => {
  const first = begun(empty("t"), service({ A: [task("A-1")], B: [task("B-1")] }), NOW);
  assert.deepEqual(Object.keys(first.known), ["A-1", "B-1"]);
  assert.equal(begun(first, service({ A: [task("A-1"), task("A-2")] }), NOW), first);
});

test("a task that is met again was met when it was first", () => {
  const first = met(empty("t"), ["A-1"], NOW);
  assert.equal(met(first, ["A-1"], later(1)).known["A-1"], AT);
});

test("a task that is gone is told by the title that it had, if anything is written about it", () => {
  let state = change(empty("t"), task("A-1"), "status", "done", NOW);
  state = change(state, task("A-2"), "note", "x", NOW);
  state = change(state, task("A-3"), "status", "none", NOW);
  state = change(state, { id: "A-4" }, "date", "2026-12-24", NOW);
  const content = service({ A: [task("A-2")] });
  assert.deepEqual(goneFrom(state, content), [
    { id: "A-1", title: "Oppgave A-1" },
    { id: "A-4", title: "A-4" },
  ]);
});

test("a task that is renamed or moved to another phase has what was written about it", () => {
  const state = change(empty("t"), task("A-1"), "status", "done", NOW);
  assert.deepEqual(goneFrom(state, service({ B: [task("A-1", { title: "Ny" })] })), []);
});
