// What holds for whatever a reader writes, and whatever he is given.

import assert from "node:assert/strict";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { readFilter, writeFilter } from "../../../overrides/assets/javascripts/workbench/filter.js";
import { calendar } from "../../../overrides/assets/javascripts/workbench/handover/calendar.js";
import { csv } from "../../../overrides/assets/javascripts/workbench/handover/csv.js";
import { exported, imported } from "../../../overrides/assets/javascripts/workbench/handover/file.js";
import { packed, unpacked } from "../../../overrides/assets/javascripts/workbench/handover/share.js";
import { xlsx } from "../../../overrides/assets/javascripts/workbench/handover/xlsx.js";
import { differences, merge } from "../../../overrides/assets/javascripts/workbench/merge.js";
import { STATUSES, WRITTEN } from "../../../overrides/assets/javascripts/workbench/model.js";
import { novelties } from "../../../overrides/assets/javascripts/workbench/novelty.js";
import { progress } from "../../../overrides/assets/javascripts/workbench/progress.js";
import { next, readiness } from "../../../overrides/assets/javascripts/workbench/readiness.js";
import { read, readData } from "../../../overrides/assets/javascripts/workbench/reading.js";
import { renamed } from "../../../overrides/assets/javascripts/workbench/renaming.js";
import {
  change,
  empty,
  record,
  statusOf,
  valueOf,
} from "../../../overrides/assets/javascripts/workbench/state.js";
import { NOW, SERVICE } from "./full.js";
import { service, task } from "./service.js";

const IDS = ["A-1", "A-2", "B-1", "Z-9", "__proto__", "constructor", "toString"];
const id = fc.constantFrom(...IDS);
const moment = fc.date({ min: new Date(0), max: NOW, noInvalidDate: true }).map((date) => date.toISOString());
const few = fc.constantFrom(...[0, 1, 2].map((minute) => new Date(+NOW - minute * 60_000).toISOString()));
const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const words = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..."=+-@;,\"'\\\n\r\t \u0000\ufeff＝æ😀"),
    fc.constantFrom("\ud800", "\u2028"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 90,
});
const VALUES = {
  status: fc.constantFrom(...STATUSES),
  note: words,
  responsible: words,
  date: fc.oneof(day, fc.constant("")),
  seen: fc.stringMatching(/^[0-9a-f]{8}$/),
  title: words,
};

/** States as they can be read, at any moment, or at few so that they meet. @param {fc.Arbitrary<string>} at */
function states(at) {
  const fields = Object.entries(VALUES).map(([field, value]) => [field, fc.record({ value, at }, { noNullPrototype: true })]);
  const entry = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  const keyed = (/** @type {fc.Arbitrary<any>} */ value) =>
    fc.uniqueArray(fc.tuple(id, value), { selector: ([key]) => key, maxLength: 5 }).map(record);
  return fc.record(
    {
      version: fc.constant(/** @type {const} */ (2)),
      service: fc.constant("t"),
      tasks: keyed(entry.map((found) => record(Object.entries(found)))),
      known: keyed(at),
    },
    { noNullPrototype: true },
  );
}
const state = states(moment);
const meeting = states(few);
const plain = (/** @type {unknown} */ found) => JSON.parse(JSON.stringify(found));

/** @param {string} what @param {any} property */
function holds(what, property, runs = 200) {
  test(what, () => fc.assert(property, { numRuns: runs }));
}

holds(
  "every state is read as it was written",
  fc.property(state, (one) => assert.deepEqual(read(JSON.stringify(one), "t", NOW), { state: one })),
);

holds(
  "what is exported is imported as it was",
  fc.property(state, (one) => {
    assert.deepEqual(imported(new TextEncoder().encode(exported(one, SERVICE, NOW)), "t", NOW), { state: one });
  }),
);

