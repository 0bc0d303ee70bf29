"""What the content says, once it is known to be right. Frozen, and without a trace of files, YAML or MkDocs."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onboarding.content.fingerprint import fingerprint
from onboarding.errors import Source
from onboarding.prose import Prose, anchor_of


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody in the company who has tasks. Those of a role that is `everyone` belong to all roles."""

    name: str
    summary: str
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """An old address that must go on working.

    `path` is the old page's address on the site without a leading slash (None: wherever its owner is shown), `host` the
    scheme and host when it was on another site, `fragment` the old anchor.
    """

    written: str
    path: str | None = None
    fragment: str | None = None
    host: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody has gone through an item on `date` and stands for what it says. `source` is where that is written."""

    date: dt.date
    by: str
    note: str | None
    source: Source

    def is_older_than(self, months: int, today: dt.date) -> bool:
        """Whether more than so many calendar months have gone by; a date that has not come yet is never too old."""
        return today > months_after(self.date, months)


@dataclass(frozen=True, slots=True)
class Item:
    """What every content file has. `path` is relative to the content folder, `allow` what the check accepts in it."""

    path: str
    source: Source
    title: str
    body: Prose
    keywords: tuple[str, ...] = field(default=(), kw_only=True)
    aliases: tuple[Alias, ...] = field(default=(), kw_only=True)
    allow: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Task(Item):
    """One thing that has to be done.

    `roles` are those of the company that have it, empty where nobody has been named; `performed_by` is who carries it
    out, where that is known: the company itself, or somebody else, and then `waits_for` names them too. `depends_on`
    are the ids of the tasks of the service that must be done first.
    """

    id: str
    roles: tuple[str, ...]
    performed_by: str | None = field(default=None, kw_only=True)
    waits_for: str | None = field(default=None, kw_only=True)
    depends_on: tuple[str, ...] = field(default=(), kw_only=True)
    review: Review | None = field(default=None, kw_only=True)

    @property
    def phase_id(self) -> str:
        """The id of the phase that the task belongs to."""
        return self.id.rpartition("-")[0]

    @property
    def anchor(self) -> str:
        """The anchor that the task keeps on every page that shows it."""
        return self.id.lower()

    @property
    def name(self) -> str:
        """Id and title, as a heading."""
        return f"{self.id} {self.title}"

    def fingerprint(self, address: Callable[[str], str] = str) -> str:
        """A mark of what the reader is told of the task: it changes with that, and with nothing else.

        `address` says what a link's address means.
        """
        addresses = (
            *(address(link.address) for link in self.body.links),
            *(link.address for link in self.body.html_links),
        )
        texts = (self.title, self.performed_by or "", self.body.words, *addresses)
        return fingerprint(texts, (self.roles, self.depends_on))


@dataclass(frozen=True, slots=True)
class Phase(Item):
    """A stage of the process.

    `gate` says when its tasks must be done, None where that is not said; where that is `gate_required`, no later phase
    can begin before. `tasks` stand in natural order.
    """

    id: str
    summary: str
    gate: str | None
    tasks: tuple[Task, ...]
    gate_required: bool = field(default=False, kw_only=True)
    review: Review | None = field(default=None, kw_only=True)

    @property
    def name(self) -> str:
        """Id and title, as a heading."""
        return f"{self.id} {self.title}"

    @property
    def anchor(self) -> str:
        """The anchor of the phase on the page of the whole process."""
        return anchor_of(self.name)

    @property
    def stable_anchor(self) -> str:
        """An anchor that stays when the title changes."""
        return f"fase-{self.id.lower()}"

    @property
    def old_anchors(self) -> tuple[str, ...]:
        """The anchors that «A – Forberedelse» and «A - Forberedelse» gave on older sites, which links still use."""
        first, rest = self.id.lower(), anchor_of(self.title)
        return f"{first}--{rest}", f"{first}---{rest}"

    def role_names(self, service_roles: tuple[Role, ...]) -> tuple[str, ...]:
        """The roles that have tasks in this phase, in the service's order."""
        named = {role for task in self.tasks for role in task.roles}
        return tuple(role.name for role in service_roles if role.name in named)

    def changes_among(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """Those of the changes that concern a task of this phase."""
        ids = {task.id for task in self.tasks}
        return tuple(change for change in changes if ids.intersection(change.tasks))

    @property
    def performers(self) -> tuple[str, ...]:
        """Those who perform tasks of this phase, each once."""
        return tuple(dict.fromkeys(task.performed_by for task in self.tasks if task.performed_by))

    @property
    def has_unassigned(self) -> bool:
        """Whether some task of the phase names neither a role nor who performs it."""
        return any(not task.roles and not task.performed_by for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Change(Item):
    """An entry of the changelog."""

    date: dt.date
    tasks: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The entry's anchor on the changelog page: the name of its file."""
        return anchor_of(self.path.rpartition("/")[2].removesuffix(".md"))


@dataclass(frozen=True, slots=True)
class Changelog(Item):
    """What the changelog says above its entries."""

    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Item):
    """An ordinary page."""

    summary: str | None = None
    order: int = 100
    in_process: bool = False
    is_glossary: bool = False

    @property
    def folder(self) -> str:
        """The folder that the page lies in, without a final slash."""
        return self.path.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        return self.path.rpartition("/")[2].removesuffix(".md")


@dataclass(frozen=True)
class Service(Item):
    """A service that companies take into use: a folder of content.

    `changelog` is None where nothing is said above the changes.
    """

    id: str
    slug: str
    short_title: str
    summary: str
    language: str
    roles: tuple[Role, ...]
    phases: tuple[Phase, ...]
    changes: tuple[Change, ...]
    pages: tuple[Page, ...]
    changelog: Changelog | None = field(default=None, kw_only=True)

    @property
    def folder(self) -> str:
        """The service's folder, relative to the content folder."""
        return self.path.rpartition("/")[0]

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, phase by phase."""
        return tuple(task for phase in self.phases for task in phase.tasks)

    @cached_property
    def task_by_id(self) -> dict[str, Task]:
        """The tasks by their ids."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def process_pages(self) -> tuple[Page, ...]:
        """The ordinary pages that are shown with the whole process too."""
        return tuple(page for page in self.pages if page.in_process)

    @cached_property
    def last_changes(self) -> dict[str, Change]:
        """The latest change of each task that was ever changed, by the task's id."""
        return {task: change for change in reversed(self.changes) for task in change.tasks}

    @cached_property
    def fingerprint(self) -> str:
        """A mark of all that the reader is told of the service: it changes with any word, and with nothing else."""
        texts = [text for item in self.items() for text in (item.path, item.title, item.body.text)]
        texts += [text for phase in self.phases for text in (phase.summary, phase.gate or "")]
        texts += [task.fingerprint() for task in self.tasks]
        texts += [f"{change.date} {' '.join(change.tasks)}" for change in self.changes]
        texts += [text for role in self.roles for text in (role.name, role.summary)]
        return fingerprint((self.summary, *texts), ())

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The years of the changes, newest first: the headings of the changelog, and their anchors."""
        return tuple(dict.fromkeys(str(change.date.year) for change in self.changes))

    def items(self) -> Iterator[Item]:
        """Everything in the service, itself first."""
        yield self
        for phase in self.phases:
            yield phase
            yield from phase.tasks
        yield from self.pages
        yield from (self.changelog,) if self.changelog else ()
        yield from self.changes


@dataclass(frozen=True, slots=True)
class Content:
    """All content of the site. `files` are the paths of everything that is not Markdown (pictures, documents)."""

    services: tuple[Service, ...]
    pages: tuple[Page, ...]
    files: frozenset[str]

    def items(self) -> Iterator[Item]:
        """Every content item of the site."""
        for service in self.services:
            yield from service.items()
        yield from self.pages


def months_after(date: dt.date, months: int) -> dt.date:
    """The last day of a period of so many calendar months that begins on `date`: the day of the same number.

    Where the last month has no such day, it is that month's last (domstolloven § 148, second paragraph), and never a
    date later than Python knows.
    """
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    _, days = calendar.monthrange(year, month + 1)
    return dt.date(year, month + 1, min(date.day, days))


def natural(text: str) -> list[tuple[int, str]]:
    """A sort key that puts A-2 before A-10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text) if part]
