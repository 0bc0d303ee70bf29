"""What asks for a review on a day: phases and tasks that nobody has gone through for too long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from onboarding.content.model import Content, Phase, Review, Service, Task
from onboarding.errors import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A phase's own text, or a task, with where it belongs."""

    service: Service
    phase: Phase
    item: Phase | Task

    @property
    def source(self) -> Source:
        """Where its review is written, or its file where it has none."""
        return self.item.review.source if self.item.review else self.item.source

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that have the task, or some task of the phase."""
        return self.item.roles if isinstance(self.item, Task) else self.item.role_names(self.service.roles)


@dataclass(frozen=True, slots=True)
class Worklist:
    """What there is to do on the day `today`.

    `outdated` was reviewed more than `months` ago, the oldest first; `never` has no review, in the order of the
    content; `ahead` has a date that has not come yet, which no content check can tell. `total` counts all phases and
    tasks.
    """

    today: dt.date
    months: int
    total: int
    outdated: tuple[tuple[Entry, Review], ...]
    never: tuple[Entry, ...]
    ahead: tuple[tuple[Entry, Review], ...]

    @property
    def due(self) -> int:
        """How many phases and tasks ask for something."""
        return len(self.outdated) + len(self.never) + len(self.ahead)


def worklist(content: Content, months: int, today: dt.date) -> Worklist:
    """What asks for a review where each holds for so many calendar months."""
    entries = list(_entries(content))
    reviewed = [(entry, entry.item.review) for entry in entries if entry.item.review]
    reviewed.sort(key=lambda pair: pair[1].date)  # those of one day stay in the order of the content
    return Worklist(
        today,
        months,
        len(entries),
        tuple(pair for pair in reviewed if pair[1].is_older_than(months, today)),
        tuple(entry for entry in entries if entry.item.review is None),
        tuple(pair for pair in reviewed if pair[1].date > today),
    )


def _entries(content: Content) -> Iterator[Entry]:
    for service in content.services:
        for phase in service.phases:
            yield Entry(service, phase, phase)
            yield from (Entry(service, phase, task) for task in phase.tasks)