holds(
  "what goes into a link comes out of it",
  fc.asyncProperty(state, async (one) => {
    assert.deepEqual(await unpacked((await packed(one)).fragment ?? "", "t", NOW), { state: one });
  }),
);

holds(
  "a merge with oneself changes nothing",
  fc.property(meeting, (one) => assert.deepEqual(plain(merge(one, one)), plain(one))),
);
holds(
  "a merge is the same from both sides, to the letter",
  fc.property(meeting, meeting, (one, other) =>
    assert.equal(JSON.stringify(merge(one, other)), JSON.stringify(merge(other, one))),
  ),
);
holds(
  "a merge of three is the same in any order",
  fc.property(meeting, meeting, meeting, (one, other, third) => {
    assert.deepEqual(merge(merge(one, other), third), merge(one, merge(other, third)));
  }),
);
holds(
  "a merge that is made again changes nothing",
  fc.property(meeting, meeting, (one, other) => {
    const both = merge(one, other);
    assert.equal(JSON.stringify(merge(both, other)), JSON.stringify(both));
    assert.deepEqual(
      differences(both, other, SERVICE).filter(({ taken }) => taken),
      [],
    );
  }),
);
holds(
  "a merge is a state that can be read",
  fc.property(meeting, state, (one, other) => {
    assert.deepEqual(read(JSON.stringify(merge(one, other)), "t", NOW), { state: merge(one, other) });
  }),
);

holds(
  "differences tell what a merge will change, all of it and nothing else",
  fc.property(meeting, meeting, (mine, theirs) => {
    const both = merge(mine, theirs);
    const told = differences(mine, theirs, SERVICE);
    for (const { task, field, taken, theirs: value } of told) {
      assert.equal((field === "status" ? statusOf(both, task) : valueOf(both, task, field)) === value, taken);
    }
    const changed = IDS.flatMap((each) =>
      /** @type {const} */ (["status", "note", "responsible", "date"])
        .filter((field) => {
          const of = (/** @type {any} */ found) => (field === "status" ? statusOf(found, each) : valueOf(found, each, field));
          return of(both) !== of(mine);
        })
        .map((field) => `${each} ${field}`),
    );
    assert.deepEqual(
      told
        .filter(({ taken }) => taken)
        .map(({ task, field }) => `${task} ${field}`)
        .sort(),
      changed.sort(),
    );
  }),
);

holds(
  "the reader's change is there after a merge with any state that he had before",
  fc.property(meeting, id, words, (before, each, note) => {
    const after = change(before, { id: each }, "note", note, new Date(0));
    assert.equal(valueOf(merge(before, after), each, "note"), note);
    assert.deepEqual(merge(before, after), merge(after, before));
  }),
);

const RENAMED = service({ A: [task("A-1", { formerIds: ["A-2", "Z-9"] })], B: [task("B-1", { formerIds: ["__proto__"] })] });
holds(
  "nothing that is written is lost by other ids, and a second time changes nothing",
  fc.property(meeting, (one) => {
    const found = renamed(one, RENAMED);
    assert.deepEqual(plain(renamed(found, RENAMED)), plain(found));
    assert.deepEqual(plain(renamed(merge(one, found), RENAMED)), plain(renamed(merge(found, one), RENAMED)));
    assert.deepEqual(plain(renamed(merge(one, found), RENAMED)), plain(found));
    for (const each of ["A-1", "B-1"].filter((name) => WRITTEN.some((field) => one.tasks[name]?.[field])))
      for (const field of WRITTEN) assert.equal(valueOf(found, each, field) || "none", valueOf(one, each, field) || "none");
  }),
);

/** Files that are nearly right: a real one with bytes changed, cut or put in. */
const nearly = fc
  .tuple(state, fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom("set", "cut", "add")), { maxLength: 4 }))
  .map(([one, changes]) => {
    const bytes = [...new TextEncoder().encode(exported(one, SERVICE, NOW))];
    for (const [place, byte, how] of changes)
      bytes.splice(place % bytes.length, how === "add" ? 0 : 1, ...(how === "cut" ? [] : [byte]));
    return Uint8Array.from(bytes);
  });
