"""What a workbook holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link as a table, a list or a cell shows it."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A task as data. `links` and `address` are whole addresses where the site's own is known.

    Workbooks show neither `waits_for` nor `fingerprint`.
    """

    id: str
    phase: str
    title: str
    roles: tuple[str, ...]
    performed_by: str | None
    depends_on: tuple[str, ...]
    changed: dt.date | None
    text: str
    links: tuple[TextLink, ...]
    address: str
    waits_for: str | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The tasks of a service as a workbook of one sheet, still to be written.

    `header` names the columns before the links, `link` each column of links (with a number behind), and `unassigned` is
    what stands where a task has no role. `day` is the date
    that the workbook gets, None where nothing has been changed yet.
    """

    path: str
    title: str
    name: str
    header: tuple[str, ...]
    link: str
    unassigned: str
    date_format: str
    day: dt.date | None
    rows: tuple[Row, ...]
