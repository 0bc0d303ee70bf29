"""The workbench in several tabs at once, in the browser's history, and with Material's instant navigation."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
import test_browser
from conftest import Built
from desk import FRONT, KEY, MINE, PHASE, PROCESS, SECOND_PHASE, Desk
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_browser import Watch, launched, serve_instant

url = test_browser.url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """With the back-forward cache, as people have it; Playwright turns it off."""
    yield from launched(ignore_default_args=["--disable-back-forward-cache"])


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(locale="nb-NO") as context:
        context.set_default_timeout(10_000)
        context.add_init_script("addEventListener('pageshow', (event) => (globalThis.wasRestored = event.persisted))")
        yield context


@pytest.fixture
def tab(context: BrowserContext, url: str) -> Callable[[str], Desk]:
    """Opens a page in a tab of its own."""

    def open_tab(address: str) -> Desk:
        desk = Desk(context.new_page(), url)
        desk.page.goto(url + address, wait_until="networkidle")
        return desk

    return open_tab


def test_two_tabs_show_at_once_what_the_other_one_notes(tab: Callable[[str], Desk]) -> None:
    one, other = tab(PHASE), tab(MINE)
    one.choose("A-1", "Ferdig")
    other.shows("A-1", "Ferdig")
    expect(other.summary).to_contain_text("1 av 18 ferdig")
    other.choose("A-2", "Ferdig")
    other.unfold("A-3")
    other.field("A-3", "Notat").fill("fra den andre")
    one.shows("A-1", "Ferdig")
    one.shows("A-2", "Ferdig")
    expect(one.summary).to_contain_text("2 av 18 ferdig")
    expect(one.task("A-3").locator(".workbench-brief")).to_have_text("fra den andre")
    one.choose("A-1", "I gang")
    other.shows("A-1", "I gang")


def test_what_is_deleted_in_one_tab_is_gone_in_the_other_and_comes_back_there(tab: Callable[[str], Desk]) -> None:
    one, other = tab(PHASE), tab(MINE)
    one.choose("A-1", "Ferdig")
    other.shows("A-1", "Ferdig")
    text = one.kept()
    other.button("Slett alt").click()
    one.shows("A-1", "Ikke startet")
    expect(one.button("Slett alt")).to_have_count(0)
    assert one.kept() is None
    other.button("Angre").click()
    one.shows("A-1", "Ferdig")
    assert one.kept() == text


def test_what_the_other_tab_notes_takes_no_words_from_a_field_that_is_written_in(tab: Callable[[str], Desk]) -> None:
    one, other = tab(PHASE), tab(MINE)
    one.unfold("A-1")
    one.field("A-1", "Notat").press_sequentially("Først ")
    other.choose("A-2", "Ferdig")
    other.shows("A-1", "Ikke startet")
    one.shows("A-2", "Ferdig")
    one.field("A-1", "Notat").press_sequentially("og så")
    expect(one.field("A-1", "Notat")).to_have_value("Først og så")
    expect(other.task("A-1").locator(".workbench-brief")).to_have_text("Først og så")


TICK_ALL = """([ids, pause]) => {
  const timer = setInterval(() => {
    if (!ids.length) return clearInterval(timer);
    document.querySelector(`input[name="status-${ids.shift()}"][value=done]`).click();
  }, pause);
}"""


@pytest.mark.parametrize("pause", [0, 1, 3, 5])
def test_two_tabs_that_write_at_the_same_moment_lose_nothing(tab: Callable[[str], Desk], pause: int) -> None:
    tabs = [tab(PROCESS), tab(MINE)]
    first = [f"A-{number}" for number in range(1, 8)] + ["C-1", "C-3"]
    second = [f"B-{number}" for number in range(1, 6)] + ["C-2", "D-1", "D-2", "D-3"]
    for desk, ids in zip(tabs, (first, second), strict=True):
        desk.page.evaluate(TICK_ALL, [ids, pause])
    for desk in tabs:
        expect(desk.summary).to_contain_text("18 av 18 ferdig")
    text = tabs[0].kept()
    assert text
    assert all(entry["status"]["value"] == "done" for entry in json.loads(text)["tasks"].values())
    assert text == tabs[1].kept()


def test_two_tabs_come_to_rest(tab: Callable[[str], Desk]) -> None:
    one, other = tab(PHASE), tab(MINE)
    for desk in (one, other):
        desk.page.evaluate("globalThis.heard = 0; addEventListener('storage', () => (globalThis.heard += 1))")
    one.choose("A-1", "Ferdig")
    other.shows("A-1", "Ferdig")
    one.page.wait_for_timeout(500)
    assert [desk.page.evaluate("globalThis.heard") for desk in (one, other)] == [0, 1]


def test_the_front_page_follows_a_reader_who_begins_in_another_tab(tab: Callable[[str], Desk]) -> None:
    front, other = tab(FRONT), tab(PHASE)
    expect(front.summary).to_have_count(0)
    other.choose("A-1", "Ferdig")
    expect(front.summary).to_contain_text("1 av 18 ferdig")
    other.choose("A-2", "Ferdig")
    expect(front.summary).to_contain_text("2 av 18 ferdig")


# Chromium tells a frozen page of what was kept meanwhile as soon as it is back; other browsers tell it nothing.
DEAF = "addEventListener('storage', (event) => event.stopImmediatePropagation(), true)"


@pytest.fixture(params=["told", "not told"])
def left(request: pytest.FixtureRequest, context: BrowserContext, tab: Callable[[str], Desk]) -> Callable[[str], Desk]:
    """Opens a page that goes into the back-forward cache, and is told or not told there what other pages keep."""
    if request.param == "not told":
        context.add_init_script(DEAF)
    return tab


def restored(desk: Desk, address: str) -> None:
    """Go back, and see that the page was frozen meanwhile, and not loaded anew."""
    desk.page.go_back(wait_until="commit")
    assert desk.page.url == desk.url + address
    assert desk.page.evaluate("globalThis.wasRestored") is True


@pytest.mark.parametrize("address", [PHASE, PROCESS, MINE])
def test_a_page_from_the_back_forward_cache_shows_what_another_has_changed(
    left: Callable[[str], Desk], address: str
) -> None:
    desk = left(address)
    desk.choose("A-1", "I gang")
    desk.page.evaluate("url => location.assign(url)", f"{desk.url}{PROCESS}?")
    desk.page.wait_for_url(re.compile(r"\?$"))
    desk.shows("A-1", "I gang")
    desk.choose("A-1", "Ferdig")
    desk.choose("A-2", "Ferdig")
    restored(desk, address)
    desk.shows("A-1", "Ferdig")
    desk.shows("A-2", "Ferdig")
    expect(desk.summary).to_contain_text("2 av 18 ferdig")
    desk.choose("A-3", "Ferdig")
    expect(desk.summary).to_contain_text("3 av 18 ferdig")


def test_a_page_from_the_back_forward_cache_brings_nothing_back_that_was_deleted(
    left: Callable[[str], Desk],
) -> None:
    desk = left(PHASE)
    desk.choose("A-1", "Ferdig")
    desk.summary.get_by_role("link", name="I alt").click()
    desk.page.wait_for_url(desk.url + MINE)
    desk.button("Slett alt").click()
    restored(desk, PHASE)
    desk.shows("A-1", "Ikke startet")
    desk.choose("A-2", "Ferdig")
    assert set(json.loads(desk.kept() or "")["tasks"]) == {"A-2"}


def test_the_front_page_from_the_back_forward_cache_shows_what_the_reader_has_begun(
    left: Callable[[str], Desk],
) -> None:
    desk = left(FRONT)
    desk.page.get_by_role("link", name=re.compile("Forberedelse")).first.click()
    desk.page.wait_for_url(desk.url + PHASE)
    desk.choose("A-1", "Ferdig")
    restored(desk, FRONT)
    expect(desk.summary).to_contain_text("1 av 18 ferdig")


# ---------- Material's instant navigation ----------


@pytest.fixture(scope="module")
def instant_url(instant: Built) -> Iterator[str]:
    yield from serve_instant(instant)


@pytest.fixture
def moving(context: BrowserContext, instant_url: str) -> Desk:
    """A phase's page from which the menu leads on without loading another document."""
    desk = Desk(context.new_page(), instant_url)
    desk.page.goto(instant_url + PHASE, wait_until="networkidle")
    desk.page.evaluate("globalThis.isSameDocument = true")
    return desk


