"""Emphasis that holds together: it ends where a line, a point or a cell ends, and begins anew in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from onboarding.legacy.repairing.code import spans
from onboarding.legacy.repairing.markup import BREAK

_CELL = "\ue000"  # of the private use area: parts the cells of a row
_POINT = r"(?:[-+•–]\s+|\*[^\S\n]+(?=\S)|\d{1,2}[.)]\s+)"
_TOKEN = re.compile(
    rf"""(?x)
    (?P<text> \\. | \]\([^()]*(?:\([^()]*\)[^()]*)*\) | <(?!br>)[^<>\s]+> )  # whose stars mark nothing
    | (?P<part> (?:{BREAK}|\n|\A)[^\S\n]*{_POINT} | {BREAK} | {_CELL} | \n[^\S\n]*(?=\n) )
    | (?P<stars> \*+ )"""
)
_FIRST_POINT = re.compile(rf"\s*{_POINT}")
_LINES = re.compile(rf"(?<![\w\\])(_{{1,2}})(?=[^\s_])([^_]*{BREAK}[^_]*)(?<=[^\s_])\1(?!\w)")

_MOST_BORDERS = 2  # what goes on for longer was never meant to
_ENDS = (BREAK, "\n", _CELL)

_Kind: TypeAlias = Literal["text", "part", "stars"]
_Sign: TypeAlias = Literal["text", "part", "open", "close", "stray"]


@dataclass(slots=True)
class _Token:
    """A piece of a text. `before` and `after` are the signs around a run of stars."""

    kind: _Kind
    text: str
    before: str = ""
    after: str = ""

    @property
    def opens(self) -> bool:
        """Whether emphasis may begin here (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run)."""
        if not self.after or self.after.isspace():
            return False
        return self.after.isalnum() or not self.before or not self.before.isalnum()

    @property
    def closes(self) -> bool:
        """Whether emphasis may end here."""
        if not self.before or self.before.isspace():
            return False
        return self.before.isalnum() or not self.after or not self.after.isalnum()


def spread(text: str) -> str:
    """The text with emphasis of its own in every line and point. Stars that mark nothing are shown as stars."""
    if "_" in text and BREAK in text:
        text = _LINES.sub(lambda found: f"{'*' * len(found[1])}{found[2]}{'*' * len(found[1])}", text)
    return _Writer().written(_Pairs(text).signs, "\\*") if "*" in text else text


def within_cells(cells: Sequence[str]) -> list[str]:
    """The cells of a row, emphasis that goes on from one into the next parted."""
    if sum("*" in cell for cell in cells) < 2 or any(_CELL in cell for cell in cells):
        return list(cells)
    return [cell.strip() for cell in _parted(_CELL.join(cells)).split(_CELL)]


def within_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a text, emphasis that goes on from a point or a paragraph into the next parted."""
    if sum("*" in line for line in lines) < 2:
        return list(lines)
    return _parted("\n".join(lines)).split("\n")


def _parted(text: str) -> str:
    pairs = _Pairs(text)
    return _Writer().written(pairs.signs, "*") if pairs.crosses else text


def _tokens(text: str) -> Iterator[_Token]:
    """The text in pieces, code in one of them."""
    position = 0
    for start, end in spans(text):
        yield from _pieces(text, position, start)
        yield _Token("text", text[start:end])
        position = end
    yield from _pieces(text, position, len(text))


def _pieces(text: str, position: int, end: int) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text, position, end):
        if found.start() > position:
            yield _Token("text", text[position : found.start()])
        position = found.end()
        kind: _Kind = "part" if found.lastgroup == "part" else "stars" if found.lastgroup == "stars" else "text"
        yield _Token(kind, found.group(), _before(text, found.start()), _after(text, position))
    if position < end:
        yield _Token("text", text[position:end])


def _before(text: str, place: int) -> str:
    """The sign before a place, "" where a line or a cell begins there."""
    return "" if text[max(place - len(BREAK), 0) : place].endswith(_ENDS) else text[max(place - 1, 0) : place]


def _after(text: str, place: int) -> str:
    """The sign after a place, "" where a line or a cell ends there."""
    return "" if text.startswith(_ENDS, place) else text[place : place + 1]


@dataclass(slots=True)
class _Opened:
    """Emphasis that has begun at a place in the list of signs, after so many borders."""

    mark: str
    place: int
    borders: int


