"""The headers of tables of tasks: which say more than the site does anyway."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onboarding.legacy.audit.markup import BREAK
from onboarding.legacy.audit.phases import text_of
from onboarding.legacy.audit.words import plain

# What the site says of tasks by itself: what is to be done, by whom, and what else there is to know.
_SAID = """
aktivitet aktiviteter oppgave oppgaven oppgavene oppgaver oppgåve oppgåver oppgåvene oppgåvane tittel tiltak
handling handlinger gjøremål gjeremål beskrivelse beskriving skildring forklaring utdyping detalj detaljer
informasjon info merknad merknader kommentar kommentarer notat notater
hva kva hvem kven hvordan korleis ansvar ansvarlig ansvarleg rolle roller rollar lenke lenker lenkje lenkjer
id nr nummer no number les lese mer meir
activity activities action actions task tasks title what who how description details comment comments note notes
remark remarks information responsible responsibility role roles link links read more
av de den denne dere det du fase fasen for gjøre gjøres gjør gjer gjere i må og om på skal som til trenger treng
utføres and are be do done for in is must need needs of phase that the this to you your with
"""
_MADE = frozenset(_SAID.split())
_PIPE = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"(`+)[^`\n]+\1")
_TAG = re.compile(r"<[^<>]*>")
_DASHES = re.compile(r"[\s:+\-–—]*")


def cells_of(line: str) -> list[str]:
    """The cells of a row; what stands before a first pipe is none where it is empty."""
    cells = _split(line.strip())
    return cells[1:] if cells and not cells[0].strip() else cells


def labels_of(header: str) -> tuple[str, ...]:
    """The headers that the cells below them need, in the order of the columns; "" where they need none."""
    cells = cells_of(header)
    return tuple("" if _DASHES.fullmatch(cell) or is_made(cell) else cell.strip(" \t:") for cell in cells)


def is_made(header: str) -> bool:
    """Whether the site says by itself what a header says."""
    words = plain(text_of(header).casefold())
    return "](" not in header and all(word in _MADE or word.isdigit() for word in words)


def labelled(row: str, labels: Sequence[str]) -> str:
    """A row in which each filled cell begins with the header above it."""
    if not any(labels):
        return row
    parts = _split(row)
    start = 1 if not parts[0].strip() and len(parts) > 1 else 0
    for at, label in enumerate(labels, start):
        if label and at < len(parts) and re.search(r"\w", _TAG.sub("", parts[at])):
            parts[at] = f" {label}{BREAK}{parts[at]}"
    return "|".join(parts)


def without_labelled(header: str, labels: Sequence[str]) -> str:
    """A header without what the cells below it say with it."""
    for label in labels:
        header = header.replace(label, "", 1) if label else header
    return header


def _split(row: str) -> list[str]:
    """The row at its pipes, but for those in code."""
    bare = _CODE.sub(lambda found: "x" * len(found[0]), row)
    ends = [found.start() for found in _PIPE.finditer(bare)]
    return [row[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(row)], strict=True)]
