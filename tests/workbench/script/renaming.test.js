import assert from "node:assert/strict";
import { test } from "node:test";

import { merge, takenIn } from "../../../overrides/assets/javascripts/workbench/merge.js";
import { novelties } from "../../../overrides/assets/javascripts/workbench/novelty.js";
import { renamed } from "../../../overrides/assets/javascripts/workbench/renaming.js";
import { begun, change, empty, goneFrom, statusOf, valueOf } from "../../../overrides/assets/javascripts/workbench/state.js";
import { later, NOW, service, task } from "./service.js";

const before = service({ A: [task("A-1"), task("A-5")], B: [task("B-1")] });
const after = service({ A: [task("A-1")], B: [task("B-1"), task("B-6", { formerIds: ["A-5"] })] });

/** @param {[string, import("../../../overrides/assets/javascripts/workbench/model.js").Field, string, number][]} notes */
const noted = (...notes) =>
  notes.reduce(
    (state, [id, field, value, minutes]) => change(state, task(id), field, value, later(minutes)),
    begun(empty("t"), before, NOW),
  );

test("what was written about a task is there when it has moved to another phase, and the task is not new", () => {
  const found = renamed(noted(["A-5", "status", "done", 1], ["A-5", "note", "Sendt", 2]), after);
  assert.equal(statusOf(found, "B-6"), "done");
  assert.equal(valueOf(found, "B-6", "note"), "Sendt");
  assert.deepEqual(goneFrom(found, after), []);
  assert.deepEqual(novelties(after, found), []);
});

test("what was written under both ids stays under both, and the former is shown among those that are gone", () => {
  const both = noted(["A-5", "status", "done", 5], ["A-5", "note", "ok", 6], ["B-6", "status", "started", 1], ["B-6", "note", "Min", 2]);
  const found = renamed(both, after);
  assert.deepEqual([statusOf(found, "B-6"), valueOf(found, "B-6", "note")], ["started", "Min"]);
  assert.deepEqual([statusOf(found, "A-5"), valueOf(found, "A-5", "note")], ["done", "ok"]);
  assert.deepEqual(goneFrom(found, after), [{ id: "A-5", title: "Oppgave A-5" }]);
  assert.deepEqual(renamed(found, after), found);
});

test("what has moved stays moved where the browser still keeps it under the former id, whatever is changed", () => {
  const kept = noted(["A-5", "status", "started", 1], ["A-5", "note", "Før", 2]);
  const changed = change(renamed(kept, after), task("B-6"), "note", "Nå", later(9));
  const found = renamed(merge(kept, changed), after);
  assert.deepEqual([statusOf(found, "B-6"), valueOf(found, "B-6", "note")], ["started", "Nå"]);
  assert.deepEqual(goneFrom(found, after), []);
});

test("of several former ids the first with something written moves, and the others stay", () => {
  const content = service({ B: [task("B-6", { formerIds: ["A-4", "A-5"] })] });
  const found = renamed(noted(["A-4", "note", "én", 1], ["A-5", "note", "to", 2]), content);
  assert.equal(valueOf(found, "B-6", "note"), "én");
  assert.deepEqual(goneFrom(found, content), [{ id: "A-5", title: "Oppgave A-5" }]);
  assert.deepEqual(renamed(found, content), found);
});

test("a former id that another task has now keeps what is written about it", () => {
  const reused = service({ A: [task("A-1"), task("A-5")], B: [task("B-6", { formerIds: ["A-5"] })] });
  const found = renamed(noted(["A-5", "status", "done", 1]), reused);
  assert.equal(statusOf(found, "A-5"), "done");
  assert.equal(statusOf(found, "B-6"), "none");
});

test("what is taken in changes neither what the reader has looked at nor which tasks are new", () => {
  const mine = noted(["A-1", "status", "done", 1]);
  const changed = { ...task("A-1"), fingerprint: "ffffffff" };
  const theirs = change(begun(empty("t"), after, later(3)), changed, "status", "started", later(4));
  const found = takenIn(mine, theirs);
  assert.equal(statusOf(found, "A-1"), "started");
  assert.equal(valueOf(found, "A-1", "seen"), valueOf(mine, "A-1", "seen"));
  assert.deepEqual(Object.keys(found.known), Object.keys(mine.known));
});
