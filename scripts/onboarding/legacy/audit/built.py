"""A built page as one text, in which words, links, images and headings have their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from lxml import etree, html

from onboarding.legacy.audit.addresses import is_address
from onboarding.legacy.audit.section import FoundImage, FoundLink, Section, Words
from onboarding.legacy.audit.words import normal, texts, words_in

# What the generator says around the text, by the classes of its templates.
_LABELS = frozenset(
    """headerlink edit-link task-facts gate lead screen-only downloads paper-only process process-words
    workbench""".split()  # noqa: SIM905  a list of words is easier to read
)
_UNSEEN = frozenset({"script", "style", "template", "nav", "header", "footer"})
_INLINE = frozenset(
    {"abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var"}
)
_HEADING = re.compile(r"h([1-6])")


@dataclass(slots=True)
class BuiltHeading:
    """A heading with its anchors, and where it begins and ends."""

    level: int
    ids: set[str]
    start: int
    end: int = 0


@dataclass(slots=True)
class _Page:
    """A page as one text, with what stands at which place in it."""

    said: list[str] = field(default_factory=list)
    length: int = 0
    headings: list[BuiltHeading] = field(default_factory=list)
    links: list[tuple[int, int, str, str]] = field(default_factory=list)
    images: list[tuple[int, str, str]] = field(default_factory=list)
    roles: list[tuple[int, str]] = field(default_factory=list)
    rows: list[tuple[int, int, int]] = field(default_factory=list)
    cell: int = 0
    tables: list[tuple[int, int]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def say(self, text: str | None) -> None:
        if text:
            self.said.append(text)
            self.length += len(text)


def _read(page: _Page, element: etree._Element) -> None:
    """Say an element, in the order of the page."""
    name = element.tag
    if not isinstance(name, str) or name in _UNSEEN:
        return
    if identity := element.get("id"):
        page.ids.add(normal(identity))
    classes = (element.get("class") or "").split()
    if not _LABELS.isdisjoint(classes):
        _label(page, element)
        return
    if name == "table" and _is_made(element):
        page.ids.update(normal(each) for each in element.xpath(".//@id"))
        return
    is_inline = name in _INLINE
    if not is_inline:
        page.say(" ")
    start = page.length
    heading = _HEADING.fullmatch(name)
    if heading:
        page.headings.append(BuiltHeading(int(heading[1]), {normal(element.get("id") or "")}, start))
    if name == "img":
        page.images.append((start, element.get("alt") or "", element.get("src") or ""))
    if name == "a" and is_address("".join(element.itertext())):
        page.ids.update(normal(each) for each in element.xpath(".//@id"))
    else:
        _inside(page, element)
    _after(page, element, start, is_inline=is_inline)


def _inside(page: _Page, element: etree._Element) -> None:
    page.say(element.text)
    for child in element:
        _read(page, child)
        page.say(child.tail)


def _after(page: _Page, element: etree._Element, start: int, *, is_inline: bool) -> None:
    if element.tag == "a" and element.get("href") is not None:
        page.links.append((start, page.length, element.get("href") or "", "".join(element.itertext()).strip()))
    if element.tag == "td" and element.getprevious() is None:
        page.cell = page.length
    if element.tag == "table":
        page.tables.append((start, page.length))
    if element.tag == "tr":
        page.rows.append((start, max(start, page.cell), page.length))
    if _HEADING.fullmatch(str(element.tag)):
        page.headings[-1].end = page.length
    if not is_inline:
        page.say(" ")


def _label(page: _Page, element: etree._Element) -> None:
    page.labels.append(" ".join(element.itertext()))
    page.ids.update(normal(each) for each in element.xpath(".//@id"))
    for role in element.xpath(".//*[contains(concat(' ', @class, ' '), ' role ')]"):
        if "role-none" not in (role.get("class") or "").split():
            page.roles.append((page.length, "".join(role.itertext()).strip()))


def _is_made(table: etree._Element) -> bool:
    """Whether a table is the generator's list of a phase's tasks."""
    return bool(table.xpath(".//td[1]/a[contains(concat(' ', @class, ' '), ' task-id ')]"))


@dataclass(slots=True)
class Part:
    """A stretch of a page that belongs to one owner."""

    kind: str
    name: str
    heading: tuple[int, int]
    stretches: list[tuple[int, int]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)


class BuiltPage:
    """A page whose words, links and images can be asked for by their place."""

    def __init__(self, page: _Page) -> None:
        self.page = page
        self.words = words_in(normal_of_same_length("".join(page.said)))
        self.starts = [word.at for word in self.words]

    def between(self, start: int, end: int) -> Words:
        """The words of a stretch."""
        return texts(self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)])

    def text(self, start: int, end: int) -> str:
        """What a stretch says, on one line."""
        return re.sub(r"\s+", " ", "".join(self.page.said)[start:end]).strip()

    def section(self, part: Part, shown: str) -> Section:
        """What stands in a part; `shown` is what messages call it."""
        stretches = [(start, end) for start, end in part.stretches if end > start]
        words = tuple(word for start, end in stretches for word in self.between(start, end))
        heading = self.between(*part.heading)

        def inside(at: int) -> bool:
            return any(start <= at < end for start, end in stretches) or part.heading[0] <= at < part.heading[1]

        return Section(
            part.name,
            shown,
            words,
            words,
            title=heading,
            links=tuple(
                FoundLink(self.between(start, end), address, shown)
                for start, end, address, shown in self.page.links
                if inside(start)
            ),
            images=tuple(FoundImage(alt, address) for at, alt, address in self.page.images if inside(at)),
            headings=tuple(self.between(*each) for each in part.headings),
            roles=tuple(role for at, role in self.page.roles if inside(at)),
        )


def normal_of_same_length(text: str) -> str:
    """The text with one spelling of each letter where that moves nothing: places in it are places on the page."""
    again = normal(text)
    return again if len(again) == len(text) else text


def _article(source: str) -> etree._Element:
    whole = html.document_fromstring(f"<div>{source}</div>" if source.strip() else "<div>&nbsp;</div>")
    articles = whole.xpath("//article[contains(concat(' ', @class, ' '), ' md-content__inner ')]")
    return articles[0] if articles else whole


def built_page(source: str) -> BuiltPage:
    """The article of a page of the site."""
    page = _Page()
    _read(page, _article(normal(source)))
    return BuiltPage(page)
