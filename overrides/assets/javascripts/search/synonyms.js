// Words that editors say mean the same, or lead to others.

import { distance, tolerance } from "./distance.js";
import { fold } from "./letters.js";
import { stem } from "./stems.js";
import { words } from "./words.js";

/**
 * What `docs/synonymer.yml` says: groups whose words stand for each other, and words that lead to others.
 *
 * @typedef {{ both: string[][], one: { from: string[], to: string[] }[] }} Editorial
 */

const LONG = 5; // letters of a word that can be told by a part of it

/** @param {string[]} phrase */
function key(phrase) {
  return phrase.map((word) => (word.length > 3 ? stem(word) : fold(word))).join(" ");
}

export class Synonyms {
  /** @param {Editorial} editorial */
  constructor(editorial) {
    /** @type {Map<string, string[][]>} */
    this.rules = new Map();
    this.longest = 1;
    for (const group of editorial.both) {
      for (const phrase of group) this.lead(phrase, group.filter((other) => other !== phrase));
    }
    for (const { from, to } of editorial.one) {
      for (const phrase of from) this.lead(phrase, to);
    }
  }

  /**
   * @param {string} phrase
   * @param {string[]} others
   */
  lead(phrase, others) {
    const found = words(phrase);
    this.longest = Math.max(this.longest, found.length);
    const same = this.rules.get(key(found)) ?? [];
    this.rules.set(key(found), [...same, ...others.map(words)]);
  }

  /**
   * The phrases that these words lead to, each as its words.
   *
   * @param {string[]} phrase
   * @returns {string[][]}
   */
  of(phrase) {
    return this.rules.get(key(phrase)) ?? [];
  }

  /**
   * The rules of single words that a typed word may be a slip for, or the beginning of.
   *
   * @param {string} word
   * @returns {string[]}
   */
  near(word) {
    const typed = stem(word);
    if (typed.length < LONG) return [];
    const limit = Math.min(1, tolerance(typed.length));
    return [...this.rules.keys()].filter((rule) => rule.startsWith(typed) || distance(rule, typed, limit) <= limit);
  }
}
