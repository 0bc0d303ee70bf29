"""Our scripts where Material brings page after page into the first one, as it may be set to: all of it as if loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_browser
import test_policy
from conftest import Built, free_port, mkdocs, write_files
from playwright.sync_api import Browser, Locator, Page, expect
from test_browser import serve
from test_policy import Violations

browser, page, violations = test_browser.browser, test_policy.page, test_policy.violations


@pytest.fixture(scope="module")
def url(instant: Built) -> Iterator[str]:
    yield from serve(instant.folder, instant.port)


def start(page: Page, address: str) -> None:
    """Open a page that knows whether it is still the same document later, and wait until Material is ready."""
    page.goto(address, wait_until="networkidle")
    page.evaluate("window.isFirst = true")


def is_same_document(page: Page) -> bool:
    return bool(page.evaluate("window.isFirst === true"))


def settle(page: Page) -> None:
    """Let Material close the menu and the search, which it does 125 ms after each page that it brings in."""
    page.evaluate("() => new Promise((done) => setTimeout(done, 250))")


def follow(page: Page, name: str) -> None:
    """Follow a link of the menu by the mouse, which makes Material fetch the page before it is asked for."""
    link = page.locator(".md-sidebar--primary").get_by_role("link", name=re.compile(name))
    link.hover()
    page.wait_for_timeout(100)
    link.click()
    expect(page.locator("article h1")).to_contain_text(name)
    page.wait_for_load_state("networkidle")
    settle(page)


def follow_old(page: Page, address: str) -> None:
    """Follow a link that somebody wrote a long time ago."""
    write = "(article, address) => article.insertAdjacentHTML('beforeend', `<a id='old' href='${address}'>Her</a>`)"
    page.locator("article").evaluate(write, address)
    page.locator("#old").click()


def test_pages_follow_each_other_in_one_document_and_nothing_is_stopped(
    page: Page, url: str, violations: Violations
) -> None:
    start(page, f"{url}ssu/a-forberedelse/")
    for name in ("Registrering", "Integrasjon", "Produksjon", "Forberedelse"):
        follow(page, name)
    page.locator(".md-header__button.md-logo").click()
    page.wait_for_url(url)
    page.locator("label[title^=Bytt]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert is_same_document(page)
    assert violations.found == []


def test_the_policy_of_the_first_page_is_the_only_one_on_later_pages(page: Page, url: str) -> None:
    start(page, f"{url}ssu/a-forberedelse/")
    follow(page, "Registrering")
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1


def test_back_and_forward_lead_to_the_same_place_on_the_page(page: Page, url: str, violations: Violations) -> None:
    start(page, f"{url}om/ordliste/")
    page.evaluate("scrollTo(0, 200)")
    page.wait_for_timeout(400)  # Material notes the place when it has been still for a while
    follow(page, "Personvern")
    page.go_back()
    expect(page.locator("article h1")).to_contain_text("Ordliste")
    page.wait_for_function("() => scrollY === 200")
    page.go_forward()
    expect(page.locator("article h1")).to_contain_text("Personvern")
    assert is_same_document(page)
    assert violations.found == []


def test_the_menu_of_a_later_page_opens_with_the_keyboard(browser: Browser, url: str, violations: Violations) -> None:
    with browser.new_context(viewport={"width": 320, "height": 800}) as context:
        violations.watch(context)
        page = context.new_page()
        start(page, f"{url}ssu/a-forberedelse/")
        opener = page.locator("label.md-header__button[for=__drawer]")
        page.locator(".md-footer__link--next").click()
        expect(page.locator("article h1")).to_contain_text("Registrering")
        settle(page)
        for label in page.locator(".md-nav--primary label:not([for=__drawer])").all():
            expect(label).to_have_role("button")
        opener.focus()
        page.keyboard.press("Enter")
        expect(opener).to_have_attribute("aria-expanded", "true")
        page.wait_for_function("() => document.activeElement.matches('.md-nav--primary a[href]')")
        page.keyboard.press("Escape")
        expect(opener).to_have_attribute("aria-expanded", "false")
        expect(opener).to_be_focused()
        assert is_same_document(page)
    assert violations.found == []


COUNT = """() => {
  window.clicks = 0;
  document.querySelector(".md-header__button[for=__drawer]").addEventListener("click", () => window.clicks++);
}"""


def test_a_button_of_the_header_does_what_it_does_once(browser: Browser, url: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        start(page, f"{url}ssu/a-forberedelse/")
        for name in ("Registrering", "Integrasjon"):
            page.locator(".md-footer__link--next").click()
            expect(page.locator("article h1")).to_contain_text(name)
            settle(page)
        page.evaluate(COUNT)
        page.locator("label.md-header__button[for=__drawer]").press("Enter")
        assert page.evaluate("window.clicks") == 1


MARKS = "[data-md-component=content] mark"


def search(page: Page, query: str, place: str) -> Locator:
    """The result for a query that leads to a place."""
    page.locator("[data-md-component=search-query]").click()
    page.locator("[data-md-component=search-query]").fill("")
    page.keyboard.type(query)
    result = page.locator(f".md-search-result__link[href$='{place}']").first
    expect(result).to_be_attached()
    page.wait_for_timeout(300)  # the list is made anew for each letter
    result.evaluate("link => link.closest('details')?.setAttribute('open', '')")
    return result


def marked(page: Page, word: str) -> None:
    """See that nothing but the word is marked, once that has been done."""
    all_of_them = f"[...document.querySelectorAll('{MARKS}')].map(mark => mark.textContent.toLowerCase())"
    page.wait_for_function(
        f"word => {{ const all = {all_of_them}; return all.length && all.every(one => one === word) }}", arg=word
    )
    page.wait_for_timeout(200)
    assert set(page.evaluate(all_of_them)) == {word}


def test_marks_of_later_pages_are_whole_words(page: Page, url: str, violations: Violations) -> None:
    start(page, f"{url}ssu/c-integrasjon/")
    result = search(page, "A-4", "a-forberedelse/?h=a-4#a-4")
    # Letters that are a part of many words there: what Material would mark.
    result.evaluate("link => { link.href = link.href.replace('h=a-4', 'h=it'); link.click() }")
    marked(page, "it")
    search(page, "maskinporten", "d-produksjon/?h=maskinporten#d-1").click()
    marked(page, "maskinporten")
    assert is_same_document(page)
    assert violations.found == []


def test_a_search_without_an_answer_says_so_on_a_later_page(page: Page, url: str, violations: Violations) -> None:
    start(page, f"{url}ssu/a-forberedelse/")
    follow(page, "Produksjon")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("barnetrygd")
    expect(page.locator(".unanswered")).to_be_visible()
    page.wait_for_timeout(500)  # the help is made anew for each letter
    page.locator(".unanswered").get_by_role("link", name="uføretrygd").click()
    expect(page.locator(".md-search-result__link[href$='#a-7']").first).to_be_attached()
    expect(page.locator(".unanswered")).to_have_count(0)
    assert page.locator(".unanswered-place").count() == 1
    assert is_same_document(page)
    assert violations.found == []


def test_a_page_that_is_not_in_the_sitemap_is_loaded_as_before(page: Page, url: str, violations: Violations) -> None:
    start(page, f"{url}ssu/")
    follow_old(page, "/dsop_su_onboarding.html#c-2")
    page.wait_for_url(f"{url}dsop_su_onboarding.html#c-2")
    page.wait_for_load_state("networkidle")
    assert not is_same_document(page)
    assert violations.found == []


MOVED = {
    "tjeneste/a-start/a-2-bestill.md": None,
    "tjeneste/b-slutt/b-2-bestill.md": "---\nid: B-2\ntitle: Bestill\nroles: [IT]\naliases: [A-2]\n---\n\nBestill.\n",
    "tjeneste/b-slutt/b-1-ferdig.md": "---\nid: B-1\ntitle: Slutt\nroles: []\n---\n\nSe [B-2](b-2-bestill.md).\n",
}


def test_an_old_anchor_leads_on_from_a_later_page(project: Path, browser: Browser, violations: Violations) -> None:
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    changed = settings.replace("  features:\n", "  features:\n    - navigation.instant\n")
    write_files(project, {"mkdocs.yml": changed})
    write_files(project / "docs", MOVED)
    port = free_port()
    done = mkdocs("build", "--strict", cwd=project, SITE_URL=f"http://127.0.0.1:{port}/")
    assert done.returncode == 0, done.stderr
    with browser.new_context() as context:
        violations.watch(context)
        for url in serve(project / "site", port):
            page = context.new_page()
            start(page, url)
            follow_old(page, "/tjeneste/a-start/#a-2")
            page.wait_for_url(f"{url}tjeneste/b-slutt/#b-2")
            page.wait_for_load_state("networkidle")
    assert violations.found == []
