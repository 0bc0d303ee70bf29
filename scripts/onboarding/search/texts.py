"""The text of a page part by part, each paragraph, item and row by itself, as the search shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from lxml import html

_BLOCKS = frozenset(
    """address article aside blockquote dd details div dl dt figcaption figure footer header hr li main nav ol p pre
    section summary table tbody tfoot thead tr ul""".split()  # noqa: SIM905  a list of words is easier to read
)
_SKIPPED = frozenset(["object", "script", "style", "template"])
_CELLS = frozenset(["td", "th"])
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_CELL = " · "


def texts_of(page: str) -> Mapping[str, str]:
    """The paragraphs of a page's HTML as HTML of their own, by the anchor of the heading they stand below.

    What stands below the title, or before any heading, has the anchor "".
    """
    reader = _Reader()
    reader.read(html.fragment_fromstring(page, create_parent="div"))
    reader.end()
    return {anchor: "".join(f"<p>{escape(line, quote=False)}</p>" for line in found) for anchor, found in reader.lines}


@dataclass
class _Reader:
    """Goes through the elements once, and ends a line where a reader sees one end."""

    lines: list[tuple[str, list[str]]] = field(default_factory=lambda: [("", [])])
    pieces: list[str] = field(default_factory=list)
    headings: int = 0

    def read(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or _is_left_out(element):
            return
        if tag in _HEADINGS:
            self._begin(element)
            return
        if tag == "tr":
            self._row(element)
            return
        if tag in _BLOCKS:
            self.end()
        self._inside(element)
        if tag in _BLOCKS:
            self.end()

    def _inside(self, element: html.HtmlElement) -> None:
        self.pieces.append(element.text or "")
        for child in element:
            if child.tag == "br":
                self.pieces.append(" ")
            self.read(child)
            self.pieces.append(child.tail or "")

    def _row(self, row: html.HtmlElement) -> None:
        self.end()
        cells = [_line(_text(cell)) for cell in row if cell.tag in _CELLS]
        self.pieces.append(_CELL.join(cell for cell in cells if cell))
        self.end()

    def _begin(self, heading: html.HtmlElement) -> None:
        self.end()
        anchor = heading.get("id")
        if anchor is None:
            self._inside(heading)
            self.end()
            return
        self.headings += 1
        # Material names the first part of a page by the page alone, whatever its heading.
        if self.headings > 1 or heading.tag != "h1":
            self.lines.append((anchor, []))

    def end(self) -> None:
        """The line that was begun is over."""
        line = _line("".join(self.pieces))
        self.pieces.clear()
        if line:
            self.lines[-1][1].append(line)


def _is_left_out(element: html.HtmlElement) -> bool:
    """What Material leaves out, permanent links, and tables that only repeat what stands further down the page."""
    if "data-search-exclude" in element.attrib or element.get("class") in ("headerlink", "linenodiv"):
        return True
    return element.tag == "table" and bool(element.xpath(".//td[1]//a[contains(@class, 'task-id')]"))


def _text(element: html.HtmlElement) -> str:
    """All text in a cell, with a blank where a line or a block ends."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED and not _is_left_out(child):
            blank = " " if child.tag in _BLOCKS or child.tag == "br" else ""
            parts += [blank, _text(child), blank]
        parts.append(child.tail or "")
    return "".join(parts)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
