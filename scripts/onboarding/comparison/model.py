"""What changed for the reader, as plain values: services, phases, items, fields, links and text, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from onboarding.content import Change, Changelog, Item, Page, Phase, Service, Task
from onboarding.prose import Link


class Kind(Enum):
    """What has become of some words, or of a row."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Fate(Enum):
    """What has become of an item, a file or a block of text."""

    NEW = "new"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a text. Those that are the same and removed give the old text, same and added the new one."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the front matter that says something else.

    `key` is its name in the file, and `of` tells which where there are several (a role's name). A list has a value for
    each member. `line` is where the field stands now. Readers do not see the fields that are `is_quiet`.
    """

    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    line: int
    of: str = ""
    is_quiet: bool = False


class LinkFate(Enum):
    """What has become of a link."""

    NEW = "new"
    REMOVED = "removed"
    READDRESSED = "readdressed"  # the same words lead elsewhere
    REWORDED = "reworded"  # other words lead to the same place


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link or picture that is not as it was; `line` is where it stands now, or where it would have stood."""

    fate: LinkFate
    before: Link | None
    after: Link | None
    line: int


@dataclass(frozen=True, slots=True)
class Form:
    """What a block of text looks like: `name` is a key of the words for it, `level` counts from 1, 0 without levels."""

    name: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of text that is not as it was, as `before` and `after` it looked.

    With the same words and another form, so many blocks (`count`) after one another share a passage. A passage of
    blocks that were only parted or joined has the words of the first, and `parts` says how many there were and are.
    """

    fate: Fate
    line: int
    words: tuple[Words, ...]
    before: Form | None
    after: Form | None
    count: int = 1
    parts: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, its cells in the order of the new table with those of removed columns where they stood."""

    kind: Kind
    line: int
    cells: tuple[tuple[Words, ...], ...]

    @property
    def is_changed(self) -> bool:
        """Whether any word of the row is not as it was."""
        return any(words.kind is not Kind.SAME for cell in self.cells for words in cell)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is not as it was: its heading row (without cells where it has none), and the rows that changed.

    `is_reordered` when columns or rows stand in another order.
    """

    fate: Fate
    line: int
    header: Row
    rows: tuple[Row, ...]
    is_reordered: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """All that is not as it was of an item, which is there `before` or `after`, or both.

    `successor` is what took over the address of a removed item.
    """

    before: Item | None
    after: Item | None
    fate: Fate
    fields: tuple[FieldChange, ...]
    links: tuple[LinkChange, ...]
    text: tuple[Passage | Table, ...]
    successor: Item | None = None

    @property
    def item(self) -> Item:
        """The item as it is, or as it last was."""
        item = self.after or self.before
        assert item is not None  # noqa: S101  one of them is always there
        return item

    @property
    def is_for_reader(self) -> bool:
        """Whether readers can see any of it."""
        return bool(self.fate is not Fate.CHANGED or self.seen or self.links or self.text)

    @property
    def seen(self) -> tuple[FieldChange, ...]:
        """The changed fields that readers see."""
        return tuple(field for field in self.fields if not field.is_quiet)

    @property
    def quiet(self) -> tuple[FieldChange, ...]:
        """The changed fields that readers do not see."""
        return tuple(field for field in self.fields if field.is_quiet)

    @property
    def line(self) -> int:
        """The first line of the file as it is that changed for the reader; 1 where the item is new or removed."""
        if self.before is None or self.after is None:
            return 1
        parts = (*self.seen, *self.links, *self.text)
        return min((part.line for part in parts), default=1)


@dataclass(frozen=True, slots=True)
class PhaseDifference:
    """What changed of a phase and in it. A task that was moved stands in the phase that it is in now."""

    before: Phase | None
    after: Phase | None
    own: Difference | None
    tasks: tuple[Difference, ...]

    @property
    def phase(self) -> Phase:
        """The phase as it is, or as it last was."""
        phase = self.after or self.before
        assert phase is not None  # noqa: S101  one of them is always there
        return phase


@dataclass(frozen=True, slots=True)
class ServiceDifference:
    """What changed of a service and in it: of its changelog, `entries`, and in `changelog` what it says above them."""

    before: Service | None
    after: Service | None
    own: Difference | None
    phases: tuple[PhaseDifference, ...]
    pages: tuple[Difference, ...]
    changelog: Difference | None
    entries: tuple[Difference, ...]

    @property
    def service(self) -> Service:
        """The service as it is, or as it last was."""
        service = self.after or self.before
        assert service is not None  # noqa: S101  one of them is always there
        return service

    @property
    def tasks(self) -> tuple[Difference, ...]:
        """The tasks that changed, phase by phase."""
        return tuple(task for phase in self.phases for task in phase.tasks)

    def differences(self) -> Iterator[Difference]:
        """Everything that changed, in the order of the site."""
        yield from (self.own,) if self.own else ()
        for phase in self.phases:
            yield from (phase.own,) if phase.own else ()
            yield from phase.tasks
        yield from self.pages
        yield from (self.changelog,) if self.changelog else ()
        yield from self.entries


@dataclass(frozen=True, slots=True)
class FileDifference:
    """A picture or document that is new, removed, or another under the same name. `path` is as editors know it."""

    path: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two editions of the content, in the order of the site.

    `pages` are those outside of services. `unread` are content files that only one of the editions could make sense
    of, as editors know them, and so were not compared; `problems` counts what was wrong with the two editions.
    """

    services: tuple[ServiceDifference, ...]
    pages: tuple[Difference, ...]
    files: tuple[FileDifference, ...]
    unread: tuple[str, ...]
    problems: tuple[int, int]

    def differences(self) -> Iterator[Difference]:
        """Everything that changed but for pictures and documents, in the order of the site."""
        for service in self.services:
            yield from service.differences()
        yield from self.pages

    @property
    def is_for_reader(self) -> bool:
        """Whether anything changed that readers can see."""
        return bool(self.files) or any(difference.is_for_reader for difference in self.differences())


# The kinds of items in the order in which they are counted.
COUNTED: tuple[type[Item], ...] = (Task, Phase, Service, Page, Changelog, Change)
