"""The columns of a table of tasks: which one has the ids, which one the roles, and what the others are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onboarding.legacy.ids import start_of
from onboarding.legacy.model import Row, Table
from onboarding.legacy.plain import plain, words_of
from onboarding.legacy.repairing.markup import BREAK

_ROLE_HEADER = re.compile(r"\b(?:roller?|ansvar(?:lig|leg)?|hvem|kven|roles?|responsible|responsibility|who)\b", re.I)
_TASK_HEADER = re.compile(
    r"\b(?:oppg[aå]ver?|aktivitet(?:er)?|tiltak|handling(?:er)?|tittel|tasks?|activity|title|what|hva|kva)\b", re.I
)
_POINT = re.compile(r"(?:[-*•–]\s+|\d{1,2}[.)]\s)")
_MARGIN = re.compile(r"\W*\d{0,3}\W*")  # what may stand before an id: a number or a sign

# Words of the headers that the site itself writes, or shows by where it puts what is below them.
_MADE = frozenset(
    re.findall(
        r"\w+",
        """
    oppgave oppgaver oppgaven oppgavene oppgåve oppgåver oppgåvene oppgåvane aktivitet aktiviteter tiltak handling
    handlinger gjøremål gjeremål tittel hva kva hvem kven hvordan korleis beskrivelse beskriving skildring forklaring
    utdyping detalj detaljer informasjon info merknad merknader kommentar kommentarer notat notater les lese mer meir
    ansvar ansvarlig ansvarleg rolle roller rollar lenke lenker lenkje lenkjer id nr nummer
    task tasks activity activities action actions title what who how description details comment comments note notes
    remark remarks information read more responsible responsibility role roles link links no number
    av de den denne dere det du fase fasen for gjøre gjøres gjør gjer gjere i må og om på skal som til trenger treng
    utføres and are be do done in is must need needs of phase that the this to you your with
    """,
    )
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns. `labels` are the headers that stay with the cells below them, "" for none."""

    key: int
    roles: int | None
    labels: tuple[str, ...]

    def said(self, cells: Sequence[str]) -> list[str]:
        """The cells of a row but those of the ids and the roles, each with what it is about."""
        return [
            _labelled(self.labels[place], cell)
            for place, cell in enumerate(cells)
            if place not in (self.key, self.roles) and (cell or place > self.key)
        ]

    def first(self, cells: Sequence[str]) -> int:
        """The place among what a row says of the cell that says what is to be done."""
        kept = [place for place, cell in enumerate(cells) if place not in (self.key, self.roles)]
        kept = [place for place in kept if cells[place] or place > self.key]
        return next((at for at, place in enumerate(kept) if plain(cells[place]) and not self.labels[place]), 0)


def columns_of(table: Table, rows: Sequence[Row]) -> Columns:
    """The columns of a table of tasks."""
    key = key_of(rows)
    others = [place for place in range(len(table.header)) if place != key]
    roles = next((place for place in others if _ROLE_HEADER.search(table.header[place])), None)
    header = [""] * len(table.header) if rows and rows[0].number == table.number else list(table.header)
    silent = {key, roles}
    if not any(_TASK_HEADER.search(table.header[place]) for place in others):
        silent.add(next((place for place in others if place > key and place != roles), None))
    labels = ("" if place in silent or _is_made(cell) else _label(cell) for place, cell in enumerate(header))
    return Columns(key, roles, tuple(labels))


def key_of(rows: Sequence[Row]) -> int:
    """The column that holds the ids: the first, or one after others that say nothing of their own task."""
    for place in range(len(rows[0].cells) if rows else 0):
        keyed = [row for row in rows if start_of(row.cells[place])]
        if keyed and (not place or any(re.search(r"\w", cell) for row in keyed for cell in row.cells[place + 1 :])):
            return place
        if not all(_is_margin(row.cells[place]) for row in rows):
            break
    return 0


def _is_margin(cell: str) -> bool:
    """Whether a cell may stand before an id: it is empty or a sign, or says which tasks come before."""
    return _MARGIN.fullmatch(cell) is not None or re.match(r"\W*[A-Z]\s?[-–]?\s?\d", cell) is not None


def _is_made(header: str) -> bool:
    """Whether the site shows anyway what a header says."""
    return "](" not in header and all(word in _MADE or word.isdigit() for word in words_of(header))


def _label(header: str) -> str:
    words = header.replace(BREAK, " ")
    return (words.replace("**", "") if "](" in words else plain(words)).strip(" :")


def _labelled(label: str, cell: str) -> str:
    if not label or not re.search(r"\w", cell):
        return cell
    return f"{shown(label)}{BREAK if _POINT.match(cell) else ' '}{cell}"


def shown(label: str) -> str:
    """What a column is about, as it stands before the text of its cell."""
    return f"**{label}:**"
