// What a reader typed: tasks and phases by their ids, roles, and words, with those that lead to others.

import { fold, level } from "./letters.js";
import { stem } from "./stems.js";
import { SURE, add } from "./vocabulary.js";
import { isStop, tokens } from "./words.js";

/** @typedef {import("./vocabulary.js").Meanings} Meanings */
/** @typedef {import("./vocabulary.js").Vocabulary} Vocabulary */
/** @typedef {import("./synonyms.js").Synonyms} Synonyms */

/**
 * One way to read a word: all `slots` have to be there, the word of one of the meanings in each; side by side where the
 * reading `isNear`.
 *
 * @typedef {{ slots: Meanings[], sure: number, isNear?: boolean }} Reading
 */

/**
 * A typed word, or several that belong together, with every way to read them.
 *
 * @typedef {{ typed: string, readings: Reading[], isRequired: boolean }} Term
 */

/**
 * @typedef {{ tasks: string[], phases: string[], roles: string[], terms: Term[], excluded: string[], last: string }} Query
 */

/**
 * What the site has that a query may name.
 *
 * @typedef {{ tasks: Set<string>, phases: Set<string>, roles: Map<string, string> }} Names
 */

const TASK = /(?<![\p{L}\p{N}])(\p{L})\s*[\p{Pd}−_.:/]?\s*(\d{1,3})(?![\p{L}\p{N}])/giu;
const PHASE = /(?<!\p{L})(?:fase|fasen|phase|steg|del)\s+(\p{L}|\d)(?![\p{L}\p{N}]|\s*[-–]?\s*\d)/giu;
// «Oppgave A-4» and «oppgaver for IT» name what they are about; the first word only says what kind of thing it is.
const KIND = /^(oppg[aå]v\p{L}*|task|tasks|punkt|ansvar\p{L}*|roll\p{L}*|avdeling\p{L}*|todo|nr|nummer)$/iu;
const SYNONYM_OF_USED = 0.62;
const SHORT = 5;
const LONG = 8;

/**
 * @param {string} text
 * @param {Names} names
 * @param {Vocabulary} vocabulary
 * @param {Synonyms} synonyms
 * @returns {Query}
 */
export function parse(text, names, vocabulary, synonyms) {
  /** @type {string[]} */
  const tasks = [];
  /** @type {string[]} */
  const phases = [];
  let rest = text.normalize("NFC").replace(TASK, (all, letter, number) => {
    const id = `${letter.toLowerCase()}-${Number(number)}`;
    if (!names.tasks.has(id)) return all;
    tasks.push(id);
    return " ";
  });
  rest = rest.replace(PHASE, (all, letter) => {
    const id = /\d/.test(letter) ? [...names.phases].sort()[Number(letter) - 1] : letter.toLowerCase();
    if (!names.phases.has(id)) return all;
    phases.push(id);
    return " ";
  });
  const { wanted, required, excluded } = operators(rest);
  const all = tokens(wanted).flatMap(({ word }) => ofRole(word, names));
  const isOfKind = all.some((word) => KIND.test(word));
  const alone = all.filter((word) => !isStop(word)).length === 1;
  const roles = isOfKind || alone ? all.filter((word) => roleOf(word, names, synonyms)) : [];
  const named = tasks.length + phases.length + roles.length > 0;
  const isTelling = (/** @type {string} */ word) => !isStop(word) && !roles.includes(word) && !(named && KIND.test(word));
  const isAnyTelling = named || all.some(isTelling);
  return {
    tasks,
    phases,
    roles: roles.map((word) => roleOf(word, names, synonyms) ?? word),
    terms: terms(all, isAnyTelling ? isTelling : () => true, required, vocabulary, synonyms),
    excluded,
    last: all.at(-1) ?? "",
  };
}

/**
 * The role that a word names, in whatever form, or that editors say it stands for.
 *
 * @param {string} word
 * @param {Names} names
 * @param {Synonyms} synonyms
 * @returns {string | undefined}
 */
function roleOf(word, names, synonyms) {
  const alike = synonyms.of([word]).flatMap((other) => (other.length === 1 ? other : []));
  for (const each of [word, ...alike]) {
    const role = names.roles.get(fold(each)) ?? (each.length > SHORT ? names.roles.get(stem(each)) : undefined);
    if (role) return role;
  }
  return undefined;
}

/**
 * «Forretningsoppgaver» are the tasks of a role, and «forretningsavdelingen» has that role.
 *
 * @param {string} word
 * @param {Names} names
 */
