import { goneFrom, isOver, statusOf, tasksOf } from "../state.js";
import { next } from "../readiness.js";
import { noted } from "./details.js";
import { element, reveal } from "./elements.js";
import { see, told } from "./news.js";
import { readinessText } from "./readiness_text.js";

/**
 * @typedef {import("../model.js").Task} Task
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./selection.js").Selection} Selection
 */

/**
 * What the reader should look at first: the next task, what others have to do, what has changed, and what is gone.
 *
 * @param {Bench} bench
 * @param {Selection} selection
 */
export function overview(bench, selection) {
  const parts = [nextTask(bench, selection), waiting(bench), changed(bench), gone(bench)];
  return element("div", { class: "workbench-overview" }, ...parts);
}

/**
 * @param {string} title
 * @param {HTMLElement} content
 */
function part(title, content) {
  return element("section", {}, element("h2", {}, title), content);
}

/**
 * @param {Bench} bench
 * @param {Task} task
 */
function named(bench, task) {
  const isStarted = statusOf(bench.state, task.id) === "started";
  const said = [isStarted ? bench.words.status.started : "", readinessText(bench, task)].filter(Boolean).join(" · ");
  const name = element("a", { href: task.url }, `${task.id} ${task.title}`);
  return said ? [name, element("span", { class: "workbench-readiness" }, said)] : [name];
}

/**
 * @param {Bench} bench
 * @param {Selection} selection
 */
function nextTask(bench, selection) {
  const place = element("p");
  const show = () => {
    const { role } = selection.filter;
    const task = next(bench.service, bench.state, role);
    const none = bench.outcome.progress.all.remaining ? bench.words.nothingNext : bench.words.allFinished;
    place.replaceChildren(...(task ? [role ? `${role}: ` : "", ...named(bench, task)] : [none]));
  };
  selection.addEventListener("change", show);
  bench.watch(show);
  return part(bench.words.next, place);
}

/** @param {Bench} bench */
function waiting(bench) {
  const list = element("ul");
  const made = part(bench.words.waitingFor, list);
  bench.watch(() => {
    const tasks = tasksOf(bench.service).filter(({ id, waitsFor }) => waitsFor && !isOver(bench.state, id));
    list.replaceChildren(...tasks.map((task) => element("li", {}, ...named(bench, task))));
    reveal(made, tasks.length > 0);
  });
  return made;
}

/** @param {Bench} bench */
function changed(bench) {
  const list = element("ul");
  const all = element("button", { type: "button" }, bench.words.acknowledgeAll);
  const made = part(bench.words.news, element("div", {}, list, all));
  all.addEventListener("click", () => {
    see(bench, [...bench.outcome.news.values()].map(({ task }) => task), made);
    // The button, which had the focus, is gone.
    const title = document.querySelector("h1");
    title?.setAttribute("tabindex", "-1");
    title?.focus();
  });
  bench.watch(() => {
    const news = [...bench.outcome.news.values()];
    list.replaceChildren(
      ...news.map((novelty) => {
        const { id, title, url } = novelty.task;
        return element("li", {}, element("a", { href: url }, `${id} ${title}`), told(bench, novelty));
      }),
    );
    reveal(made, news.length > 0);
  });
  return made;
}

/** @param {Bench} bench */
function gone(bench) {
  const { words } = bench;
  const list = element("ul");
  const made = part(words.gone, element("div", {}, element("p", {}, words.goneLead), list));
  bench.watch(() => {
    const tasks = goneFrom(bench.state, bench.service);
    list.replaceChildren(
      ...tasks.map(({ id, title }) => {
        const said = [words.status[statusOf(bench.state, id)], noted(bench, id)].filter(Boolean).join(" · ");
        return element("li", {}, element("strong", {}, `${id} ${title === id ? "" : title}`), ` ${said}`);
      }),
    );
    reveal(made, tasks.length > 0);
  });
  return made;
}
