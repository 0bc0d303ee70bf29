"""The rows of a changelog, each sought in an entry of its own."""

from __future__ import annotations

from onboarding.legacy.audit.dates import is_date
from onboarding.legacy.audit.items import Piece
from onboarding.legacy.audit.placing import difference, exactly
from onboarding.legacy.audit.search import Search
from onboarding.legacy.audit.section import Section, Words
from onboarding.legacy.audit.words import Word


class Entries:
    """Marks the items that are not there."""

    def __init__(self, search: Search) -> None:
        self.search = search

    def changes(self, pieces: list[Piece], sections: tuple[Section, ...]) -> None:
        """Each row has an entry of its own: first those that fit whole, then those that fit best."""
        free = list(sections)
        waiting: list[Piece] = []
        for piece in pieces:
            found = next((each for each in free if each.name == piece.owner.name and self.tells(piece, each)), None)
            if found is None:
                waiting.append(piece)
            else:
                free.remove(found)
                self.date(piece, found)
                self.search.matches.setdefault(id(piece), []).append(found)
        for piece in waiting:
            self.unmatched(piece, free)

    def date(self, piece: Piece, section: Section) -> None:
        """On a page the date of an entry is in its heading."""
        if not self.search.place.is_strict and not is_date(section.title[:3], section.name):
            self.search.lose_all(piece.own)

    def tells(self, piece: Piece, section: Section) -> bool:
        """Whether an entry says what the row says and nothing else, in its title, its text or both."""
        for tail in (False, True) if piece.unit.tail is not None else (False,):
            words = [word for word in piece.words if not tail or word.at < (piece.unit.tail or 0)]
            if any(self._tells(piece, words, section, is_split=is_split) for is_split in (False, True)):
                if tail:
                    self.search.tails.add(id(piece))
                return self.has_links(piece, section)
        return False

    def _tells(self, piece: Piece, words: list[Word], section: Section, *, is_split: bool) -> bool:
        chunks = piece.chunks(words, is_split=is_split)
        text = section.split if is_split else section.words
        if exactly(chunks, text) is not None:
            return True
        folded = [(may_go, tuple(map(str.casefold, chunk))) for may_go, chunk in chunks]
        title = tuple(map(str.casefold, self.title_of(section)))
        body = tuple(map(str.casefold, text))
        return exactly(folded, title + body) is not None or (not body and exactly(folded, title) is not None)

    def title_of(self, section: Section) -> Words:
        """The title of an entry; on a page its heading without the date."""
        title = section.title
        return title if self.search.place.is_strict or not is_date(title[:3], section.name) else title[3:]

    def has_links(self, piece: Piece, section: Section) -> bool:
        """Whether an entry has the row's links: entries of the same words are told apart by them."""
        free = list(section.links)
        for link, _ in piece.links:
            found = next((each for each in free if self.search.is_same(link, each, section)), None)
            if found is None:
                return False
            free.remove(found)
        return True

    def unmatched(self, piece: Piece, free: list[Section]) -> None:
        """A row that no entry tells whole: blame what differs in the entry that is nearest."""
        date = piece.owner.name
        moved = next((each for each in free if each.name != date and self.tells(piece, each)), None)
        if moved is not None:
            free.remove(moved)
            self.search.matches.setdefault(id(piece), []).append(moved)
            self.search.lose_all(piece.own, f"datoen er endret til {moved.name}")
            return
        wanted = piece.texts
        same_day = [each for each in free if each.name == date]
        near = max(same_day, key=lambda each: len(set(wanted) & set(each.split + each.title)), default=None)
        if near is None:
            self.search.lose_all(piece.own)
            self.search.lose(piece, range(len(piece.words)))
            return
        free.remove(near)
        self.date(piece, near)
        self.search.matches.setdefault(id(piece), []).append(near)
        self.compare(piece, wanted, near)

    def compare(self, piece: Piece, wanted: Words, near: Section) -> None:
        """Name what differs in the entry that is nearest, its title read with its text where that fits better."""
        title = tuple(map(str.casefold, self.title_of(near)))
        folded, body = tuple(map(str.casefold, wanted)), near.split
        options = [
            (difference(wanted, body), body),
            (difference(folded, title + tuple(map(str.casefold, body))), title),
        ]
        (lost, extra), used = min(options, key=lambda option: len(option[0][0]) + len(option[0][1]))
        self.search.lose(piece, lost)
        text = body if used is body else title + body
        for start, end in extra:
            self.search.lose_all(
                piece.own, f"endringen har fått tekst som ikke hører til: «{' '.join(text[start:end][:8])}»"
            )
