// What the workbench's modules give one another.

/**
 * A service as the pages give it to the scripts.
 *
 * @typedef {{ name: string, everyone: boolean }} Role
 * @typedef {{ date: string, title: string, url: string }} Change
 * @typedef {{ text: string, url: string }} Link
 * `formerIds` are what the task was called before. A phase that is `required` has to be finished before the next begins, one that
 * is `recommended` should be.
 * @typedef {{ id: string, title: string, url: string, roles: string[], waitsFor: string | null, dependsOn: string[],
 *   fingerprint: string, formerIds: string[], changes: Change[], links?: Link[] }} Task
 * @typedef {{ id: string, name: string, url: string, required: boolean, recommended: boolean, tasks: Task[] }} Phase
 * Addresses may be relative to `base`, which is where the service is published, null if nobody knows. `handover` is the file
 * with each task's links and `words.handover`, which only its page asks for. `published` are the pages at `base`, the phases' by
 * their ids, where an edition that opens from disk has others.
 *
 * @typedef {{ schema: 1, id: string, title: string, shortTitle: string, language: string, page: string, process: string,
 *   handover: string, base: string | null,
 *   published?: { page: string, phases: Record<string, string> }, roles: Role[], phases: Phase[], words: Record<string, any> }} Service
 */

/**
 * What the reader has written. Every field is a register: of two, the one that was written last counts.
 *
 * @typedef {"none" | "started" | "done" | "irrelevant"} Status
 * @typedef {"status" | "note" | "responsible" | "date" | "seen" | "title"} Field
 * @typedef {{ value: string, at: string }} Register
 * @typedef {{ [field in Field]?: Register }} Entry
 * @typedef {{ version: 2, service: string, tasks: Record<string, Entry>, known: Record<string, string> }} State
 */

/**
 * Why a text is no state. `where` is the place in it («tasks.A-1.date»), `version` and `service` what it says itself.
 *
 * @typedef {{ fault: "damaged", where: string, state?: undefined }
 *   | { fault: "newer", version: number, state?: undefined }
 *   | { fault: "other-service", service: string, state?: undefined }} Unreadable
 * @typedef {{ state: State, fault?: undefined }} Readable
 */

/** @type {Status[]} */
export const STATUSES = ["none", "started", "done", "irrelevant"];

/** What the reader writes; `seen` and `title` are noted beside it. @type {Field[]} */
export const WRITTEN = ["status", "note", "responsible", "date"];

// More than this is no work of a reader: characters, and for `tasks` how many.
export const LIMITS = { text: 10_000_000, tasks: 2_000, id: 100, note: 10_000, responsible: 200, title: 500, service: 200 };
