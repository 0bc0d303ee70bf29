"""Which parts of a page are code, where nothing is mended."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from onboarding.legacy.model import Line

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)$")
_ANY_FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)$")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)(?!\s*(?:\||[A-Z]\s?[-–]?\s?\d{1,3}\b|\d{1,2}[./-]\s?\d{1,2}[./-]|<))")
_POINT = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)])\s")
_RUN = re.compile("`+")
_OPENING = re.compile(r"\\.|`+", re.DOTALL)


def marked(lines: Iterable[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line with whether it belongs to a block of code, the fences included."""
    reader = _Reader()
    waiting: list[Line] = []  # blank lines, which belong to code where it goes on below them
    for line in lines:
        if not line.text.strip() and not reader.fence:
            waiting.append(line)
            continue
        was_indented = reader.is_indented
        is_code = reader.is_code(line.text, is_first=bool(waiting))
        yield from ((blank, was_indented and reader.is_indented) for blank in waiting)
        waiting = []
        yield line, is_code
    yield from ((blank, False) for blank in waiting)


class _Reader:
    """Goes through the lines that are not blank. Code is between fences, or indented and not in a list."""

    def __init__(self) -> None:
        self.fence = ""
        self.is_indented = False
        self._is_list = False
        self._is_begun = False

    def is_code(self, text: str, *, is_first: bool) -> bool:
        """Whether a line is code; `is_first` says that a blank line is above it."""
        is_first = is_first or not self._is_begun
        self._is_begun = True
        found = (_ANY_FENCE if self._is_list else _FENCE).match(text)
        if self.fence:
            if found and found.group(1).startswith(self.fence) and not found.group(2).strip():
                self.fence = ""
            return True
        self.is_indented = not self._is_list and _INDENTED.match(text) is not None and (is_first or self.is_indented)
        if self.is_indented:
            return True
        if found and not (found.group(1)[0] == "`" and "`" in found.group(2)):
            self.fence = found.group(1)
            return True
        self._is_list = _POINT.match(text) is not None or (self._is_list and (not is_first or text[:1] in " \t"))
        return False


def outside(text: str, mend: Callable[[str], str]) -> str:
    """The text with everything mended that is no code between backticks."""
    if "`" not in text:
        return mend(text)
    parts: list[str] = []
    position = 0
    for start, end in spans(text):
        parts += (mend(text[position:start]), text[start:end])
        position = end
    return "".join([*parts, mend(text[position:])])


@lru_cache(maxsize=4)  # the steps of the repair ask for the same line, one after the other
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where code between backticks begins and ends (https://spec.commonmark.org/0.31.2/#code-spans)."""
    return tuple(_spans(text)) if "`" in text else ()


def _spans(text: str) -> Iterator[tuple[int, int]]:
    closing: dict[int, list[int]] = {}
    for run in _RUN.finditer(text):
        closing.setdefault(len(run.group()), []).append(run.start())
    position = 0
    while opened := _OPENING.search(text, position):
        position = opened.end()
        if text[opened.start()] == "\\":
            continue
        length = position - opened.start()
        places = closing.get(length, [])
        place = bisect_left(places, position)
        if place < len(places):
            position = places[place] + length
            yield opened.start(), position


class Stretches:
    """Parts of a text, and whether a place lies in one of them."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, place: int) -> bool:
        found = bisect_right(self._starts, place) - 1
        return found >= 0 and place < self._ends[found]
