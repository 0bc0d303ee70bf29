"""Tables and their rows while they are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onboarding.legacy.model import Line, Repairs, Row, Table
from onboarding.legacy.repairing.cells import cells_of, has_pipe_in_code, is_closed, tidy
from onboarding.legacy.repairing.emphasis import spread, within_cells

_KEY = re.compile(
    r"""(?x) \W{0,3} (?: [A-Z]\ ?[-–—‑−]?\ ?\d{1,3} \b | \d{1,2}[./-]\ ?\d{1,2}[./-]\ ?(?:\d{4}|\d{2})\b ) [^|\w]*"""
)  # a task's id or a date: what the first cell of a row says in the tables of the guides
PADDING = 40  # blanks on end: no editor types so many, programs do
_MOST_CELLS = 1_000_000  # rows times columns: a page has no room for more, unless its rows are filled up


def is_keyed(text: str) -> bool:
    """Whether a line's first cell begins with an id or a date."""
    return _KEY.match(text.lstrip().removeprefix("|").lstrip()) is not None


def opens(text: str) -> bool:
    """Whether a line begins as a row does: with a pipe, or with an id or a date and a pipe after it."""
    row = text.lstrip()
    if row.startswith("|"):
        return True
    key = _KEY.match(row)
    return key is not None and row.startswith("|", key.end())


@dataclass(slots=True)
class RowDraft:
    """A row. `width` is how many cells it has at the least."""

    number: int
    pieces: list[str]
    width: int
    is_closed: bool

    @property
    def text(self) -> str:
        """All lines of the row as one."""
        return "".join(self.pieces)

    def add(self, text: str, joint: str) -> None:
        """The next line of the row."""
        self.width = self._width_with(text)
        self.pieces += (joint, text.strip())
        self.is_closed = is_closed(text)

    def has_room(self, text: str, width: int) -> bool:
        """Whether the row with one more line is no wider than the table."""
        return self._width_with(text) <= width

    def _width_with(self, text: str) -> int:
        goes_on = not self.is_closed and not text.lstrip().startswith("|")
        return self.width + len(cells_of(text)) - goes_on


@dataclass(slots=True)
class TableDraft:
    """A table. `end` is the index of the first line after it, `width` how many columns it has so far."""

    number: int
    header: list[str]
    alignments: list[str]
    end: int
    rows: list[RowDraft] = field(default_factory=list)
    is_damaged: bool = False
    width: int = 0

    def __post_init__(self) -> None:
        self.width = len(self.header)

    @property
    def is_huge(self) -> bool:
        """Whether the rows would fill a page that was never written by hand."""
        return self.width * len(self.rows) > _MOST_CELLS

    def add(self, number: int, text: str) -> None:
        """A row that begins on a line."""
        self.rows.append(RowDraft(number, [text], len(cells_of(text)), is_closed(text)))
        self.width = max(self.width, self.rows[-1].width)

    def go_on(self, text: str, joint: str) -> None:
        """Another line of the last row."""
        self.rows[-1].add(text, joint)
        self.width = max(self.width, self.rows[-1].width)
        self.is_damaged = True


class Finisher:
    """Makes drafts whole. It notes what it mends."""

    def __init__(self, repairs: Repairs) -> None:
        self._repairs = repairs

    def table(self, draft: TableDraft, lines: Sequence[Line]) -> Table:
        """The table that stands on some lines, with every row as wide as its header."""
        rows = [(row, _trimmed(cells_of(row.text), len(draft.header))) for row in draft.rows]
        width = max([len(draft.header), *(len(cells) for _, cells in rows)])
        if width > len(draft.header):
            self._repairs.note(draft.number, "table-header-narrow", found=len(draft.header), width=width)
        if len(draft.alignments) not in (width, len(draft.header)):
            values = {"found": len(draft.alignments), "width": width}
            self._repairs.note(draft.number, "table-separator-width", **values)
        draft.is_damaged |= not len(draft.alignments) == len(draft.header) == width
        if not all(draft.alignments):
            self._repairs.note(draft.number, "table-separator-short")
            draft.is_damaged = True
        made = tuple(self._row(row, cells, width, draft) for row, cells in rows)
        if any(_is_padded(line.text) for line in lines):
            self._repairs.note(draft.number, "table-padding")
            draft.is_damaged = True
        header = self._cells(draft.number, _filled(draft.header, width), draft)
        alignments = tuple(fitted(draft.alignments, width))
        return Table(draft.number, header, alignments, made, None if draft.is_damaged else tuple(lines))

    def has_pipes(self, number: int, text: str) -> bool:
        """Whether a row begins and ends with a pipe."""
        if text.lstrip().startswith("|") and is_closed(text):
            return True
        self._repairs.note(number, "table-row-pipes")
        return False

    def _row(self, row: RowDraft, cells: list[str], width: int, draft: TableDraft) -> Row:
        draft.is_damaged |= not self.has_pipes(row.number, row.text)
        if len(cells) < width:
            self._repairs.note(row.number, "table-row-short", found=len(cells), width=width)
        elif row.width > width:
            self._repairs.note(row.number, "table-row-long", found=row.width, width=width)
        draft.is_damaged |= len(cells) < width or row.width > width
        return Row(row.number, self._cells(row.number, _filled(cells, width), draft))

    def _cells(self, number: int, cells: list[str], draft: TableDraft) -> tuple[str, ...]:
        """Cells that hold together by themselves."""
        whole = [tidy(cell) for cell in cells]
        parted = within_cells(whole)
        draft.is_damaged |= parted != whole
        if [spread(cell) for cell in parted] != whole:
            self._repairs.note(number, "emphasis")
        if any(has_pipe_in_code(cell) for cell in parted):
            self._repairs.note(number, "table-pipe-in-code")
            draft.is_damaged = True
        return tuple(parted)


def fitted(alignments: list[str], width: int) -> list[str]:
    """The separator's cells in their shortest form, as many as the columns."""
    marks = [re.sub(r"-+", "---", mark.replace(" ", "")) or "---" for mark in alignments[:width]]
    return [*marks, *["---"] * (width - len(marks))]


def _is_padded(text: str) -> bool:
    return " " * PADDING in text or "-" * (2 * PADDING) in text


def _trimmed(cells: list[str], width: int) -> list[str]:
    """The cells without the empty ones after the table's last column."""
    last = len(cells)
    while last > width and not cells[last - 1]:
        last -= 1
    return cells[:last]


def _filled(cells: list[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
