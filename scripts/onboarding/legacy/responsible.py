"""Who has a task, and what its cells say besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onboarding.legacy.plain import plain
from onboarding.legacy.roles import RoleNames, taken_out
from onboarding.legacy.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class Responsible:
    """The roles of a task in the order in which it names them, its cells without them, and what was taken out."""

    roles: tuple[str, ...]
    cells: tuple[str, ...]
    written: tuple[str, ...]

    @classmethod
    def of(cls, task: TaskRow, names: RoleNames) -> Responsible:
        """What a task's cells say of roles: in brackets, or in a cell that says nothing else."""
        firsts = list(dict.fromkeys(_first(task.cells, start) for start in task.starts))
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
            cells.append(cell)
        return cls(tuple(roles), tuple(cells), tuple(written))


def _first(cells: Sequence[str], start: int) -> int:
    """The place of the first cell with words from a place on."""
    return next((place for place in range(start, len(cells)) if plain(cells[place])), start)


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
