// How far one word is from another, in slips of the hand.

/**
 * The number of letters that are missing, added, wrong or in each other's place, or Infinity where it is more than `limit`.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} limit
 * @returns {number}
 */
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return Infinity;
  let before = /** @type {number[]} */ ([]);
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let steps = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) steps = Math.min(steps, before[column - 2] + 1);
      line.push(steps);
      least = Math.min(least, steps);
    }
    if (least > limit) return Infinity;
    [before, last] = [last, line];
  }
  return last[other.length] > limit ? Infinity : last[other.length];
}

/**
 * How many slips a word of this length may have before it may as well be another word.
 *
 * @param {number} length
 * @returns {number}
 */
export function tolerance(length) {
  return length < 5 ? 0 : length < 9 ? 1 : 2;
}
