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


PLACES = {
    "the task that the address names": ("ssu/a-forberedelse/#a-7", "#a-7", False),
    "the phase that the address names": ("ssu/mine-oppgaver/#fase-c", "#fase-c", False),
    "a task of the whole process": ("dsop_su_onboarding.html#c-2", "#c-2", False),
    "where the reader has scrolled to": ("ssu/a-forberedelse/", "#a-5", True),
}


@pytest.mark.parametrize(("address", "place", "is_scrolled"), PLACES.values(), ids=PLACES)
def test_it_stays(page: Page, url: str, address: str, place: str, is_scrolled: bool) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/arbeidsbenk.js", hold)
    with page.expect_request("**/arbeidsbenk.js"):
        page.goto(f"{url}{address}", wait_until="load")
    # Some browsers keep what they can by themselves, and some do not.
    page.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    if is_scrolled:
        page.evaluate("([place]) => scrollTo(0, document.querySelector(place).offsetTop - 80)", [place])
    top = "place => Math.round(document.querySelector(place).getBoundingClientRect().top)"
    before = page.evaluate(top, place)
    assert 0 <= before < 400
    expect(page.locator(".workbench-task")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(".workbench-task").first).to_be_attached()
    assert abs(page.evaluate(top, place) - before) <= 1


def test_it_stays_when_the_hand_over_comes_late(page: Page, url: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/overlevering.js", hold)
    with page.expect_request("**/overlevering.js"):
        page.goto(f"{url}ssu/mine-oppgaver/", wait_until="load")
    page.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    page.evaluate("scrollTo(0, document.querySelector('#fase-b').offsetTop - 80)")
    top = "Math.round(document.querySelector('#fase-b').getBoundingClientRect().top)"
    before = page.evaluate(top)
    expect(page.locator(".workbench-handover")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(".workbench-handover")).to_be_attached()
    assert abs(page.evaluate(top) - before) <= 1
