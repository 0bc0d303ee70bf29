"""Two texts, block by block: reflowed lines and other marks for the same thing are no change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from onboarding.comparison import tables, words
from onboarding.comparison.alignment import Pair, aligned
from onboarding.comparison.forms import RULE, form_of
from onboarding.comparison.likeness import Bag, bag, likeness, sign_likeness
from onboarding.comparison.model import Fate, Form, Kind, Passage, Table
from onboarding.prose import Prose, without_attributes
from onboarding.prose.blocks import CELL, Block, blocks

# Blocks with less in common than this are two texts: word by word, they would be confetti. A sentence of ten long words
# of which six were replaced is still the same sentence.
_LEAST = 0.4


@dataclass(frozen=True, slots=True)
class _Unit:
    """A block, or all rows of a table."""

    form: Form
    text: str
    line: int
    bag: Bag
    rows: tuple[Block, ...] = ()

    @property
    def key(self) -> tuple[bool, str]:
        """What makes two units the same one: a table is never a paragraph."""
        return bool(self.rows), self.text


@dataclass(frozen=True, slots=True)
class TextChange:
    """What is not as it was in a text, and which line each block of the old text has come to (`places`)."""

    passages: tuple[Passage | Table, ...]
    places: tuple[tuple[int, int], ...] = ()
    first_line: int = 1

    def line_now(self, line: int) -> int:
        """The line where the block that stood on a line of the old text stands now, or would have stood."""
        return next((now for then, now in reversed(self.places) if then <= line), self.first_line)


def compared(before: Prose | None, after: Prose | None) -> TextChange:
    """What changed between two texts; None is no text at all."""
    first = after.line if after else 1
    if before and after and before.text == after.text:
        return TextChange((), ((before.line, after.line),), first)
    old, new = _units(before), _units(after)
    pairs = list(aligned([unit.key for unit in old], [unit.key for unit in new], _alike(old, new), least=_LEAST))
    lines = _lines(pairs, new, first)
    places = sorted((old[i].line, line) for (i, _), line in zip(pairs, lines, strict=True) if i is not None)
    passages = _gathered(_Passages(old, new).found(pairs, lines))
    if before and after:
        passages = _placed(passages, before, after)
    return TextChange(tuple(passages), tuple(places), first)


def _units(prose: Prose | None) -> list[_Unit]:
    """The blocks of a text; those that HTML gives without a line stand where the last one stood."""
    units: list[_Unit] = []
    line = prose.line if prose else 1
    found = _blocks(prose) if prose else ()
    for table, members in groupby(found, _table):
        rows = tuple(members)
        line = rows[0].line or line
        if table:
            text = "\n".join(row.text for row in rows)
            units.append(_Unit(Form("table"), text, line, Counter(_cells(rows)), rows))
            continue
        for block in rows:
            line = block.line or line
            form = form_of(block)
            text = block.text if form.name == "code" else without_attributes(block.text).strip()
            if text or form.name == RULE:
                units.append(_Unit(form, text, line, bag(text)))
    return units


def _blocks(prose: Prose) -> tuple[Block, ...]:
    """The blocks of a text; one that is nested deeper than can be followed is taken as it is written."""
    try:
        return blocks(prose.text, prose.line)
    except RecursionError:
        return (Block(("p",), (0,), " ".join(prose.text.split()), prose.line),)


def _table(block: Block) -> tuple[int, ...]:
    """The place of the table that a row stands in; () for all else, and for a row that HTML gives without a table."""
    return block.place[: block.path.index("table") + 1] if block.kind == "tr" and "table" in block.path else ()


def _cells(rows: Sequence[Block]) -> Iterator[str]:
    return (cell for row in rows for cell in row.text.split(CELL))


def _alike(old: Sequence[_Unit], new: Sequence[_Unit]) -> tables.Alike:
    def alike(i: int, j: int) -> float:
        if bool(old[i].rows) != bool(new[j].rows):
            return 0.0
        by_words = likeness(old[i].bag, new[j].bag)
        if old[i].rows:
            return max(by_words, float(old[i].rows[0].text == new[j].rows[0].text))
        return max(by_words, sign_likeness(old[i].text, new[j].text))

    return alike


def _lines(pairs: Sequence[Pair], new: Sequence[_Unit], first: int) -> list[int]:
    """The line of each pair in the new text: for what is gone, that of what comes next there."""
    following = new[-1].line if new else first
    lines = []
    for _, j in reversed(pairs):
        following = new[j].line if j is not None else following
        lines.append(following)
    return lines[::-1]


def _joined(units: Sequence[_Unit]) -> list[str]:
    return " ".join(unit.text for unit in units).split()


class _Passages:
    """Says what became of each block."""

    def __init__(self, old: Sequence[_Unit], new: Sequence[_Unit]) -> None:
        self.old, self.new = old, new

    def found(self, pairs: Sequence[Pair], lines: Sequence[int]) -> Iterator[Passage | Table]:
        arrived = Counter(self.new[j].key for i, j in pairs if i is None and j is not None)
        left = Counter(self.old[i].key for i, j in pairs if j is None and i is not None)
        moved = arrived & left
        leaving = Counter(moved)
        numbered = zip(pairs, lines, strict=True)
        for is_equal, group in groupby(numbered, lambda one: self._is_equal(*one[0])):
            run = list(group)
            if not is_equal and (parted := self._parted(run)):
                yield parted
                continue
            for (i, j), line in run:
                key = self.old[i].key if i is not None else self.new[j or 0].key
                if i is None and moved[key]:
                    moved[key] -= 1
                    yield self._moved(self.new[j or 0], line)
                elif j is None and leaving[key]:
                    leaving[key] -= 1
                else:
                    yield from self._passage(i, j, line)

    def _is_equal(self, i: int | None, j: int | None) -> bool:
        return i is not None and j is not None and self.old[i].key == self.new[j].key

    def _parted(self, run: Sequence[tuple[Pair, int]]) -> Passage | None:
        """The passage of blocks that were only parted or joined, without another word."""
        old = [self.old[i] for (i, _), _ in run if i is not None]
        new = [self.new[j] for (_, j), _ in run if j is not None]
        if not old or not new or len(old) == len(new) == 1 or any(unit.rows for unit in (*old, *new)):
            return None
        if _joined(old) != _joined(new):
            return None
        shown = words.whole(new[0].text, Kind.SAME)
        return Passage(Fate.CHANGED, new[0].line, shown, old[0].form, new[0].form, parts=(len(old), len(new)))

    @staticmethod
    def _moved(unit: _Unit, line: int) -> Passage | Table:
        if unit.rows:
            return replace(tables.whole(unit.rows, Kind.SAME, line), fate=Fate.MOVED, rows=())
        return Passage(Fate.MOVED, line, words.whole(unit.text, Kind.SAME), unit.form, unit.form)

    def _passage(self, i: int | None, j: int | None, line: int) -> Iterator[Passage | Table]:
        old = self.old[i] if i is not None else None
        new = self.new[j] if j is not None else None
        one = old or new
        if one is None:
            return
        if one.rows and old and new:
            table = tables.compared(old.rows, new.rows, line) if old.text != new.text else None
            yield from (table,) if table else ()
        elif one.rows:
            yield tables.whole(one.rows, Kind.ADDED if new else Kind.REMOVED, line)
        elif old and new:
            if old.text != new.text or old.form != new.form:
                yield Passage(Fate.CHANGED, line, words.compared(old.text, new.text), old.form, new.form)
        elif new:
            yield Passage(Fate.NEW, line, words.whole(new.text, Kind.ADDED), None, new.form)
        else:
            yield Passage(Fate.REMOVED, line, words.whole(one.text, Kind.REMOVED), one.form, None)


def _gathered(passages: Iterator[Passage | Table]) -> Iterator[Passage | Table]:
    """The passages, those that only took on another form in the same way after one another as one."""
    last: Passage | Table | None = None
    for passage in passages:
        if isinstance(last, Passage) and isinstance(passage, Passage) and _is_alike_reshaped(last, passage):
            last = replace(last, count=last.count + 1)
            continue
        if last:
            yield last
        last = passage
    if last:
        yield last


def _is_alike_reshaped(one: Passage, other: Passage) -> bool:
    is_plain = all(not words.is_changed(passage.words) and passage.parts == (1, 1) for passage in (one, other))
    return is_plain and one.before != one.after and (one.before, one.after) == (other.before, other.after)


def _placed(passages: Iterator[Passage | Table], before: Prose, after: Prose) -> Iterator[Passage | Table]:
    """The passages, those with other words on the first of their lines that is not as any was."""
    known = {row.rstrip() for row in before.text.split("\n")}
    rows = after.text.split("\n")
    for passage in passages:
        if isinstance(passage, Passage) and passage.fate is Fate.CHANGED and words.is_changed(passage.words):
            inside = takewhile(str.strip, rows[passage.line - after.line :])
            changed = next((number for number, row in enumerate(inside) if row.rstrip() not in known), 0)
            yield replace(passage, line=passage.line + changed)
        else:
            yield passage
