"""The fields at the top of a legacy page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onboarding.legacy.audit.phases import next_filled
from onboarding.legacy.audit.units import Belonging, Owner, Unit
from onboarding.legacy.audit.words import plain

_KEY = re.compile(r"\s*([\w-]+)\s*:(?:\s|$)(.*)")
# What the fields that are for readers hold: a text, or names.
_SAID: dict[str, Belonging] = {
    "title": "title",
    "keywords": "keywords",
    "tags": "keywords",
    "summary": "lead",
    "description": "lead",
}
_NAMED = frozenset({"folder", "id", "keywords", "permalink", "sidebar", "slug", "title"})
_LONGEST = 60  # lines: what is longer is text between two rules


def front_matter(lines: list[str]) -> tuple[list[Unit], int]:
    """Title, keywords and description of the block or the two blocks at the top, and where the body begins."""
    blocks: list[dict[str, list[tuple[str, int]]]] = []
    at = 0
    while len(blocks) < 2 and (first := next_filled(lines, at)) is not None:
        start = first + (lines[first].strip() == "---")
        end, is_ended = _end_of_fields(lines, start)
        fields = _fields(lines, start, end)
        if not (start > first or is_ended) or not (_NAMED & set(fields) or (is_ended and end == start)):
            break
        blocks.append(fields)
        at = end + is_ended
    return list(_said(blocks)), at


def _end_of_fields(lines: list[str], start: int) -> tuple[int, bool]:
    """The place after some fields, and whether a rule ends them; else they end where something else begins."""
    rule = next((n for n in range(start, min(start + _LONGEST, len(lines))) if lines[n].strip() == "---"), None)
    gap = next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
    if rule is not None and rule < gap and start < len(lines) and (_KEY.match(lines[start]) or rule == start):
        return rule, True
    end = start
    for number in range(start, min(start + _LONGEST, len(lines))):
        text = lines[number].strip()
        if text == "---":
            return number, True
        is_open = end > start and lines[end - 1].count('"') % 2 == 1
        if text and not (_KEY.match(lines[number]) or text.startswith("- ") or lines[number][0].isspace() or is_open):
            break
        end = number + 1 if text else end
    return end, False


def _fields(lines: list[str], start: int, end: int) -> dict[str, list[tuple[str, int]]]:
    fields: dict[str, list[tuple[str, int]]] = {}
    key = ""
    for number in range(start, end):
        if lines[number].startswith("#"):
            continue  # a comment
        found = _KEY.match(lines[number])
        if found and not lines[number].lstrip().startswith("- "):
            key = found[1].lower()
        fields.setdefault(key, []).append((found[2] if found else lines[number], number + 1))
    return fields


def _said(blocks: list[dict[str, list[tuple[str, int]]]]) -> Iterator[Unit]:
    """The words of the front matter that are for readers."""
    for place, block in enumerate(blocks):
        for key, kind in _SAID.items():
            lines = block.get(key, [])
            words = plain(" ".join(text for text, _ in lines))
            if tuple(map(str.casefold, words)) == ("sample",):
                continue
            names = [word for name in ("slug", "id") for text, _ in block.get(name, []) for word in plain(text)]
            is_machine_made = {word.casefold() for word in words} <= {name.casefold() for name in names}
            if key == "title" and place == 0 and len(blocks) > 1 and is_machine_made:
                continue
            for text, line in lines:
                if text.strip():
                    yield Unit(Owner(kind), line, text)
