"""What the importer hands from stage to stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from onboarding.legacy.sentences import SENTENCES


class Line(NamedTuple):
    """A line of text with its number in the legacy file, from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Repair:
    """Something that was mended: `code` never changes, `what` is a sentence for the editor without its final stop."""

    line: int
    code: str
    what: str


@dataclass(slots=True)
class Repairs:
    """Collects what is mended, each kind once a line."""

    found: dict[tuple[int, str], Repair] = field(default_factory=dict)

    def note(self, line: int, code: str, **values: object) -> None:
        """Keep that something was mended on a line."""
        self.found.setdefault((line, code), Repair(line, code, SENTENCES[code].format(**values)))

    def __iter__(self) -> Iterator[Repair]:
        """All of them by line."""
        return iter(sorted(self.found.values()))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without its marks. `level` counts from 1."""

    number: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: as many cells as the table's header, each without blanks around it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is whole: `alignments` are the cells of its separator.

    `written` are its lines as they were where nothing was wrong with it.
    """

    number: int
    header: tuple[str, ...]
    alignments: tuple[str, ...]
    rows: tuple[Row, ...]
    written: tuple[Line, ...] | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Lines that are no table and no heading; `is_code` where they are a block of code with its fences."""

    lines: tuple[Line, ...]
    is_code: bool = False

    @property
    def number(self) -> int:
        """The line that it begins on."""
        return self.lines[0].number if self.lines else 0


Block: TypeAlias = Heading | Table | Text
