"""The list as Markdown, for the summary of a job on GitHub."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onboarding.content.model import Review
from onboarding.github.markdown import cell, code, text
from onboarding.reviews.model import Entry, Worklist
from onboarding.reviews.sentences import AHEAD, NEVER, advice, day, headline, name, outdated, roles, untouched

TITLE: Final = "Gjennomgang av innholdet"

_HEADER: Final = """\
| Gjennomgått | Hva | Ansvarlig | Av | Merknad | Fil |
| --- | --- | --- | --- | --- | --- |"""


def as_markdown(found: Worklist) -> str:
    """The whole list; sections with nothing to say are left out."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Worklist) -> Iterator[str]:
    yield from (f"## {TITLE}", "", headline(found))
    for heading, pairs in ((outdated(found), found.outdated), (AHEAD, found.ahead)):
        if pairs:
            yield from ("", f"### {heading}", "", _HEADER)
            yield from (_row(entry, review) for entry, review in pairs)
    if found.never:
        yield from ("", f"### {NEVER}", "")
        for service, phases in untouched(found):
            yield f"- {text(service)}"
            yield from (f"    - {text(phase)} ({code(folder)}): {part}" for phase, folder, part in phases)
    if found.due:
        yield from ("", text(advice(found)))


def _row(entry: Entry, review: Review) -> str:
    cells = (day(review.date), name(entry), roles(entry), review.by, review.note or "–", str(entry.source))
    return f"| {' | '.join(map(cell, cells))} |"
