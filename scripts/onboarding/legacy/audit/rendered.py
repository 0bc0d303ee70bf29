"""The built pages, read for what a reader sees where."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree, html

from onboarding.legacy.audit.addresses import comparable, is_address, is_whole, loosely, slug
from onboarding.legacy.audit.dates import DATE, iso
from onboarding.legacy.audit.destinations import Destinations, Meaning
from onboarding.legacy.audit.files import CHANGELOG
from onboarding.legacy.audit.model import Rendered
from onboarding.legacy.audit.place import Place
from onboarding.legacy.audit.section import FoundImage, FoundLink, Section, Words
from onboarding.legacy.audit.words import normal, plain, texts, words_in

# What the generator says around the text, by the classes of its templates.
_LABELS = frozenset({"headerlink", "edit-link", "task-facts", "gate", "lead", "screen-only", "downloads"})
_UNSEEN = frozenset({"script", "style", "template", "nav", "header", "footer"})
_INLINE = frozenset(
    {"abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var"}
)
_HEADING = re.compile(r"h([1-6])")
_TASK = re.compile(r"[a-z]-\d+")


@dataclass(slots=True)
class _Heading:
    level: int
    ids: set[str]
    start: int
    end: int = 0


@dataclass(slots=True)
class _Page:
    """A page as one text, with what stands at which place in it."""

    said: list[str] = field(default_factory=list)
    length: int = 0
    headings: list[_Heading] = field(default_factory=list)
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
        page.headings.append(_Heading(int(heading[1]), {normal(element.get("id") or "")}, start))
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
class _Part:
    """A stretch of a page that belongs to one owner."""

    kind: str
    name: str
    heading: tuple[int, int]
    stretches: list[tuple[int, int]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)


class _Text:
    """A page whose words, links and images can be asked for by their place."""

    def __init__(self, page: _Page) -> None:
        self.page = page
        self.words = words_in(normal_of_same_length("".join(page.said)))
        self.starts = [word.at for word in self.words]

    def between(self, start: int, end: int) -> Words:
        return texts(self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)])

    def text(self, start: int, end: int) -> str:
        return re.sub(r"\s+", " ", "".join(self.page.said)[start:end]).strip()

    def section(self, part: _Part, shown: str) -> Section:
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


def read_rendered(rendered: Rendered, tree: Place, kind: str) -> Place:
    """What is shown where on the built pages. `tree` says which phases and tasks there are."""
    pages = {name: _text_of(source) for name, source in rendered.pages.items()}
    parts = [(name, text, part) for name, text in pages.items() for part in _parts(text, tree, kind)]
    main = "process" if "process" in pages else next(iter(pages), "")
    ids = frozenset(identity for name, text in pages.items() if name == main for identity in text.page.ids)

    def found(kind: str) -> Iterator[tuple[str, Section]]:
        for _, text, part in parts:
            if part.kind == kind:
                yield part.name, text.section(part, _shown(part))

    return Place(
        missing="vises ikke på siden",
        elsewhere="vises under {found}, men hører til {owner}",
        also="teksten vises også under {found}",
        tasks=_first(found("task")),
        changes=tuple(
            tuple(text.section(part, part.name) for name, text, part in parts if name == page and part.kind == "change")
            for page in pages
        ),
        phases=_first(found("phase")),
        summaries=_summaries(pages[main]) if main else {},
        pages=tuple(section for _, section in found("page")),
        made=(),
        titles=tuple(
            words
            for text in pages.values()
            for words in (texts(text.words), *(plain(label) for label in text.page.labels))
        ),
        keywords=None,
        role_names=tree.role_names,
        leads=_leads(ids, main),
        has_anchor=ids.__contains__,
        is_strict=False,
    )


def _text_of(source: str) -> _Text:
    page = _Page()
    _read(page, _article(normal(source)))
    return _Text(page)


def _first(found: Iterator[tuple[str, Section]]) -> Mapping[str, Section]:
    sections: dict[str, Section] = {}
    for name, section in found:
        sections.setdefault(name, section)
    return sections


def _shown(part: _Part) -> str:
    match part.kind:
        case "phase":
            return f"fase {part.name}"
        case "page":
            return "siden selv"
        case _:
            return part.name


def _parts(text: _Text, tree: Place, kind: str) -> list[_Part]:
    """The page divided among tasks, changes, phases and itself, by its headings."""
    named = {slug(f"{letter} {' '.join(section.title)}"): letter for letter, section in tree.phases.items()}
    whole = _Part("page", "", (0, 0))
    overviews = () if kind == "page" else tuple(_overviews(text, tree))
    parts, open_, at = [whole], [(0, whole)], 0
    for heading in text.page.headings:
        open_[-1][1].stretches.append((at, heading.start))
        while len(open_) > 1 and open_[-1][0] >= heading.level:
            open_.pop()
        part = None if kind == "page" else _opened(text, heading, named, tree)
        if part is None:
            open_[-1][1].headings.append((heading.start, heading.end))
            at = heading.start
            continue
        parts.append(part)
        open_.append((heading.level, part))
        at = heading.end
    open_[-1][1].stretches.append((at, text.page.length + 1))
    for start, end in overviews:
        whole.stretches = [piece for stretch in whole.stretches for piece in _outside(stretch, start, end)]
    return parts


def _outside(stretch: tuple[int, int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is left of a stretch when another is taken out of it."""
    yield stretch[0], max(stretch[0], min(stretch[1], start))
    yield min(stretch[1], max(stretch[0], end)), stretch[1]


