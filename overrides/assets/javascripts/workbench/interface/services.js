/** @import { Service } from "../model.js" */

/** @type {Map<string, Promise<Service>>} */
const loading = new Map();

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
 * @param {string} id
 * @param {string} address
 */
const load = async (id, address) => {
  const script = document.createElement("script");
  await new Promise((resolve, reject) => {
    Object.assign(script, { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  script.remove();
  return whole(/** @type {any} */ (globalThis).onboardingServices[id], address);
};

/**
 * @param {Service} service
 * @param {string} address
 * @returns {Service}
 */
const whole = (service, address) => {
  /** @template {{ url: string }} Linked @param {Linked} item */
  const placed = (item) => ({ ...item, url: new URL(item.url, address).href });
  const phases = service.phases.map((phase) => ({
    ...placed(phase),
    tasks: phase.tasks.map((task) => ({ ...placed(task), changes: task.changes.map(placed) })),
  }));
  return { ...service, phases, page: new URL(service.page, address).href };
};
