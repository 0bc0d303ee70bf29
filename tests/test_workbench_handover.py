"""What is taken along can be read elsewhere, and nothing comes in that was not seen first."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import test_browser
import test_offline
from conftest import Built
from desk import KEY, MINE, PROCESS, Desk
from icalendar import Calendar
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from test_browser import AXE, Watch, violations

browser, page, url = test_browser.browser, test_browser.page, test_browser.url
offline = test_offline.offline

SERVICE = "dsop_su_onboarding"
SITE = "https://veiledning.example.no/"
EARLY, LATE = "2026-03-01T10:00:00.000Z", "2026-03-02T10:00:00.000Z"
NOTE = "=1+1; «ring»\nså vent"


def state(tasks: Mapping[str, Mapping[str, str]], at: str = EARLY) -> dict[str, Any]:
    """The reader's work, all of it written at one moment."""
    entries = {
        task: {field: {"value": value, "at": at} for field, value in fields.items()} for task, fields in tasks.items()
    }
    return {"version": 2, "service": SERVICE, "tasks": entries, "known": dict.fromkeys(tasks, at)}


MINE_NOW = state(
    {
        "A-1": {"status": "done", "responsible": "Kari"},
        "A-4": {"status": "started", "note": NOTE, "date": "2031-02-03"},
        "X-9": {"status": "done", "title": "En oppgave fra før"},
    }
)


def file_of(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content).encode()


@dataclass(frozen=True, slots=True)
class Handover:
    """The panel of «Mine oppgaver», as a reader uses it."""

    desk: Desk

    def open(self, kept: str | Mapping[str, Any] | None = None, fragment: str = "") -> None:
        """Open the page, with what the browser already keeps, and unfold the panel."""
        if kept is not None:
            self.desk.page.goto(f"{self.desk.url}404.html")
            self.desk.keep(kept)
        self.desk.open(MINE + fragment)
        if not fragment:
            self.panel.locator("summary").click()

    @property
    def panel(self) -> Locator:
        return self.desk.page.get_by_role("region", name="Last ned, del og hent inn", exact=True)

    @property
    def preview(self) -> Locator:
        return self.panel.get_by_role("group", name="Dette blir endret")

    @property
    def file(self) -> Locator:
        return self.panel.get_by_label("Hent inn fil")

    @property
    def told(self) -> Locator:
        return self.panel.locator(".workbench-told:visible")

    def press(self, name: str) -> None:
        self.panel.get_by_role("button", name=name, exact=True).click()

    def download(self, name: str) -> tuple[str, bytes]:
        """The name and the content of the file that a button gives."""
        with self.desk.page.expect_download() as download:
            self.press(name)
        found = download.value
        self.hears(f"{found.suggested_filename} lastes ned.")
        return found.suggested_filename, Path(found.path()).read_bytes()

    def bring(self, content: bytes, name: str = "fremdrift.json") -> None:
        self.file.set_input_files({"name": name, "mimeType": "application/json", "buffer": content})

    def hears(self, sentence: str | re.Pattern[str]) -> None:
        """Expect that the sentence is there for eyes, and was given to screen readers."""
        expect(self.told.filter(has_text=sentence)).to_have_count(1)
        expect(self.desk.page.locator(".workbench-announcer")).to_have_text(sentence)

    def rows(self) -> list[list[str]]:
        """What the preview says: task, what, now and afterwards."""
        return [
            [cell.inner_text() for cell in row.get_by_role("cell").all()]
            for row in self.preview.get_by_role("row").all()[1:]
        ]

    def kept(self) -> Any:
        return json.loads(self.desk.kept() or "null")


@pytest.fixture
def handover(page: Page, url: str) -> Handover:
    return Handover(Desk(page, url))


# ---------- What is taken along ----------


def named(word: str, ending: str) -> re.Pattern[str]:
    return re.compile(rf"SSU-{word}-\d{{4}}-\d\d-\d\d\.{ending}")


