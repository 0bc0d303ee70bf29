// A page that has given a section away keeps a list of where its old anchors went (`.moved`). Whoever
// comes by such an anchor goes straight on; without JavaScript the list item says it in words.
{
  const goOn = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // Not an encoded address: taken as it stands.
    }
    const moved = id && document.getElementById(id);
    const link = moved && moved.classList.contains("moved") && moved.closest("li").querySelector("a[href]");
    if (link) location.replace(link.href);
  };

  addEventListener("hashchange", goOn);
  // Material tells of each page that it shows, the first one too.
  if (window.document$) window.document$.subscribe(goOn);
  else goOn();
}
