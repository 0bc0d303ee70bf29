"""The reader's workbench: its modules hold to their own tests and types, and what they write can be read elsewhere."""

from __future__ import annotations

import csv
import datetime as dt
import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest
from conftest import ROOT

NOTE = 'Ring Kari; hun sa "ja"\nog så:\n- nei, \\ 😀 _x0041_ <b>&' + "æøå " * 30
PHASES = ["A Fase", "A Fase", "B Fase", "B Fase", "Finnes ikke lenger"]


def nodes(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


def test_the_modules_hold_to_their_own_tests() -> None:
    done = nodes("node", "--test", "tests/workbench/script/")
    assert done.returncode == 0, done.stdout


def test_the_modules_have_the_types_that_they_say() -> None:
    done = nodes("node_modules/.bin/tsc", "-p", "tests/workbench/tsconfig.json")
    assert done.returncode == 0, done.stdout


# ---------- what others read ----------


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all files that a reader can take along."""
    folder = tmp_path_factory.mktemp("handover")
    done = nodes("node", "tests/workbench/script/write.js", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_a_zip_is_sound_and_has_the_files(written: Path) -> None:
    with zipfile.ZipFile(written / "files.zip") as archive:
        assert archive.testzip() is None
        found = {info.filename: archive.read(info).decode() for info in archive.infolist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert found == {"a.txt": "Hei", "mappe/æøå.txt": "blåbær 😀", "tom.txt": ""}
    assert list(found) == ["a.txt", "mappe/æøå.txt", "tom.txt"]


def test_csv_is_read_cell_by_cell(written: Path) -> None:
    content = (written / "tasks.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)
    assert header == ["Id", "Oppgave", "Fase", "Ansvarlig", "Status", "Frist", "Notat", "Lenker"]
    links = "Skjema: https://eksempel.no/x?a=1&b=2\nPost: mailto:a@eksempel.no"
    title = "Skriv «avtalen»; send, & vent"
    assert rows[0] == ["A-1", title, "A Fase", "Kari Nordmann", "I gang", "2026-12-24", NOTE, links]
    assert [row[1] for row in rows[1:]] == ["'=SUM(A1:A9)", "Oppgave B-1", "Oppgave B-2", "Oppgave C-9"]
    assert [row[6] for row in rows[1:]] == ["'=cmd|'/c calc'!A1", "", "", "' + 1"]
    assert [row[2] for row in rows] == PHASES


def cells(sheet: Any, column: str) -> list[Any]:
    return [cell.value for cell in sheet[column][1:]]


def test_a_workbook_is_read_with_its_values_dates_and_links_and_without_formulas(written: Path) -> None:
    with zipfile.ZipFile(written / "tasks.xlsx") as archive:
        assert archive.testzip() is None
    book = openpyxl.load_workbook(written / "tasks.xlsx")
    (sheet,) = book.worksheets
    assert sheet.title == "TJN"
    header = [cell.value for cell in sheet[1]]
    assert header == ["Id", "Oppgave", "Fase", "Ansvarlig", "Status", "Frist", "Notat", "Lenker"]
    assert all(cell.font.b for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.sheet_view.pane.state) == ("A2", "frozen")
    assert sheet.column_dimensions["B"].width == 45
    assert cells(sheet, "A") == ["A-1", "A-2", "B-1", "B-2", "C-9"]
    assert cells(sheet, "B")[1] == "=SUM(A1:A9)"
    assert cells(sheet, "C") == PHASES
    assert cells(sheet, "E") == ["I gang", "Ikke startet", "Ferdig", "Ikke aktuelt", "Ferdig"]
    dates = [dt.datetime(2026, 12, 24), dt.datetime(2028, 2, 29), dt.datetime(2026, 12, 1), dt.datetime(2027, 1, 1)]  # noqa: DTZ001
    assert cells(sheet, "F") == [*dates, None]
    assert {cell.number_format for cell in sheet["F"][1:5]} == {r"dd\.mm\.yyyy"}
    # openpyxl leaves Excel's own way to write an underscore as it is.
    assert cells(sheet, "G")[0] == NOTE.replace("_x", "_x005F_x")
    assert "f" not in {cell.data_type for row in sheet for cell in row}
    assert all(cell.quotePrefix for column in "ABCDEGH" for cell in sheet[column][1:] if cell.value)  # nor when edited
    links = [cell.hyperlink.target if cell.hyperlink else None for cell in sheet["A"][1:]]
    assert links == [
        "https://eksempel.no/t/a/#a-1",
        "https://eksempel.no/t/a/#a-2",
        None,
        "https://eksempel.no/t/b/#b-2",
        None,
    ]


def test_a_workbook_from_a_site_without_an_address_has_no_links(written: Path) -> None:
    (sheet,) = openpyxl.load_workbook(written / "local.xlsx").worksheets
    assert not any(cell.hyperlink for row in sheet for cell in row)
    assert cells(sheet, "H")[0].startswith("Skjema: https://")


def entries(file: Path) -> list[Any]:
    content = file.read_bytes()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_a_calendar_is_read_with_days_words_and_addresses(written: Path) -> None:
    first, second = entries(written / "tasks.ics")
    assert not first.errors
    assert first["UID"] == "A-1.t.onboarding"
    assert (first.decoded("DTSTART"), first.get("DTEND")) == (dt.date(2026, 12, 24), None)  # lasts that day
    assert first["SUMMARY"] == "TJN A-1: Skriv «avtalen»; send, & vent"
    assert first["DESCRIPTION"] == f"Ansvarlig: Kari Nordmann\n{NOTE}\nhttps://eksempel.no/t/a/#a-1"
    assert first["URL"] == "https://eksempel.no/t/a/#a-1"
    assert first.decoded("DTSTAMP") == dt.datetime(2026, 11, 28, 10, 3, tzinfo=dt.UTC)
    assert second.decoded("DTSTART") == dt.date(2028, 2, 29)


def test_a_moved_date_is_the_same_entry_later(written: Path) -> None:
    before, after = entries(written / "tasks.ics")[0], entries(written / "moved.ics")[0]
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert after.decoded("DTSTART") == dt.date(2027, 3, 28)
