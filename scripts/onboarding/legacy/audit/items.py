"""Every item of the source, and what has been found out about it."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from onboarding.legacy.audit.markup import BREAK, Image, Link, Marked, read_marked
from onboarding.legacy.audit.model import Source
from onboarding.legacy.audit.page import read_units
from onboarding.legacy.audit.performers import Convention, convention_of, is_bold
from onboarding.legacy.audit.placing import Chunk
from onboarding.legacy.audit.units import Heading, Owner, Unit
from onboarding.legacy.audit.words import Word, joined, plain, texts

_NUMBER = re.compile(rf"(?:^|[\n|{BREAK}])\s*(\d{{1,3}})\\?[.)]\s")
_BRACKETS = re.compile(r"\(([^()]+)\)")
_CELL = re.compile(r"(?<!\\)\|([^|]+)")
_IN_POINT = re.compile(r"\s*\**\s*(?:[-•–]|\*(?=\s)|\d{1,2}[.)])")
_LONGEST_CELL = 60  # signs: a cell of roles has no more
_BETWEEN_ROLES = re.compile(
    r"[/,;&+]|\b(?:og|and|eller|or|eventuelt|evt\.?|samt|både|both|possibly|if relevant)\b", re.IGNORECASE
)
# The same role in the two languages of the pages.
_SAME_ROLE = {"business": "forretning", "forretningssiden": "forretning", "all": "alle", "everyone": "alle"} | {
    "credit": "kreditt",
    "legal": "juridisk",
}


@dataclass(slots=True)
class Item:
    """A word, link, image, heading, anchor or task of the source. `why` it is lost, where it is."""

    what: str
    line: int
    owner: Owner
    why: str = ""

    def lose(self, why: str) -> None:
        """The first reason is the one that counts."""
        self.why = self.why or why


@dataclass(slots=True)
class Group:
    """Words of a row that may be left out: a role in brackets (`roles` are its names), or the number of a point.

    `is_kept` says that they may not: a role that is that of a point, or of a part of a sentence.
    """

    start: int
    end: int
    roles: tuple[str, ...] = ()
    is_kept: bool = False


@dataclass(slots=True)
class Piece:
    """A unit of the source with its items. `words` are those that are sought; `items` belong to them one by one."""

    unit: Unit
    marked: Marked
    words: list[Word]
    items: list[Item]
    own: list[Item]
    groups: list[Group] = field(default_factory=list)
    links: list[tuple[Link, Item]] = field(default_factory=list)
    images: list[tuple[Image, Item]] = field(default_factory=list)
    texts: tuple[str, ...] = ()
    is_bold: bool = False  # the id of a task, or what is to be done

    @property
    def owner(self) -> Owner:
        """What the unit belongs to."""
        return self.unit.owner

    def chunks(self, words: list[Word], *, is_split: bool) -> list[Chunk]:
        """The words in stretches that must be there and such as may be left out."""
        form = texts if is_split else joined
        found: list[Chunk] = []
        at = 0
        for group in self.groups:
            if group.start >= len(words):
                break
            inside = form(words[group.start : group.end])
            found += [(False, form(words[at : group.start])), (not group.is_kept, inside)]
            at = group.end
        found.append((False, form(words[at:])))
        return [(may_go, chunk) for may_go, chunk in found if chunk]


@dataclass(slots=True)
class Items:
    """The whole page: its pieces, headings, anchors and tasks, and what it says that bold type means.

    An anchor that somebody set has one name; old sites may have given headings one of several.
    """

    pieces: list[Piece]
    headings: list[tuple[Heading, Owner, Item]]
    anchors: list[tuple[Item, tuple[str, ...]]]
    tasks: dict[str, Item]
    convention: Convention | None = None

    def words(self) -> Iterator[Item]:
        """Every word, in the order of the page."""
        for piece in self.pieces:
            yield from piece.own
            yield from piece.items


def read_items(source: Source, role_names: frozenset[str], phases: frozenset[str]) -> Items:
    """The page's items, none of them lost yet. `role_names` and `phases` are the roles and phases of the service."""
    known = {_role(name) for name in role_names}
    units, headings = read_units(source, phases, frozenset(name.casefold() for name in role_names))
    numbers = _Numbers()
    pieces = [_piece(unit, known, numbers) for unit in units]
    tasks: dict[str, Item] = {}
    anchors: list[tuple[Item, tuple[str, ...]]] = []
    by_line = {unit.line: unit for unit in units if unit.heading}
    found: list[tuple[Heading, Owner, Item]] = []
    title = tuple(word.text for piece in pieces if piece.owner.kind == "title" for word in piece.words)
    if not title and headings and headings[0].level == 1:
        title = plain(headings[0].text)
    for piece in pieces:
        if piece.owner.kind == "task":
            tasks.setdefault(piece.owner.name, Item(piece.owner.name, piece.unit.line, piece.owner))
        anchors += [(Item(f"#{name}", line, piece.owner), (name,)) for name, line in piece.marked.anchors]
    for heading in headings:
        unit = by_line.get(heading.line)
        owner = _owner(heading, unit)
        found.append((heading, owner, Item(heading.text, heading.line, owner)))
        is_page = heading.level == 1 and plain(heading.text) == title
        if any(heading.anchors) and not heading.date and not is_page:
            anchors.append((Item(f"#{heading.anchors[0]}", heading.line, owner), heading.anchors))
    said = (piece.marked.text for piece in pieces if piece.owner.kind in ("page", "phase", "made"))
    return Items(pieces, found, anchors, tasks, convention_of(said))


