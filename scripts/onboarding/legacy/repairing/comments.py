"""Comments in HTML, which no reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onboarding.legacy.model import Line, Repairs
from onboarding.legacy.repairing.code import Stretches, spans

_BEGINNING, _END = "<!--", "-->"


def without_comments(lines: Sequence[tuple[Line, bool]], repairs: Repairs) -> Iterator[tuple[Line, bool]]:
    """Lines and whether they are code, with blanks for comments that end somewhere; code keeps its own."""
    last = max((place for place, (line, _) in enumerate(lines) if _END in line.text), default=-1)
    is_open = False
    for place, (line, is_code) in enumerate(lines):
        if is_code and not is_open:
            yield line, True
            continue
        text, is_open = _without(line.text, is_open=is_open, may_go_on=place < last)
        if text != line.text:
            repairs.note(line.number, "html-comment")
        yield Line(line.number, text), False


def _without(text: str, *, is_open: bool, may_go_on: bool) -> tuple[str, bool]:
    """A line without what is in comments, and whether one goes on below it."""
    if not is_open and _BEGINNING not in text:
        return text, False
    code = Stretches(spans(text))
    parts: list[str] = []
    position = 0
    while True:
        if is_open:
            end = text.find(_END, position)
            if end < 0:
                return "".join(parts).rstrip(), True
            position = end + len(_END)
            if parts and parts[-1].endswith(" ") and text.startswith(" ", position):
                position += 1
        start = text.find(_BEGINNING, position)
        while start in code:
            start = text.find(_BEGINNING, start + 1)
        if start < 0 or (text.find(_END, start) < 0 and not may_go_on):
            return "".join([*parts, text[position:]]), False
        parts.append(text[position:start].removesuffix("\\"))
        position, is_open = start, True