def test_the_progress_file_is_named_by_service_and_day_and_gives_the_same_in_another_browser(
    handover: Handover, browser: Browser, url: str
) -> None:
    handover.open(MINE_NOW)
    name, content = handover.download("Fremdriftsfil")
    assert named("fremdrift", "json").fullmatch(name)
    with browser.new_context(locale="nb-NO") as context:
        other = Handover(Desk(context.new_page(), url))
        other.open()
        other.bring(content, name)
        other.preview.get_by_role("button", name="Hent inn", exact=True).click()
        expect(other.told).to_contain_text("Endringene er hentet inn.")
        assert other.kept() == MINE_NOW
        other.desk.shows("A-4", "I gang")


def test_the_workbook_and_the_csv_have_a_row_for_each_task_with_the_addresses_of_the_published_site(
    handover: Handover,
) -> None:
    handover.open(MINE_NOW)
    name, content = handover.download("Excel")
    assert named("oppgaver", "xlsx").fullmatch(name)
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    name, text = handover.download("CSV")
    assert named("oppgaver", "csv").fullmatch(name)
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))
    header = ["Id", "Oppgave", "Fase", "Ansvarlig", "Status", "Frist", "Notat", "Lenker"]
    assert lines[0] == rows[0] == header
    assert [line[0] for line in lines] == [row[0] for row in rows]
    by_id = {row[0]: row for row in rows}
    assert by_id["A-1"][3:5] == ["Kari", "Ferdig"]
    assert by_id["A-4"][4:7] == ["I gang", "2031-02-03", f"'{NOTE}"]
    assert by_id["X-9"][1:5] == ["En oppgave fra før", "Oppgaver som ikke finnes lenger", "", "Ferdig"]
    cells = {row[0].value: row for row in sheet.iter_rows()}
    assert cells["A-4"][6].value == NOTE
    assert cells["A-4"][6].data_type != "f"
    assert cells["A-4"][0].hyperlink.target == f"{SITE}ssu/a-forberedelse/#a-4"


def test_the_calendar_has_an_entry_for_each_date_that_remains(handover: Handover) -> None:
    handover.open(MINE_NOW)
    name, content = handover.download("Frister til kalenderen")
    assert named("frister", "ics").fullmatch(name)
    [entry] = Calendar.from_ical(content).walk("VEVENT")
    assert str(entry["DTSTART"].dt) == "2031-02-03"
    assert str(entry["SUMMARY"]).startswith("SSU A-4: ")
    assert str(entry["URL"]) == f"{SITE}ssu/a-forberedelse/#a-4"


def test_a_calendar_without_dates_is_no_file_but_a_sentence(handover: Handover) -> None:
    handover.open(state({"A-1": {"status": "done", "date": "2031-02-03"}}))
    handover.press("Frister til kalenderen")
    handover.hears(
        "Du har ikke satt frist på noen av oppgavene som gjenstår. Da er det ingenting å legge i kalenderen."
    )


def test_the_way_to_paper_keeps_the_role(handover: Handover) -> None:
    handover.open()
    paper = handover.panel.get_by_role("link", name="Hele prosessen på én side")
    expect(paper).to_have_attribute("href", handover.desk.url + PROCESS)
    handover.desk.page.get_by_label("Rolle").select_option("IT")
    expect(paper).to_have_attribute("href", f"{handover.desk.url}{PROCESS}?rolle=IT")


# ---------- The share link ----------


