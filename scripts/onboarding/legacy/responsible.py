"""Who has a task, and what its cells say besides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onboarding.legacy.plain import plain
from onboarding.legacy.roles import RoleNames, taken_out
from onboarding.legacy.tasks import TaskRow

_DASHES = re.compile(r"[\s\\–—-]*")  # what somebody wrote where there was nothing to say


@dataclass(frozen=True, slots=True)
class Responsible:
    """The roles of a task in the order in which it names them, its cells without them, and what was taken out.

    `first` is the cell that says what is to be done.
    """

    roles: tuple[str, ...]
    cells: tuple[str, ...]
    written: tuple[str, ...]
    first: str = ""

    @classmethod
    def of(cls, task: TaskRow, names: RoleNames) -> Responsible:
        """What a task's cells say of roles: in brackets, or in a cell that says nothing else."""
        firsts = list(dict.fromkeys(_first(task.cells, start, names) for start in task.starts))
        found = _in_brackets(task.cells, firsts, names)
        others = [
            place
            for place, cell in enumerate(task.cells)
            if place not in firsts and (cell.startswith("**") or not found.roles)
        ]
        found = _in_brackets(found.cells, others, names, found)
        cells: list[str] = []
        roles = dict.fromkeys(found.roles)
        written = list(found.written)
        for place, cell in enumerate((*found.cells, *task.roles)):
            bracket = names.bracket(plain(cell)) if place not in firsts else None
            if bracket and bracket.is_pure:
                roles |= dict.fromkeys(bracket.roles)
                written.append(plain(cell))
                continue
            if place >= len(found.cells):  # the column of roles: what is there says more than roles
                roles |= dict.fromkeys(names.named(cell))
            else:
                roles |= dict.fromkeys(names.within(cell))
            cells.append("" if _DASHES.fullmatch(cell) else cell)
        return cls(tuple(roles), tuple(cells), tuple(written), found.cells[firsts[0]] if found.cells else "")


def _first(cells: Sequence[str], start: int, names: RoleNames) -> int:
    """The place of the first cell with words from a place on; one that names roles only where it is all there is."""
    worded = [place for place in range(start, len(cells)) if plain(cells[place])]
    return next((place for place in worded if not _is_roles(cells[place], names)), (worded or [start])[0])


def _is_roles(cell: str, names: RoleNames) -> bool:
    bracket = names.bracket(plain(cell))
    return bracket is not None and bracket.is_pure


def first_of(task: TaskRow, names: RoleNames) -> str:
    """The cell of a task that says what is to be done, as it was."""
    place = _first(task.cells, task.starts[0], names)
    return task.cells[place] if place < len(task.cells) else ""


def _in_brackets(
    cells: Sequence[str], places: Sequence[int], names: RoleNames, found: Responsible | None = None
) -> Responsible:
    """The roles in the brackets of some cells, after those that were found before."""
    made = list(cells)
    roles = dict.fromkeys(found.roles if found else ())
    written = list(found.written if found else ())
    for place in places:
        if place < len(made):
            made[place], others, removed = taken_out(made[place], names)
            roles |= dict.fromkeys(others)
            written += removed
    return Responsible(tuple(roles), tuple(made), tuple(written))
