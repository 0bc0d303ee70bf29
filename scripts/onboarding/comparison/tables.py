"""Two editions of a table, row by row and cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onboarding.comparison import words
from onboarding.comparison.alignment import Pair, aligned
from onboarding.comparison.likeness import likeness
from onboarding.comparison.model import Fate, Kind, Row, Table, Words
from onboarding.prose.blocks import CELL, Block

Alike = Callable[[int, int], float]

_LEAST_ROW = 0.3  # of three cells, one is the same: the rest of the row was changed
_LEAST_COLUMN = 0.5


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with as many cells in each row; `header` is empty where the table has no heading row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    width: int

    def column(self, index: int) -> Counter[str]:
        return Counter(row[index] for row in self.rows)


def compared(before: Sequence[Block], after: Sequence[Block], line: int) -> Table | None:
    """What is not as it was in a table that begins on `line`; None where all is."""
    old, new = _grid(before), _grid(after)
    columns = list(_in_order(_columns(old, new)))
    kept = [(i, j) for i, j in columns if i is not None and j is not None]
    old_keys = [tuple(row[i] for i, _ in kept) for row in old.rows]
    new_keys = [tuple(row[j] for _, j in kept) for row in new.rows]
    pairs = list(aligned(old_keys, new_keys, _alike(old_keys, new_keys), least=_LEAST_ROW))
    moved = Counter(new_keys[j] for i, j in pairs if i is None and j is not None)
    moved &= Counter(old_keys[i] for i, j in pairs if j is None and i is not None)
    header = Row(Kind.SAME, line, _cells(columns, old.header or None, new.header or None))
    rows = tuple(_rows(old, new, columns, _without(moved, pairs, old_keys, new_keys), line))
    is_reordered = bool(moved) or [i for i, _ in kept] != sorted(i for i, _ in kept)
    if not rows and not header.is_changed and not is_reordered:
        return None
    first = line if header.is_changed or not rows else rows[0].line
    return Table(Fate.CHANGED, first, header, rows, is_reordered)


def whole(rows: Sequence[Block], kind: Kind, line: int) -> Table:
    """A table of which all has come, gone or stayed."""
    grid = _grid(rows)
    made = [
        Row(kind, (0 if kind is Kind.REMOVED else at) or line, tuple(words.whole(cell, kind) for cell in row))
        for row, at in zip(grid.rows, grid.lines, strict=True)
    ]
    header = Row(kind, line, tuple(words.whole(cell, kind) for cell in grid.header))
    return Table(Fate.REMOVED if kind is Kind.REMOVED else Fate.NEW, line, header, tuple(made))


def _grid(blocks: Sequence[Block]) -> _Grid:
    split = [block.text.split(CELL) for block in blocks]
    width = max(map(len, split))
    filled = [tuple(cells + [""] * (width - len(cells))) for cells in split]
    first = 1 if "thead" in blocks[0].path else 0
    lines = tuple(block.line for block in blocks[first:])
    return _Grid(filled[0] if first else (), tuple(filled[first:]), lines, width)


def _columns(old: _Grid, new: _Grid) -> list[Pair]:
    """Which column is which: by its heading, then by what stands in it, then by its place where as many are left."""
    pairs: list[Pair] = []
    left, right = list(range(old.width)), list(range(new.width))

    def pair(i: int, j: int) -> None:
        pairs.append((i, j))
        left.remove(i)
        right.remove(j)

    if old.header and new.header:
        for i in list(left):
            same = [j for j in right if new.header[j] == old.header[i] and old.header[i]]
            if same:
                pair(i, same[0])
    contents = [old.column(i) for i in range(old.width)], [new.column(j) for j in range(new.width)]
    scores = [(likeness(contents[0][i], contents[1][j]), -abs(i - j), -i, -j) for i in left for j in right]
    for score, _, i, j in sorted(scores, reverse=True):
        if score >= _LEAST_COLUMN and -i in left and -j in right:
            pair(-i, -j)
    if len(left) == len(right):
        for i, j in list(zip(left, right, strict=True)):
            pair(i, j)
    return [*pairs, *((i, None) for i in left), *((None, j) for j in right)]


def _in_order(columns: list[Pair]) -> Iterator[Pair]:
    """The columns as they stand in the new table, those that are gone right after the one they stood after."""
    kept = [i for i, j in columns if i is not None and j is not None]
    gone: dict[int, list[Pair]] = {}
    for index in sorted(i for i, j in columns if i is not None and j is None):
        gone.setdefault(max((i for i in kept if i < index), default=-1), []).append((index, None))
    yield from gone.get(-1, [])
    for pair in sorted((pair for pair in columns if pair[1] is not None), key=lambda pair: pair[1] or 0):
        yield pair
        yield from gone.get(pair[0], []) if pair[0] is not None else ()


def _alike(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> Alike:
    old_bags, new_bags = ([Counter(" ".join(row).split()) for row in rows] for rows in (old, new))

    def alike(i: int, j: int) -> float:
        same = sum(one == other for one, other in zip(old[i], new[j], strict=True))
        return max(same / max(len(old[i]), 1), likeness(old_bags[i], new_bags[j]))

    return alike


def _without(
    moved: Counter[tuple[str, ...]], pairs: list[Pair], old: list[tuple[str, ...]], new: list[tuple[str, ...]]
) -> Iterator[Pair]:
    """The pairs without the rows that only stand elsewhere."""
    arriving, leaving = Counter(moved), Counter(moved)
    for i, j in pairs:
        if i is None and j is not None and arriving[new[j]]:
            arriving[new[j]] -= 1
        elif j is None and i is not None and leaving[old[i]]:
            leaving[old[i]] -= 1
        else:
            yield i, j


def _rows(old: _Grid, new: _Grid, columns: list[Pair], pairs: Iterator[Pair], line: int) -> Iterator[Row]:
    for i, j in pairs:
        line = (new.lines[j] if j is not None else 0) or line
        kind = Kind.ADDED if i is None else Kind.REMOVED if j is None else Kind.SAME
        before = old.rows[i] if i is not None else None
        after = new.rows[j] if j is not None else None
        row = Row(kind, line, _cells(columns, before, after))
        if kind is not Kind.SAME or row.is_changed:
            yield row


def _cells(
    columns: list[Pair], before: tuple[str, ...] | None, after: tuple[str, ...] | None
) -> tuple[tuple[Words, ...], ...]:
    """The cells of a row; None where the table has or had no such row."""
    if before is None and after is None:
        return ()
    return tuple(
        words.compared(
            before[i] if before is not None and i is not None else "",
            after[j] if after is not None and j is not None else "",
        )
        for i, j in columns
    )
