// What a typed word may be, and what is left of it.

import assert from "node:assert/strict";
import test from "node:test";
import { distance, tolerance } from "../../../overrides/assets/javascripts/search/distance.js";
import { fold, level } from "../../../overrides/assets/javascripts/search/letters.js";
import { root, stem } from "../../../overrides/assets/javascripts/search/stems.js";
import { Synonyms } from "../../../overrides/assets/javascripts/search/synonyms.js";
import { Vocabulary } from "../../../overrides/assets/javascripts/search/vocabulary.js";
import { tokens } from "../../../overrides/assets/javascripts/search/words.js";

/**
 * @param {(word: string) => string} make
 * @param {string[][]} groups
 */
function sameWithin(make, groups) {
  for (const group of groups) assert.equal(new Set(group.map(make)).size, 1, group.map((word) => `${word}=${make(word)}`).join(" "));
}

/**
 * @param {(word: string) => string} make
 * @param {[string, string][]} pairs
 */
function differ(make, pairs) {
  for (const [one, other] of pairs) assert.notEqual(make(one), make(other), `${one} ${other}`);
}

test("æ, ø and å are found without, in the ways people write them", () => {
  sameWithin(fold, [
    ["uføretrygd", "uforetrygd", "ufoeretrygd", "UFØRETRYGD"],
    ["åpning", "apning", "aapning"],
    ["være", "vaere", "vare"],
    ["idé", "ide"],
  ]);
  assert.equal(fold("skjemaet"), "skjemaet");
});

test("bokmål and nynorsk spell the same sounds in two ways", () => {
  sameWithin(level, [
    ["løsing", "løysing"],
    ["hemel", "heimel"],
    ["tilknytning", "tilknyting"],
    ["teneste", "tjeneste"],
    ["skattetaten", "skatetaten"],
  ]);
});

test("the forms of a word have one stem", () => {
  sameWithin(stem, [
    ["sertifikat", "sertifikatet", "sertifikater", "sertifikatene", "sertifikatenes"],
    ["nøkkel", "nøkkelen", "nøkler", "nøklene", "nøklar"],
    ["avtale", "avtalen", "avtaler", "avtalene", "avtalane"],
    ["skjema", "skjemaet", "skjemaer"],
    ["bruker", "brukere", "brukerne", "brukarar", "brukarane"],
    ["varsel", "varsler", "varselet", "varslene"],
    ["register", "registeret", "registre", "registrene"],
    ["registrere", "registrerer", "registrert", "registrerte"],
    ["løsning", "løsningen", "løysing", "løysingar"],
    ["domene", "domenet", "domener"],
  ]);
});

test("a verb is not the noun that looks like it", () => {
  differ(stem, [
    ["registrere", "registeret"],
    ["test", "tekst"],
    ["skjema", "system"],
  ]);
});

test("words that are made of one have one root", () => {
  sameWithin(root, [
    ["bestille", "bestilling", "bestilte", "bestilt"],
    ["signere", "signering", "signert"],
    ["integrere", "integrasjon", "integrering"],
    ["registrere", "registrering"],
  ]);
});

test("a slip is a letter that is missing, added, wrong or in another's place", () => {
  const cases = /** @type {const} */ ([
    ["maskinporten", "maskinprten", 1],
    ["maskinporten", "maskinnporten", 1],
    ["maskinporten", "maskinporden", 1],
    ["maskinporten", "maskinproten", 1],
    ["maskinporten", "msakinprten", 2],
    ["nav", "nav", 0],
  ]);
  for (const [one, other, steps] of cases) {
    assert.equal(distance(one, other, 2), steps);
    assert.equal(distance(other, one, 2), steps);
  }
  assert.equal(distance("brannmur", "samtykke", 2), Infinity);
  assert.equal(distance("maskinporten", "maskin", 2), Infinity);
});

test("short words may have no slips, long ones two", () => {
  assert.deepEqual([4, 5, 8, 9].map(tolerance), [0, 1, 1, 2]);
});

test("the id of a task is one word, and punctuation is none", () => {
  const words = (/** @type {string} */ text) => tokens(text).map(({ word }) => word);
  assert.deepEqual(words("Se A-4 og API-nøkkel (BLP), TT02."), ["se", "a-4", "og", "api", "nøkkel", "blp", "tt02"]);
  assert.deepEqual(words("a\u030Apning"), ["åpning"]);
  assert.deepEqual(words("BA-4"), ["ba", "4"]);
});

test("a short name is known with an s, which no other short word is", () => {
  assert.ok(new Vocabulary(["nav"]).forms("navs").has("nav"));
  assert.ok(new Vocabulary(["aap"]).forms("aaps").has("aap")); // its two letters a are folded into one
  assert.ok(!new Vocabulary(["nav"]).forms("navn").has("nav"));
});

test("a number is no slip of a letter", () => {
  assert.equal(new Vocabulary(["maskin2"]).slips("maskina").size, 0);
  assert.equal(new Vocabulary(["maskino"]).slips("maskina").size, 1);
});

test("a word of several rules leads to the words of all", () => {
  const synonyms = new Synonyms({ both: [["brannmur", "firewall"]], one: [{ from: ["firewall"], to: ["porter", "to ord"] }] });
  assert.deepEqual(synonyms.of(["firewall"]), [["brannmur"], ["porter"], ["to", "ord"]]);
  assert.deepEqual(synonyms.of(["porter"]), []);
});

test("a synonym is known by its beginning and with a slip, but not by a few letters", () => {
  const synonyms = new Synonyms({ both: [["brannmur", "firewall"]], one: [] });
  assert.equal(synonyms.near("firewa").length, 1);
  assert.equal(synonyms.near("firevall").length, 1);
  assert.deepEqual(synonyms.near("fire"), []);
});
