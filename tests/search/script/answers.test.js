// What is found for a query, in which order, and how it is shown.

import assert from "node:assert/strict";
import test from "node:test";
import { found, search } from "./site.js";

const FIRST = [
  ["the word itself", "brannmuråpninger", "t/a/#a-2"],
  ["another form", "sertifikatet", "t/a/#a-1"],
  ["the last part of a compound", "sertifikater", "t/a/#a-1"],
  ["the first part of a compound", "brannmur", "t/a/#a-2"],
  ["a compound that is written apart", "virksomhets sertifikat", "t/a/#a-1"],
  ["words that are written together", "apinøkler", "t/a/#a-2"],
  ["other letters", "uforetrygd", "om/"],
  ["a slip", "virksomhetsertifkat", "t/a/#a-1"],
  ["a swapped letter", "barnnmuren", "t/a/#a-2"],
  ["a synonym", "firewall", "t/a/#a-2"],
  ["a slip in a synonym", "firewal", "t/a/#a-2"],
  ["a synonym within a compound", "verksemdssertifikat", "t/a/#a-1"],
  ["a phrase that leads one way", "hvor skal vi skrive under?", "t/b/#b-1"],
  ["a phrase of several words", "api keys", "t/a/#a-2"],
  ["a phrase of many words", "kan vi slippe trafikken ut av huset?", "t/a/#a-2"],
  ["a keyword that is not on the page", "eid", "t/a/#a-1"],
  ["a whole question", "Hvordan skal vi bestille sertifikater fra Buypass?", "t/a/#a-1"],
  ["a short name of a service", "tjn", "t/"],
  ["a phase", "fase b", "t/b/"],
  ["the beginning of a word", "sertif", "t/a/#a-1"],
];
for (const [what, query, location] of FIRST) {
  test(`${what} is found: ${query}`, () => assert.equal(found(query)[0], location));
}

for (const query of ["A-2", "a2", "a 2", "A–2", "A−2", "A.2", "A/2", "oppgave A 2", "oppgåve a-2", "a2 sertifikat", "A-02"]) {
  test(`the task comes first, however its id is typed: ${query}`, () => assert.equal(found(query)[0], "t/a/#a-2"));
}

test("a role has its tasks, and no others", () => {
  assert.deepEqual(found("oppgaver for IT"), ["t/a/#a-1", "t/b/#b-1"]);
  assert.deepEqual(found("hvilke oppgaver har it i fase b?"), ["t/b/#b-1"]);
});

for (const query of ["forretning", "Forretningens oppgaver", "forretningsoppgaver", "oppgaver for fagsiden", "forretningsavdelingen"]) {
  test(`a role is known by its forms and synonyms: ${query}`, () => assert.deepEqual(found(query), ["t/a/#a-2"]));
}

test("a change never comes before its task", () => {
  const places = found("brannmuren");
  assert.ok(places.indexOf("t/a/#a-2") < places.indexOf("t/endringslogg/#2026-01-01"));
});

test("a change comes first where the changelog is asked for", () => {
  assert.match(found("endringslogg a-2")[0], /^t\/endringslogg\//);
});

test("synonyms lead one way where editors say so", () => {
  assert.ok(!found("signere").some((location) => location === "om/"));
  assert.deepEqual(found("undertegne"), []);
});

for (const query of ["foreldrepenger", "barnetrygd", "hvordan bytter jeg fastlege?", "kubernetes", "", "?", "-", '"'] ) {
  test(`nothing is found where nothing answers: «${query}»`, () => assert.deepEqual(search().answer(query).items, []));
}

test("where nothing answers, words of the site that look alike are suggested", () => {
  assert.ok(search().answer("brannmann").nearest?.includes("brannmuren"));
  assert.equal(search().answer("brannmuren").nearest, undefined);
});

const LONG = [
  "a".repeat(100_000),
  "virksomhetssertifikat ".repeat(5_000),
  Array.from({ length: 15_000 }, (_, number) => `ord${number}x`).join(" "),
  "-aa +bb \"cc ".repeat(10_000),
  "😀".repeat(50_000),
];
for (const query of LONG) {
  test(`a text that is far too long takes no time: ${query.slice(0, 20)}…`, () => {
    const start = performance.now();
    search().answer(query);
    assert.ok(performance.now() - start < 1_000);
  });
}

for (const [query, nearest] of /** @type {[string, string[] | undefined][]} */ ([["😀", []], ["(.*)+$[", []], [" ", undefined], ["", undefined]])) {
  test(`where no word is typed, there is none near, and help only if anything is: «${query}»`, () =>
    assert.deepEqual(search().answer(query).nearest, nearest));
}

test("a word that is left out or required is so", () => {
  assert.ok(!found("bestill -brannmuren").includes("t/a/#a-2"));
  assert.deepEqual(found('bestill "buypass"'), ["t/a/#a-1"]);
  assert.deepEqual(found("bestill +buypass"), ["t/a/#a-1"]);
});

test("signs that mean something to lunr are only signs", () => {
  for (const query of ["title:x^2~", "a^", "~", "*", "+", "brannmur^x", "<b>brannmur</b>"]) search().answer(query);
  assert.equal(found("brannmuren^x~")[0], "t/a/#a-2");
});

test("the marks are on whole words, and the text is safe", () => {
  const [[item]] = search().answer("produksjon").items;
  assert.equal(item.text, "<p>Bestill brannmuråpninger for test &amp; <mark>produksjon</mark>. API-nøkler trengs ikke.</p>");
  assert.deepEqual(item.terms, { produksjon: true });
});

test("what is missing is told, and what matched is marked on the page", () => {
  const [[item]] = search().answer("buypass månen").items;
  assert.deepEqual(item.terms, { buypass: true, månen: false });
});

test("a teaser is the lines that matched, or nothing", () => {
  for (const query of ["sertifikat", "signere", "it", "oppgaver for it", "a-2"]) {
    for (const item of search().answer(query).items.flat()) {
      assert.ok(!item.text || item.text.includes("<mark>"), `${query}: ${item.text}`);
      assert.ok(item.text.replace(/<[^>]*>/g, "").length <= 400);
    }
  }
});

test("each page comes with its own part, and names the service", () => {
  for (const parts of search().answer("sertifikat").items) {
    assert.equal(parts.filter(({ location }) => !location.includes("#")).length, 1);
  }
  const [parts] = search().answer("buypass").items;
  assert.deepEqual(parts.find(({ location }) => location === "t/a/")?.tags, ["TJN"]);
});

test("the word that is being typed is suggested as it may end", () => {
  assert.deepEqual(search().answer("virksomhetss").suggest, ["virksomhetssertifikater"]);
  assert.deepEqual(search().answer("xyz").suggest, []);
});
