"""All tasks as data: what a Norwegian Excel and a program read."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import ROOT
from onboarding.load import load_content
from onboarding.pages import Site, Templates, generate
from onboarding.pages.data import as_csv
from onboarding.pages.exchange import Exchange
from onboarding.workbooks.process import WorkbookError, WorkbookProcess
from onboarding.workbooks.sheet import Row
from onboarding.workbooks.write import as_xlsx
from openpyxl import Workbook, load_workbook

CASE = ROOT / "tests/golden/pages/two-services/in/docs"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    pages = generate(
        load_content(CASE), Site("Prøve", "https://prove.example.no/"), Templates(ROOT / "overrides/onboarding")
    )
    return {file.path: file.content for file in pages.files} | {sheet.path: as_xlsx(sheet) for sheet in pages.sheets}


@pytest.fixture(scope="module")
def workbook(files: dict[str, bytes]) -> Workbook:
    return load_workbook(io.BytesIO(files["konto/oppgaver.xlsx"]))


def test_the_csv_opens_right_in_a_norwegian_excel(files: dict[str, bytes]) -> None:
    data = files["konto/oppgaver.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 4
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in rows] == ["Id", "A-2", "A-10", "B-1"]
    assert {len(row) for row in rows} == {10}


def test_no_cell_of_the_csv_becomes_a_formula(files: dict[str, bytes]) -> None:
    rows = csv.reader(io.StringIO(files["konto/oppgaver.csv"].decode("utf-8-sig"), newline=""), delimiter=";")
    cells = [cell for row in rows for cell in row]
    assert {"'=SUM(A1)", "'=Bits | Altinn_nå"} <= {*cells}
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


FORMULAS = json.loads((ROOT / "tests/formulas.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "mark"), [("guarded", "'"), ("left", "")])
def test_a_cell_is_text_wherever_a_spreadsheet_would_calculate_it(kind: str, mark: str) -> None:
    words = Templates(ROOT / "overrides/onboarding").words("nb")
    row = Row("A-1", "Fase", "Tittel", (), None, (), None, "", (), "", None, "")
    written = as_csv([replace(row, text=cell) for cell in FORMULAS[kind]], words)
    _, *rows = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";")
    assert [found[7] for found in rows] == [f"{mark}{cell}" for cell in FORMULAS[kind]]


def test_the_spreadsheet_has_a_frozen_header_and_filters(workbook: Workbook) -> None:
    sheet = workbook["Oppgaver"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:L4"
    assert [cell.value for cell in sheet[1]] == [
        "Id", "Fase", "Oppgave", "Ansvarlig", "Utføres av", "Etter", "Sist endret", "Beskrivelse",
        "Lenke 1", "Lenke 2", "Lenke 3", "Lenke 4",
    ]  # fmt: skip


def test_each_link_of_the_spreadsheet_can_be_clicked(workbook: Workbook) -> None:
    row = workbook["Oppgaver"][2]
    assert [(cell.value, cell.hyperlink.target) for cell in row if cell.hyperlink] == [
        ("A-2", "https://prove.example.no/konto/a-soknad/#a-2"),
        ("Pass", "https://pass.example.no/soke?a=1&b=2#her"),
        ("Skjema", "https://prove.example.no/konto/a-soknad/skjema.pdf"),
        ("Neste fase", "https://prove.example.no/konto/b-apning/"),
    ]


def test_dates_are_dates_and_a_text_like_a_formula_is_a_text(workbook: Workbook) -> None:
    sheet = workbook["Oppgaver"]
    assert sheet["G2"].value == dt.datetime(2025, 12, 24)  # noqa: DTZ001  spreadsheets have no time zones
    assert sheet["G2"].number_format == "dd.mm.yyyy"
    assert (sheet["C3"].value, sheet["C3"].data_type) == ("=SUM(A1)", "s")
    assert (sheet["E4"].value, sheet["E4"].data_type) == ("=Bits | Altinn_nå", "s")


def test_each_column_of_the_spreadsheet_is_as_wide_as_what_it_holds(workbook: Workbook) -> None:
    sheet = workbook["Oppgaver"]
    widths = {str(cell.value): sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert widths["Beskrivelse"] == max(widths.values()) > widths["Utføres av"] > widths["Id"]


def test_the_json_has_every_task(files: dict[str, bytes]) -> None:
    data = json.loads(files["konto/oppgaver.json"])
    assert data["schema"] == 2
    assert data["service"] == {"id": "konto", "title": "Åpne konto & kort", "short_title": "Konto"}
    assert data["tasks"][2] == {
        "id": "B-1",
        "phase": "B",
        "title": "Åpne kontoen",
        "roles": ["Bank | filial", "Kunde"],
        "performed_by": "=Bits | Altinn_nå",
        "waits_for": "=Bits | Altinn_nå",
        "depends_on": ["A-10", "A-2"],
        "fingerprint": "71063752",
        "changed": "2025-12-24",
        "text": "Banken åpner kontoen, jf. A-10 og rådene.\nBruk scopet konto:apning fra leverandøren.",
        "links": [
            {"text": "A-10", "url": "https://prove.example.no/konto/a-soknad/#a-10"},
            {"text": "Rådene", "url": "https://prove.example.no/konto/rad/"},
            {"text": "konto:apning", "url": "https://api.example.no/scope"},
            {"text": "Leverandøren", "url": "https://api.example.no/"},
        ],
        "url": "https://prove.example.no/konto/b-apning/#b-1",
    }


def test_the_csv_and_the_spreadsheet_say_which_tasks_come_before(files: dict[str, bytes], workbook: Workbook) -> None:
    rows = csv.DictReader(io.StringIO(files["konto/oppgaver.csv"].decode("utf-8-sig"), newline=""), delimiter=";")
    assert [row["Etter"] for row in rows] == ["", "", "A-10, A-2"]
    assert [row[5].value for row in workbook["Oppgaver"].iter_rows(min_row=2)] == [None, None, "A-10, A-2"]


def test_the_json_says_which_phases_must_be_done_before_the_next(files: dict[str, bytes]) -> None:
    data = json.loads(files["konto/oppgaver.json"])
    assert [(phase["id"], phase["gate_required"]) for phase in data["phases"]] == [("A", True), ("B", False)]


def test_the_json_reads_back_as_what_it_was_written_from(files: dict[str, bytes]) -> None:
    for path in ("konto/oppgaver.json", "loan/oppgaver.json"):
        assert Exchange.model_validate_json(files[path]).content == files[path]


def test_dates_are_written_as_the_service_s_language_writes_them(files: dict[str, bytes]) -> None:
    assert "9 March 2026" in files["loan/oppgaver.csv"].decode()
    assert "24.12.2025" in files["konto/oppgaver.csv"].decode()


def test_a_process_of_its_own_writes_the_same_workbook() -> None:
    sheets = generate(load_content(CASE), Site("Prøve"), Templates(ROOT / "overrides/onboarding")).sheets
    process = WorkbookProcess(sheets)
    assert {path: file.read_bytes() for path, file in process.wait().items()} == {
        sheet.path: as_xlsx(sheet) for sheet in sheets
    }
    process.close()


def test_a_process_that_fails_says_why() -> None:
    faulty: Any = SimpleNamespace(path="feil.xlsx")
    with pytest.raises(WorkbookError, match=r"could not be written:\n(.|\n)*AttributeError"):
        WorkbookProcess([faulty]).wait()


def test_a_workbook_that_is_there_is_not_written_again_and_older_ones_go(tmp_path: Path) -> None:
    sheets = generate(load_content(CASE), Site("Prøve"), Templates(ROOT / "overrides/onboarding")).sheets
    (tmp_path / "gammel.xlsx").touch()
    files = WorkbookProcess(sheets, tmp_path).wait()
    written = {file: file.stat().st_mtime_ns for file in files.values()}
    other = replace(sheets[0], title="Annen")
    again = WorkbookProcess([other, *sheets[1:]], tmp_path).wait()
    assert again[sheets[1].path].stat().st_mtime_ns == written[files[sheets[1].path]]
    assert again[other.path].read_bytes() == as_xlsx(other)
    assert set(tmp_path.iterdir()) == set(again.values())
