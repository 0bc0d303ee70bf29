import { element } from "./elements.js";

/**
 * Says a sentence to screen readers, and nothing to eyes. The same sentence is said again when it comes again.
 *
 * @param {AbortSignal} signal ends it
 * @returns {(sentence: string) => void}
 */
export const announcer = (signal) => {
  const place = element("div", { class: "workbench-announcer", role: "status" });
  document.body.append(place);
  signal.addEventListener("abort", () => place.remove());
  return (sentence) => place.replaceChildren(element("p", {}, sentence));
};
