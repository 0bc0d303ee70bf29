"""The anchors that a page had on older sites, and what leads to the same place now."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onboarding.legacy.model import Block, Heading
from onboarding.legacy.page import LegacyPage
from onboarding.legacy.plain import plain
from onboarding.legacy.repairing.blocks import numbered
from onboarding.legacy.repairing.code import marked
from onboarding.prose.model import anchor_of

_EXPLICIT = re.compile(r"\\?\{:?\s*#([\w-]+)[^{}]*\}\s*$")
_SET = re.compile(r"""(?:\\?<|&lt;)[A-Za-z][\w-]*\s[^<>]*?\b(?:id|name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))""")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Anchor:
    """An anchor that some HTML set, on its line. `is_above` says that the line holds nothing else."""

    line: int
    name: str
    is_above: bool


def without_anchor(heading: str) -> str:
    """A heading without an anchor that is written behind its words."""
    return _EXPLICIT.sub("", heading).rstrip()


def text_of(heading: Heading) -> str:
    """The words of a heading."""
    return plain(without_anchor(heading.text))


def anchors_of(blocks: Sequence[Block]) -> dict[int, str]:
    """The anchor that each heading of a file gets, by its line."""
    return dict(_numbered(blocks, "_"))


class OldAnchors:
    """The anchors of a page as it was: those of headings, and `placed` those that HTML set."""

    def __init__(self, page: LegacyPage) -> None:
        self._headings = dict(_numbered(page.blocks, "-"))
        self.placed = tuple(_set(page))

    def of(self, heading: Heading) -> str:
        """The anchor that a heading had."""
        explicit = _EXPLICIT.search(heading.text)
        return explicit.group(1) if explicit else self._headings.get(heading.number, anchor_of(text_of(heading)))

    def is_named(self, heading: Heading) -> bool:
        """Whether somebody gave a heading its anchor."""
        return _EXPLICIT.search(heading.text) is not None


def _numbered(blocks: Sequence[Block], sign: str) -> Iterator[tuple[int, str]]:
    """The line and the anchor of each heading, those of one name parted by a number."""
    taken: dict[str, int] = {}
    for block in blocks:
        if not isinstance(block, Heading) or (sign == "-" and _EXPLICIT.search(block.text)):
            continue
        anchor = anchor_of(text_of(block))
        number = taken[anchor] = taken.get(anchor, -1) + 1
        yield block.number, f"{anchor}{sign}{number}" if number else anchor


def _set(page: LegacyPage) -> Iterator[Anchor]:
    for line, is_code in marked(numbered(page.text.replace("\r\n", "\n").replace("\r", "\n"))):
        if is_code or "=" not in line.text:
            continue
        is_above = not _WORD.search(re.sub(r"<[^<>]*>", "", line.text))
        for found in _SET.finditer(line.text):
            yield Anchor(line.number, next(filter(None, found.groups())), is_above)


def owner_of(anchor: Anchor, places: Sequence[tuple[int, str]]) -> str:
    """Which of some files has an anchor. `places` are the lines of what is in them, in order."""
    index = bisect_right([number for number, _ in places], anchor.line) - (0 if anchor.is_above else 1)
    return places[min(max(index, 0), len(places) - 1)][1]
