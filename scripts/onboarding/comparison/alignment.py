"""Two rows of things, side by side in their order: which belong together, which have come or gone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

# An index in each row; None where the other row has nothing like it.
Pair = tuple[int | None, int | None]

# Likeness is looked at for every pair between two landmarks; beyond this, whatever is not equal has come or gone.
_MOST_PAIRS: Final = 40_000


def aligned(
    before: Sequence[Hashable], after: Sequence[Hashable], alike: Callable[[int, int], float], *, least: float
) -> Iterator[Pair]:
    """The pairs of two rows in order: first by equality, then, between those, by likeness of at least `least`."""
    # Rows that stand everywhere are no landmarks, and in long tables they are what takes the time.
    matcher = SequenceMatcher(None, before, after, autojunk=len(after) > 1000)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(first, last), range(start, end), strict=True)
        else:
            yield from _gap(range(first, last), range(start, end), alike, least)


def _gap(old: range, new: range, alike: Callable[[int, int], float], least: float) -> Iterator[Pair]:
    """The pairs between two landmarks: those of the greatest likeness in all that keep their order."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        yield from ((index, None) for index in old)
        yield from ((None, index) for index in new)
        return
    likeness = [[value if (value := alike(i, j)) >= least else 0.0 for j in new] for i in old]
    best = _sums(likeness)
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif j == len(new) or (i < len(old) and best[i][j] == best[i + 1][j]):
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1


def _sums(likeness: list[list[float]]) -> list[list[float]]:
    """The greatest likeness that can be had from each pair of places on, by dynamic programming."""
    rows, columns = len(likeness), len(likeness[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return best