function ofRole(word, names) {
  const [, role, kind] = /^(.+?)s?(oppg[aå]ve\p{L}*|avdeling\p{L}*)$/u.exec(word) ?? [];
  return role && names.roles.has(fold(role)) ? [role, kind] : [word];
}

/**
 * Material's own signs: `-word` leaves out, `+word` and «"words"» are required.
 *
 * @param {string} text
 */
function operators(text) {
  /** @type {string[]} */
  const excluded = [];
  /** @type {Set<string>} */
  const required = new Set();
  /** @param {string} part */
  const require = (part) => tokens(part).forEach((token) => required.add(token.word));
  const wanted = text
    .replace(/"([^"]+)"/g, (_, part) => (require(part), ` ${part} `))
    .replace(/(?<=^|\s)-(\p{L}{2,})/gu, (_, part) => (excluded.push(part.toLowerCase()), " "))
    .replace(/(?<=^|\s)\+(\S+)/gu, (_, part) => (require(part), ` ${part} `));
  return { wanted, required, excluded };
}

/**
 * @param {string[]} words
 * @param {(word: string) => boolean} isTelling
 * @param {Set<string>} required
 * @param {Vocabulary} vocabulary
 * @param {Synonyms} synonyms
 * @returns {Term[]}
 */
function terms(words, isTelling, required, vocabulary, synonyms) {
  /** @type {Term[]} */
  const found = [];
  for (let place = 0; place < words.length; ) {
    const length = phraseAt(words, place, synonyms);
    const phrase = words.slice(place, place + length);
    place += length;
    if (length === 1 && !isTelling(phrase[0])) continue;
    const readings = phrase.length > 1 ? [together(phrase, vocabulary)] : ofWord(phrase[0], vocabulary, synonyms);
    // Where the site has the word that was typed, its synonyms come second.
    const isUsed = phrase.length === 1 && Math.max(0, ...readings[0].slots[0].values()) >= SURE.head;
    for (const other of synonyms.of(phrase)) {
      const slots = telling(other).map((word) => known(word, vocabulary));
      if (slots.every((slot) => slot.size)) readings.push({ slots, sure: isUsed ? SYNONYM_OF_USED : SURE.synonym });
    }
    // Letters within a word are hardly ever what was meant.
    const isVague = readings[0].slots.some((slot) => Math.max(0, ...slot.values()) <= SURE.middle);
    if (isVague && !readings.some(({ sure }) => sure === SURE.synonym)) {
      readings.push(...guesses(phrase, vocabulary, synonyms));
    }
    found.push({ typed: phrase.join(" "), readings, isRequired: phrase.some((word) => required.has(word)) });
  }
  surer(found, vocabulary);
  return found;
}

/**
 * The words of a phrase that say something.
 *
 * @param {string[]} phrase
 */
function telling(phrase) {
  const words = phrase.filter((word) => !isStop(word));
  return words.length ? words : phrase;
}

/**
 * How many words from `place` on make up a phrase that editors have named.
 *
 * @param {string[]} words
 * @param {number} place
 * @param {Synonyms} synonyms
 */
function phraseAt(words, place, synonyms) {
  const longest = Math.min(synonyms.longest, words.length - place);
  for (let length = longest; length > 1; length--) {
    if (synonyms.of(words.slice(place, place + length)).length) return length;
  }
  return 1;
}

/**
 * A phrase as it was typed, all of its words.
 *
 * @param {string[]} phrase
 * @param {Vocabulary} vocabulary
 * @returns {Reading}
 */
function together(phrase, vocabulary) {
  return { slots: telling(phrase).map((word) => new Map(vocabulary.meanings(word))), sure: 1 };
}

/**
 * What an editor's word is on the site: its forms, and the compounds that it is the last part of.
 *
 * @param {string} word
 * @param {Vocabulary} vocabulary
 * @returns {Meanings}
 */
function known(word, vocabulary) {
  const found = new Map(vocabulary.forms(word));
  for (const [other, sure] of vocabulary.compounds(word)) if (sure >= SURE.modifier) add(found, other, sure);
  return found;
}

/**
 * The same of a part of a typed compound. A short one ends words that have nothing to do with it («ting», «forretning»).
 *
 * @param {string} part
 * @param {Vocabulary} vocabulary
 * @returns {Meanings}
 */
function partly(part, vocabulary) {
  const found = known(part, vocabulary);
  if (part.length >= SHORT) return found;
  return new Map([...found].filter(([word, sure]) => sure >= SURE.root || word.startsWith(part)));
}

/**
 * @param {string} word
 * @param {Vocabulary} vocabulary
 * @param {Synonyms} synonyms
 * @returns {Reading[]}
 */
