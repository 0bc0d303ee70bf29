"""Two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final

from onboarding.comparison.model import Kind, Words

# A web address is one word, and so is what signs hold together: «A-4», «30.06.2026», «og/eller».
_WORD: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{0,20}://|www\.)[^\s<>]+|\w+(?:[-–.,:/@'’]\w+)*|\s+|[^\w\s]")

# Finding the same words takes time that grows with the product of the two texts' words; beyond this, which is more than
# two pages that have nothing in common, the whole is another text.
_MOST_PAIRS: Final = 4_000_000

# So few words between two changes say nothing to hold on to where what changed is longer.
_FEW: Final = 2


def compared(before: str, after: str) -> tuple[Words, ...]:
    """The words of two texts: the same, removed and added. Texts that are equal have at most one piece."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces = list(_pieces(old, new))
    while (merged := _without_islands(pieces)) != pieces:
        pieces = merged
    return tuple(Words(kind, text) for kind, text in _laid_out(pieces))


def whole(text: str, kind: Kind) -> tuple[Words, ...]:
    """A text of which all words have come, gone or stayed."""
    return (Words(kind, text),) if text else ()


def is_changed(words: Iterable[Words]) -> bool:
    """Whether any word was added or removed."""
    return any(piece.kind is not Kind.SAME for piece in words)


# What is the same, or else the words before and after.
_Piece = tuple[str, str, str]


def _pieces(old: list[str], new: list[str]) -> Iterator[_Piece]:
    start, shortest = 0, min(len(old), len(new))
    while start < shortest and old[start] == new[start]:
        start += 1
    end = 0
    while end < shortest - start and old[-end - 1] == new[-end - 1]:
        end += 1
    yield "".join(old[:start]), "", ""
    yield from _middle(old[start : len(old) - end], new[start : len(new) - end])
    yield "".join(old[len(old) - end :]), "", ""


def _middle(old: list[str], new: list[str]) -> Iterator[_Piece]:
    if len(old) * len(new) > _MOST_PAIRS:
        yield "", "".join(old), "".join(new)
        return
    # Words that stand everywhere are no landmarks, and are what takes the time.
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > 1000)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield "".join(old[first:last]), "", ""
        else:
            yield "", "".join(old[first:last]), "".join(new[start:end])


def _without_islands(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with the same words between two changes taken into the change, where they only break it up."""
    result: list[_Piece] = []
    for index, (same, removed, added) in enumerate(pieces):
        last = result[-1] if result else None
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if same and last and following and _is_island(same, last, following):
            removed, added, same = same, same, ""  # noqa: PLW2901  the same words, changed along with the rest
        if last and bool(last[0]) == bool(same):
            result[-1] = (last[0] + same, last[1] + removed, last[2] + added)
        elif same or removed or added:
            result.append((same, removed, added))
    return result


def _is_island(same: str, before: _Piece, after: _Piece) -> bool:
    """Whether some same words are too few to hold on to: shorter than what changed on both sides of them."""
    words = re.findall(r"\w+", same)
    if not words:
        return same.isspace() or len(same) < min(_weight(before), _weight(after))
    return len(words) <= _FEW and len(same.strip()) < min(_weight(before), _weight(after))


def _weight(piece: _Piece) -> int:
    """How many signs changed."""
    return max(len(piece[1].strip()), len(piece[2].strip()))


def _laid_out(pieces: list[_Piece]) -> Iterator[tuple[Kind, str]]:
    """Removed words before the added ones; blanks that both begin or end with belong to neither."""
    laid: list[tuple[Kind, str]] = []
    for same, *changed in pieces:
        lead, removed, added, tail = _common_blanks(*changed)
        laid += ((Kind.SAME, same + lead), (Kind.REMOVED, removed), (Kind.ADDED, added), (Kind.SAME, tail))
    last: tuple[Kind, str] | None = None
    for kind, text in laid:
        if not text:
            continue
        if last and last[0] is kind:
            last = (kind, last[1] + text)
            continue
        if last:
            yield last
        last = (kind, text)
    if last:
        yield last


def _common_blanks(removed: str, added: str) -> tuple[str, str, str, str]:
    lead = _shared(removed, added, len(removed) - len(removed.lstrip()))
    removed, added = removed[len(lead) :], added[len(lead) :]
    tail = _shared(removed[::-1], added[::-1], len(removed) - len(removed.rstrip()))[::-1]
    return lead, removed[: len(removed) - len(tail)], added[: len(added) - len(tail)], tail


def _shared(one: str, other: str, most: int) -> str:
    """The blanks that both begin with."""
    count = 0
    while count < most and count < len(other) and one[count] == other[count]:
        count += 1
    return one[:count]
