// Which parts of the site answer a query, and which of them first.

import { FIELDS, countIn } from "./collection.js";
import { SURE } from "./vocabulary.js";
import { isLittle, isStop } from "./words.js";

/** @typedef {import("./collection.js").Collection} Collection */
/** @typedef {import("./collection.js").Found} Found */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./query.js").Reading} Reading */
/** @typedef {import("./query.js").Term} Term */

/**
 * A part of the site that answers: `words` are the words of it that matched, `missing` what was typed and is not there.
 *
 * @typedef {{ found: Found, score: number, words: Set<string>, missing: string[], covered: number, isTopic: boolean }} Hit
 */

/**
 * How well a term is met in a part: how surely, how much of it there is, and whether the title or the keywords have it.
 *
 * @typedef {{ sure: number, strength: number, isTopic: boolean }} Match
 */

/** @typedef {{ found: Found, score: number, covered: number, isNamed: boolean, isTopic: boolean }} Draft */

const BOOST = { title: 3.2, keywords: 1.6, text: 1, context: 0.4 };
const LENGTH = { title: 0.3, keywords: 0.1, text: 0.6, context: 0 }; // how much a long field lessens what it holds
const SATURATION = 1.2;
const APART = 0.62; // of what two words are worth that stand side by side
const LITTLE = 0.4; // of the weight of a word that says more
const NAMED = 1000; // a task that is named by its id comes first, whatever else was typed
const BY_ROLE = 100;
const SIDE_BY_SIDE = 0.12;
const ONE_WORD = 0.8;
const WHOLE_TITLE = 1.25;
const ENOUGH = 0.33; // of what was asked, weighed by how rare it is; less than this is no answer
const BESIDE_BEST = 0.45;
const RARE = 0.33; // of the weight of a word that is in one part only
const TAIL = 0.1; // of the best score: what is worse helps nobody
const MOST = 100; // parts that are looked at closely
const FRONT = 0.75;
const KIND = { task: 1.15, phase: 1, service: 1.05, term: 0.75, page: 1, changelog: 0.7, change: 0.5 };

/**
 * @param {Collection} collection
 * @param {Query} query
 * @returns {Hit[]} the best first
 */
export function rank(collection, query) {
  const matches = query.terms.map((term) => matchesOf(collection, term));
  const weights = matches.map((found, place) => {
    const weight = rarity(collection.found.length, found);
    return isLittle(query.terms[place].typed) ? weight * LITTLE : weight;
  });
  const rare = Math.log(1 + collection.found.length) * RARE;
  /** @type {Draft[]} */
  const drafts = [];
  for (const place of candidates(collection, query, matches)) {
    const draft = drafted(query, collection.found[place], matches, weights, rare);
    if (draft) drafts.push(draft);
  }
  // What takes time is done for those alone that may be shown.
  const hits = drafts
    .sort(order)
    .slice(0, MOST)
    .map((draft) => finished(collection, query, draft, matches));
  lowerChanges(hits, isChangelogAsked(collection, matches));
  return tail(hits);
}

/**
 * @param {Draft | Hit} one
 * @param {Draft | Hit} other
 */
function order(one, other) {
  return other.score - one.score || one.found.place - other.found.place;
}

/**
 * @param {Hit[]} hits
 * @returns {Hit[]}
 */
function tail(hits) {
  const sorted = hits.sort(order);
  const covered = Math.max(0, ...sorted.map((hit) => hit.covered));
  const [first] = sorted.filter((hit) => hit.score < BY_ROLE);
  return sorted.filter(
    (hit) =>
      hit.score >= BY_ROLE ||
      ((hit.isTopic || hit.covered >= covered * BESIDE_BEST) && hit.score >= first.score * TAIL),
  );
}

/**
 * @param {Collection} collection
 * @param {Query} query
 * @param {Map<number, Match>[]} matches
 * @returns {Set<number>}
 */
function candidates(collection, query, matches) {
  const [first = new Map(), ...others] = matches;
  const places = new Set(first.keys());
  for (const match of others) for (const place of match.keys()) places.add(place);
  if (query.tasks.length + query.phases.length + query.roles.length > 0) {
    for (const { section, place } of collection.found) if (isNamed(section, query)) places.add(place);
  }
  for (const word of query.excluded) {
    for (const form of collection.vocabulary.forms(word).keys()) {
      for (const place of collection.postings.get(form)?.keys() ?? []) places.delete(place);
    }
  }
  return places;
}

/**
 * @param {import("./collection.js").Section} section
 * @param {Query} query
 */
function isNamed({ kind, id = "", roles = [], about = [] }, { tasks, phases, roles: wanted }) {
  const own = id.toLowerCase();
  if (kind === "task" && tasks.includes(own)) return true;
  if (kind === "phase" && phases.includes(own)) return wanted.length === 0;
  if (kind === "change" && about.some((task) => tasks.includes(task.toLowerCase()))) return true;
  return kind === "task" && wanted.length > 0 && wanted.every((role) => roles.includes(role)) && isIn(own, phases);
}