@pytest.fixture
def clipboard(page: Page, url: str) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
    return page


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_the_share_link_shows_the_same_in_another_browser_before_it_is_kept(
    clipboard: Page, handover: Handover, browser: Browser, url: str
) -> None:
    handover.open(MINE_NOW)
    handover.press("Kopier delingslenke")
    handover.hears("Lenken er kopiert.")
    link = copied(clipboard)
    assert link.startswith(f"{SITE}{MINE}#fremdrift=")
    with browser.new_context(locale="nb-NO") as context:
        other = Handover(Desk(context.new_page(), url))
        watch = Watch(other.desk.page, url)
        other.open(fragment="?rolle=IT" + link.removeprefix(SITE + MINE))
        expect(other.preview.get_by_role("heading", name="Dette blir endret")).to_be_focused()
        assert other.desk.kept() is None
        other.preview.get_by_role("button", name="Hent inn", exact=True).click()
        expect(other.told).to_contain_text("Endringene er hentet inn.")
        assert other.kept() == MINE_NOW
        assert other.desk.page.url == f"{url}{MINE}?rolle=IT"
        assert (watch.foreign, watch.complaints) == ([], [])


def test_a_link_that_comes_to_an_open_page_is_shown_and_leaves_the_address_when_it_is_left(
    clipboard: Page, handover: Handover
) -> None:
    handover.open(MINE_NOW)
    handover.press("Kopier delingslenke")
    handover.hears("Lenken er kopiert.")
    fragment = copied(clipboard).partition("#")[2]
    handover.open(state({}))
    clipboard.evaluate("fragment => location.hash = fragment", fragment)
    expect(handover.preview).to_be_visible()
    handover.press("Avbryt")
    handover.hears("Ingenting er endret.")
    expect(handover.preview).to_be_hidden()
    assert clipboard.url == handover.desk.url + MINE
    assert handover.kept() == state({})


def test_a_long_link_says_how_long_it_is_and_one_that_is_too_large_that_a_file_is_needed(
    clipboard: Page, handover: Handover
) -> None:
    words = " ".join(f"{number * 7919 % 10007:x}" for number in range(1500))
    handover.open(state({"A-1": {"note": words[:6000]}}))
    handover.press("Kopier delingslenke")
    handover.hears(re.compile(r"Lenken er kopiert\. Den er på \d{4} tegn\."))
    assert f"på {len(copied(clipboard))} tegn" in handover.told.inner_text()
    many = {f"A-{task}": {"note": f"{task} {words}"[:9000][::-1]} for task in range(1, 60)}
    rest = iter(range(10**9))
    for fields in many.values():
        fields["note"] = "".join(f"{next(rest) * 2654435761 % 2**32:08x}" for _ in range(1000))
    handover.open(state(many))
    handover.press("Kopier delingslenke")
    handover.hears("Du har notert mer enn det er plass til i en lenke. Last ned fremdriftsfilen og send den i stedet.")


@pytest.mark.parametrize(
    "clipboard_of",
    ["undefined", "{ writeText: () => Promise.reject(new Error()) }"],
    ids=["missing", "refused"],
)
def test_where_nothing_can_be_copied_the_link_stands_in_a_field(
    handover: Handover, page: Page, clipboard_of: str
) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard_of} }})")
    handover.open(MINE_NOW)
    handover.press("Kopier delingslenke")
    handover.hears("Lenken kunne ikke kopieres automatisk. Kopier den fra feltet.")
    field = handover.panel.get_by_label("Delingslenke", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(rf"^{re.escape(SITE + MINE)}#fremdrift=[\w-]+$"))
    assert page.evaluate("String(getSelection()) || document.activeElement.selectionEnd") not in ("", 0)
    handover.desk.choose("A-5", "Ferdig")
    expect(field).to_be_hidden()


# ---------- What is brought in ----------

THEIRS: dict[str, Any] = {
    **state({}),
    "tasks": {
        "A-1": {"status": {"value": "irrelevant", "at": "2026-02-01T10:00:00.000Z"}},
        "A-4": {"status": {"value": "done", "at": LATE}, "note": {"value": NOTE, "at": LATE}},
        "A-5": {"date": {"value": "2031-12-24", "at": LATE}},
        "Y-1": {"note": {"value": "<b>Husk</b>", "at": LATE}, "title": {"value": "Borte", "at": LATE}},
    },
}


