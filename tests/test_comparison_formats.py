"""A comparison in every format: whole, by goldens, and held against whatever editors write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import ROOT
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from onboarding.comparison import compare
from onboarding.comparison.compare import compared_files
from onboarding.comparison.formats.markdown import MOST_BYTES, as_markdown
from onboarding.comparison.formats.outline import Entry, Fact, Group, Outline, Section, outline
from onboarding.comparison.formats.page import as_html
from onboarding.comparison.formats.text import as_text
from onboarding.comparison.model import Kind, Row, Words
from onboarding.github.text import plain
from test_comparison import Files, edition, files_of

CASES = sorted((ROOT / "tests/golden/comparison").iterdir())


def outline_of(before: Files, after: Files) -> Outline:
    old, new = files_of(before), files_of(before, after)
    return outline(compare(edition(before), edition(before, after), compared_files(old, new, "docs")))


def in_every_format(said: Outline) -> dict[str, str]:
    return {"diff.txt": as_text(said), "diff.md": as_markdown(said), "diff.html": as_html(said)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_gives_the_expected_texts(case: Path, request: pytest.FixtureRequest) -> None:
    files = yaml.safe_load((case / "files.yml").read_text(encoding="utf-8"))
    found = in_every_format(outline_of(files["before"], files["after"]))
    for name, text in found.items():
        if request.config.getoption("--rewrite"):
            (case / name).write_bytes(text.encode())
        assert text == (case / name).read_bytes().decode(), name


# ---------- Nothing that somebody wrote does anything ----------

NASTY = (
    *("\n", "\r\n", "\u202e", "\u200f", "\x1b[31m", "\x00", "\\", "|", "<", ">", "&", "«", "»", '"', "'"),
    *("# ", "- ", "1. ", "> ", "```", "~~~", "`", "|", "---", "===", "*", "**", "_", "$", "](", "[a](b)", "{: .x }"),
    *("<script>", "</ins>", "</del>", "<del>", "</li></ul>", "<!--", "&copy;", "javascript:x", "{{ 1 }}", "{% x %}"),
    *("https://ond.example.no/", "www.ond.example.no", "@alle", "#1", "GH-1", "::error::"),
)
hostile = st.lists(st.sampled_from(NASTY) | st.text(max_size=4), max_size=8).map("".join)


def outline_with(text: str) -> Outline:
    """An outline with the text wherever somebody's text can stand."""
    pieces = tuple(Words(kind, f"x{text}x") for kind in (Kind.SAME, Kind.REMOVED, Kind.ADDED, Kind.SAME))
    row = Row(Kind.SAME, 3, (pieces, pieces))
    facts = (Fact(f"x{text}", 3, pieces), Fact(f"x{text}", 0, (), row, (row, row)), Fact(f"x{text}", 0, pieces))
    entries = (Entry(f"x{text}", f"x{text}", f"x{text}", facts, facts), Entry("", f"x{text}", f"x{text}", ()))
    return Outline(
        "1 oppgave er endret.", (f"x{text}",), (Section(f"x{text}", (Group(f"x{text}", entries), Group("", entries))),)
    )


HARMLESS = outline_with("tekst")
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"<del>", "</del>", "<ins>", "</ins>", "<br>"}


def inline(text: str) -> list[Token]:
    return [child for token in READER.parse(text) for child in token.children or ()]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(hostile)
@example("https://ond.example.no/|")
def test_no_text_begins_a_block_of_its_own_in_the_markdown(text: str) -> None:
    found, expected = (READER.parse(as_markdown(said)) for said in (outline_with(text), HARMLESS))
    assert [token.type for token in found] == [token.type for token in expected]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(hostile)
@example("WWW.")
def test_no_text_becomes_html_or_a_link_or_calls_anybody_in_the_markdown(text: str) -> None:
    made = inline(as_markdown(outline_with(text)))
    assert {token.type for token in made} <= {
        "text", "code_inline", "strong_open", "strong_close", "html_inline", "softbreak", "hardbreak",
    }  # fmt: skip
    assert {token.content for token in made if token.type == "html_inline"} <= OURS
    shown = "\n".join(token.content for token in made if token.type == "text")
    assert not re.search(r"[@#]\w|\bGH-\d|://|www\.", shown, re.IGNORECASE)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(hostile)
def test_no_text_at_the_start_of_a_line_is_a_command_to_github(text: str) -> None:
    for made in in_every_format(outline_with(text)).values():
        assert not re.search(r"^\s*(::|##\[)", made, re.MULTILINE)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(hostile)
def test_the_page_has_the_same_elements_whatever_stands_in_them(text: str) -> None:
    found, expected = (BeautifulSoup(as_html(said), "html.parser") for said in (outline_with(text), HARMLESS))
    names, expected_names = ([tag.name for tag in page.select(":not(br)")] for page in (found, expected))
    assert names == expected_names
    assert found.select("script, a, img, link, [onerror], [style], [src]") == []
    assert {plain(mark.get_text(" ")) for mark in found.select("main del, main ins")} == {plain(f"x{text}x")}


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(hostile)
def test_no_text_does_anything_to_a_terminal(text: str) -> None:
    for is_coloured in (False, True):
        shown = as_text(outline_with(text), coloured=is_coloured)
        ours = re.sub(r"\x1b\[(31;9|32;4|0)m(?=\[-|\{\+)|(?<=-\]|\+\})\x1b\[0m", "", shown)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200f\u202e]", ours)


# ---------- As much as GitHub takes ----------


def test_what_there_is_no_room_for_is_left_out_in_whole_entries() -> None:
    case = yaml.safe_load((ROOT / "tests/golden/comparison/everything/files.yml").read_text(encoding="utf-8"))
    said = outline_of(case["before"], case["after"])
    whole = as_markdown(said)
    total = sum(len(group.entries) for section in said.sections for group in section.groups)
    seen = set()
    for most_bytes in range(1100, len(whole.encode()) + 300, 50):
        shown = as_markdown(said, most_bytes)
        kept, _, ending = shown.rpartition("\n\n")
        left = re.fullmatch(
            r"(\d+) endring(er)? til er det ikke plass til her\. Kjør «onboarding diff» for å se alt\.\n", ending
        )
        assert len(shown.encode()) <= most_bytes
        if left:
            assert whole.startswith(f"{kept}\n")
            entries = len(re.findall(r"(?m)^(\*\*|(endret|fjernet|nytt|byttet ut): `)", kept))
            assert entries + int(left[1]) == total
        else:
            assert shown == whole
        seen.add(left and left[1])
    assert {"1", None} < seen


def test_a_summary_is_never_longer_than_github_takes() -> None:
    long = "".join(f"Avsnitt {number} om det som trengs.\n\n" for number in range(400))
    files = {f"om/side-{number}.md": f"---\ntitle: Side {number}\n---\n\n{long}" for number in range(100)}
    shown = as_markdown(outline_of({}, files))
    assert MOST_BYTES - 50_000 < len(shown.encode()) <= MOST_BYTES < 2**20
    assert re.search(r"\n\d\d endringer til er det ikke plass til her", shown)
