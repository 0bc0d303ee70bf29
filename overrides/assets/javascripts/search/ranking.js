// Which parts of the site answer a query, and which of them first.

import { FIELDS } from "./collection.js";
import { SURE } from "./vocabulary.js";
import { isLittle } from "./words.js";

/** @typedef {import("./collection.js").Collection} Collection */
/** @typedef {import("./collection.js").Found} Found */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./query.js").Reading} Reading */
/** @typedef {import("./query.js").Term} Term */

/**
 * A part of the site that answers: `words` are the words of it that matched, `missing` what was typed and is not there.
 *
 * @typedef {{ found: Found, score: number, words: Set<string>, missing: string[], covered: number }} Hit
 */

/** @typedef {{ sure: number, strength: number, words: string[] }} Match */

const BOOST = { title: 3.2, keywords: 1.6, text: 1, context: 0.4 };
const LENGTH = { title: 0.3, keywords: 0.1, text: 0.6, context: 0 }; // how much a long field lessens what it holds
const SATURATION = 1.2;
const APART = 0.62; // of what two words are worth that stand side by side
const LITTLE = 0.4; // of the weight of a word that says more
const NAMED = 1000; // a task that is named by its id comes first, whatever else was typed
const BY_ROLE = 100;
const SIDE_BY_SIDE = 0.12;
const WHOLE_TITLE = 1.25;
const ENOUGH = 0.3; // of what was asked, weighed by how rare it is; less than this is no answer
const BESIDE_BEST = 0.45;
const RARE = 0.45; // of the weight of a word that is in one part only
const TAIL = 0.1; // of the best score: what is worse helps nobody
const KIND = { task: 1.15, phase: 1, service: 1.05, term: 1, page: 1, changelog: 0.7, change: 0.5 };

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
  /** @type {Map<number, Hit>} */
  const hits = new Map();
  for (const place of candidates(collection, query, matches)) {
    const found = collection.found[place];
    const hit = scored(collection, query, found, matches.map((match) => match.get(place)), weights);
    if (hit) hits.set(place, hit);
  }
  const best = [...hits.values()].sort((one, other) => order(one, other));
  lowerChanges(best, query);
  return tail(best);
}

/**
 * @param {Hit} one
 * @param {Hit} other
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
    (hit) => hit.score >= BY_ROLE || (hit.covered >= covered * BESIDE_BEST && hit.score >= first.score * TAIL),
  );
}

/**
 * @param {Collection} collection
 * @param {Query} query
 * @param {Map<number, Match>[]} matches
 * @returns {Set<number>}
 */
function candidates(collection, query, matches) {
  const places = new Set(matches.flatMap((match) => [...match.keys()]));
  for (const { section, place } of collection.found) if (isNamed(section, query)) places.add(place);
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
  /** @type {Map<number, Match>} */
  const best = new Map();
  for (const reading of term.readings) {
    for (const [place, match] of readingIn(collection, reading)) {
      const before = best.get(place);
      if (!before) best.set(place, match);
      else {
        const better = match.sure * match.strength > before.sure * before.strength ? match : before;
        best.set(place, { ...better, words: [...new Set([...before.words, ...match.words])] });
      }
    }
  }
  return best;
}

/**
 * @param {Collection} collection
 * @param {Reading} reading
 * @returns {Map<number, Match>}
 */
function readingIn(collection, reading) {
  const slots = reading.slots.map((slot) => slotIn(collection, slot));
  const [first, ...others] = slots;
  /** @type {Map<number, Match>} */
  const found = new Map();
  for (const [place, match] of first) {
    const all = [match, ...others.map((slot) => slot.get(place))];
    if (all.some((each) => !each)) continue;
    const each = /** @type {Match[]} */ (all);
    const isNear = each.length === 1 || areNear(collection.found[place], each.map(({ words }) => words));
    if (reading.isNear && !isNear) continue;
    found.set(place, {
      sure: Math.min(...each.map(({ sure }) => sure)) * reading.sure * (isNear ? 1 : APART),
      strength: Math.min(...each.map(({ strength }) => strength)),
      words: each.flatMap(({ words }) => words),
    });
  }
  return found;
}

/**
 * @param {Collection} collection
 * @param {import("./vocabulary.js").Meanings} meanings
 * @returns {Map<number, Match>}
 */
function slotIn(collection, meanings) {
  /** @type {Map<number, Match & { sum: number }>} */
  const found = new Map();
  for (const [word, sure] of meanings) {
    for (const [place, counts] of collection.postings.get(word) ?? []) {
      const match = found.get(place) ?? { sure: 0, strength: 0, words: [], sum: 0 };
      match.sum += weighed(collection, place, counts) * sure;
      match.sure = Math.max(match.sure, sure);
      match.strength = ((SATURATION + 1) * match.sum) / (SATURATION + match.sum);
      match.words.push(word);
      found.set(place, match);
    }
  }
  return found;
}

/**
 * @param {Collection} collection
 * @param {number} place
 * @param {number[]} counts
 */
