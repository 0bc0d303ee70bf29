// What is new since the reader looked.

import assert from "node:assert/strict";
import test from "node:test";
import { acknowledge, novelties } from "../../../overrides/assets/javascripts/workbench/novelty.js";
import { read } from "../../../overrides/assets/javascripts/workbench/reading.js";
import { begun, change, empty } from "../../../overrides/assets/javascripts/workbench/state.js";
import { NOW, later, service, task } from "./service.js";

/** @param {string} date */
const changed = (date) => ({ date, title: `Endret ${date}`, url: "#" });
const CHANGES = ["2026-11-29", "2026-11-28", "2026-11-27"].map(changed);
const BEFORE = service({ A: [task("A-1"), task("A-2")] });
const AFTER = service({
  A: [task("A-1", { fingerprint: "ffffffff", changes: CHANGES }), task("A-2", { fingerprint: "ffffffff" }), task("A-3")],
});
const TICKED = begun(change(empty("t"), task("A-1"), "status", "done", NOW), BEFORE, NOW);

/** @param {import("../../../overrides/assets/javascripts/workbench/novelty.js").Novelty[]} found */
const told = (found) => found.map(({ task, kind, changes }) => [task.id, kind, changes.map(({ date }) => date)]);

test("nothing is new before the first change, or while the content stands still", () => {
  assert.deepEqual(novelties(AFTER, empty("t")), []);
  assert.deepEqual(novelties(BEFORE, TICKED), []);
});

test("a ticked task that is another is told with the changes from that day on, and a task that came is new", () => {
  assert.deepEqual(told(novelties(AFTER, TICKED)), [
    ["A-1", "changed", ["2026-11-29", "2026-11-28"]],
    ["A-3", "new", []],
  ]);
});

test("a task that has changed without an entry in the changelog has changed all the same", () => {
  const state = change(TICKED, task("A-2"), "status", "irrelevant", NOW);
  assert.deepEqual(told(novelties(AFTER, state))[1], ["A-2", "changed", []]);
});

test("a task that the reader has unticked, and has nothing else about, has not changed for him", () => {
  const state = change(TICKED, task("A-1"), "status", "none", later(1));
  assert.deepEqual(told(novelties(AFTER, state)), [["A-3", "new", []]]);
});

for (const [field, value] of /** @type {const} */ ([
  ["note", "x"],
  ["responsible", "Kari"],
  ["date", "2026-12-24"],
])) {
  test(`a task that is only planned changes for the reader, too: by its ${field}`, () => {
    const state = change(TICKED, task("A-2"), field, value, NOW);
    assert.deepEqual(told(novelties(AFTER, state))[1], ["A-2", "changed", []]);
    const [, second] = AFTER.phases[0].tasks;
    const more = change(state, second, "note", "y", later(1));
    assert.deepEqual(told(novelties(AFTER, more))[1], ["A-2", "changed", []]); // a word more is no look at it
    assert.deepEqual(told(novelties(AFTER, acknowledge(state, [second], later(1)))).map(([id]) => id), ["A-1", "A-3"]);
  });
}

test("a new task that the reader has written about is not new", () => {
  assert.deepEqual(
    told(novelties(AFTER, change(TICKED, task("A-3"), "note", "x", NOW))).map(([id]) => id),
    ["A-1"],
  );
});

test("what is acknowledged is no longer new, one by one or all at once, until it changes again", () => {
  const [first, second, third] = AFTER.phases[0].tasks;
  const one = acknowledge(TICKED, [first], later(1));
  assert.deepEqual(
    told(novelties(AFTER, one)).map(([id]) => id),
    ["A-3"],
  );
  const all = acknowledge(TICKED, [first, second, third], later(1));
  assert.deepEqual(novelties(AFTER, all), []);
  assert.equal(all.tasks["A-1"].status, TICKED.tasks["A-1"].status);
  const again = service({ A: [task("A-1", { fingerprint: "eeeeeeee" })] });
  assert.deepEqual(told(novelties(again, all)), [["A-1", "changed", []]]);
});

test("acknowledging writes nothing about tasks that nothing was written about, and begins nothing", () => {
  const [first, second] = AFTER.phases[0].tasks;
  assert.deepEqual(Object.keys(acknowledge(TICKED, [first, second], NOW).tasks), ["A-1"]);
  assert.deepEqual(acknowledge(empty("t"), [first], NOW), empty("t"));
});

test("what a thin first version kept has nothing new, until it is ticked again", () => {
  const { state } = read(
    '{"version":1,"service":"t","tasks":{"A-1":{"status":"done","at":"2026-11-01T10:00:00.000Z"}}}',
    "t",
    NOW,
  );
  assert.ok(state);
  assert.deepEqual(novelties(AFTER, state), []);
  assert.deepEqual(
    told(novelties(AFTER, begun(change(state, task("A-1"), "status", "done", NOW), BEFORE, NOW))).map(([id]) => id),
    ["A-1", "A-3"],
  );
});
