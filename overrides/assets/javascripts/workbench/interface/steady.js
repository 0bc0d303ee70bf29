/**
 * Lets `change` put things into the page, and keeps what the reader looks at where it is: the place that the address names, or
 * else what is at the top of the window. Browsers do so only in part, and some not at all.
 *
 * @param {() => void} change
 */
export function steadily(change) {
  const root = document.documentElement;
  const watched = looked();
  const before = watched?.getBoundingClientRect().top ?? 0;
  root.classList.add("workbench-steady"); // the browser's own way would come on top of this
  change();
  if (watched?.isConnected) window.scrollBy({ top: watched.getBoundingClientRect().top - before, behavior: "instant" });
  requestAnimationFrame(() => root.classList.remove("workbench-steady"));
}

/** @returns {Element | null} */
function looked() {
  const target = document.querySelector(":target");
  const top = target?.getBoundingClientRect().top ?? -1;
  if (target && top >= 0 && top < window.innerHeight) return target;
  return window.scrollY > 0 ? document.elementFromPoint(window.innerWidth / 2, 100) : null;
}