def test_the_preview_says_what_changes_what_stays_and_what_is_gone_and_keeps_nothing(handover: Handover) -> None:
    handover.open(MINE_NOW)
    before = handover.desk.kept()
    handover.bring(file_of(THEIRS))
    expect(handover.preview.get_by_role("heading", name="Dette blir endret")).to_be_focused()
    expect(handover.preview.locator("p").first).to_have_text(
        "Antall felt som blir endret: 3. Antall felt som blir stående fordi det du har, er nyere: 1."
    )
    rows = handover.rows()
    assert [[row[0].split()[0], *row[1:]] for row in rows] == [
        ["A-1", "Status", "Ferdig", "Ferdig (blir stående fordi det er nyere enn «Ikke aktuelt»)"],
        ["A-4", "Status", "I gang", "Ferdig"],
        ["A-5", "Frist", "–", "24.12.2031"],
        ["Y-1", "Notat", "–", "<b>Husk</b>"],
    ]
    assert rows[3][0] == "Y-1 Borte (finnes ikke lenger)"
    assert handover.desk.kept() == before
    handover.desk.shows("A-4", "I gang")


def test_what_is_brought_in_is_joined_with_what_is_there(handover: Handover) -> None:
    handover.open(MINE_NOW)
    handover.bring(file_of(THEIRS))
    handover.press("Hent inn")
    expect(handover.file).to_be_focused()
    tasks = handover.kept()["tasks"]
    assert tasks["A-1"] == MINE_NOW["tasks"]["A-1"]
    assert tasks["A-4"] == MINE_NOW["tasks"]["A-4"] | THEIRS["tasks"]["A-4"]
    assert tasks["A-5"] == THEIRS["tasks"]["A-5"]
    assert tasks["X-9"] == MINE_NOW["tasks"]["X-9"]
    assert tasks["Y-1"] == THEIRS["tasks"]["Y-1"]
    handover.desk.shows("A-4", "Ferdig")


def test_the_preview_follows_what_another_tab_does(handover: Handover) -> None:
    handover.open(MINE_NOW)
    handover.bring(file_of(THEIRS))
    expect(handover.preview.locator("p").first).to_contain_text("Antall felt som blir endret: 3.")
    other = Desk(handover.desk.page.context.new_page(), handover.desk.url)
    other.open(MINE)
    other.choose("A-4", "Ikke aktuelt")
    expect(handover.preview.locator("p").first).to_contain_text("Antall felt som blir endret: 2.")
    handover.press("Hent inn")
    assert handover.kept()["tasks"]["A-4"]["status"]["value"] == "irrelevant"


OLD = {"version": 1, "service": SERVICE, "tasks": {"A-1": {"status": "done", "at": EARLY}}}


@pytest.mark.parametrize("kept", [None, json.dumps(MINE_NOW, indent=3), json.dumps(OLD)], ids=["none", "own", "old"])
def test_undo_brings_back_exactly_what_was_there(handover: Handover, kept: str | None) -> None:
    handover.open(kept)
    handover.bring(file_of(THEIRS))
    handover.press("Hent inn")
    assert handover.desk.kept() != kept
    handover.press("Angre")
    handover.hears("Alt er som før du hentet inn.")
    expect(handover.file).to_be_focused()
    assert handover.desk.kept() == kept
    handover.desk.shows("A-5", "Ikke startet")


def test_undo_holds_where_another_tab_has_seen_what_was_taken_in(handover: Handover) -> None:
    handover.open(MINE_NOW)
    before = handover.desk.kept()
    other = Desk(handover.desk.page.context.new_page(), handover.desk.url)
    other.open(MINE)
    handover.bring(file_of(THEIRS))
    handover.press("Hent inn")
    other.shows("A-4", "Ferdig")
    handover.press("Angre")
    other.shows("A-4", "I gang")
    handover.desk.shows("A-4", "I gang")
    assert handover.desk.kept() == before


