import { merge } from "../merge.js";
import { novelties } from "../novelty.js";
import { progress } from "../progress.js";
import { readiness } from "../readiness.js";
import { begun, change, empty, read, statusOf } from "../state.js";
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
    this.state = empty(service.id);
    this.outcome = this.#outcome();
    this.load();
    signal.addEventListener("abort", store.subscribe(window, (text) => this.#follow(text)));
    // From the back-forward cache: other pages may have been at work.
    window.addEventListener("pageshow", (event) => event.persisted && this.load(), { signal });
  }

  /** Whether nothing may be noted, since what is kept cannot be read. */
  get isLocked() {
    return this.fault === "damaged" || this.fault === "newer";
  }

  /** Takes what the browser keeps. */
  load() {
    const found = this.#store.load(new Date());
    this.fault = found.fault;
    if (found.state) {
      this.state = found.state;
      this.stored = found.stored;
    }
    this.#show();
  }

  /**
   * Takes what another tab has kept. Both may have written at the same moment, and the browser then keeps one text: so what
   * either has noted is joined, until one of them deletes it all.
   *
   * @param {string | null} text
   */
  #follow(text) {
    const mine = this.state;
    this.load();
    const { state: theirs } = text === null ? {} : read(text, this.service.id, new Date());
    if (theirs) this.put(merge(mine, theirs));
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
    if (field === "status") this.announce(this.#said(task));
  }

  /**
   * Keeps another state, joined with what another tab has kept.
   *
   * @param {State} state
   */
  put(state) {
    if (this.isLocked) return;
    const saved = this.#store.save(state, new Date());
    this.fault = saved.fault;
    this.state = saved.state ?? state;
    this.stored = this.stored || Boolean(saved.state);
    this.#show();
  }

  /** Deletes everything, and gives what brings it back. @returns {() => void} */
  remove() {
    const { text } = this.#store.remove();
    const before = this.state;
    this.state = empty(this.service.id);
    this.load();
    return () => {
      const fault = typeof text === "string" ? this.#store.replace(text).fault : this.fault;
      this.load();
      if (!fault) return;
      [this.state, this.fault] = [before, fault]; // there is no longer room for it, but on this page
      this.#show();
    };
  }

  /**
   * Keeps another state as `put` does, and gives what brings back exactly what was there before.
   *
   * @param {State} state
   * @returns {() => void}
   */
  take(state) {
    const { text } = this.#store.raw();
    const { state: before, fault } = this;
    this.put(state);
    return () => {
      const { fault: failed } = typeof text === "string" ? this.#store.replace(text) : this.#store.remove();
      this.load();
      const still = failed ?? fault;
      if (!still) return;
      [this.state, this.fault] = [before, still]; // the browser cannot keep it, or did not before
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
    const { done, total } = this.outcome.progress.all;
    const status = this.words.status[statusOf(this.state, task.id)];
    return filled(this.words.announced, { task: task.id, status, done, total });
  }
}