class _Pairs:
    """Finds the end of each emphasis: `signs` are the text with every run of stars as a beginning, an end, or neither.

    `crosses` says that some emphasis goes on over the end of a point, a paragraph or a cell.
    """

    def __init__(self, text: str) -> None:
        self.signs: list[tuple[_Sign, str]] = []
        self.crosses = False
        self._opened: list[_Opened] = []
        self._borders = 0
        tokens = list(_tokens(text))
        strong = [token for token in tokens if token.kind == "stars" and len(token.text) > 1]
        following = dict(zip(map(id, strong), strong[1:], strict=False))
        for token in tokens:
            if token.kind == "stars":
                self._read(token, following.get(id(token)))
            else:
                self.signs.append((token.kind, token.text))
                self._borders += token.kind == "part" and not token.text.startswith(BREAK)
        self._drop(0)

    def _read(self, token: _Token, following: _Token | None) -> None:
        self._forget()
        left = len(token.text)
        while left:
            mark = self._ended(token, left)
            if not mark:
                break
            left -= len(mark)
        is_loose = not token.opens and not token.closes and following is not None and not following.opens
        while left > 1 and (token.opens or is_loose) and not self._is_open("**"):
            self._begin("**")
            left -= 2
        if left == 1 and token.opens and not self._is_open("*"):
            self._begin("*")
            left = 0
        if left:
            self.signs.append(("stray", "*" * left))

    def _ended(self, token: _Token, left: int) -> str:
        """End the innermost emphasis that the stars may end, and give its mark."""
        for place in range(len(self._opened) - 1, -1, -1):
            mark, borders = self._opened[place].mark, self._borders - self._opened[place].borders
            if len(mark) <= left and (token.closes if mark == "*" else left > 1) and not (mark == "*" and left == 2):
                self._drop(place + 1)
                self._opened.pop()
                self.crosses = self.crosses or borders > 0
                self.signs.append(("close", mark))
                return mark
        return ""

    def _is_open(self, mark: str) -> bool:
        return any(opened.mark == mark for opened in self._opened)

    def _forget(self) -> None:
        """Let go of what has begun too far above to end here."""
        for opened in self._opened:
            if self._borders - opened.borders > _MOST_BORDERS:
                self.signs[opened.place] = ("stray", opened.mark)
        self._opened = [opened for opened in self._opened if self._borders - opened.borders <= _MOST_BORDERS]

    def _begin(self, mark: str) -> None:
        self._opened.append(_Opened(mark, len(self.signs), self._borders))
        self.signs.append(("open", mark))

    def _drop(self, place: int) -> None:
        """Forget what has begun since then: its stars mark nothing."""
        while len(self._opened) > place:
            opened = self._opened.pop()
            self.signs[opened.place] = ("stray", opened.mark)


@dataclass(slots=True)
class _Writer:
    """Writes signs, marks right beside words: `begun` are those that are written, `waiting` those that wait."""

    parts: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    is_first: bool = True
    is_ended: bool = False

    def written(self, signs: Sequence[tuple[_Sign, str]], stray: str) -> str:
        """The signs as a text; stars that mark nothing are written as `stray`."""
        for kind, text in signs:
            match kind:
                case "open":
                    self._open(text)
                case "close":
                    self._close(text)
                case "part":
                    self._part(text)
                case "stray":
                    self._say(stray * len(text))
                case _:
                    self._say(text)
        return "".join(self.parts)

    def _open(self, mark: str) -> None:
        if self.is_ended and self.parts[-1] == mark:
            self.parts.pop()  # GitHub shows the stars of two that have nothing between them
            self.begun.append(mark)
        else:
            self.waiting.append(mark)

    def _say(self, text: str) -> None:
        if (self.waiting or self.is_ended) and self.parts and self.parts[-1].endswith(" "):
            text = text.lstrip(" ")  # the blank that stood inside stands outside now
        self.is_ended = False
        if self.is_first and self.waiting and (point := _FIRST_POINT.match(text)):
            self.parts.append(point.group())
            text = text[point.end() :]
        words = text.lstrip()
        if words and self.waiting:
            self.parts += (text[: len(text) - len(words)], *self.waiting)
            self.begun += self.waiting
            self.waiting = []
            text = words
        self.is_first = self.is_first and not words
        self.parts.append(text)

    def _close(self, mark: str) -> None:
        if self.waiting and self.waiting[-1] == mark:
            self.waiting.pop()  # nothing was said since
        elif self.begun:
            self.begun.pop()
            self._end([mark])
            self.is_ended = True

    def _end(self, marks: list[str]) -> None:
        """Write marks right after the last words."""
        blanks: list[str] = []
        while self.parts and not (kept := self.parts[-1].rstrip()):
            blanks.append(self.parts.pop())
        if self.parts:
            blanks.append(self.parts[-1][len(kept) :])
            self.parts[-1] = kept
        self.parts += (*marks, *filter(None, reversed(blanks)))

    def _part(self, text: str) -> None:
        if self.begun:
            self._end(self.begun[::-1])
            self.waiting = [*self.begun, *self.waiting]
            self.begun = []
        self.parts.append(text)
        self.is_first, self.is_ended = True, False
