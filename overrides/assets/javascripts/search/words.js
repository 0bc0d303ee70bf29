// Words of a text, and those that say nothing of what a reader is after.

/**
 * A word where it stands in a text.
 *
 * @typedef {{ word: string, start: number, end: number }} Token
 */

// The id of a task is one word: neither its letter nor its number says anything alone.
const WORD = /(?<![\p{L}\p{N}])\p{L}-\d{1,3}(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+/gu;

// Bokmål, nynorsk and English. What a guide is full of («oppgave», «bruke») is not here: it is worth little already.
const STOP = new Set(
  `alle alt andre at av bare begge ble blei bli blir blitt både da de deg dei deim deira deires dem den denne der dere
  deres det dette di din disse ditt du dykk dykkar då eg ein eit eitt eller en enn er et ett etter finnes finst for
  fordi fra frå før gjere gjør gjøre gjer ha hadde han hans har hjå ho hos hun hva hvem hver hvilke hvilken hvilket
  hvis hvor hvordan hvorfor i ikke ikkje in inn ja jeg kan kom kommer korleis kva kvar kvifor kven kan kunne lage man
  me med meg men mi min mine mitt mot må måtte mykje nei no noe noen noka noko nokon når nå og også om opp oss over på
  samme se seg selv si sidan siden sin sine sitt skal skulle slik som står stå så til trenger treng trengst um under
  uten utan ut var vart ved veldig vere verte vi vil ville vore være vært vår våre å å vaere aa paa naar gjoer maa
  saa faar foer vaar fa far får få hvordan betyr tyder
  a an and are can do does for from get how in into is my of on or our the this to we what when where which who why
  with you your jer vårt lang lenge mye tid tar ta dette går gå gikk gjekk bør burde mange flere fleire alltid aldri ned bare berre kommer kjem heter fins hvilka kvifor nettstedet`.split(/\s+/),
);

// What people do on any site, and what any guide is about. Such a word counts, but not for much.
const LITTLE = /^(laste?|nå|komme|søke?r?|søkjer?|finn|finne[rs]?|lese?r?|bruke?r?|nytte|virke?r?|fungere?r?|gjelder?|skjer|handler|sende?r?|gi|gir|vite|lure?r|slags|ting|informasjon|info|side|sider|hjelp|use|using|find|need|about|order)$/u;

/**
 * Whether a word says little of what a text is about.
 *
 * @param {string} word
 * @returns {boolean}
 */
export function isLittle(word) {
  return LITTLE.test(word);
}

/**
 * The words of a text, in small letters.
 *
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  return Array.from(text.normalize("NFC").matchAll(WORD), (found) => ({
    word: found[0].toLowerCase(),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/**
 * The words of a text, in small letters, without their places.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return text.normalize("NFC").toLowerCase().match(WORD) ?? [];
}

/**
 * Whether a word says nothing of what a text is about.
 *
 * @param {string} word
 * @returns {boolean}
 */
export function isStop(word) {
  return STOP.has(word);
}