def follow(desk: Desk, name: str, address: str) -> None:
    desk.page.locator(".md-sidebar--primary").get_by_role("link", name=re.compile(name)).first.click()
    arrived(desk, address)


def arrived(desk: Desk, address: str) -> None:
    desk.page.wait_for_url(desk.url + address)
    expect(desk.summary).to_be_visible()
    assert desk.page.evaluate("globalThis.isSameDocument") is True


def controls(page: Page) -> list[int]:
    """How many tasks, choices, summaries and announcers the page has."""
    parts = (".workbench-task", ".workbench-choices", ".workbench-progress", ".workbench-announcer", ".workbench-sign")
    return [page.locator(part).count() for part in parts]


def test_the_workbench_is_there_once_on_each_page_that_comes_without_loading(moving: Desk) -> None:
    watch = Watch(moving.page, moving.url)
    for _ in range(2):
        expect(moving.page.locator(".workbench-task")).to_have_count(7)
        assert controls(moving.page) == [7, 7, 1, 1, 7]
        follow(moving, "Registrering og signering", SECOND_PHASE)
        expect(moving.page.locator(".workbench-task")).to_have_count(5)
        assert controls(moving.page) == [5, 5, 1, 1, 5]
        moving.choose("B-1", "Ferdig")
        expect(moving.summary).to_contain_text("1 av 18 ferdig")
        moving.page.go_back(wait_until="commit")
        arrived(moving, PHASE)
        expect(moving.summary).to_contain_text("1 av 18 ferdig")
        moving.page.go_forward(wait_until="commit")
        arrived(moving, SECOND_PHASE)
        moving.shows("B-1", "Ferdig")
        moving.choose("B-1", "I gang")
        follow(moving, "Forberedelse", PHASE)
        moving.choose("A-1", "Ferdig")
        expect(moving.summary).to_contain_text("1 av 18 ferdig")
        moving.choose("A-1", "Ikke startet")
    assert (watch.complaints, watch.foreign) == ([], [])