const FAULTS = ["unreadable", "foreign", "damaged", "newer", "other-service", "too-large"];

holds(
  "any bytes as a file are a state that can be kept, or a fault",
  fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), nearly), (bytes) => {
    const found = imported(bytes, "t", NOW);
    if (found.state) assert.deepEqual(read(JSON.stringify(found.state), "t", NOW), found);
    else assert.ok(FAULTS.includes(found.fault));
  }),
  500,
);

const json = fc.json({ maxDepth: 5 });
holds(
  "any text that the browser keeps is a state or a fault, and nothing is thrown",
  fc.property(fc.oneof(fc.string(), json), (text) => {
    const found = read(text, "t", NOW);
    assert.ok(found.state || ["damaged", "newer", "other-service"].includes(found.fault));
  }),
  500,
);
holds(
  "any tasks of any version are a state or damaged",
  fc.property(fc.constantFrom(1, 2), fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 2 }), (version, tasks, known) => {
    const found = readData({ version, service: "t", tasks, known }, "t", NOW);
    if (found.state) assert.deepEqual(read(JSON.stringify(found.state), "t", NOW), found);
    else assert.equal(found.fault, "damaged");
  }),
  500,
);

holds(
  "any fragment is a state, a fault, or another kind of fragment",
  fc.asyncProperty(
    fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64url")),
      fc.string().map((text) => deflateRawSync(text).toString("base64url")),
    ),
    fc.boolean(),
    async (text, named) => {
      const found = await unpacked(named ? `#fremdrift=${text}` : text, "t", NOW);
      assert.ok(found === null ? !named : found.state || found.fault);
    },
  ),
  300,
);

holds(
  "a state of the first version keeps every status with its moment",
  fc.property(fc.dictionary(fc.constantFrom(...IDS), fc.record({ status: VALUES.status, at: moment })), (tasks) => {
    const { state: found } = read(JSON.stringify({ version: 1, service: "t", tasks }), "t", NOW);
    assert.ok(found);
    assert.deepEqual(Object.keys(found.tasks).sort(), Object.keys(tasks).sort());
    for (const [key, { status, at }] of Object.entries(tasks))
      assert.deepEqual(plain(found.tasks[key]), { status: { value: status, at } });
    assert.deepEqual(read(JSON.stringify(found), "t", NOW), { state: found });
  }),
);

/** The cells of a CSV file, as RFC 4180 reads them. @param {string} text */
function cellsOf(text) {
  return [...text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(?:;|\r\n)/gy)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare,
  );
}

