import { matches, readFilter, writeFilter } from "../filter.js";

/**
 * @typedef {import("../filter.js").Filter} Filter
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./marks.js").Spot} Spot
 */

const HIDDEN = "workbench-filtered";

/**
 * Which tasks the page shows: the filter that its address asks for, and what it hides. A tick hides nothing, so that a task
 * does not vanish under the reader's hand; the next choice of filter does.
 */
export class Selection extends EventTarget {
  /** @type {{ spot: Spot, parts: Element[] }[]} */
  #shown;

  /**
   * @param {Bench} bench
   * @param {Spot[]} spots
   * @param {AbortSignal} signal shows everything again
   */
  constructor(bench, spots, signal) {
    super();
    this.bench = bench;
    this.#shown = spots.map((spot) => ({ spot, parts: [...spot.rows, ...(spot.heading ? section(spot.heading) : [])] }));
    this.filter = readFilter(new URLSearchParams(location.search), bench.service);
    this.#apply();
    signal.addEventListener("abort", () => this.#shown.forEach(({ parts }) => parts.forEach((part) => part.classList.remove(HIDDEN))));
    addEventListener("hashchange", () => this.#reveal(), { signal });
    this.#reveal();
  }

  /** Whether the filter leaves anything out. */
  get isWhole() {
    return this.filter.role === null && this.filter.statuses.length === 0;
  }

  /** How many tasks the page shows, of how many. */
  get count() {
    return { shown: this.#shown.filter(({ spot }) => this.#has(spot)).length, total: this.#shown.length };
  }

  /**
   * Shows what another filter lets through, and keeps it in the address.
   *
   * @param {Filter} filter
   */
  choose(filter) {
    this.filter = filter;
    const query = writeFilter(filter, new URLSearchParams(location.search));
    history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
    this.#apply();
  }

  #apply() {
    for (const { spot, parts } of this.#shown) {
      for (const part of parts) part.classList.toggle(HIDDEN, !this.#has(spot));
    }
    this.dispatchEvent(new Event("change"));
  }

  /** @param {Spot} spot */
  #has({ task }) {
    return matches(task, this.filter, this.bench.state, this.bench.service);
  }

  /** Whoever comes by a link to a task sees it, whatever the filter says. */
  #reveal() {
    const target = document.getElementById(decoded(location.hash.slice(1)));
    if (!target?.closest(`.${HIDDEN}`)) return;
    this.choose({ role: null, statuses: [] });
    target.scrollIntoView();
  }
}

/**
 * The heading and what stands below it, up to the next heading of its level or one above.
 *
 * @param {Element} heading
 */
function section(heading) {
  const level = Number(heading.tagName[1]);
  const parts = [heading];
  for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches(".old-anchors") || (/^H[1-6]$/.test(next.tagName) && Number(next.tagName[1]) <= level)) break;
    parts.push(next);
  }
  return parts;
}

/** @param {string} fragment */
function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
