"""The ids of tasks, where rows, points and headings begin with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = r"(?:[*_`]|\\?<\w+>|\\?<a\s[^<>|]*>\s*+\\?</a>)"
_ID = rf"(?P<before>(?:{_MARK}|\s)*+)(?P<id>(?P<link>\[\s*+[*_]*+)?(?P<letter>[A-Z])"
_ID += r"\s?(?:[-–—‑−]|\.(?=\d))?\s?(?P<number>\d{1,4})(?!\w)(?(link)[*_]*+\s*+\]\((?P<address>[^()\s]*)\)))"
ROW_RANK = 2  # and more: it begins a row of a table
_CLOSED = r"\s*+(?:[*_`.:]|\\?</\w+>)*+\s*+(?:\||$)"
# What follows an id in one cell with the text: a sign and anything, or a blank and what may begin a text.
_GOES_ON = re.compile(
    r"(?:[*_`]|\\?</\w+>)*+(?:\s*+[:.)–—-]++(?:[*_`]|\\?</\w+>)*+\s++|\s++(?![:.)–—,/&+-])|(?=\\?<))"
    r"(?![*_`]*[A-Z]\s?[-–—]?\s?\d)(?=.*\w)"
)
_SAYS_OF_IT = re.compile(
    r"[*_`\s]*(?:må|skal|bør|kan|er|var|blir|ble|vart|vil|har|gjelder|gjeld|krever|krev|trenger|treng|forutsetter|burde"
    r"|must|should|shall|can|may|might|is|are|was|has|have|had|will|needs?|requires?|og|eller|samt|til|i|på|and|or|to"
    r"|in)\b"
)
# A first cell that may stand before that of the id: a number, or what must be done before.
_BEFORE = re.compile(
    rf"\s*+\|?\s*+(?:\d{{1,3}}\s*+|[*_]*[A-Z]\s?[-–—]?\s?\d[^|]*+)\|{_ID}{_CLOSED}(?=[^\n]*[^\W\d_]{{2}})"
)
_ROW = re.compile(rf"(?:\s*+\|)*+{_ID}")
_POINT = re.compile(rf"(?:[-*+•–]|\d{{1,2}}[.)])\s+{_ID}")
_ANY_POINT = re.compile(r"(?:[-*+•–]|\d{1,2}[.)])\s+\S")
_ALONE = re.compile(_CLOSED)
_HEADING = re.compile(rf"\s{{0,3}}#{{1,6}}\s++{_ID}")
_TIGHT = re.compile(r"[A-Z][-–—‑−.]?\d")
_BOLD = re.compile(r"\*\*|__|<(?:b|strong)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Id:
    """The id of a task on a line: its letter, its number, and where it stands.

    `is_bold` says that it is in bold type. `rank` tells places of one id apart: where some have a cell for it, the
    others only speak of the task.
    """

    letter: str
    number: int
    start: int
    end: int
    is_bold: bool
    rank: int

    @property
    def name(self) -> str:
        """The id as the site writes it."""
        return f"{self.letter}-{self.number}"


def row_id(line: str) -> Id | None:
    """The id that a row of a table begins with."""
    if "|" not in line:
        return None
    found = _ROW.match(line)
    if found and _ALONE.match(line, found.end()):
        return _made(found, 4)
    if found is None or not _begins_a_text(line, found.end()):
        later = _BEFORE.match(line)
        return _made(later, 4) if later else None
    filled = [cell for cell in re.split(r"(?<!\\)\|", line) if cell.strip()]
    return _made(found, 3 if len(filled) > 1 else 2)


def heading_id(line: str) -> Id | None:
    """The id that a heading begins with."""
    found = _HEADING.match(line)
    is_task = found and _TIGHT.match(line, found.start("letter")) and _begins_a_text(line, found.end())
    return _made(found, 1) if found and is_task else None


def point_ids(lines: list[str], start: int) -> Iterator[tuple[int, Id]]:
    """The ids that the points of lists begin with, where all points of a list do, each with its line."""
    for run in _lists(lines, start):
        points = {at: _POINT.match(lines[at]) for at in run if _ANY_POINT.match(lines[at])}
        if all(found and _begins_a_text(lines[at], found.end()) for at, found in points.items()):
            yield from ((at, _made(found, 0)) for at, found in points.items() if found)


def tasks_on(lines: list[str], start: int) -> dict[int, Id]:
    """The ids of the tasks of a page by their lines: of each, those of the highest rank."""
    found = {at: each for at in range(start, len(lines)) if (each := row_id(lines[at]) or heading_id(lines[at]))}
    found.update(point_ids(lines, start))
    highest: dict[str, int] = {}
    for each in found.values():
        highest[each.name] = max(each.rank, highest.get(each.name, 0))
    return {at: each for at, each in found.items() if each.rank == highest[each.name]}


def _begins_a_text(line: str, end: int) -> bool:
    """Whether what follows an id is what is to be done, and not something that is said of the task."""
    on = _GOES_ON.match(line, end)
    return on is not None and not _SAYS_OF_IT.match(line, on.end())


def _made(found: re.Match[str], rank: int) -> Id:
    """An id; a link to the task itself goes with it, and any other is text."""
    letter, number = found["letter"], int(found["number"])
    is_own = (found["address"] or "").casefold().strip("#") in ("", f"{letter}-{number}".casefold())
    end = found.end("id") if is_own else found.start("id")
    return Id(letter, number, found.start("id"), end, bool(_BOLD.search(found["before"] + (found["link"] or ""))), rank)


def _lists(lines: list[str], start: int) -> Iterator[list[int]]:
    """The lines of each list that has its points at the edge."""
    run: list[int] = []
    for at in range(start, len(lines)):
        line = lines[at]
        if _ANY_POINT.match(line) or (run and (not line.strip() or line[0].isspace() or lines[at - 1].strip())):
            run.append(at)
        else:
            yield run
            run = []
    yield run
