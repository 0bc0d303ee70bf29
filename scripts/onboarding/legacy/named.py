"""Tasks that stand in no table: headings and points of lists that begin with their ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from textwrap import dedent

from onboarding.legacy.changes import is_changelog
from onboarding.legacy.ids import Start, is_several, is_tight, start_of
from onboarding.legacy.model import Block, Heading, Line, Repairs, Row, Table, Text
from onboarding.legacy.phases import phase_of
from onboarding.legacy.tasks import TaskRow, TaskRows

_POINT = re.compile(r"(?:[-*+•–]|\d{1,2}[.)])\s+(?=\S)")
_WORD = re.compile(r"\w")


@dataclass(slots=True)
class Named:
    """The blocks of a page with a table in the place of each such task, and the tasks of those tables by `id()`."""

    blocks: list[Block] = field(default_factory=list)
    tasks: dict[int, TaskRows] = field(default_factory=dict)

    def add(self, task: TaskRow) -> None:
        """Another task, in the place of what it was made of."""
        table = Table(task.number, ("",), ("---",), (Row(task.number, (task.id,)),))
        self.blocks.append(table)
        self.tasks[id(table)] = TaskRows((task,))


def with_named_tasks(blocks: Sequence[Block], taken: Collection[str], repairs: Repairs) -> Named:
    """The blocks of a page, and the tasks that headings and points name. `taken` are the ids of tasks in tables."""
    found = Named()
    phase, level = "", 0
    place = 0
    while place < len(blocks):
        block = blocks[place]
        end = place + 1
        if isinstance(block, Heading) and (start := _heading_start(block, taken)):
            end = _end(blocks, place)
            task = TaskRow(start.id, block.number, [start.rest], heading=block, is_bold=start.is_bold)
            task.blocks += blocks[place + 1 : end]
            found.add(task)
        elif isinstance(block, Text) and not block.is_code and phase:
            _read_text(block, taken, phase, found)
        else:
            found.blocks.append(block)
        if isinstance(block, Heading) and (named := phase_of(block.text)):
            phase, level = named[0], block.level
        elif isinstance(block, Heading) and (block.level <= level or is_changelog(block.text)):
            phase = ""
        place = end
    for rows in found.tasks.values():
        for task in rows.tasks:
            repairs.note(task.number, "task-named", id=task.id)
    return found


def _heading_start(heading: Heading, taken: Collection[str]) -> Start | None:
    """The id of the task that a heading is."""
    start = start_of(heading.text)
    is_task = start is not None and is_tight(heading.text) and _WORD.search(start.rest) and start.id not in taken
    return start if is_task and not is_several(heading.text) else None


def _end(blocks: Sequence[Block], place: int) -> int:
    """Where what belongs to a heading ends: at the next of its level or above, or at another task."""
    own = blocks[place]
    for at in range(place + 1, len(blocks)):
        block = blocks[at]
        if (
            isinstance(block, Heading)
            and isinstance(own, Heading)
            and (block.level <= own.level or _heading_start(block, ()))
        ):
            return at
    return len(blocks)


def _read_text(block: Text, taken: Collection[str], phase: str, found: Named) -> None:
    """A text, its list of tasks apart from what stands around it."""
    points = [place for place, line in enumerate(block.lines) if _POINT.match(line.text)]
    starts = [start_of(_POINT.sub("", block.lines[place].text, count=1)) for place in points]
    if not points or not all(start and _is_task(start, taken, phase) for start in starts):
        found.blocks.append(block)
        return
    if before := _filled(block.lines[: points[0]]):
        found.blocks.append(replace(block, lines=before))
    last = _list_end(block.lines, points[-1])
    for place, start, end in zip(points, starts, [*points[1:], last], strict=True):
        if start:
            found.add(_point_task(start, block.lines[place], block.lines[place + 1 : end]))
    if after := _filled(block.lines[last:]):
        found.blocks.append(replace(block, lines=after))


def _is_task(start: Start, taken: Collection[str], phase: str) -> bool:
    return start.id not in taken and start.id[0] == phase and _WORD.search(start.rest) is not None


def _point_task(start: Start, line: Line, below: Sequence[Line]) -> TaskRow:
    task = TaskRow(start.id, line.number, [start.rest], is_bold=start.is_bold)
    rows = dedent("\n".join(each.text for each in below)).split("\n")
    if lines := _filled([Line(each.number, row) for each, row in zip(below, rows, strict=False)]):
        task.blocks.append(Text(lines))
    return task


def _list_end(lines: Sequence[Line], last: int) -> int:
    """Where a list ends whose last point stands on a line: at a line at the edge below a blank one."""
    for at in range(last + 1, len(lines)):
        if lines[at].text.strip() and not lines[at].text[:1].isspace() and not lines[at - 1].text.strip():
            return at
    return len(lines)


def _filled(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without blank ones at their ends."""
    places = [place for place, line in enumerate(lines) if line.text.strip()]
    return tuple(lines[places[0] : places[-1] + 1]) if places else ()
