"""The last nights of an address as a strip of small squares."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from onboarding.links.model import Link, State

NIGHTS_SHOWN: Final = 30


class Mark(StrEnum):
    """What a night looks like on the strip. The value is the name of its style."""

    FINE = "fine"
    MEND = "mend"
    SHAKY = "shaky"
    GONE = "gone"
    PERSON = "person"
    MISSED = "missed"

    @property
    def sign(self) -> str:
        """The sign in the square, for those who see no difference between the colours."""
        return _SIGNS[self]

    @property
    def words(self) -> str:
        """What the square says."""
        return _WORDS[self]


_SIGNS: Final = {
    Mark.FINE: "✓",
    Mark.MEND: "!",
    Mark.SHAKY: "?",
    Mark.GONE: "×",
    Mark.PERSON: "–",
    Mark.MISSED: "·",
}

_WORDS: Final = {
    Mark.FINE: "virket",
    Mark.MEND: "måtte rettes",
    Mark.SHAKY: "virket ikke",
    Mark.GONE: "var borte",
    Mark.PERSON: "kunne ikke sjekkes av en maskin",
    Mark.MISSED: "ble ikke sjekket",
}

_MARKS: Final = {
    State.OK: Mark.FINE,
    State.MOVED: Mark.MEND,
    State.DOOR: Mark.PERSON,
    State.UNVERIFIABLE: Mark.PERSON,
    State.AGING: Mark.MEND,
    State.TLS: Mark.MEND,
    State.FRAGMENT: Mark.MEND,
    State.SOFT404: Mark.GONE,
    State.SUSPECT: Mark.SHAKY,
    State.DEAD: Mark.GONE,
    State.UNCHECKED: Mark.MISSED,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One night. `known` tells whether the address was on the list by then."""

    date: dt.date
    mark: Mark
    known: bool


def calendar(link: Link, last: dt.date) -> tuple[Cell, ...]:
    """The address's nights up to `last`, a square for each date, the oldest first."""
    states = {night.date: night.state for night in link.nights}
    dates = [last - dt.timedelta(days=ago) for ago in reversed(range(NIGHTS_SHOWN))]
    return tuple(Cell(date, mark_of(states.get(date, State.UNCHECKED)), date >= link.first_seen) for date in dates)


def mark_of(state: State) -> Mark:
    """How a state looks on the strip."""
    return _MARKS[state]


def described(cells: Sequence[Cell]) -> str:
    """What the strip shows, for those who do not see it: «Siste 30 netter: virket 27, virket ikke 3»."""
    numbers = Counter(cell.mark for cell in cells if cell.known)
    parts = [f"{mark.words} {numbers[mark]}" for mark in Mark if numbers[mark]]
    return f"Siste {len(cells)} netter: {', '.join(parts) or 'ingen er sjekket'}"
