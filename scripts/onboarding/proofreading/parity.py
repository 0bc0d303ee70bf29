"""What GitHub's preview and the site show differently: the blocks of the two, compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from lxml.html import HtmlElement

from onboarding.proofreading.markup import opened
from onboarding.proofreading.model import Body
from onboarding.prose import Heading, Link, Prose
from onboarding.prose.blocks import CELL, Block, element, element_blocks, token_blocks
from onboarding.rendering.page import RenderingError, page_html

# What follows a body on its page. It has to come out as a paragraph of its own, or the body holds on to all the rest.
_AFTER = "\ue000"  # of the private use area

_MOST_COMPARED = 2000  # blocks that differ; matching takes time that grows with their square
_SHOWN = 40  # characters of a block in a message
_BEFORE = 15  # of them before the first difference

# How Norwegian names a block, by the last element that says what it is.
_NAMES = {"li": "punktet", "blockquote": "sitatet", "tr": "tabellraden", "pre": "koden", "hr": "streken"}


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of a file where the two differ, first on `line`: what GitHub shows there, and what the site does."""

    lines: range
    line: int
    github: str
    site: str


@dataclass(frozen=True, slots=True)
class View:
    """The two renderings of a body, and the site's HTML. What could not be rendered has None."""

    github: tuple[Block, ...] | None
    site: tuple[Block, ...] | None
    html: HtmlElement | None


def view(body: Body) -> View:
    """A body as GitHub shows it and as the site does."""
    html = _site_html(body.prose)
    return View(_github(body), _site(html), html)


def differences(body: Body, shown: View) -> list[Region]:
    """Where the two renderings differ; differences in one list, table or quotation are one."""
    if shown.github is None or shown.site is None:
        some = shown.github or shown.site or ()
        words = _described(some[0], None) if some else "en innviklet tekst"
        seen = (words, "ingenting") if shown.site is None else ("ingenting", words)
        return [Region(range(body.line(0), body.line(len(body.rows))), body.line(0), *seen)]
    if _same(shown.github, shown.site):
        return []
    return list(_merged(_regions(body, shown.github, shown.site)))


def unlike(github: Sequence[Block] | None, site: Sequence[Block] | None) -> int:
    """How many blocks of two renderings have no counterpart in the other."""
    if github is None or site is None:
        return len(github or site or ()) + 1
    return sum(max(last - first, end - begin) for first, last, begin, end in _changes(github, site))


def _github(body: Body) -> tuple[Block, ...] | None:
    try:
        return token_blocks(body.tokens, body.prose.line)
    except RecursionError:
        return None


def _site_html(prose: Prose) -> HtmlElement | None:
    try:
        return element(page_html(f"{prose.rewritten(_address, _heading)}\n\n{_AFTER}"))
    except RenderingError:
        return None


def _address(link: Link) -> str:
    return link.address


def _heading(heading: Heading) -> tuple[int, str]:
    return heading.level, heading.anchor


def _site(html: HtmlElement | None) -> tuple[Block, ...] | None:
    if html is None:
        return None
    try:
        found = element_blocks(html)
    except RecursionError:
        return None
    return found[:-1] if found and found[-1].path == ("p",) and found[-1].text == _AFTER else found


def _same(github: Sequence[Block], site: Sequence[Block]) -> bool:
    return len(github) == len(site) and all(
        one.text == other.text and one.place == other.place and one.path == other.path
        for one, other in zip(github, site, strict=True)
    )


