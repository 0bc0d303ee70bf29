// What the browser keeps: nothing before it must, nothing of two tabs lost, and nothing overwritten that cannot be read.

import assert from "node:assert/strict";
import test from "node:test";
import { change, empty, statusOf, valueOf } from "../../../overrides/assets/javascripts/workbench/state.js";
import { open } from "../../../overrides/assets/javascripts/workbench/storage.js";
import { LIMITS } from "../../../overrides/assets/javascripts/workbench/model.js";
import { NOW, later, task } from "./service.js";

const KEY = "onboarding:t";

/** The browser's storage, with what is in it. */
function browser(text = "", room = Infinity) {
  /** @type {Map<string, string>} */
  const kept = new Map(text ? [[KEY, text]] : []);
  return {
    kept,
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem(/** @type {string} */ key, /** @type {string} */ value) {
      if (value.length > room) throw new DOMException("", "QuotaExceededError");
      kept.set(key, value);
    },
    removeItem: (/** @type {string} */ key) => void kept.delete(key),
  };
}

const DONE = change(empty("t"), task("A-1"), "status", "done", NOW);
const TEXT = JSON.stringify(DONE);
const OLD = '{"version":1,"service":"t","tasks":{"A-1":{"status":"done","at":"2026-11-01T10:00:00.000Z"}}}';
const NEWER = '{"version":3,"service":"t"}';

test("where nothing is kept there is an empty state, and still nothing kept", () => {
  const storage = browser();
  assert.deepEqual(open(storage, "t").load(), { state: empty("t"), stored: false });
  assert.equal(storage.kept.size, 0);
});

test("what is saved is loaded, under a key of the service", () => {
  const storage = browser();
  assert.deepEqual(open(storage, "t").save(DONE), { state: DONE });
  assert.deepEqual([...storage.kept.keys()], [KEY]);
  assert.deepEqual(open(storage, "t").load(), { state: DONE, stored: true });
  assert.deepEqual(open(storage, "x").load(), { state: empty("x"), stored: false });
});

test("what gives the storage is asked each time, since a browser may change its mind", () => {
  const storage = browser(TEXT);
  let allowed = true;
  const store = open(() => {
    if (allowed) return storage;
    throw new DOMException("", "SecurityError");
  }, "t");
  assert.deepEqual(store.load(), { state: DONE, stored: true });
  allowed = false;
  assert.deepEqual(store.load(), { fault: "blocked" });
});

test("what an older version kept is read, and kept as it is until something is saved", () => {
  const storage = browser(OLD);
  const store = open(storage, "t");
  const { state } = store.load();
  assert.ok(state);
  assert.equal(statusOf(state, "A-1"), "done");
  assert.equal(storage.kept.get(KEY), OLD);
  store.save(change(state, task("A-2"), "note", "x", NOW));
  assert.equal(JSON.parse(storage.kept.get(KEY) ?? "").version, 2);
});

test("two tabs lose nothing of each other", () => {
  const storage = browser(TEXT);
  const [one, other] = [open(storage, "t"), open(storage, "t")];
  one.save(change(DONE, task("A-1"), "note", "her", later(1)));
  const { state } = other.save(change(DONE, task("A-2"), "status", "started", later(2)));
  assert.ok(state);
  assert.deepEqual([valueOf(state, "A-1", "note"), statusOf(state, "A-2")], ["her", "started"]);
  assert.deepEqual(one.load().state, state);
});

/** @type {[string, string, string][]} */
const UNREADABLE = [
  ["damaged", "{", "damaged"],
  ["another service's", '{"version":2,"service":"x","tasks":{},"known":{}}', "damaged"],
  ["newer", NEWER, "newer"],
];
for (const [what, text, fault] of UNREADABLE) {
  test(`a text that is ${what} is never overwritten unasked, and can be given out, replaced and deleted`, () => {
    const storage = browser(text);
    const store = open(storage, "t");
    assert.deepEqual(store.load(), { fault });
    assert.deepEqual(store.save(DONE), { fault });
    assert.deepEqual(store.raw(), { text });
    assert.equal(storage.kept.get(KEY), text);
    assert.deepEqual(store.remove(), { text });
    assert.equal(storage.kept.size, 0);
    assert.deepEqual(store.replace(TEXT), { text: TEXT });
    assert.deepEqual(store.load(), { state: DONE, stored: true });
  });
}

