"""The rows of tasks, each sought in the section of its task."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from onboarding.legacy.audit.addresses import comparable, spellings
from onboarding.legacy.audit.items import Item, Piece, same_roles
from onboarding.legacy.audit.performers import is_performer
from onboarding.legacy.audit.placing import contains, difference, exactly
from onboarding.legacy.audit.search import Search
from onboarding.legacy.audit.section import Section, Words
from onboarding.legacy.audit.units import Owner
from onboarding.legacy.audit.words import Word, texts


class Rows:
    """Marks the items that are not there."""

    def __init__(self, search: Search) -> None:
        self.search = search

    def tasks(self, pieces: list[Piece]) -> None:
        """Every task, and none besides."""
        rows: dict[str, list[Piece]] = {}
        for piece in pieces:
            rows.setdefault(piece.owner.name, []).append(piece)
        for name, own in rows.items():
            section = self.search.place.tasks.get(name)
            item = self.search.items.tasks[name]
            if section is None:
                item.lose(self.search.place.missing)
                for piece in own:
                    self.search.lose(piece, range(len(piece.words)))
                    self.search.lose_all(piece.own)
            else:
                self.task(own, section, item)
        if self.search.source.kind == "onboarding" and self.search.place.is_strict:
            self.strangers(set(rows))

    def strangers(self, known: set[str]) -> None:
        """Tasks that the source does not have: blamed on the row before which there is none."""
        for name in sorted(set(self.search.place.tasks) - known):
            near = max((each for each in known if each < name), default=min(known, default=""))
            if near:
                self.search.items.tasks[near].lose(
                    f"etter denne er det kommet en oppgave {name}, som ikke står i kilden"
                )

    def task(self, rows: list[Piece], section: Section, item: Item) -> None:
        """The rows of a task: its text has their words, in order, and no others."""
        for piece in rows:
            self.decide_tail(piece, section)
        self.title(rows, section, item)
        self.performer(rows[0], section, item)
        words, split = self.without_images(rows, section)
        for is_split, text in ((False, words), (True, split)):
            chunks = [chunk for piece in rows for chunk in piece.chunks(self.search.of(piece), is_split=is_split)]
            taken = exactly(chunks, text)
            if taken is not None:
                self.roles(rows, section, item, _left_out(rows, chunks, taken, self.search.of))
                return
        self.differing(rows, split, section, item)

    def title(self, rows: list[Piece], section: Section, item: Item) -> None:
        """A title is made of the task's own words: one that is made of another's is a fault."""
        if not self.search.place.is_strict or len(section.title) < 2:
            return
        own = {word.text.casefold() for piece in rows for word in piece.words}
        if own.issuperset(map(str.casefold, section.title)):
            return
        whose = self.search.whose(section.title, section)
        if whose:
            item.lose(f"har en tittel som hører til {whose}: «{' '.join(section.title)}»")

    def performer(self, row: Piece, section: Section, item: Item) -> None:
        """Who performs a task is who the heading above it says, or bold type."""
        if not self.search.place.is_strict:
            return
        known = {each.performer for each in self.search.place.tasks.values()} - {""}
        under, convention = row.unit.under, self.search.items.convention
        wanted = under if is_performer(under) else ""
        if not wanted and convention:
            wanted = convention.of(is_bold=row.is_bold, performers=known)
        if not section.performer and (wanted or convention):
            item.lose("sier ikke hvem som utfører den")
        elif section.performer.casefold() != wanted.casefold():
            item.lose(f"utføres av {section.performer} i treet, men ikke i kilden")

    def decide_tail(self, piece: Piece, section: Section) -> None:
        """Whether the lines after a closed row are more of it, or text around it."""
        tail = piece.unit.tail
        if tail is None:
            return
        rest = texts([word for word in piece.words if word.at >= tail])
        if (
            rest
            and not contains(section.split, rest)
            and any(contains(around.split, rest) for around in self.sections_around(piece.unit.around))
        ):
            self.search.tails.add(id(piece))

    def sections_around(self, owner: Owner) -> Iterator[Section]:
        """The sections that the text around a row is in."""
        if owner.kind == "phase" and owner.name in self.search.place.phases:
            yield self.search.place.phases[owner.name]
        else:
            yield from self.search.place.pages

    def without_images(self, rows: list[Piece], section: Section) -> tuple[Words, Words]:
        """The words of a section but those of links that images have become."""
        addresses = {
            each for piece in rows for image, _ in piece.images for each in spellings(image.address, self.search.site)
        }
        own = [link for piece in rows for link, _ in piece.links]
        said: list[Words] = []
        for found in section.links:
            link = next((each for each in own if self.search.is_same(each, found, section)), None)
            if link is not None:
                own.remove(link)
            elif found.text and comparable(found.address) in addresses:
                said.append(found.text)
        words, split = section.words, section.split
        for text in said:
            words, split = _without(words, text), _without(split, text)
        return words, split

    def roles(self, rows: list[Piece], section: Section, item: Item, left_out: set[tuple[int, int]]) -> None:
        """The roles in the brackets that are not in the text are the task's, and it has no others."""
        given = same_roles(section.roles)
        has_brackets = any(group.roles for piece in rows for group in piece.groups)
        named: set[str] = set()
        for number, piece in enumerate(rows):
            for place, group in enumerate(piece.groups):
                named.update(group.roles)
                if (number, place) in left_out and not set(group.roles) <= given:
                    for each in piece.items[group.start : group.end]:
                        each.lose(f"rollen er ikke med blant rollene til {piece.owner.name}")
                elif group.roles and not set(group.roles) <= given:
                    item.lose(f"har ikke rollen {', '.join(sorted(set(group.roles) - given))}, som står i teksten")
        if not has_brackets:
            named = same_roles(tuple(word.text for piece in rows for word in piece.words))
        if given - named:
            item.lose(f"har rollen {', '.join(sorted(given - named))}, som ikke står i kilden")

    def differing(self, rows: list[Piece], text: Words, section: Section, item: Item) -> None:
        """Name what a task's text lacks and what it has got, leaving out as many roles as fits it best."""
        best: tuple[int, list[tuple[Piece, int]], list[int], list[tuple[int, int]], set[tuple[int, int]]] | None = None
        for leave_out in (True, False):
            places: list[tuple[Piece, int]] = []
            left: set[tuple[int, int]] = set()
            for number, piece in enumerate(rows):
                gone: set[int] = set()
                for place, group in enumerate(piece.groups):
                    if leave_out and not group.is_kept:
                        gone.update(range(group.start, group.end))
                        left.add((number, place))
                own = len(self.search.of(piece))
                places += [(piece, at) for at in range(own) if at not in gone]
            wanted = [piece.words[at].text for piece, at in places]
            lost, extra = difference(wanted, text)
            cost = len(lost) + sum(end - start for start, end in extra)
            if best is None or cost < best[0]:
                best = cost, places, lost, extra, left
        if best is None:
            return
        _, places, lost, extra, left = best
        for piece in rows:
            self.search.lose(piece, [places[at][1] for at in lost if places[at][0] is piece])
        self.roles(rows, section, item, left)
        self.surplus(text, extra, section, item)

    def surplus(self, text: Words, extra: list[tuple[int, int]], section: Section, item: Item) -> None:
        """Blame a task for text that is not of its row; on a built page only for another's text."""
        for start, end in extra:
            run = text[start:end]
            whose = self.search.whose(run, section)
            if self.search.place.is_strict or whose:
                shown = " ".join(run[:8]) + (" …" if len(run) > 8 else "")
                of = f", som hører til {whose}" if whose else ""
                item.lose(f"har fått tekst som ikke hører til: «{shown}»{of}")


def _left_out(
    rows: list[Piece], chunks: Sequence[tuple[bool, Words]], taken: list[bool], of: Callable[[Piece], list[Word]]
) -> set[tuple[int, int]]:
    """The groups that are not in the text, by the row and their number in it."""
    flags = iter([is_there for (may_go, _), is_there in zip(chunks, taken, strict=True) if may_go])
    left: set[tuple[int, int]] = set()
    for number, piece in enumerate(rows):
        for place, group in enumerate(piece.groups):
            if group.start < len(of(piece)) and not group.is_kept and not next(flags, True):
                left.add((number, place))
    return left


def _without(words: Words, run: Words) -> Words:
    for at in range(len(words) - len(run) + 1):
        if words[at : at + len(run)] == run:
            return words[:at] + words[at + len(run) :]
    return words
