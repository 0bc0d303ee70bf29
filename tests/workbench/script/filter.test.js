// Which tasks an address asks for.

import assert from "node:assert/strict";
import test from "node:test";
import { matches, readFilter, writeFilter } from "../../../overrides/assets/javascripts/workbench/filter.js";
import { change, empty } from "../../../overrides/assets/javascripts/workbench/state.js";
import { NOW, service, task } from "./service.js";

const CONTENT = service(
  {},
  {
    roles: [
      { name: "Alle", everyone: true },
      { name: "IT", everyone: false },
      { name: "Økonomi & drift", everyone: false },
      { name: "Årsverk", everyone: false },
    ],
  },
);

/** @type {[string, string | null, string[]][]} */
const ASKED = [
  ["", null, []],
  ["?rolle=IT", "IT", []],
  ["?rolle=it&status=FERDIG", "IT", ["done"]],
  ["?rolle=%C3%B8konomi+%26+drift", "Økonomi & drift", []],
  ["?rolle=Alle", null, []],
  ["?rolle=A\u030arsverk", "Årsverk", []], // as a Mac may write the letter
  ["?rolle=Ukjent&status=ukjent", null, []],
  ["?rolle=", null, []],
  ["?status=venter,ikke-startet", null, ["none", "waiting"]],
  ["?status=i-gang&status=ikke-relevant, venter", null, ["started", "irrelevant", "waiting"]],
  ["?status=done,none", null, []],
  ["?status=constructor&rolle=__proto__", null, []],
];
for (const [address, role, statuses] of ASKED) {
  test(`${address || "nothing"} asks for ${role} and ${statuses}`, () => {
    assert.deepEqual(readFilter(new URLSearchParams(address), CONTENT), { role, statuses });
  });
}

test("a filter becomes an address that can be read, and leaves the other parameters", () => {
  const others = new URLSearchParams("?h=en+to&rolle=Alle&q=%C3%B8&status=ferdig&status=venter");
  assert.equal(
    writeFilter({ role: "Økonomi & drift", statuses: ["started", "none"] }, others),
    "?rolle=%C3%98konomi+%26+drift&status=ikke-startet,i-gang&h=en+to&q=%C3%B8",
  );
  assert.equal(others.get("rolle"), "Alle");
  assert.equal(writeFilter({ role: null, statuses: [] }, others), "?h=en+to&q=%C3%B8");
  assert.equal(writeFilter({ role: null, statuses: [] }, new URLSearchParams("rolle=IT")), "");
});

/** @type {[string, string[], string | null, boolean][]} */
const ROLES = [
  ["of the role", ["IT"], "IT", true],
  ["of another role", ["Økonomi & drift"], "IT", false],
  ["of several roles", ["Økonomi & drift", "IT"], "IT", true],
  ["of everyone", ["Alle"], "IT", true],
  ["without roles", [], "IT", true],
  ["of one role, where everyone's are asked for", ["IT"], "Alle", false],
  ["of everyone, where those are asked for", ["Alle"], "Alle", true],
  ["of any role, where none is asked for", ["IT"], null, true],
];
for (const [what, roles, role, shown] of ROLES) {
  test(`a task ${what} is ${shown ? "shown" : "hidden"}`, () => {
    assert.equal(matches(task("A-1", { roles }), { role, statuses: [] }, empty("t"), CONTENT), shown);
  });
}

test("«Alle» is a role like others where it is not said to be everyone's", () => {
  const content = service(
    {},
    {
      roles: [
        { name: "Alle", everyone: false },
        { name: "IT", everyone: false },
      ],
    },
  );
  assert.equal(matches(task("A-1", { roles: ["Alle"] }), { role: "IT", statuses: [] }, empty("t"), content), false);
});

/** @type {[string, string | null, import("../../../overrides/assets/javascripts/workbench/filter.js").Shown[], boolean][]} */
const STATUSES = [
  ["none", null, ["none"], true],
  ["none", null, ["started", "done"], false],
  ["done", null, ["started", "done"], true],
  ["irrelevant", null, ["irrelevant"], true],
  ["none", "Bits", ["waiting"], true],
  ["started", "NAV", ["waiting"], true],
  ["done", "NAV", ["waiting"], false],
  ["irrelevant", "NAV", ["waiting"], false],
  ["none", null, ["waiting"], false],
  ["none", "Bits", ["none"], true],
  ["none", "Bits", ["done"], false],
  ["done", null, ["waiting", "done"], true],
];
for (const [status, waitsFor, statuses, shown] of STATUSES) {
  test(`a task that is ${status} and waits for ${waitsFor ?? "nobody"} is ${shown ? "" : "not "}among ${statuses}`, () => {
    const state = change(empty("t"), task("A-1"), "status", status, NOW);
    assert.equal(matches(task("A-1", { waitsFor }), { role: null, statuses }, state, CONTENT), shown);
  });
}

test("a task must be the role's and have the status", () => {
  assert.equal(matches(task("A-1"), { role: "IT", statuses: ["done"] }, empty("t"), CONTENT), false);
  assert.equal(matches(task("A-1"), { role: "Økonomi & drift", statuses: ["none"] }, empty("t"), CONTENT), false);
});
