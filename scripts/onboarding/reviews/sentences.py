"""What the list says, as plain text that every format shows in its own way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from onboarding.content.model import Phase
from onboarding.reviews.model import Entry, Worklist

NEVER: Final = "Aldri gjennomgått"
AHEAD: Final = "Datoen er ikke kommet ennå, og må rettes"


def headline(found: Worklist) -> str:
    """The line that says it all."""
    if not found.total:
        return "Det er ingen faser eller oppgaver å gå gjennom."
    if not found.due:
        period = "den siste måneden" if found.months == 1 else f"de siste {found.months} månedene"
        return f"Alle faser og oppgaver er gjennomgått {period}."
    return f"{found.due} av {found.total} faser og oppgaver må gjennomgås."


def advice(found: Worklist) -> str:
    """What to do about all of it."""
    return (
        "Les teksten, prøv lenkene og rett det som er feil. "
        f"Skriv så «reviewed: {found.today.isoformat()}» og «reviewed_by: …» med navnet ditt øverst i filen."
    )


def outdated(found: Worklist) -> str:
    """The heading of what was reviewed too long ago."""
    return f"Gjennomgått for mer enn {found.months} {'måned' if found.months == 1 else 'måneder'} siden"


def name(entry: Entry) -> str:
    """What an entry is called: «fase A Start», «A-1 Les»."""
    return f"fase {entry.item.name}" if isinstance(entry.item, Phase) else entry.item.name


def roles(entry: Entry) -> str:
    """The roles that an entry names."""
    return ", ".join(entry.roles) or "ikke oppgitt"


def day(date: dt.date) -> str:
    """A date as dd.mm.åååå; `strftime` leaves out the zeros of an early year."""
    return f"{date.day:02}.{date.month:02}.{date.year:04}"


def untouched(found: Worklist) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """What was never reviewed, in few lines: each service with its phases' names, folders and what is meant of each."""
    for service, entries in groupby(found.never, lambda entry: entry.service):
        phases = [
            (phase.name, phase.source.path.rpartition("/")[0], _part(phase, list(group)))
            for phase, group in groupby(entries, lambda entry: entry.phase)
        ]
        yield service.short_title, phases


def _part(phase: Phase, entries: list[Entry]) -> str:
    """How much of a phase is meant: «hele fasen (8 oppgaver)», «fasen, A-2 og A-5»."""
    count = len(phase.tasks)
    if len(entries) == count + 1:
        return f"hele fasen ({count} {'oppgave' if count == 1 else 'oppgaver'})"
    *others, last = ("fasen" if entry.item is phase else entry.item.id for entry in entries)
    return f"{', '.join(others)} og {last}" if others else last
