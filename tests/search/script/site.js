// A small site, for the tests of the search.

import { Search } from "../../../overrides/assets/javascripts/search/results.js";

/** @typedef {import("../../../overrides/assets/javascripts/search/collection.js").Section} Section */

/** @type {Section[]} */
export const SECTIONS = [
  { location: "t/", title: "Tjenesten", text: "<p>Alt om tjenesten.</p>", kind: "service", service: "TJN" },
  { location: "t/a/", title: "A Forberedelse", text: "<p>Les og planlegg.</p>", kind: "phase", id: "A", service: "TJN" },
  {
    location: "t/a/#a-1",
    title: "A-1 Bestill virksomhetssertifikater",
    text: "<p>IT</p><p>Sertifikatene kommer fra Buypass. Se også A-2.</p>",
    kind: "task",
    id: "A-1",
    roles: ["IT"],
    keywords: ["sertifikat", "eID"],
    service: "TJN",
  },
  {
    location: "t/a/#a-2",
    title: "A-2 Åpne brannmuren",
    text: "<p>Forretning</p><p>Bestill brannmuråpninger for test &amp; produksjon. API-nøkler trengs ikke.</p>",
    kind: "task",
    id: "A-2",
    roles: ["Forretning"],
    service: "TJN",
  },
  { location: "t/b/", title: "B Signering", text: "<p>Avtalene blir signert i denne fasen.</p>", kind: "phase", id: "B", service: "TJN" },
  {
    location: "t/b/#b-1",
    title: "B-1 Signer avtalene elektronisk",
    text: "<p>IT</p><p>Signer dem i Verified.</p>",
    kind: "task",
    id: "B-1",
    roles: ["IT"],
    service: "TJN",
  },
  { location: "t/endringslogg/", title: "Endringslogg", text: "", kind: "changelog", service: "TJN" },
  {
    location: "t/endringslogg/#2026-01-01",
    title: "01.01.2026 Brannmuren er oppdatert: brannmur, brannmur",
    text: "<p>Gjelder: A-2 Åpne brannmuren</p>",
    kind: "change",
    about: ["A-2"],
    service: "TJN",
  },
  { location: "om/", title: "Om nettstedet", text: "<p>Uføretrygd og <code>uføre</code>.</p>", kind: "page" },
];

export const SYNONYMS = {
  both: [
    ["brannmur", "firewall"],
    ["virksomhet", "verksemd"],
    ["API-nøkkel", "API key"],
    ["forretning", "fagsiden"],
  ],
  one: [
    { from: ["skrive under"], to: ["signere"] },
    { from: ["slippe trafikken ut av huset"], to: ["brannmur"] },
  ],
};

/**
 * The search of the small site, or of another.
 *
 * @param {Section[]} sections
 */
export function search(sections = SECTIONS) {
  return new Search(structuredClone(sections), SYNONYMS);
}

/**
 * A page with a title and a paragraph, or more than that.
 *
 * @param {string} location
 * @param {string} title
 * @param {string} text
 * @param {Partial<Section>} more
 * @returns {Section}
 */
export function page(location, title, text = "", more = {}) {
  return { location, title, text: text && `<p>${text}</p>`, kind: "page", ...more };
}

/**
 * The locations of all results that match themselves, page by page.
 *
 * @param {string} query
 * @param {Section[]} sections
 */
export function found(query, sections = SECTIONS) {
  return search(sections)
    .answer(query)
    .items.flatMap((parts) => parts.filter(({ score }) => score > 0).map(({ location }) => location));
}
