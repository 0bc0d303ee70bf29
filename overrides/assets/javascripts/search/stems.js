// What is left of a Norwegian word without its endings. It need not be a word: it has to be the same for its forms.

import { level } from "./letters.js";

const SHORTEST = 3;
const ENDINGS = ["erne", "ene", "ane", "en", "et", "er", "ar", "e", "a"];
const VERB = ["erer", "erte", "ert", "ere"]; // of «registrere», which is not «register»
const DERIVED = ["asjon", "ering", "else", "ing", "het"];

/**
 * @param {string} word
 * @param {string[]} endings
 * @returns {string}
 */
function without(word, endings) {
  const ending = endings.find((end) => word.endsWith(end) && word.length - end.length >= SHORTEST);
  return ending ? word.slice(0, -ending.length) : word;
}

/**
 * Endings come in layers (bruk-er-ne); «nøkler» and «registre» get back the vowel that «nøkkel» and «register» have.
 *
 * @param {string} word
 * @returns {string}
 */
function bare(word) {
  for (;;) {
    const verb = without(word, VERB);
    if (verb !== word) return verb;
    const shorter = without(word, ENDINGS);
    if (shorter === word) return word;
    word = shorter.replace(/(?<=[^aeiouyrl])([lr])$/, "e$1");
    if (word !== shorter && word.endsWith("el")) return word;
  }
}

/**
 * The stem of a word, the same for all forms of a noun and most of a verb.
 *
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  return stemOf(level(word));
}

/**
 * What a word has in common with those made of it: bestille, bestilte, bestilling.
 *
 * @param {string} word
 * @returns {string}
 */
export function root(word) {
  return rootOf(stem(word));
}

/**
 * The stem of a word that has been levelled.
 *
 * @param {string} plain
 * @returns {string}
 */
export function stemOf(plain) {
  if (plain.length <= SHORTEST) return plain;
  return bare(/[^s]s$/.test(plain) ? plain.slice(0, -1) : plain);
}

/**
 * The root of a word that a stem is left of.
 *
 * @param {string} base
 * @returns {string}
 */
export function rootOf(base) {
  const shorter = without(base, DERIVED);
  if (shorter !== base) return bare(shorter);
  return base.length > 4 && /[^aeiouys]t$/.test(base) ? base.slice(0, -1) : base;
}
