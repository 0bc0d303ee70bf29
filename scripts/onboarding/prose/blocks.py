"""Text as a row of blocks: what a reader sees, without how it was written.

Two renderings of a text are the same where their blocks are, and two versions of a text are compared block by block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import lxml.html
from lxml.html import HtmlElement
from markdown_it.token import Token

from onboarding.prose.preview import rendered, tokens

_LINE = "data-line"
_NUMBER = re.compile(r"[0-9]{1,9}")  # an editor's own HTML may have such an attribute too
_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"\A\s*<[A-Za-z][A-Za-z0-9-]*(?=[\s/>])")
_TAB = 4  # blanks: what the site makes of a tab

# Elements whose words stand on lines of their own; those that only hold others give no block themselves.
_LEAVES = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "tr", "dt", "summary", "figcaption", "caption", "hr"}
)
_HOLDERS = frozenset(
    {
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "div",
        "details",
        "section",
        "figure",
        "dl",
        "dd",
        "form",
    }
)
_BLOCKS = _LEAVES | _HOLDERS
CELL = "\x1f"  # between the cells of a row; no text has it (see `load`)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item, row, piece of code or rule.

    `path` names the elements from the outermost in (`("ul", "li", "p")`), `place` counts each of them among its
    siblings, so that two lists are told from one. `text` is what is read, with single blanks; the cells of a row stand
    between `CELL`s. `line` is the line of the file that the block begins on, 0 where that is not known.
    """

    path: tuple[str, ...]
    place: tuple[int, ...]
    text: str
    line: int = 0

    @property
    def kind(self) -> str:
        """The name of the element itself."""
        return self.path[-1]


def blocks(markdown: str, line: int = 1) -> tuple[Block, ...]:
    """The blocks of a Markdown body whose first line is line number `line` of its file, as GitHub shows it."""
    return token_blocks(tokens(markdown), line)


def token_blocks(parsed: Sequence[Token], line: int = 1) -> tuple[Block, ...]:
    """The blocks of a Markdown body that is read already."""
    return html_blocks(rendered([_with_line(token, line) for token in parsed]))


def html_blocks(html: str) -> tuple[Block, ...]:
    """The blocks of some HTML. Raises RecursionError where its elements lie deeper in one another than Python goes."""
    return element_blocks(element(html)) if html.strip() else ()


def element(html: str) -> HtmlElement:
    """The element that holds some HTML."""
    document = lxml.html.document_fromstring(f"<html><body>{html}</body></html>", parser=_html_parser())
    body = document.find("body")
    return document if body is None else body  # an editor's own `<frameset>` takes the place of the body


def element_blocks(root: HtmlElement) -> tuple[Block, ...]:
    """The blocks inside an element."""
    return tuple(_Walk().blocks(root, (), (), 0))


def _with_line(token: Token, line: int) -> Token:
    """A token whose element says on which line it begins."""
    if not token.map or token.nesting < 0 or token.type == "inline":
        return token
    number = str(token.map[0] + line)
    if token.type != "html_block":
        token.attrSet(_LINE, number)
        return token
    return token.copy(content=_TAG.sub(lambda match: f'{match.group()} {_LINE}="{number}"', token.content))


@cache
def _html_parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


class _Walk:
    """Goes through the elements and gathers words into blocks."""

    def blocks(self, element: HtmlElement, path: tuple[str, ...], place: tuple[int, ...], line: int) -> Iterator[Block]:
        """The blocks inside `element`; words that stand loose in it are paragraphs."""
        count = 0
        loose: list[str] = [element.text or ""]
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag not in _BLOCKS and not _holds_blocks(child):
                loose.append(_words(child))
            else:
                here = _line_of(child) or line
                if text := _plain("".join(loose)):
                    yield Block((*path, "p"), (*place, count), text, line)
                    count += 1
                yield from self._child(child, tag, (*path, _name(child, tag)), (*place, count), here)
                count += 1
                loose = []
            loose.append(child.tail or "")
        if text := _plain("".join(loose)):
            yield Block((*path, "p"), (*place, count), text, line)

    def _child(
        self, child: HtmlElement, tag: str, path: tuple[str, ...], place: tuple[int, ...], line: int
    ) -> Iterator[Block]:
        if tag == "tr":
            yield Block(path, place, CELL.join(_plain(_words(cell)) for cell in child), line)
        elif tag == "pre":
            yield Block(path, place, _words(child).rstrip().expandtabs(_TAB), line)
        elif tag in _LEAVES:
            yield Block(path, place, _plain(_words(child)), line)
        else:
            yield from self.blocks(child, path, place, line)


def _line_of(element: HtmlElement) -> int:
    """The line that an element begins on, which code has on what it holds; 0 where it has none."""
    written = element.get(_LINE) or next((child.get(_LINE) for child in element if child.tag == "code"), None)
    return int(written) if written and _NUMBER.fullmatch(written) else 0


def _name(element: HtmlElement, tag: str) -> str:
    """The name of an element; a list that counts from another number than one is another list."""
    start = element.get("start", "1") if tag == "ol" else "1"
    return tag if start == "1" else f"{tag} {start}"


def _holds_blocks(element: HtmlElement) -> bool:
    return any(inside.tag in _BLOCKS for inside in element.iterdescendants())


def _words(element: HtmlElement) -> str:
    """The words inside an element: pictures by their alternative text, breaks as blanks."""
    if not isinstance(element.tag, str):
        return ""
    if element.tag == "img":
        return f"[{element.get('alt', '')}]"
    if element.tag == "br":
        return " "
    parts = [element.text or ""]
    for child in element:
        parts += (_words(child), child.tail or "")
    return "".join(parts)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
