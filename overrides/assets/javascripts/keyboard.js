// Material opens the menu and the search of a small screen with labels of hidden checkboxes, which neither
// the keyboard nor a screen reader finds. Here they become buttons; a click stays the only thing they do.
{
  const asButton = (label, name) => {
    if (label.getAttribute("role") === "button") return; // the header stays where Material brings another page in
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.setAttribute("aria-label", name.trim());
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      label.click();
    });
    const toggle = label.control;
    const tell = () => label.setAttribute("aria-expanded", String(toggle.checked));
    toggle.addEventListener("change", tell);
    tell();
  };

  const menu = () => document.querySelector(".md-nav--primary");
  const drawer = document.getElementById("__drawer");
  const opener = document.querySelector(".md-header__button[for=__drawer]");
  const search = document.querySelector(".md-header__button[for=__search]");

  const mount = () => {
    if (search) asButton(search, document.querySelector(".md-search__input").ariaLabel);
    if (!menu() || !opener) return;
    asButton(opener, menu().ariaLabel);
    for (const label of menu().querySelectorAll("label:not([for=__drawer])")) {
      asButton(label, label.textContent.trim() || label.previousElementSibling.textContent);
    }
  };

  if (drawer && opener) {
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked) return;
      drawer.click();
      opener.focus();
    });
    drawer.addEventListener("change", () => {
      if (drawer.checked && document.activeElement === opener) menu()?.querySelector("a[href]").focus();
    });
  }

  // Material tells of each page that it shows, the first one too.
  if (window.document$) window.document$.subscribe(mount);
  else mount();
}