def test_nothing_can_be_undone_that_would_lose_what_was_noted_since(handover: Handover) -> None:
    handover.open(MINE_NOW)
    handover.bring(file_of(THEIRS))
    handover.press("Hent inn")
    expect(handover.panel.get_by_role("button", name="Angre", exact=True)).to_be_visible()
    handover.desk.choose("A-5", "Ferdig")
    expect(handover.panel.get_by_role("button", name="Angre", exact=True)).to_have_count(0)


@pytest.mark.parametrize("name", ["Fremdriftsfil", None], ids=["file", "kept"])
def test_a_file_that_says_the_same_says_so(handover: Handover, name: str | None) -> None:
    handover.open(MINE_NOW)
    before = handover.desk.kept()
    handover.bring(handover.download(name)[1] if name else file_of(MINE_NOW))
    handover.hears("Ingen forskjeller. Du har det samme fra før.")
    expect(handover.preview).to_be_hidden()
    assert handover.desk.kept() == before


def test_where_all_that_is_mine_is_newer_there_is_nothing_to_bring_in(handover: Handover) -> None:
    handover.open(state({"A-1": {"status": "done"}}, LATE))
    handover.bring(file_of(state({"A-1": {"status": "started"}}, EARLY)))
    expect(handover.preview.locator("p").first).to_contain_text("Ingenting blir endret. Det du har, er nyere.")
    expect(handover.preview.get_by_role("button", name="Hent inn", exact=True)).to_be_hidden()
    handover.press("Avbryt")
    handover.hears("Ingenting er endret.")


def test_a_file_can_be_dropped(handover: Handover) -> None:
    handover.open(MINE_NOW)
    dropped = handover.desk.page.evaluate_handle(
        "text => { const data = new DataTransfer(); data.items.add(new File([text], 'a.json')); return data; }",
        json.dumps(THEIRS),
    )
    handover.file.locator("xpath=../..").dispatch_event("drop", {"dataTransfer": dropped})
    expect(handover.preview).to_be_visible()


