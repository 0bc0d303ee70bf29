"""The Content-Security-Policy of every page, as a real Chromium holds it: nothing of ours is stopped, all else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import test_browser
import yaml
from conftest import ROOT, Built, mkdocs, write_files
from desk import MINE, PHASE, PROCESS, Desk
from onboarding.policy.header import policy, with_policy
from onboarding.policy.page import facts
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_browser import addresses, serve

browser = test_browser.browser

CASES = yaml.safe_load((ROOT / "tests/policy.yml").read_text(encoding="utf-8"))
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@dataclass
class Violations:
    """What the policy stopped, and what the browser complained of, on any page of a context."""

    found: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.expose_binding("stopped", lambda source, what: self.found.append(f"{source['page'].url}: {what}"))
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (event) =>"
            " stopped(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"
        )
        context.on("console", lambda message: message.type in ("error", "warning") and self.found.append(message.text))
        context.on("weberror", lambda error: self.found.append(str(error.error)))


@pytest.fixture
def violations() -> Violations:
    return Violations()


@pytest.fixture(params=["pages", "instant"], scope="module")
def built(request: pytest.FixtureRequest) -> Built:
    """The real site, as it is published and with Material's navigation without reloading."""
    found: Built = request.getfixturevalue("site" if request.param == "pages" else "instant")
    return found


@pytest.fixture(scope="module")
def url(built: Built) -> Iterator[str]:
    yield from serve(built.folder, built.port)


@pytest.fixture
def page(browser: Browser, violations: Violations) -> Iterator[Page]:
    with browser.new_context(locale="nb-NO", permissions=["clipboard-write"]) as context:
        violations.watch(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        yield page


def policies(page: Page | Path) -> list[str]:
    text = page.read_text(encoding="utf-8") if isinstance(page, Path) else page.content()
    return POLICY.findall(text)


def test_every_page_begins_with_a_policy_that_lets_no_other_script_run(built: Built) -> None:
    files = sorted(built.folder.rglob("*.html"))
    assert len(files) > 10
    for file in files:
        (found,) = policies(file)
        assert re.search(
            r'<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"', file.read_text()
        )
        assert "default-src 'none'" in found
        assert "unsafe" not in found
        assert "http" not in found


def test_ordinary_pages_share_a_policy_and_one_that_leads_on_has_its_own(site: Built) -> None:
    kinds: dict[bool, set[str]] = {True: set(), False: set()}
    for file in site.folder.rglob("*.html"):
        kinds["Flyttet: " in file.read_text(encoding="utf-8")].update(policies(file))
    ordinary, leading_on = kinds[False], kinds[True]
    assert len(ordinary) == 1
    assert leading_on
    assert all(one.count("sha256-") == 1 for one in leading_on)
    assert not {
        hash_ for one in leading_on for hash_ in re.findall("sha256-[^']*", one) if hash_ in ordinary.copy().pop()
    }


def test_nothing_is_stopped_on_any_page(built: Built, url: str, page: Page, violations: Violations) -> None:
    for address in addresses(built):
        page.goto(url + address, wait_until="networkidle")
        page.locator("body").hover()
    assert violations.found == []


def test_nothing_is_stopped_for_a_reader_who_searches(page: Page, url: str, violations: Violations) -> None:
    page.goto(f"{url}ssu/b-registrering-og-signering/", wait_until="networkidle")
    query = page.locator("[data-md-component=search-query]")
    query.click()
    page.keyboard.type("barnetrygd")
    expect(page.locator(".unanswered")).to_be_visible()
    page.keyboard.press("Enter")
    query.fill("")
    page.keyboard.type("maskinp")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("maskinporten")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", re.compile("h=maskinporten"))
    page.wait_for_timeout(300)  # the list is made anew, and takes the focus along when it goes
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-md-component=content] mark").first).to_be_visible()
    assert violations.found == []


