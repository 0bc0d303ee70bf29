// Which tasks can be started now, and what the others wait for.

import { belongs } from "./filter.js";
import { isOver, statusOf, tasksOf } from "./state.js";

/**
 * @typedef {import("./model.js").Service} Service
 * @typedef {import("./model.js").State} State
 * @typedef {import("./model.js").Status} Status
 * @typedef {import("./model.js").Task} Task
 *
 * A task that `waits` does so for `tasks` and for whole `phases` (ids). `recommended` are phases that should be finished first,
 * but need not be.
 * @typedef {{ state: "done" | "irrelevant" | "now" | "waits", tasks: string[], phases: string[], recommended: string[] }} Readiness
 */

/**
 * How ready each task is, by its id. Only what a task itself names is looked at, so circles end; ids that are not there count
 * for nothing. A phase is finished when all its tasks are done or irrelevant.
 *
 * @param {Service} service
 * @param {State} state
 * @returns {Map<string, Readiness>}
 */
export function readiness(service, state) {
  const open = new Set(
    tasksOf(service)
      .map(({ id }) => id)
      .filter((id) => !isOver(state, id)),
  );
  /** @type {Map<string, Readiness>} */
  const found = new Map();
  /** @type {{ required: string[], recommended: string[] }} */
  const before = { required: [], recommended: [] };
  for (const phase of service.phases) {
    for (const task of phase.tasks) found.set(task.id, readinessOf(task, statusOf(state, task.id), open, before));
    const isOpen = phase.tasks.some(({ id }) => open.has(id));
    if (isOpen && phase.required) before.required.push(phase.id);
    else if (isOpen && phase.recommended) before.recommended.push(phase.id);
  }
  return found;
}

/**
 * @param {Task} task
 * @param {Status} status
 * @param {Set<string>} open
 * @param {{ required: string[], recommended: string[] }} before
 * @returns {Readiness}
 */
function readinessOf(task, status, open, before) {
  if (status === "done" || status === "irrelevant") return { state: status, tasks: [], phases: [], recommended: [] };
  const tasks = task.dependsOn.filter((id) => open.has(id));
  const waits = tasks.length + before.required.length;
  return { state: waits ? "waits" : "now", tasks, phases: [...before.required], recommended: [...before.recommended] };
}

/**
 * The first task that the role (or, without one, anybody) can go on with now or else start, and that waits for nobody outside.
 *
 * @param {Service} service
 * @param {State} state
 * @param {string | null} role
 * @returns {Task | undefined}
 */
export function next(service, state, role) {
  const ready = readiness(service, state);
  const can = tasksOf(service).filter(
    (task) => ready.get(task.id)?.state === "now" && !task.waitsFor && belongs(task, role, service),
  );
  return can.find(({ id }) => statusOf(state, id) === "started") ?? can[0];
}
