// The words that the site itself uses, and which of them a typed word may mean.

import { distance, tolerance } from "./distance.js";
import { fold, level } from "./letters.js";
import { root, rootOf, stem, stemOf } from "./stems.js";
import { isStop } from "./words.js";

/**
 * The words of the site that a typed word may mean, each with how sure that is, from 0 to 1.
 *
 * @typedef {Map<string, number>} Meanings
 */

/**
 * @typedef {{ word: string, folded: string, level: string, stem: string, root: string }} Entry
 */

// How sure each kind of likeness is.
export const SURE = {
  same: 1,
  folded: 0.97,
  level: 0.93,
  stem: 0.9,
  joined: 0.88,
  synonym: 0.86,
  root: 0.74,
  head: 0.66, // virksomhets-sertifikat for «sertifikat»
  modifier: 0.5, // sertifikat-bestilling for «sertifikat»; what is typed so far, too
  middle: 0.4,
  slip: 0.7,
  secondSlip: 0.55,
};

const PART = 4; // letters of the shortest part that a compound is known by
const MIDDLE = 5;
const LONG = 8;
const END = 0.85; // of how sure a slip is, where it is one of the last part of a compound
const ENDING = /^(?:[ae]|e[nrt]|a[nr]|[ea]ne|ns?)$/; // what may follow a word that has a slip
const START = 7; // letters of the shortest beginning of a word that may have a slip
const REST = 3; // letters that the other part has at least
const JOINT = 2; // letters that join two parts: arbeid-s-giver

/**
 * Add a meaning, unless there is a surer one.
 *
 * @param {Meanings} meanings
 * @param {string} word
 * @param {number} sure
 */
export function add(meanings, word, sure) {
  if (sure > (meanings.get(word) ?? 0)) meanings.set(word, sure);
}

/**
 * Whether two words begin as they would for one hand: a slip in the first letter is rare, and makes another word.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} steps
 */
function isAlikeAtFirst(one, other, steps) {
  const isSwapped = one[0] === other[1] && one[1] === other[0];
  return one[0] === other[0] || isSwapped || (steps === 1 && Math.min(one.length, other.length) >= LONG);
}

/**
 * Whether a word is a slip for the last part of a compound.
 *
 * @param {string} part
 * @param {string} compound
 */
function isSlipOfEnd(part, compound) {
  return [0, 1, -1].some((longer) => {
    const length = part.length + longer;
    if (part.length < MIDDLE || compound.length - length < PART) return false;
    const end = compound.slice(-length);
    return end[0] === part[0] && distance(part, end, 1) === 1;
  });
}

export class Vocabulary {
  /** @param {Iterable<string>} words */
  constructor(words) {
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {Record<"word" | "folded" | "level" | "stem" | "root", Map<string, string[]>>} */
    this.by = { word: new Map(), folded: new Map(), level: new Map(), stem: new Map(), root: new Map() };
    /** @type {Map<string, Meanings>} */
    this.known = new Map();
    for (const word of words) this.entries.push(this.entry(word));
    this.telling = this.entries.filter(({ word }) => !isStop(word));
    for (const entry of this.entries) {
      for (const [name, words] of Object.entries(this.by)) {
        if (name !== "word" && isStop(entry.word)) continue; // «være» is no form of «været»
        const key = entry[/** @type {keyof Entry} */ (name)];
        const same = words.get(key);
        if (same) same.push(entry.word);
        else words.set(key, [entry.word]);
      }
    }
  }

  /**
   * @param {string} word
   * @returns {Entry}
   */
  entry(word) {
    const plain = level(word);
    const base = stemOf(plain);
    return { word, folded: fold(word), level: plain, stem: base, root: rootOf(base) };
  }

  /**
   * The forms of a typed word that the site uses: other cases, letters, endings.
   *
   * @param {string} typed
   * @returns {Meanings}
   */
  forms(typed) {
    const entry = this.entry(typed);
    /** @type {Meanings} */
    const found = new Map();
    /** @type {(keyof Vocabulary["by"])[]} */
    const kinds = /^\D{4}/u.test(typed) ? ["word", "folded", "level", "stem", "root"] : ["word", "folded", "level"];
    for (const kind of kinds) {
      const sure = kind === "word" ? SURE.same : SURE[kind];
      // A short word has many neighbours: where it is used as it is typed, it is meant.
      if (typed.length < PART && found.size > 0) break;
      for (const word of this.by[kind].get(entry[kind]) ?? []) add(found, word, sure);
    }
    // «navs» is «nav», though shorter than what else has endings.
    if (typed.length === PART && typed.endsWith("s")) {
      for (const word of this.by.folded.get(entry.folded.slice(0, -1)) ?? []) add(found, word, SURE.stem);
    }
    return found;
  }

