/**
 * An element. Strings become attributes, `true` an empty one, functions listeners; `undefined` and `false` nothing.
 * Children that are strings become text, never HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | undefined | ((event: any) => void)>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
};

/**
 * A sentence with its places filled: `{name}` by what `values` has under that name.
 *
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));

/**
 * Shows or hides an element, for eyes, screen readers and paper alike.
 *
 * @param {Element} target
 * @param {boolean} visible
 */
export const reveal = (target, visible) => target.toggleAttribute("hidden", !visible);

/**
 * A date as the reader's language writes it.
 *
 * @param {string} day ISO 8601
 * @param {string} language
 */
export const written = (day, language) =>
  new Date(`${day}T12:00`).toLocaleDateString(language, { day: "2-digit", month: "2-digit", year: "numeric" });
