import { element, filled, reveal } from "./elements.js";

/** @typedef {import("./bench.js").Bench} Bench */

/**
 * Where the reader's notes are kept, what is wrong with that, and the button that deletes them all.
 *
 * @param {Bench} bench
 */
export function notice(bench) {
  const { words, service } = bench;
  const told = element("p");
  const wrong = element("p", { class: "workbench-fault", role: "alert" });
  const buttons = element("p", { class: "workbench-buttons" });
  const place = element("div", { class: "workbench-notice", tabindex: "-1" }, wrong, told, buttons);
  /** @type {(() => void) | undefined} */
  let bringBack;

  const say = (/** @type {string} */ sentence) => {
    place.focus();
    bench.announce(sentence);
  };
  const remove = button(words.remove, () => {
    bringBack = bench.remove();
    show();
    say(filled(words.removed, { service: service.shortTitle }));
  });
  const undo = button(words.undo, () => {
    const bring = bringBack;
    bringBack = undefined;
    bring?.();
    say(words.undone);
  });
  const rescue = button(words.downloadStored, async () => {
    const { download } = await import("./downloads.js");
    download(`${service.id}.txt`, "text/plain", bench.raw());
  });

  const take = button(words.downloadNotes, async () => {
    const [{ download }, { exported }] = await Promise.all([import("./downloads.js"), import("../handover/file.js")]);
    download(`${service.shortTitle}.json`, "application/json", exported(bench.state, service, new Date()));
  });

  const show = () => {
    if (bench.stored) bringBack = undefined;
    told.textContent = bringBack ? filled(words.removed, { service: service.shortTitle }) : bench.stored ? words.kept : words.before;
    const fault = bench.fault ? words.faults[bench.fault] : "";
    if (wrong.textContent !== fault) wrong.textContent = fault; // said once, not at each key stroke
    reveal(wrong, Boolean(bench.fault));
    // Where nothing can be kept, nothing is said of where it is.
    reveal(told, !bench.isLocked && (bench.fault !== "blocked" || Boolean(bringBack)));
    const shown = [bench.isLocked && rescue, bench.fault && !bench.isLocked && take, (bench.stored || bench.isLocked) && remove, bringBack && undo];
    const wanted = shown.filter((each) => each !== false && each !== undefined);
    if (wanted.some((each, place) => each !== buttons.children[place]) || wanted.length !== buttons.children.length) {
      buttons.replaceChildren(...wanted);
    }
    reveal(buttons, wanted.length > 0);
  };
  bench.watch(show);
  return place;
}

/**
 * @param {string} name
 * @param {() => void} click
 */
const button = (name, click) => element("button", { type: "button", click }, name);
