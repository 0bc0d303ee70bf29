"""The reader's workbench: tasks are ticked, and what is noted is kept in the browser alone and can be deleted."""

from __future__ import annotations

import json
import re

import pytest
import test_browser
from desk import FRONT, KEY, MINE, PHASE, PROCESS, SECOND_PHASE, WITH_TASKS, Desk
from playwright.sync_api import Page, expect
from test_browser import Watch

browser, page, url = test_browser.browser, test_browser.page, test_browser.url


@pytest.fixture
def desk(page: Page, url: str) -> Desk:
    return Desk(page, url)


@pytest.mark.parametrize("address", WITH_TASKS)
@pytest.mark.parametrize("status", ["I gang", "Ferdig", "Ikke aktuelt"])
def test_a_task_is_ticked_on_any_page_and_has_its_status_on_all(desk: Desk, address: str, status: str) -> None:
    desk.open(address)
    desk.shows("A-4", "Ikke startet")
    desk.choose("A-4", status)
    for other in WITH_TASKS:
        desk.open(other)
        desk.shows("A-4", status)
        desk.shows("A-5", "Ikke startet")


@pytest.mark.parametrize("address", WITH_TASKS)
def test_every_task_of_the_page_can_be_ticked(desk: Desk, address: str) -> None:
    desk.open(address)
    ids = [f"A-{number}" for number in range(1, 8)] + ([] if address == PHASE else ["B-1", "C-3", "D-2"])
    for task in ids:
        desk.choose(task, "Ferdig")
    desk.page.reload()
    for task in ids:
        desk.shows(task, "Ferdig")


@pytest.mark.parametrize("address", WITH_TASKS)
def test_who_when_and_a_note_are_kept_with_a_task_and_shown_in_short(desk: Desk, address: str) -> None:
    desk.open(address)
    desk.unfold("A-5")
    desk.field("A-5", "Ansvarlig person").fill("Kari Nordmann")
    desk.field("A-5", "Frist").fill("2031-02-03")
    desk.field("A-5", "Notat").fill("Ring «Ola» <b>først</b>\nOg så & igjen")
    for other in WITH_TASKS:
        desk.open(other)
        brief = desk.task("A-5").locator(".workbench-brief")
        expect(brief).to_have_text("Kari Nordmann · Frist 03.02.2031 · Ring «Ola» <b>først</b>\nOg så & igjen")
        desk.unfold("A-5")
        expect(desk.field("A-5", "Ansvarlig person")).to_have_value("Kari Nordmann")
        expect(desk.field("A-5", "Frist")).to_have_value("2031-02-03")
        expect(desk.field("A-5", "Notat")).to_have_value("Ring «Ola» <b>først</b>\nOg så & igjen")
        expect(desk.task("A-4").locator(".workbench-brief")).to_be_hidden()


def test_a_day_that_is_no_due_date_gives_way_to_the_one_that_is_kept(desk: Desk) -> None:
    desk.open(PHASE)
    desk.unfold("A-1")
    field = desk.field("A-1", "Frist")
    field.fill("2031-02-03")
    field.fill("1999-02-03")
    desk.field("A-1", "Notat").focus()
    expect(field).to_have_value("2031-02-03")
    expect(desk.task("A-1").locator(".workbench-brief")).to_have_text("Frist 03.02.2031")


@pytest.mark.parametrize(("status", "is_late"), [("I gang", True), ("Ferdig", False), ("Ikke aktuelt", False)])
def test_a_day_that_has_passed_is_told_while_the_task_is_open(desk: Desk, status: str, is_late: bool) -> None:
    desk.open(PHASE)
    desk.unfold("A-1")
    desk.field("A-1", "Frist").fill("2001-02-03")
    desk.choose("A-1", status)
    expect(desk.task("A-1").locator(".workbench-brief")).to_have_text(
        "Frist 03.02.2001 (fristen er ute)" if is_late else "Frist 03.02.2001"
    )


def test_nothing_is_kept_before_the_reader_notes_something(desk: Desk) -> None:
    for address in [FRONT, *WITH_TASKS]:
        desk.page.goto(desk.url + address, wait_until="networkidle")
    desk.open(PHASE)
    desk.unfold("A-1")
    desk.page.reload()
    assert desk.page.evaluate("Object.keys(localStorage).filter(key => !key.startsWith('/.'))") == []
    assert desk.page.evaluate("[sessionStorage.length, document.cookie]") == [0, ""]
    desk.choose("A-1", "I gang")
    assert desk.page.evaluate("Object.keys(localStorage).filter(key => !key.startsWith('/.'))") == [KEY]


