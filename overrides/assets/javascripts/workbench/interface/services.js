/** @import { Service } from "../model.js" */

/** @type {Map<string, Promise<Service>>} */
const loading = new Map();

/** @type {Map<string, string>} */
const places = new Map();

/**
 * The service that a place for the workbench belongs to, its addresses whole. It comes as a script, since a page that was
 * opened from disk may run one and may not ask for a file.
 *
 * @param {HTMLElement} place
 * @returns {Promise<Service>} rejected where the script does not load
 */
export const serviceOf = (place) => {
  const { service = "", tasks = "" } = place.dataset;
  const found = loading.get(service) ?? load(service, new URL(tasks, document.baseURI).href);
  loading.set(service, found);
  found.catch(() => loading.delete(service));
  return found;
};

/**
 * The service as its file gives it, and what its addresses are relative to for whoever is elsewhere: the published site,
 * or this one where the published one is not known.
 *
 * @param {string} id of a service that has been asked for
 * @returns {{ service: Service, base: string }}
 */
export const publishedOf = (id) => {
  const service = given(id);
  return { service: elsewhere(service), base: service.base ?? places.get(id) ?? "" };
};

/**
 * The service with the addresses that the published site has.
 *
 * @param {Service} service
 * @returns {Service}
 */
const elsewhere = ({ published, ...service }) => {
  if (!published) return service;
  const phases = service.phases.map((phase) => {
    const url = published.phases[phase.id];
    const tasks = phase.tasks.map((task) => ({ ...task, url: url + task.url.replace(/^[^#]*/, "") }));
    return { ...phase, url, tasks };
  });
  return { ...service, page: published.page, phases };
};

/**
 * Adds what a service has only where the work is taken along and taken in: the words for it, and each task's links.
 *
 * @param {Service} service one that `serviceOf` gave
 * @returns {Promise<void>} rejected where the script does not load
 */
export const complete = async ({ id, handover }) => {
  await run(handover);
  const { words, links } = /** @type {any} */ (globalThis).onboardingHandovers[id];
  const service = given(id);
  service.words.handover = words;
  for (const { tasks } of service.phases) for (const task of tasks) task.links = links[task.id];
};

/** @param {string} id @returns {Service} */
const given = (id) => /** @type {any} */ (globalThis).onboardingServices[id];

/**
 * @param {string} id
 * @param {string} address
 */
const load = async (id, address) => {
  await run(address);
  places.set(id, address);
  return whole(given(id), address);
};

/** @param {string} address of a script */
const run = async (address) => {
  const script = document.createElement("script");
  await new Promise((resolve, reject) => {
    Object.assign(script, { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  script.remove();
};

/**
 * @param {Service} service
 * @param {string} address
 * @returns {Service}
 */
const whole = (service, address) => {
  const placedAt = (/** @type {string} */ url) => new URL(url, address).href;
  /** @template {{ url: string }} Linked @param {Linked} item */
  const placed = (item) => ({ ...item, url: placedAt(item.url) });
  const phases = service.phases.map((phase) => ({
    ...placed(phase),
    tasks: phase.tasks.map((task) => ({ ...placed(task), changes: task.changes.map(placed) })),
  }));
  return { ...service, phases, page: placedAt(service.page), process: placedAt(service.process), handover: placedAt(service.handover) };
};
