"""What is known of a Markdown body: its links, headings and layout faults, each with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from pymdownx.slugs import slugify


class Form(Enum):
    """How a link is written, and so what has to be written when its address changes."""

    INLINE = "{address}"
    REFERENCE = "({address}{title})"
    AUTOLINK = "[{text}]({address})"


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image, its address as the editor wrote it.

    `start` and `end` delimit what a new address replaces inside `Prose.text`.
    """

    text: str
    address: str
    line: int
    start: int
    end: int
    form: Form = Form.INLINE
    is_image: bool = False
    title: str = ""

    @property
    def is_foreign_autolink(self) -> bool:
        """Whether it is an address in angle brackets that Python-Markdown does not take for one (`<tel:…>`)."""
        return self.form is Form.AUTOLINK and not self.address.startswith(("http://", "https://", "mailto:"))

    def markup(self, address: str) -> str:
        """What to write between `start` and `end` for another address."""
        address = address.replace("|", "%7C")
        if re.search(r"[\s()<>]", address):
            address = f"<{address}>"
        title = f' "{self.title}"' if self.title else ""
        return self.form.value.format(address=address, text=self.text, title=title)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the anchor that it gets.

    In `Prose.text` its words stand between `start` and `end`; `opening` is where its first line begins and `closing`
    where its last one ends.
    """

    level: int
    text: str
    anchor: str
    line: int
    opening: int
    start: int
    end: int
    closing: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A place where the site would not show what GitHub shows: a problem code with the values of its message."""

    code: str
    line: int
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prose:
    """A Markdown body. `line` is the line of the file on which `text` begins.

    `definitions` are the ranges of link definitions (`[name]: address`): the links that use them carry the address.
    `words` are the words without any markup, paragraphs and list items on lines of their own. `html_links` are links to
    other sites that are written as HTML: they stay as they are.
    """

    text: str = ""
    line: int = 1
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    definitions: tuple[tuple[int, int], ...] = ()
    layout: tuple[Layout, ...] = ()
    words: str = ""
    html_links: tuple[Link, ...] = ()

    @property
    def anchors(self) -> frozenset[str]:
        """The anchors of all headings."""
        return frozenset(heading.anchor for heading in self.headings)

    def rewritten(self, address: Callable[[Link], str], heading: Callable[[Heading], tuple[int, str]]) -> str:
        """The Markdown with another address for each link, another level and anchor for each heading.

        All else stays as written, except that links by reference carry their address themselves afterwards.
        """
        edits = [(start, end, "") for start, end in self.definitions]
        for found in self.headings:
            edits += self._heading_edits(found, *heading(found))
        for link in self.links:
            new = address(link)
            if new != link.address or link.form is Form.REFERENCE or link.is_foreign_autolink:
                edits.append((link.start, link.end, link.markup(new)))
        parts: list[str] = []
        position = 0
        for start, end, text in sorted(edits):
            parts += (self.text[position:start], text)
            position = end
        return ("".join(parts) + self.text[position:]).strip("\n")

    def _heading_edits(self, found: Heading, level: int, anchor: str) -> Iterator[tuple[int, int, str]]:
        yield found.opening, found.start, "#" * level + " "
        words = self.text[found.start : found.end]
        for brace in re.finditer(r"(?<=\s)\{", words):
            # Python-Markdown takes everything from here for the attributes of the heading.
            if words.count("`", 0, brace.start()) % 2 == 0:
                yield found.start + brace.start(), found.start + brace.end(), "&#123;"
        yield found.end, found.closing, f" {{ #{anchor} }}" if anchor else ""


def anchor_of(heading: str) -> str:
    """The anchor of a heading: lower case, Norwegian letters kept, blanks as dashes."""
    slug: str = _slug()(heading, "-")
    return slug


@cache
def _slug() -> Callable[[str, str], str]:
    made: Callable[[str, str], str] = slugify(case="lower")
    return made