function ofWord(word, vocabulary, synonyms) {
  const whole = new Map(vocabulary.meanings(word));
  /** @type {Reading[]} */
  const readings = [{ slots: [whole], sure: 1 }];
  if (Math.max(0, ...whole.values()) >= SURE.root) return readings;
  const [head, tail] = vocabulary.parts(
    word,
    (first) => sureOfPart(first, vocabulary, synonyms),
    (last) => (vocabulary.ends(last) ? SURE.head : 0),
  );
  if (whole.size === 0) readings.push(...ofHead(word, vocabulary));
  if (!head || !tail) return readings;
  // «verksemdssertifikat»: an editor has said what one of the parts is called here.
  for (const first of [[head], ...synonyms.of([head])]) {
    for (const last of [[tail], ...synonyms.of([tail])]) {
      if (first.length > 1 || last.length > 1) continue;
      for (const joined of vocabulary.joined(first[0], last[0])) add(whole, joined, SURE.joined);
    }
  }
  if (whole.size === 0 || Math.max(...whole.values()) < SURE.head) {
    const slots = [partly(head, vocabulary), partly(tail, vocabulary)];
    const isNear = Math.min(head.length, tail.length) < 4;
    if (slots.every((slot) => slot.size)) readings.push({ slots, sure: SURE.joined, isNear });
  }
  return readings;
}

/**
 * A part of a compound is a word of the site, or one that editors know.
 *
 * @param {string} part
 * @param {Vocabulary} vocabulary
 * @param {Synonyms} synonyms
 */
function sureOfPart(part, vocabulary, synonyms) {
  const sure = vocabulary.sureOf(part);
  if (sure >= SURE.root) return sure;
  return synonyms.of([part]).length ? SURE.synonym : 0;
}

/**
 * «Personvernerklæring» where the site only has «personvern»: better than nothing.
 *
 * @param {string} word
 * @param {Vocabulary} vocabulary
 * @returns {Reading[]}
 */
function ofHead(word, vocabulary) {
  for (let length = word.length - SHORT; length > SHORT; length--) {
    const head = word.slice(0, length);
    const found = vocabulary.forms(head);
    if (vocabulary.sureOf(head) >= SURE.level && length >= LONG) return [{ slots: [found], sure: SURE.modifier }];
  }
  return [];
}

/**
 * @param {string} word
 * @param {Vocabulary} vocabulary
 */
function isMeant(word, vocabulary) {
  return Math.max(0, ...vocabulary.meanings(word).values()) > SURE.middle;
}

/**
 * What a phrase may be a slip for: words of the site, or those that editors know.
 *
 * @param {string[]} phrase
 * @param {Vocabulary} vocabulary
 * @param {Synonyms} synonyms
 * @returns {Reading[]}
 */
function guesses(phrase, vocabulary, synonyms) {
  /** @type {Reading[]} */
  const readings = [];
  const slots = telling(phrase).map((word) => (isMeant(word, vocabulary) ? vocabulary.meanings(word) : vocabulary.slips(word)));
  if (slots.every((slot) => slot.size)) readings.push({ slots, sure: 1 });
  if (phrase.length === 1) {
    for (const rule of synonyms.near(phrase[0])) {
      for (const other of synonyms.rules.get(rule) ?? []) {
        const meant = telling(other).map((word) => known(word, vocabulary));
        if (meant.every((slot) => slot.size)) readings.push({ slots: meant, sure: SURE.synonym * SURE.slip });
      }
    }
  }
  return readings;
}

/**
 * Words that were typed apart and are one on the site («brannmur åpninger») are surely meant.
 *
 * @param {Term[]} terms
 * @param {Vocabulary} vocabulary
 */
function surer(terms, vocabulary) {
  for (let place = 1; place < terms.length; place++) {
    const [before, after] = [terms[place - 1], terms[place]];
    if (/\s/.test(before.typed) || /\s/.test(after.typed)) continue;
    const slips = before.readings.at(-1)?.slots[0].keys() ?? [];
    const ends = [...slips].filter((word) => isMadeOf(word, before.typed, after.typed));
    for (const word of [...vocabulary.joined(before.typed, after.typed), ...ends]) {
      for (const term of [before, after]) add(term.readings[0].slots[0], word, SURE.joined);
    }
  }
}

/**
 * Whether a word that the first part may mean ends with the second, and is as long as both.
 *
 * @param {string} word
 * @param {string} first
 * @param {string} second
 */
function isMadeOf(word, first, second) {
  const [whole, end] = [stem(word), stem(second)];
  return end.length > 2 && whole.endsWith(end) && Math.abs(whole.length - level(first).length - end.length) <= 2;
}
