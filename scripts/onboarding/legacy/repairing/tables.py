"""Tables: where they are in broken lines, and how they are written when they are whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onboarding.legacy.model import Line, Repairs, Table
from onboarding.legacy.repairing.cells import are_dashes, cells_of, is_closed, is_divided, is_separator, row_of
from onboarding.legacy.repairing.drafts import Finisher, TableDraft, fitted, is_keyed, opens
from onboarding.legacy.repairing.markup import BREAK

_BLOCK = re.compile(r" {0,3}(?:#{1,6}(?:\s|$)|```|~~~|>)")
_BULLET = re.compile(r"\s*(?:[-*+•–]|\d{1,2}[.)])\s+\S")

_INDENT = "    "  # what stands so far in below a blank line belongs to something else


class TableReader:
    """Finds tables in lines that are no code. It notes what it mends."""

    def __init__(self, lines: Sequence[Line], repairs: Repairs) -> None:
        self._lines = lines
        self._repairs = repairs
        self._finisher = Finisher(repairs)
        self._next = 0  # the index of the first line that is not known to be no table

    def table_at(self, index: int) -> tuple[Table, int] | None:
        """The table that begins at a line, and the index of the line after it; None where there is none."""
        if index < self._next:
            return None
        draft = self._beginning(index)
        if draft is None:
            return None
        self._read_rows(draft)
        if draft.is_huge:
            self._next = self._next_blank(draft.end)
            return None
        return self._finisher.table(draft, self._lines[index : draft.end]), draft.end

    def _text(self, index: int) -> str:
        return self._lines[index].text if index < len(self._lines) else ""

    def _next_filled(self, index: int) -> int:
        while index < len(self._lines) and not self._text(index).strip():
            index += 1
        return index

    def _next_blank(self, index: int) -> int:
        while self._text(index).strip():
            index += 1
        return index

    def _beginning(self, index: int) -> TableDraft | None:
        """The header and the separator."""
        text, number = self._text(index), self._lines[index].number
        if "|" not in text and "|" not in self._text(index + 1):
            return None
        if not text.strip() or _BLOCK.match(text):
            return None
        if is_separator(text):
            return self._headless(index) if "|" in text else None
        if merged := _merged(text):
            self._repairs.note(number, "table-merged-separator")
            return TableDraft(number, merged[0], fitted(merged[1], len(merged[0])), index + 1, is_damaged=True)
        below = self._next_filled(index + 1) if text.lstrip().startswith("|") else index + 1
        if self._is_header(text, self._text(below)):
            if below > index + 1:
                self._repairs.note(self._lines[below - 1].number, "table-blank-line")
            is_whole = self._finisher.has_pipes(number, text) and below == index + 1
            return TableDraft(number, cells_of(text), cells_of(self._text(below)), below + 1, is_damaged=not is_whole)
        return self._unparted(index)

    def _is_header(self, text: str, below: str) -> bool:
        """Whether a line is a header by what stands below it: words without a pipe head one column only."""
        if not is_separator(below) or not ("|" in below or text.lstrip().startswith("|")):
            return False
        return is_divided(text) or len(cells_of(below)) == 1

    def _headless(self, index: int) -> TableDraft | None:
        """A table that begins with its separator."""
        if not opens(self._text(index + 1)):
            return None
        number, width = self._lines[index].number, len(cells_of(self._text(index)))
        self._repairs.note(number, "table-header-narrow", found=0, width=width)
        return TableDraft(number, [""] * width, ["---"] * width, index + 1, is_damaged=True)

    def _unparted(self, index: int) -> TableDraft | None:
        """A table without a separator: two rows or more, or one that an id or a date begins."""
        text, number = self._text(index), self._lines[index].number
        if not opens(text):
            return None
        cells, is_row = cells_of(text), is_keyed(text)
        if len(cells) < 2 or not (is_row or opens(self._text(index + 1))):
            return None
        self._repairs.note(number, "table-separator-missing")
        header = [""] * len(cells) if is_row else cells
        return TableDraft(number, header, ["---"] * len(header), index if is_row else index + 1, is_damaged=True)

    def _begins_another(self, index: int, width: int = 0) -> bool:
        """Whether a line is the header of a table of its own, and no row of one with so many columns."""
        text, below = self._text(index), self._text(index + 1)
        if merged := _merged(text):
            return len(merged[1]) >= len(merged[0]) and len(cells_of(text)) != width
        return is_separator(below, is_among_rows=True) and self._is_header(text, below)

    def _read_rows(self, table: TableDraft) -> None:
        index = table.end
        while index < len(self._lines) and not table.is_huge:
            text, number = self._text(index), self._lines[index].number
            if not text.strip():
                following = self._next_filled(index)
                if following == len(self._lines) or not self._goes_on(table, following):
                    break
                self._repairs.note(number, "table-blank-line")
                table.is_damaged = True
                index = following
                continue
            if _BLOCK.match(text) or (table.rows and self._begins_another(index, table.width)):
                break
            if "|" in text and is_separator(text, is_among_rows=True):
                self._repairs.note(number, "table-separator-extra")
                table.is_damaged = True
            elif table.rows and self._continues(table, text):
                table.go_on(text, self._joint(index))
                self._repairs.note(number, "table-row-broken")
            elif opens(text) or is_divided(text):
                table.add(number, text)
            else:
                break
            index += 1
        table.end = index

    def _joint(self, index: int) -> str:
        """What stands between a row and the line that it goes on in."""
        text = self._text(index)
        if _BULLET.match(text):
            return BREAK
        is_apart = not self._text(index - 1).strip() and not text.lstrip().startswith("|")
        return BREAK * 2 if is_apart else " "

    def _goes_on(self, table: TableDraft, index: int) -> bool:
        """Whether a table goes on after blank lines: with a row, or with the rest of one that has not ended."""
        text = self._text(index)
        if self._begins_another(index) or is_separator(text, is_among_rows=True) or _BLOCK.match(text):
            return False
        if opens(text):
            return True
        if not table.rows or table.rows[-1].is_closed or not is_closed(text) or text.startswith(_INDENT):
            return False
        row = table.rows[-1]
        return (is_keyed(row.pieces[0]) or row.width < table.width) and self._continues(table, text)

    def _continues(self, table: TableDraft, text: str) -> bool:
        """Whether a line belongs to the row above it."""
        row = table.rows[-1]
        begun = row.pieces[0]
        if opens(text):
            may_go_on = is_keyed(begun) and not is_keyed(text) and not row.is_closed
            return may_go_on and row.has_room(text, table.width)
        if row.is_closed:
            return opens(begun) and not is_keyed(text) and is_closed(text) and row.has_room(text, len(table.header))
        return not is_divided(text) or is_keyed(begun) or (opens(begun) and row.has_room(text, table.width))


def _merged(text: str) -> tuple[list[str], list[str]] | None:
    """The header's cells and the separator's, where both stand on one line."""
    if "--" not in text or "|" not in text or is_keyed(text):
        return None
    cells = cells_of(text)
    count = len(cells)
    while count and are_dashes(cells[count - 1]):
        count -= 1
    header, separator = cells[:count], cells[count:]
    if not any(header) or not (len(separator) > 1 or any("---" in cell for cell in separator)):
        return None
    if not header[-1] and len(header) == len(separator) + 1:
        header.pop()  # what stood between the last pipe of the one and the first of the other
    return header, separator


def written(table: Table) -> list[Line]:
    """The table as Markdown: as it was where it was sound, else in its plainest form."""
    if table.written is not None:
        return list(table.written)
    lines = [Line(table.number, row_of(table.header)), Line(table.number, row_of(table.alignments))]
    return [*lines, *(Line(row.number, row_of(row.cells)) for row in table.rows)]
