// A small service, and moments in the life of its reader.

/** @typedef {import("../../../overrides/assets/javascripts/workbench/model.js").Service} Service */
/** @typedef {import("../../../overrides/assets/javascripts/workbench/model.js").Task} Task */

/** @type {(id: string, more?: Partial<Task>) => Task} */
export function task(id, more = {}) {
  return {
    id,
    title: `Oppgave ${id}`,
    url: `https://eksempel.no/t/#${id.toLowerCase()}`,
    roles: ["IT"],
    waitsFor: null,
    dependsOn: [],
    fingerprint: "0a1b2c3d", formerIds: [],
    changes: [],
    links: [],
    ...more,
  };
}

/** @type {(phases: Record<string, Task[]>, more?: Partial<Service>) => Service} */
export function service(phases, more = {}) {
  return {
    schema: 1,
    id: "t",
    title: "Tjeneste",
    shortTitle: "TJN",
    language: "nb",
    page: "https://eksempel.no/t/mine-oppgaver/",
    process: "https://eksempel.no/t_p.html",
    handover: "https://eksempel.no/t/overlevering.js",
    base: null,
    roles: [
      { name: "Alle", everyone: true },
      { name: "IT", everyone: false },
      { name: "Forretning", everyone: false },
    ],
    phases: Object.entries(phases).map(([id, tasks]) => ({ id, name: `${id} Fase`, url: `../${id}/`, required: false, recommended: true, tasks })),
    words: {},
    ...more,
  };
}

export const NOW = new Date("2026-11-28T10:00:00.000Z");

/** @param {number} minutes */
export function later(minutes) {
  return new Date(+NOW + minutes * 60_000);
}
