import { differences } from "../merge.js";
import { element, filled, reveal, written } from "./elements.js";

/**
 * @typedef {import("../merge.js").Difference} Difference
 * @typedef {import("../model.js").Field} Field
 * @typedef {import("../model.js").State} State
 * @typedef {import("./bench.js").Bench} Bench
 */

/** What taking in a state would change, and what of the reader's own would stay, to be taken or left. */
export class Preview {
  #bench;
  #theirs;
  #lead = element("p");
  #rows = element("tbody", { role: "rowgroup" });
  #take;

  /**
   * @param {Bench} bench
   * @param {State} theirs
   * @param {() => void} take
   * @param {() => void} cancel
   */
  constructor(bench, theirs, take, cancel) {
    const { handover: words } = bench.words;
    this.#bench = bench;
    this.#theirs = theirs;
    this.#take = element("button", { type: "button", click: take }, words.takeIn);
    this.heading = element("h3", { tabindex: "-1" }, words.preview);
    const leave = element("button", { type: "button", click: cancel }, words.cancel);
    this.place = element(
      "div",
      { class: "workbench-preview", role: "group", "aria-label": words.preview },
      this.heading,
      this.#lead,
      element("p", { class: "workbench-buttons" }, this.#take, leave),
      element("table", { role: "table", "aria-label": words.preview }, header(bench), this.#rows),
    );
    this.show();
  }

  /** Shows it as it is now: another tab may have been at work. */
  show() {
    const { handover: words } = this.#bench.words;
    const found = differences(this.#bench.state, this.#theirs, this.#bench.service);
    const changed = found.filter(({ taken }) => taken).length;
    const kept = found.length - changed;
    const said = [changed ? filled(words.changes, { count: changed }) : words.nothingNew, kept && filled(words.keeps, { count: kept })];
    this.#lead.textContent = said.filter(Boolean).join(" ");
    reveal(this.#take, changed > 0);
    this.#rows.replaceChildren(...found.map((difference) => row(this.#bench, difference)));
  }
}

/** @param {Bench} bench */
function titles({ words: { columns, handover } }) {
  return [columns.task, handover.what, handover.before, handover.after];
}

/** @param {Bench} bench */
function header(bench) {
  const cells = titles(bench).map((title) => element("th", { role: "columnheader", scope: "col" }, title));
  return element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...cells));
}

/**
 * @param {Bench} bench
 * @param {Difference} difference
 */
function row(bench, { task, title, gone, field, mine, theirs, taken }) {
  const { words } = bench;
  const { handover } = words;
  const named = [title === task ? task : `${task} ${title}`, gone && ` (${handover.gone})`];
  const after = taken
    ? [element("strong", {}, told(bench, field, theirs))]
    : [filled(handover.kept, { mine: told(bench, field, mine), theirs: told(bench, field, theirs) })];
  const cells = [named.filter((each) => each !== false), [words.columns[field]], [told(bench, field, mine)], after];
  const labels = titles(bench);
  return element(
    "tr",
    { role: "row" },
    ...cells.map((content, place) => element("td", { role: "cell", "data-label": labels[place] }, ...content)),
  );
}

/**
 * @param {Bench} bench
 * @param {Field} field
 * @param {string} value
 * @returns {string}
 */
function told({ words, service }, field, value) {
  if (field === "status") return words.status[value];
  if (value === "") return words.handover.nothing;
  return field === "date" ? written(value, service.language) : value;
}
