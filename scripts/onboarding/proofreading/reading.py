"""Reading a body as GitHub does, with every stretch of running text on its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from onboarding.proofreading.model import Body, Piece
from onboarding.prose import Prose
from onboarding.prose.preview import row_of, tokens

_KINDS = frozenset({"html_inline", "image", "s_open", "text"})
_LINK_TAG = re.compile(r"<(/?)a(?=[\s>])", re.IGNORECASE)


def read_body(prose: Prose) -> Body:
    """The body that `prose` is of."""
    parsed = tokens(prose.text)
    return Body(prose, tuple(prose.text.split("\n")), tuple(parsed), tuple(_pieces(parsed, prose.line)))


def _pieces(parsed: Sequence[Token], line: int) -> Iterator[Piece]:
    for index, token in enumerate(parsed):
        if token.type == "inline" and token.map:
            is_cell = parsed[index - 1].type in ("td_open", "th_open")
            is_item = index > 1 and parsed[index - 2].type == "list_item_open"
            yield from _inline(token.children or (), line + token.map[0], is_cell=is_cell, is_item=is_item)


def _inline(children: Sequence[Token], line: int, *, is_cell: bool, is_item: bool) -> Iterator[Piece]:
    links = 0
    for child in children:
        match child.type:
            case "link_open":
                links += 1
            case "link_close":
                links -= 1
            case "html_inline" if found := _LINK_TAG.match(child.content):
                links += -1 if found.group(1) else 1
        if child.type in _KINDS:
            yield Piece(child.type, child.content, line + row_of(child), links > 0, is_cell, is_item)
        is_item = False