REFUSED = {
    "no text": (b"\xff\xfe\x00", "Filen kan ikke leses."),
    "nothing": (b"", "Filen kan ikke leses."),
    "cut": (file_of(THEIRS)[:-40], "Filen kan ikke leses."),
    "another file": (b'{"name": "x"}', "Dette er ikke en fremdriftsfil."),
    "damaged": (file_of(state({"A-1": {"status": "nesten"}})), "Innholdet i fremdriftsfilen er skadet."),
    "newer": (file_of({**THEIRS, "version": 3}), "Fremdriftsfilen er laget av en nyere utgave"),
    "of another service": (
        file_of({**THEIRS, "service": "konto", "format": "onboarding-progress", "title": "Åpne konto"}),
        "Filen er for «Åpne konto», og denne siden er for «",
    ),
    "too large": (b" " * 10_000_001, "Filen er for stor"),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_used_is_refused_with_a_reason_and_changes_nothing(
    handover: Handover, content: bytes, sentence: str
) -> None:
    handover.open(MINE_NOW)
    before = handover.desk.kept()
    handover.bring(content)
    handover.hears(re.compile(rf"^{re.escape(sentence)}.*Ingenting er endret\..+"))
    expect(handover.preview).to_be_hidden()
    assert handover.desk.kept() == before
    handover.bring(file_of(THEIRS))
    expect(handover.preview).to_be_visible()
    expect(handover.told).to_have_count(0)


@pytest.mark.parametrize("fragment", ["AAAA", "%00", "", "x" * 70_000])
def test_a_link_that_is_not_whole_is_refused_and_leaves_the_address(handover: Handover, fragment: str) -> None:
    watch = Watch(handover.desk.page, handover.desk.url)
    handover.open(MINE_NOW, f"#fremdrift={fragment}")
    handover.hears(re.compile(r"^Delingslenken er skadet, eller noe av den mangler\. Ingenting er endret\."))
    assert handover.desk.page.url == handover.desk.url + MINE
    assert handover.kept() == MINE_NOW
    assert watch.complaints == []


# ---------- Where the browser keeps nothing, or what nobody can read ----------

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"


def test_where_the_browser_keeps_nothing_the_page_itself_is_taken_along_brought_in_and_undone(
    handover: Handover, page: Page
) -> None:
    page.add_init_script(BLOCKED)
    handover.open()
    handover.desk.choose("A-7", "Ferdig")
    handover.bring(file_of(THEIRS))
    handover.press("Hent inn")
    expect(handover.told).to_contain_text("Endringene er hentet inn. Nettleseren lar ikke nettstedet lagre noe.")
    handover.desk.shows("A-4", "Ferdig")
    tasks = json.loads(handover.download("Fremdriftsfil")[1])["tasks"]
    assert {task: entry["status"]["value"] for task, entry in tasks.items() if "status" in entry} == {
        "A-1": "irrelevant",
        "A-4": "done",
        "A-7": "done",
    }
    handover.press("Angre")
    handover.desk.shows("A-4", "Ikke startet")
    handover.desk.shows("A-7", "Ferdig")


def test_where_there_is_no_room_left_undo_brings_it_back_to_the_page_and_says_that_it_is_not_kept(
    handover: Handover, page: Page
) -> None:
    handover.open(MINE_NOW)
    handover.bring(file_of(THEIRS))
    handover.press("Hent inn")
    handover.desk.shows("A-4", "Ferdig")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }")
    handover.press("Angre")
    handover.desk.shows("A-4", "I gang")
    handover.hears(re.compile(r"^Alt er som før du hentet inn\. Det er ikke plass til mer i nettleserens lager\."))


@pytest.mark.parametrize("kept", ["{", json.dumps({**MINE_NOW, "version": 3})], ids=["damaged", "newer"])
def test_where_what_is_kept_cannot_be_read_nothing_goes_in_or_out_until_it_is_deleted(
    clipboard: Page, handover: Handover, kept: str
) -> None:
    handover.open(MINE_NOW)
    handover.press("Kopier delingslenke")
    handover.hears("Lenken er kopiert.")
    fragment = copied(clipboard).partition("#")[2]
    clipboard.goto("about:blank")
    handover.open(kept)
    expect(handover.panel).to_contain_text("Det som er lagret i nettleseren, kan ikke leses.")
    expect(handover.panel.get_by_role("button")).to_have_count(0)
    expect(handover.file).to_be_hidden()
    clipboard.evaluate("fragment => location.hash = fragment", fragment)
    handover.desk.button("Slett alt").click()
    expect(handover.preview).to_be_visible()
    assert handover.desk.kept() is None


# ---------- For everybody ----------


def tab_to(page: Page, target: Locator) -> None:
    """Press the tab key until the focus is there."""
    for _ in range(120):
        if target.evaluate("target => target === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the tab key does not lead there")


