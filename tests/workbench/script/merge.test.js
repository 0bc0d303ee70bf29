// Two states made one, and what the reader is told of it before.

import assert from "node:assert/strict";
import test from "node:test";
import { differences, merge } from "../../../overrides/assets/javascripts/workbench/merge.js";
import { change, empty, met } from "../../../overrides/assets/javascripts/workbench/state.js";
import { NOW, later, service, task } from "./service.js";

/** @typedef {import("../../../overrides/assets/javascripts/workbench/model.js").Field} Field */
/** @typedef {import("../../../overrides/assets/javascripts/workbench/model.js").State} State */

/** @type {(id: string, field: Field, value: string, now?: Date, before?: State) => State} */
const wrote = (id, field, value, now = NOW, before = empty("t")) => change(before, task(id), field, value, now);

test("each field has what was written last, wherever it was written", () => {
  const mine = wrote("A-1", "note", "min", later(2), wrote("A-1", "status", "started", later(1)));
  const theirs = wrote("A-1", "note", "deres", later(1), wrote("A-1", "status", "done", later(2)));
  for (const both of [merge(mine, theirs), merge(theirs, mine)]) {
    assert.equal(both.tasks["A-1"].note?.value, "min");
    assert.equal(both.tasks["A-1"].status?.value, "done");
  }
});

test("of what was written at the same moment the larger text counts", () => {
  const [one, other] = [wrote("A-1", "note", "a"), wrote("A-1", "note", "b")];
  assert.equal(merge(one, other).tasks["A-1"].note?.value, "b");
  assert.equal(merge(other, one).tasks["A-1"].note?.value, "b");
});

test("tasks of either are tasks of both, and those that either has met are met, at the later moment", () => {
  const both = merge(
    met(wrote("A-1", "note", "x"), ["A-1", "A-2"], NOW),
    met(wrote("A-2", "note", "y"), ["A-2", "A-3"], later(1)),
  );
  assert.deepEqual(Object.keys(both.tasks).sort(), ["A-1", "A-2"]);
  const [first, second] = [NOW.toISOString(), later(1).toISOString()];
  assert.deepEqual({ ...both.known }, { "A-1": first, "A-2": second, "A-3": second });
});

test("neither of the two is changed", () => {
  const [mine, theirs] = [wrote("A-1", "note", "a"), wrote("A-1", "note", "b", later(1))];
  const before = JSON.stringify([mine, theirs]);
  merge(mine, theirs);
  assert.equal(JSON.stringify([mine, theirs]), before);
});

const CONTENT = service({ A: [task("A-1", { title: "Ny tittel" }), task("A-2")] });

test("what theirs says otherwise is told with both values, and which of them will count", () => {
  const mine = wrote("A-2", "note", "min", later(1), wrote("A-1", "responsible", "Kari", NOW));
  const theirs = wrote("A-2", "note", "deres", NOW, wrote("A-1", "responsible", "Ola", later(1)));
  assert.deepEqual(differences(mine, theirs, CONTENT), [
    { task: "A-1", title: "Ny tittel", gone: false, field: "responsible", mine: "Kari", theirs: "Ola", taken: true },
    { task: "A-2", title: "Oppgave A-2", gone: false, field: "note", mine: "min", theirs: "deres", taken: false },
  ]);
});

test("what only theirs has written is taken, and what only mine has is no difference", () => {
  const theirs = wrote("A-2", "date", "2026-12-24", NOW, wrote("A-2", "status", "done"));
  assert.deepEqual(
    differences(wrote("A-1", "note", "x"), theirs, CONTENT).map(({ field, mine, taken }) => [field, mine, taken]),
    [
      ["status", "none", true],
      ["date", "", true],
    ],
  );
});

test("the same words at another moment, or nothing written anew, are no difference", () => {
  assert.deepEqual(differences(wrote("A-1", "note", "x"), wrote("A-1", "note", "x", later(1)), CONTENT), []);
  assert.deepEqual(differences(empty("t"), wrote("A-1", "note", "", later(1), wrote("A-1", "status", "none")), CONTENT), []);
});

test("what theirs has deleted is a difference", () => {
  const found = differences(wrote("A-1", "note", "x"), wrote("A-1", "note", "", later(1)), CONTENT);
  assert.deepEqual(
    found.map(({ mine, theirs, taken }) => [mine, theirs, taken]),
    [["x", "", true]],
  );
});

test("a task that is gone is told last, by the title that was noted, taken or not", () => {
  const theirs = wrote("A-1", "note", "x", NOW, wrote("A-9", "status", "done"));
  assert.deepEqual(
    differences(empty("t"), theirs, CONTENT).map(({ task, title, gone }) => [task, title, gone]),
    [
      ["A-1", "Ny tittel", false],
      ["A-9", "Oppgave A-9", true],
    ],
  );
  const mine = wrote("A-9", "status", "none", later(1));
  assert.deepEqual(
    differences(mine, wrote("A-9", "status", "done"), CONTENT).map(({ task, taken }) => [task, taken]),
    [["A-9", false]],
  );
});

test("what is noted beside the reader's work is no difference", () => {
  const mine = wrote("A-1", "note", "x");
  const theirs = change(empty("t"), task("A-1", { title: "Gammel" }), "seen", "ffffffff", later(1));
  assert.deepEqual(differences(mine, theirs, CONTENT), []);
});