def test_what_is_noted_is_sent_nowhere(desk: Desk) -> None:
    desk.open(PHASE)
    watch = Watch(desk.page, desk.url)
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    desk.choose("A-1", "Ferdig")
    desk.unfold("A-1")
    desk.field("A-1", "Notat").fill("hemmelig")
    desk.button("Slett alt").click()
    desk.button("Angre").click()
    desk.page.wait_for_load_state("networkidle")
    assert (asked, watch.complaints) == ([], [])


@pytest.mark.parametrize("address", WITH_TASKS)
def test_where_it_is_kept_is_said_before_the_first_tick_and_after(desk: Desk, address: str) -> None:
    desk.open(address)
    expect(desk.summary).to_contain_text("lagres bare i denne nettleseren og sendes ikke noe sted")
    expect(desk.button("Slett alt")).to_have_count(0)
    desk.choose("A-1", "I gang")
    expect(desk.summary).to_contain_text("lagret bare i denne nettleseren")
    expect(desk.button("Slett alt")).to_be_visible()


@pytest.mark.parametrize("address", WITH_TASKS)
def test_everything_is_deleted_at_one_click_and_brought_back_exactly(desk: Desk, address: str) -> None:
    desk.open(address)
    desk.choose("A-1", "Ferdig")
    desk.unfold("A-2")
    desk.field("A-2", "Notat").fill("husk dette")
    before, text = desk.progress(), desk.kept()
    desk.button("Slett alt").click()
    assert desk.kept() is None
    expect(desk.summary).to_contain_text("er slettet fra denne nettleseren")
    desk.shows("A-1", "Ikke startet")
    expect(desk.field("A-2", "Notat")).to_have_value("")
    desk.button("Angre").click()
    assert desk.kept() == text
    assert desk.progress() == before
    desk.shows("A-1", "Ferdig")
    expect(desk.field("A-2", "Notat")).to_have_value("husk dette")
    desk.page.reload()
    desk.shows("A-1", "Ferdig")


def test_what_was_deleted_stays_away_when_the_page_is_opened_again(desk: Desk) -> None:
    desk.open(PHASE)
    desk.choose("A-1", "Ferdig")
    desk.button("Slett alt").click()
    desk.open(MINE)
    desk.shows("A-1", "Ikke startet")
    expect(desk.button("Angre")).to_have_count(0)


def test_undoing_never_takes_away_what_came_after(desk: Desk) -> None:
    desk.open(PHASE)
    desk.choose("A-1", "Ferdig")
    desk.button("Slett alt").click()
    desk.choose("A-2", "I gang")
    expect(desk.button("Angre")).to_have_count(0)
    desk.shows("A-1", "Ikke startet")
    desk.shows("A-2", "I gang")


def test_the_front_page_shows_no_progress_before_the_reader_has_begun(desk: Desk) -> None:
    desk.page.goto(desk.url, wait_until="networkidle")
    expect(desk.page.locator(".workbench")).to_have_text("")
    expect(desk.page.locator("progress")).to_have_count(0)


def test_the_progress_is_the_same_on_every_page(desk: Desk) -> None:
    desk.open(PROCESS)
    for task, status in {
        "A-1": "Ferdig",
        "A-2": "Ferdig",
        "A-3": "I gang",
        "B-1": "Ferdig",
        "D-3": "Ikke aktuelt",
    }.items():
        desk.choose(task, status)
    ending = {
        "I alt": "3 av 17 ferdig, ikke aktuelt: 1",
        "A": "2 av 7 ferdig",
        "B": "1 av 5 ferdig",
        "C": "0 av 3 ferdig",
    }
    ending["D"] = "0 av 2 ferdig, ikke aktuelt: 1"
    wanted = {
        PROCESS: list(ending),
        FRONT: list(ending),
        MINE: list(ending),
        PHASE: ["A", "I alt"],
        SECOND_PHASE: ["B", "I alt"],
    }
    for address, lines in wanted.items():
        desk.open(address)
        found = {name if name == "I alt" else name[0]: said for name, said in desk.progress().items()}
        assert found == {name: ending[name] for name in lines}, address
    for address in (PROCESS, MINE):
        desk.open(address)
        short = desk.page.locator(".workbench-progress-short").all_inner_texts()
        assert short == [ending[phase] for phase in "ABCD"], address


