// Material marks the words that were searched for on the page that is opened, wherever their letters stand: «it» in
// «Bits», too. Here the same words are marked where they are words.
{
  const WORD = /(?<![\p{L}\p{N}])\p{L}-\d{1,3}(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+/gu;
  const MARK = "mark[data-md-highlight]";
  const content = document.querySelector("[data-md-component=content]");
  const searched = new URLSearchParams(location.search).get("h") ?? "";
  const words = new Set(searched.toLowerCase().split(" ").filter(Boolean));

  const unmark = () => {
    for (const mark of content.querySelectorAll(MARK)) mark.replaceWith(...mark.childNodes);
    content.normalize();
  };

  const markIn = (node) => {
    const text = node.data;
    const found = [...text.matchAll(WORD)].filter(([word]) => words.has(word.normalize("NFC").toLowerCase()));
    if (!found.length) return;
    const parts = [];
    let place = 0;
    for (const { 0: word, index } of found) {
      const mark = document.createElement("mark");
      mark.dataset.mdHighlight = "";
      mark.textContent = word;
      parts.push(text.slice(place, index), mark);
      place = index + word.length;
    }
    node.replaceWith(...parts, text.slice(place));
  };

  const markAll = () => {
    const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (texts.nextNode()) nodes.push(texts.currentNode);
    for (const node of nodes) if (!node.parentElement.closest("script, style, template, .headerlink")) markIn(node);
  };

  if (content && words.size) {
    const watch = new MutationObserver(() => {
      if (!content.querySelector(MARK)) return;
      watch.disconnect();
      unmark();
      markAll();
    });
    watch.observe(content, { childList: true, subtree: true });
  }
}
