// Everything that can be found, and where each word of it stands.

import { fold } from "./letters.js";
import { stem } from "./stems.js";
import { Vocabulary } from "./vocabulary.js";
import { words } from "./words.js";

/**
 * A part of a page as `search_index.json` has it: Material's own fields, and what our build adds.
 *
 * @typedef {object} Section
 * @property {string} location
 * @property {string} title
 * @property {string} text
 * @property {string[]} [keywords]
 * @property {"task" | "phase" | "service" | "changelog" | "change" | "term" | "page"} [kind]
 * @property {string} [id] of a task or phase
 * @property {string[]} [roles]
 * @property {string} [service]
 * @property {string[]} [about] the ids of the tasks that a change is about
 */

/**
 * @typedef {object} Found
 * @property {Section} section
 * @property {number} place in the index
 * @property {string} page the location of the page that it is a part of
 * @property {string[][]} fields the words of each field
 */

export const FIELDS = /** @type {const} */ (["title", "keywords", "text", "context"]);

const TAG = /<[^>]*>/g;

/**
 * What a reader sees of a piece of HTML.
 *
 * @param {string} html
 * @returns {string}
 */
export function plain(html) {
  const text = html.includes("<") ? html.replace(TAG, "") : html;
  return text.includes("&") ? text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&") : text;
}

/**
 * The paragraphs, items and rows of a text, as a reader sees them.
 *
 * @param {string} html
 * @returns {string[]}
 */
export function blocks(html) {
  return html
    .split(/<\/?(?:p|li|ol|ul|pre)>/)
    .map((block) => plain(block).replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

// How often a word stands in each field of a part, in one number: a large site has very many of them.
const BITS = 7;
const MOST = 2 ** BITS - 1;

/**
 * How often a word stands in a field, of the number that a posting is.
 *
 * @param {number} counts
 * @param {number} field
 */
export function countIn(counts, field) {
  return (counts >>> (field * BITS)) & MOST;
}

export class Collection {
  /** @param {Section[]} sections */
  constructor(sections) {
    /** @type {Map<string, Section>} */
    this.pages = new Map();
    /** @type {Map<string, Map<number, number>>} */
    this.postings = new Map();
    /** @type {Found[]} */
    this.found = sections.map((section, place) => this.read(section, place));
    this.lengths = FIELDS.map((_, field) => {
      const sum = this.found.reduce((total, { fields }) => total + fields[field].length, 0);
      return Math.max(sum / this.found.length, 1);
    });
    this.vocabulary = new Vocabulary(this.postings.keys());
    this.names = names(sections);
  }

  /**
   * @param {Section} section
   * @param {number} place
   * @returns {Found}
   */
  read(section, place) {
    const page = section.location.split("#")[0];
    const parent = this.pages.get(page);
    if (!parent) this.pages.set(page, section);
    // A service is asked for by its short name.
    const keywords = [...(section.keywords ?? []), ...(section.kind === "service" ? [section.service ?? ""] : [])];
    const context = [parent?.title ?? "", section.service ?? "", ...(section.roles ?? [])];
    const texts = [section.title, keywords.join(" . "), section.text.replace(/></g, "> <"), context.join(" . ")];
    const fields = texts.map((text) => words(plain(text)));
    fields.forEach((found, field) => found.forEach((word) => this.count(word, place, field)));
    return { section, place, page, fields };
  }

  /**
   * @param {string} word
   * @param {number} place
   * @param {number} field
   */
  count(word, place, field) {
    let places = this.postings.get(word);
    if (!places) this.postings.set(word, (places = new Map()));
    const counts = places.get(place) ?? 0;
    if (countIn(counts, field) < MOST) places.set(place, counts + (1 << (field * BITS)));
  }
}

/**
 * @param {Section[]} sections
 * @returns {import("./query.js").Names}
 */
function names(sections) {
  /** @param {string} kind */
  const ids = (kind) => sections.filter((section) => section.kind === kind).map(({ id }) => (id ?? "").toLowerCase());
  const roles = sections.flatMap((section) => section.roles ?? []);
  return {
    tasks: new Set(ids("task")),
    phases: new Set(ids("phase")),
    roles: new Map(roles.flatMap((role) => [[fold(role), role], [stem(role), role]])),
  };
}