/**
 * @param {string} id
 * @param {string[]} phases
 */
function isIn(id, phases) {
  return phases.length === 0 || phases.includes(id.split("-")[0]);
}

/**
 * Where a term is met, and how well.
 *
 * @param {Collection} collection
 * @param {Term} term
 * @returns {Map<number, Match>}
 */
function matchesOf(collection, term) {
  const [first, ...others] = term.readings.map((reading) => readingIn(collection, reading));
  for (const reading of others) {
    for (const [place, match] of reading) {
      const before = first.get(place);
      if (!before || match.sure * match.strength > before.sure * before.strength) first.set(place, match);
    }
  }
  return first;
}

/**
 * @param {Collection} collection
 * @param {Reading} reading
 * @returns {Map<number, Match>}
 */
function readingIn(collection, reading) {
  const [first, ...others] = reading.slots.map((slot) => slotIn(collection, slot, reading.sure));
  if (others.length === 0) return first;
  /** @type {Map<number, Match>} */
  const found = new Map();
  for (const [place, match] of first) {
    const all = [match, ...others.map((slot) => slot.get(place))];
    if (all.some((each) => !each)) continue;
    const each = /** @type {Match[]} */ (all);
    const isNear = areNear(collection.found[place], reading.slots.map((slot) => wordsIn(collection, slot, place)));
    if (reading.isNear && !isNear) continue;
    found.set(place, {
      sure: Math.min(...each.map(({ sure }) => sure)) * (isNear ? 1 : APART),
      strength: Math.min(...each.map(({ strength }) => strength)),
      isTopic: each.every(({ isTopic }) => isTopic),
    });
  }
  return found;
}

/**
 * @param {Collection} collection
 * @param {import("./vocabulary.js").Meanings} meanings
 * @param {number} surest
 * @returns {Map<number, Match>}
 */
function slotIn(collection, meanings, surest) {
  /** @type {Map<number, Match>} */
  const found = new Map();
  for (const [word, likely] of meanings) {
    const sure = likely * surest;
    for (const [place, counts] of collection.postings.get(word) ?? []) {
      const isTopic = sure >= SURE.synonym && (countIn(counts, 0) > 0 || countIn(counts, 1) > 0);
      const amount = weighed(collection, place, counts) * likely;
      const match = found.get(place);
      if (!match) found.set(place, { sure, strength: amount, isTopic });
      else {
        match.sure = Math.max(match.sure, sure);
        match.strength += amount;
        match.isTopic ||= isTopic;
      }
    }
  }
  for (const match of found.values()) {
    match.strength = ((SATURATION + 1) * match.strength) / (SATURATION + match.strength);
  }
  return found;
}

/**
 * @param {Collection} collection
 * @param {number} place
 * @param {number} counts
 */
function weighed({ found, lengths }, place, counts) {
  let sum = 0;
  for (let field = 0; field < FIELDS.length; field++) {
    const count = countIn(counts, field);
    if (count === 0) continue;
    const name = FIELDS[field];
    const length = 1 - LENGTH[name] + LENGTH[name] * (found[place].fields[field].length / lengths[field]);
    sum += (BOOST[name] * count) / length;
  }
  return sum;
}

/**
 * Those words of a slot that stand in a part.
 *
 * @param {Collection} collection
 * @param {import("./vocabulary.js").Meanings} slot
 * @param {number} place
 * @returns {string[]}
 */
function wordsIn({ postings }, slot, place) {
  return [...slot.keys()].filter((word) => postings.get(word)?.has(place));
}

/**
 * Whether one of the words of each list follows one of the list before, somewhere in the title, keywords or text. What
 * says nothing may stand between.
 *
 * @param {Found} found
 * @param {string[][]} lists
 */
function areNear({ fields }, lists) {
  const [first, ...others] = lists.map((words) => new Set(words));
  return fields
    .slice(0, 3)
    .map((words) => words.filter((word) => !isStop(word) || lists.some((list) => list.includes(word))))
    .some((words) =>
      words.some(
        (word, place) => first.has(word) && others.every((list, step) => list.has(words[place + step + 1] ?? "")),
      ),
    );
}

/**
 * How much a term says, by how few parts of the site it is surely in. What is nowhere says as much as what is rare.
 *
 * @param {number} total
 * @param {Map<number, Match>} match
 */
function rarity(total, match) {
  const surest = Math.max(0, ...[...match.values()].map(({ sure }) => sure));
  const count = [...match.values()].filter(({ sure }) => sure >= surest * 0.7).length || 1;
  return Math.log(1 + (total - count + 0.5) / (count + 0.5));
}

/**
 * What a part is worth by the words alone, or undefined where it is no answer.
 *
 * @param {Query} query
 * @param {Found} found
 * @param {Map<number, Match>[]} matches
 * @param {number[]} weights
 * @param {number} rare the weight that a rare word has at least
 * @returns {Draft | undefined}
 */