def _overviews(text: _Text, tree: Place) -> Iterator[tuple[int, int]]:
    """The tables in which the generator lists the phases: each row begins with a link to one."""
    links = {start for start, _, _, _ in text.page.links}
    for start, end in text.page.tables:
        rows = [row for row in text.page.rows if start <= row[0] < end and row[1] > row[0]]
        letters = [text.between(first, cell)[:1] for first, cell, _ in rows]
        is_linked = sum(any(first <= link < cell for link in links) for first, cell, _ in rows)
        names = [(letter,) for letter in sorted(tree.phases)]
        if names and [each for each in letters if each] == names and is_linked == len(names):
            yield start, end


def _opened(text: _Text, heading: _Heading, phases: Mapping[str, str], tree: Place) -> _Part | None:
    """What a heading opens, where it is more than a heading of the text."""
    ids, said = heading.ids, text.text(heading.start, heading.end)
    place = (heading.start, heading.end)
    for identity in ids:
        if _TASK.fullmatch(identity):
            return _Part("task", identity.upper(), place)
        if re.match(r"\d{4}-\d{2}-\d{2}", identity) and iso(identity[:10]):
            return _Part("change", identity[:10], place)
        if identity in phases:
            return _Part("phase", phases[identity], place)
    if (dated := DATE.match(said)) and (date := iso(dated[0])) and any(tree.changes):
        return _Part("change", date, place)
    letter = said[:1]
    if letter in tree.phases and plain(said)[1:] == tree.phases[letter].title:
        return _Part("phase", letter, place)
    return None


def _summaries(text: _Text) -> dict[str, Section]:
    """What rows of tables that begin with a phase's letter say in their other cells."""
    found: dict[str, Section] = {}
    for start, cell, end in text.page.rows:
        name, words = text.between(start, cell), text.between(cell, end)
        if name and len(name[0]) == 1 and name[0].isupper():
            found.setdefault(name[0], Section(name[0], f"fase {name[0]}", words, words))
    return found


def _leads(ids: frozenset[str], main: str) -> Callable[[str, Section, Meaning, Destinations], bool]:
    """Whether a relative address leads to what an old address meant, as far as the pages at hand can tell."""

    def leads(address: str, section: Section, meaning: Meaning, destinations: Destinations) -> bool:
        del section, destinations
        address = comparable(unquote(address))
        if is_whole(address):
            return False
        path, _, fragment = address.partition("#")
        name = _last_name(path)
        is_here = meaning.is_own and (not path or (main == "process" and path.endswith(f"{name}.html")))
        if (is_here and fragment and fragment not in ids) or (not path and not meaning.is_own):
            return False
        if meaning.letter:
            return loosely(fragment or name).startswith(f"{meaning.letter.lower()}-")
        return _is_meant(name, fragment, meaning)

    return leads


def _is_meant(name: str, fragment: str, meaning: Meaning) -> bool:
    """Whether the last name in an address and the anchor behind it are what an old address meant."""
    is_page = name in ("", ".", "..") or name in meaning.names
    if meaning.is_log and fragment == CHANGELOG:
        return True
    if fragment:
        return loosely(fragment) == meaning.anchor and (is_page or meaning.service is not None)
    if not meaning.is_known:
        return is_page
    if meaning.keeper:
        folder, _, file = meaning.keeper.rpartition("/")
        return is_page or name in (file.removesuffix(".md"), posixpath.basename(folder))
    return meaning.service is not None and loosely(name) in (meaning.anchor, CHANGELOG if meaning.is_log else "-")


def _last_name(path: str) -> str:
    """The last name in the path of a page's address."""
    return posixpath.basename(path.removesuffix("index.html").rstrip("/")).removesuffix(".html")
