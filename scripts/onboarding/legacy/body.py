"""Blocks as the body of a content file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from textwrap import dedent

from onboarding.legacy.anchors import without_anchor
from onboarding.legacy.lists import APART, STEP, interrupts, is_point, is_rule, read_lists, tight, written
from onboarding.legacy.model import Block, Heading, Line, Repairs, Row, Table, Text
from onboarding.legacy.plain import plain
from onboarding.legacy.repairing.breaks import markdown_of
from onboarding.legacy.repairing.emphasis import spread
from onboarding.legacy.repairing.markup import BREAK
from onboarding.legacy.repairing.tables import written as rows_of

_POINT = re.compile(r"(?:[-*•–]\s+)(?=\S)")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_RUBBISH = re.compile(r"[\s|:*_.-]*")  # what is left of a table or of emphasis
_DEFINITION = re.compile(r"\s{0,3}:\s+(?=\S)")
_STAR = re.compile(rf"(?:(?<=^)|(?<={BREAK})|(?<={BREAK} ))\*(?=[^\s*])")
_LISTED = re.compile(r"^(?:-|\d+\.) ", re.MULTILINE)
TOP = 2  # the level of the first heading: the title of the page is the one above


def body_of(blocks: Sequence[Block], repairs: Repairs) -> str:
    """The blocks as Markdown, one blank line between them. Headings lead down from level 2 without gaps."""
    levels = _levels(blocks)
    parts: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                level = levels[id(block)]
                if level != block.level:
                    repairs.note(block.number, "heading-level", text=plain(without_anchor(block.text)), level=level)
                parts.append(f"{'#' * level} {spread(without_anchor(block.text).replace(BREAK, ' '))}".rstrip())
            case Table():
                parts.append(table_of(block, repairs))
            case Text() if block.is_code:
                parts.append(_code_of(block))
            case Text():
                parts += text_of(block, repairs)
    return "\n\n".join(_apart([part for part in parts if part.strip()]))


def _code_of(block: Text) -> str:
    """A block of code at the left edge, between fences."""
    rows = dedent("\n".join(line.text.expandtabs(4) for line in block.lines))
    return rows if rows.startswith(("```", "~~~")) else f"```\n{rows}\n```"


def _apart(parts: Sequence[str]) -> Iterator[str]:
    """The parts, with something between two lists or quotations that stand right after one another."""
    last = ""
    for part in parts:
        end = last.rpartition("\n")[2]
        is_list = is_point(end) or (end.startswith(" " * STEP) and not last.startswith("```"))
        if (is_list and is_point(part)) or (_QUOTE.match(end) and _QUOTE.match(part)):
            yield APART
        yield part
        last = part


def _levels(blocks: Sequence[Block]) -> dict[int, int]:
    """The level of each heading: as deep below the one that it belongs to as Markdown allows, never deeper than six."""
    found: dict[int, int] = {}
    above: list[tuple[int, int]] = []
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1][0] >= block.level:
                above.pop()
            level = min(above[-1][1] + 1 if above else TOP, 6)
            above.append((block.level, level))
            found[id(block)] = level
    return found


def table_of(table: Table, repairs: Repairs) -> str:
    """A table as Markdown; one of a single column is no table, but a list below what its header says."""
    columns = zip(table.header, *(row.cells for row in table.rows), strict=True)
    width = max((place for place, cells in enumerate(columns, 1) if any(cells)), default=0)
    if not width:
        repairs.note(table.number, "rubbish")
        return ""
    if width == 1 and table.rows and not any("`" in row.cells[0] for row in table.rows):
        return _list_of(table, repairs)
    listed = replace(table, rows=tuple(_with_lists(row, repairs) for row in table.rows), written=None)
    if listed.rows != table.rows:
        table = listed
    if table.written is not None and not any("*" in line.text for line in table.written):
        return "\n".join(line.text.strip() for line in rows_of(table))
    return "\n".join(spread(line.text) for line in rows_of(table))


def _with_lists(row: Row, repairs: Repairs) -> Row:
    """A row with lists in the cells that have points after breaks: Markdown has none in a table, but HTML has."""
    if not any(BREAK in cell for cell in row.cells):
        return row
    cells = tuple(_with_list(cell) for cell in row.cells)
    if cells != row.cells:
        repairs.note(row.number, "list-of-breaks")
    return replace(row, cells=cells)


def _with_list(cell: str) -> str:
    pieces = [piece.strip() for piece in cell.split(BREAK) if piece.strip()]
    points = [_POINT.match(piece) for piece in pieces]
    if sum(point is not None for point in points) < 2:
        return cell
    made = ""
    for point, group in groupby(pieces, key=lambda piece: _POINT.match(piece) is not None):
        if point:
            items = "".join(f"<li>{_POINT.sub('', piece, count=1)}</li>" for piece in group)
            made += f"<ul>{items}</ul>"
        else:
            made += BREAK.join(group)
    return made


def _list_of(table: Table, repairs: Repairs) -> str:
    cells = [row.cells[0] for row in table.rows if row.cells[0]]
    parts = [spread(table.header[0].replace(BREAK, " "))] if table.header[0] else []
    points: list[str] = []
    for cell in cells:
        made = tight(markdown_of(_unescaped(cell)))
        if re.match(r"(?:-|\d+\.) ", made):
            points.append(made)
        else:
            first, *rest = made.split("\n")
            points.append("\n".join([f"- {first}", *(f"    {row}" if row else "" for row in rest)]))
    for row in table.rows:
        if BREAK in row.cells[0]:
            repairs.note(row.number, "list-of-breaks")
    return "\n\n".join([*parts, ("\n\n" if any("\n\n" in point for point in points) else "\n").join(points)])


def _unescaped(cell: str) -> str:
    """The text of a cell outside of a table, where a pipe divides nothing."""
    return cell.replace("\\|", "|")


def _without_star(cell: str, number: int, repairs: Repairs) -> str:
    """A cell without a star that begins emphasis which nothing ends."""
    if cell.count("*") != 1 or not (found := _STAR.search(cell)):
        return cell
    repairs.note(number, "emphasis")
    return cell[: found.start()] + cell[found.end() :]


def cells_as_text(cells: Iterable[str], number: int, repairs: Repairs) -> str:
    """The texts of a row's cells, one below the other. `number` is the row's line."""
    texts = [(cell, markdown_of(_unescaped(_without_star(cell, number, repairs)))) for cell in cells]
    if any(BREAK in cell and _LISTED.search(text) for cell, text in texts):
        repairs.note(number, "list-of-breaks")
    return "\n\n".join(_apart([text for _, text in texts if text]))


def text_of(block: Text, repairs: Repairs) -> Iterator[str]:
    """The paragraphs, lists and quotations of some lines."""
    lines = list(block.lines)
    while lines:
        if not lines[0].text.strip():
            lines = lines[1:]
        elif _QUOTE.match(lines[0].text):
            end = _end(lines, lambda line: bool(line.text.strip()))
            yield _quotation(lines[:end], repairs)
            lines = lines[end:]
        elif is_point(lines[0].text):
            lists, end = read_lists(lines, repairs)
            yield from written(lists, lambda rows, number: _paragraph(rows, number, repairs))
            lines = lines[end:]
        else:
            end = 1 if is_rule(lines[0].text) else _end(lines, lambda line: _goes_on(line.text))
            if end < len(lines) and is_point(lines[end].text):
                repairs.note(lines[end].number, "list-gap")
            if not is_rule(lines[0].text):  # between two parts, which headings and blanks part already
                yield _paragraph([line.text for line in lines[:end]], lines[0].number, repairs)
            lines = lines[end:]


def _goes_on(text: str) -> bool:
    """Whether a line goes on with the paragraph above it."""
    return bool(text.strip()) and not interrupts(text) and not is_rule(text)


def _end(lines: Sequence[Line], goes_on: Callable[[Line], bool]) -> int:
    """How many lines there are from the first one on that go on with it."""
    return next((at for at, line in enumerate(lines) if at and not goes_on(line)), len(lines))


def _paragraph(rows: Sequence[str], number: int, repairs: Repairs) -> str:
    """The lines of a paragraph; breaks in it say where its lines and points begin."""
    if all(map(_RUBBISH.fullmatch, rows)):
        repairs.note(number, "rubbish")
        return ""
    rows = _defined(rows)
    broken = next((place for place, row in enumerate(rows) if BREAK in row), None)
    if broken is None:
        return spread("\n".join(_row(row, is_last=place + 1 == len(rows)) for place, row in enumerate(rows)))
    made = markdown_of(" ".join(row.strip() for row in rows))
    repairs.note(number + broken, "list-of-breaks" if _LISTED.search(made) else "line-break-outside")
    return made


def _defined(rows: Sequence[str]) -> Sequence[str]:
    """The lines of a paragraph, a term with its explanations on one line: the site has no lists of them."""
    if not any(map(_DEFINITION.match, rows[1:])):
        return rows
    made: list[str] = []
    for row in rows:
        found = _DEFINITION.match(row) if made else None
        if found is None:
            made.append(row.strip())
        elif made[-1].startswith("**"):
            made[-1] += f" {row[found.end() :].strip()}"
        else:
            made[-1] = f"**{made[-1].strip('*: ')}**: {row[found.end() :].strip()}"
    return ["  \n".join(made)]


def _row(text: str, *, is_last: bool) -> str:
    """A line without blanks at its end, unless they are a break; a backslash there is one too."""
    has_sign = re.search(r"(?<!\\)(?:\\\\)*\\$", text) is not None
    words = text[:-1].rstrip() if has_sign else text.rstrip()
    return words + ("  " if (has_sign or text.endswith("  ")) and not is_last else "")


def _quotation(lines: Sequence[Line], repairs: Repairs) -> str:
    """A quotation, each line of it with its sign."""
    inside = tuple(Line(line.number, _QUOTE.sub("", line.text, count=1)) for line in lines)
    rows = "\n\n".join(text_of(Text(inside), repairs)).split("\n")
    return "\n".join(f"> {row}" if row else ">" for row in rows)
