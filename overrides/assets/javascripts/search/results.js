// What the search answers, in the shape that Material's own page shows.

import { Collection, plain } from "./collection.js";
import { parse } from "./query.js";
import { rank } from "./ranking.js";
import { completion, nearest } from "./suggestions.js";
import { Synonyms } from "./synonyms.js";
import { escape, teaser, title } from "./teasers.js";
import { words as wordsOf } from "./words.js";

/** @typedef {import("./collection.js").Section} Section */
/** @typedef {import("./ranking.js").Hit} Hit */

/**
 * A result as Material shows it: `terms` says which words are marked on the page (true) and which are missing (false).
 *
 * @typedef {{ location: string, title: string, text: string, tags?: string[], score: number,
 *   terms: Record<string, boolean> }} Item
 */

/**
 * What Material's page gets for a query. `nearest` is ours: words of the site, where nothing answers.
 *
 * @typedef {{ items: Item[][], suggest: string[], nearest?: string[] }} Answer
 */

const MOST_PAGES = 15;
const MOST_PARTS = 6; // of one page
const BESIDE = 0.3; // of the score of the best part of the page
const MOST_MARKS = 12;
const LONGEST = 300; // letters that are read of a query: a whole page may be pasted into the box

export class Search {
  /**
   * @param {Section[]} sections
   * @param {import("./synonyms.js").Editorial} editorial
   */
  constructor(sections, editorial) {
    this.collection = new Collection(sections);
    this.synonyms = new Synonyms(editorial);
  }

  /**
   * @param {string} whole what was typed
   * @returns {Answer}
   */
  answer(whole) {
    const { collection } = this;
    const text = whole.slice(0, LONGEST);
    const typed = wordsOf(text);
    if (!typed.length) return { items: [], suggest: [], ...(text.trim() && { nearest: [] }) };
    const query = parse(text, collection.names, collection.vocabulary, this.synonyms);
    const hits = rank(collection, query);
    const end = completion(collection, text.toLowerCase().split(/[\s-]+/).at(-1) ?? "");
    const items = this.grouped(hits);
    return {
      items,
      suggest: end === undefined ? [] : [end],
      ...(items.length === 0 && { nearest: nearest(collection, typed) }),
    };
  }

  /**
   * The hits by page, each page with its own part, which names it.
   *
   * @param {Hit[]} hits
   * @returns {Item[][]}
   */
  grouped(hits) {
    /** @type {Map<string, Hit[]>} */
    const pages = new Map();
    for (const hit of hits) {
      const { page } = hit.found;
      const parts = pages.get(page);
      if (!parts) pages.set(page, [hit]);
      else if (parts.length < MOST_PARTS && hit.score >= parts[0].score * BESIDE) parts.push(hit);
    }
    return [...pages].slice(0, MOST_PAGES).map(([page, parts]) => {
      const items = parts.map(item);
      const own = /** @type {Section} */ (this.collection.pages.get(page));
      if (!items.some(({ location }) => location === own.location)) {
        const { words } = parts[0];
        const marks = Object.entries(items[0].terms).filter(([, isThere]) => isThere);
        const terms = Object.fromEntries(marks);
        items.push({ location: own.location, title: title(own.title, words), text: "", score: 0, terms });
      }
      const article = /** @type {Item} */ (items.find(({ location }) => location === own.location));
      // Material puts the page on top of its parts. Where a part answers better, the page is there to name it.
      if (article !== items[0]) article.score = 0;
      if (own.service && plain(own.title) !== own.service) article.tags = [escape(own.service), ...(article.tags ?? [])];
      return items;
    });
  }
}

/**
 * @param {string} text
 * @param {Set<string>} words
 */
function has(text, words) {
  return wordsOf(text).some((word) => words.has(word));
}

/**
 * @param {Hit} hit
 * @returns {Item}
 */
function item({ found: { section, fields }, words, missing, score }) {
  const shown = new Set([...fields[0], ...fields[2]]);
  const visible = [...words].filter((word) => shown.has(word));
  // A keyword that no reader sees on the page says why the page is here, where nothing else does.
  const hidden = visible.length ? [] : (section.keywords ?? []).filter((keyword) => has(keyword, words));
  const marks = visible.sort((one, other) => other.length - one.length).slice(0, MOST_MARKS);
  return {
    location: section.location,
    title: title(section.title, words),
    text: teaser(section.text, words),
    ...(hidden.length && { tags: hidden.map(escape) }),
    score,
    terms: Object.fromEntries([...marks.map((word) => [word, true]), ...missing.map((word) => [word, false])]),
  };
}
