"""The report: what the last night means for the people who mend links. Made from the history alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from onboarding.links.model import PERSON_DAYS, Exit, History, Link, State

SHOWN_DAYS = 7  # how long a question to a person stands in the report: a week has somebody at work in it
MOST_MISSED = 0.5  # the part of the addresses that a check may leave unreached and still be one
LONG_SUSPICION = 7  # bad nights after which a person looks, though the engines still do not agree


@dataclass(frozen=True, slots=True)
class OwnerFigures:
    """How many addresses of an owner there are in all, and in each group; what may wait counts as watched."""

    owner: str
    total: int
    fine: int
    todo: int
    watch: int
    people: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that any format shows.

    `todo` is what somebody has to mend, `watch` what the coming nights decide, `titles` the pages whose title changed
    lately, `people` what a person should look at now, `unchecked` what was not reached. `new` is what needs doing
    tonight and did not last night, `recovered` what needed doing or was bad last night and is fine now. `waived` is
    what an ignore keeps out of `todo`. Worst first, then by address.
    """

    history: History
    todo: tuple[Link, ...]
    watch: tuple[Link, ...]
    titles: tuple[Link, ...]
    people: tuple[Link, ...]
    unchecked: tuple[Link, ...]
    waived: tuple[Link, ...]
    new: tuple[Link, ...]
    recovered: tuple[Link, ...]
    owners: tuple[OwnerFigures, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """What kept the check itself from doing its work."""
        return tuple(run.failure for run in self.history.engines.values() if run.failure)

    @property
    def next_question(self) -> dt.date | None:
        """When a person is asked again about an address that no machine can judge."""
        asked = [link.asked for link in self.history.links if link.state.is_for_a_person and link.asked]
        return min(asked) + dt.timedelta(days=PERSON_DAYS) if asked else None

    @property
    def result(self) -> Exit:
        """What the check comes to, for the exit code."""
        links = self.history.links
        missed = sum(link.state is State.UNCHECKED for link in links)
        if self.failures or missed > MOST_MISSED * len(links) or len(links) < self.history.inventory:
            return Exit.CANNOT
        return Exit.FOUND if self.todo or self.history.faults else Exit.FINE


def report_of(history: History) -> Report:
    """The report of the history's last night."""
    links = sorted(history.links, key=lambda link: (-link.state.severity, link.url))
    has_yesterday = any(len(link.nights) > 1 for link in links)
    return Report(
        history,
        todo=tuple(link for link in links if link.needs_doing),
        watch=tuple(link for link in links if _is_watched(link, history.night)),
        titles=tuple(link for link in links if _title_changed_lately(link, history.night)),
        people=tuple(link for link in links if _is_for_people(link, history.night)),
        unchecked=tuple(link for link in links if link.state is State.UNCHECKED),
        waived=tuple(link for link in links if link.waiver and (link.state.needs_doing or link.state.is_bad)),
        new=tuple(link for link in links if has_yesterday and link.needs_doing and not _needed_doing(link)),
        recovered=tuple(link for link in links if _has_recovered(link)),
        owners=tuple(_figures(links)),
    )


def _is_watched(link: Link, night: dt.date) -> bool:
    return link.state is State.SUSPECT and not link.waiver and not _is_for_people(link, night)


def _is_for_people(link: Link, night: dt.date) -> bool:
    if link.waiver:
        return False
    if link.state is State.SUSPECT:
        return link.bad_nights >= LONG_SUSPICION
    return link.state.is_for_a_person and link.asked is not None and (night - link.asked).days < SHOWN_DAYS


def _title_changed_lately(link: Link, night: dt.date) -> bool:
    return link.title_since is not None and not link.waiver and (night - link.title_since).days < SHOWN_DAYS


def _needed_doing(link: Link) -> bool:
    return link.previous is not None and link.previous.needs_doing


def _has_recovered(link: Link) -> bool:
    was_wrong = _needed_doing(link) or link.previous is State.SUSPECT
    return was_wrong and link.state.is_good and not link.state.needs_doing


def _figures(links: Iterable[Link]) -> Iterable[OwnerFigures]:
    by_owner: dict[str, list[Link]] = {}
    for link in links:
        by_owner.setdefault(link.owner, []).append(link)
    for owner in sorted(by_owner, key=lambda owner: (-len(by_owner[owner]), owner)):
        own = by_owner[owner]
        todo = sum(link.needs_doing for link in own)
        watch = sum(link.state.is_watched or (link.state.needs_doing and not link.needs_doing) for link in own)
        people = sum(link.state.is_for_a_person for link in own)
        yield OwnerFigures(owner, len(own), len(own) - todo - watch - people, todo, watch, people)
