// Words of the site for a reader who has not found any: the rest of the word that is being typed, or the nearest ones.

import { level } from "./letters.js";
import { plain } from "./collection.js";
import { isStop, tokens } from "./words.js";

/** @typedef {import("./collection.js").Collection} Collection */

const ENOUGH = 0.3; // of the letter pairs that two words share
const MOST = 4;
const SHORT = 3;

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
  for (const [word, places] of collection.postings) {
    if (!word.startsWith(letters)) continue;
    let worth = 0;
    for (const counts of places.values()) worth += counts[0] ? 5 : counts[1] ? 2 : 1;
    if (worth > most) [best, most] = [word, worth];
  }
  return best;
}

/**
 * Words of titles and keywords that look like what was typed, the likest first.
 *
 * @param {Collection} collection
 * @param {string[]} typed
 * @returns {string[]}
 */
export function nearest(collection, typed) {
  const wanted = typed.filter((word) => word.length > SHORT && !isStop(word)).map((word) => pairs(level(word)));
  const shown = shownWords(collection);
  return [...shown]
    .map(([word, text]) => ({ text, like: Math.max(0, ...wanted.map((one) => likeness(one, pairs(level(word))))) }))
    .filter(({ like }) => like >= ENOUGH)
    .sort((one, other) => other.like - one.like)
    .slice(0, MOST)
    .map(({ text }) => text);
}

/**
 * The words of titles and keywords, each as it is written there.
 *
 * @param {Collection} collection
 * @returns {Map<string, string>}
 */
function shownWords({ found }) {
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
}

/** @param {string} word */
function pairs(word) {
  return new Set(Array.from({ length: word.length + 1 }, (_, place) => ` ${word} `.slice(place, place + 2)));
}

/**
 * @param {Set<string>} one
 * @param {Set<string>} other
 */
function likeness(one, other) {
  let same = 0;
  for (const pair of one) if (other.has(pair)) same++;
  return (2 * same) / (one.size + other.size);
}
