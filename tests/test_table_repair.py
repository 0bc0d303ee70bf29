"""Tables that are mended lose nothing, and what needs no mending stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape

from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import event, given, settings
from markdown_grammar import github_html
from onboarding.legacy.model import Repairs
from onboarding.legacy.repairing.blocks import numbered, repaired_tables
from onboarding.rendering.page import page_html
from table_damage import Drawn, damaged_tables, whole_tables

DAMAGE = {
    "blank line",
    "blank line in a row",
    "broken row",
    "header and separator on one line",
    "header without pipes",
    "narrow header",
    "no first pipe",
    "no last pipe",
    "one column",
    "padding",
    "pipe in code",
    "separator of the wrong width",
    "short row",
    "text right above",
    "text right below",
}


def repaired(lines: Sequence[str]) -> list[str]:
    return [line.text for line in repaired_tables(numbered("\n".join(lines)), Repairs())]


def table_in(drawn: Drawn) -> list[str]:
    """The lines of the table after the repair, without the blank ones that part it from the rest."""
    lines = repaired(drawn.text)
    inside = lines[len(drawn.before) : len(lines) - len(drawn.after)]
    return inside[not inside[0] : len(inside) - (not inside[-1])]


def parts(line: str) -> list[str]:
    """What stands between the pipes of a row; every pipe that divides nothing is escaped."""
    return [part.strip() for part in re.split(r"(?<!\\)\|", line)[1:-1]]


def words(text: str) -> list[str]:
    """The words of a text that has no markup but tags, addresses and stars."""
    return re.findall(r"\w+", re.sub(r"\]\(<[^>]*>\)|\]\([^)]*\)|</?code>|<br>", " ", text))


def trimmed(cells: Sequence[str]) -> list[str]:
    """Cells without the empty ones at the end."""
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def cells_shown(html: str) -> list[list[str]]:
    """The cells of the one table on a page, row by row."""
    (table,) = BeautifulSoup(html, "html.parser").find_all("table")
    return [[_text(cell) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]


def _text(cell: Tag) -> str:
    for line_break in cell.find_all("br"):
        line_break.replace_with(" ")
    return " ".join(cell.get_text().split())


def without_front_matter(lines: Sequence[str]) -> str:
    """The lines below front matter, which no reader of Markdown shows as they are."""
    return "\n".join(lines[4:] if lines[0] == "---" else lines)


@given(damaged_tables())
def test_repairing_what_was_repaired_changes_nothing(drawn: Drawn) -> None:
    for damage in sorted(drawn.damage):
        event(damage)
    once = repaired(drawn.text)
    assert repaired(once) == once


@given(whole_tables())
def test_a_table_without_faults_is_unchanged(drawn: Drawn) -> None:
    repairs = Repairs()
    lines = repaired_tables(numbered("\n".join(drawn.text)), repairs)
    assert [line.text for line in lines] == drawn.text
    assert [line.number for line in lines] == [number for number, _ in enumerate(drawn.text, 1)]
    assert not list(repairs)


@given(damaged_tables())
def test_lines_outside_a_table_are_unchanged(drawn: Drawn) -> None:
    lines = repaired(drawn.text)
    end = len(lines) - len(drawn.after)
    assert lines[: len(drawn.before)] == drawn.before
    assert lines[end:] == drawn.after
    inside = lines[len(drawn.before) : end]
    between = [line for line in inside if not line]
    assert len(inside) - len(between) == len(drawn.rows) + 2
    assert "" not in inside[1:-1]


@given(damaged_tables())
def test_every_row_is_as_wide_as_the_header(drawn: Drawn) -> None:
    header, separator, *rows = map(parts, table_in(drawn))
    assert {len(header)} == {len(row) for row in [separator, *rows]}
    assert len(header) >= max(len(trimmed(cells)) for cells in [drawn.header, *drawn.rows])
    assert all(re.fullmatch(":?-{3,}:?", mark) for mark in separator)


@given(damaged_tables())
def test_no_cell_is_lost_or_leaves_its_row(drawn: Drawn) -> None:
    header, _, *rows = map(parts, table_in(drawn))
    for found, wanted in zip([header, *rows], [drawn.header, *drawn.rows], strict=True):
        assert [words(unescape(cell)) for cell in found if cell] == [words(cell) for cell in wanted if cell]


@given(damaged_tables())
@settings(max_examples=settings.default.max_examples * 2)
def test_the_site_and_github_show_exactly_those_cells(drawn: Drawn) -> None:
    text = without_front_matter(repaired(drawn.text))
    for html in (page_html(text), github_html(text)):
        rows = cells_shown(html)
        assert [trimmed(row) for row in rows] == [trimmed(row) for row in [drawn.header, *drawn.rows]]
        assert len({len(row) for row in rows}) == 1


def test_the_tables_have_every_kind_of_damage() -> None:
    seen: Counter[str] = Counter()

    @given(damaged_tables())
    @settings(max_examples=300, database=None, derandomize=True)
    def look(drawn: Drawn) -> None:
        seen.update(drawn.damage)

    look()
    assert set(seen) == DAMAGE
    assert min(seen.values()) >= 10, seen
