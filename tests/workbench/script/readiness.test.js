// What can be started now, and what the rest waits for.

import assert from "node:assert/strict";
import test from "node:test";
import { next, readiness } from "../../../overrides/assets/javascripts/workbench/readiness.js";
import { change, empty } from "../../../overrides/assets/javascripts/workbench/state.js";
import { NOW, service, task } from "./service.js";

/** @typedef {import("../../../overrides/assets/javascripts/workbench/model.js").Service} Service */

/** @param {Record<string, string>} statuses */
function state(statuses) {
  return Object.entries(statuses).reduce((before, [id, status]) => change(before, task(id), "status", status, NOW), empty("t"));
}

/** @type {(content: Service, ...required: string[]) => Service} */
function requiring(content, ...required) {
  return { ...content, phases: content.phases.map((phase) => ({ ...phase, required: required.includes(phase.id), recommended: !required.includes(phase.id) })) };
}

const NOTHING = { tasks: [], phases: [], recommended: [] };

test("a task that is over waits for nothing, whatever it depends on", () => {
  const content = requiring(
    service({ A: [task("A-1")], B: [task("B-1", { dependsOn: ["A-1"] }), task("B-2", { dependsOn: ["A-1"] })] }),
    "A",
  );
  const ready = readiness(content, state({ "B-1": "done", "B-2": "irrelevant" }));
  assert.deepEqual(ready.get("B-1"), { state: "done", ...NOTHING });
  assert.deepEqual(ready.get("B-2"), { state: "irrelevant", ...NOTHING });
});

for (const [status, ready, tasks] of /** @type {const} */ ([
  ["none", "waits", ["A-1"]],
  ["started", "waits", ["A-1"]],
  ["done", "now", []],
  ["irrelevant", "now", []],
])) {
  test(`a task that depends on one that is ${status}: ${ready}`, () => {
    const found = readiness(service({ A: [task("A-1"), task("A-2", { dependsOn: ["A-1"] })] }), state({ "A-1": status })).get(
      "A-2",
    );
    assert.deepEqual(found, { ...NOTHING, state: ready, tasks });
  });
}

test("all phases before that must be finished and are not are waited for; the others are recommended", () => {
  const content = requiring(
    service({ A: [task("A-1")], B: [task("B-1")], C: [task("C-1")], D: [task("D-1")], E: [task("E-1")] }),
    "B",
    "C",
    "E",
  );
  const ready = readiness(content, empty("t"));
  assert.deepEqual(ready.get("A-1"), { state: "now", ...NOTHING });
  assert.deepEqual(ready.get("B-1"), { ...NOTHING, state: "now", recommended: ["A"] });
  assert.deepEqual(ready.get("D-1"), { tasks: [], state: "waits", phases: ["B", "C"], recommended: ["A"] });
  assert.deepEqual(ready.get("E-1")?.recommended, ["A", "D"]);
  assert.deepEqual(readiness(content, state({ "B-1": "done", "C-1": "irrelevant" })).get("D-1"), {
    ...NOTHING,
    state: "now",
    recommended: ["A"],
  });
});

test("a phase without tasks is waited for by none", () => {
  assert.equal(readiness(requiring(service({ A: [], B: [task("B-1")] }), "A"), empty("t")).get("B-1")?.state, "now");
});

test("a phase is finished only when all its tasks are over", () => {
  const content = requiring(service({ A: [task("A-1"), task("A-2")], B: [task("B-1")] }), "A");
  assert.deepEqual(readiness(content, state({ "A-1": "done" })).get("B-1")?.phases, ["A"]);
});

test("circles, itself and ids that are not there are no trouble", () => {
  const content = service({
    A: [
      task("A-1", { dependsOn: ["A-2"] }),
      task("A-2", { dependsOn: ["A-1"] }),
      task("A-3", { dependsOn: ["A-3"] }),
      task("A-4", { dependsOn: ["X-9", "constructor"] }),
    ],
  });
  const ready = readiness(content, empty("t"));
  assert.deepEqual(
    ["A-1", "A-2", "A-3", "A-4"].map((id) => ready.get(id)?.state),
    ["waits", "waits", "waits", "now"],
  );
  assert.equal(next(service({ A: content.phases[0].tasks.slice(0, 3) }), empty("t"), null), undefined);
});

// ---------- the next task ----------

const CONTENT = service({
  A: [task("A-1", { roles: ["Forretning"] }), task("A-2", { waitsFor: "Bits" }), task("A-3"), task("A-4")],
  B: [task("B-1", { dependsOn: ["A-3"] }), task("B-2", { roles: ["Alle"] }), task("B-3", { roles: [] })],
});

/** @type {[string, Record<string, string>, string | null, string | undefined][]} */
const NEXT = [
  ["the first that is the role's and waits for nobody", {}, "IT", "A-3"],
  ["the first of all where no role is asked for", {}, null, "A-1"],
  ["one of everyone's, where the role has none of its own left", { "A-1": "done" }, "Forretning", "B-2"],
  ["one that is started, before others that could be", { "A-4": "started" }, "IT", "A-4"],
  ["not one that is started by another role", { "A-1": "started" }, "IT", "A-3"],
  ["not one that is started and still waits", { "B-1": "started" }, "IT", "A-3"],
  ["one without roles, where nothing else is left", { "A-1": "irrelevant", "B-2": "done" }, "Forretning", "B-3"],
  [
    "none where everything is over or waits for somebody outside",
    { "A-1": "done", "A-3": "done", "A-4": "done", "B-1": "done", "B-2": "done", "B-3": "done" },
    null,
    undefined,
  ],
];
for (const [what, statuses, role, id] of NEXT) {
  test(`the next task is ${what}`, () => assert.equal(next(CONTENT, state(statuses), role)?.id, id));
}
