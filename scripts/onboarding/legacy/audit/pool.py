"""Everything that stands in texts with more in them: introductions, pages, summaries, roles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onboarding.legacy.audit.headings import Headings
from onboarding.legacy.audit.items import Piece
from onboarding.legacy.audit.logs import is_just_log, is_log
from onboarding.legacy.audit.placing import Stream, contains, take_pieces
from onboarding.legacy.audit.search import TELLING, Search, seen
from onboarding.legacy.audit.section import Words
from onboarding.legacy.audit.words import plain

_PIPE = re.compile(r"(?<!\\)\|")
_FIRST_CELL = re.compile(r"\s*\|?(?:[^|\\]|\\.)*")


class Pool:
    """Marks the items that are not there."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.made = [Stream(section) for section in search.place.made]
        self.pages = [Stream(section) for section in search.place.pages]
        self.phases = {letter: Stream(section) for letter, section in search.place.phases.items()}
        self.summaries = {letter: Stream(section) for letter, section in search.place.summaries.items()}

    def pooled(self, by_kind: dict[str, list[Piece]]) -> None:
        """Seek all that is not a row of tasks or changes."""
        made, pages = self.made, self.pages
        names = {
            heading.phase: seen(plain(heading.name)) for heading, _, _ in self.search.items.headings if heading.phase
        }
        blocks: list[_Block] = []
        for piece in (*by_kind.get("made", []), *by_kind.get("summary", []), *by_kind.get("phase", [])):
            blocks += self.block(piece, names)
        overview = self.overview(by_kind)
        titles = {heading.line for heading, _, _ in self.search.items.headings if heading.level == 1}
        listed = {heading.line for heading, _, item in self.search.items.headings if not item.why}
        for piece in by_kind.get("page", []):
            if piece.unit.heading and piece.unit.line in listed and Headings(self.search).is_list(piece.unit.heading):
                continue
            is_title = piece.unit.heading and (self.search.source.kind != "page" or piece.unit.line in titles)
            streams = [*made, *pages] if is_title else [*pages, *made]
            blocks += self.cells(piece, streams, is_named=piece.unit.line in overview)
        blocks += self.tail_blocks()
        self.seek([block for block in blocks if block.words])
        for stream in (*pages, *self.phases.values()):
            self.doubled(stream)
            if self.search.source.kind == "page" and self.search.place.is_strict:
                self.surplus(stream)

    def block(self, piece: Piece, names: dict[str, str]) -> list[_Block]:
        """The words of a piece that the generator writes in part: headings of phases, rows of the overview."""
        owner = piece.owner
        if owner.kind == "phase":
            own = self.phases.get(owner.name)
            below = [*self.pages, *self.made] if piece.unit.is_below else []
            return [_Block.of(piece, [*([own] if own else []), *below])]
        if owner.kind == "summary":
            own = self.summaries.get(owner.name)
            start = self.length_of_name(piece, names.get(owner.name, ""))
            block = _Block(piece, list(range(start, len(piece.words))), [*([own] if own else []), *self.pages])
            if owner.name not in self.search.place.phases:
                self.search.lose(piece, range(start))
            return [block]
        if piece.unit.heading:
            for heading, _, item in self.search.items.headings:
                if heading.line == piece.unit.line and item.why:
                    self.search.lose_all(piece.items, item.why)
            if is_log(piece.unit.heading) and not is_just_log(piece.unit.heading):
                return [_Block.of(piece, [*self.made, *self.pages])]
        return []

    def overview(self, by_kind: dict[str, list[Piece]]) -> set[int]:
        """The lines of rows that stand among those of the overview, and may name headings."""
        lines = {piece.unit.line for piece in by_kind.get("summary", [])}
        rows = [piece.unit.line for piece in by_kind.get("page", []) if "|" in piece.unit.text]
        for line in (*rows, *reversed(rows)):
            if {line - 1, line + 1} & lines:
                lines.add(line)
        return lines

    def cells(self, piece: Piece, streams: list[Stream], *, is_named: bool) -> Iterator[_Block]:
        """A row of a table, cell by cell, as they may have gone to different places.

        A first cell that is the name of a heading is told by that heading, where it `is_named` so.
        """
        ends = [found.start() for found in _PIPE.finditer(piece.marked.text)] if not piece.unit.is_code else []
        cells: list[list[int]] = [[] for _ in range(len(ends) + 1)]
        for at, word in enumerate(piece.words):
            cells[bisect_right(ends, word.at)].append(at)
        filled = [cell for cell in cells if cell]
        if is_named and len(filled) > 1:
            first = seen(tuple(piece.words[at].text for at in filled[0])).casefold()
            if any(
                seen(plain(heading.text)).casefold() == first
                for heading, _, item in self.search.items.headings
                if not item.why
            ):
                filled = filled[1:]
        if self.search.source.kind == "page":
            filled = [[at for cell in filled for at in cell]]  # there its cells stay next to each other
        for cell in filled:
            yield _Block(piece, cell, streams)

    def length_of_name(self, piece: Piece, name: str) -> int:
        """How many words of an overview's row the phase's letter and name are: one where the name is another."""
        cell = _FIRST_CELL.match(piece.marked.text)
        end = cell.end() if cell else 0
        before = [word.text for word in piece.words if word.at < end]
        return len(before) if "".join(before[1:]).casefold() == name.casefold() else 1

    def tail_blocks(self) -> Iterator[_Block]:
        """The lines behind rows that belong to what is around them."""
        for piece in self.search.items.pieces:
            if id(piece) in self.search.tails and piece.unit.tail is not None:
                around = piece.unit.around
                places = [at for at, word in enumerate(piece.words) if word.at >= piece.unit.tail]
                own = (
                    [self.phases[around.name]] if around.kind == "phase" and around.name in self.phases else self.pages
                )
                yield _Block(piece, places, own)

    def seek(self, blocks: list[_Block]) -> None:
        """Use every block that is there whole before any that is there in part, and long ones before short ones.

        So no word is used that a block with more words has a better right to.
        """
        waiting: list[_Block] = []
        for block in sorted(blocks, key=lambda block: -len(block.words)):
            for stream in block.streams:
                at = stream.holds(block.words)
                if at is not None:
                    stream.take(at, at + len(block.words))
                    break
            else:
                waiting.append(block)
        for block in waiting:
            lost = take_pieces(block.words, block.streams)
            self.search.lose(block.piece, [place for at in sorted(lost) for place in block.parts[at]])

    def doubled(self, stream: Stream) -> None:
        """Blame a task or change for its text where it stands in the text of others too."""
        for start, end in stream.unused():
            run = stream.words[start:end]
            for piece in self.search.items.pieces if len(run) > 1 else ():
                words = tuple(word.text for word in self.search.of(piece))
                if piece.owner.kind in ("task", "change") and _tells_of(run, words):
                    why = self.search.place.also.format(found=stream.section.shown)
                    task = self.search.items.tasks.get(piece.owner.name)
                    self.search.lose_all([task] if task else piece.own, why)

    def surplus(self, stream: Stream) -> None:
        """Blame a page for words that it did not have: the item is the word that stands before them."""
        for start, end in stream.unused():
            run = stream.words[start:end]
            if not self.is_known(run):
                shown = " ".join(run[:8]) + (" …" if len(run) > 8 else "")
                before = stream.words[start - 1] if start else ""
                items = [item for piece in self.search.items.pieces for item in piece.items]
                near = next((item for item in items if item.what == before), None) or next(iter(items), None)
                self.search.lose_all(
                    [near] if near else [], f"har fått tekst ved siden av seg som ikke er på siden: «{shown}»"
                )

    def is_known(self, run: Words) -> bool:
        """Whether words are those of a link that an image has become, or of a field at the top."""
        pieces = self.search.items.pieces
        fields = (piece.texts for piece in pieces if piece.owner.kind in ("title", "lead"))
        images = (plain(image.alt) for piece in pieces for image, _ in piece.images)
        numbers = (
            tuple(word.text for word in piece.words[group.start : group.end])
            for piece in pieces
            for group in piece.groups
        )
        return run in (*fields, *images, *numbers)


@dataclass(slots=True)
class _Block:
    """Words that are sought together, in the streams that may have them. `parts` are the places of each word."""

    piece: Piece
    parts: list[list[int]]
    words: Words
    streams: list[Stream]

    def __init__(self, piece: Piece, places: list[int], streams: list[Stream]) -> None:
        self.piece = piece
        self.streams = streams
        self.parts = []
        numbers = {at for group in piece.groups if not group.roles for at in range(group.start, group.end)}
        for at in places:
            if at in numbers:
                continue
            if piece.words[at].glued and self.parts:
                self.parts[-1].append(at)
            else:
                self.parts.append([at])
        self.words = tuple("".join(piece.words[at].text for at in part) for part in self.parts)

    @classmethod
    def of(cls, piece: Piece, streams: list[Stream]) -> _Block:
        """All words of a piece."""
        return cls(piece, list(range(len(piece.words))), streams)


def _tells_of(run: Words, words: Words) -> bool:
    """Whether a stretch is a row's whole text, or has its beginning or end."""
    if len(words) < TELLING or len(run) < TELLING:
        return run == words
    return any(contains(run, words[at : at + TELLING]) for at in (0, len(words) - TELLING))
