// What a page holds and what the browser keeps of it, where the browser at times has no room.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Bench } from "../../../overrides/assets/javascripts/workbench/interface/bench.js";
import { statusOf, valueOf } from "../../../overrides/assets/javascripts/workbench/state.js";
import { open } from "../../../overrides/assets/javascripts/workbench/storage.js";
import { service, task } from "./service.js";

const KEY = "onboarding:t";
const SERVICE = service({ A: [task("A-1"), task("A-2"), task("A-3")] }, { words: { status: {}, announced: "" } });
const [first, second, third] = SERVICE.phases[0].tasks;

Object.assign(globalThis, { window: new EventTarget() });

/** A browser's storage, which is full or blocked when it is told to be. */
class Memory {
  /** @type {Map<string, string>} */
  kept = new Map();
  /** @type {string | undefined} */
  fails;

  getItem(/** @type {string} */ key) {
    if (this.fails === "SecurityError") throw Object.assign(new Error(), { name: this.fails });
    return this.kept.get(key) ?? null;
  }

  setItem(/** @type {string} */ key, /** @type {string} */ text) {
    if (this.fails) throw Object.assign(new Error(), { name: this.fails });
    this.kept.set(key, text);
  }

  removeItem(/** @type {string} */ key) {
    if (this.fails === "SecurityError") throw Object.assign(new Error(), { name: this.fails });
    this.kept.delete(key);
  }
}

/** @param {Memory} memory @returns {Bench} */
const benchOf = (memory) => new Bench(SERVICE, open(memory, "t"), new AbortController().signal, () => {});

/** Another tab has kept something, null where it deleted all. @param {string | null} text */
const tell = (text) => window.dispatchEvent(Object.assign(new Event("storage"), { key: KEY, newValue: text }));

/** A bench with a tick that is kept and a note that is not, since there is no room. */
function unkept() {
  const memory = new Memory();
  const bench = benchOf(memory);
  bench.note(first, "status", "done");
  memory.fails = "QuotaExceededError";
  bench.note(second, "note", "ikke lagret");
  assert.equal(bench.fault, "full");
  return { memory, bench };
}

/** @param {Bench} bench */
const noteOf = (bench) => valueOf(bench.state, "A-2", "note");

test("what could not be kept stays when another tab writes, and is kept when there is room", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-28T10:00:00Z") });
  const { memory, bench } = unkept();
  context.mock.timers.setTime(Date.parse("2026-11-28T10:01:00Z"));
  tell(memory.getItem(KEY));
  assert.equal(noteOf(bench), "ikke lagret");
  assert.equal(bench.fault, "full");
  memory.fails = undefined;
  const other = benchOf(memory);
  other.note(third, "status", "started");
  tell(memory.getItem(KEY));
  assert.equal(bench.fault, undefined);
  assert.deepEqual([noteOf(bench), statusOf(bench.state, "A-3")], ["ikke lagret", "started"]);
  assert.equal(noteOf(benchOf(memory)), "ikke lagret");
});

test("what could not be kept stays on the page when another tab deletes all", () => {
  const { memory, bench } = unkept();
  memory.removeItem(KEY);
  memory.fails = undefined;
  tell(null);
  assert.equal(noteOf(bench), "ikke lagret");
  assert.equal(bench.fault, "full");
  assert.equal(memory.getItem(KEY), null); // what was deleted there does not come back by itself
});

for (const isRoomy of [true, false]) {
  test(`to undo a deletion brings back what was not kept, too, ${isRoomy ? "and keeps it" : "without room for it"}`, () => {
    const { memory, bench } = unkept();
    const undo = bench.remove();
    assert.equal(memory.getItem(KEY), null);
    assert.equal(noteOf(bench), "");
    if (isRoomy) memory.fails = undefined;
    undo();
    assert.deepEqual([noteOf(bench), statusOf(bench.state, "A-1")], ["ikke lagret", "done"]);
    assert.equal(bench.fault, isRoomy ? undefined : "full");
    assert.equal(noteOf(benchOf(memory)), isRoomy ? "ikke lagret" : "");
  });
}

test("to undo what was taken in brings back what was not kept", () => {
  const { memory, bench } = unkept();
  const undo = bench.take({ ...bench.state, tasks: {} });
  memory.fails = undefined;
  undo();
  assert.deepEqual([noteOf(bench), statusOf(bench.state, "A-1"), bench.fault], ["ikke lagret", "done", undefined]);
});

test("where the browser keeps nothing, to undo a deletion brings back what the page had", () => {
  const memory = new Memory();
  memory.fails = "SecurityError";
  const bench = benchOf(memory);
  bench.note(second, "note", "ikke lagret");
  const undo = bench.remove();
  assert.equal(noteOf(bench), "");
  undo();
  assert.deepEqual([noteOf(bench), bench.fault], ["ikke lagret", "blocked"]);
});

const back = () => window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));

test("a page that comes back sees that what could not be read is gone", () => {
  const memory = new Memory();
  memory.kept.set(KEY, "{");
  const bench = benchOf(memory);
  assert.ok(bench.isLocked);
  memory.removeItem(KEY);
  back();
  assert.ok(!bench.isLocked);
});

test("a page that comes back holds on to what could not be kept", () => {
  const { bench } = unkept();
  back();
  assert.equal(noteOf(bench), "ikke lagret");
});

test("what was taken back elsewhere does not return with a later word of another tab", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-28T10:00:00Z") });
  const memory = new Memory();
  const bench = benchOf(memory);
  const before = (bench.note(first, "status", "done"), memory.getItem(KEY));
  bench.note(second, "status", "done");
  context.mock.timers.setTime(Date.parse("2026-11-28T10:01:00Z"));
  memory.setItem(KEY, String(before));
  tell(before);
  assert.equal(statusOf(bench.state, "A-2"), "none");
});
