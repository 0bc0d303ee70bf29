"""The parts of an onboarding guide: what comes first, its phases with their tasks, what follows, and its changelog."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onboarding.legacy.changes import has_dates, is_changelog
from onboarding.legacy.model import Block, Heading, Repairs, Row, Table
from onboarding.legacy.plain import plain
from onboarding.legacy.tasks import TaskRow, letter_of, tasks_of

_PHASE = re.compile(
    r"(?:(?:fase|phase|steg|step|del|part)\s+([A-Z])(?:\s*[-–—:.)]+\s*|\s+|$)|([A-Z])\s*[-–—:.)]+\s*)(.*)$",
    re.IGNORECASE,
)


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


def phase_of(heading: str) -> tuple[str, str] | None:
    """The letter and the title that a heading gives a phase, whatever sign stands between."""
    found = _PHASE.match(plain(heading))
    if found is None or not (found.group(1) or found.group(2)).isupper():
        return None
    return found.group(1) or found.group(2), found.group(3).strip()


def guide_of(blocks: Sequence[Block], repairs: Repairs) -> Guide | None:
    """The parts of a page that is a guide; None where it lists no tasks."""
    blocks = list(_divided(blocks, repairs))
    tables = {id(block): found for block in blocks if isinstance(block, Table) and (found := tasks_of(block, repairs))}
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
    for block in blocks:
        if isinstance(block, Heading):
            level = block.level
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
        self._level = 0  # of the heading that `current` began with

    def heading(self, place: int, heading: Heading) -> None:
        """A heading begins a phase, the changelog, another section, or a part of the one that is being read."""
        named = phase_of(heading.text)
        inside = list(self._inside(place))
        if named and named[0] in self._letters:
            self._begin_phase(named[0], named[1] or heading.text, heading)
        elif is_changelog(heading.text) and has_dates(inside):
            self._begin_section(self.guide.changelog, heading)
        elif letter := self._letter(inside):
            self._begin_phase(letter, plain(heading.text), heading)
        elif self.guide.phases and (heading.level <= self._level or self._phase is None):
            self._continue_section(heading)
        elif self.guide.changelog and self.current is self.guide.changelog[-1].blocks and heading.level <= self._level:
            self.current = self.guide.intro
            self.current.append(heading)
        else:
            self.current.append(heading)

    def tasks(self, table: Table, loose: tuple[Row, ...]) -> None:
        """The tasks of a table, each to the phase that its id names."""
        if loose:
            self.current.append(Table(table.number, table.header, table.alignments, loose))
        for task in self._tasks[id(table)]:
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
