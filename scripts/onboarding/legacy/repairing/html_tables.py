"""Tables that are written as HTML, as tables of Markdown: within HTML, GitHub and the site see no Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onboarding.legacy.model import Line, Repairs

_OPENING = re.compile(r"\s*<table\b[^<>]*>", re.IGNORECASE)
_CLOSING = re.compile(r"</table\s*>", re.IGNORECASE)
_CAPTION = re.compile(r"<caption\b[^<>]*>((?:(?!<caption\b).)*?)</caption\s*>", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=<tr\b|</table|$)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<(t[hd])\b([^<>]*)>(.*?)(?=<t[hd]\b|$)", re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r"</?(?:t[hdr]|thead|tbody|tfoot)\b[^<>]*>", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"</p\s*>\s*<p\b[^<>]*>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</?p\b[^<>]*>", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_ESCAPED = re.compile(
    r"(?:\\<|&lt;)(\\?/?(?:table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td)\b[^<>&]*?)\\?(?:>|&gt;)",
    re.IGNORECASE,
)
_LONGEST = 5000  # lines: no table of a page has as many


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with the columns and rows that it takes."""

    text: str
    columns: int
    rows: int


def with_pipe_tables(lines: Sequence[tuple[Line, bool]], repairs: Repairs) -> Iterator[tuple[Line, bool]]:
    """Lines and whether they are code, tables of HTML as those of Markdown, rows on the lines that they began on."""
    flags = [is_code for _, is_code in lines]
    texts = [line if is_code else _unescaped(line) for line, is_code in lines]
    at = 0
    while at < len(texts):
        end = _end(texts, flags, at)
        if end is None:
            yield texts[at], flags[at]
            at += 1
            continue
        repairs.note(texts[at].number, "html-table")
        last = texts[end - 1]
        *_, closing = _CLOSING.finditer(last.text)
        for row in _written(texts[at : end - 1], Line(last.number, last.text[: closing.end()])):
            yield row, False
        yield Line(last.number, last.text[closing.end() :].strip()), False
        at = end


def _unescaped(line: Line) -> Line:
    """The line with the tags of tables as they were before MDX escaped them."""
    if "\\<" not in line.text and "&lt;" not in line.text:
        return line
    return Line(line.number, _ESCAPED.sub(lambda found: f"<{found[1].replace(chr(92), '')}>", line.text))


def _end(lines: Sequence[Line], flags: Sequence[bool], at: int) -> int | None:
    """The place after the table that begins on a line; None where none does that can be written as Markdown."""
    if flags[at] or not _OPENING.match(lines[at].text):
        return None
    for end in range(at, min(at + _LONGEST, len(lines))):
        is_nested = len(_OPENING.findall(lines[end].text)) > (end == at)
        if flags[end] or is_nested:
            return None
        if _CLOSING.search(lines[end].text):
            return end + 1
    return None


def _written(lines: Sequence[Line], last: Line) -> Iterator[Line]:
    """The rows of a table below a header, which is empty where the table has none."""
    text = "\n".join(line.text for line in (*lines, last))
    first = (*lines, last)[0].number
    rows = [(first + text.count("\n", 0, found.start()), found[1]) for found in _ROW.finditer(text)]
    cells = list(_squared([list(_cells(row)) for _, row in rows]))
    width = max(map(len, cells), default=0)
    for caption in _CAPTION.findall(text):
        yield Line(first, _on_one_line(caption))
        yield Line(first, "")
    if not width:
        return
    has_header = bool(re.search(r"<th\b", rows[0][1], re.IGNORECASE))
    header = cells[0] if has_header else []
    yield Line(rows[0][0], _row(header, width))
    yield Line(rows[0][0], _row(["---"] * width, width))
    for (number, _), row in list(zip(rows, cells, strict=True))[has_header:]:
        yield Line(number, _row(row, width))


def _cells(row: str) -> Iterator[_Cell]:
    for _, attributes, inside in _CELL.findall(row):
        spans = {name.lower(): int(number) for name, number in _SPAN.findall(attributes)}
        yield _Cell(_on_one_line(inside), max(spans.get("col", 1), 1), max(spans.get("row", 1), 1))


def _squared(rows: list[list[_Cell]]) -> Iterator[list[str]]:
    """The texts of rows, with empty cells where another cell reaches."""
    below: dict[int, int] = {}
    for row in rows:
        made: list[str] = []
        for cell in row:
            while below.get(len(made), 0):
                below[len(made)] -= 1
                made.append("")
            for place in range(cell.columns):
                below[len(made)] = cell.rows - 1
                made.append("" if place else cell.text)
        yield made


def _on_one_line(text: str) -> str:
    """The text of a cell without what says where it ends, its pipes escaped."""
    text = _PARAGRAPH.sub("", _PARAGRAPHS.sub("<br><br>", _PARTS.sub("", text)))
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def _row(cells: Sequence[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