def _changes(github: Sequence[Block], site: Sequence[Block]) -> Iterator[tuple[int, int, int, int]]:
    """The ranges of the two that differ: first and last in the one, first and last in the other."""
    one, other = _keys(github), _keys(site)
    start = next(
        (index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if len(one) + len(other) > _MOST_COMPARED:
        yield start, start + len(one), start, start + len(other)
        return
    for kind, first, last, begin, finish in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start + first, start + last, start + begin, start + finish


def _keys(blocks: Sequence[Block]) -> list[tuple[object, ...]]:
    """Each block with its place told from the block before it, so that a difference does not move all that follows."""
    keys: list[tuple[object, ...]] = []
    before: tuple[int, ...] = (-1,)
    for block in blocks:
        shared = next(
            (depth for depth, pair in enumerate(zip(before, block.place, strict=False)) if pair[0] != pair[1]),
            min(len(before), len(block.place)),
        )
        step = block.place[shared] - before[shared] if len(before) > shared < len(block.place) else 0
        keys.append((block.path, shared, step, block.place[shared + 1 :], block.text))
        before = block.place
    return keys


def _regions(body: Body, github: Sequence[Block], site: Sequence[Block]) -> Iterator[Region]:
    lines = _lines(body, github)
    for first, last, begin, end in _changes(github, site):
        one = github[first] if first < last else None
        other = site[begin] if begin < end else None
        # Where GitHub shows nothing, it is between the blocks around.
        low, high = (lines[first + 1], lines[last]) if one else (lines[first], lines[first + 1])
        line = low if one else _unseen(body, lines, low, high)
        seen, made = _described(one, other), _described(other, one)
        made = made if made != seen else f"{made} på en annen måte"
        yield Region(_whole(body, low, high), line, seen, made)


def _lines(body: Body, github: Sequence[Block]) -> list[int]:
    """The line of each block, after that of the body and before that of its end."""
    lines = [body.line(0)]
    for block in github:
        lines.append(block.line or lines[-1])
    return [*lines, body.line(len(body.rows) - 1)]


def _unseen(body: Body, lines: list[int], low: int, high: int) -> int:
    """The line between two where something begins that GitHub does not show."""
    begun = (first for first, last in _wholes(body) if not any(first <= line <= last for line in lines[1:-1]))
    is_inside = any(first <= low and high <= last for first, last in _wholes(body))
    return next((line for line in begun if low <= line <= high), low if is_inside else high)


def _whole(body: Body, low: int, high: int) -> range:
    """The lines from `low` to `high`, and the rest of the lists, paragraphs and elements that they are lines of."""
    for first, last in _wholes(body):
        if first <= high and low <= last:
            low, high = min(low, first), max(high, last)
    return range(low, high + 1)


def _wholes(body: Body) -> Iterator[tuple[int, int]]:
    """The first and the last line of each block that lies in no other; HTML reaches to the tag that ends it."""
    depth, start = 0, 0
    for token in body.tokens:
        if token.level or not token.map or token.nesting < 0:
            continue
        first, last = body.line(token.map[0]), body.line(token.map[1]) - 1
        start = start if depth else first
        if token.type == "html_block":
            depth = max(depth + opened(token.content), 0)
        if not depth:
            yield start, last
    if depth:
        yield start, body.line(len(body.rows))


def _merged(regions: Iterator[Region]) -> Iterator[Region]:
    """The regions without those that begin inside the one before: what they say is said."""
    before: Region | None = None
    for region in regions:
        if before and region.lines.start < before.lines.stop:
            before = replace(before, lines=range(before.lines.start, max(before.lines.stop, region.lines.stop)))
            continue
        if before:
            yield before
        before = region
    if before:
        yield before


def _described(block: Block | None, other: Block | None) -> str:
    """A block in words: what it is, and what it says from a little before it differs from the other."""
    if block is None:
        return "ingenting"
    if block.text == _AFTER:
        return "resten av siden"
    name = _name(block)
    if other and _name(other) == name and other.text == block.text:
        levels = block.path.count("li"), other.path.count("li")
        name += f" på nivå {levels[0]}" if levels[0] != levels[1] else " for seg" if block.place > other.place else ""
    return f"{name} «{_excerpt(block.text, other.text if other else '')}»" if block.text else name


def _name(block: Block) -> str:
    if block.kind != "p":
        return "overskriften" if re.fullmatch("h[1-6]", block.kind) else _NAMES.get(block.kind, "teksten")
    inside = next((kind for kind in reversed(block.path) if kind in _NAMES), "")
    return "avsnittet" if not inside or block.place[-1] else _NAMES[inside]


def _excerpt(text: str, other: str) -> str:
    same = next((index for index, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]), 0)
    start = max(same - _BEFORE, 0)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    words = text[start : start + _SHOWN].replace(CELL, " | ").replace(_AFTER, "…")
    is_cut = start + _SHOWN < len(text)
    words = " ".join((words.rpartition(" ")[0] or words if is_cut else words).split())
    return f"{'…' if start else ''}{words}{'…' if is_cut else ''}"
