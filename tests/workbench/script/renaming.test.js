import assert from "node:assert/strict";
import { test } from "node:test";

import { takenIn } from "../../../overrides/assets/javascripts/workbench/merge.js";
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

test("what was written under both ids is joined, the later counting, and a second time changes nothing", () => {
  const both = noted(["A-5", "status", "done", 1], ["B-6", "status", "started", 5], ["A-5", "note", "Før", 2]);
  const found = renamed(both, after);
  assert.equal(statusOf(found, "B-6"), "started");
  assert.equal(valueOf(found, "B-6", "note"), "Før");
  assert.deepEqual(renamed(found, after), found);
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
