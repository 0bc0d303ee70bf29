// Days and moments as text.

const DAY = 86_400_000;
const AHEAD = 2 * DAY; // no time zone is further off
const LAST = Date.UTC(9999, 11, 31);

/** When something was written whose clock was wrong: before all that has a time. */
export const UNKNOWN = "1970-01-01T00:00:00.000Z";

/**
 * Whether it is a day of the calendar, from the year 2000.
 *
 * @param {string} text
 */
export function isDay(text) {
  return /^[2-9]\d{3}-\d\d-\d\d$/.test(text) && written(`${text}T00:00:00.000Z`);
}

/**
 * Whether it is a moment as `toISOString` writes it.
 *
 * @param {unknown} text
 * @returns {text is string}
 */
export function isTime(text) {
  return typeof text === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && written(text);
}

/** @param {string} text */
function written(text) {
  const moment = Date.parse(text);
  return !Number.isNaN(moment) && new Date(moment).toISOString() === text;
}

/**
 * The moment now, or just after the one given, so that what is written last counts even where a clock went back.
 *
 * @param {string | undefined} before
 * @param {Date} now
 */
export function after(before, now) {
  const soonest = before === undefined ? 0 : Date.parse(before) + 1;
  return new Date(Math.min(LAST, Math.max(+now, soonest))).toISOString();
}

/**
 * The moment, or `UNKNOWN` where it lies ahead by more than clocks may differ. Such a clock was wrong: what it wrote is
 * kept, but gives way to all that has a sound time, so that it freezes no field for others, and reading it twice changes nothing.
 *
 * @param {string} at
 * @param {Date} now
 */
export function credible(at, now) {
  return Date.parse(at) > +now + AHEAD ? UNKNOWN : at;
}
