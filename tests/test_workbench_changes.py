"""The workbench when the content has changed since the reader ticked: told, acknowledged, and nothing lost."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_browser
from conftest import ROOT, mkdocs
from desk import KEY, MINE, PHASE, Desk
from playwright.sync_api import Page, expect
from test_browser import serve

browser, page, url = test_browser.browser, test_browser.page, test_browser.url

TODAY = "2031-02-03"
LATER = "2031-03-04"

# What an editor does to the real content, by file: the text becomes another, or None takes the file away.
EDITS: dict[str, tuple[str, str] | str | None] = {
    # A renamed title.
    "a-forberedelse/a-1-presentasjon.md": ("title: Bli kjent med SSU", "title: Bli kjent med hele SSU"),
    # Another text, which the changelog tells of.
    "a-forberedelse/a-4-maskinporten.md": ("Bli kjent med integrasjonene", "Les nøye om integrasjonene"),
    f"endringslogg/{LATER}-a-4.md": f"---\ndate: {LATER}\ntasks: [A-4]\ntitle: Nytt navn på Maskinporten\n---\n\nJa.\n",
    # A task that moves with its phase to another address.
    "c-integrasjon/index.md": ("title: Integrasjon", "title: Oppkobling"),
    # A task that goes, and one that comes.
    "a-forberedelse/a-7-nav-dokumentasjon.md": None,
    "a-forberedelse/a-8-ny.md": "---\nid: A-8\ntitle: Velg en leverandør\nroles: [IT]\n---\n\nVelg en.\n",
}


def edited(docs: Path) -> None:
    for name, edit in EDITS.items():
        file = docs / "ssu" / name
        if edit is None:
            file.unlink()
        elif isinstance(edit, str):
            file.write_text(edit, encoding="utf-8")
        else:
            old, new = edit
            text = file.read_text(encoding="utf-8")
            assert old in text
            file.write_text(text.replace(old, new), encoding="utf-8")
    (docs / "ssu/c-integrasjon").rename(docs / "ssu/c-oppkobling")
    for file in docs.rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("../c-integrasjon/", "../c-oppkobling/"), encoding="utf-8")


@pytest.fixture(scope="module")
def later_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site after the edits."""
    folder = tmp_path_factory.mktemp("later")
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    edited(folder / "docs")
    done = mkdocs("build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    yield from serve(folder / "site")


@pytest.fixture
def desk(page: Page, url: str, later_url: str) -> Desk:
    """The edited site for a reader who had noted this and that before."""
    page.clock.set_fixed_time(f"{TODAY}T10:00:00")
    before = Desk(page, url)
    before.open(MINE)
    for task, status in {"A-1": "Ferdig", "A-4": "Ferdig", "A-5": "I gang", "A-7": "Ferdig", "C-3": "Ferdig"}.items():
        before.choose(task, status)
    before.unfold("A-7")
    before.field("A-7", "Notat").fill("lest av Kari")
    before.field("A-7", "Frist").fill("2031-12-24")
    text = before.kept()
    assert text
    page.goto(later_url)
    after = Desk(page, later_url)
    after.keep(text)
    page.clock.set_fixed_time(f"{LATER}T10:00:00")
    return after


def news(desk: Desk) -> list[str]:
    """The tasks that «Mine oppgaver» says are new or have changed."""
    part = desk.page.get_by_role("heading", name="Endret siden sist", exact=True).locator("xpath=..")
    links = part.locator("li > a").all_inner_texts() if part.is_visible() else []
    return [text for text in links if re.match(r"[A-Z]-\d+ ", text)]


def test_my_tasks_list_what_has_changed_and_what_has_come(desk: Desk) -> None:
    desk.open(MINE)
    assert news(desk) == [
        "A-1 Bli kjent med hele SSU",
        "A-4 Gjør virksomheten klar for Maskinporten",
        "A-8 Velg en leverandør",
    ]


def test_the_front_page_says_which_tasks_have_changed_until_they_are_acknowledged(desk: Desk) -> None:
    desk.open("")
    line = desk.page.locator(".workbench-news-line")
    expect(line).to_have_text("Endret siden sist: A-1, A-4, A-8")
    line.get_by_role("link", name="Endret siden sist").click()
    desk.page.wait_for_url(re.compile("mine-oppgaver"))
    desk.button("Merk alle som sett").click()
    desk.open("")
    expect(desk.summary).to_be_visible()
    expect(line).to_be_hidden()


def test_a_task_that_has_changed_is_marked_with_what_the_changelog_says(desk: Desk) -> None:
    desk.open(PHASE)
    told = desk.task("A-4").locator(".workbench-news")
    expect(told).to_contain_text("Endret siden du noterte noe her.")
    link = told.get_by_role("link", name="04.03.2031 Nytt navn på Maskinporten", exact=True)
    expect(told.get_by_role("link")).to_have_count(1)  # and not what it said before the reader ticked
    expect(desk.task("A-1").locator(".workbench-news")).to_contain_text("Oppgaven er endret.")
    expect(desk.task("A-8").locator(".workbench-news")).to_contain_text("Ny oppgave.")
    for task in ("A-2", "A-5"):
        expect(desk.task(task).locator(".workbench-news")).to_be_hidden()
    link.click()
    expect(desk.page.get_by_role("heading", name=re.compile("Nytt navn på Maskinporten"))).to_be_in_viewport()


def test_what_has_changed_keeps_its_status_and_is_marked_until_it_is_acknowledged(desk: Desk) -> None:
    desk.open(PHASE)
    desk.shows("A-4", "Ferdig")
    desk.page.reload()
    told = desk.task("A-4").locator(".workbench-news")
    expect(told).to_be_visible()
    desk.button("Merk som sett A-4").press("Enter")
    expect(told).to_be_hidden()
    expect(desk.statuses("A-4").get_by_role("radio", name="Ferdig")).to_be_focused()
    expect(desk.page.locator(".workbench-announcer")).to_have_text("Merket som sett.")
    desk.page.reload()
    expect(desk.task("A-1").locator(".workbench-news")).to_be_visible()
    expect(told).to_be_hidden()
    desk.open(MINE)
    assert [title[:3] for title in news(desk)] == ["A-1", "A-8"]


def test_the_focus_on_the_news_stays_when_another_tab_writes(desk: Desk) -> None:
    desk.open(PHASE)
    button = desk.button("Merk som sett A-4")
    button.focus()
    other = Desk(desk.page.context.new_page(), desk.url)
    other.open(MINE)
    other.choose("A-2", "Ferdig")
    desk.shows("A-2", "Ferdig")
    expect(button).to_be_focused()


def test_a_tick_sees_what_has_changed_too(desk: Desk) -> None:
    desk.open(PHASE)
    desk.choose("A-4", "I gang")
    expect(desk.task("A-4").locator(".workbench-news")).to_be_hidden()
    desk.choose("A-8", "Ikke aktuelt")
    expect(desk.task("A-8").locator(".workbench-news")).to_be_hidden()


def test_all_news_are_acknowledged_at_once_and_the_focus_stays_on_the_page(desk: Desk) -> None:
    desk.open(MINE)
    desk.button("Merk alle som sett").press("Enter")
    assert news(desk) == []
    expect(desk.page.locator(".workbench-news:visible")).to_have_count(0)
    assert desk.page.evaluate("document.activeElement.closest('.md-content') !== null")
    desk.page.reload()
    expect(desk.summary).to_be_visible()
    assert news(desk) == []


def test_tasks_keep_their_notes_under_another_title_at_another_address(desk: Desk) -> None:
    desk.open(MINE)
    desk.shows("A-1", "Ferdig")
    desk.shows("C-3", "Ferdig")
    desk.summary.get_by_role("link", name=re.compile("^C ")).click()
    desk.page.wait_for_url(f"{desk.url}ssu/c-oppkobling/")
    desk.shows("C-3", "Ferdig")


def test_a_task_that_is_gone_is_kept_and_shown_as_such(desk: Desk) -> None:
    desk.open(MINE)
    part = desk.page.get_by_role("heading", name="Oppgaver som ikke finnes lenger").locator("xpath=..")
    gone = part.locator("li")
    expect(gone).to_have_text(
        "A-7 Les NAVs dokumentasjon av API-ene og begrepene Ferdig · Frist 24.12.2031 · lest av Kari"
    )
    expect(desk.summary).to_contain_text("3 av 18 ferdig")
    desk.choose("A-2", "Ferdig")
    desk.button("Merk alle som sett").click()
    assert json.loads(desk.kept() or "")["tasks"]["A-7"]["note"]["value"] == "lest av Kari"
    desk.page.reload()
    expect(gone).to_have_count(1)


def test_nothing_is_new_to_a_reader_who_begins_now(desk: Desk) -> None:
    desk.page.evaluate("key => localStorage.removeItem(key)", KEY)
    desk.open(MINE)
    expect(desk.page.locator(".workbench-news:visible")).to_have_count(0)
    desk.choose("A-1", "Ferdig")
    expect(desk.page.locator(".workbench-news:visible")).to_have_count(0)
    assert news(desk) == []
