"""The source against one place: what all parts of a step need to know, and how an item is marked as lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onboarding.legacy.audit.addresses import comparable, file_name, is_address, is_whole, old_page, spellings
from onboarding.legacy.audit.destinations import Destinations
from onboarding.legacy.audit.items import Item, Items, Piece
from onboarding.legacy.audit.markup import Link
from onboarding.legacy.audit.model import Source
from onboarding.legacy.audit.place import Place
from onboarding.legacy.audit.placing import contains
from onboarding.legacy.audit.section import FoundLink, Section, Words
from onboarding.legacy.audit.units import Owner
from onboarding.legacy.audit.words import Word

TELLING = 4  # words: fewer of another text next to each other may be chance


@dataclass(slots=True)
class Search:
    """One of the two steps. `site` is the address of the old site with its last slash.

    `matches` are the entries that were found for each row of a changelog, `tails` the rows whose last lines belong to
    what is around them. Both go by the identity of pieces.
    """

    source: Source
    items: Items
    place: Place
    site: str
    destinations: Destinations
    matches: dict[int, list[Section]] = field(default_factory=dict)
    tails: set[int] = field(default_factory=set)

    def lose_all(self, items: Iterable[Item], why: str = "") -> None:
        """Mark items as lost, for the place's own reason where no other is given."""
        for item in items:
            item.lose(why or self.place.missing)

    def lose(self, piece: Piece, places: Iterable[int]) -> None:
        """Words are not where they belong: say for each stretch of them where it is instead."""
        for run in _runs(list(places)):
            words = tuple(piece.words[at].text for at in run)
            why = self.elsewhere(words, piece.owner)
            for at in run:
                piece.items[at].lose(why)

    def elsewhere(self, words: Words, owner: Owner) -> str:
        """Why words are lost: where they stand instead, where that can be told."""
        if len(words) >= 3:
            for section in self.place.sections():
                if section.name != owner.name and (contains(section.split, words) or contains(section.title, words)):
                    return self.place.elsewhere.format(found=section.shown, owner=named(owner))
        return self.place.missing

    def whose(self, run: Words, section: Section) -> str:
        """Whose row in the source has a stretch of words."""
        for piece in self.items.pieces:
            if piece.owner.kind in ("task", "change", "phase") and piece.owner.name != section.name:
                words = piece.texts
                enough = min(TELLING, len(words))
                if len(run) >= enough > 0 and (contains(words, run[:enough]) or contains(words, run[-enough:])):
                    return named(piece.owner)
        return ""

    def of(self, piece: Piece) -> list[Word]:
        """The words of a row that are its own."""
        tail = piece.unit.tail
        if tail is None or id(piece) not in self.tails:
            return piece.words
        return [word for word in piece.words if word.at < tail]

    def is_same(self, link: Link, found: FoundLink, section: Section) -> bool:
        """Whether a link that was found is the one that is sought."""
        if seen(link.text) != seen(found.text):
            return False
        if not link.text and is_address(link.shown) and comparable(found.shown) not in spellings(link.shown, self.site):
            return False
        return self.leads(link.address, found.address, section)

    def leads(self, address: str, found: str, section: Section) -> bool:
        """Whether an address that was found is the legacy one, or leads to what that meant."""
        if comparable(found) in spellings(address, self.site) and not address.strip().startswith("#"):
            return True
        old = old_page(address, self.site)
        meaning = self.destinations.meant(*old) if old else None
        if meaning and self.place.leads(found, section, meaning, self.destinations):
            return True
        is_file = "." in _ending(address) and not is_whole(address) and not is_whole(found) and "://" not in found
        return is_file and file_name(found) == file_name(address) != ""

    def where(self, piece: Piece, line: int) -> list[list[Section]]:
        """The sections in which the links and images of a piece belong; each group must have them."""
        owner = piece.owner
        tail = piece.unit.tail if id(piece) in self.tails else None
        if tail is not None and line > piece.unit.line + piece.unit.text.count("\n", 0, tail):
            owner = piece.unit.around
        match owner.kind:
            case "task":
                section = self.place.tasks.get(owner.name)
                return [[section] if section else []]
            case "change":
                found = self.matches.get(id(piece), [])
                return [[each] for each in found] if found else [[]]
            case "phase":
                section = self.place.phases.get(owner.name)
                pages = self.place.pages if piece.unit.is_below else ()
                return [[*([section] if section else []), *pages]]
            case "summary":
                own = [each[owner.name] for each in (self.place.phases, self.place.summaries) if owner.name in each]
                return [[*own, *self.place.pages]]
            case _:
                return [
                    [*self.place.pages, *self.place.phases.values()] if owner.kind == "made" else [*self.place.pages]
                ]


def seen(words: Words) -> str:
    """Words as one text without blanks: how they are told apart by markup does not count."""
    return "".join(words)


def _runs(places: list[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for at in places:
        if run and at != run[-1] + 1:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def named(owner: Owner) -> str:
    """What messages call an owner."""
    match owner.kind:
        case "task" | "change":
            return owner.name
        case "phase" | "summary":
            return f"fase {owner.name}"
        case _:
            return "siden selv"


def _ending(address: str) -> str:
    return address.replace("\\", "/").rpartition("/")[2]