def test_a_page_that_comes_without_loading_has_no_workbench_where_it_shows_no_task(moving: Desk) -> None:
    moving.page.locator(".md-footer").get_by_role("link", name=re.compile("Personvern")).click()
    moving.page.wait_for_url(f"{moving.url}om/personvern/")
    expect(moving.page.locator(".workbench-task")).to_have_count(0)
    expect(moving.page.locator(".workbench-announcer")).to_have_count(0)
    assert moving.page.evaluate("globalThis.isSameDocument") is True


def test_pages_that_were_left_listen_to_nothing(moving: Desk) -> None:
    def wander() -> None:
        follow(moving, "Registrering og signering", SECOND_PHASE)
        follow(moving, "Forberedelse", PHASE)

    wander()
    moving.shows("A-1", "Ikke startet")  # the workbench is there
    before = listeners(moving.page)
    assert before["storage"] > 0
    for _ in range(3):
        wander()
        moving.shows("A-1", "Ikke startet")
    assert listeners(moving.page) == before


def listeners(page: Page) -> dict[str, int]:
    """How many listeners the window and the document have of each kind."""
    session = page.context.new_cdp_session(page)
    found: dict[str, int] = {}
    for target in ("window", "document", "document.body"):
        handle = session.send("Runtime.evaluate", {"expression": target})["result"]["objectId"]
        for listener in session.send("DOMDebugger.getEventListeners", {"objectId": handle})["listeners"]:
            found[listener["type"]] = found.get(listener["type"], 0) + 1
    session.detach()
    return found


def test_a_page_that_was_left_writes_nothing(moving: Desk) -> None:
    moving.choose("A-1", "Ferdig")
    follow(moving, "Registrering og signering", SECOND_PHASE)
    moving.button("Slett alt").click()
    follow(moving, "Forberedelse", PHASE)
    moving.shows("A-1", "Ikke startet")
    assert moving.page.evaluate("key => localStorage.getItem(key)", KEY) is None
