// What comes before what, and what does not come at all: each case is a site of its own.

import assert from "node:assert/strict";
import test from "node:test";
import { found, page } from "./site.js";

/** @typedef {import("./site.js").Section} Section */

/** Pages that have nothing to do with the case, so that words are as rare as on a real site. */
const OTHERS = Array.from({ length: 12 }, (_, number) => page(`annet${number}/`, `Kapittel${number}x`, `Emne${number}x.`));

const TASK = /** @type {const} */ ({ kind: "task", id: "A-1", service: "TJN" });

/** @type {[string, string, Section[], string[]][]} */
const CASES = [
  [
    "a title that says what was asked and nothing else comes first",
    "abonnement",
    [page("a/", "Abonnement og tilgang", "Abonnement, abonnement."), page("b/", "Abonnement", "Tekst.")],
    ["b/", "a/"],
  ],
  [
    "a service comes first for its short name",
    "blp",
    [page("a/", "BLP i praksis", "BLP, BLP og BLP."), page("b/", "Bits låneportal", "Tekst.", { kind: "service", service: "BLP" })],
    ["b/", "a/"],
  ],
  [
    "words side by side come before the same words apart",
    "signert avtale",
    [page("a/", "Om", "En avtale er her, og brevet er signert."), page("b/", "Om", "En signert avtale ligger her i arkivet.")],
    ["b/", "a/"],
  ],
  [
    "words that were typed apart come first as one word",
    "brannmur åpning",
    [page("a/", "Om", "En brannmur har en åpning."), page("b/", "Om", "En brannmuråpning.")],
    ["b/", "a/"],
  ],
  [
    "what says nothing may stand between words side by side",
    "tilgang systemet",
    [page("a/", "Om", "Systemet her er nytt og gir god tilgang."), page("b/", "Om", "Det gir tilgang til det systemet her.")],
    ["b/", "a/"],
  ],
  [
    "a word that is required has to be there",
    "bestill +rapport",
    [page("a/", "Bestill", "Bestill."), page("b/", "Bestill", "Rapport.")],
    ["b/"],
  ],
  [
    "less than a third of what was asked is no answer",
    "foreldrepenger ved adopsjon av barn i utlandet",
    [page("a/", "Om", "Barn."), page("b/", "Om", "Tekst.")],
    [],
  ],
  [
    "a rare word in the title is an answer whatever else was typed",
    "hvordan blir garasjen malt med buypass denne sommeren",
    [page("a/", "Buypass", "Tekst."), page("b/", "Om", "Tekst.")],
    ["a/"],
  ],
  [
    "what people do on any site says little",
    "finne sertifikat",
    [page("a/", "Finne", "Finne."), page("b/", "Sertifikat", "Tekst.")],
    ["b/", "a/"],
  ],
  [
    "the front page comes after what it sums up",
    "rapport",
    [page("", "Rapport", "Rapport."), page("b/", "Rapport", "Rapport.")],
    ["b/", ""],
  ],
  [
    "a change is lower than its task, however well it answers",
    "rapport",
    [
      page("a/", "A"),
      page("a/#a-1", "A-1 Skriv", "En rapport blir skrevet her, og den blir sendt.", TASK),
      page("e/", "Endringslogg", "", { kind: "changelog" }),
      page("e/#x", "Rapport, rapport", "Rapport", { kind: "change", about: ["A-1"], service: "TJN" }),
    ],
    ["a/#a-1", "e/#x"],
  ],
  [
    "the word that was typed comes before its synonym",
    "brannmur",
    [page("a/", "Om", "Firewall og annet."), page("b/", "Om", "Om en brannmur og annet som står her.")],
    ["b/", "a/"],
  ],
  [
    "the beginning of a long word is better than nothing",
    "personvernerklæring",
    [page("a/", "Personvern", "Tekst.")],
    ["a/"],
  ],
  [
    "a role has its tasks, in whatever form the role is typed",
    "forretningens oppgaver",
    [page("a/", "Forretning", "Forretning."), page("b/#a-1", "A-1 Les", "Forretning", { ...TASK, roles: ["Forretning"] })],
    ["b/#a-1"],
  ],
  [
    "among other words a role is a word",
    "rapport til forretning",
    [page("a/", "Rapport til forretning", "Tekst."), page("b/#a-1", "A-1 Les", "Forretning", { ...TASK, roles: ["Forretning"] })],
    ["a/"],
  ],
  [
    "phases are known by their number",
    "steg 2",
    [page("a/", "A Les", "", { kind: "phase", id: "A" }), page("b/", "B Gjør", "", { kind: "phase", id: "B" })],
    ["b/"],
  ],
  ["an id that no task has is a word", "x9", [page("a/", "Om X9", "X9."), page("b/", "Om", "Tekst.")], ["a/"]],
  ["a query of words that say nothing is read all the same", "hva er dette", [page("a/", "Hva er dette", "Tekst.")], ["a/"]],
  ["a short word that is used is no other", "ap", [page("a/", "AP", "AP."), page("b/", "Åp", "Åp.")], ["a/"]],
  ["a short name is known with an s", "navs", [page("a/", "NAV", "NAV.")], ["a/"]],
  ["a word is found within a compound", "brannmur", [page("a/", "Om", "Hovedbrannmuråpning.")], ["a/"]],
  ["a slip in the first letter makes another word", "dost", [page("a/", "Post"), page("b/", "Om", "Kost")], []],
  ["a short word with another first letter is no slip", "kontak", [page("a/", "Montak", "Montak.")], []],
  ["a slip may have an ending after it", "maskinpoten", [page("a/", "Om", "Maskinportene.")], ["a/"]],
  ["a slip may be in the last part of a compound", "nøkkal", [page("a/", "Om", "Abonnementsnøkkel.")], ["a/"]],
  ["a number is no slip for another", "2021x", [page("a/", "Om", "2022x.")], []],
  ["a word of a sentence is no form of another", "været", [page("a/", "Om", "Det kan være.")], []],
  [
    "parts are joined by letters, not by words",
    "data deling",
    [page("a/", "Om", "Databehandlerfordeling."), page("b/", "Om", "Datadeling.")],
    ["b/", "a/"],
  ],
];
for (const [what, query, sections, places] of CASES) {
  test(`${what}: ${query}`, () => assert.deepEqual(found(query, [...sections, ...OTHERS]), places));
}
