"""Tables that are mended lose nothing, and what needs no mending stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import Phase, event, find, given, settings
from hypothesis import strategies as st
from markdown_grammar import github_html
from onboarding.legacy.model import Repairs
from onboarding.legacy.repairing.blocks import numbered, repaired_tables
from onboarding.rendering.page import page_html
from table_damage import KINDS, Drawn, damaged_tables, whole_tables

SEARCH = settings(max_examples=10_000, database=None, derandomize=True, phases=[Phase.generate])


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
def test_padding_is_gone_where_a_program_made_it(drawn: Drawn) -> None:
    assert not [line for line in table_in(drawn) if " " * 40 in line or "-" * 80 in line]


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


@pytest.mark.parametrize("kind", KINDS)
def test_tables_have_each_kind_of_damage(kind: str) -> None:
    drawn = find(damaged_tables(st.just(frozenset({kind}))), lambda drawn: kind in drawn.damage, settings=SEARCH)
    assert repaired(drawn.lines) != drawn.lines


@pytest.mark.parametrize("kind", ["one column", "pipe in code", "text right above", "text right below"])
def test_tables_are_of_each_kind(kind: str) -> None:
    assert find(damaged_tables(), lambda drawn: kind in drawn.damage, settings=SEARCH)
