// How a state of an older version becomes one of the next.

export const VERSION = 2;

/**
 * From version n, at place n - 1, to n + 1. What has another shape than its version is left for the check that follows.
 *
 * @type {((data: any) => any)[]}
 */
export const MIGRATIONS = [
  // A task was its status and when it was set.
  (data) => {
    const tasks = each(data.tasks, ({ status, at, ...rest }) => ({ ...rest, status: { value: status, at } }));
    return { known: {}, ...data, version: 2, tasks };
  },
];

/**
 * The data as the version that is read now.
 *
 * @param {any} data
 */
export function migrate(data) {
  return MIGRATIONS.slice(data.version - 1).reduce((older, step) => step(older), data);
}

/**
 * @param {any} data
 * @param {(entry: any) => any} change
 */
function each(data, change) {
  if (!isObject(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([id, entry]) => [id, isObject(entry) ? change(entry) : entry]));
}

/**
 * @param {unknown} data
 * @returns {data is Record<string, any>}
 */
export function isObject(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
