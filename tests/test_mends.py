"""What `--fix` changes is certain: no word of what GitHub or the site shows, and nothing the second time."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from conftest import base_files
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_grammar import SNIPPETS, TARGETS, documents, github_html, site_html
from onboarding.load import Survey, survey
from onboarding.proofreading import MENDABLE, mended, proofread, with_line_ends

OWN = "https://veiledning.example.no/"
TOP = "---\ntitle: Side\n---\n"


def surveyed(text: str) -> Survey:
    """The small service with a page that is `text`, and what that may link to."""
    pages = dict.fromkeys((f"{name}.md" for name in TARGETS), f"{TOP}\nTekst.\n")
    return survey(
        {path: content.encode() for path, content in {**base_files(), **pages, "side.md": text}.items()}, "docs"
    )


def fixed(body: str) -> str:
    """The body after all mends."""
    text = f"{TOP}{body}"
    return mended(surveyed(text), OWN).get("side.md", text).removeprefix(TOP)


def codes(body: str) -> set[str]:
    found = surveyed(f"{TOP}{body}")
    return {problem.code for problem in (*found.problems, *proofread(found, OWN))}


MENDS = {
    "a list straight after a paragraph": ("Ta med:\n- kart\n- mat", "Ta med:\n\n- kart\n- mat"),
    "a table straight after a paragraph": ("En\n| A |\n| - |\n| b |", "En\n\n| A |\n| - |\n| b |"),
    "a list in a quotation": ("> En:\n> - to", "> En:\n>\n> - to"),
    "a list after a quotation": ("> En\n- to", "> En\n\n- to"),
    "a quotation in a point": ("- en\n    > to", "- en\n\n    > to"),
    "a point after one of two paragraphs": ("- en\n\n    to\n- tre", "- en\n\n    to\n\n- tre"),
    "points indented by two": ("- en\n  - to\n    - tre\n- fire", "- en\n    - to\n        - tre\n- fire"),
    "points indented by three": ("1. en\n   - to\n   - tre\n2. fire", "1. en\n    - to\n    - tre\n2. fire"),
    "points indented by a tab and by two": ("- en\n\t- to\n- tre\n  - fire", "- en\n    - to\n- tre\n    - fire"),
    "a paragraph in a point": (
        "- en\n  en til\n\n  to\n  to til\n\n- tre",
        "- en\n  en til\n\n    to\n    to til\n\n- tre",
    ),
    "the second line of a point that moves": ("- en\n  - to\n    til\n- tre", "- en\n    - to\n      til\n- tre"),
    "two faults in one list": ("En:\n- to\n  - tre\n- fire", "En:\n\n- to\n    - tre\n- fire"),
    "a bare address": ("Se https://a.example.no/b, så.", "Se <https://a.example.no/b>, så."),
    "the same address twice": (
        "Se https://a.example.no/ og `https://a.example.no/`.",
        "Se <https://a.example.no/> og `https://a.example.no/`.",
    ),
    "an address that stands in the words of a link too": (
        "Se https://a.example.no/ og [fra https://a.example.no/ til b](index.md).",
        "Se <https://a.example.no/> og [fra https://a.example.no/ til b](index.md).",
    ),
    "a bare address of a person": ("Skriv til (post@example.no)!", "Skriv til (<post@example.no>)!"),
    "an address of our own": (
        f"Se [les]({OWN}tjeneste/a-start/#a-1-slik-leser-du 'Tittel').",
        "Se [les](tjeneste/a-start/a-1-les.md#slik-leser-du 'Tittel').",
    ),
    "an address of our own in a cell": (f"| A |\n| - |\n| [les]({OWN}) |", "| A |\n| - |\n| [les](index.md) |"),
}


@pytest.mark.parametrize("title", MENDS)
def test_mends(title: str) -> None:
    before, after = MENDS[title]
    assert codes(before) & MENDABLE
    assert fixed(before) == after
    assert not codes(after) & MENDABLE


LEFT = {
    "a wrong word": "Send utfyllt skjema.",
    "a heading without a blank": "##Skjema",
    "an address that must be completed": "Se www.example.no.",
    "an address of our own that stands bare": f"Se {OWN}tjeneste/ og <{OWN}tjeneste/>.",
    "an address of our own whose anchor is gone": f"Se [start]({OWN}tjeneste/#borte).",
    "an address of our own with a query": f"Se [start]({OWN}tjeneste/?a=b).",
    "a list that does not begin with one": "3. en\n4. to",
    "code in a list": "- en\n\n    ```\n    to\n    ```",
    "a list that is right, beside one that is wrong": "- en\n    - to\n\nTekst\\\nher.",
    "what a blank line brings no nearer to GitHub": "| A | B |\n| - | - |\n> to",
    "nothing to mend": "- en\n  to\n\n\nTekst  \nher.",
}


@pytest.mark.parametrize("title", LEFT)
def test_leaves(title: str) -> None:
    assert fixed(LEFT[title]) == LEFT[title]


def test_only_what_is_mended_changes_in_a_file() -> None:
    top = "\ufeff---\ntitle:   'Side'   # ikke rør\n---\n\n\n"
    body = "En  \nto:\n- tre\n\n\n\tkode\n\n* fire\n\n\n"
    assert mended(surveyed(top + body), OWN) == {"side.md": top + body.replace("to:\n", "to:\n\n")}


def test_what_stands_in_a_field_too_is_mended_in_the_text_alone() -> None:
    text = "---\ntitle: Se https://a.example.no/ her\n---\nSe https://a.example.no/ her"
    assert (
        mended(surveyed(text), OWN)["side.md"]
        == text.removesuffix("https://a.example.no/ her") + "<https://a.example.no/> her"
    )


def test_a_file_whose_fields_are_faulty_is_mended_too() -> None:
    assert mended(surveyed("---\ntittel: Side\n---\nEn:\n- to"), OWN) == {
        "side.md": "---\ntittel: Side\n---\nEn:\n\n- to"
    }


def test_every_file_is_mended_from_where_it_lies() -> None:
    files = {
        path: text.replace("(../index.md#registrering)", f"({OWN}tjeneste/#registrering)")
        for path, text in base_files().items()
    }
    found = survey({path: text.encode() for path, text in files.items()}, "docs")
    assert mended(found, OWN) == {"tjeneste/a-start/a-1-les.md": base_files()["tjeneste/a-start/a-1-les.md"]}
    assert mended(found, "") == {}


def github_words(text: str) -> list[str]:
    return re.findall(r"\w+", BeautifulSoup(github_html(text), "lxml").get_text(" "))


def site_words(text: str) -> list[str]:
    """The words of the site, without numbers: those of a list are words only as long as it is no list."""
    return re.findall(r"[^\W\d_]+", BeautifulSoup(site_html(text), "lxml").get_text(" "))


@st.composite
def mistakes(draw: st.DrawFn) -> str:
    """What CONTRIBUTING allows, with mistakes of every kind that is mended."""
    text = draw(documents())
    blanks = draw(st.sampled_from(["  ", "   ", "    ", "\t"]))
    text = re.sub(r"^( {4})+", lambda found: blanks * (len(found.group()) // 4), text, flags=re.MULTILINE)
    if draw(st.booleans()):
        text = text.replace("<https://a.example.no/b_c?d=e>", "https://a.example.no/b_c?d=e")
    if draw(st.booleans()):
        text = text.replace("(skjema.md)", f"({OWN}skjema/)")
    lines = text.split("\n")
    dropped = draw(st.sets(st.integers(0, len(lines) - 1), max_size=5))
    return "\n".join(line for number, line in enumerate(lines) if line or number not in dropped)


@settings(max_examples=100)
@given(mistakes() | SNIPPETS)
def test_no_word_changes_and_nothing_changes_the_second_time(text: str) -> None:
    once = fixed(text)
    assert github_words(once) == github_words(text)
    assert site_words(once) == site_words(text)
    assert fixed(once) == once


LINE = st.text("abc -", max_size=4)
END = st.sampled_from(["\n", "\r\n", "\r"])


@given(st.lists(st.tuples(LINE, END)), LINE)
def test_a_text_that_did_not_change_keeps_its_line_ends(lines: list[tuple[str, str]], last: str) -> None:
    original = "".join(line + end for line, end in lines) + last
    text = original.replace("\r\n", "\n").replace("\r", "\n")
    assert with_line_ends(text, original) == original


@given(st.lists(LINE, min_size=2), st.lists(LINE), END)
def test_new_lines_end_as_those_around_them(old: list[str], new: list[str], end: str) -> None:
    assert with_line_ends("\n".join([*old, *new]), end.join(old)) == end.join([*old, *new])


def test_each_line_keeps_its_own_end_where_they_differ() -> None:
    assert with_line_ends("a\n\nb\nc\n", "a\r\nb\nc\r\n") == "a\r\n\r\nb\nc\r\n"
