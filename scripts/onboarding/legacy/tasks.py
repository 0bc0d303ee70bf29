"""The rows of the guides' tables that are tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onboarding.legacy.columns import Columns, columns_of, key_of
from onboarding.legacy.ids import odd_id, start_of
from onboarding.legacy.model import Block, Heading, Repairs, Row, Table

_ONLY_IDS = re.compile(
    r"""(?x) (?: \W | \b[A-Z]\s?[-–—‑−]?\s?\d{1,3}\b
    | \b(?: og|and|eller|or|til|to|samt|alle|all|begge|both|oppg[aå]ver?|oppgavene|tasks?|i|in|fase|phase )\b
    | \b(?: må|skal|bør|must|should|have|vere|være|be|been )\b
    | \b(?: gjort|gjorde|utført|ferdige?|fullført|gjennomført|done|completed|finished )\b )*""",
    re.IGNORECASE,
)


@dataclass(slots=True)
class TaskRow:
    """A task as its rows say: the texts of their cells from left to right, and those of the column of roles.

    `starts` are the places of the cells that say first what is to be done. `is_bold` says that the id is in bold type.
    `heading` is the heading that the task was, `under` the one right above its table, and `blocks` are what a task
    says that is in no table. `labels` are what its columns are about, where its cells say so.
    """

    id: str
    number: int
    cells: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    is_bold: bool = False
    heading: Heading | None = None
    under: str = ""
    blocks: list[Block] = field(default_factory=list)
    labels: tuple[str, ...] = ()

    def add(self, other: TaskRow) -> None:
        """Take in another row of the same task."""
        self.starts += [len(self.cells) + start for start in other.starts]
        self.cells += other.cells
        self.roles += other.roles
        self.blocks += other.blocks

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
    is_row = any(map(start_of, table.header[: key_of(table.rows) + 1]))
    rows = [Row(table.number, table.header), *table.rows] if is_row else list(table.rows)
    columns = columns_of(table, rows)
    keyed = [row for row in rows if start_of(row.cells[columns.key])]
    if not keyed or all(map(_is_only_ids, rows)) or len(keyed) * 2 < len(rows):
        _note_odd(rows, repairs)
        return None
    found: list[TaskRow] = []
    loose: list[Row] = []
    for row in rows:
        if task := _task_of(row, columns, repairs):
            found.append(task)
        elif any(row.cells) and found:
            _go_on(found[-1], row, columns, repairs)
        elif any(row.cells):
            loose.append(row)
    return TaskRows(tuple(found), tuple(loose))


def _task_of(row: Row, columns: Columns, repairs: Repairs) -> TaskRow | None:
    """The task that a row begins."""
    start = start_of(row.cells[columns.key])
    if start is None:
        return None
    if start.written != start.id:
        repairs.note(row.number, "task-id", written=start.written, id=start.id)
    cells, first = columns.said(row.cells), columns.first(row.cells)
    if start.rest:
        before = len([cell for cell in row.cells[: columns.key] if cell])
        cells, first = [*cells[:before], start.rest, *cells[before:]], before
    roles = [row.cells[columns.roles]] if columns.roles is not None else []
    return TaskRow(start.id, row.number, cells, roles, [first], start.is_bold, labels=columns.labels)


def _go_on(task: TaskRow, row: Row, columns: Columns, repairs: Repairs) -> None:
    """Take in a row without an id."""
    if written := odd_id(row.cells[columns.key]):
        repairs.note(row.number, "task-id-odd", written=written, id=task.id)
    else:
        repairs.note(row.number, "task-row", id=task.id)
    task.cells += row.cells


def _note_odd(rows: Sequence[Row], repairs: Repairs) -> None:
    """Tell of rows that are no tasks only because their ids are none that the site knows."""
    for row in rows:
        if (written := odd_id(row.cells[0])) and any(row.cells[1:]):
            repairs.note(row.number, "task-id-text", written=written)


def letter_of(row: Row) -> str | None:
    """The letter of the phase of the task that a row begins with."""
    found = start_of(row.cells[0])
    return found.id[0] if found else None


def _is_only_ids(row: Row) -> bool:
    """Whether a row says nothing but which tasks must be done before."""
    return _ONLY_IDS.fullmatch(re.sub(r"<br>", " ", " ".join(row.cells))) is not None
