"""Markdown for GitHub: the summary of a job, or a comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from onboarding.comparison.formats.marking import LEGEND, Style, marked, shortened
from onboarding.comparison.formats.outline import Entry, Fact, Outline
from onboarding.comparison.formats.sentences import left_out
from onboarding.comparison.model import Kind, Row
from onboarding.github.markdown import cell, code, text

# GitHub takes 1 MiB of each step of a job
# (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits),
# and shows nothing at all of a longer one. What else the step writes must fit as well.
MOST_BYTES: Final = 900_000

# GitHub shows `ins` underlined and `del` struck out
# (https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#styling-text).
# Marks of Markdown's own would need the right sign beside them to count.
_MARKS: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.SAME: ("", ""),
    Kind.REMOVED: ("<del>", "</del>"),
    Kind.ADDED: ("<ins>", "</ins>"),
}
_IN_LINE: Final = Style(_MARKS, text, "<br>", "&nbsp;")
_IN_CELL: Final = Style(_MARKS, cell, " ", "")


def as_markdown(outline: Outline, most_bytes: int = MOST_BYTES) -> str:
    """As many whole entries of the comparison as there is room for, and how many that leaves out."""
    parts = [_top(outline)]
    # Room for the last sentence, whatever number stands in it.
    room = most_bytes - len(parts[0].encode()) - len(left_out(10**9).encode()) - 2
    left = 0
    for heading, entry in _entries(outline):
        written = f"\n{heading}{_entry(entry)}"
        room -= len(written.encode())
        if room < 0:
            left += 1
        else:
            parts.append(written)
    ending = f"\n{text(left_out(left))}\n" if left else ""
    return "".join([*parts, ending])


def _top(outline: Outline) -> str:
    lines = ["## Hva som er endret for leserne", "", text(outline.headline), ""]
    for remark in outline.remarks:
        lines += [text(remark), ""]
    if outline.has_marks:
        gone, come = LEGEND
        lines += [f"<del>slik</del> {gone}, <ins>slik</ins> {come}.", ""]
    return "\n".join(lines[:-1]) + "\n"


def _entries(outline: Outline) -> Iterator[tuple[str, Entry]]:
    """Each entry with the headings that come before it."""
    for section in outline.sections:
        above = f"### {text(section.heading)}\n\n"
        for group in section.groups:
            above += f"#### {text(group.heading)}\n\n" if group.heading else ""
            for entry in group.entries:
                yield above, entry
                above = ""


def _entry(entry: Entry) -> str:
    name = f"**{text(entry.name)}** ({text(entry.status)})  \n" if entry.name else f"{text(entry.status)}: "
    lines = [f"{name}{code(entry.path)}"]
    facts = [
        *(_fact(fact, "") for fact in entry.facts),
        *(_fact(fact, "ikke synlig for leserne: ") for fact in entry.quiet),
    ]
    if facts:
        lines += ["", *facts]
    return "\n".join(lines) + "\n"


def _fact(fact: Fact, before: str) -> str:
    where = f" (linje {fact.line})" if fact.line else ""
    label = f"{before}{fact.label}"
    words = marked(shortened(fact.words), _IN_LINE)
    line = f"- {text(label[:1].upper() + label[1:])}{where}{': ' if words else ''}{words}"
    return "\n".join([line, *_table(fact)])


def _table(fact: Fact) -> Iterator[str]:
    """The rows as a table inside the list item. Without a header, GitHub still needs one (GFM, section 4.10)."""
    if fact.header is None or not (fact.rows or fact.header.is_changed):
        return
    width = max(len(row.cells) for row in (fact.header, *fact.rows))
    yield ""
    yield _row(fact.header, width)
    yield f"  |{' --- |' * width}"
    yield from (_row(row, width) for row in fact.rows)
    yield ""


def _row(row: Row, width: int) -> str:
    cells = [marked(shortened(words), _IN_CELL) for words in row.cells]
    return f"  | {' | '.join(cells + [''] * (width - len(cells)))} |"
