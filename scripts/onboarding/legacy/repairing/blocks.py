"""The blocks of a page: headings, tables, code and text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onboarding.legacy.model import Block, Heading, Line, Repairs, Table, Text
from onboarding.legacy.repairing.code import marked
from onboarding.legacy.repairing.emphasis import spread, within_lines
from onboarding.legacy.repairing.markup import BREAK
from onboarding.legacy.repairing.tables import TableReader, written

_HEADING = re.compile(r" {0,3}(#{1,6})(?![#!])([ \t]*)(.*)$")
_NUMBER = re.compile(r"(\s*(?:[-*+•]\s+|\d+[.)]\s+)?)(?=#\d+\b)")
_BLANKS = re.compile(rf"\s*+{BREAK}\s*")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_LIST = re.compile(r"\s*(?:[-*+>|]|\d+[.)])\s")
_FENCE = "```"  # stands for a line of code, where no table is looked for


def numbered(text: str) -> list[Line]:
    """The lines of a text with their numbers."""
    return [Line(number, row) for number, row in enumerate(text.split("\n"), 1)]


def blocks_of(lines: Sequence[Line], repairs: Repairs) -> list[Block]:
    """The blocks that the lines make up, blank lines at their ends and headings without words left out."""
    found: list[Block] = []
    text: list[Line] = []
    for part in _parts(lines, repairs, with_headings=True):
        if isinstance(part, Line):
            text.append(_plain(part))
            continue
        if isinstance(part, Table) and text and text[-1].text.strip():
            repairs.note(part.number, "table-gap")
        found += _texts(text, repairs)
        text = []
        if isinstance(part, Heading) and not part.text:
            repairs.note(part.number, "heading-empty")
            continue
        if isinstance(part, Heading) and spread(part.text) != part.text:
            repairs.note(part.number, "emphasis")
        found.append(part)
    return [*found, *_texts(text, repairs)]


def repaired_tables(lines: Sequence[Line], repairs: Repairs) -> list[Line]:
    """The lines with every table mended and parted from the text around it; all others as they are."""
    made: list[Line] = []
    is_table = False
    for part in _parts(lines, repairs, with_headings=False):
        rows = _rows(part)
        if made and (isinstance(part, Table) or is_table) and made[-1].text.strip() and rows[0].text.strip():
            made.append(Line(rows[0].number, ""))
        made += rows
        is_table = isinstance(part, Table)
    return made


def _rows(part: Block | Line) -> list[Line]:
    match part:
        case Table():
            return written(part)
        case Text():
            return list(part.lines)
        case Heading():
            return []  # stays a line where tables alone are mended
    return [part]


def _parts(lines: Sequence[Line], repairs: Repairs, *, with_headings: bool) -> Iterator[Block | Line]:
    """The headings, tables and blocks of code, and every line between them."""
    flags = [is_code for _, is_code in marked(lines)]
    reader = TableReader(
        [Line(line.number, _FENCE if code else line.text) for line, code in zip(lines, flags, strict=True)], repairs
    )
    index = 0
    while index < len(lines):
        if flags[index]:
            start = index
            while index < len(lines) and flags[index]:
                index += 1
            yield Text(tuple(lines[start:index]), is_code=True)
        elif found := (_heading(lines, index, repairs) if with_headings else None) or reader.table_at(index):
            yield found[0]
            index = found[1]
        else:
            yield lines[index]
            index += 1


def _plain(line: Line) -> Line:
    """A line of a text: a number sign begins no heading, and blanks part already what a rule stands between."""
    if _RULE.match(line.text):
        return Line(line.number, "")
    return Line(line.number, _NUMBER.sub(r"\1\\", line.text, count=1)) if _NUMBER.match(line.text) else line


def _texts(lines: list[Line], repairs: Repairs) -> list[Text]:
    """Some lines as a text without the blank ones at its ends, its emphasis whole."""
    filled = [place for place, line in enumerate(lines) if line.text.strip()]
    if not filled:
        return []
    kept = lines[filled[0] : filled[-1] + 1]
    texts = [line.text for line in kept]
    whole = within_lines(texts)
    shown = spread("\n".join(whole)).split("\n")
    for line, new in zip(kept, shown, strict=True):
        if line.text != new:
            repairs.note(line.number, "emphasis")
    return [Text(tuple(Line(line.number, new) for line, new in zip(kept, whole, strict=True)))]


def _heading(lines: Sequence[Line], index: int, repairs: Repairs) -> tuple[Heading, int] | None:
    """The heading at a line and the index of the line after it."""
    line = lines[index]
    if _NUMBER.match(line.text):
        return None
    if found := _HEADING.match(line.text):
        signs, blank, words = found.groups()
        if words and not blank:
            repairs.note(line.number, "heading-space")
        return Heading(line.number, len(signs), _unhashed(words)), index + 1
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    above = lines[index - 1].text if index else ""
    is_alone = line.text.strip() and not above.strip() and not _LIST.match(line.text) and "|" not in line.text
    if is_alone and (rule := _UNDERLINE.match(below)):
        return Heading(line.number, 1 if rule.group(1)[0] == "=" else 2, line.text.strip()), index + 2
    return None


def _unhashed(words: str) -> str:
    """The words of a heading without the signs that may close it."""
    text = _BLANKS.sub(BREAK, words.rstrip())
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else text
