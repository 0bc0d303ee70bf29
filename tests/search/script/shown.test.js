// What a reader sees of the results: how much, cut where, and which words.

import assert from "node:assert/strict";
import test from "node:test";
import { teaser } from "../../../overrides/assets/javascripts/search/teasers.js";
import { page, search } from "./site.js";

/** @typedef {import("./site.js").Section} Section */

const MANY = Array.from({ length: 40 }, (_, number) => number);

test("at most fifteen pages are shown, and six parts of each beside its own", () => {
  const pages = MANY.map((number) => page(`side${number}/`, "Rapport", "Tekst."));
  assert.equal(search(pages).answer("rapport").items.length, 15);
  const parts = MANY.map((number) => page(`side/#del${number}`, "Rapport", "Tekst."));
  const [items] = search([page("side/", "Om"), ...parts]).answer("rapport").items;
  assert.equal(items.length, 7);
});

test("a part that answers much worse than the best of its page is not shown", () => {
  const parts = [page("a/", "Om"), page("a/#x", "Rapport", "Rapport."), page("a/#y", "Annet", `Rapport ${"ord ".repeat(300)}`)];
  const [items] = search([...parts, ...MANY.map((number) => page(`s${number}/`, "Noe"))]).answer("rapport").items;
  assert.deepEqual(items.map(({ location }) => location), ["a/#x", "a/"]);
});

test("a page only names its parts where one of them answers better", () => {
  const [items] = search([page("a/", "Om rapport"), page("a/#x", "Rapport", "Rapport.")]).answer("rapport").items;
  assert.deepEqual(items.map(({ location, score }) => [location, score > 0]), [["a/#x", true], ["a/", false]]);
});

test("a keyword that no reader sees is shown where nothing else says why, as text", () => {
  const [[item]] = search([page("a/", "Tittel", "Tekst.", { keywords: ["<b>Nøkkelord</b>"] })]).answer("nøkkelord").items;
  assert.deepEqual(item.tags, ["&lt;b&gt;Nøkkelord&lt;/b&gt;"]);
  const [[seen]] = search([page("a/", "Nøkkelord", "Tekst.", { keywords: ["nøkkelord"] })]).answer("nøkkelord").items;
  assert.equal(seen.tags, undefined);
});

test("a service does not name itself twice", () => {
  const [[item]] = search([page("t/", "TJN", "Tekst.", { kind: "service", service: "TJN" })]).answer("tjn").items;
  assert.equal(item.tags, undefined);
});

test("at most twelve words go with the link to a page", () => {
  const [[item]] = search([page("a/", "Om", MANY.map((number) => `rapport${"abcdefgh".repeat(3).slice(0, number % 24)}`).join(" "))]).answer("rapport").items;
  assert.equal(Object.keys(item.terms).length, 12);
});

test("the id and the roles that were asked for are marked", () => {
  assert.match(search().answer("a-1").items[0][0].title, /^<mark>A-1<\/mark>/);
  assert.equal(search().answer("oppgaver for it").items[0][0].text, "<p><mark>IT</mark></p>");
});

const RAPPORT = new Set(["rapport", "skriv"]);

test("a teaser is the two lines that hold most of the words, in the order of the page", () => {
  assert.equal(
    teaser("<p>En rapport.</p><p>Annet.</p><p>Skriv en rapport.</p><p>Skriv rapport.</p>", RAPPORT),
    "<p><mark>Skriv</mark> en <mark>rapport</mark>.</p><p><mark>Skriv</mark> <mark>rapport</mark>.</p>",
  );
});

test("a line that is there twice is shown once", () => {
  assert.equal(teaser("<p>En rapport.</p><p>En rapport.</p>", RAPPORT), "<p>En <mark>rapport</mark>.</p>");
});

test("rows and items are teasers of their own", () => {
  assert.equal(teaser("<ol><li>Annet</li><li>En rapport</li></ol>", RAPPORT), "<p>En <mark>rapport</mark></p>");
});

for (const [where, text] of [
  ["first", `rapport ${"ord ".repeat(100)}`],
  ["in the middle", `${"ord ".repeat(100)} rapport ${"ord ".repeat(100)}`],
  ["last", `${"ord ".repeat(100)} rapport`],
  ["in a very long word", `${"ord ".repeat(100)} rapport ${"x".repeat(1000)}`],
  ["after a very long word", `${"x".repeat(1000)} rapport`],
]) {
  test(`a long line is cut around the word that is ${where}`, () => {
    const shown = teaser(`<p>${text}</p>`, RAPPORT).replace(/<[^>]*>/g, "");
    assert.match(shown, /rapport/);
    assert.ok(shown.length <= 200, `${shown.length}`);
    assert.equal(shown.startsWith("… "), !text.startsWith("rapport"));
    assert.equal(shown.endsWith(" …"), !text.endsWith("rapport"));
  });
}

test("a word that has been typed to its end is suggested, and one that says nothing is not", () => {
  assert.deepEqual(search().answer("bestill").suggest, ["bestill"]);
  assert.deepEqual(search().answer("alle").suggest, []);
});

test("a word of a title is suggested before one that stands in a text more often", () => {
  const pages = [page("a/", "Om", "Rapporter, rapporter."), page("b/", "Rapporten", "Tekst."), page("c/", "Om", "Rapporter.")];
  assert.deepEqual(search(pages).answer("rappor").suggest, ["rapporten"]);
});

test("the nearest words are at most four, nearly as near as the first, and written as they are on the site", () => {
  const titles = ["Om Maskinporten", "Maskin", "Rapport", "Maskiner", "Maskinen", "Maskinist", "Maskinell"];
  const { nearest = [] } = search(titles.map((title, number) => page(`${number}/`, title))).answer("maskinfører +xyzxyz");
  assert.equal(nearest.length, 4);
  assert.ok(!nearest.includes("Rapport"));
  assert.deepEqual(search([page("a/", "Om Maskinporten")]).answer("maskinbroen").nearest, ["Maskinporten"]);
  assert.deepEqual(search([page("a/", "Maskinporten")]).answer("maskinbroen").nearest, ["maskinporten"]);
});
