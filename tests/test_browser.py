"""The site as people meet it: a real Chromium against a real server on this machine."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import ROOT, Built, mkdocs, write_files
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = [320, 1280]
SCHEMES = ["light", "dark"]


class Handler(SimpleHTTPRequestHandler):
    """Serves files as GitHub Pages does: `404.html` for what is not there, `.html` added where it is missing."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        if not path.exists() and path.with_name(f"{path.name}.html").exists():
            self.path = f"{self.path.partition('?')[0]}.html"
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class's name
        pass


def serve(folder: Path, port: int = 0) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def serve_instant(built: Built) -> Iterator[str]:
    """Serves a site with Material's instant navigation, which is for what the sitemap names alone, port and all."""
    sitemap = built.folder / "sitemap.xml"
    for url in serve(built.folder):
        sitemap.write_text(re.sub(r"https?://[^/]+/(?=[^<]*</loc>)", url, sitemap.read_text(encoding="utf-8")))
        yield url


@pytest.fixture(scope="module")
def url(site: Built) -> Iterator[str]:
    yield from serve(site.folder)


def chromium(*switches: str) -> dict[str, Any]:
    """How to launch Debian's Chromium where there is one, else Playwright's own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {"executable_path": found, "args": [*arguments, *switches]}


def launched(**options: Any) -> Iterator[Browser]:
    """A Chromium; a missing browser fails."""
    with sync_playwright() as playwright, playwright.chromium.launch(**chromium(), **options) as browser:
        yield browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from launched()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="nb-NO") as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        yield page


def addresses(site: Built) -> list[str]:
    """Every page of the site as its address."""
    files = [file.relative_to(site.folder).as_posix() for file in site.folder.rglob("*.html")]
    return sorted(re.sub(r"(^|/)index\.html$", r"\1", file) for file in files)


class Watch:
    """Everything that a page asks for and complains about."""

    def __init__(self, page: Page, url: str) -> None:
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self._request(request, url))
        page.on("console", lambda message: self._complain(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _request(self, request: Request, url: str) -> None:
        if not request.url.startswith((url, "data:", "blob:")):
            self.foreign.append(request.url)

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)


def test_every_page_opens_without_complaint_and_without_a_foreign_request(page: Page, site: Built, url: str) -> None:
    watch = Watch(page, url)
    for address in addresses(site):
        page.goto(url + address, wait_until="networkidle")
        page.locator("body").hover()
    assert watch.foreign == []
    assert watch.complaints == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_on_any_page(browser: Browser, site: Built, url: str, scheme: Any, width: int) -> None:
    script = AXE.read_text(encoding="utf-8")
    found = []
    with browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        for address in addresses(site):
            page.goto(url + address, wait_until="load")
            found += violations(page, script, address)
    assert found == []


def violations(page: Page, script: str, address: str) -> list[str]:
    page.evaluate(script)
    result = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [
        f"{address}: {violation['id']}: {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation_in_the_open_menu_and_the_open_search(browser: Browser, url: str, scheme: Any) -> None:
    script = AXE.read_text(encoding="utf-8")
    with browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{url}ssu/a-forberedelse/", wait_until="networkidle")
        page.locator("label.md-header__button[for=__drawer]").click()
        page.wait_for_timeout(400)
        assert violations(page, script, "menu") == []
        page.goto(f"{url}ssu/a-forberedelse/?q=Maskinporten", wait_until="networkidle")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        assert violations(page, script, "search") == []


def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, site: Built, url: str) -> None:
    wide = []
    with browser.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        for address in addresses(site):
            page.goto(url + address, wait_until="load")
            wide += [f"{address}: {element}" for element in page.evaluate(SIDEWAYS)]
    assert wide == []


# The page itself, and every visible element of it that could be scrolled on its own.
SIDEWAYS = """() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push("page " + document.documentElement.scrollWidth);
  for (const element of document.querySelectorAll(".md-content *, .md-footer *")) {
    const overflow = getComputedStyle(element).overflowX;
    if ((overflow === "auto" || overflow === "scroll") && element.scrollWidth > element.clientWidth)
      found.push(element.outerHTML.slice(0, 120));
  }
  return found;
}"""


def results(page: Page, url: str, query: str) -> list[str]:
    page.goto(url, wait_until="networkidle")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(query)
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.wait_for_timeout(300)  # the list is made anew for each letter
    links = page.eval_on_selector_all(".md-search-result__link", "links => links.map(link => link.href)")
    return [re.sub(r"\?h=[^#]*", "", link).removeprefix(url) for link in links]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("A-4", "ssu/a-forberedelse/#a-4"),
        ("C-2", "ssu/c-integrasjon/#c-2"),
        ("brannmuråpninger", "ssu/a-forberedelse/#a-5"),
        ("DelegationContext", "ssu/d-produksjon/#d-2"),
        ("uføretrygd", "ssu/a-forberedelse/#a-7"),
    ],
)
def test_search_finds_tasks_by_id_and_by_word(page: Page, url: str, query: str, place: str) -> None:
    found = results(page, url, query)
    assert place in found
    assert not [link for link in found if "dsop_su_onboarding" in link]


def test_search_suggests_and_marks(page: Page, url: str) -> None:
    page.goto(url, wait_until="networkidle")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("maskinp")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("maskinporten")
    page.locator(".md-search-result__link").first.click()
    expect(page.locator("article mark").first).to_be_visible()


@pytest.mark.parametrize(
    ("old", "new", "anchor"),
    [
        ("dsop_su_onboarding.html#a-forberedelse", "dsop_su_onboarding.html", "a-forberedelse"),
        ("dsop_su_onboarding.html#a---forberedelse", "dsop_su_onboarding.html", "a---forberedelse"),
        ("dsop_su_onboarding.html#c-integrasjon", "dsop_su_onboarding.html", "c-integrasjon"),
        ("dsop_su_onboarding.html#endringslogg", "dsop_su_onboarding.html", "endringslogg"),
        ("dsop_su_onboarding#kriterier-for-bruk-av-ssu", "dsop_su_onboarding", "kriterier-for-bruk-av-ssu"),
        ("syke-og-uforeopplysninger/dsop_su_onboarding#registrering", "dsop_su_onboarding.html", "registrering"),
        (
            f"syke-og-uforeopplysninger/dsop_su_onboarding#{quote('b---registrering-og-signering-av-avtaler-og-vilkår')}",
            "dsop_su_onboarding.html",
            "b---registrering-og-signering-av-avtaler-og-vilkår",
        ),
        ("syke-og-uforeopplysninger/dsop_su_onboarding", "dsop_su_onboarding.html", None),
    ],
)
def test_old_addresses_land_on_the_right_section(page: Page, url: str, old: str, new: str, anchor: str | None) -> None:
    page.goto(url + old, wait_until="networkidle")
    page.wait_for_url(re.compile(rf"/{re.escape(new)}(#|$)"))
    page.wait_for_load_state("networkidle")
    if anchor:
        # Below the header that stays on top, and as high as the length of the page lets it come.
        place = "id => [document.getElementById(id).getBoundingClientRect().top, scrollY + innerHeight]"
        top, bottom = page.evaluate(place, anchor)
        assert 40 <= top <= 400 or bottom >= page.evaluate("document.documentElement.scrollHeight - 1")


def test_an_old_address_leads_on_without_scripts(browser: Browser, url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{url}syke-og-uforeopplysninger/dsop_su_onboarding/")
        page.wait_for_url(f"{url}dsop_su_onboarding.html")


def test_a_damaged_old_anchor_still_leads_to_the_page(page: Page, url: str) -> None:
    page.goto(f"{url}syke-og-uforeopplysninger/dsop_su_onboarding#100%")
    page.wait_for_url(re.compile(r"/dsop_su_onboarding\.html"))


def test_a_task_that_moved_is_found_at_its_old_anchor(project: Path, browser: Browser) -> None:
    last = "---\nid: B-1\ntitle: Slutt\nroles: []\n---\n\nSe [B-2](b-2-bestill.md).\n"
    moved = "---\nid: B-2\ntitle: Bestill\nroles: [IT]\naliases: [A-2, gammel/bestilling.html]\n---\n\nBestill.\n"
    write_files(
        project / "docs",
        {
            "tjeneste/a-start/a-2-bestill.md": None,
            "tjeneste/b-slutt/b-2-bestill.md": moved,
            "tjeneste/b-slutt/b-1-ferdig.md": last,
        },
    )
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    for url in serve(project / "site"):
        with browser.new_context() as context:
            page = context.new_page()
            for old in ("tjeneste/a-start/#a-2", "gammel/bestilling.html", "gammel/bestilling.html#noe"):
                page.goto(url + old)
                page.wait_for_url(f"{url}tjeneste/b-slutt/#b-2")
            page.goto(f"{url}tjeneste_prosess.html#a-2")
            assert page.locator("#a-2").count() == 1
        with browser.new_context(java_script_enabled=False) as context:
            page = context.new_page()
            page.goto(f"{url}tjeneste/a-start/#a-2")
            expect(page.get_by_text("A-2 har flyttet til B-2 Bestill")).to_be_visible()


def test_the_main_path_from_the_front_page_to_a_task(page: Page, url: str) -> None:
    page.goto(url, wait_until="networkidle")
    page.get_by_role("link", name=re.compile("Forberedelse")).first.click()
    page.wait_for_url(f"{url}ssu/a-forberedelse/")
    page.locator("article table").get_by_role("link", name="A-4", exact=True).click()
    page.wait_for_url(f"{url}ssu/a-forberedelse/#a-4")
    expect(page.get_by_role("heading", name=re.compile("^A-4"))).to_be_in_viewport()
    page.locator(".md-footer__link--next").click()
    page.wait_for_url(f"{url}ssu/b-registrering-og-signering/")


def test_each_phase_begins_a_sheet_of_paper_whether_or_not_it_says_when(project: Path, browser: Browser) -> None:
    write_files(
        project / "docs",
        {"tjeneste/b-slutt/index.md": "---\nid: B\ntitle: Slutt\nsummary: Bli ferdig.\n---\n"},
    )
    assert mkdocs("build", "--strict", cwd=project).returncode == 0
    for url in serve(project / "site"):
        with browser.new_context() as context:
            page = context.new_page()
            page.emulate_media(media="print")
            page.goto(f"{url}tjeneste_prosess.html")
            found = page.eval_on_selector_all(
                "article h2, article h3",
                "all => all.map(one => [one.id, getComputedStyle(one)]).map(([id, style]) =>"
                " [id, style.breakBefore, style.borderTopWidth])",
            )
    sheets = {name: border for name, before, border in found if before == "page"}
    assert sheets.keys() == {"a-start", "b-slutt"}
    assert len({*sheets.values()}) == 1


def test_each_role_is_sent_to_its_first_task(page: Page, url: str) -> None:
    page.goto(url)
    firsts = {"Alle": "a-1", "Forretning": "a-3", "IT": "a-3"}
    for role, anchor in firsts.items():
        entrance = page.locator(".entrances li").filter(has=page.get_by_text(role, exact=True))
        expect(entrance.get_by_role("link")).to_have_attribute("href", f"ssu/a-forberedelse/#{anchor}")


def test_a_page_that_is_not_there_says_so_in_norwegian(page: Page, url: str) -> None:
    response = page.goto(f"{url}ssu/borte/")
    assert response is not None
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("finnes ikke")


def test_everything_can_be_read_without_scripts(browser: Browser, url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{url}ssu/a-forberedelse/")
        expect(page.get_by_role("heading", name=re.compile("^A-7"))).to_be_visible()
        expect(page.locator("article table")).to_be_visible()


@pytest.mark.parametrize("address", ["ssu/", "ssu/mine-oppgaver/"])
def test_what_needs_scripts_is_said_without_them_alone(page: Page, url: str, browser: Browser, address: str) -> None:
    page.goto(url + address)
    expect(page.locator("noscript p")).to_have_count(0)
    with browser.new_context(java_script_enabled=False) as context:
        unscripted = context.new_page()
        unscripted.goto(url + address)
        expect(unscripted.locator("noscript p")).to_be_visible()
        assert "krever JavaScript" in (unscripted.locator("noscript p").text_content() or "")


def test_a_page_that_is_not_there_offers_the_search_where_there_is_one(page: Page, url: str, browser: Browser) -> None:
    page.goto(f"{url}borte/")
    expect(page.get_by_text("Bruk søket øverst på siden")).to_be_visible()
    with browser.new_context(java_script_enabled=False) as context:
        unscripted = context.new_page()
        unscripted.goto(f"{url}borte/")
        expect(unscripted.get_by_role("link", name="forsiden", exact=True)).to_be_visible()
        expect(unscripted.get_by_text("Bruk søket øverst på siden")).to_be_hidden()


def test_a_word_explains_itself_to_the_keyboard_and_the_mouse(page: Page, url: str) -> None:
    page.goto(f"{url}ssu/a-forberedelse/", wait_until="networkidle")
    word = page.locator("article abbr", has_text="Digdir").first
    tooltip = page.locator(".md-tooltip2--active")
    word.focus()
    expect(tooltip).to_contain_text("Digitaliseringsdirektoratet")
    word.blur()
    expect(tooltip).to_have_count(0)
    word.hover()
    expect(tooltip).to_contain_text("Digitaliseringsdirektoratet")
