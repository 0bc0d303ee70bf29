import { STATUSES } from "../model.js";
import { SIGNS } from "./checklist.js";
import { element, filled } from "./elements.js";

/**
 * @typedef {import("../filter.js").Shown} Shown
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./selection.js").Selection} Selection
 */

/** @type {Shown[]} */
const CHOICES = [...STATUSES, "waiting"];

/**
 * Where the reader chooses which tasks the page shows, and, on paper, what was chosen.
 *
 * @param {Bench} bench
 * @param {Selection} selection
 */
export function filterBar(bench, selection) {
  const { words, service } = bench;
  const names = { ...words.status, waiting: words.waiting };
  const choose = () => {
    const statuses = CHOICES.filter((_, place) => boxes[place].checked);
    selection.choose({ role: role.value || null, statuses });
    bench.announce(count());
  };
  const role = element(
    "select",
    { change: choose, autocomplete: "off" },
    element("option", { value: "" }, words.everyRole),
    ...service.roles.filter(({ everyone }) => !everyone).map(({ name }) => element("option", { value: name }, name)),
  );
  const boxes = CHOICES.map(() => element("input", { type: "checkbox", autocomplete: "off" }));
  const labels = CHOICES.map((choice, place) =>
    element("label", {}, boxes[place], element("span", {}, `${choice === "waiting" ? "" : `${SIGNS[choice]} `}${names[choice]}`)),
  );
  const all = element("button", { type: "button", click: () => clear() }, words.unfiltered);
  const clear = () => {
    selection.choose({ role: null, statuses: [] });
    role.focus();
    bench.announce(count());
  };
  const told = element("span");
  const printed = element("p", { class: "workbench-print" });
  const count = () => filled(words.shown, selection.count);

  const show = () => {
    const { role: chosen, statuses } = selection.filter;
    role.value = chosen ?? "";
    for (const [place, choice] of CHOICES.entries()) boxes[place].checked = statuses.includes(choice);
    told.textContent = selection.isWhole ? "" : count();
    all.hidden = selection.isWhole;
    const chosenNames = [chosen, ...statuses.map((status) => names[status])].filter(Boolean);
    printed.textContent = selection.isWhole ? "" : filled(words.printed, { filter: chosenNames.join(", ") });
  };
  selection.addEventListener("change", show);
  show();

  const form = element(
    "form",
    { class: "workbench-filter", submit: (event) => event.preventDefault() },
    element("label", { class: "workbench-role" }, element("span", {}, words.role), role),
    element("fieldset", { class: "workbench-choices", change: choose }, element("legend", {}, words.show), ...labels),
    element("p", {}, told, " ", all),
  );
  return [form, printed];
}
