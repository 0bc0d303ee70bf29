import { imported } from "../handover/file.js";
import { NAME, unpacked } from "../handover/share.js";
import { differences, takenIn } from "../merge.js";
import { LIMITS } from "../model.js";
import { renamed } from "../renaming.js";
import { element, filled } from "./elements.js";
import { Preview } from "./preview.js";
import { telling } from "./telling.js";

/**
 * @typedef {import("../model.js").State} State
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("../model.js").Readable | import("../handover/file.js").Refused | { fault: "unsupported", state?: undefined }} Found
 */

/**
 * Where the reader takes in a file, or what a link brought. What would change is shown first, and nothing is kept before
 * the reader has seen it and says so.
 *
 * @param {Bench} bench
 * @param {() => void} unfold shows the place
 * @param {AbortSignal} signal ends it
 */
export function intake(bench, unfold, signal) {
  const { handover: words } = bench.words;
  const told = telling(bench);
  const shown = element("div");
  /** @type {Preview | undefined} */
  let preview;
  /** @type {string | undefined} */
  let taken;

  const andFault = (/** @type {string} */ sentence) => (bench.fault ? `${sentence} ${bench.words.faults[bench.fault]}` : sentence);
  const close = () => {
    preview = undefined;
    shown.replaceChildren();
    forget();
    input.focus();
  };
  const cancel = () => {
    close();
    told.say(words.cancelled);
  };
  const undoing = (/** @type {() => void} */ bringBack) => {
    const undo = () => {
      taken = undefined;
      bringBack();
      told.say(andFault(words.undone));
      input.focus();
    };
    return element("p", { class: "workbench-buttons" }, element("button", { type: "button", click: undo }, bench.words.undo));
  };
  const take = (/** @type {State} */ theirs) => {
    const bringBack = bench.take(takenIn(bench.state, theirs));
    close();
    taken = JSON.stringify(bench.state);
    told.say(andFault(words.taken), undoing(bringBack));
  };
  const look = (/** @type {State} */ theirs) => {
    taken = undefined;
    told.clear();
    preview = new Preview(bench, theirs, () => take(theirs), cancel);
    shown.replaceChildren(preview.place);
    preview.heading.focus();
  };
  const meet = (/** @type {Found} */ found, /** @type {Record<string, string>} */ refusals) => {
    const theirs = found.state && renamed(found.state, bench.service);
    if (theirs && differences(bench.state, theirs, bench.service).length) return look(theirs);
    close();
    taken = undefined;
    told.say(found.fault ? refused(bench, found, refusals) : words.same);
  };
  const open = async (/** @type {File | undefined} */ file) => {
    if (file && !bench.isLocked) meet(await readFile(file, bench), words.refusedFile);
  };
  const receive = async () => {
    if (bench.isLocked) return;
    const found = await unpacked(location.hash, bench.service.id, new Date());
    if (!found || signal.aborted) return;
    unfold();
    meet(found, words.refusedLink);
  };

  const choose = () => {
    const file = input.files?.[0];
    open(file);
    input.value = ""; // so that the same file can be chosen again
  };
  const input = element("input", { type: "file", accept: ".json,application/json", change: choose });
  let wasLocked = true;
  bench.watch(() => {
    preview?.show();
    // Whoever has gone on since would lose that.
    if (taken && taken !== JSON.stringify(bench.state)) told.clear();
    if (wasLocked && !bench.isLocked) setTimeout(receive);
    wasLocked = bench.isLocked;
  });
  addEventListener("hashchange", receive, { signal });
  const drop = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    open(event.dataTransfer?.files[0]);
  };
  return element(
    "div",
    { dragover: (event) => event.preventDefault(), drop },
    element("p", {}, words.fileLead),
    element("label", {}, element("span", {}, words.file), input),
    told.place,
    shown,
  );
}

/** Takes the state out of the address, so that it comes no second time and is passed on to nobody. */
function forget() {
  if (location.hash.startsWith(NAME)) history.replaceState(history.state, "", location.pathname + location.search);
}

/**
 * @param {File} file
 * @param {Bench} bench
 * @returns {Promise<Found>}
 */
async function readFile(file, bench) {
  if (file.size > LIMITS.text) return { fault: "too-large" };
  try {
    return imported(new Uint8Array(await file.arrayBuffer()), bench.service.id, new Date());
  } catch {
    return { fault: "unreadable" }; // a folder, or gone
  }
}

/**
 * @param {Bench} bench
 * @param {Exclude<Found, import("../model.js").Readable>} found
 * @param {Record<string, string>} refusals
 */
function refused({ service }, found, refusals) {
  const other = found.fault === "other-service" ? (found.title ?? found.service) : "";
  return filled(refusals[found.fault], { other, service: service.title });
}
