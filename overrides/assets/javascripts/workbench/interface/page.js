import { open } from "../storage.js";
import { announcer } from "./announcer.js";
import { Bench } from "./bench.js";
import { mark, spots } from "./marks.js";
import { newsLine } from "./news.js";
import { serviceOf } from "./services.js";
import { steadily } from "./steady.js";
import { shortSummary, summary } from "./summary.js";

/**
 * Fills the places that a page has for the workbench.
 *
 * @param {Document} page
 * @param {AbortSignal} signal takes it away again
 */
export async function mount(page, signal) {
  const announce = announcer(signal);
  const places = [...page.querySelectorAll(".workbench[data-service]")].map((place) => /** @type {HTMLElement} */ (place));
  const ids = new Set(places.map(({ dataset }) => dataset.service ?? ""));
  await Promise.all([...ids].map((id) => begin(id, places.filter(({ dataset }) => dataset.service === id), page, signal, announce)));
}

/**
 * @param {string} id
 * @param {HTMLElement[]} places
 * @param {Document} page
 * @param {AbortSignal} signal
 * @param {(sentence: string) => void} announce
 */
async function begin(id, places, page, signal, announce) {
  const store = open(() => localStorage, id);
  // A page with many services asks for those that the reader has begun with.
  if (places.every(({ dataset }) => dataset.part === "home")) await beginning(store, signal);
  const service = await serviceOf(places[0]);
  if (signal.aborted) return;
  const { choosing } = places.some(isChoosing) ? await import("./choosing.js") : { choosing: undefined };
  if (signal.aborted) return;
  const bench = new Bench(service, store, signal, announce);
  steadily(() => {
    const found = spots(bench, page);
    mark(bench, found, signal);
    for (const place of places) place.replaceChildren(...parts(place, bench, found, choosing, signal));
  });
  signal.addEventListener("abort", () => places.forEach((place) => place.replaceChildren()));
}

/**
 * Whether the reader chooses tasks there.
 *
 * @param {HTMLElement} place
 */
const isChoosing = ({ dataset: { part } }) => part === "overview" || part === "mine";

/**
 * Resolved once something is kept: now, or when another tab or another page of this one's history has begun.
 *
 * @param {import("../storage.js").Store} store
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
const beginning = (store, signal) =>
  new Promise((resolve) => {
    const look = () => typeof store.raw().text === "string" && resolve();
    signal.addEventListener("abort", store.subscribe(window, look));
    window.addEventListener("pageshow", look, { signal });
    look();
  });

/**
 * What belongs into a place, by the part of the page that it says it is.
 *
 * @param {HTMLElement} place
 * @param {Bench} bench
 * @param {import("./marks.js").Spot[]} found
 * @param {typeof import("./choosing.js").choosing | undefined} choosing
 * @param {AbortSignal} signal
 */
function parts(place, bench, found, choosing, signal) {
  const { part, phase } = place.dataset;
  if (part === "step" && phase) return [shortSummary(bench, phase)];
  const isMine = part === "mine";
  const whole = summary(bench, phase, isMine ? "" : bench.service.page);
  if (choosing && isChoosing(place)) return choosing(bench, found, whole, isMine, signal);
  return part === "home" ? [whole, newsLine(bench)] : [whole];
}
