"""Markdown as GitHub's preview reads it: CommonMark with tables and struck words, every piece with its row.

GitHub also makes links of bare addresses, boxes of `[ ]` and more; those are found by what they look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_ROW: Final = "row"


def tokens(markdown: str) -> list[Token]:
    """The tokens of a body; `row_of` gives the row of each token inside an inline one."""
    return _parser().parse(markdown)


def rendered(parsed: Sequence[Token]) -> str:
    """The HTML of some tokens."""
    parser = _parser()
    return str(parser.renderer.render(parsed, parser.options, {}))


def row_of(token: Token) -> int:
    """How many line breaks stand before a token in the inline content that it is a part of."""
    row: int = token.meta.get(_ROW, 0)
    return row


class _Preview(MarkdownIt):
    """Keeps every address as it is written: GitHub makes a link of any, and its own filter looks at them later."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  markdown-it's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  markdown-it's names
        return True


class _Rows(StateInline):
    """Notes the row of each token."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self._row = 0
        self._counted = 0

    def pushPending(self) -> Token:  # noqa: N802  markdown-it's name
        return self._noted(super().pushPending())

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        return self._noted(super().push(ttype, tag, nesting))

    def _noted(self, token: Token) -> Token:
        if self.pos > self._counted:  # it only ever moves on
            self._row += self.src.count("\n", self._counted, self.pos)
            self._counted = self.pos
        token.meta[_ROW] = self._row
        return token


class _Inline(ParserInline):
    """markdown-it's own reading of inline content, with a state that notes rows."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _Rows(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@cache
def _parser() -> MarkdownIt:
    parser = _Preview()
    parser.inline = _Inline()
    return parser.configure("commonmark").enable(["table", "strikethrough"])