  /**
   * The compounds that a typed word is a part of, and the words that begin with it.
   *
   * @param {string} typed
   * @returns {Meanings}
   */
  compounds(typed) {
    const { folded, stem: part, level: whole } = this.entry(typed);
    /** @type {Meanings} */
    const found = new Map();
    for (const entry of this.telling) {
      const rest = entry.stem.length - part.length;
      if (part.length >= PART && rest >= REST && entry.stem.endsWith(part)) add(found, entry.word, SURE.head);
      else if (folded.length >= 2 && entry.folded.startsWith(folded)) {
        add(found, entry.word, SURE.modifier + 0.3 * (folded.length / entry.folded.length) ** 2);
      } else if (part.length >= PART && rest >= REST && entry.level.startsWith(part)) {
        add(found, entry.word, SURE.modifier);
      } else if (whole.length >= MIDDLE && part.length >= MIDDLE && rest >= REST && entry.level.includes(part)) {
        add(found, entry.word, SURE.middle);
      }
    }
    return found;
  }

  /**
   * The words that a typed word may be a slip for, whole or as far as it goes.
   *
   * @param {string} typed
   * @returns {Meanings}
   */
  slips(typed) {
    const { level: whole, stem: part } = this.entry(typed);
    const limit = /\d/.test(typed) ? 0 : tolerance(whole.length);
    /** @type {Meanings} */
    const found = new Map();
    let least = limit;
    if (limit === 0) return found;
    for (const entry of this.telling) {
      if (/\d/.test(entry.word) || entry.level.length < whole.length - limit) continue;
      let steps = distance(whole, entry.level, least);
      if (steps > least && part.length > MIDDLE) steps = distance(part, entry.stem, Math.min(least, tolerance(part.length)));
      let sure = 1;
      if (steps > least && whole.length >= MIDDLE && entry.level.length > whole.length) {
        sure = 0.8;
        const long = [whole, part].filter((start) => start.length >= START);
        if (ENDING.test(entry.level.slice(whole.length))) long.push(whole);
        const starts = long.flatMap((start) =>
          [0, 1].map((longer) => distance(start, entry.level.slice(0, start.length + longer), 1)),
        );
        steps = Math.min(...starts);
      }
      if (steps > least && whole.length >= MIDDLE && isSlipOfEnd(part, entry.stem)) {
        add(found, entry.word, SURE.slip * END);
        continue;
      }
      if (steps > least || !isAlikeAtFirst(whole, entry.level, steps)) continue;
      if (steps < least) {
        least = Math.max(steps, 1);
        for (const [word, before] of found) if (before < SURE.slip * END) found.delete(word);
      }
      add(found, entry.word, sure * (steps > 1 ? SURE.secondSlip : SURE.slip));
    }
    return found;
  }

  /**
   * Whether a word of the site ends with this one.
   *
   * @param {string} typed
   */
  ends(typed) {
    const part = stem(typed);
    return part.length >= PART && this.telling.some((entry) => entry.stem.endsWith(part));
  }

  /**
   * The words that are made of both parts: `brannmur` and `åpninger`.
   *
   * @param {string} first
   * @param {string} second
   * @returns {string[]}
   */
  joined(first, second) {
    const [head, tail] = [level(first), stem(second)];
    const start = /[^s]s$/.test(head) ? head.slice(0, -1) : head;
    const bases = [start, stem(first), root(first)];
    if (bases[1].length < REST || tail.length < REST) return [];
    return this.entries
      .filter((entry) => {
        if (!entry.stem.endsWith(tail)) return false;
        const rest = entry.stem.slice(0, -tail.length);
        return bases.some((base) => rest.startsWith(base) && rest.length - base.length <= JOINT);
      })
      .map((entry) => entry.word);
  }

  /**
   * The two words that a typed word is most surely made of, or [] where there are none.
   *
   * @param {string} typed
   * @param {(part: string) => number} sureOf how sure it is that a part is a word that is known
   * @param {(part: string) => number} sureOfEnd the same of one that only ends words, beside a word of the site
   * @returns {[string, string] | []}
   */
  parts(typed, sureOf, sureOfEnd) {
    /** @type {[string, string] | []} */
    let best = [];
    let most = 0;
    for (let place = typed.length - REST; place >= REST; place--) {
      const [head, tail] = [typed.slice(0, place), typed.slice(place)];
      const last = sureOf(tail);
      const end = last || tail.length <= MIDDLE ? 0 : sureOfEnd(tail);
      if (last + end <= 0) continue;
      for (const first of [head, head.replace(/[se]$/, "")]) {
        if (first.length < REST) continue;
        const sure = last ? last * sureOf(first) : end * this.sureOf(first);
        if (sure > most) [best, most] = [[first, tail], sure];
      }
    }
    return best;
  }

  /**
   * How surely the site knows a word, in whatever form.
   *
   * @param {string} word
   */
  sureOf(word) {
    return Math.max(0, ...this.forms(word).values());
  }

  /**
   * All that a typed word may mean. Slips count only where nothing else is meant.
   *
   * @param {string} typed
   * @returns {Meanings}
   */
  meanings(typed) {
    const before = this.known.get(typed);
    if (before) return before;
    const found = this.forms(typed);
    if (typed.length >= PART || found.size === 0) {
      for (const [word, sure] of this.compounds(typed)) add(found, word, sure);
    }
    this.known.set(typed, found);
    return found;
  }
}
