// Letters that readers write in more than one way, and sounds that bokmål and nynorsk spell in two.

/**
 * The word without case and accents, and with one letter for each of æ, ø and å and what stands for them.
 *
 * @param {string} word
 * @returns {string}
 */
export function fold(word) {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/aa|æ|ae(?!(?:ts?|nes?|rs?)$)/g, "a") // skjema-et has no æ
    .replace(/oe|ø/g, "o");
}

/**
 * The folded word with bokmål's and nynorsk's spellings made one, and no letter twice in a row: both are where readers
 * and writers differ most (løysing, løsning; heimel, hjemmel; skateetaten).
 *
 * @param {string} word
 * @returns {string}
 */
export function level(word) {
  return fold(word)
    .replace(/oy/g, "o")
    .replace(/ei/g, "e")
    .replace(/([hkgt])j/g, "$1")
    .replace(/th/g, "t")
    .replace(/ning/g, "ing")
    .replace(/leg(?=$|e|t|h)/g, "lig")
    .replace(/(\p{L})\1+/gu, "$1");
}
