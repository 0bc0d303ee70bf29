"""The entries of a changelog, from tables, lists or headings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onboarding.legacy.dates import date_in, is_date
from onboarding.legacy.model import Block, Heading, Line, Repairs, Row, Table, Text
from onboarding.legacy.plain import plain
from onboarding.legacy.titles import title_of

_NAME = re.compile(
    r"endringslogg|(?:endrings|revisjons)historikk|versjonslogg"
    r"|change[\s_-]?log|(?:change|revision) history|release notes",
    re.IGNORECASE,
)
_DATE_HEADER = re.compile(r"dato|date|når|tidspunkt", re.IGNORECASE)
_POINT = re.compile(r"\s*(?:[-*+•]|\d{1,2}\))\s+(.*)$")
_SIGN = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s")
_LINK = re.compile(r"\[[^\[\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)|<[a-z]+:[^<>\s]*>")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_TASK = re.compile(r"(?<![\w-])([A-Z])\s?[-–]?\s?0?([1-9]\d?)(?:\s*(?:/|,|og|and|&)\s*(\d{1,2})(?!\d|\.))?(?![\w%])")


@dataclass(slots=True)
class Entry:
    """A change: its date, and the texts that say what it is."""

    date: dt.date
    number: int
    cells: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """A short title: what was done where a cell says it, else what its links lead to; "" where nothing is said."""
        filled = [cell for cell in self.cells if plain(cell)]
        worded = [cell for cell in filled if re.search(r"\w", _LINK.sub("", cell.replace("<br>", "")))]
        wordy = [cell for cell in worded if len(plain(cell).split()) > 1] or worded
        filled = [cell for cell in filled if not _ADDRESS.fullmatch(plain(cell))]
        return title_of(_on_one_line((wordy or filled or [""])[0]))

    def tasks(self, known: Sequence[str]) -> tuple[str, ...]:
        """Which of the known tasks the texts name, in any spelling («C2/3» names two)."""
        found: dict[str, None] = {}
        for name in _TASK.finditer(plain(" ; ".join(self.cells))):
            ids = [f"{name.group(1)}-{number}" for number in name.groups()[1:] if number]
            found |= dict.fromkeys(one for one in ids if one in known)
        return tuple(task for task in known if task in found)


def _on_one_line(cell: str) -> str:
    """The lines and points of a cell with commas between them, where no sign parts them already."""
    line = ""
    for piece in re.split(r"<br>|\n", cell):
        if words := _SIGN.sub("", piece).strip():
            line += (" " if line.endswith((":", ";", ",", ".", "!", "?")) else ", " if line else "") + words
    return line


@dataclass(slots=True)
class Log:
    """The entries of a changelog, and the blocks around them."""

    entries: list[Entry] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def is_changelog(name: str) -> bool:
    """Whether a heading, a title or a file's name is that of a changelog."""
    return _NAME.search(plain(name)) is not None


def is_changelog_only(name: str) -> bool:
    """Whether a name says no more than that, so that the site's own heading says it all."""
    return _NAME.fullmatch(plain(name).strip(" :.")) is not None


def has_dates(blocks: Sequence[Block]) -> bool:
    """Whether some blocks list changes by date, or are the empty frame of such a list."""
    return any(
        (isinstance(block, Table) and (_date_column(block) is not None or _is_frame(block)))
        or (isinstance(block, Text) and not block.is_code and any(_dated(line.text) for line in block.lines))
        or (isinstance(block, Heading) and is_date(plain(block.text)))
        for block in blocks
    )


def _is_frame(table: Table) -> bool:
    """Whether a table is that of a changelog, and nobody has filled it in."""
    has_header = any(_DATE_HEADER.fullmatch(plain(cell)) for cell in table.header)
    return has_header and not any(any(row.cells) for row in table.rows)


