"""All tasks of a service as data, for those who plan elsewhere: CSV, XLSX and JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from onboarding.content import Service, Task
from onboarding.content.addresses import data_file
from onboarding.content.references import Target
from onboarding.pages.book import Book
from onboarding.pages.model import File
from onboarding.pages.sections import TextLink
from onboarding.pages.templates import format_date

SCHEMA = 1

# Characters that make a spreadsheet take a cell for a formula (OWASP, «CSV Injection»).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

# Widths in characters of the spreadsheet's columns before the links.
_WIDTHS = (8, 34, 44, 22, 14, 60)
_LINK_WIDTH = 44

# A zip file cannot hold an earlier moment (PKWARE's APPNOTE, section 4.4.6).
_EARLIEST = dt.date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One task. `links` and `address` are absolute where the site's own address is known."""

    id: str
    phase: str
    title: str
    roles: tuple[str, ...]
    changed: dt.date | None
    text: str
    links: tuple[TextLink, ...]
    address: str


def data_files(book: Book, service: Service) -> tuple[File, ...]:
    """The three files."""
    rows = [_row(book, service, phase.name, task) for phase in service.phases for task in phase.tasks]
    words = book.templates.words(service.language)
    return (
        File(data_file(service, "csv"), as_csv(rows, words)),
        File(data_file(service, "xlsx"), as_xlsx(rows, words, service)),
        File(data_file(service, "json"), as_json(rows, service)),
    )


def _row(book: Book, service: Service, phase: str, task: Task) -> Row:
    change = service.last_changes.get(task.id)

    return Row(
        task.id,
        phase,
        task.title,
        task.roles,
        change.date if change else None,
        task.body.words,
        book.absolute_links(task),
        book.absolute(Target(task.path)),
    )


def as_csv(rows: list[Row], words: dict[str, Any]) -> bytes:
    """Opens right in a Norwegian Excel: semicolons, a byte-order mark, and lines that end in CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*_header(words), words["links"], words["address"]])
    for row in rows:
        links = "\n".join(f"{link.text}: {link.address}" for link in row.links)
        changed = format_date(words, row.changed) if row.changed else ""
        cells = [row.id, row.phase, row.title, ", ".join(row.roles), changed, row.text, links, row.address]
        writer.writerow([_harmless(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _header(words: dict[str, Any]) -> list[str]:
    return [words["id"], words["phase"], words["task"], words["responsible"], words["changed"], words["description"]]


def _harmless(cell: str) -> str:
    """The cell, made text where a spreadsheet would calculate it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_json(rows: list[Row], service: Service) -> bytes:
    """For programs; the shape is numbered by `schema`."""
    tasks = [
        {
            "id": row.id,
            "phase": row.id.rpartition("-")[0],
            "title": row.title,
            "roles": list(row.roles),
            "changed": row.changed.isoformat() if row.changed else None,
            "text": row.text,
            "links": [{"text": link.text, "url": link.address} for link in row.links],
            "url": row.address,
        }
        for row in rows
    ]
    phases = [
        {"id": phase.id, "title": phase.title, "summary": phase.summary, "gate": phase.gate} for phase in service.phases
    ]
    about = {"id": service.id, "title": service.title, "short_title": service.short_title}
    data = {"schema": SCHEMA, "service": about, "phases": phases, "tasks": tasks}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_xlsx(rows: list[Row], words: dict[str, Any], service: Service) -> bytes:
    """A workbook with a frozen header, filters and links that can be clicked. The same rows give the same bytes."""
    day = max((change.date for change in service.changes), default=_EARLIEST)
    book = Workbook()
    for style in _styles(words["spreadsheet_date"]):
        book.add_named_style(style)
    sheet = book.worksheets[0]
    sheet.title = words["tasks"]
    most = max((len(row.links) for row in rows), default=0)
    header = [*_header(words), *(f"{words['link']} {number}" for number in range(1, most + 1))]
    for column, name in enumerate(header, 1):
        _write(sheet, (1, column), name, "header")
    for number, row in enumerate(rows, 2):
        _write(sheet, (number, 1), row.id, "link", row.address)
        for column, text in enumerate((row.phase, row.title, ", ".join(row.roles)), 2):
            _write(sheet, (number, column), text, "text")
        _write(sheet, (number, 5), row.changed, "date")
        _write(sheet, (number, 6), row.text, "text")
        for column, link in enumerate(row.links, len(_WIDTHS) + 1):
            _write(sheet, (number, column), link.text, "link", link.address)
    for column, width in enumerate((*_WIDTHS, *[_LINK_WIDTH] * most), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.properties.creator = book.properties.title = service.title
    moment = dt.datetime.combine(day, dt.time())
    book.properties.created = moment
    out = io.BytesIO()
    book.save(out)
    return _dated(out.getvalue(), max(day, _EARLIEST), moment)


def _styles(date_format: str) -> tuple[NamedStyle, ...]:
    top = Alignment(vertical="top", wrap_text=True)
    return (
        NamedStyle("header", font=Font(bold=True, color="FFFFFF"), fill=PatternFill("solid", fgColor="1F4E5F")),
        NamedStyle("text", alignment=top),
        NamedStyle("date", alignment=top, number_format=date_format),
        NamedStyle("link", alignment=top, font=Font(color="0B5CAD", underline="single")),
    )


def _write(sheet: Worksheet, place: tuple[int, int], value: str | dt.date | None, style: str, link: str = "") -> None:
    cell = sheet.cell(*place)
    cell.value = value
    if cell.data_type == "f":
        cell.data_type = "s"  # a text that starts with «=» is a text
    cell.style = style
    if link:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=link)


def _dated(workbook: bytes, day: dt.date, moment: dt.datetime) -> bytes:
    """The same workbook with `day` as the date of all its parts, so that equal content is equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "docProps/core.xml":
                data = _without_clock(data, moment)
            new.writestr(zipfile.ZipInfo(part.filename, (day.year, day.month, day.day, 0, 0, 0)), data)
    return out.getvalue()


def _without_clock(core: bytes, moment: dt.datetime) -> bytes:
    """The core properties with `moment` as the time of change, where openpyxl puts the time of saving."""
    opening, closing = b'<dcterms:modified xsi:type="dcterms:W3CDTF">', b"</dcterms:modified>"
    before, _, rest = core.partition(opening)
    return before + opening + f"{moment.isoformat()}Z".encode() + closing + rest.partition(closing)[2]
