"""«Mine oppgaver»: which tasks a reader sees, kept in the address, and what to look at first."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import test_browser
from conftest import Built
from playwright.sync_api import Page, expect
from test_browser import serve

browser, page = test_browser.browser, test_browser.page

MINE = "ssu/mine-oppgaver/"
PROCESS = "dsop_su_onboarding.html"


@pytest.fixture(scope="module")
def url(site: Built) -> Iterator[str]:
    yield from serve(site.folder)


def shown(page: Page) -> list[str]:
    """The ids of the tasks that a reader sees on «Mine oppgaver»."""
    return page.locator(".task-list a.task-id:visible").all_text_contents()


def tick(page: Page, task: str, status: str = "Ferdig") -> None:
    """Give a task a status."""
    page.get_by_role("group", name=f"Status for {task}").get_by_label(status).check()


def section(page: Page, title: str) -> str:
    """What a part of the overview says."""
    return page.locator(".workbench-overview section", has=page.get_by_role("heading", name=title)).inner_text()


ROLES = {
    "IT": "A-1 A-2 A-3 A-4 A-5 A-6 A-7 B-3 B-4 B-5 C-1 C-2 C-3 D-2 D-3",
    "it": "A-1 A-2 A-3 A-4 A-5 A-6 A-7 B-3 B-4 B-5 C-1 C-2 C-3 D-2 D-3",
    "Forretning": "A-1 A-2 A-3 A-4 A-7 B-1 B-2 B-4 B-5 C-2 C-3 D-1 D-2 D-3",
}


@pytest.mark.parametrize(("role", "tasks"), ROLES.items())
def test_an_address_shows_the_tasks_of_a_role_with_those_of_everyone_and_of_nobody(
    page: Page, url: str, role: str, tasks: str
) -> None:
    page.goto(f"{url}{MINE}?rolle={role}")
    expect(page.get_by_label("Rolle")).to_have_value(re.compile(role, re.IGNORECASE))
    assert shown(page) == tasks.split()


def test_a_role_that_there_is_not_shows_everything(page: Page, url: str) -> None:
    page.goto(f"{url}{MINE}?rolle=Jus&status=sent")
    expect(page.get_by_label("Rolle")).to_have_value("")
    assert len(shown(page)) == 18


def test_what_is_chosen_stands_in_the_address_and_leaves_the_rest_of_it(page: Page, url: str) -> None:
    page.goto(f"{url}{MINE}?h=altinn#fase-b")
    page.get_by_label("Rolle").select_option("IT")
    page.get_by_role("group", name="Vis").get_by_label("Andre utfører").check()
    expect(page).to_have_url(f"{url}{MINE}?rolle=IT&status=venter&h=altinn#fase-b")
    assert shown(page) == ["B-3", "B-4"]
    page.reload()
    expect(page.get_by_text("Viser 2 av 18 oppgaver.").first).to_be_visible()
    assert shown(page) == ["B-3", "B-4"]


def test_a_list_that_nothing_is_left_of_says_so(page: Page, url: str) -> None:
    page.goto(f"{url}{MINE}?status=venter")
    expect(page.get_by_text("Ingen oppgaver her med dette utvalget.").locator("visible=true")).to_have_count(3)


def test_everything_is_shown_again_with_one_button_and_the_focus_stays_in_the_form(page: Page, url: str) -> None:
    page.goto(f"{url}{MINE}?rolle=IT")
    page.get_by_role("button", name="Vis alle").click()
    assert len(shown(page)) == 18
    expect(page).to_have_url(f"{url}{MINE}")
    expect(page.get_by_label("Rolle")).to_be_focused()
    expect(page.get_by_role("button", name="Vis alle")).to_be_hidden()


def test_a_tick_hides_nothing_before_the_next_choice(page: Page, url: str) -> None:
    page.goto(f"{url}{MINE}?status=ikke-startet")
    tick(page, "A-1")
    assert "A-1" in shown(page)
    page.get_by_label("Rolle").select_option("IT")
    assert "A-1" not in shown(page)


def test_the_whole_process_shows_a_role_s_sections_and_rows(page: Page, url: str) -> None:
    page.goto(f"{url}{PROCESS}?rolle=IT")
    expect(page.locator("#b-1")).to_be_hidden()
    expect(page.locator("#b-3")).to_be_visible()
    expect(page.locator("tr", has_text="Send registreringsskjemaet")).to_be_hidden()
    expect(page.get_by_text("Virksomheten registrerer seg").first).to_be_visible()
    expect(page.locator("#fase-b, #b-registrering-og-signering-av-avtaler-og-vilkår").first).to_be_visible()
    assert page.locator("#b-1 ~ *:visible", has_text="kontrollerer skjemaet").count() == 0


@pytest.mark.parametrize("coming", ["by the address", "by a link"])
def test_a_link_to_a_task_shows_it_whatever_the_filter_says(page: Page, url: str, coming: str) -> None:
    page.goto(f"{url}{PROCESS}?rolle=IT{'#b-1' if coming == 'by the address' else ''}")
    if coming == "by a link":
        expect(page.locator("#b-1")).to_be_hidden()
        page.get_by_role("navigation", name="På denne siden").get_by_role("link", name="B-1").click()
    expect(page.locator("#b-1")).to_be_in_viewport()
    expect(page).not_to_have_url(re.compile("rolle"))


def test_the_next_task_is_the_role_s_first_that_can_be_started_and_then_the_one_under_way(page: Page, url: str) -> None:
    page.goto(f"{url}{MINE}?rolle=Forretning")
    assert "Forretning: A-1 Bli kjent med SSU" in section(page, "Neste oppgave")
    for task in ("A-1", "A-2", "A-3", "A-4", "A-7"):
        tick(page, task)
    assert "Forretning: B-1" in section(page, "Neste oppgave")
    assert "Bør gjøres først: fase A" in section(page, "Neste oppgave")
    tick(page, "B-5", "I gang")
    assert "Forretning: B-5" in section(page, "Neste oppgave")
    assert "I gang · Bør gjøres først: fase A" in section(page, "Neste oppgave")
    page.get_by_label("Rolle").select_option("IT")
    assert "IT: B-5" in section(page, "Neste oppgave")


def test_the_progress_in_all_leads_away_from_no_selection(page: Page, url: str) -> None:
    page.goto(f"{url}{MINE}?rolle=Forretning")
    progress = page.locator(".workbench-progress")
    expect(progress).to_contain_text("I alt")
    expect(progress.get_by_role("link", name="I alt")).to_have_count(0)
    page.goto(f"{url}ssu/a-forberedelse/")
    expect(progress.get_by_role("link", name="I alt")).to_have_count(1)


def test_what_others_do_is_told_apart_until_it_is_over(page: Page, url: str) -> None:
    page.goto(f"{url}{MINE}")
    waiting = section(page, "Oppgaver som andre utfører")
    assert re.findall(r"[A-D]-\d", waiting) == ["B-3", "B-4", "B-2"]
    assert "Bits utfører · Venter på B-2" in waiting
    tick(page, "B-3")
    tick(page, "B-4")
    expect(page.get_by_role("heading", name="Oppgaver som andre utfører")).to_be_hidden()


def test_when_all_is_done_nothing_comes_next(page: Page, url: str) -> None:
    page.goto(f"{url}{MINE}")
    for task in shown(page):
        tick(page, task, "Ferdig" if task != "D-3" else "Ikke aktuelt")
    assert "Alle oppgavene er ferdige." in section(page, "Neste oppgave")
    expect(page.get_by_text("17 av 17 ferdig, ikke aktuelt: 1")).to_be_visible()


def test_paper_says_which_tasks_were_chosen(page: Page, url: str) -> None:
    page.goto(f"{url}{PROCESS}?rolle=IT&status=ikke-startet")
    page.emulate_media(media="print")
    expect(page.get_by_text("Utvalg: IT, Ikke startet.")).to_be_visible()
    expect(page.locator("#b-1")).to_be_hidden()
    page.goto(f"{url}{PROCESS}")
    expect(page.get_by_text("Utvalg:")).to_be_hidden()


def test_the_chosen_tasks_are_announced(page: Page, url: str) -> None:
    page.goto(f"{url}{MINE}")
    page.get_by_label("Rolle").select_option("IT")
    expect(page.locator(".workbench-announcer")).to_have_text("Viser 15 av 18 oppgaver.")