function weighed({ found, lengths }, place, counts) {
  return FIELDS.reduce((sum, name, field) => {
    if (!counts[field]) return sum;
    const length = 1 - LENGTH[name] + LENGTH[name] * (found[place].fields[field].length / lengths[field]);
    return sum + (BOOST[name] * counts[field]) / length;
  }, 0);
}

/**
 * Whether one of the words of each list follows one of the list before, somewhere in the title, keywords or text.
 *
 * @param {Found} found
 * @param {string[][]} lists
 */
function areNear({ fields }, lists) {
  const [first, ...others] = lists.map((words) => new Set(words));
  return fields
    .slice(0, 3)
    .some((words) =>
      words.some(
        ({ word }, place) =>
          first.has(word) && others.every((list, step) => list.has(words[place + step + 1]?.word ?? "")),
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
 * @param {Collection} collection
 * @param {Query} query
 * @param {Found} found
 * @param {(Match | undefined)[]} matches one for each term
 * @param {number[]} weights
 * @returns {Hit | undefined}
 */
function scored(collection, query, found, matches, weights) {
  const { section } = found;
  const named = isNamed(section, query);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sum = (/** @type {(match: Match) => number} */ worth) =>
    matches.reduce((all, match, place) => all + (match ? worth(match) * weights[place] : 0), 0);
  const covered = total ? sum(({ sure }) => sure) / total : 1;
  if (!named && covered < ENOUGH && !isTopic(collection, found, matches, weights)) return undefined;
  if (query.terms.some((term, place) => term.isRequired && !matches[place])) return undefined;
  let score = sum(({ sure, strength }) => sure * strength) * (0.25 + 0.75 * covered ** 1.5);
  score *= KIND[section.kind ?? "page"];
  score *= 1 + SIDE_BY_SIDE * pairs(found, matches);
  if (isWholeTitle(found, matches)) score *= WHOLE_TITLE;
  if (named) score += query.tasks.length || (section.kind === "phase" && query.phases.length) ? NAMED : BY_ROLE;
  const missing = query.terms.filter((_, place) => !matches[place]).map((term) => term.typed);
  const words = new Set(matches.flatMap((match) => match?.words ?? []));
  if (named) for (const name of [...query.tasks, ...query.roles.map((role) => role.toLowerCase())]) words.add(name);
  return { found, score, words, missing, covered };
}

/**
 * Whether the title or the keywords surely hold a rare word of the query, whatever else was typed.
 *
 * @param {Collection} collection
 * @param {Found} found
 * @param {(Match | undefined)[]} matches
 * @param {number[]} weights
 */
function isTopic({ found: all, postings }, found, matches, weights) {
  const rare = Math.log(1 + all.length) * RARE;
  return matches.some(
    (match, place) =>
      match !== undefined &&
      match.sure >= SURE.joined &&
      weights[place] >= rare &&
      match.words.some((word) => {
        const [title, keywords] = postings.get(word)?.get(found.place) ?? [];
        return Boolean(title || keywords);
      }),
  );
}

/**
 * How many words that were typed side by side stand side by side.
 *
 * @param {Found} found
 * @param {(Match | undefined)[]} matches
 */
function pairs(found, matches) {
  let count = 0;
  for (let place = 1; place < matches.length; place++) {
    const [before, after] = [matches[place - 1], matches[place]];
    if (before && after && areNear(found, [before.words, after.words])) count++;
  }
  return count;
}

/**
 * Whether the title says what was asked and nothing else; the id of a task is no part of what it says.
 *
 * @param {Found} found
 * @param {(Match | undefined)[]} matches
 */
function isWholeTitle({ section, fields: [title] }, matches) {
  if (!title.length || matches.some((match) => !match || match.sure < SURE.root)) return false;
  const words = new Set(matches.flatMap((match) => match?.words ?? []));
  if (section.kind === "service" && words.has((section.service ?? "").toLowerCase())) return true;
  return title.every(({ word }) => words.has(word) || /^\p{L}-\d/u.test(word));
}

/**
 * A change never comes before the task that it is about, unless the changelog is what was asked for.
 *
 * @param {Hit[]} hits
 * @param {Query} query
 */
function lowerChanges(hits, query) {
  const changelog = hits.find(({ found, words }) => found.section.kind === "changelog" && isInTitle(found, words));
  const asked = changelog !== undefined && query.terms.length > 0;
  for (const hit of hits) {
    const { kind, about = [], service } = hit.found.section;
    if (kind !== "change") continue;
    if (asked) {
      if (hit.score > NAMED) hit.score += NAMED;
      continue;
    }
    const tasks = hits.filter(
      ({ found: { section } }) =>
        section.kind === "task" && section.service === service && about.includes(section.id ?? ""),
    );
    hit.score = Math.min(hit.score, ...tasks.map(({ score }) => score * 0.99));
  }
}

/**
 * @param {Found} found
 * @param {Set<string>} words
 */
function isInTitle({ fields: [title] }, words) {
  return title.some(({ word }) => words.has(word));
}
