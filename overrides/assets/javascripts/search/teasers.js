// What a reader sees of a result: the title and the lines that matched, with marks on whole words.

import { blocks, plain } from "./collection.js";
import { tokens, words as wordsOf } from "./words.js";

const LONGEST = 180; // characters of one line of a teaser
const BEFORE = 60; // of those, before the first mark
const LINES = 2;

/**
 * @param {string} text
 * @returns {string}
 */
export function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/**
 * A text as HTML, with a mark on each of the words.
 *
 * @param {string} text
 * @param {Set<string>} words
 * @returns {string}
 */
export function marked(text, words) {
  const normal = text.normalize("NFC");
  let html = "";
  let place = 0;
  for (const { word, start, end } of tokens(normal)) {
    if (!words.has(word)) continue;
    html += `${escape(normal.slice(place, start))}<mark>${escape(normal.slice(start, end))}</mark>`;
    place = end;
  }
  return html + escape(normal.slice(place));
}

/**
 * The title of a part, marked.
 *
 * @param {string} html
 * @param {Set<string>} words
 */
export function title(html, words) {
  return marked(plain(html), words);
}

/**
 * The lines of a text that hold most of the words, each cut to what is around them, or "" where no word is in it.
 *
 * @param {string} html
 * @param {Set<string>} words
 * @returns {string}
 */
export function teaser(html, words) {
  const lines = [...new Set(blocks(html))].map((text, place) => {
    const count = new Set(wordsOf(text).filter((word) => words.has(word))).size;
    return { text, place, count };
  });
  return lines
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count || one.place - other.place)
    .slice(0, LINES)
    .sort((one, other) => one.place - other.place)
    .map(({ text }) => `<p>${marked(around(text, firstOf(text, words)), words)}</p>`)
    .join("");
}

/**
 * @param {string} text
 * @param {Set<string>} words
 */
function firstOf(text, words) {
  return tokens(text).find(({ word }) => words.has(word))?.start ?? 0;
}

/**
 * As much of a text as a line of a teaser holds, from a little before `place`.
 *
 * @param {string} text
 * @param {number} place
 */
function around(text, place) {
  if (text.length <= LONGEST) return text;
  let start = 0;
  if (place > LONGEST - BEFORE) {
    const blank = text.lastIndexOf(" ", place - BEFORE) + 1;
    start = place - blank > LONGEST - BEFORE ? place - BEFORE : blank; // an address has no blanks
  }
  let end = text.length;
  if (end - start > LONGEST) {
    const blank = text.lastIndexOf(" ", start + LONGEST);
    end = blank > place ? blank : start + LONGEST;
  }
  return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}
