"""Links and images, with their words and their addresses."""

from __future__ import annotations

from onboarding.legacy.audit.addresses import comparable, file_name, is_whole, spellings
from onboarding.legacy.audit.items import Item, Piece
from onboarding.legacy.audit.markup import Image, Link
from onboarding.legacy.audit.search import Search, named, seen
from onboarding.legacy.audit.section import FoundLink, Section
from onboarding.legacy.audit.words import plain


class Links:
    """Marks the items that are not there."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.used: dict[int, set[int]] = {}

    def links(self) -> None:
        """Each link with its words and its address, where its owner is."""
        waiting: list[tuple[Piece, int]] = []
        for piece in self.search.items.pieces:
            for number, (link, item) in enumerate(piece.links):
                groups = self.search.where(piece, item.line)
                if not all(self.use(link, sections) for sections in groups):
                    waiting.append((piece, number))
        for piece, number in waiting:
            link, item = piece.links[number]
            item.lose(self.why_not(piece, link, item.line))
        for name, section in self.search.place.tasks.items():
            self.strange_links(section, self.search.items.tasks.get(name))

    def strange_links(self, section: Section, item: Item | None) -> None:
        """Blame a task for a link to somewhere else that its row does not have."""
        images = {
            each
            for piece in self.search.items.pieces
            if piece.owner.name == section.name
            for image, _ in piece.images
            for each in spellings(image.address, self.search.site)
        }
        for number, found in enumerate(section.links):
            is_strange = is_whole(found.address) and comparable(found.address) not in images
            if item and number not in self.taken(section) and is_strange and not _is_its_own_words(found):
                item.lose(f"har fått en lenke som ikke hører til: {found.address}")

    def taken(self, section: Section) -> set[int]:
        """Which links of a section have been found."""
        return self.used.setdefault(id(section), set())

    def use(self, link: Link, sections: list[Section]) -> bool:
        """Find a link in one of the sections, and use it."""
        for section in sections:
            for number, found in enumerate(section.links):
                if number not in self.taken(section) and self.search.is_same(link, found, section):
                    self.taken(section).add(number)
                    return True
        return False

    def why_not(self, piece: Piece, link: Link, line: int) -> str:
        """Why a link is not there."""
        own = [section for sections in self.search.where(piece, line) for section in sections]
        free = [
            (section, found)
            for section in own
            for number, found in enumerate(section.links)
            if number not in self.taken(section)
        ]
        for section, found in free:
            if self.search.leads(link.address, found.address, section):
                return f"lenketeksten er endret til «{' '.join(found.text) or found.shown}»"
        for _, found in free:
            if seen(found.text) == seen(link.text):
                return f"adressen er endret til {found.address}"
        mine = {id(section) for section in own}
        for section in self.search.place.sections():
            if id(section) not in mine and any(self.search.is_same(link, each, section) for each in section.links):
                return self.search.place.elsewhere.format(found=section.shown, owner=named(piece.owner))
        return self.search.place.missing

    def images(self) -> None:
        """Each image where its owner is."""
        used: dict[int, set[int]] = {}
        for piece in self.search.items.pieces:
            for image, item in piece.images:
                for sections in self.search.where(piece, item.line):
                    if why := self.image(image, sections, used):
                        item.lose(why)

    def image(self, image: Image, sections: list[Section], used: dict[int, set[int]]) -> str:
        """Why an image is not there, as an image or as a link to its file; empty where it is."""
        why = self.search.place.missing
        for section in sections:
            taken = used.setdefault(id(section), set())
            for number, each in enumerate(section.images):
                if number in taken or not self.search.leads(image.address, each.address, section):
                    continue
                if _says_nothing(image.alt, image.address) or plain(each.alt) == plain(image.alt):
                    taken.add(number)
                    return ""
                why = f"den alternative teksten er endret til «{each.alt}»"
            for number, link in enumerate(section.links):
                if number not in self.taken(section) and self.search.leads(image.address, link.address, section):
                    self.taken(section).add(number)
                    return ""
        return why


def _is_its_own_words(link: FoundLink) -> bool:
    """Whether a link only makes an address of what its words say: a person's, which the source had as mere words."""
    person = link.address.removeprefix("mailto:")
    return link.address != person and "?" not in person and link.text == plain(person)


def _says_nothing(alt: str, address: str) -> bool:
    """Whether an alternative text tells nobody what the image shows."""
    words = [word.casefold() for word in plain(alt)]
    empty = {
        "image",
        "img",
        "bilde",
        "bilete",
        "picture",
        "figur",
        "figure",
        "screenshot",
        "skjermbilde",
        "alt",
        "text",
    }
    return all(word in empty or word.isdigit() for word in words) or file_name(alt).startswith(file_name(address)[:-3])
