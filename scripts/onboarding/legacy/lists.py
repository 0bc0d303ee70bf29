"""Lists, written so that GitHub and the site see every point and what belongs to it where they should."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from onboarding.legacy.model import Line, Repairs

STEP = 4  # blanks before what belongs to a point: Python-Markdown's `tab_length`
APART = "<!-- -->"  # parts two lists that stand right after one another
_POINT = re.compile(r"(\s*)(?:([-*+])|([•–▪●◦·])|(\d{1,9})[.)])(\s+)(?=\S)")
_SIGN = re.compile(r"^(\d{0,9})([.)#>+*-])(?=\s)")  # what would begin something else within a point
_RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_BREAK = "<br>"


@dataclass(slots=True)
class Point:
    """A point: what it says in paragraphs, and the lists below it, in order."""

    line: Line
    indent: int
    sign: str
    content: list[list[str] | Listing] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """A list. `start` is its first number, 0 where its points have none."""

    start: int
    points: list[Point] = field(default_factory=list)


def is_rule(text: str) -> bool:
    """Whether a line is a rule between two parts."""
    return _RULE.match(text) is not None


def is_point(text: str) -> bool:
    """Whether a line begins a point."""
    return _POINT.match(text) is not None and not is_rule(text)


def interrupts(text: str) -> bool:
    """Whether a line begins a list right below a text: a number does where it is 1."""
    found = _POINT.match(text)
    return found is not None and found.group(4) in (None, "1") and not is_rule(text)


def read_lists(lines: Sequence[Line], repairs: Repairs) -> tuple[list[Listing], int]:
    """The lists that the first line begins, and the number of lines that belong to them."""
    reader = _Reader(repairs)
    for at, line in enumerate(lines):
        if not reader.takes(line):
            return reader.lists, at
    return reader.lists, len(lines)


class _Reader:
    """Goes through lines; `open` are the points that a line may belong to, the outermost first."""

    def __init__(self, repairs: Repairs) -> None:
        self.lists: list[Listing] = []
        self._open: list[Point] = []
        self._repairs = repairs
        self._after_blank = False

    def takes(self, line: Line) -> bool:
        """Whether a line belongs to the lists, and where."""
        text = line.text.expandtabs(STEP)
        if not text.strip():
            self._after_blank = True
            return True
        if is_rule(text):
            return False
        found = _POINT.match(text)
        indent = len(text) - len(text.lstrip())
        if found and self._is_point(found, indent):
            self._begin(line, found, indent)
        elif not self._goes_on(text, indent):
            return False
        self._after_blank = False
        return True

    def _is_point(self, found: re.Match[str], indent: int) -> bool:
        """Whether a line begins a point: a number within a text does where it is the first or the next."""
        number = found.group(4)
        if number is None or self._after_blank or not self._open:
            return True
        same = next((point for point in reversed(self._open) if point.indent <= indent + 1), None)
        follows = same is not None and same.sign.isdigit() and int(number) == int(same.sign) + 1
        return follows or number == "1" or (same is not None and same.sign == number)

    def _begin(self, line: Line, found: re.Match[str], indent: int) -> None:
        if found.group(3):
            self._repairs.note(line.number, "list-marker", written=found.group(3))
        while self._open and indent < self._open[-1].indent + 2:
            self._open.pop()
        lists = [each for each in self._open[-1].content if isinstance(each, Listing)] if self._open else self.lists
        is_last = not self._open or isinstance(self._open[-1].content[-1], Listing)
        number = int(found.group(4)) if found.group(4) else 0
        if not (lists and is_last and _goes_on(lists[-1], number, is_inner=bool(self._open))):
            made = Listing(number)
            (self._open[-1].content if self._open else self.lists).append(made)
            lists = [made]
        words = _SIGN.sub(r"\1\\\2", found.string[found.end() :].rstrip("\n"))
        if number > 1 and not lists[-1].start and lists[-1].points[-1].sign != str(number - 1):
            words = f"{number}\\. {words}"  # a number among points without any
        point = Point(line, indent, found.group(4) or "-", [[words]])
        lists[-1].points.append(point)
        self._open.append(point)

    def _goes_on(self, text: str, indent: int) -> bool:
        """Whether a line that begins no point belongs to one."""
        if self._after_blank:
            if indent < 2:
                return False
            while len(self._open) > 1 and indent < self._open[-1].indent + 2:
                self._open.pop()
            self._open[-1].content.append([text.strip()])
            return True
        if text.lstrip().startswith(_BREAK) and indent < 2:
            return False
        last = self._open[-1].content[-1]
        if isinstance(last, Listing):
            self._open[-1].content.append([text.strip()])
        else:
            last.append(text.strip() + ("  " if text.endswith("  ") else ""))
        return True


def _goes_on(listing: Listing, number: int, *, is_inner: bool) -> bool:
    """Whether a point with a number (0: with none) goes on with a list; within a point, one list has all signs."""
    if not number or not listing.start:
        return is_inner or bool(number) == bool(listing.start)
    last = listing.points[-1].sign
    return not last.isdigit() or number in (int(last), int(last) + 1)


def written(lists: Sequence[Listing], say: Callable[[list[str], int], str]) -> Iterator[str]:
    """The lists as Markdown, one by one. `say` gives that of a paragraph's lines, of which the first has a number."""
    for each in lists:
        if each.start < 2:
            yield "\n".join(_rows(each, 0, say))
        else:
            yield from _numbered(each, -1, say)


