import { absolute } from "../handover/rows.js";
import { packed } from "../handover/share.js";
import { element, filled, reveal } from "./elements.js";
import { publishedOf } from "./services.js";
import { telling } from "./telling.js";

/** @typedef {import("./bench.js").Bench} Bench */

const LONG = 2_000; // characters that go through mail and chat unharmed

/**
 * The button that copies a link with all that is noted, and where the browser does not let it, a field to copy from.
 *
 * @param {Bench} bench
 */
export function shareLink(bench) {
  const { handover: words } = bench.words;
  const told = telling(bench);
  const field = element("input", { type: "text", readonly: true, autocomplete: "off" });
  const byHand = element("label", { hidden: true }, element("span", {}, words.linkField), field);
  const copy = async () => {
    const { link = "", fault } = await made(bench);
    const isCopied = link !== "" && (await copied(link));
    told.say(fault ?? said(words, link.length, isCopied));
    reveal(byHand, link !== "" && !isCopied);
    field.value = link;
    if (byHand.hidden) return;
    field.focus();
    field.select();
  };
  bench.watch(() => {
    // The link that was made has the state as it was then.
    told.clear();
    reveal(byHand, false);
  });
  return element(
    "div",
    {},
    element("p", {}, words.linkLead),
    element("p", { class: "workbench-buttons" }, element("button", { type: "button", click: copy }, words.link)),
    told.place,
    byHand,
  );
}

/**
 * The link, or what is in its way.
 *
 * @param {Bench} bench
 * @returns {Promise<{ link?: string, fault?: string }>}
 */
async function made({ service: { id }, state, words: { handover: words } }) {
  const { service, base } = publishedOf(id);
  const address = absolute(service.page, base);
  if (!address) return { fault: words.linkFaults.nowhere };
  const { fragment, fault } = await packed(state);
  return fault ? { fault: words.linkFaults[fault] } : { link: address + fragment };
}

/** @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // refused, or no clipboard here
  }
}

/**
 * @param {Record<string, string>} words
 * @param {number} count
 * @param {boolean} isCopied
 */
function said(words, count, isCopied) {
  const long = count > LONG ? [filled(words.linkLong, { count })] : [];
  return [isCopied ? words.linkCopied : words.linkByHand, ...long].join(" ");
}
