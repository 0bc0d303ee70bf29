// Material marks the words that were searched for on the page that is opened, wherever their letters stand: «it» in
// «Bits», too. Here the same words are marked where they are words.
{
  const WORD = /(?<![\p{L}\p{N}])\p{L}-\d{1,3}(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+/gu;
  const MARK = "mark[data-md-highlight]";
  const ours = new WeakSet();

  const searched = () => {
    const query = new URLSearchParams(location.search).get("h") ?? "";
    return new Set(query.toLowerCase().split(" ").filter(Boolean));
  };

  const unmark = (content) => {
    for (const mark of content.querySelectorAll(MARK)) mark.replaceWith(...mark.childNodes);
    content.normalize();
  };

  const markIn = (node, words) => {
    const text = node.data;
    const found = [...text.matchAll(WORD)].filter(([word]) => words.has(word.normalize("NFC").toLowerCase()));
    if (!found.length) return;
    const parts = [];
    let place = 0;
    for (const { 0: word, index } of found) {
      const mark = document.createElement("mark");
      mark.dataset.mdHighlight = "";
      mark.textContent = word;
      ours.add(mark);
      parts.push(text.slice(place, index), mark);
      place = index + word.length;
    }
    node.replaceWith(...parts, text.slice(place));
  };

  const markAll = (content, words) => {
    const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (texts.nextNode()) nodes.push(texts.currentNode);
    for (const node of nodes) if (!node.parentElement.closest("script, style, template, .headerlink")) markIn(node, words);
  };

  let watch;

  const mount = () => {
    watch?.disconnect();
    const content = document.querySelector("[data-md-component=content]");
    if (!content) return;
    const mend = () => {
      if (![...content.querySelectorAll(MARK)].some((mark) => !ours.has(mark))) return;
      unmark(content);
      markAll(content, searched());
    };
    watch = new MutationObserver(mend);
    watch.observe(content, { childList: true, subtree: true });
    mend();
  };

  // Material tells of each page that it shows, the first one too.
  if (window.document$) window.document$.subscribe(mount);
  else mount();
}
