import { merge } from "../merge.js";
import { novelties } from "../novelty.js";
import { progress } from "../progress.js";
import { readiness } from "../readiness.js";
import { renamed } from "../renaming.js";
import { begun, change, empty, record, statusOf } from "../state.js";
import { filled } from "./elements.js";

/**
 * @typedef {import("../model.js").Field} Field
 * @typedef {import("../model.js").Service} Service
 * @typedef {import("../model.js").State} State
 * @typedef {import("../model.js").Task} Task
 * @typedef {import("../novelty.js").Novelty} Novelty
 * @typedef {import("../progress.js").Progress} Progress
 * @typedef {import("../readiness.js").Readiness} Readiness
 * @typedef {import("../storage.js").Fault} Fault
 * @typedef {import("../storage.js").Store} Store
 *
 * What follows from a state, counted once for all parts of a page.
 * @typedef {{ progress: ReturnType<typeof progress>, readiness: Map<string, Readiness>, news: Map<string, Novelty> }} Outcome
 */

// How long after the other a tab may write and hear of it: milliseconds, and many for a browser.
const AT_ONCE = 2_000;

/**
 * The reader's work with one service on one page: what the browser keeps of it, and the parts of the page that show it.
 * Where the browser keeps nothing, the page still holds what was noted until it is closed.
 */
export class Bench {
  /** @type {State} */
  state;
  /** @type {Fault | undefined} */
  fault;
  stored = false;
  /** @type {Outcome} */
  outcome;
  /** @type {Set<() => void>} */
  #watchers = new Set();
  #store;
  /** What was noted on this page within the last moments. @type {State} */
  #noted;
  #notedAt = 0;

  /**
   * @param {Service} service
   * @param {Store} store
   * @param {AbortSignal} signal ends it
   * @param {(sentence: string) => void} announce
   */
  constructor(service, store, signal, announce) {
    this.service = service;
    this.words = service.words;
    this.announce = announce;
    this.#store = store;
    this.state = this.#noted = empty(service.id);
    this.outcome = this.#outcome();
    this.load();
    signal.addEventListener("abort", store.subscribe(window, (text) => this.#follow(text)));
    // From the back-forward cache: other pages may have been at work.
    window.addEventListener("pageshow", (event) => event.persisted && !this.#isUnkept && this.load(), { signal });
  }

  /** Whether nothing may be noted, since what is kept cannot be read. */
  get isLocked() {
    return this.fault === "damaged" || this.fault === "newer";
  }

  /** Whether this page holds what the browser could not keep. */
  get #isUnkept() {
    return this.fault === "full" || this.fault === "blocked";
  }

  /** Takes what the browser keeps. */
  load() {
    const found = this.#store.load();
    this.fault = found.fault;
    if (found.state) {
      this.state = renamed(found.state, this.service);
      this.stored = found.stored;
    }
    this.#show();
  }

  /**
   * Takes what another tab has kept, or that it deleted all. Both may have written at the same moment, and the browser then keeps
   * one text: so what this page noted just now is joined to it. What it noted longer ago is in there, or was taken back. What
   * could not be kept is tried again: there may be room now.
   *
   * @param {string | null} text
   */
  #follow(text) {
    if (text === null || Date.now() - this.#notedAt > AT_ONCE) this.#noted = empty(this.service.id);
    if (this.#isUnkept) return text === null ? undefined : this.put(this.state);
    this.load();
    if (this.stored && Object.keys(this.#noted.tasks).length) this.put(merge(this.state, this.#noted));
  }

  /**
   * Calls `listener` now, and whenever something has changed.
   *
   * @param {() => void} listener
   */
  watch(listener) {
    this.#watchers.add(listener);
    listener();
  }

  /**
   * Notes something about a task, and keeps it.
   *
   * @param {Task} task
   * @param {Field} field
   * @param {string} value
   */
  note(task, field, value) {
    const now = new Date();
    this.put(change(begun(this.state, this.service, now), task, field, value, now));
    this.#remember(task, now);
    if (field === "status") this.announce(this.#said(task));
  }

  /**
   * Keeps another state, joined with what another tab has kept.
   *
   * @param {State} state
   */
  put(state) {
    if (this.isLocked) return;
    const saved = this.#store.save(state);
    this.fault = saved.fault;
    this.state = renamed(saved.state ?? state, this.service);
    this.stored = this.stored || Boolean(saved.state);
    this.#show();
  }

  /**
   * @param {Task} task
   * @param {Date} since
   */
  #remember({ id }, since) {
    if (Date.now() - this.#notedAt > AT_ONCE) this.#noted = empty(this.service.id);
    const written = Object.entries(this.state.tasks[id] ?? {}).filter(([, { at }]) => at >= since.toISOString());
    const tasks = record([[id, /** @type {import("../model.js").Entry} */ (Object.fromEntries(written))]]);
    this.#noted = merge(this.#noted, { ...empty(this.service.id), tasks });
    this.#notedAt = Date.now();
  }

  /** Deletes everything, and gives what brings it back. @returns {() => void} */
  remove() {
    const bringBack = this.#bringingBack();
    this.#store.remove();
    this.#noted = empty(this.service.id);
    this.state = empty(this.service.id);
    this.load();
    return bringBack;
  }

  /**
   * Keeps another state as `put` does, and gives what brings back exactly what was there before.
   *
   * @param {State} state
   * @returns {() => void}
   */
  take(state) {
    const bringBack = this.#bringingBack();
    this.put(state);
    return bringBack;
  }

  /** What brings back all that is here now: what the browser keeps, and what only this page holds. */
  #bringingBack() {
    const { text } = this.#store.raw();
    const { state: before } = this;
    const wasUnkept = this.#isUnkept;
    return () => {
      this.#noted = empty(this.service.id);
      const { fault } = typeof text === "string" ? this.#store.replace(text) : this.#store.remove();
      this.load();
      if (!fault) return wasUnkept ? this.put(before) : undefined;
      [this.state, this.fault] = [before, fault]; // there is no longer room for it, but on this page
      this.#show();
    };
  }

  /** What the browser keeps, readable or not. */
  raw() {
    return this.#store.raw().text ?? "";
  }

  #show() {
    this.outcome = this.#outcome();
    for (const watcher of this.#watchers) watcher();
  }

  /** @returns {Outcome} */
  #outcome() {
    return {
      progress: progress(this.service, this.state),
      readiness: readiness(this.service, this.state),
      news: new Map(novelties(this.service, this.state).map((novelty) => [novelty.task.id, novelty])),
    };
  }

  /** @param {Task} task */
  #said(task) {
    const { done, irrelevant, total: all } = this.outcome.progress.all;
    const total = all - irrelevant;
    const status = this.words.status[statusOf(this.state, task.id)];
    return filled(this.words.announced, { task: task.id, status, done, total });
  }
}