holds(
  "no cell of a CSV is calculated, and all of them are there",
  fc.property(state, words, words, (one, title, name) => {
    const content = service({ A: [task("A-1", { title }), task("A-2"), task("B-1")] }, { words: SERVICE.words, roles: [] });
    const text = csv({ ...content, phases: content.phases.map((phase) => ({ ...phase, name })) }, one, "");
    const cells = cellsOf(text);
    assert.equal(cells.length % 8, 0);
    assert.ok(cells.length >= 4 * 8);
    for (const cell of cells)
      assert.doesNotMatch(
        cell
          .normalize("NFKD")
          .replace(/^[^\p{L}\p{N}\p{S}\p{P}]+/u, "")
          .replace(/^"[^\p{L}\p{N}\p{S}\p{P}]*/u, ""),
        /^[=+\-@]/,
      );
  }),
);

holds(
  "a workbook has only characters that XML knows, and no formula",
  fc.property(state, words, (one, title) => {
    const text = new TextDecoder().decode(
      xlsx({ ...service({ A: [task("A-1", { title }), task("A-2")] }, { words: SERVICE.words }), shortTitle: title }, one, ""),
    );
    const xml = text.slice(text.indexOf("<worksheet"), text.indexOf("</worksheet>"));
    assert.match(xml, /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
    assert.doesNotMatch(
      xml.replace(
        /<(?:worksheet|sheetViews?|pane|cols?|sheetData|row|c|is|t|v|hyperlinks?)(?: [\w:]+="[^"<>]*")*\/?>|<\/\w+>/g,
        "",
      ),
      /[<>]|&(?!(?:amp|lt|gt|quot);)/,
    );
  }),
);

holds(
  "a calendar has only lines that its format knows, none too long",
  fc.property(state, words, (one, title) => {
    const text = calendar(
      service({ A: [task("A-1", { title }), task("A-2")] }, { words: SERVICE.words }),
      one,
      "https://eksempel.no/",
    );
    for (const line of (text ?? "").split("\r\n")) {
      assert.ok(new TextEncoder().encode(line).length <= 75);
      assert.match(
        line,
        /^(?:$| |(?:BEGIN|END|VERSION|PRODID|UID|DTSTAMP|LAST-MODIFIED|SEQUENCE|DTSTART;VALUE=DATE|SUMMARY|DESCRIPTION|URL|TRANSP):)/,
      );
      assert.doesNotMatch(line, /[\r\n\0]/);
    }
  }),
);

const shown = fc.uniqueArray(fc.constantFrom(.../** @type {const} */ (["none", "started", "done", "irrelevant", "waiting"])));
const others = fc.array(fc.tuple(fc.constantFrom("h", "q", "x y"), fc.string())).map((pairs) => new URLSearchParams(pairs));
holds(
  "a filter goes into an address and comes out of it, and the rest of the address stays",
  fc.property(fc.option(fc.constantFrom("IT", "Økonomi & drift")), shown, others, (role, statuses, rest) => {
    const content = service(
      {},
      { roles: ["Alle", "IT", "Økonomi & drift"].map((name) => ({ name, everyone: name === "Alle" })) },
    );
    const found = new URLSearchParams(writeFilter({ role, statuses }, rest));
    const back = readFilter(found, content);
    assert.deepEqual([back.role, back.statuses.toSorted()], [role, statuses.toSorted()]);
    found.delete("rolle");
    found.delete("status");
    assert.equal(`${found}`, `${rest}`);
  }),
);

const content = fc
  .array(fc.array(fc.record({ dependsOn: fc.array(id), waitsFor: fc.option(fc.constant("Bits")) }), { maxLength: 3 }), {
    maxLength: 4,
  })
  .chain((phases) =>
    fc.array(fc.boolean(), { minLength: phases.length, maxLength: phases.length }).map((required) => {
      const found = service(
        Object.fromEntries(
          phases.map((tasks, place) => [
            "ABCD"[place],
            tasks.map((more, number) => task(`${"ABCD"[place]}-${number + 1}`, more)),
          ]),
        ),
      );
      return { ...found, phases: found.phases.map((phase, place) => ({ ...phase, required: required[place], recommended: !required[place] })) };
    }),
  );
holds(
  "whatever depends on what, every task is ready or says what it waits for, and the numbers add up",
  fc.property(content, state, (found, one) => {
    const ready = readiness(found, one);
    const { all, phases } = progress(found, one);
    assert.equal(ready.size, all.total);
    for (const { state: how, tasks, phases: before } of ready.values())
      assert.equal(how === "waits", tasks.length + before.length > 0);
    assert.equal(all.done + all.irrelevant + all.remaining, all.total);
    assert.equal(
      [...phases.values()].reduce((sum, { done }) => sum + done, 0),
      all.done,
    );
    assert.equal(all.share === 100, all.total > 0 && all.remaining === 0);
    assert.ok(all.share > 0 || !all.done);
    const first = next(found, one, null);
    if (first) assert.equal(ready.get(first.id)?.state, "now");
    assert.ok(novelties(found, one).length <= all.total);
  }),
);
