// A search that finds nothing says what is near, and where to ask. The worker knows, and Material keeps it to itself, so
// this listens too. It also lets screen readers hear how many results there are.
{
  const RESULT = 3;
  const Stock = window.Worker;

  window.Worker = class extends Stock {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => data?.type === RESULT && tell(data.data.nearest));
    }
  };

  const tell = (words) => {
    const place = document.querySelector(".unanswered-place");
    if (!place) return;
    place.replaceChildren(...(words ? [help(words)] : []));
  };

  const help = (words) => {
    const said = document.getElementById("unanswered").content.firstElementChild.cloneNode(true);
    const nearest = said.querySelector(".unanswered__nearest");
    nearest.hidden = words.length === 0;
    words.forEach((word, number) => nearest.append(number ? ", " : "", suggestion(word)));
    // Enter in the search box makes Material click the best link it finds, which nobody has asked for here.
    const byScript = (event) => {
      if (event.isTrusted) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    said.addEventListener("click", byScript, true);
    return said;
  };

  // Material reads the score of each link's first element.
  const suggestion = (word) => {
    const link = document.createElement("a");
    const text = document.createElement("span");
    link.href = `?q=${encodeURIComponent(word)}`;
    text.dataset.mdScore = "0";
    text.textContent = word;
    link.append(text);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const query = document.querySelector("[data-md-component=search-query]");
      query.value = word;
      query.focus();
      query.dispatchEvent(new KeyboardEvent("keyup"));
    });
    return link;
  };

  addEventListener("DOMContentLoaded", () => {
    const meta = document.querySelector(".md-search-result__meta");
    if (!meta) return;
    meta.setAttribute("role", "status");
    const place = document.createElement("div");
    place.className = "unanswered-place";
    place.setAttribute("role", "status");
    meta.after(place);
  });
}
