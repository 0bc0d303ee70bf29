"""The Markdown under the front matter, read once: its links, headings and layout faults, each with its line.

The reader is markdown-it-py with CommonMark and GitHub's tables, so that what is found here is what an editor sees
in GitHub's preview. Python-Markdown, which renders the site, keeps no line numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import accumulate, pairwise, takewhile
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import autolink as parse_autolink
from markdown_it.rules_inline import image as parse_image
from markdown_it.rules_inline import link as parse_link
from markdown_it.token import Token

from onboarding.prose.model import Form, Heading, Layout, Link, Prose, anchor_of

# What an author writes behind a heading's words: an anchor, classes or both. Classes are not carried over.
_EXPLICIT_ANCHOR = re.compile(r"\s+\{:?\s*(?=[#.])(?:\.[^\s}]+\s*)*(?:#([^\s}]+))?[^}]*\}\s*$")

# What is left as text when a link is not written as CommonMark wants it.
_MALFORMED = re.compile(r"\]\(|\]\s+\((?:https?:|www\.|\S+\.(?:md|html|pdf)\b)")

_HTML_ADDRESS = re.compile(r"""\b(?:href|src)\s*=\s*["']?(?!https?:|mailto:|tel:|\#)([^"'\s>]+)""", re.IGNORECASE)
_HTML_LINK = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*["']?(https?:[^"'\s>]+)[^>]*>([^<]*)""", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:?\s*[.#][^}]*\}")


def without_attributes(markdown: str) -> str:
    """The Markdown without Python-Markdown's attributes (`{ .button }`), which others show as text."""
    return _ATTRIBUTES.sub("", markdown)


def html(markdown: str) -> str:
    """The HTML of some Markdown, as CommonMark with tables renders it."""
    return str(_renderer().render(markdown))


def read(text: str, line: int = 1) -> Prose:
    """Read a Markdown body whose first line is line number `line` of its file."""
    if not text.strip():
        return Prose(line=line)
    found = _Found(text, line)
    environment: dict[str, Any] = {"found": found}
    tokens = _parser().parse(text, environment)
    found.blocks(tokens)
    return Prose(
        text,
        line,
        tuple(found.links),
        tuple(found.headings),
        tuple(found.definitions(environment.get("references", {}))),
        tuple(found.layout),
        "\n".join(_plain(tokens)),
        tuple(found.html_links),
    )


def paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """Each level-two heading of `text` with the words of the paragraph right below it ("" where there is none)."""
    tokens = _parser().parse(text)
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            following = tokens[index + 3 : index + 5]
            is_paragraph = bool(following) and following[0].type == "paragraph_open"
            yield _EXPLICIT_ANCHOR.sub("", _text(tokens[index + 1])), _text(following[1]) if is_paragraph else ""


class _Found:
    """Collects links, headings and layout faults while one body is read."""

    def __init__(self, text: str, line: int) -> None:
        self.line = line
        self.rows = text.split("\n")
        self.offsets = [0, *accumulate(len(row) + 1 for row in self.rows)]
        self.links: list[Link] = []
        self.headings: list[Heading] = []
        self.layout: list[Layout] = []
        self.html_links: list[Link] = []
        self._anchors: set[str] = set()
        self._first_row = 0
        self._content = ""
        self._places: list[tuple[int, str, str]] | None = None
        self._cursor: dict[int, int] = {}
        self._open: list[Link] = []

    def enter(self, block: Token, *, is_cell: bool) -> None:
        """The inline content of `block` is about to be read; the cells of a table stand side by side in a row."""
        self._first_row = block.map[0] if block.map else 0
        self._content = block.content
        self._places = [self._place(0, block.content)] if is_cell else None

    def is_reading(self, content: str) -> bool:
        """Whether `content` is what is being read, and not a part of it that is read once more."""
        return content is self._content

    def link(self, address: str, start: int, end: int, form: Form, *, is_image: bool = False, title: str = "") -> None:
        """A link; `start` and `end` count in the inline content that is being read."""
        row = self._first_row + self._content.count("\n", 0, start)
        first, last = self._position(start), self._position(end)
        self._open.append(Link("", address, self.line + row, first, last, form, is_image, title))

    def leave(self, block: Token) -> None:
        """The inline content of `block` was read: its links get their words, in the order in which they open."""
        self._malformed(block)
        if not self._open:
            return
        texts = []
        children = block.children or []
        for index, token in enumerate(children):
            if token.type == "image":
                texts.append(token.content)
            elif token.type == "link_open":
                # A link holds no other link, so the next closing is its own.
                texts.append(_words(takewhile(lambda inside: inside.type != "link_close", children[index + 1 :])))
        self._open.sort(key=lambda link: link.start)
        self.links += (replace(link, text=text) for link, text in zip(self._open, texts, strict=True))
        self._open = []

    def _malformed(self, block: Token) -> None:
        for token in block.children or []:
            if token.type == "text" and "]" in token.content and _MALFORMED.search(_words(block.children or [])):
                row = self._first_row
                rows = self.rows[row : (block.map or [0, row + 1])[1]]
                at = next((number for number, text in enumerate(rows) if _MALFORMED.search(text)), 0)
                values: dict[str, object] = {"text": rows[at].strip()[:60]}
                self.layout.append(Layout("link-malformed", self.line + row + at, values))
                return

    def _html(self, row: int, markup: str) -> None:
        last = row + markup.count("\n")
        for number in range(row, last + 1):
            for match in _HTML_LINK.finditer(self.rows[number]):
                link = Link(unescape(match.group(2).strip()), unescape(match.group(1)), self.line + number, 0, 0)
                if link not in self.html_links:  # a row is looked at for each of its tags
                    self.html_links.append(link)
        for match in _HTML_ADDRESS.finditer(markup):
            values: dict[str, object] = {"address": match.group(1)}
            self.layout.append(Layout("html-link", self.line + row + markup.count("\n", 0, match.start()), values))

    def _position(self, offset: int) -> int:
        """Where an offset of the inline content stands in the text.

        The content of a block is its lines without their markers and indents, that of a table cell has its escaped
        pipes unescaped, so each line of it is looked up in the line that it came from.
        """
        if self._places is None:
            self._places = [self._place(*numbered) for numbered in enumerate(self._content.split("\n"))]
        row = self._content.count("\n", 0, offset)
        column, content, escape = self._places[row]
        before = content[: offset - (self._content.rfind("\n", 0, offset) + 1)]
        return self.offsets[self._first_row + row] + column + len(before.replace("|", escape))

    def _place(self, number: int, content: str) -> tuple[int, str, str]:
        row = self._first_row + number
        source = self.rows[row]
        for escape in ("|", "\\|"):
            column = source.find(content.replace("|", escape), self._cursor.get(row, 0))
            if column >= 0:
                self._cursor[row] = column + len(content)
                return column, content, escape
        return max(source.find(content.strip()), 0), content, "|"

    def definitions(self, references: dict[str, dict[str, Any]]) -> Iterator[tuple[int, int]]:
        """The ranges of the link definitions."""
        for reference in references.values():
            first, last = reference["map"]
            yield self.offsets[first], min(self.offsets[last], self.offsets[-1] - 1)

    def blocks(self, tokens: list[Token]) -> None:
        """Headings, tables and lists of the body, in order."""
        parents: list[Token] = []
        columns = 0
        for index, token in enumerate(tokens):
            if token.nesting < 0:
                parents.pop()
                continue
            if token.type == "heading_open":
                self._heading(token, tokens[index + 1])
            elif token.type == "html_block" and token.map:
                self._html(token.map[0], token.content)
            elif token.type == "inline" and token.map:
                self._inline_html(token)
            elif token.type == "tr_open" and token.map:
                columns = self._row(token.map[0], parents[-1].type, columns)
            elif token.type in ("bullet_list_open", "ordered_list_open") and token.map:
                follows_paragraph = index > 0 and tokens[index - 1].type == "paragraph_close"
                in_item = bool(parents) and parents[-1].type == "list_item_open"
                if follows_paragraph and not in_item and self.rows[token.map[0] - 1].strip(" >"):
                    self.layout.append(Layout("list-after-paragraph", self.line + token.map[0]))
            if token.nesting > 0:
                parents.append(token)

    def _inline_html(self, token: Token) -> None:
        row = token.map[0] if token.map else 0
        for child in token.children or []:
            if child.type == "html_inline":
                self._html(row, child.content)
            elif child.type in ("softbreak", "hardbreak"):
                row += 1

    def _heading(self, token: Token, inline: Token) -> None:
        first, last = token.map or (0, 0)
        words = _EXPLICIT_ANCHOR.sub("", inline.content)
        match = _EXPLICIT_ANCHOR.search(inline.content)
        text = _EXPLICIT_ANCHOR.sub("", _text(inline))
        level = int(token.tag[1])
        if "\n" in inline.content:
            self.layout.append(Layout("heading-lines", self.line + first))
        if level == 1:
            self.layout.append(Layout("heading-title", self.line + first))
        anchor = self._unique((match and match.group(1)) or anchor_of(text))
        row, closing = self.rows[first], min(self.offsets[last], self.offsets[-1]) - 1
        start = self.offsets[first] + max(row.rfind(words.split("\n")[0]), 0)
        # Markers of a list or a quotation stand before the heading's own.
        opening = self.offsets[first] + row.index("#") if token.markup.startswith("#") else start
        self.headings.append(
            Heading(level, text, anchor, self.line + first, opening, start, start + len(words), closing)
        )

    def _unique(self, anchor: str) -> str:
        anchor = anchor or "_1"
        candidate, number = anchor, 0
        while candidate in self._anchors:
            number += 1
            candidate = f"{anchor}_{number}"
        self._anchors.add(candidate)
        return candidate

    def _row(self, row: int, section: str, columns: int) -> int:
        cells = escapedSplit(self.rows[row].strip())
        cells = cells[1 if cells and not cells[0].strip() else 0 :]
        cells = cells[: -1 if cells and not cells[-1].strip() else None]
        if section == "thead_open":
            return len(cells)
        if len(cells) > columns:
            self.layout.append(Layout("table-cells", self.line + row, {"found": len(cells), "expected": columns}))
        return columns


def _text(token: Token) -> str:
    """The words of inline content: markup gone, images by their alternative text."""
    return _words(token.children or []).strip()


def _plain(tokens: list[Token]) -> Iterator[str]:
    """The words of each block, headings without the anchors that are written behind them."""
    for first, before, token in zip([None, None, *tokens], [None, *tokens], tokens, strict=False):
        is_item = first is not None and first.type == "list_item_open"
        if before is not None and before.type == "heading_open":
            yield _EXPLICIT_ANCHOR.sub("", _text(token))
        elif token.type == "inline":
            yield f"– {_text(token)}" if is_item else _text(token)
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip()


def _words(tokens: Iterable[Token]) -> str:
    parts = []
    for child in tokens:
        if child.type in ("text", "code_inline", "image"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or child.content.startswith("<br"):
            parts.append(" ")
    return _ATTRIBUTES.sub("", "".join(parts))


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


class _AsWritten(MarkdownIt):
    """Leaves addresses as they are written; encoding them took a fifth of the reading time."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  markdown-it's name
        return url


@cache
def _parser() -> MarkdownIt:
    parser = _AsWritten("commonmark").enable("table")
    parser.inline.ruler.at("link", _noted(parse_link, is_image=False))
    parser.inline.ruler.at("image", _noted(parse_image, is_image=True))
    parser.inline.ruler.at("autolink", _noted_autolink)
    parser.core.ruler.at("inline", _inline)
    return parser


def _inline(state: Any) -> None:
    """markdown-it's own core rule, telling the collector which block is being read."""
    found = state.env.get("found")
    for before, token in pairwise([None, *state.tokens]):
        if token.type == "inline":
            if found:
                found.enter(token, is_cell=before.type in ("td_open", "th_open"))
            token.children = token.children or []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            if found:
                found.leave(token)


def _noted(rule: Callable[[StateInline, bool], bool], *, is_image: bool) -> Callable[[StateInline, bool], bool]:
    """An inline rule that also notes the link or image that it made, with the place of its address."""

    def noted(state: StateInline, silent: bool) -> bool:
        start, first = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        found = state.env.get("found")
        if found and not silent and found.is_reading(state.src):
            label_end = state.md.helpers.parseLinkLabel(state, start + is_image, not is_image)
            if state.src[label_end + 1 : label_end + 2] == "(":
                begin = label_end + 2
                while state.src[begin : begin + 1].isspace():
                    begin += 1
                target = state.md.helpers.parseLinkDestination(state.src, begin, state.posMax)
                if target.ok:
                    found.link(target.str, begin, target.pos, Form.INLINE, is_image=is_image)
                    return True
            made = next(token for token in state.tokens[first:] if token.type in ("link_open", "image"))
            address, title = str(made.attrs["src" if is_image else "href"]), str(made.attrs.get("title", ""))
            found.link(address, label_end + 1, state.pos, Form.REFERENCE, is_image=is_image, title=title)
        return True

    return noted


def _noted_autolink(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not parse_autolink(state, silent):
        return False
    found = state.env.get("found")
    if found and not silent and found.is_reading(state.src):
        address = state.src[start + 1 : state.pos - 1]
        if "@" in address and ":" not in address:
            address = f"mailto:{address}"
        found.link(address, start, state.pos, Form.AUTOLINK)
    return True
