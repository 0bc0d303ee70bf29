"""The workbench where the browser keeps nothing, has no more room, or keeps what cannot be read: nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import test_browser
from desk import FRONT, KEY, MINE, PHASE, PROCESS, Desk
from playwright.sync_api import Page, expect

browser, page, url = test_browser.browser, test_browser.page, test_browser.url

SERVICE = "dsop_su_onboarding"
AT = "2026-01-01T00:00:00.000Z"


@pytest.fixture
def desk(page: Page, url: str) -> Desk:
    return Desk(page, url)


def state(version: int = 2, service: str = SERVICE, **more: object) -> str:
    return json.dumps({"version": version, "service": service, "tasks": {}, "known": {}, **more})


def status(value: str) -> dict[str, object]:
    return {"A-1": {"status": {"value": value, "at": AT}}}


BLOCKED = {
    "the storage may not be named": """Object.defineProperty(globalThis, "localStorage", {
        get() { throw new DOMException("", "SecurityError"); } })""",
    "nothing may be asked of it": """for (const name of ["getItem", "setItem", "removeItem"])
        Storage.prototype[name] = () => { throw new DOMException("", "SecurityError"); }""",
    "nothing may be put into it": """Storage.prototype.setItem = () => {
        throw new DOMException("", "SecurityError"); }""",
}


@pytest.mark.parametrize("address", [PHASE, PROCESS, MINE])
@pytest.mark.parametrize("script", BLOCKED.values(), ids=BLOCKED)
def test_a_page_that_may_keep_nothing_says_so_and_works_on(desk: Desk, script: str, address: str) -> None:
    desk.page.add_init_script(script)
    desk.open(address)
    desk.choose("A-1", "Ferdig")
    expect(desk.summary.get_by_role("alert")).to_contain_text("lar ikke nettstedet lagre noe")
    expect(desk.summary.get_by_text("bare i denne nettleseren")).to_be_hidden()
    desk.choose("A-2", "Ferdig")
    desk.unfold("A-3")
    desk.field("A-3", "Notat").fill("bare her")
    desk.shows("A-1", "Ferdig")
    expect(desk.summary).to_contain_text("2 av 18 ferdig")
    expect(desk.task("A-3").locator(".workbench-brief")).to_have_text("bare her")
    expect(desk.button("Slett alt")).to_have_count(0)


def test_a_front_page_that_may_keep_nothing_is_as_before(desk: Desk) -> None:
    desk.page.add_init_script(BLOCKED["nothing may be asked of it"])
    desk.page.goto(desk.url, wait_until="networkidle")
    expect(desk.page.locator(".workbench")).to_have_text("")


FILL = """() => {
  let text = "x".repeat(8_000_000);
  for (let kept = ""; text; ) {
    try { localStorage.setItem("other", (kept += text)); }
    catch { kept = localStorage.getItem("other") ?? ""; text = text.slice(text.length / 2 + 1 | 0); }
  }
}"""


def test_a_storage_without_room_says_so_keeps_what_was_there_and_takes_the_rest_when_there_is_room(desk: Desk) -> None:
    desk.open(PHASE)
    desk.choose("A-1", "Ferdig")
    kept = desk.kept()
    desk.page.evaluate(FILL)
    desk.choose("A-2", "Ferdig")
    expect(desk.summary.get_by_role("alert")).to_contain_text("ikke plass til mer")
    assert desk.kept() == kept
    desk.shows("A-2", "Ferdig")
    expect(desk.summary).to_contain_text("2 av 18 ferdig")
    desk.page.evaluate("localStorage.removeItem('other')")
    desk.choose("A-3", "Ferdig")
    expect(desk.summary.get_by_role("alert")).to_have_count(0)
    desk.page.reload()
    for task in ("A-1", "A-2", "A-3"):
        desk.shows(task, "Ferdig")


def test_what_was_deleted_comes_back_to_the_page_where_there_is_no_more_room_to_keep_it(desk: Desk) -> None:
    desk.open(PHASE)
    desk.choose("A-1", "Ferdig")
    desk.button("Slett alt").click()
    desk.page.evaluate(FILL)
    desk.button("Angre").click()
    desk.shows("A-1", "Ferdig")
    expect(desk.summary.get_by_role("alert")).to_contain_text("ikke plass til mer")


def test_a_first_tick_without_room_is_not_said_to_be_kept(desk: Desk) -> None:
    desk.open(PHASE)
    desk.page.evaluate(FILL)
    desk.choose("A-1", "Ferdig")
    expect(desk.summary.get_by_role("alert")).to_contain_text("ikke plass til mer")
    expect(desk.summary).not_to_contain_text("Fremdriften er lagret")
    assert desk.kept() is None


DAMAGED = {
    "nothing": "",
    "half": state()[:30],
    "no object": "null",
    "a list": "[]",
    "words": "Hei på deg",
    "without a version": json.dumps({"service": SERVICE, "tasks": {}, "known": {}}),
    "a version that is none": state(version=0),
    "of another service": state(service="annen"),
    "without tasks": json.dumps({"version": 2, "service": SERVICE, "known": {}}),
    "a status that is none": state(tasks=status("finished")),
    "a time that is none": state(tasks={"A-1": {"status": {"value": "done", "at": "i går"}}}),
    "a field that is none": state(tasks={"A-1": {"colour": {"value": "red", "at": AT}}}),
    "a version 1 that is damaged": json.dumps({"version": 1, "service": SERVICE, "tasks": {"A-1": "done"}}),
}
UNREADABLE = {
    **{f"damaged: {name}": (text, "kan ikke leses") for name, text in DAMAGED.items()},
    "newer": (state(version=3, tasks={"A-1": "done"}), "nyere utgave"),
    "much newer": (json.dumps({"version": 99}), "nyere utgave"),
}


@pytest.mark.parametrize(("text", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told_and_left_as_it_is_and_can_be_rescued(
    desk: Desk, text: str, message: str, tmp_path: Path
) -> None:
    desk.page.goto(desk.url)
    desk.keep(text)
    for address in (PROCESS, MINE, PHASE):
        desk.open(address)
        expect(desk.summary.get_by_role("alert")).to_contain_text(message)
        for each in desk.statuses("A-1").get_by_role("radio").all():
            expect(each).to_be_disabled()
        desk.unfold("A-1")
        for name in ("Notat", "Ansvarlig person", "Frist"):
            expect(desk.field("A-1", name)).to_be_disabled()
    assert desk.kept() == text
    with desk.page.expect_download() as download:
        desk.button("Last ned det som er lagret").click()
    download.value.save_as(tmp_path / "rescued")
    assert (tmp_path / "rescued").read_text(encoding="utf-8") == text
    desk.button("Slett alt").click()
    assert desk.kept() is None
    expect(desk.summary.get_by_role("alert")).to_have_count(0)
    desk.button("Angre").click()
    assert desk.kept() == text
    desk.button("Slett alt").click()
    desk.choose("A-1", "Ferdig")
    desk.page.reload()
    desk.shows("A-1", "Ferdig")


def test_the_front_page_tells_what_cannot_be_read(desk: Desk) -> None:
    desk.page.goto(desk.url)
    desk.keep("{")
    desk.page.goto(desk.url + FRONT)
    expect(desk.summary.get_by_role("alert")).to_contain_text("kan ikke leses")
    expect(desk.button("Last ned det som er lagret")).to_be_visible()
    assert desk.kept() == "{"


def test_a_newer_version_in_another_tab_is_never_overwritten(desk: Desk) -> None:
    desk.open(PHASE)
    desk.choose("A-1", "Ferdig")
    newer = state(version=3)
    other = desk.page.context.new_page()
    other.goto(desk.url)
    other.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, newer])
    expect(desk.summary.get_by_role("alert")).to_contain_text("nyere utgave")
    desk.shows("A-1", "Ferdig")
    expect(desk.statuses("A-2").get_by_role("radio").first).to_be_disabled()
    assert desk.kept() == newer


@pytest.mark.parametrize("text", [state(version=3), "{"], ids=["newer", "damaged"])
def test_what_a_page_has_not_heard_of_is_looked_at_before_it_writes(desk: Desk, text: str) -> None:
    desk.open(PHASE)
    desk.choose("A-1", "Ferdig")
    desk.keep(text)  # the page that writes is told of nothing
    desk.choose("A-2", "Ferdig")
    expect(desk.summary.get_by_role("alert")).to_be_visible()
    assert desk.kept() == text


def test_what_the_first_version_kept_is_taken_over(desk: Desk) -> None:
    desk.page.goto(desk.url)
    desk.keep({"version": 1, "service": SERVICE, "tasks": {"A-1": {"status": "done", "at": AT}}})
    desk.open(PHASE)
    desk.shows("A-1", "Ferdig")
    desk.choose("A-2", "I gang")
    kept = json.loads(desk.kept() or "")
    assert kept["version"] == 2
    assert kept["tasks"]["A-1"]["status"] == {"value": "done", "at": AT}