def test_a_phase_of_which_nothing_is_relevant_says_so(desk: Desk) -> None:
    desk.open(MINE)
    for task in ("C-1", "C-2", "C-3"):
        desk.choose(task, "Ikke aktuelt")
    expect(desk.page.locator(".workbench-progress-short").nth(2)).to_have_text("Ingen oppgaver er aktuelle")
    assert desk.progress()["I alt"] == "0 av 15 ferdig, ikke aktuelt: 3"


def test_every_place_of_a_page_follows_a_tick_at_once(desk: Desk) -> None:
    desk.open(PROCESS)
    desk.choose("B-1", "Ferdig")
    row = desk.page.locator("article table tr").filter(has=desk.page.get_by_role("link", name="B-1", exact=True))
    expect(row.locator(".workbench-sign")).to_have_text("✓ Ferdig")
    expect(row.locator(".workbench-sign")).to_be_visible()
    expect(desk.page.locator(".workbench-progress-short").nth(1)).to_have_text("1 av 5 ferdig")
    assert desk.progress()["I alt"] == "1 av 18 ferdig"
    bars = desk.page.locator(".workbench-progress progress").evaluate_all("bars => bars.map(bar => bar.value)")
    assert bars == [6, 0, 20, 0, 0]


def test_the_progress_leads_to_my_tasks_and_to_the_phases(desk: Desk) -> None:
    desk.open(PHASE)
    desk.summary.get_by_role("link", name="I alt").click()
    desk.page.wait_for_url(desk.url + MINE)
    desk.summary.get_by_role("link", name=re.compile("^B ")).click()
    desk.page.wait_for_url(desk.url + SECOND_PHASE)


def test_each_choice_is_one_of_the_four_and_can_be_taken_back(desk: Desk) -> None:
    desk.open(PHASE)
    for status in ("I gang", "Ferdig", "Ikke aktuelt", "Ikke startet"):
        desk.choose("A-1", status)
        expect(desk.statuses("A-1").get_by_role("radio", checked=True)).to_have_count(1)
        desk.shows("A-1", status)
    desk.page.reload()
    desk.shows("A-1", "Ikke startet")
    assert desk.progress()["I alt"] == "0 av 18 ferdig"


READY = [
    ({}, {"A-1": "Kan startes nå", "B-1": "Kan startes nå · Bør gjøres først: fase A", "B-2": "Venter på B-1"}),
    ({}, {"B-3": "Bits utfører", "B-4": "Bits utfører · Venter på B-2"}),
    ({}, {"C-1": "Venter på fase B", "C-2": "Venter på C-1, fase B", "D-1": "Venter på fase B, fase C"}),
    (
        {"B-1": "Ferdig"},
        {"B-1": "", "B-2": "Kan startes nå · Bør gjøres først: fase A", "B-4": "Bits utfører · Venter på B-2"},
    ),
    ({"B-1": "I gang"}, {"B-1": "Bør gjøres først: fase A", "B-2": "Venter på B-1"}),
    ({"B-1": "Ikke aktuelt"}, {"B-1": "", "B-2": "Kan startes nå · Bør gjøres først: fase A"}),
    (
        {f"A-{number}": "Ferdig" for number in range(1, 8)},
        {"A-1": "", "B-1": "Kan startes nå", "C-1": "Venter på fase B"},
    ),
    (
        {f"B-{number}": "Ferdig" for number in range(1, 6)},
        {"C-1": "Kan startes nå · Bør gjøres først: fase A", "C-2": "Venter på C-1", "D-1": "Venter på fase C"},
    ),
]


@pytest.mark.parametrize("address", [PROCESS, MINE])
@pytest.mark.parametrize(("ticked", "wanted"), READY)
def test_what_can_be_started_follows_the_ticks(
    desk: Desk, address: str, ticked: dict[str, str], wanted: dict[str, str]
) -> None:
    desk.open(address)
    for task, status in ticked.items():
        desk.choose(task, status)
    for task, said in wanted.items():
        ready = desk.task(task).locator(".workbench-readiness")
        if said:
            expect(ready).to_have_text(said)
        else:
            expect(ready).to_be_hidden()


def test_what_is_kept_is_keyed_by_service_and_task(desk: Desk) -> None:
    desk.open(PHASE)
    desk.choose("A-3", "Ferdig")
    text = desk.kept()
    assert text
    state = json.loads(text)
    assert (state["version"], state["service"]) == (2, "dsop_su_onboarding")
    assert state["tasks"]["A-3"]["status"]["value"] == "done"
    assert set(state["tasks"]) == {"A-3"}