def log_of(blocks: Sequence[Block], repairs: Repairs) -> Log:
    """The entries that some blocks list; what is no entry stays as it is."""
    log = Log()
    heading: Entry | None = None
    for block in blocks:
        match block:
            case Table() if (column := _date_column(block)) is not None:
                _read_table(block, column, log, repairs)
                heading = None
            case Table() if _is_frame(block) and not heading:
                continue  # its header is written anew
            case Heading() if is_date(plain(block.text)) and (found := date_in(block.text)):
                _note(block.number, found, repairs)
                heading = Entry(found[0], block.number)
                log.entries.append(heading)
            case Heading():
                heading = None
                log.blocks.append(block)
            case Text() if not block.is_code:
                _read_text(block, heading, log, repairs)
            case _:
                log.blocks.append(block)
    years = {str(entry.date.year) for entry in log.entries}  # the site writes them
    log.blocks = [block for block in log.blocks if not (isinstance(block, Heading) and plain(block.text) in years)]
    return log


def _date_column(table: Table) -> int | None:
    """The column that holds the dates of a table's rows; None where it has none."""
    rows = [row for row in _rows(table) if any(row.cells)]
    dated = [
        sum(date_in(row.cells[place]) is not None and _leads(row.cells[place]) for row in rows)
        for place in range(len(table.header))
    ]
    best = max(range(len(dated)), key=lambda place: dated[place], default=0)
    if dated and dated[best] and _DATE_HEADER.fullmatch(plain(table.header[best])):
        return best  # whatever the others say instead of a date
    return best if dated and dated[best] and dated[best] * 2 >= len(rows) else None


def _leads(cell: str) -> bool:
    """Whether a cell begins with its date."""
    found = date_in(cell)
    return found is not None and not re.search(r"\w", cell[: cell.index(found[1])])


def _rows(table: Table) -> tuple[Row, ...]:
    """The rows of a table, its header among them where that has a date."""
    is_row = any(is_date(cell) for cell in table.header)
    return (Row(table.number, table.header), *table.rows) if is_row else table.rows


def _read_table(table: Table, column: int, log: Log, repairs: Repairs) -> None:
    loose: list[Row] = []
    is_first = True
    for row in _rows(table):
        if not any(row.cells):
            continue
        found = date_in(row.cells[column]) if _leads(row.cells[column]) else None
        others = [cell for place, cell in enumerate(row.cells) if place != column]
        if found:
            _note(row.number, found, repairs)
            rest = _without_date(row.cells[column], found[1])
            log.entries.append(Entry(found[0], row.number, [*([rest] if rest else []), *others]))
            is_first = False
        elif is_first or date_in(row.cells[column]) or row.cells[column]:
            loose.append(row)
        else:
            repairs.note(row.number, "change-row")
            log.entries[-1].cells += others
    if loose:
        log.blocks.append(Table(table.number, table.header, table.alignments, tuple(loose)))


def _without_date(text: str, written: str) -> str:
    """A text without the date that it begins with, and without the signs between the two."""
    before, _, after = text.partition(written)
    mark = before.strip()
    if mark and after.startswith(mark):
        mark, after = "", after[len(mark) :]
    words = after.lstrip(" :.–—-")
    return f"{mark}{words}".strip() if re.search(r"\w|!\[|\]\(", words) else ""


def _note(number: int, found: tuple[dt.date, str], repairs: Repairs) -> None:
    if found[1] != found[0].isoformat():
        repairs.note(number, "change-date", written=found[1], date=found[0].isoformat())


def _dated(text: str) -> str | None:
    """What a point of a list says that begins with a date; None where it does not."""
    point = _POINT.match(text)
    words = point.group(1) if point else ""
    return words if words and _leads(words) else None


def _read_text(block: Text, heading: Entry | None, log: Log, repairs: Repairs) -> None:
    """The points of a list that begin with dates; or what stands below a date that is a heading."""
    if heading is not None:
        heading.cells.append("\n".join(line.text for line in block.lines))
        return
    rest: list[Line] = []
    entry: Entry | None = None
    for line in block.lines:
        if (words := _dated(line.text)) and (found := date_in(words)):
            _note(line.number, found, repairs)
            entry = Entry(found[0], line.number, [_without_date(words, found[1])])
            log.entries.append(entry)
        elif entry and line.text.strip() and line.text[:1] in " \t":
            entry.cells[-1] = f"{entry.cells[-1]}<br>{line.text.strip()}"
        else:
            entry = entry if not line.text.strip() else None
            rest.append(line)
    if any(line.text.strip() for line in rest):
        log.blocks.append(Text(tuple(rest)))