def test_the_keyboard_alone_is_enough(handover: Handover, page: Page, tmp_path: Path) -> None:
    page.goto(handover.desk.url)
    tab_to(page, page.get_by_role("article").get_by_role("link", name="Mine oppgaver", exact=True))
    page.keyboard.press("Enter")
    expect(handover.panel).to_be_visible()
    tab_to(page, page.get_by_role("combobox", name="Rolle"))
    page.keyboard.type("IT")
    expect(page).to_have_url(re.compile(r"\?rolle=IT$"))
    for task in ("A-1", "A-2", "B-3"):
        tab_to(page, handover.desk.statuses(task).get_by_role("radio").first)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        handover.desk.shows(task, "Ferdig")
    before = handover.kept()
    page.reload()
    tab_to(page, handover.panel.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, handover.panel.get_by_role("button", name="Fremdriftsfil"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    page.reload()
    tab_to(page, handover.desk.button("Slett alt"))
    page.keyboard.press("Enter")
    assert handover.desk.kept() is None
    tab_to(page, handover.panel.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, handover.file)
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(saved)
    expect(handover.preview.get_by_role("heading")).to_be_focused()
    page.keyboard.press("Tab")
    expect(handover.preview.get_by_role("button", name="Hent inn", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(handover.file).to_be_focused()
    assert handover.kept() == before
    page.keyboard.press("Tab")
    expect(handover.panel.get_by_role("button", name="Angre", exact=True)).to_be_focused()


def previewed(handover: Handover) -> None:
    handover.bring(file_of(THEIRS))
    expect(handover.preview).to_be_visible()


def refused(handover: Handover) -> None:
    handover.bring(b"")
    expect(handover.told).to_be_visible()


def taken(handover: Handover) -> None:
    previewed(handover)
    handover.press("Hent inn")
    expect(handover.told).to_be_visible()


def by_hand(handover: Handover) -> None:
    handover.press("Kopier delingslenke")
    expect(handover.panel.get_by_label("Delingslenke", exact=True)).to_be_visible()


STATES: dict[str, tuple[str | Mapping[str, Any], Callable[[Handover], None]]] = {
    "open": (MINE_NOW, lambda _: None),
    "preview": (MINE_NOW, previewed),
    "refused": (MINE_NOW, refused),
    "taken": (MINE_NOW, taken),
    "by hand": (MINE_NOW, by_hand),
    "locked": ("{", lambda _: None),
}


@pytest.mark.parametrize("scheme", test_browser.SCHEMES)
@pytest.mark.parametrize("width", test_browser.WIDTHS)
@pytest.mark.parametrize("case", STATES)
def test_axe_finds_no_violation_and_nothing_is_wider_than_the_screen(
    browser: Browser, url: str, case: str, width: int, scheme: Any
) -> None:
    kept, act = STATES[case]
    with browser.new_context(locale="nb-NO", color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        handover = Handover(Desk(page, url))
        handover.open(kept)
        act(handover)
        # Material fades its tabs out while the page scrolls.
        page.wait_for_function("() => document.getAnimations().every((each) => each.playState === 'finished')")
        assert violations(page, AXE.read_text(encoding="utf-8"), case) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_panel_is_not_on_paper(handover: Handover, page: Page) -> None:
    handover.open()
    page.emulate_media(media="print")
    expect(handover.panel).to_be_hidden()


# ---------- The edition for disks ----------


@pytest.fixture
def disk(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(locale="nb-NO") as context:
        yield context


def test_from_disk_all_of_it_works(disk: BrowserContext, offline: Built) -> None:
    page = disk.new_page()
    watch = Watch(page, offline.folder.as_uri())
    address = (offline.folder / "ssu/mine-oppgaver.html").as_uri()
    handover = Handover(Desk(page, ""))
    page.goto(address)
    handover.panel.locator("summary").click()
    handover.bring(file_of(MINE_NOW))
    handover.press("Hent inn")
    expect(handover.told).to_contain_text("Endringene er hentet inn.")
    assert json.loads(handover.download("Fremdriftsfil")[1])["tasks"] == MINE_NOW["tasks"]
    handover.press("Kopier delingslenke")
    field = handover.panel.get_by_label("Delingslenke", exact=True)
    expect(handover.told.filter(has_text="Lenken").or_(field).first).to_be_visible()
    link = field.input_value() or page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(SITE)
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.goto(f"{address}#{link.partition('#')[2]}")
    handover.press("Hent inn")
    expect(handover.told).to_contain_text("Endringene er hentet inn.")
    assert page.url == address
    assert json.loads(page.evaluate("key => localStorage.getItem(key)", KEY)) == MINE_NOW
    assert (watch.foreign, watch.complaints) == ([], [])
