"""All tasks of a service as data, for those who plan elsewhere: CSV, XLSX and JSON."""

from __future__ import annotations

import csv
import io
import unicodedata
from itertools import dropwhile
from typing import Any

from onboarding.content import Service, Task
from onboarding.content.addresses import data_file
from onboarding.content.references import Target
from onboarding.pages.book import Book
from onboarding.pages.exchange import Exchange, ExchangedLink, ExchangedPhase, ExchangedService, ExchangedTask
from onboarding.pages.model import File
from onboarding.pages.schema import schema_url
from onboarding.pages.templates import format_date
from onboarding.workbooks.sheet import Row, Sheet

# The words of the columns before the links.
_COLUMNS = ("id", "phase", "task", "responsible", "performed_by", "after", "changed", "description")

# What a spreadsheet takes for the start of a formula, whatever it skips before (OWASP, «CSV Injection»).
# The workbench's `handover/csv.js` has the same rule.
_FORMULA = ("=", "+", "-", "@", "\N{MINUS SIGN}")
_AT_ONCE = ("\t", "\r")
_SKIPPED_KINDS = ("C", "M", "Z", "Pi", "Pf")  # what is not seen, and quotation marks
_SKIPPED = "\"'`\N{ACUTE ACCENT}"


def data_files(book: Book, service: Service) -> tuple[File, File]:
    """The tasks as CSV and JSON."""
    rows = _rows(book, service)
    words = book.templates.words(service.language)
    return File(data_file(service, "csv"), as_csv(rows, words)), File(
        data_file(service, "json"), as_json(rows, service, schema_url(book))
    )


def sheet(book: Book, service: Service) -> Sheet:
    """The tasks as a sheet."""
    return as_sheet(_rows(book, service), book.templates.words(service.language), service)


def _rows(book: Book, service: Service) -> list[Row]:
    return [_row(book, service, phase.name, task) for phase in service.phases for task in phase.tasks]


def _row(book: Book, service: Service, phase: str, task: Task) -> Row:
    change = service.last_changes.get(task.id)

    return Row(
        task.id,
        phase,
        task.title,
        task.roles,
        task.performed_by,
        task.depends_on,
        change.date if change else None,
        task.body.words,
        book.absolute_links(task),
        book.absolute(Target(task.path)),
        waits_for=task.waits_for,
        fingerprint=book.fingerprint(task),
    )


def as_csv(rows: list[Row], words: dict[str, Any]) -> bytes:
    """Opens right in a Norwegian Excel: semicolons, a byte-order mark, and lines that end in CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*_header(words), words["links"], words["address"]])
    for row in rows:
        links = "\n".join(f"{link.text}: {link.address}" for link in row.links)
        changed = format_date(words, row.changed) if row.changed else ""
        cells = [
            row.id,
            row.phase,
            row.title,
            ", ".join(row.roles) or words["unassigned"],
            row.performed_by or "",
            ", ".join(row.depends_on),
            changed,
            row.text,
            links,
            row.address,
        ]
        writer.writerow([_harmless(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _header(words: dict[str, Any]) -> list[str]:
    return [words[key] for key in _COLUMNS]


def _harmless(cell: str) -> str:
    """The cell, made text where a spreadsheet would calculate it. Full-width signs are signs to some."""
    seen = "".join(dropwhile(_is_skipped, unicodedata.normalize("NFKD", cell)))
    return f"'{cell}" if seen.startswith(_FORMULA) or cell.startswith(_AT_ONCE) else cell


def _is_skipped(character: str) -> bool:
    return unicodedata.category(character).startswith(_SKIPPED_KINDS) or character in _SKIPPED


def as_json(rows: list[Row], service: Service, schema: str) -> bytes:
    """For programs, in the shape that `exchange` defines and whose `schema` lies at that address."""
    return Exchange(
        schema_url=schema,
        service=ExchangedService(id=service.id, title=service.title, short_title=service.short_title),
        phases=[
            ExchangedPhase(
                id=phase.id,
                title=phase.title,
                summary=phase.summary,
                gate=phase.gate,
                gate_required=phase.gate_required,
            )
            for phase in service.phases
        ],
        tasks=[_exchanged(row) for row in rows],
    ).content


def _exchanged(row: Row) -> ExchangedTask:
    return ExchangedTask(
        id=row.id,
        phase=row.id.rpartition("-")[0],
        title=row.title,
        roles=list(row.roles),
        performed_by=row.performed_by,
        waits_for=row.waits_for,
        depends_on=list(row.depends_on),
        fingerprint=row.fingerprint,
        changed=row.changed,
        text=row.text,
        links=[ExchangedLink(text=link.text, url=link.address) for link in row.links],
        url=row.address,
    )


def as_sheet(rows: list[Row], words: dict[str, Any], service: Service) -> Sheet:
    """The tasks as a sheet of a workbook, which `onboarding.workbooks` writes."""
    return Sheet(
        path=data_file(service, "xlsx"),
        title=service.title,
        name=words["tasks"],
        header=tuple(_header(words)),
        link=words["link"],
        unassigned=words["unassigned"],
        date_format=words["spreadsheet_date"],
        day=max((change.date for change in service.changes), default=None),
        rows=tuple(rows),
    )
