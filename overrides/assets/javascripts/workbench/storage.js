// Where the browser keeps a state. The only module that knows the browser's storage.

import { merge } from "./merge.js";
import { read } from "./reading.js";
import { empty } from "./state.js";

/**
 * @typedef {import("./model.js").State} State
 *
 * `blocked`: the browser lets us keep nothing. `full`: there is no room. `damaged` and `newer`: what is kept there cannot be
 * read, and is left as it is; `raw` gives it out, `remove` and `replace` take its place.
 * @typedef {"blocked" | "full" | "damaged" | "newer"} Fault
 * @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Kept
 * @typedef {{ fault: Fault, state?: undefined, text?: undefined }} Failed
 * @typedef {object} Store
 * @property {() => { state: State, stored: boolean, fault?: undefined } | Failed} load
 *   What is kept, or an empty state that is not `stored`.
 * @property {(state: State) => { state: State, fault?: undefined } | Failed} save
 *   Keep it, joined with what another tab has kept since; the state is both.
 * @property {() => { text: string | null, fault?: undefined } | Failed} raw   The text itself, readable or not.
 * @property {() => { text: string | null, fault?: undefined } | Failed} remove   Delete it, and give what was there.
 * @property {(text: string) => { text: string, fault?: undefined } | Failed} replace   Keep this text, whatever was there.
 * @property {(events: EventTarget, listener: (text: string | null) => void) => () => void} subscribe
 *   Call when another tab has changed it, with what that has kept, null where it deleted it; the result ends that.
 */

// What this browser has kept is taken as it is: were the clock once behind, all times would be lost for good.
const EVER = new Date("9999-01-01T00:00:00.000Z");

/**
 * What the browser keeps for a service.
 *
 * @param {Kept | (() => Kept)} storage  or what gives it, which may throw where the browser blocks it
 * @param {string} service
 * @returns {Store}
 */
export function open(storage, service) {
  const key = `onboarding:${service}`;
  const kept = () => (typeof storage === "function" ? storage() : storage);

  /** @type {Store["load"]} */
  const load = () =>
    tried(() => {
      const text = kept().getItem(key);
      if (text === null) return { state: empty(service), stored: false };
      const { state, fault } = read(text, service, EVER);
      if (state) return { state, stored: true };
      return /** @type {Failed} */ ({ fault: fault === "newer" ? fault : "damaged" });
    });

  /** @type {Store["save"]} */
  const save = (mine) => {
    const there = load();
    if (there.fault) return there;
    const state = merge(there.state, mine);
    const text = JSON.stringify(state);
    if (read(text, service, EVER).fault) return { fault: "full" }; // nobody could read it again
    return tried(() => {
      kept().setItem(key, text);
      return { state };
    });
  };

  /** @type {Store["raw"]} */
  const raw = () => tried(() => ({ text: kept().getItem(key) }));

  return {
    load,
    save,
    raw,
    remove: () =>
      tried(() => {
        const text = kept().getItem(key);
        kept().removeItem(key);
        return { text };
      }),
    replace: (text) =>
      tried(() => {
        kept().setItem(key, text);
        return { text };
      }),
    subscribe: (events, listener) => {
      const heard = (/** @type {Event} */ event) => {
        const { key: changed, newValue } = /** @type {StorageEvent} */ (event);
        if (changed === key || changed === null) listener(newValue);
      };
      events.addEventListener("storage", heard);
      return () => events.removeEventListener("storage", heard);
    },
  };
}

/**
 * @template T
 * @param {() => T} action
 * @returns {T | Failed}
 */
function tried(action) {
  try {
    return action();
  } catch (error) {
    return { fault: /quota/i.test(/** @type {Error} */ (error)?.name) ? "full" : "blocked" };
  }
}