def _numbered(listing: Listing, depth: int, say: Callable[[list[str], int], str]) -> Iterator[str]:
    """The points of a list that begins with another number than 1, as paragraphs: the site has no such lists."""
    for point in listing.points:
        (first, _), *others = _parts(point, depth, say)
        yield "\n\n".join([f"{point.sign}\\. {first}", *(made for made, _ in others)])


def _rows(listing: Listing, depth: int, say: Callable[[list[str], int], str]) -> Iterator[str]:
    """The lines of a list; its points are parted by blank lines where one of them has some itself."""
    points = [_point(place, point, listing, depth, say) for place, point in enumerate(listing.points, 1)]
    is_loose = any("" in rows for rows in points)
    for place, rows in enumerate(points):
        if place and is_loose:
            yield ""
        yield from rows


def _point(place: int, point: Point, listing: Listing, depth: int, say: Callable[[list[str], int], str]) -> list[str]:
    """The lines of a point: its words, and what belongs to it below them."""
    (first, _), *others = _parts(point, depth, say)
    rows = list(_indented(f"{f'{place}.' if listing.start else '-'} {first}", depth))
    for made, is_list in others:
        if not is_list or "" in rows:
            rows.append("")
        rows += made.split("\n") if is_list else _indented(made, depth + 1, is_first=False)
    return rows


def tight(text: str) -> str:
    """A text with its one list right below it, as it stands in a point."""
    first, _, rest = text.partition("\n\n")
    return f"{first}\n{rest}" if is_point(rest) and "\n\n" not in rest and not is_point(first) else text


def _parts(point: Point, depth: int, say: Callable[[list[str], int], str]) -> list[tuple[str, bool]]:
    """What a point says, part by part, each with whether it is a list."""
    parts: list[tuple[str, bool]] = []
    for each in point.content:
        if isinstance(each, Listing) and each.start > 1:
            parts += ((made, False) for made in _numbered(each, depth, say))
        elif isinstance(each, Listing):
            parts.append(("\n".join(_rows(each, depth + 1, say)), True))
        elif made := tight(say(each, point.line.number)):
            parts.append((made, False))
    return parts or [("", False)]


def _indented(text: str, depth: int, *, is_first: bool = True) -> Iterator[str]:
    """The lines of a text at the depth of a point, those after the first one below its words."""
    for place, row in enumerate(text.split("\n")):
        blanks = STEP * (depth + 1 if is_first and place else depth)
        yield f"{' ' * blanks}{row}" if row else ""
