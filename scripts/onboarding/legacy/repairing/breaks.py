"""Text with breaks in it, as paragraphs, lines and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onboarding.legacy.repairing.code import Stretches, spans
from onboarding.legacy.repairing.emphasis import spread
from onboarding.legacy.repairing.markup import BREAK

_BULLET = re.compile(r"(?:[-*•–·▪●◦]\s+|[-•](?=[\[*«<\"]))(?=\S)")
_DASH = re.compile(r"[-•–](?=[^\W\d_])|\+\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})([.)])\s+(?=\S)")
_STARTS = re.compile(r"(\d{1,9})([.)])(?=\s)|([#>+-])(?=\s|$)|(={2,}|-{3,})\s*$")


@dataclass(slots=True)
class _Part:
    """A paragraph or a list while it is put together: `items` are its lines or points."""

    kind: str
    items: list[str] = field(default_factory=list)


def markdown_of(text: str) -> str:
    """Text whose lines and points are parted by breaks, as Markdown blocks.

    One break begins a line, two a paragraph; what begins like a point is one. Points are written with a dash.
    """
    parts: list[_Part] = []
    is_apart = True
    pieces = _pieces(spread(text))
    signs = _Signs(pieces)
    for piece in pieces:
        if not piece:
            is_apart = True
            continue
        kind, words = signs.kind(piece)
        same = bool(parts) and parts[-1].kind == kind and (kind != "text" or not is_apart)
        if not same:
            parts.append(_Part(kind))
        parts[-1].items.append(words)
        is_apart = False
    return "\n\n".join(map(_written, parts))


def _pieces(text: str) -> list[str]:
    """What stands between the breaks of a text; those in code are code."""
    code = Stretches(spans(text))
    breaks = [found for found in re.finditer(BREAK, text) if found.start() not in code]
    starts, ends = [0, *(found.end() for found in breaks)], [*(found.start() for found in breaks), len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


class _Signs:
    """What the first signs of some pieces mean together: numbers from 1 are a list, and so are two dashes."""

    def __init__(self, pieces: Sequence[str]) -> None:
        numbers = [int(found.group(1)) for piece in pieces if (found := _NUMBER.match(piece))]
        self._is_counted = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
        self._is_dashed = sum(_DASH.match(piece) is not None for piece in pieces) > 1

    def kind(self, piece: str) -> tuple[str, str]:
        """What a piece is, and its words."""
        bullet = _BULLET.match(piece) or (_DASH.match(piece) if self._is_dashed else None)
        if bullet:
            return "points", piece[bullet.end() :].strip()
        if self._is_counted and (number := _NUMBER.match(piece)):
            return "numbers", piece[number.end() :].strip()
        return "text", _literal(piece)


def _literal(piece: str) -> str:
    """A piece of running text that Markdown takes for nothing else."""
    found = _STARTS.match(piece)
    if found is None:
        return piece
    place = found.end(1) if found.group(1) else found.start()
    return f"{piece[:place]}\\{piece[place:]}"


def _written(part: _Part) -> str:
    match part.kind:
        case "points":
            return "\n".join(f"- {_literal(item)}" for item in part.items)
        case "numbers":
            return "\n".join(f"{number}. {_literal(item)}" for number, item in enumerate(part.items, 1))
    return "  \n".join(part.items)  # two blanks: a break that GitHub and the site both show
