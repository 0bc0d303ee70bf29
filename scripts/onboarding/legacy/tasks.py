"""The rows of the guides' tables that are tasks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onboarding.legacy.model import Repairs, Row, Table

_ID = re.compile(r"[^\w(<\[]*([A-Z])\s?[-–—‑−]?\s?0*([1-9]\d{0,3})\b(?![-–.,]\d)\W*?(?=\s|[^\w]*$|[A-ZÆØÅ*<:.)])")
_ONLY_IDS = re.compile(
    r"""(?x) (?: \W | \b[A-Z]\s?[-–—‑−]?\s?\d{1,3}\b
    | \b(?: og|and|eller|or|til|to|samt|alle|all|begge|both|oppg[aå]ver?|oppgavene|tasks?|i|in|fase|phase )\b
    | \b(?: må|skal|bør|must|should|have|vere|være|be|been )\b
    | \b(?: gjort|gjorde|utført|ferdige?|fullført|gjennomført|done|completed|finished )\b )*""",
    re.IGNORECASE,
)
_ROLE_HEADER = re.compile(r"\b(?:roller?|ansvar(?:lig)?|hvem|roles?|responsible|responsibility|who)\b", re.IGNORECASE)


@dataclass(slots=True)
class TaskRow:
    """A task as its rows say: the texts of their cells from left to right, and those of the column of roles.

    `starts` are the places of the cells that rows begin with.
    """

    id: str
    number: int
    cells: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])

    def add(self, other: TaskRow) -> None:
        """Take in another row of the same task."""
        self.starts += [len(self.cells) + start for start in other.starts]
        self.cells += other.cells
        self.roles += other.roles

    @property
    def phase_id(self) -> str:
        """The letter of the phase."""
        return self.id[0]


@dataclass(frozen=True, slots=True)
class TaskRows:
    """The tasks of a table; `loose` are rows above the first one that belong to none."""

    tasks: tuple[TaskRow, ...]
    loose: tuple[Row, ...] = ()


def tasks_of(table: Table, repairs: Repairs) -> TaskRows | None:
    """The tasks that a table lists, or None where it lists none."""
    rows = [Row(table.number, table.header), *table.rows] if _id_of(table.header[0]) else list(table.rows)
    keyed = [row for row in rows if _id_of(row.cells[0])]
    if not keyed or all(map(_is_only_ids, rows)) or len(keyed) * 2 < len(rows):
        return None
    roles_at = next((place for place, cell in enumerate(table.header) if place and _ROLE_HEADER.search(cell)), None)
    found: list[TaskRow] = []
    loose: list[Row] = []
    for row in rows:
        start = _id_of(row.cells[0])
        if start is None:
            if any(row.cells) and found:
                repairs.note(row.number, "task-row", id=found[-1].id)
                found[-1].cells += row.cells
            elif any(row.cells):
                loose.append(row)
            continue
        task_id, written, rest = start
        if written != task_id:
            repairs.note(row.number, "task-id", written=written, id=task_id)
        cells = [cell for place, cell in enumerate(row.cells) if place and place != roles_at]
        roles = [row.cells[roles_at]] if roles_at else []
        found.append(TaskRow(task_id, row.number, [rest, *cells] if rest else cells, roles))
    return TaskRows(tuple(found), tuple(loose))


def letter_of(row: Row) -> str | None:
    """The letter of the phase of the task that a row begins with."""
    found = _id_of(row.cells[0])
    return found[0][0] if found else None


def _id_of(cell: str) -> tuple[str, str, str] | None:
    """The id that a cell begins with, how it is written, and what stands after it."""
    found = _ID.match(cell)
    if found is None:
        return None
    rest = cell[found.end() :]
    written = cell[: found.end()]
    if written.count("**") % 2:  # the emphasis of the id goes on into the text, or ends right after the id
        rest = rest.removeprefix("**") if rest.startswith("**") else f"**{rest}"
    return (
        f"{found.group(1)}-{found.group(2)}",
        written.strip(),
        rest.strip(" \t:.") if not re.search(r"\w", rest) else rest.strip(),
    )


def _is_only_ids(row: Row) -> bool:
    """Whether a row says nothing but which tasks must be done before."""
    return _ONLY_IDS.fullmatch(re.sub(r"<br>", " ", " ".join(row.cells))) is not None
