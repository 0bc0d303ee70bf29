"""What CONTRIBUTING allows looks the same on GitHub and on the site, and what does not is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from markdown_grammar import SNIPPETS, TARGETS, documents, github_html, mkdocs_settings, site_html, structure
from onboarding.errors import Problem
from onboarding.load import survey
from onboarding.proofreading import proofread
from onboarding.prose import read
from onboarding.rendering.page import EXTENSIONS

# The text of a page begins on this line of its file.
BODY = 4


def found(text: str) -> list[Problem]:
    """Every problem of a page that has `text` below its fields."""
    pages = dict.fromkeys(("index", *TARGETS), "\nTekst.\n") | {"side": text}
    files = {f"{name}.md": f"---\ntitle: Side\n---\n{body}".encode() for name, body in pages.items()}
    surveyed = survey(files, "docs")
    return sorted({*surveyed.problems, *proofread(surveyed, "https://veiledning.example.no/")})


@settings(max_examples=120)
@given(documents())
def test_what_editors_may_write_looks_the_same_on_github_and_on_the_site(text: str) -> None:
    assert structure(github_html(text)) == structure(site_html(text))


@settings(max_examples=80)
@given(documents())
def test_what_editors_may_write_is_no_problem(text: str) -> None:
    assert list(map(str, found(text))) == []


@settings(max_examples=600)
@given(SNIPPETS)
def test_no_difference_goes_unsaid(text: str) -> None:
    made = read(text).rewritten(lambda link: link.address, lambda heading: (heading.level, heading.anchor))
    pair = [structure(html, only_words=True) for html in (github_html(text), site_html(made))]
    assert pair[0] == pair[1] or found(text), pair


def test_the_check_renders_as_mkdocs_does() -> None:
    asked = mkdocs_settings()
    assert list(EXTENSIONS) == asked["extensions"]
    # Of all their settings, none but these: where signs beside headings lead, what they say, and how anchors are made.
    assert {name: set(values) for name, values in asked["extension_configs"].items()} == {
        "toc": {"permalink", "permalink_title", "slugify"}
    }


KNOWN = {
    "- en\n  - to": (5, "list-indent"),
    "1. en\n   - to": (5, "list-indent"),
    "- en\n\n  to": (6, "list-indent"),
    "- en\n\n    to\n- tre": (7, "blank-line"),
    "- en\n    > to": (5, "blank-line"),
    "> en\n- to": (5, "blank-line"),
    "| A | B |\n| - | - |\n| 1 | 2 |\n- en": (7, "blank-line"),
    "En\n| A | B |\n| - | - |": (5, "blank-line"),
    "En\n- to": (5, "list-after-paragraph"),
    "- en\n\n1. to": (6, "lists-merged"),
    "> en\n\n> to": (6, "quotes-merged"),
    "2. en": (4, "list-start"),
    "1) en": (4, "list-marker"),
    "##en": (4, "heading-space"),
    "- en\n\n    ```\n    to\n    ```": (6, "code-place"),
    "```\nen": (4, "code-unclosed"),
    "En \\< to": (4, "escape"),
    "<div>\n\n**en**\n\n</div>": (4, "html-layout"),
    "~~en~~": (4, "strikethrough"),
    "[en](skjema.md){ .to }": (4, "attributes"),
    "[TOC]": (4, "parity"),
    "*[en]: to": (4, "parity"),
    "En\\\nto": (4, "parity"),
    "`en` | to\n- | -\n1 | 2": (5, "list-after-paragraph"),
    '```sh title="en"\nto\n```': (4, "parity"),
    "- en\n-\n- to": (4, "parity"),
    "*[en]: to\n\nTre.\n\n\\\nfire": (4, "parity"),
}


@pytest.mark.parametrize("text", KNOWN)
def test_a_known_difference_is_found_on_its_line(text: str) -> None:
    assert structure(github_html(text)) != structure(site_html(text))
    problem = found(text)[0]
    assert (problem.source.line, problem.code) == KNOWN[text]


def test_each_list_that_differs_is_said_once_with_what_it_shows() -> None:
    text = "- en\\\n  to\n- tre\\\n  fire\n\nFem.\n\n1. seks\\\n  sju"
    assert [(problem.source.line, problem.what.partition(": ")[2]) for problem in found(text)] == [
        (4, "GitHub viser punktet «en to», nettstedet punktet «en\\ to»"),
        (11, "GitHub viser punktet «seks sju», nettstedet punktet «seks\\ sju»"),
    ]


def test_a_long_text_is_shown_from_a_little_before_the_difference() -> None:
    text = f"{'Ord ' * 40}og så \\\nhit, {'ord ' * 40}"
    assert found(text)[0].what.partition(": ")[2] == (
        "GitHub viser avsnittet «…Ord Ord Ord og så hit, ord ord ord ord…», "
        "nettstedet avsnittet «…Ord Ord Ord og så \\ hit, ord ord ord…»"
    )


def test_a_difference_that_another_problem_explains_is_not_said_again() -> None:
    assert [problem.code for problem in found("En:\n- to\n- tre")] == ["list-after-paragraph"]
    # But a problem of words explains nothing,
    assert [problem.code for problem in found("En [her](skjema.md)\\\nto")] == ["link-text", "parity"]
    # nor does a problem somewhere else,
    assert [problem.code for problem in found("En{ .to }\n\nTre\\\nfire")] == ["attributes", "parity"]
    # and what the site copes with is none.
    assert [problem.code for problem in found('<p align="center">En</p>\n\nTo\\\ntre')] == ["parity"]


def test_what_differs_in_nothing_that_is_read_is_said_to_differ() -> None:
    assert "nettstedet koden «en» på en annen måte" in found("    \n\ten")[0].what


def test_a_text_that_is_all_different_is_one_problem() -> None:
    assert len(found("\n\n".join("En\\\nto\n\nTre" for _ in range(1200)))) == 1


@pytest.mark.parametrize("text", ["- " * 2000 + "en", "> " * 2000 + "en", "<div>" * 2000 + "en", "<b>" * 2000 + "en"])
def test_a_text_that_no_reader_gets_through_is_a_problem_on_its_first_line(text: str) -> None:
    assert found(text)[0].source.line == BODY