function drafted(query, found, matches, weights, rare) {
  const named = isNamed(found.section, query);
  let total = 0;
  let sure = 0;
  let worth = 0;
  let isTopic = false;
  for (let term = 0; term < matches.length; term++) {
    const match = matches[term].get(found.place);
    total += weights[term];
    if (!match) {
      if (query.terms[term].isRequired) return undefined;
      continue;
    }
    sure += match.sure * weights[term];
    worth += match.sure * match.strength * weights[term];
    // A rare word in the title or the keywords is what a part is about, whatever else was typed.
    isTopic ||= match.isTopic && weights[term] >= rare;
  }
  const covered = total ? sure / total : 1;
  if (!named && covered < ENOUGH && !isTopic) return undefined;
  let score = worth * (0.25 + 0.75 * covered ** 1.5) * kindOf(found);
  if (named) score += query.tasks.length || found.section.kind === "phase" ? NAMED : BY_ROLE;
  return { found, score, covered, isNamed: named, isTopic };
}

/**
 * What a part is worth by what it is. The front page sums up what others say.
 *
 * @param {Found} found
 */
function kindOf({ section, page }) {
  return /^(index\.html)?$/.test(page) ? FRONT : KIND[section.kind ?? "page"];
}

/**
 * A draft with all that is worth a closer look: words side by side, the whole title, what to mark and what is missing.
 *
 * @param {Collection} collection
 * @param {Query} query
 * @param {Draft} draft
 * @param {Map<number, Match>[]} matches
 * @returns {Hit}
 */
function finished(collection, query, { found, score, covered, isNamed: named, isTopic }, matches) {
  const { place } = found;
  const lists = query.terms.map(({ readings }) => [
    ...new Set(readings.flatMap(({ slots }) => slots.flatMap((slot) => wordsIn(collection, slot, place)))),
  ]);
  const met = query.terms.map((_, term) => matches[term].get(place));
  const words = new Set(lists.flat());
  let better = 1 + pairs(found, query.terms, lists);
  if (isWholeTitle(found, met, words)) better *= WHOLE_TITLE;
  if (named) for (const name of [...query.tasks, ...query.roles.map((role) => role.toLowerCase())]) words.add(name);
  const missing = query.terms.filter((_, term) => !met[term]).map((term) => term.typed);
  return { found, score: score >= BY_ROLE ? score : score * better, words, missing, covered, isTopic };
}

/**
 * What it is worth that words which were typed side by side stand side by side, or are one word.
 *
 * @param {Found} found
 * @param {Term[]} terms
 * @param {string[][]} lists
 */
function pairs(found, terms, lists) {
  let worth = 0;
  for (let place = 1; place < lists.length; place++) {
    const [before, after] = [lists[place - 1], lists[place]];
    if (!before.length || !after.length) continue;
    if (after.some((word) => isOne(word, terms[place - 1]) && isOne(word, terms[place]))) worth += ONE_WORD;
    else if (areNear(found, [before, after])) worth += SIDE_BY_SIDE;
  }
  return worth;
}

/**
 * Whether a word is what a term was typed as a part of.
 *
 * @param {string} word
 * @param {Term} term
 */
function isOne(word, { readings: [{ slots }] }) {
  return (slots[0].get(word) ?? 0) >= SURE.joined;
}

/**
 * Whether the title says what was asked and nothing else; the id of a task is no part of what it says.
 *
 * @param {Found} found
 * @param {(Match | undefined)[]} met
 * @param {Set<string>} words
 */
function isWholeTitle({ section, fields: [title] }, met, words) {
  if (!title.length || met.some((match) => !match || match.sure < SURE.root)) return false;
  if (section.kind === "service" && words.has((section.service ?? "").toLowerCase())) return true;
  return title.every((word) => words.has(word) || /^\p{L}-\d/u.test(word));
}

/**
 * Whether a word that was typed surely means the changelog itself.
 *
 * @param {Collection} collection
 * @param {Map<number, Match>[]} matches
 */
function isChangelogAsked({ found }, matches) {
  return matches.some((match) =>
    [...match].some(([place, { isTopic }]) => isTopic && found[place].section.kind === "changelog"),
  );
}

/**
 * A change never comes before the task that it is about, unless the changelog is what was asked for.
 *
 * @param {Hit[]} hits
 * @param {boolean} asked
 */
function lowerChanges(hits, asked) {
  /** @type {Map<string, number>} */
  const tasks = new Map();
  for (const { found, score } of hits) {
    const { kind, id, service } = found.section;
    if (kind === "task") tasks.set(`${service} ${id}`, score);
  }
  for (const hit of hits) {
    const { kind, about = [], service } = hit.found.section;
    if (kind !== "change") continue;
    if (!asked) {
      const scores = about.map((id) => tasks.get(`${service} ${id}`) ?? Infinity);
      hit.score = Math.min(hit.score, ...scores.map((score) => score * 0.99));
    } else if (hit.score > NAMED) hit.score += NAMED;
  }
}
