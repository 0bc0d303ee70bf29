// Words of the site for a reader who has not found any: the rest of the word that is being typed, or the nearest ones.

import { countIn, plain } from "./collection.js";
import { level } from "./letters.js";
import { isStop, tokens } from "./words.js";

/** @typedef {import("./collection.js").Collection} Collection */

const ENOUGH = 0.35; // of the letter pairs that two words share
const BESIDE_BEST = 0.6;
const MOST = 4;
const SHORT = 3;
const PART = 5; // letters at the beginning or the end that tell a part of a compound
const SAME_PART = 0.2;

/**
 * The word of the site that the letters most likely begin, best from a title; the word itself where it is one.
 *
 * @param {Collection} collection
 * @param {string} letters
 * @returns {string | undefined}
 */
export function completion(collection, letters) {
  if (letters.length < 2 || isStop(letters)) return undefined;
  if (collection.postings.has(letters)) return letters;
  let best;
  let most = 0;
  for (const [word, worth] of worths(collection)) {
    if (worth > most && word.startsWith(letters)) [best, most] = [word, worth];
  }
  return best;
}

/**
 * The same, made when it is first asked for.
 *
 * @template T
 * @param {(collection: Collection) => T} make
 * @returns {(collection: Collection) => T}
 */
function once(make) {
  /** @type {WeakMap<Collection, { made: T }>} */
  const known = new WeakMap();
  return (collection) => {
    const found = known.get(collection) ?? { made: make(collection) };
    known.set(collection, found);
    return found.made;
  };
}

/** How likely each word is to be meant: a word of a title more than one of a text. */
const worths = once((collection) => {
  /** @type {Map<string, number>} */
  const worths = new Map();
  for (const [word, places] of collection.postings) {
    let worth = 0;
    for (const counts of places.values()) worth += countIn(counts, 0) ? 5 : countIn(counts, 1) ? 2 : 1;
    worths.set(word, worth);
  }
  return worths;
});

/**
 * Words of titles and keywords that look like what was typed, the likest first.
 *
 * @param {Collection} collection
 * @param {string[]} typed
 * @returns {string[]}
 */
export function nearest(collection, typed) {
  const wanted = typed.filter((word) => word.length > SHORT && !isStop(word)).map(level);
  return [...shownWords(collection)]
    .map(([word, text]) => ({ text, like: Math.max(0, ...wanted.map((one) => likeness(one, level(word)))) }))
    .filter(({ like }) => like >= ENOUGH)
    .sort((one, other) => other.like - one.like)
    .filter(({ like }, _, [best]) => like >= best.like * BESIDE_BEST)
    .slice(0, MOST)
    .map(({ text }) => text);
}

/** The words of titles and keywords, each as it is written there. */
const shownWords = once(({ found }) => {
  /** @type {Map<string, string>} */
  const shown = new Map();
  for (const { section } of found) {
    for (const text of [...(section.keywords ?? []), plain(section.title)]) {
      for (const { word, start, end } of tokens(text)) {
        const written = text.normalize("NFC").slice(start, end);
        const isName = start > 0 || /^\p{Lu}{2}/u.test(written); // the first word of a title begins large anyway
        if (word.length > SHORT && !isStop(word) && !shown.has(word)) shown.set(word, isName ? written : word);
      }
    }
  }
  return shown;
});

/** @param {string} word */
function pairs(word) {
  return new Set(Array.from({ length: word.length + 1 }, (_, place) => ` ${word} `.slice(place, place + 2)));
}

/**
 * How alike two words are: by the letter pairs that they share, and more where one part of a compound is the same.
 *
 * @param {string} one
 * @param {string} other
 */
function likeness(one, other) {
  const [ours, theirs] = [pairs(one), pairs(other)];
  let same = 0;
  for (const pair of ours) if (theirs.has(pair)) same++;
  const isPart = one.slice(0, PART) === other.slice(0, PART) || one.slice(-PART) === other.slice(-PART);
  return (2 * same) / (ours.size + theirs.size) + (isPart ? SAME_PART : 0);
}
