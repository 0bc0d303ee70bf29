// Which tasks are shown, kept in the address.

import { isOver, statusOf } from "./state.js";

/**
 * @typedef {import("./model.js").Service} Service
 * @typedef {import("./model.js").State} State
 * @typedef {import("./model.js").Task} Task
 *
 * `waiting`: waits for somebody outside the company, and is not over.
 * @typedef {import("./model.js").Status | "waiting"} Shown
 * Tasks of the role, if there is one, that have one of the statuses, if there are any.
 * @typedef {{ role: string | null, statuses: Shown[] }} Filter
 */

/** How each status is called in addresses, in every language. @type {[Shown, string][]} */
const NAMES = [
  ["none", "ikke-startet"],
  ["started", "i-gang"],
  ["done", "ferdig"],
  ["irrelevant", "ikke-relevant"],
  ["waiting", "venter"],
];

/**
 * The filter that an address asks for; what it asks for that is not there is left out, and everyone's tasks are all.
 *
 * @param {URLSearchParams} parameters
 * @param {Service} service
 * @returns {Filter}
 */
export function readFilter(parameters, service) {
  const role = plain(parameters.get("rolle") ?? "");
  const asked = parameters.getAll("status").flatMap((value) => value.split(",").map(plain));
  return {
    role: service.roles.find(({ name, everyone }) => !everyone && plain(name) === role)?.name ?? null,
    statuses: NAMES.filter(([, name]) => asked.includes(name)).map(([status]) => status),
  };
}

/**
 * The part of an address from «?» that asks for the filter («» where nothing is asked), with the other parameters as they are.
 *
 * @param {Filter} filter
 * @param {URLSearchParams} parameters
 */
export function writeFilter({ role, statuses }, parameters) {
  const others = new URLSearchParams(parameters);
  others.delete("rolle");
  others.delete("status");
  const names = NAMES.filter(([status]) => statuses.includes(status)).map(([, name]) => name);
  const parts = [role && `${new URLSearchParams({ rolle: role })}`, names.length && `status=${names}`, `${others}`].filter(
    Boolean,
  );
  return parts.length ? `?${parts.join("&")}` : "";
}

/**
 * Whether the filter shows the task.
 *
 * @param {Task} task
 * @param {Filter} filter
 * @param {State} state
 * @param {Service} service
 */
export function matches(task, { role, statuses }, state, service) {
  if (!belongs(task, role, service)) return false;
  const waiting = task.waitsFor !== null && !isOver(state, task.id);
  return !statuses.length || statuses.includes(statusOf(state, task.id)) || (waiting && statuses.includes("waiting"));
}

/**
 * Whether the task is one of the role's. One of the role that is everyone is every role's; so is one without roles, since
 * somebody has to look at it.
 *
 * @param {Task} task
 * @param {string | null} role
 * @param {Service} service
 */
export function belongs(task, role, service) {
  const everyone = service.roles.find((each) => each.everyone)?.name;
  return role === null || !task.roles.length || task.roles.some((name) => name === role || name === everyone);
}

/** @param {string} text */
function plain(text) {
  return text.trim().normalize("NFC").toLowerCase();
}
