"""The parts of pages, as templates get them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.content import Change, Changelog, Item, Page, Phase, Task
from onboarding.workbooks.sheet import TextLink


def old_anchors(item: Item) -> tuple[str, ...]:
    """The anchors that an item had before, for the page that shows it."""
    return tuple(alias.fragment for alias in item.aliases if alias.path is None and alias.fragment)


@dataclass(frozen=True, slots=True)
class RoleLabel:
    """A role with its number among the service's roles, which gives it its colour."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class TaskSection:
    """A task as a page shows it: its row in the table and its section below.

    `earlier` are the tasks that must be done first. `unreviewed_since` is the day of the last review where that is too
    long ago.
    """

    task: Task
    address: str
    roles: tuple[RoleLabel, ...]
    earlier: tuple[TextLink, ...]
    links: tuple[TextLink, ...]
    body: str
    edit_url: str
    changed: dt.date | None
    changed_address: str
    unreviewed_since: dt.date | None

    @property
    def old_anchors(self) -> tuple[str, ...]:
        """Anchors that the task had before."""
        return old_anchors(self.task)


@dataclass(frozen=True, slots=True)
class PhaseSection:
    """A phase as a page shows it. `unreviewed_since` is the day of its last review where that is too long ago."""

    phase: Phase
    number: int
    address: str
    roles: tuple[RoleLabel, ...]
    body: str
    tasks: tuple[TaskSection, ...]
    edit_url: str
    unreviewed_since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change as a page shows it."""

    change: Change
    tasks: tuple[TextLink, ...]
    body: str
    address: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class PageSection:
    """A page as a part of another."""

    page: Page | Changelog
    body: str
    edit_url: str
