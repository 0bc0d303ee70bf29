"""The fields at the top, and the headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onboarding.legacy.audit.items import Item, Piece
from onboarding.legacy.audit.logs import is_just_log, is_log
from onboarding.legacy.audit.placing import contains
from onboarding.legacy.audit.search import Search, seen
from onboarding.legacy.audit.section import Section, Words
from onboarding.legacy.audit.words import joined, plain

_LISTS = re.compile(r"(?P<roles>roller|rollar|roles)|fasene|fasane|(?:the )?phases", re.IGNORECASE)


class Headings:
    """Marks the items that are not there."""

    def __init__(self, search: Search) -> None:
        self.search = search

    def front_matter(self, pieces: Iterable[Piece], places: Sequence[Words]) -> None:
        """Title, keywords and description, each where one of the places has it; «sample» is no keyword."""
        for piece in pieces:
            for words, items in _between_commas(piece):
                if self.search.source.kind == "changelog" and is_just_log(" ".join(words)):
                    continue
                if piece.owner.kind == "keywords" and tuple(map(str.casefold, words)) == ("sample",):
                    continue
                folded = tuple(map(str.casefold, words))
                if not any(contains(tuple(map(str.casefold, place)), folded) for place in places):
                    for item in items:
                        item.lose(self.search.place.missing)

    def headings(self) -> None:
        """Each heading where its owner is, whatever its level."""
        pages = [*self.search.place.pages, *self.search.place.made]
        free = Counter(seen(words) for section in pages for words in (*section.headings, section.title))
        free.update(seen(section.words) for section in self.search.place.made)
        inside = {letter: Counter(map(seen, section.headings)) for letter, section in self.search.place.phases.items()}
        front = [piece for piece in self.search.items.pieces if piece.owner.kind == "title"]
        titles = {tuple(word.text for piece in front for word in piece.words) or self.first_heading()}
        title_is_lost = any(item.why for piece in front for item in piece.items)
        for heading, owner, item in self.search.items.headings:
            if heading.date or owner.kind in ("change", "task"):
                continue
            if heading.phase:
                self.phase_heading(heading.phase, plain(heading.name), item)
                continue
            if owner.kind == "made":
                if not self.is_made(heading.text):
                    item.lose(self.search.place.missing)
                continue
            words = seen(plain(heading.text))
            if heading.level == 1 and plain(heading.text) in titles and not title_is_lost:
                continue
            options = [inside[owner.name]] if owner.kind == "phase" and owner.name in inside else []
            found = next((each for each in (*options, free) if each[words] > 0), None)
            if found is not None:
                found[words] -= 1
            elif not self.is_list(heading.text):
                item.lose(self.search.place.missing)

    def first_heading(self) -> Words:
        """The heading that is the title of a page without one in its fields, where it is a title now."""
        heading = next((each for each, _, _ in self.search.items.headings), None)
        words = plain(heading.text) if heading and heading.level == 1 else ()
        return words if any(contains(title, words) for title in self.search.place.titles) else ()

    def is_made(self, text: str) -> bool:
        """Whether the generator writes a heading: of the changelog, or of a year that has changes."""
        if is_log(text):
            return self.search.place.is_strict or all(map(_has_log, self.search.place.pages))
        return all(any(change.name.startswith(text) for change in changes) for changes in self.search.place.changes)

    def is_list(self, text: str) -> bool:
        """Whether a heading is of the roles or the phases of a service, which the generator lists itself."""
        found = _LISTS.fullmatch(text.strip(" :."))
        if found is None or self.search.source.kind != "onboarding":
            return False
        return bool(self.search.place.role_names if found["roles"] else self.search.place.phases)

    def phase_heading(self, letter: str, name: Words, item: Item) -> None:
        """A phase's heading, which is its letter and its title."""
        section = self.search.place.phases.get(letter)
        if section is None:
            item.lose(self.search.place.missing)
        else:
            wanted = name if self.search.place.is_strict else (letter, *name)
            if seen(section.title) != seen(wanted):
                item.lose(f"fasen heter «{' '.join(section.title)}»")


def _between_commas(piece: Piece) -> Iterator[tuple[Words, list[Item]]]:
    """The words of a field, by the parts of a list that they stand in."""
    at = 0
    text = piece.marked.text
    ends = [place for place, sign in enumerate(text) if sign == ","] if piece.owner.kind == "keywords" else []
    for end in (*ends, len(text) + 1):
        first = at
        while at < len(piece.words) and piece.words[at].at < end:
            at += 1
        if at > first:
            yield joined(piece.words[first:at]), piece.items[first:at]


def _has_log(section: Section) -> bool:
    return any(is_log(" ".join(words)) for words in section.headings)
