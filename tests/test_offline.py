"""The edition that opens from disk: a real Chromium on file://, where no server answers and little is allowed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import test_browser
import test_make
from bs4 import BeautifulSoup
from conftest import ROOT, Built, mkdocs, write_files
from desk import Desk
from onboarding.links.history import write_history
from onboarding.links.model import History
from onboarding.settings import read_settings
from playwright.sync_api import Browser, Page, expect
from test_browser import Watch
from test_make import make

browser, page, checkout = test_browser.browser, test_browser.page, test_make.checkout

FLAT = {"DIRECTORY_URLS": "false"}
# Where people unpack things: blanks, Norwegian letters, and a name that Material's worker could take for its folder.
UNPACKED = "Nedlastede filer/workers på æøå"


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory, history: History) -> Built:
    """The real content as it is unpacked from the artifact, with the history of some nights of link checks."""
    folder = tmp_path_factory.mktemp("offline") / UNPACKED
    nights = tmp_path_factory.mktemp("nights") / "history.json"
    write_history(nights, history)
    done = mkdocs("build", "--strict", "--site-dir", folder, LINK_HISTORY=str(nights), **FLAT)
    assert done.returncode == 0, done.stderr
    return Built(folder, done.stderr)


def pages(built: Built) -> list[Path]:
    """Every page but the one that only a server shows."""
    return sorted(file for file in built.folder.rglob("*.html") if file.name != "404.html")


def address(built: Built, path: str) -> str:
    """The address of a file on disk, with its query or anchor."""
    file, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", path).groups()  # type: ignore[union-attr]
    return (built.folder / file).as_uri() + mark + rest


def test_every_page_opens_from_disk_without_complaint_and_asks_no_server(page: Page, offline: Built) -> None:
    watch = Watch(page, offline.folder.as_uri())
    for file in pages(offline):
        page.goto(file.as_uri(), wait_until="networkidle")
        page.locator("body").hover()
    assert watch.foreign == []
    assert watch.complaints == []


def test_nothing_that_a_page_needs_lies_outside_the_folder(offline: Built) -> None:
    for file in pages(offline):
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        parts = soup.select("script[src], link[rel=stylesheet], link[rel=icon], img, iframe, source")
        for part in parts:
            needed = str(part.get("src") or part.get("href"))
            assert (file.parent / needed).resolve().is_file(), f"{file}: {needed}"
        assert not soup.select("script[type=module]")


def test_every_link_within_the_edition_names_a_file(offline: Built) -> None:
    for file in pages(offline):
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        links = [str(link["href"]) for link in soup.select("a[href]")]
        own = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:", link)]
        assert own
        for link in own:
            assert not link or (file.parent / link).resolve().is_file(), f"{file}: {link}"


def test_the_edition_has_the_pages_and_the_files_of_the_site(offline: Built, site: Built) -> None:
    def files(built: Built) -> set[str]:
        found = {file.relative_to(built.folder).as_posix() for file in built.folder.rglob("*") if file.is_file()}
        return {re.sub(r"(/index)?\.html$", "", file) for file in found}

    assert files(offline) - files(site) == {"search/search_index.js"}
    joined = {file for file in files(site) if file.startswith("assets/javascripts/workbench/")}
    assert len(joined) > 1
    assert files(site) - files(offline) == joined - {"assets/javascripts/workbench/start.js"}
    assert (offline.folder / "dsop_su_onboarding.html").exists()


def test_what_is_handed_to_others_leads_to_the_published_site(offline: Built, site: Built) -> None:
    for path in ("llms.txt", *(f"ssu/{file.name}" for file in site.folder.joinpath("ssu").glob("*.xml"))):
        assert (offline.folder / path).read_text(encoding="utf-8") == (site.folder / path).read_text(encoding="utf-8")
    for path in (
        file.relative_to(site.folder) for ending in ("csv", "json") for file in site.folder.glob(f"ssu/*.{ending}")
    ):
        assert (offline.folder / path).read_bytes() == (site.folder / path).read_bytes()
    handed = re.compile(r'https://veiledning\.example\.no/([^\s"#<>;]*)')
    feed = (offline.folder / "ssu/endringslogg.xml").read_text(encoding="utf-8")
    assert handed.search(feed)
    for address in handed.findall(feed):
        assert (site.folder / address / ("index.html" if address.endswith("/") else "")).is_file(), address


def test_a_share_link_from_the_edition_opens_on_the_published_site(page: Page, offline: Built, site: Built) -> None:
    page.goto(address(offline, "ssu/mine-oppgaver.html"), wait_until="networkidle")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    panel = page.get_by_role("region", name="Last ned, del og hent inn", exact=True)
    panel.locator("summary").click()
    panel.get_by_role("button", name="Kopier delingslenke").click()
    field = panel.locator("input[readonly]")
    expect(field).to_be_visible()
    link = re.fullmatch(r"https://[^/]+/([^#]*)#fremdrift=.+", field.input_value())
    assert link, field.input_value()
    assert site.page(link.group(1)).select_one("[data-service]")


def test_only_the_edition_for_disks_has_what_disks_need(offline: Built, site: Built) -> None:
    for built, wanted in ((offline, True), (site, False)):
        assert bool(built.page("index.html").select("script[src$='worker.js']")) is wanted
        assert (built.folder / "search/search_index.js").exists() is wanted


def test_a_page_of_the_edition_can_be_edited_where_the_content_is_kept(offline: Built) -> None:
    link = offline.page("om/ordliste.html").select_one(".md-content__button[href*='/edit/']")
    assert link
    assert link["href"] == "https://github.com/eier/veiledning/edit/main/docs/om/ordliste.md"


def test_the_main_path_from_the_front_page_to_a_task(page: Page, offline: Built) -> None:
    page.goto(address(offline, "index.html"), wait_until="networkidle")
    page.get_by_role("link", name=re.compile("Forberedelse")).first.click()
    page.wait_for_url(address(offline, "ssu/a-forberedelse/index.html"))
    page.locator("article table").get_by_role("link", name="A-4", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^A-4"))).to_be_in_viewport()


def test_the_menu_leads_from_page_to_page(page: Page, offline: Built) -> None:
    page.goto(address(offline, "ssu/a-forberedelse/index.html"), wait_until="networkidle")
    page.locator(".md-sidebar--primary").get_by_role("link", name=re.compile("Produksjon")).click()
    page.wait_for_url(address(offline, "ssu/d-produksjon/index.html"))
    page.locator(".md-header__button.md-logo").click()
    page.wait_for_url(address(offline, "index.html"))


@pytest.mark.parametrize("start", ["index.html", "ssu/d-produksjon/index.html"])
@pytest.mark.parametrize(
    "case",
    [
        ("A-4", "ssu/a-forberedelse/index.html", "A-4"),
        ("brannmuråpninger", "ssu/a-forberedelse/index.html", "A-5"),
        ("DelegationContext", "ssu/d-produksjon/index.html", "D-2"),
        ("sertifikater", "ssu/a-forberedelse/index.html", "A-3"),  # found by its stem, which a script of its own knows
    ],
)
def test_the_search_finds_a_task_and_opens_it(
    page: Page, offline: Built, start: str, case: tuple[str, str, str]
) -> None:
    query, place, heading = case
    watch = Watch(page, offline.folder.as_uri())
    page.goto(address(offline, start), wait_until="networkidle")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(query)
    result = page.locator(f".md-search-result__link[href$='#{heading.lower()}']").first
    expect(result).to_be_attached()
    page.wait_for_timeout(300)  # the list is made anew for each letter
    result.evaluate("link => link.closest('details')?.setAttribute('open', '')")
    result.click()
    page.wait_for_url(re.compile(re.escape(address(offline, place)) + rf"\?h=[^#]+#{heading.lower()}$"))
    expect(page.get_by_role("heading", name=re.compile(f"^{heading}"))).to_be_in_viewport()
    expect(page.locator("article mark").first).to_be_visible()
    assert (watch.foreign, watch.complaints) == ([], [])


def test_a_search_without_an_answer_leads_on(page: Page, offline: Built) -> None:
    watch = Watch(page, offline.folder.as_uri())
    page.goto(address(offline, "index.html"), wait_until="networkidle")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("barnetrygd")
    page.locator(".unanswered").get_by_role("link", name="uføretrygd").click()
    expect(page.locator(".md-search-result__link[href$='#a-7']").first).to_be_attached()
    expect(page.locator(".unanswered")).to_have_count(0)
    assert (watch.foreign, watch.complaints) == ([], [])


def test_the_menu_of_a_small_screen_opens_with_the_keyboard(browser: Browser, offline: Built) -> None:
    with browser.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        page.goto(address(offline, "index.html"), wait_until="networkidle")
        opener = page.locator("label.md-header__button[for=__drawer]")
        expect(opener).to_have_role("button")
        opener.focus()
        page.keyboard.press("Enter")
        expect(opener).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()


def test_an_old_address_leads_on(page: Page, offline: Built) -> None:
    page.goto(address(offline, "syke-og-uforeopplysninger/dsop_su_onboarding/index.html#c-integrasjon"))
    page.wait_for_url(address(offline, "dsop_su_onboarding.html#c-integrasjon"))


def test_a_task_that_moved_is_found_at_its_old_anchor(project: Path, browser: Browser) -> None:
    moved = "---\nid: B-2\ntitle: Bestill\nroles: [IT]\naliases: [A-2]\n---\n\nBestill.\n"
    last = "---\nid: B-1\ntitle: Slutt\nroles: []\n---\n\nSe [B-2](b-2-bestill.md).\n"
    write_files(
        project / "docs",
        {
            "tjeneste/a-start/a-2-bestill.md": None,
            "tjeneste/b-slutt/b-2-bestill.md": moved,
            "tjeneste/b-slutt/b-1-ferdig.md": last,
        },
    )
    done = mkdocs("build", "--strict", cwd=project, **FLAT)
    assert done.returncode == 0, done.stderr
    built = Built(project / "site", done.stderr)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address(built, "tjeneste/a-start/index.html#a-2"))
        page.wait_for_url(address(built, "tjeneste/b-slutt/index.html#b-2"))


@pytest.mark.parametrize(("value", "directories"), [(None, True), ("true", True), ("false", False)])
def test_commands_read_the_addresses_as_mkdocs_does(
    value: str | None, *, directories: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIRECTORY_URLS", raising=False)
    if value:
        monkeypatch.setenv("DIRECTORY_URLS", value)
    assert read_settings(ROOT / "mkdocs.yml").site.directory_urls is directories


def test_make_offline_leaves_the_site_alone_and_a_failed_build_leaves_the_last_good_one(checkout: Path) -> None:
    assert make(checkout, "site").returncode == 0
    site = sorted((checkout / "site").rglob("*"))
    assert make(checkout, "offline").returncode == 0
    before = (checkout / "offline/index.html").read_bytes()
    assert sorted((checkout / "site").rglob("*")) == site
    assert (checkout / "offline/search/search_index.js").exists()
    # A link that only MkDocs finds broken: it fails after it has emptied the folder it builds in.
    (checkout / "overrides/onboarding/page.md").write_text("# {{ page.title }}\n\n[x](borte.md)\n", encoding="utf-8")
    (checkout / "docs/side.md").write_text("---\ntitle: Side\n---\n", encoding="utf-8")
    failed = make(checkout, "offline")
    assert failed.returncode != 0
    assert "borte.md" in failed.stderr
    assert (checkout / "offline/index.html").read_bytes() == before
    assert sorted(path.name for path in checkout.glob(".offline*")) == [".offline-new"]


def test_a_build_that_was_stopped_while_it_changed_names_loses_nothing(checkout: Path) -> None:
    assert make(checkout, "offline").returncode == 0
    shutil.move(checkout / "offline", checkout / ".offline-old")
    (checkout / "docs/side.md").write_text("x", encoding="utf-8")
    assert make(checkout, "offline").returncode != 0
    assert (checkout / "offline/index.html").exists()


def test_what_is_ticked_on_one_page_is_ticked_on_the_others(page: Page, offline: Built) -> None:
    """Chromium has one storage for all files; a browser with one for each keeps a page's ticks on that page."""
    watch = Watch(page, offline.folder.as_uri())
    desk = Desk(page, f"{offline.folder.as_uri()}/")
    desk.open("ssu/a-forberedelse/index.html")
    desk.choose("A-1", "Ferdig")
    desk.unfold("A-1")
    desk.field("A-1", "Notat").fill("uten nett")
    desk.summary.get_by_role("link", name="I alt").click()
    page.wait_for_url(address(offline, "ssu/mine-oppgaver.html"))
    desk.shows("A-1", "Ferdig")
    expect(desk.task("A-1").locator(".workbench-brief")).to_have_text("uten nett")
    for path in ("dsop_su_onboarding.html", "index.html"):
        desk.open(path)
        expect(desk.summary).to_contain_text("1 av 18 ferdig")
    desk.button("Slett alt").click()
    desk.open("ssu/a-forberedelse/index.html")
    desk.shows("A-1", "Ikke startet")
    assert (watch.foreign, watch.complaints) == ([], [])
