"""Words with their marks, as the formats share them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from onboarding.comparison.model import Kind, Words
from onboarding.github.text import plain

# So many signs on each side of a change tell where in a text it stands.
_CONTEXT: Final = 80

LEGEND: Final = "er tatt bort", "er kommet til"

# Shows a text without blanks beside it, on one line.
Show = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Style:
    """How a format writes words: what stands around those of each kind, how lines end, how they are indented."""

    marks: Mapping[Kind, tuple[str, str]]
    show: Show = plain
    line_break: str = "\n"
    indent: str = " "


def marked(words: tuple[Words, ...], style: Style) -> str:
    """The words one after another, each between its marks, with the blanks beside them outside."""
    parts: list[str] = []
    last: Words | None = None
    for piece in words:
        if last and last.kind is Kind.REMOVED and piece.kind is Kind.ADDED:
            parts.append(" ")  # what came instead
        parts.append(_marked(piece, style))
        last = piece
    return "".join(parts)


def _marked(piece: Words, style: Style) -> str:
    begin, end = style.marks[piece.kind]
    core = piece.text.strip()
    if not core:
        return f"{begin}{_shown(piece.text, style)}{end}"
    before, _, after = piece.text.partition(core)
    return f"{_shown(before, style)}{begin}{_shown(core, style)}{end}{_shown(after, style)}"


def _shown(text: str, style: Style) -> str:
    """The text with its lines, what they are indented by, and the blanks that part it from what stands beside it."""
    first, *more = text.split("\n")
    lines = [_inline(first, style.show)]
    for line in more:
        start = line.lstrip()
        lines.append(f"{style.indent * (len(line) - len(start))}{_inline(start, style.show)}")
    return style.line_break.join(lines)


def _inline(text: str, show: Show) -> str:
    if not plain(text):
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{show(text)}{' ' if text[-1].isspace() else ''}"


def shortened(words: tuple[Words, ...]) -> tuple[Words, ...]:
    """The words with little more of what is the same than tells where the changes stand."""
    if all(piece.kind is Kind.SAME for piece in words):
        return words
    return tuple(_shortened(words))


def _shortened(words: tuple[Words, ...]) -> Iterator[Words]:
    for number, piece in enumerate(words):
        begin = "" if number == 0 else _cut(piece.text)
        end = "" if number == len(words) - 1 else _cut(piece.text[::-1])[::-1]
        if piece.kind is Kind.SAME and len(begin) + len(end) + len(" … ") < len(piece.text):
            yield Words(Kind.SAME, f"{begin}{' ' if begin else ''}…{' ' if end else ''}{end}")
        else:
            yield piece


def _cut(text: str) -> str:
    """The beginning of a text, in whole words."""
    return text if len(text) <= _CONTEXT else text[:_CONTEXT].rpartition(" ")[0]
