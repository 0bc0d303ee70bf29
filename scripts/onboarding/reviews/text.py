"""The list as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from onboarding.content.model import Review
from onboarding.github.text import plain
from onboarding.reviews.model import Entry, Worklist
from onboarding.reviews.sentences import AHEAD, NEVER, advice, day, headline, name, outdated, roles, untouched


def as_text(found: Worklist) -> str:
    """The whole list; sections with nothing to say are left out."""
    return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: Worklist) -> Iterator[str]:
    yield headline(found)
    for heading, pairs in ((outdated(found), found.outdated), (AHEAD, found.ahead)):
        if pairs:
            yield from ("", f"{heading}:")
            yield from (_review(entry, review) for entry, review in pairs)
    if found.never:
        yield from ("", f"{NEVER}:")
        for service, phases in untouched(found):
            yield plain(service)
            yield from (f"  {plain(f'{folder}: {phase}, {part}')}" for phase, folder, part in phases)
    if found.due:
        yield from ("", advice(found))


def _review(entry: Entry, review: Review) -> str:
    note = f" Merknad: {review.note}" if review.note else ""
    reviewed = f"Gjennomgått {day(review.date)} av {review.by}.{note}"
    return plain(f"{entry.source}: {name(entry)} ({roles(entry)}). {reviewed}")