def test_nothing_is_stopped_for_a_reader_who_uses_what_material_has(
    page: Page, url: str, violations: Violations
) -> None:
    page.goto(f"{url}ssu/a-forberedelse/", wait_until="networkidle")
    page.locator("label[title^=Bytt]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload(wait_until="networkidle")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("article abbr").first.hover()
    expect(page.locator(".md-tooltip2--active")).to_be_visible()
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(300)
    page.mouse.wheel(0, -400)
    page.locator(".md-top").click()
    page.wait_for_function("() => scrollY === 0")
    page.locator(".md-sidebar--secondary a").last.click()
    page.locator(".md-tabs__link").last.click()
    page.wait_for_load_state("networkidle")
    page.locator(".md-footer__link").first.click()
    page.wait_for_load_state("networkidle")
    assert violations.found == []


def test_nothing_is_stopped_on_a_phone(browser: Browser, url: str, violations: Violations) -> None:
    with browser.new_context(viewport={"width": 320, "height": 700}, has_touch=True) as context:
        violations.watch(context)
        page = context.new_page()
        page.goto(f"{url}ssu/a-forberedelse/?h=maskinporten", wait_until="networkidle")
        expect(page.locator("[data-md-component=content] mark").first).to_be_visible()
        page.locator("label.md-header__button[for=__drawer]").click()
        page.wait_for_timeout(400)
        page.locator(".md-nav--primary").get_by_role("link", name=re.compile("Produksjon")).click()
        page.wait_for_load_state("networkidle")
    assert violations.found == []


def test_an_old_address_leads_on_with_its_anchor(page: Page, url: str, violations: Violations) -> None:
    page.goto(f"{url}syke-og-uforeopplysninger/dsop_su_onboarding#registrering")
    page.wait_for_url(f"{url}dsop_su_onboarding.html#registrering")
    page.wait_for_load_state("networkidle")
    assert violations.found == []


INJECTED = {
    "a script in the page": "<script>document.title = 'ran'</script>",
    "a script that is ours but for a blank": None,
    "a handler": "<img src='data:,' alt='' onerror=\"document.title = 'ran'\">",
    "a script of another site": "<script src='https://example.invalid/x.js'></script>",
    "a style in the page": "<style>body { color: red }</style>",
    "a style of an element": "<p style='color: red'>x</p>",
    "a picture of another site": "<img src='https://example.invalid/x.png' alt=''>",
    "another site in a frame": "<iframe src='https://example.invalid/'></iframe>",
    "another base for addresses": "<base href='https://example.invalid/'>",
}


@pytest.mark.parametrize("name", INJECTED)
def test_what_somebody_puts_into_a_page_is_stopped_and_seen(
    site: Built, page: Page, violations: Violations, tmp_path: Path, name: str
) -> None:
    text = (site.folder / "404.html").read_text(encoding="utf-8")
    added = INJECTED[name]
    changed = text.replace("<script>var palette=", "<script> var palette=") if added is None else f"{text}{added}"
    assert changed != text
    (tmp_path / "side.html").write_text(changed, encoding="utf-8")
    for url in serve(tmp_path):
        page.goto(f"{url}side.html")
        page.wait_for_timeout(200)
    assert [line for line in violations.found if "side.html: " in line]
    assert page.title() != "ran"


@pytest.mark.parametrize("case", CASES["runs"], ids=lambda case: case["title"])
def test_a_script_runs_in_a_browser_with_the_hash_that_we_give_it(
    browser: Browser, tmp_path: Path, violations: Violations, case: dict[str, str]
) -> None:
    page = b'<!doctype html><html lang="nb"><head><meta charset="utf-8">' + case["page"].encode() + b"</head></html>"
    found = facts(page)
    assert found.blocked == ()
    (tmp_path / "side.html").write_bytes(with_policy(page, policy(found.inline)))
    with browser.new_context() as context:
        violations.watch(context)
        for url in serve(tmp_path):
            opened = context.new_page()
            opened.goto(f"{url}side.html", wait_until="networkidle")
            assert opened.title() == "ran"
    assert [line for line in violations.found if "favicon" not in line and "404" not in line] == []


@pytest.mark.parametrize("case", CASES["blocked"], ids=lambda case: case["title"])
def test_what_the_policy_would_stop_is_said_with_its_line(case: dict[str, Any]) -> None:
    found = facts(case["page"].encode(), "https://veiledning.example.no/")
    assert [f"{one.line}: {one.what}. {one.fix}." for one in found.blocked] == case["says"]


@pytest.mark.parametrize("case", CASES["pictures"], ids=lambda case: case["title"])
def test_the_policy_names_the_sites_whose_pictures_a_page_shows(case: dict[str, Any]) -> None:
    found = facts(case["page"].encode(), "https://veiledning.example.no/")
    assert sorted(found.inline.pictures) == case["hosts"]
    assert " ".join(("img-src 'self' data:", *case["hosts"])) in policy(found.inline).split("; ")


def test_a_build_stops_where_a_template_has_what_the_policy_would_stop(project: Path) -> None:
    with (project / "overrides/partials/copyright.html").open("a", encoding="utf-8") as template:
        template.write(
            '<button onclick="print()">Skriv ut</button>\n<script src="https://andre.example.org/kart.js"></script>\n'
        )
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "sider har noe som nettlesere ikke ville vist eller kjørt" in done.stderr
    assert re.search(
        r"- 404\.html:\d+: attributtet «onclick» kjører et skript \(og \d+ steder til\)\. Ta det bort\.\n", done.stderr
    )
    assert "filen «https://andre.example.org/kart.js» ligger på et annet nettsted" in done.stderr
    assert not any(policies(file) for file in (project / "site").rglob("*.html"))


def test_a_page_that_begins_in_another_way_stops_the_build(project: Path) -> None:
    write_files(project / "docs", {"vedlegg/skjema.html": "<title>Skjema</title><script>1</script>"})
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode != 0
    assert "vedlegg/skjema.html:1: siden mangler begynnelsen" in done.stderr


def test_a_dirty_build_gives_a_page_one_policy(project: Path) -> None:
    for _ in range(2):
        assert mkdocs("build", "--dirty", cwd=project).returncode == 0
    for file in (project / "site").rglob("*.html"):
        assert len(policies(file)) == 1


def test_the_edition_for_disks_has_no_policy(project: Path) -> None:
    assert mkdocs("build", "--strict", cwd=project, DIRECTORY_URLS="false").returncode == 0
    assert not any(policies(file) for file in (project / "site").rglob("*.html"))


def test_a_column_that_an_editor_aligns_is_aligned_under_the_policy(
    project: Path, browser: Browser, violations: Violations
) -> None:
    table = "---\ntitle: Side\n---\n\n| Navn | Antall | Mål |\n| :--- | ---: | :---: |\n| kart | 2 | 3 |\n"
    write_files(project / "docs", {"side.md": table})
    assert mkdocs("build", "--strict", cwd=project).returncode == 0
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        violations.watch(context)
        for url in serve(project / "site"):
            page = context.new_page()
            page.goto(f"{url}side/", wait_until="networkidle")
            style = "all => all.map(cell => getComputedStyle(cell).textAlign.replace('-webkit-', ''))"
            assert page.eval_on_selector_all("article td", style) == ["left", "right", "center"]
    assert violations.found == []


@pytest.mark.parametrize("address", [PHASE, PROCESS, MINE])
def test_nothing_is_stopped_for_a_reader_who_works(page: Page, url: str, violations: Violations, address: str) -> None:
    desk = Desk(page, url)
    desk.open(address)
    desk.choose("A-1", "Ferdig")
    desk.unfold("A-1")
    desk.field("A-1", "Notat").fill("<b>viktig</b>")
    desk.button("Slett alt").click()
    desk.button("Angre").click()
    desk.keep("{")
    page.reload()
    with page.expect_download():
        desk.button("Last ned det som er lagret").click()
    desk.button("Slett alt").click()
    desk.choose("A-2", "I gang")
    page.goto(url, wait_until="networkidle")
    expect(desk.summary).to_be_visible()
    assert violations.found == []
