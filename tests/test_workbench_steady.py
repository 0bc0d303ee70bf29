"""What a reader looks at stays where it is while the workbench comes into the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import test_browser
from conftest import Built
from playwright.sync_api import Page, Route, expect
from test_browser import serve

browser, page = test_browser.browser, test_browser.page


@pytest.fixture(scope="module")
def url(site: Built) -> Iterator[str]:
    yield from serve(site.folder)


TASKS = ("**/arbeidsbenk.js", ".workbench-task")
HANDOVER = ("**/overlevering.js", ".workbench-handover")

# The page, the place on it, whether the reader has scrolled there, and what comes late.
PLACES = {
    "the task that the address names": ("ssu/a-forberedelse/#a-7", "#a-7", False, TASKS),
    "the phase that the address names": ("ssu/mine-oppgaver/#fase-c", "#fase-c", False, TASKS),
    "a task of the whole process": ("dsop_su_onboarding.html#c-2", "#c-2", False, TASKS),
    "where the reader has scrolled to": ("ssu/a-forberedelse/", "#a-5", True, TASKS),
    "where the reader is when the hand-over comes": ("ssu/mine-oppgaver/", "#fase-b", True, HANDOVER),
}


@pytest.mark.parametrize("case", PLACES.values(), ids=PLACES)
def test_it_stays(page: Page, url: str, case: tuple[str, str, bool, tuple[str, str]]) -> None:
    address, place, is_scrolled, (file, part) = case
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(file, hold)
    with page.expect_request(file):
        page.goto(f"{url}{address}", wait_until="load")
    # Some browsers keep what they can by themselves, and some do not.
    page.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    if is_scrolled:
        page.evaluate("([place]) => scrollTo(0, document.querySelector(place).offsetTop - 80)", [place])
    top = "place => Math.round(document.querySelector(place).getBoundingClientRect().top)"
    before = page.evaluate(top, place)
    assert 0 <= before < 400
    expect(page.locator(part)).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(part).first).to_be_attached()
    assert abs(page.evaluate(top, place) - before) <= 1
