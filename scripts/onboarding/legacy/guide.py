"""The parts of an onboarding guide: what comes first, its phases with their tasks, what follows, and its changelog."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from onboarding.legacy.changes import has_dates, is_changelog
from onboarding.legacy.model import Block, Heading, Line, Repairs, Row, Table, Text
from onboarding.legacy.named import with_named_tasks
from onboarding.legacy.phases import phase_of
from onboarding.legacy.plain import plain
from onboarding.legacy.tasks import TaskRow, TaskRows, letter_of, tasks_of

_BOLD_LINE = re.compile(r"\*\*([^*]+)\*\*:?")


@dataclass(slots=True)
class GuidePhase:
    """A phase with the blocks of its introduction."""

    id: str
    title: str
    number: int
    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    tasks: dict[str, TaskRow] = field(default_factory=dict)


@dataclass(slots=True)
class Section:
    """A part of the guide that is no phase, without its heading."""

    heading: Heading
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Guide:
    """The parts of a guide in their order."""

    intro: list[Block] = field(default_factory=list)
    phases: dict[str, GuidePhase] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    changelog: list[Section] = field(default_factory=list)

    @property
    def tasks(self) -> Iterator[TaskRow]:
        """All tasks, phase by phase."""
        for phase in self.phases.values():
            yield from phase.tasks.values()


def guide_of(blocks: Sequence[Block], repairs: Repairs) -> Guide | None:
    """The parts of a page that is a guide; None where it lists no tasks."""
    blocks = list(_divided(blocks, repairs))
    tables = _tables(blocks, repairs)
    taken = {task.id for rows in tables.values() for task in rows.tasks}
    named = with_named_tasks(blocks, taken, repairs)
    blocks, tables = named.blocks, {**tables, **named.tasks}
    if not tables:
        return None
    reader = _Reader(blocks, {key: found.tasks for key, found in tables.items()}, repairs)
    for place, block in enumerate(blocks):
        match block:
            case Heading():
                reader.heading(place, block)
            case Table() if id(block) in tables:
                reader.tasks(block, tables[id(block)].loose)
            case _:
                reader.current.append(block)
    return reader.guide


def _tables(blocks: Sequence[Block], repairs: Repairs) -> dict[int, TaskRows]:
    """The tasks of each table that lists some; one that only names tasks of other tables lists none."""
    found = {id(block): rows for block in blocks if isinstance(block, Table) and (rows := tasks_of(block, repairs))}
    wide = {id(block) for block in blocks if isinstance(block, Table) and len(block.header) > 1}
    listed = {task.id for key, rows in found.items() if key in wide for task in rows.tasks}
    return {
        key: rows for key, rows in found.items() if key in wide or not all(task.id in listed for task in rows.tasks)
    }


def _letters(blocks: Sequence[Block], known: set[str]) -> Iterator[str]:
    """The letters of all phases: those of the tasks, and of headings among them that have none."""
    yield from known
    named = [
        (found[0], block.level) for block in blocks if isinstance(block, Heading) and (found := phase_of(block.text))
    ]
    levels = {level for letter, level in named if letter in known}
    last = max(known)
    for letter, level in named:
        if level in levels and letter <= chr(ord(last) + 1):
            last = max(last, letter)
            yield letter


def _divided(blocks: Sequence[Block], repairs: Repairs) -> Iterator[Block]:
    """The blocks, with headings for the rows in which tables of tasks name their phases."""
    level = 1
    phase_level = 2  # of the last phase that has a heading
    for block, below in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Heading):
            level = block.level
            phase_level = level if phase_of(block.text) else phase_level
        if isinstance(block, Text) and (line := _bold_name(block, below)):
            if lines := _without_last(block.lines):
                yield replace(block, lines=lines)
            repairs.note(line.number, "phase-line", title=plain(line.text))
            yield Heading(line.number, phase_level, plain(line.text))
            continue
        if not isinstance(block, Table) or not (dividers := dict(_dividers(block))):
            yield block
            continue
        rows: list[Row] = []
        for row in block.rows:
            if title := dividers.get(row.number):
                if rows:
                    yield replace(block, rows=tuple(rows), written=None)
                rows = []
                repairs.note(row.number, "phase-row", title=plain(title))
                yield Heading(row.number, level + 1, title)
            else:
                rows.append(row)
        if rows:
            yield replace(block, rows=tuple(rows), written=None)


def _bold_name(block: Text, below: Block | None) -> Line | None:
    """The line in bold type right above a table of tasks that says which phase they belong to."""
    line = block.lines[-1]
    is_apart = len(block.lines) == 1 or not block.lines[-2].text.strip()
    found = _BOLD_LINE.fullmatch(line.text.strip())
    named = phase_of(found.group(1)) if found and is_apart and isinstance(below, Table) else None
    letters = {letter_of(row) for row in below.rows} if isinstance(below, Table) else set()
    return line if named and named[1] and letters == {named[0]} else None


def _without_last(lines: Sequence[Line]) -> tuple[Line, ...]:
    kept = list(lines[:-1])
    while kept and not kept[-1].text.strip():
        kept.pop()
    return tuple(kept)


def _dividers(table: Table) -> Iterator[tuple[int, str]]:
    """The rows that say nothing but which phase the tasks below them belong to: their lines and what they say."""
    for row, below in pairwise(table.rows):
        filled = [cell for cell in row.cells if cell]
        named = phase_of(filled[0]) if len(filled) == 1 else None
        if named and named[1] and letter_of(below) == named[0] and letter_of(row) is None:
            yield row.number, filled[0]


class _Reader:
    """Goes through the blocks; `current` is where the next one belongs."""

    def __init__(self, blocks: Sequence[Block], tasks: dict[int, tuple[TaskRow, ...]], repairs: Repairs) -> None:
        self._blocks = blocks
        self._tasks = tasks
        self._repairs = repairs
        self._letters = set(_letters(blocks, {task.phase_id for found in tasks.values() for task in found}))
        self.guide = Guide()
        self.current = self.guide.intro
        self._phase: GuidePhase | None = None
        self._under = ""  # the heading right above, within a phase
        self._level = 0  # of the heading that `current` began with

    def heading(self, place: int, heading: Heading) -> None:
        """A heading begins a phase, the changelog, another section, or a part of the one that is being read."""
        named = phase_of(heading.text)
        self._under = ""
        inside = list(self._inside(place))
        if named and named[0] in self._letters:
            self._begin_phase(named[0], named[1] or heading.text, heading)
        elif is_changelog(heading.text) and has_dates(inside):
            self._begin_section(self.guide.changelog, heading)
        elif letter := self._letter(inside):
            title = plain(heading.text)
            self._begin_phase(letter, title.removeprefix(f"{letter} ").lstrip() or title, heading)
        elif self.guide.phases and (heading.level <= self._level or self._phase is None):
            self._continue_section(heading)
        elif self.guide.changelog and self.current is self.guide.changelog[-1].blocks and heading.level <= self._level:
            self.current = self.guide.intro
            self.current.append(heading)
        else:
            self.current.append(heading)
            self._under = plain(heading.text) if self._phase else ""

    def tasks(self, table: Table, loose: tuple[Row, ...]) -> None:
        """The tasks of a table, each to the phase that its id names."""
        if loose:
            self.current.append(Table(table.number, table.header, table.alignments, loose))
        for task in self._tasks[id(table)]:
            task.under = self._under
            phase = self._phase
            if phase is None or phase.id != task.phase_id:
                phase = self.guide.phases.get(task.phase_id)
            if phase is None:
                phase = GuidePhase(task.phase_id, "", task.number, None)
                self.guide.phases[task.phase_id] = phase
                self._phase, self.current = phase, phase.blocks
            if task.id in phase.tasks:
                self._repairs.note(task.number, "task-repeated", id=task.id)
                phase.tasks[task.id].add(task)
            else:
                phase.tasks[task.id] = task

    def _inside(self, place: int) -> Iterator[Block]:
        """The blocks below a heading until one of its level or above."""
        own = self._blocks[place]
        for block in self._blocks[place + 1 :]:
            if isinstance(block, Heading) and isinstance(own, Heading) and block.level <= own.level:
                return
            yield block

    def _letter(self, inside: list[Block]) -> str | None:
        """The letter of the tasks right below a heading, where that phase has not begun."""
        for block in inside:
            if isinstance(block, Heading):
                return None
            if id(block) in self._tasks:
                letter = self._tasks[id(block)][0].phase_id
                return None if letter in self.guide.phases else letter
        return None

    def _begin_phase(self, letter: str, title: str, heading: Heading) -> None:
        phase = self.guide.phases.get(letter)
        if phase is None:
            phase = GuidePhase(letter, title, heading.number, heading)
            self.guide.phases[letter] = phase
        elif not phase.title:
            phase.title, phase.heading = title, heading
        else:
            phase.blocks.append(heading)
        self._phase, self.current, self._level = phase, phase.blocks, heading.level

    def _begin_section(self, sections: list[Section], heading: Heading) -> None:
        sections.append(Section(heading))
        self._phase, self.current, self._level = None, sections[-1].blocks, heading.level

    def _continue_section(self, heading: Heading) -> None:
        """A section of its own, or a part of the one before where that has a higher heading."""
        is_in_section = any(self.current is section.blocks for section in (*self.guide.sections, *self.guide.changelog))
        if is_in_section and heading.level > self._level:
            self.current.append(heading)
        else:
            self._begin_section(self.guide.sections, heading)
