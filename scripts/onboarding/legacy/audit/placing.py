"""Words sought where they belong: exactly, or in a text that holds more, each word of it used once."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onboarding.legacy.audit.section import Section, Words

Chunk = tuple[bool, Words]  # whether it may be left out, and its words


def exactly(chunks: Sequence[Chunk], words: Words) -> list[bool] | None:
    """Which chunks stand in a text that has nothing else, in their order; None where it is another text."""
    ways: dict[int, tuple[bool, ...]] = {0: ()}
    for may_go, chunk in chunks:
        further: dict[int, tuple[bool, ...]] = {}
        for at, taken in ways.items():
            if may_go:
                further.setdefault(at, (*taken, False))
            if words[at : at + len(chunk)] == chunk:
                further.setdefault(at + len(chunk), (*taken, True))
        ways = further
        if not ways:
            return None
    return list(ways[len(words)]) if len(words) in ways else None


def difference(wanted: Sequence[str], words: Sequence[str]) -> tuple[list[int], list[tuple[int, int]]]:
    """The places of wanted words that are not in the text in order, and the stretches of the text that nobody wants."""
    start = 0
    shorter = min(len(wanted), len(words))
    while start < shorter and wanted[start] == words[start]:
        start += 1
    end = 0
    while end < shorter - start and wanted[-1 - end] == words[-1 - end]:
        end += 1
    inner, others = wanted[start : len(wanted) - end], words[start : len(words) - end]
    lost: list[int] = []
    extra: list[tuple[int, int]] = []
    for tag, first, last, low, high in difflib.SequenceMatcher(None, inner, others, autojunk=False).get_opcodes():
        if tag != "equal":
            lost += range(first + start, last + start)
            if high > low:
                extra.append((low + start, high + start))
    return lost, extra


class Stream:
    """The words of a section, each of which can be used once."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.words = section.words
        self.used = bytearray(len(self.words))
        self.after = 0  # where the last find ended
        self._places: dict[str, list[int]] | None = None

    def places(self, word: str) -> list[int]:
        """Where a word stands."""
        if self._places is None:
            self._places = defaultdict(list)
            for at, each in enumerate(self.words):
                self._places[each].append(at)
        return self._places.get(word, [])

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing has been found in a stretch."""
        return not any(self.used[start:end])

    def take(self, start: int, end: int) -> None:
        """Use a stretch."""
        self.used[start:end] = b"\1" * (end - start)
        self.after = end

    def holds(self, block: Words) -> int | None:
        """Where a block stands whole and unused, the place after the last find first."""
        size = len(block)
        if self.words[self.after : self.after + size] == block and self.is_free(self.after, self.after + size):
            return self.after
        for at in self.places(block[0]):
            if self.words[at : at + size] == block and self.is_free(at, at + size):
                return at
        return None

    def longest(self, block: Words) -> tuple[int, int, int]:
        """The longest unused stretch of a block: its place in the block, here, and its length."""
        best = (0, 0, 0)
        for first in range(len(block)):
            if len(block) - first <= best[2]:
                break
            for at in self.places(block[first]):
                size = 0
                while (
                    first + size < len(block)
                    and at + size < len(self.words)
                    and not self.used[at + size]
                    and self.words[at + size] == block[first + size]
                ):
                    size += 1
                if size > best[2]:
                    best = (first, at, size)
        return best

    def unused(self) -> Iterator[tuple[int, int]]:
        """The stretches that nothing has been found in."""
        start: int | None = None
        for at, taken in enumerate((*self.used, 1)):
            if not taken and start is None:
                start = at
            elif taken and start is not None:
                yield start, at
                start = None


SHORTEST_PIECE = 3  # words: fewer stand anywhere by chance


def take_pieces(block: Words, streams: Sequence[Stream]) -> set[int]:
    """Use what can be found of a block, and give the places in it of the words that cannot.

    Around its longest stretch the words are sought in order; elsewhere only longer stretches count.
    """
    found: set[int] = set()
    rest = [(0, len(block))]
    is_first = True
    while rest:
        start, end = rest.pop(0)
        piece = block[start:end]
        options = [(stream.longest(piece), stream) for stream in streams]
        if not options:
            break
        (first, at, size), stream = max(options, key=lambda option: option[0][2])
        if not size or (size < SHORTEST_PIECE and not (is_first and size * 2 >= len(block))):
            continue
        is_first = False
        taken = _around(piece, stream, first, at, size)
        found.update(start + place for place in taken)
        rest += _gaps(start, end, found)
    return set(range(len(block))) - found


def _gaps(start: int, end: int, found: set[int]) -> list[tuple[int, int]]:
    gaps: list[tuple[int, int]] = []
    first: int | None = None
    for at in range(start, end + 1):
        if at < end and at not in found:
            first = at if first is None else first
        elif first is not None:
            if at - first >= SHORTEST_PIECE:
                gaps.append((first, at))
            first = None
    return gaps


def _around(piece: Words, stream: Stream, first: int, at: int, size: int) -> set[int]:
    """Use the stretch, and what stands in order before and behind it, as far as the piece can reach."""
    found = set(range(first, first + size))
    stream.take(at, at + size)
    low, high = max(0, at - 2 * first), min(len(stream.words), at + size + 2 * (len(piece) - first - size))
    for from_, to, text_from, text_to in ((0, first, low, at), (first + size, len(piece), at + size, high)):
        text = [None if stream.used[n] else stream.words[n] for n in range(text_from, text_to)]
        matcher = difflib.SequenceMatcher(None, list(piece[from_:to]), text, autojunk=False)
        for match in matcher.get_matching_blocks():
            found.update(range(from_ + match.a, from_ + match.a + match.size))
            stream.used[text_from + match.b : text_from + match.b + match.size] = b"\1" * match.size
    return found


def contains(words: Words, run: Words) -> bool:
    """Whether a text has the words next to each other."""
    if not run:
        return False
    at, size = -1, len(run)
    try:
        while True:
            at = words.index(run[0], at + 1)
            if words[at : at + size] == run:
                return True
    except ValueError:
        return False