test("what is deleted is given back, so that the deletion can be undone", () => {
  const storage = browser(TEXT);
  const store = open(storage, "t");
  const { text } = store.remove();
  assert.deepEqual(store.load(), { state: empty("t"), stored: false });
  store.replace(text ?? "");
  assert.equal(storage.kept.get(KEY), TEXT);
  store.remove();
  assert.deepEqual(store.remove(), { text: null });
});

test("where there is no room it is said, and what was kept stays", () => {
  const storage = browser(TEXT, TEXT.length);
  const store = open(storage, "t");
  assert.deepEqual(store.save(change(DONE, task("A-2"), "note", "x", NOW)), { fault: "full" });
  assert.deepEqual(store.replace(`${TEXT} `), { fault: "full" });
  assert.equal(storage.kept.get(KEY), TEXT);
});

test("more than can be read again is never kept", () => {
  const storage = browser(TEXT);
  const tasks = Object.fromEntries(Array.from({ length: LIMITS.tasks }, (_, number) => [`B-${number}`, {}]));
  assert.deepEqual(open(storage, "t").save({ ...empty("t"), tasks }), { fault: "full" });
  assert.equal(storage.kept.get(KEY), TEXT);
});

/** @type {[string, any][]} */
const BLOCKED = [
  [
    "that may not even be named",
    () => {
      throw new DOMException("", "SecurityError");
    },
  ],
  ["that is not there", () => null],
  ["that is undefined", undefined],
  [
    "that only says no",
    {
      getItem() {
        throw null;
      },
      setItem() {
        throw new Error();
      },
      removeItem() {
        throw new Error();
      },
    },
  ],
];
for (const [what, storage] of BLOCKED) {
  test(`a storage ${what} is blocked, whatever is asked of it`, () => {
    const store = open(storage, "t");
    for (const found of [store.load(), store.save(DONE), store.raw(), store.remove(), store.replace(TEXT)]) {
      assert.deepEqual(found, { fault: "blocked" });
    }
  });
}

test("a storage that takes nothing more is blocked only for saving", () => {
  const store = open(
    {
      ...browser(TEXT),
      setItem() {
        throw new DOMException("", "SecurityError");
      },
    },
    "t",
  );
  assert.deepEqual(store.load(), { state: DONE, stored: true });
  assert.deepEqual(store.save(DONE), { fault: "blocked" });
});

test("a change by another tab is heard of until one no longer listens, and of another service it is not", () => {
  const events = new EventTarget();
  const tell = (/** @type {string | null} */ key, /** @type {string | null} */ newValue) =>
    events.dispatchEvent(Object.assign(new Event("storage"), { key, newValue }));
  /** @type {(string | null)[]} */
  const heard = [];
  const end = open(browser(), "t").subscribe(events, (text) => heard.push(text));
  tell(KEY, TEXT);
  tell("onboarding:x", "x");
  assert.deepEqual(heard, [TEXT]);
  tell(KEY, null);
  tell(null, null); // everything was deleted
  assert.deepEqual(heard, [TEXT, null, null]);
  end();
  tell(KEY, TEXT);
  assert.equal(heard.length, 3);
});

test("what this browser kept while its clock was ahead keeps its times", () => {
  const ahead = change(empty("t"), task("A-1"), "status", "done", new Date("2999-01-01T00:00:00.000Z"));
  const storage = browser(JSON.stringify(ahead));
  assert.deepEqual(open(storage, "t").load().state, ahead);
  const noted = change(ahead, task("A-2"), "note", "x", NOW);
  assert.equal(open(storage, "t").save(noted).state?.tasks["A-1"].status?.at, "2999-01-01T00:00:00.000Z");
});
