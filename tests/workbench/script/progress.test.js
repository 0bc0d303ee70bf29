// How far the reader has come, in numbers that never say more or less than is so.

import assert from "node:assert/strict";
import test from "node:test";
import { progress, progressOf } from "../../../overrides/assets/javascripts/workbench/progress.js";
import { change, empty } from "../../../overrides/assets/javascripts/workbench/state.js";
import { NOW, service, task } from "./service.js";

/** @param {Record<string, number>} numbers  of tasks with each status */
function counted(numbers) {
  const statuses = Object.entries(numbers).flatMap(([status, number]) => Array.from({ length: number }, () => status));
  const tasks = statuses.map((_, number) => task(`A-${number}`));
  return progressOf(
    tasks,
    statuses.reduce((state, status, number) => change(state, tasks[number], "status", status, NOW), empty("t")),
  );
}

test("every task counts once, by its status", () => {
  assert.deepEqual(counted({ none: 4, started: 3, done: 2, irrelevant: 1 }), {
    total: 10,
    done: 2,
    started: 3,
    irrelevant: 1,
    remaining: 7,
    share: 22,
  });
});

/** @type {[Record<string, number>, number][]} */
const SHARES = [
  [{}, 0],
  [{ none: 3 }, 0],
  [{ started: 3 }, 0],
  [{ done: 1, none: 1 }, 50],
  [{ done: 1, none: 2 }, 33],
  [{ done: 2, none: 1 }, 67],
  [{ done: 1, none: 1, irrelevant: 8 }, 50],
  [{ done: 1, none: 400 }, 1],
  [{ done: 400, none: 1 }, 99],
  [{ done: 400, started: 1 }, 99],
  [{ done: 3 }, 100],
  [{ done: 1, irrelevant: 2 }, 100],
  [{ irrelevant: 2 }, 100],
  [{ irrelevant: 2, none: 1 }, 0],
];
for (const [numbers, share] of SHARES) {
  test(`${JSON.stringify(numbers)} is ${share} %`, () => assert.equal(counted(numbers).share, share));
}

test("phases are counted one by one and in all, and tasks that are gone not at all", () => {
  const state = ["A-1", "B-1", "C-9"].reduce((before, id) => change(before, task(id), "status", "done", NOW), empty("t"));
  const { all, phases } = progress(service({ A: [task("A-1")], B: [task("B-1"), task("B-2")], C: [] }), state);
  assert.deepEqual([all.done, all.total, all.share], [2, 3, 67]);
  assert.deepEqual(
    [...phases].map(([id, { done, total, share }]) => [id, done, total, share]),
    [
      ["A", 1, 1, 100],
      ["B", 1, 2, 50],
      ["C", 0, 0, 0],
    ],
  );
});
