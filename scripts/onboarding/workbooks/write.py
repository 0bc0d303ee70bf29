"""A sheet as an Excel workbook, through openpyxl."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from onboarding.workbooks.sheet import Row, Sheet

# Widths in characters of the spreadsheet's columns before the links.
_WIDTHS = (8, 34, 44, 22, 18, 12, 14, 60)
_LINK_WIDTH = 44

# A zip file cannot hold an earlier moment (PKWARE's APPNOTE, section 4.4.6).
_EARLIEST = dt.date(1980, 1, 1)


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook with a frozen header, filters and links that can be clicked. The same sheet gives the same bytes."""
    book = Workbook()
    for style in _styles(sheet.date_format):
        book.add_named_style(style)
    page = book.worksheets[0]
    page.title = sheet.name
    most = max((len(row.links) for row in sheet.rows), default=0)
    header = [*sheet.header, *(f"{sheet.link} {number}" for number in range(1, most + 1))]
    for column, name in enumerate(header, 1):
        _write(page, (1, column), name, "header")
    for number, row in enumerate(sheet.rows, 2):
        _write_row(page, number, row, sheet.unassigned)
    for column, width in enumerate((*_WIDTHS, *[_LINK_WIDTH] * most), 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.auto_filter.ref = page.dimensions
    day = max(sheet.day or _EARLIEST, _EARLIEST)
    book.properties.creator = book.properties.title = sheet.title
    book.properties.created = moment = dt.datetime.combine(day, dt.time())
    out = io.BytesIO()
    book.save(out)
    return _dated(out.getvalue(), day, moment)


def _write_row(page: Worksheet, number: int, row: Row, unassigned: str) -> None:
    _write(page, (number, 1), row.id, "link", row.address)
    roles, earlier = ", ".join(row.roles) or unassigned, ", ".join(row.depends_on) or None
    for column, text in enumerate((row.phase, row.title, roles, row.performed_by, earlier), 2):
        _write(page, (number, column), text, "text")
    _write(page, (number, 7), row.changed, "date")
    _write(page, (number, 8), row.text, "text")
    for column, link in enumerate(row.links, len(_WIDTHS) + 1):
        _write(page, (number, column), link.text, "link", link.address)


def _styles(date_format: str) -> tuple[NamedStyle, ...]:
    top = Alignment(vertical="top", wrap_text=True)
    return (
        NamedStyle("header", font=Font(bold=True, color="FFFFFF"), fill=PatternFill("solid", fgColor="1F4E5F")),
        NamedStyle("text", alignment=top),
        NamedStyle("date", alignment=top, number_format=date_format),
        NamedStyle("link", alignment=top, font=Font(color="0B5CAD", underline="single")),
    )


def _write(page: Worksheet, place: tuple[int, int], value: str | dt.date | None, style: str, link: str = "") -> None:
    cell = page.cell(*place)
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
    changed = re.compile(
        rb"(<dcterms:modified\b[^>]*>)[^<]*"
    )  # openpyxl declares names here or above, as its parser does
    return changed.sub(rb"\g<1>" + f"{moment.isoformat()}Z".encode(), core)
