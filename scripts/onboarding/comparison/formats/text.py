"""Lines for a terminal: readable without colours, with colours where there are any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from onboarding.comparison.formats.marking import LEGEND, Style, marked, shortened
from onboarding.comparison.formats.outline import Entry, Fact, Outline
from onboarding.comparison.model import Kind, Row, Words
from onboarding.github.text import plain

# As `wdiff` and `git diff --word-diff` mark words; a legend says what the marks mean.
_PLAIN: Final = Style({Kind.SAME: ("", ""), Kind.REMOVED: ("[-", "-]"), Kind.ADDED: ("{+", "+}")})

# The same, struck out in red and underlined in green (ECMA-48, section 8.3.117).
_COLOURED: Final = Style(
    {
        Kind.SAME: ("", ""),
        Kind.REMOVED: ("\x1b[31;9m[-", "-]\x1b[0m"),
        Kind.ADDED: ("\x1b[32;4m{+", "+}\x1b[0m"),
    }
)


def as_text(outline: Outline, *, coloured: bool = False) -> str:
    """The whole comparison."""
    return "\n".join(_Lines(coloured=coloured).of(outline)) + "\n"


class _Lines:
    """Writes the lines."""

    def __init__(self, *, coloured: bool) -> None:
        self._style = _COLOURED if coloured else _PLAIN

    def of(self, outline: Outline) -> Iterator[str]:
        yield outline.headline
        yield from map(plain, outline.remarks)
        if outline.has_marks:
            examples = (self._words((Words(kind, "slik"),)) for kind in (Kind.REMOVED, Kind.ADDED))
            yield "{} {}, {} {}.".format(*(part for pair in zip(examples, LEGEND, strict=True) for part in pair))
        for section in outline.sections:
            heading = plain(section.heading)
            yield from ("", heading, "=" * len(heading))
            for group in section.groups:
                heading = plain(group.heading)
                yield from ("", heading, "-" * len(heading)) if heading else ()
                for entry in group.entries:
                    yield ""
                    yield from self._entry(entry)

    def _entry(self, entry: Entry) -> Iterator[str]:
        if entry.name:
            yield f"{plain(entry.name)}: {plain(entry.status)}"
            yield f"  {plain(entry.path)}"
        else:
            yield f"{plain(entry.path)}: {plain(entry.status)}"
        for fact in entry.facts:
            yield from self._fact(fact, "")
        for fact in entry.quiet:
            yield from self._fact(fact, "ikke synlig for leserne: ")

    def _fact(self, fact: Fact, before: str) -> Iterator[str]:
        where = f", linje {fact.line}" if fact.line else ""
        label = f"{before}{plain(fact.label)}{where}"
        first, *more = self._words(shortened(fact.words)).split("\n")
        lines = ["", first, *more] if more else [first]  # code stands on lines of its own
        yield f"  {label[:1].upper()}{label[1:]}: {lines[0]}".rstrip(": ")
        # What stands first on a line is never taken for a command by a job on GitHub.
        yield from (f"    │ {line}".rstrip() for line in lines[1:])
        if fact.header and fact.header.cells:
            yield f"    {self._row(fact.header)}"
        for row in fact.rows:
            has_line = fact.line and row.kind is not Kind.REMOVED
            yield f"    {self._row(row)}{f' (linje {row.line})' if has_line else ''}"

    def _row(self, row: Row) -> str:
        style = replace(self._style, line_break=" ", indent="")
        return f"| {' | '.join(marked(shortened(cell), style) for cell in row.cells)} |"

    def _words(self, words: tuple[Words, ...]) -> str:
        return marked(words, self._style)
