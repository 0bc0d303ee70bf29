// Starts the workbench on each page that Material shows: once, or again and again with its instant navigation.

/** @type {AbortController | undefined} */
let shown;

const show = async () => {
  shown?.abort();
  const { signal } = (shown = new AbortController());
  if (!document.querySelector(".workbench")) return;
  const { mount } = await import("./interface/page.js");
  if (!signal.aborted) mount(document, signal);
};

/** @type {{ document$?: { subscribe(listener: () => void): void } }} */
const { document$ } = /** @type {any} */ (globalThis);
if (document$) document$.subscribe(show);
else show();