def _owner(heading: Heading, unit: Unit | None) -> Owner:
    if heading.phase or heading.task:
        return Owner("phase", heading.phase) if heading.phase else Owner("task", heading.task)
    return unit.owner if unit else Owner("change", heading.date)


class _Numbers:
    """Tells numbers of points from other numbers with a stop: they are 1, or one more than the last of their list."""

    def __init__(self) -> None:
        self._last: list[int] = []  # of each list that is open, the outermost first

    def is_next(self, number: str) -> bool:
        if int(number) == 1:
            self._last = [*self._last[-5:], 1]
            return True
        for place in range(len(self._last) - 1, -1, -1):
            if self._last[place] + 1 == int(number):
                self._last = [*self._last[:place], int(number)]
                return True
        return False


def _piece(unit: Unit, roles: set[str], numbers: _Numbers) -> Piece:
    marked = read_marked(unit.text, unit.line, is_code=unit.is_code)
    piece = Piece(
        unit,
        marked,
        marked.words,
        [Item(word.text, word.line, unit.owner) for word in marked.words],
        [Item(word.text, word.line, unit.owner) for word in unit.own],
        texts=texts(marked.words),
    )
    if not unit.is_code and not unit.heading:
        piece.groups = sorted(_groups(unit, marked, roles, numbers), key=lambda group: group.start)
    if unit.owner.kind == "task":
        piece.is_bold = unit.is_bold or is_bold(_first_text(marked.text, roles))
    for link in marked.links:
        if link.address in ("", "#"):
            continue  # it leads nowhere
        piece.links.append((link, Item(_link(link), link.line, unit.owner)))
    for image in marked.images:
        piece.images.append((image, Item(f"![{image.alt}]({image.address})", image.line, unit.owner)))
    return piece


def _first_text(row: str, roles: set[str]) -> str:
    """The first cell of a row with words that are more than roles."""
    cells = [cell for cell in re.split(r"(?<!\\)\|", row) if re.search(r"\w", cell)]
    return next((cell for cell in cells if not roles_in(cell, roles)), "")


def _link(link: Link) -> str:
    return f"[{link.shown}]({link.address})" if link.text else link.address


def _groups(unit: Unit, marked: Marked, roles: set[str], numbers: _Numbers) -> Iterator[Group]:
    places = [word.at for word in marked.words]
    starts = set()
    if unit.owner.kind == "task":
        for pattern in (_BRACKETS, _CELL):
            for found in pattern.finditer(marked.text):
                start, end = (bisect_right(places, found.start(1) - 1), bisect_right(places, found.end(1) - 1))
                names = _names_in(found, roles)
                if names and start < end and start not in starts:
                    starts.add(start)
                    is_kept = pattern is _BRACKETS and _is_part(marked.text, found, roles)
                    yield Group(start, end, names, is_kept)
    for found in _NUMBER.finditer(marked.text):
        if not numbers.is_next(found[1]):
            continue
        start, end = (bisect_right(places, found.start(1) - 1), bisect_right(places, found.end(1) - 1))
        if start < end and start not in starts:
            starts.add(start)
            yield Group(start, end)


def _names_in(found: re.Match[str], roles: set[str]) -> tuple[str, ...]:
    text = found[1].strip()
    return roles_in(text, roles) if len(text) <= _LONGEST_CELL else ()


def _is_part(text: str, bracket: re.Match[str], roles: set[str]) -> bool:
    """Whether a role belongs to a point, or its line says of parts of a sentence who has them."""
    start = max(text.rfind(sign, 0, bracket.start()) for sign in f"\n|{BREAK}") + 1
    ends = [place for sign in f"\n|{BREAK}" if (place := text.find(sign, bracket.end())) >= 0]
    line = text[start : min(ends, default=len(text))]
    if _IN_POINT.match(line):
        return True
    behind = [
        line[found.end() :].strip().lstrip("*_` ") for found in _BRACKETS.finditer(line) if _names_in(found, roles)
    ]
    return any(rest and not rest[0].isupper() and rest[0] not in '.,:;!?[«"(<-–' for rest in behind)


def roles_in(text: str, roles: set[str]) -> tuple[str, ...]:
    """The roles that a text names, where it does nothing else."""
    names = [re.sub(r"[*_`.\s\x01]+", " ", part).strip() for part in _BETWEEN_ROLES.split(html.unescape(text))]
    found = tuple(_role(name) for name in names if name)
    return found if found and set(found) <= roles else ()


def _role(name: str) -> str:
    name = name.strip().casefold()
    return _SAME_ROLE.get(name, name)


def same_roles(names: tuple[str, ...]) -> set[str]:
    """The names of roles as they are compared."""
    return {_role(name) for name in names}
