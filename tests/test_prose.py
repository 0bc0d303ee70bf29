"""Links, headings and layout faults are found where GitHub shows them, and rewritten where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onboarding.prose import Heading, Link, Prose, paragraphs, read


def keep_heading(heading: Heading) -> tuple[int, str]:
    return heading.level, heading.anchor


def moved(prose: Prose) -> str:
    return prose.rewritten(lambda link: f"ny/{link.address}", keep_heading)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Se [siden](a.md).", [("siden", "a.md", 1)]),
        ("Se [*hele* `siden`](a.md#b 'Tittel').", [("hele siden", "a.md#b", 1)]),
        ("![Et kart](kart.png)", [("Et kart", "kart.png", 1)]),
        ("[![Et kart](kart.png)](a.md)", [("Et kart", "a.md", 1), ("Et kart", "kart.png", 1)]),
        ("<https://a.example.no/b?c=d>", [("https://a.example.no/b?c=d", "https://a.example.no/b?c=d", 1)]),
        ("[a](<b c.md>)", [("a", "b c.md", 1)]),
        ("[a](b(c).md)", [("a", "b(c).md", 1)]),
        ("En\ntekst [over\nlinjer](a.md)", [("over linjer", "a.md", 3)]),
        ("- liste\n    - [a](a.md)", [("a", "a.md", 2)]),
        ("> [a](a.md)\n> [b](b.md)", [("a", "a.md", 1), ("b", "b.md", 2)]),
        ("| A |\n| - |\n| [a](a\\|b.md) |", [("a", "a|b.md", 3)]),
        ("Se [a][b].\n\n[b]: c.md 'T'", [("a", "c.md", 1)]),
        ("## Om [a](a.md)", [("a", "a.md", 1)]),
        ("`[a](a.md)`", []),
        ("```\n[a](a.md)\n```", []),
        ("\\[a](a.md)", []),
    ],
)
def test_finds_links_with_their_words_and_lines(text: str, links: list[tuple[str, str, int]]) -> None:
    found = [(link.text, link.address, link.line) for link in read(text).links]
    assert sorted(found) == sorted(links)


def test_lines_count_from_where_the_body_stands_in_its_file() -> None:
    assert read("\n\n[a](a.md)", 10).links[0].line == 12


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se [a](a.md) og [b](b.md).", "Se [a](ny/a.md) og [b](ny/b.md)."),
        ("[![k](k.png)](a.md)", "[![k](ny/k.png)](ny/a.md)"),
        ("[a](<b c.md>)", "[a](<ny/b c.md>)"),
        ("| [a](a.md) | [a](a.md) |\n| - | - |\n", "| [a](ny/a.md) | [a](ny/a.md) |\n| - | - |"),
        ("| A |\n| - |\n| x \\| [a](a\\|b.md) |", "| A |\n| - |\n| x \\| [a](ny/a%7Cb.md) |"),
        ("- a\n- [b](b.md)\n  [c](c.md)", "- a\n- [b](ny/b.md)\n  [c](ny/c.md)"),
        (
            "Se [a][b], [b][] og [b].\n\n[b]: c.md 'T'\n\nSlutt.",
            'Se [a](ny/c.md "T"), [b](ny/c.md "T") og [b](ny/c.md "T").\n\n\nSlutt.',
        ),
        ("`[a](a.md)` [a](a.md)", "`[a](a.md)` [a](ny/a.md)"),
        ("Om [a](a.md)\n===", "# Om [a](ny/a.md) { #om-a }"),
        ("### Å [a](a.md) ###", "### Å [a](ny/a.md) { #å-a }"),
    ],
)
def test_rewrites_addresses_and_nothing_else(text: str, expected: str) -> None:
    assert moved(read(text)) == expected


def test_headings_have_the_anchors_that_the_site_gives_them() -> None:
    prose = read("## Ærlig & åpen\n\n## Ærlig & åpen\n\n## Eget anker { #mitt }\n")
    assert [heading.anchor for heading in prose.headings] == ["ærlig--åpen", "ærlig--åpen_1", "mitt"]


def test_the_words_are_without_markup() -> None:
    assert read("Se **her**:\n\n- [a](b.md)\n- `c`\n").words == "Se her:\n– a\n– c"


def test_the_terms_of_a_glossary_are_headings_with_the_paragraph_below() -> None:
    text = "Om ord.\n\n## AAP\n\nEn *ytelse*\nfra NAV.\n\nMer.\n\n## BLP\n\n- liste\n"
    assert list(paragraphs(text)) == [("AAP", "En ytelse fra NAV."), ("BLP", "")]


WORDS = st.text(alphabet="abcæøå ", min_size=1, max_size=12).map(str.strip).filter(bool)
ADDRESSES = st.from_regex(r"[a-z]{1,8}\.md(#[a-z]{1,5})?", fullmatch=True)
LINKS = st.builds("[{}]({})".format, WORDS, ADDRESSES)
INLINE = st.lists(st.one_of(WORDS, LINKS, WORDS.map("**{}**".format), WORDS.map("`{}`".format)), min_size=1).map(
    " ".join
)
BLOCKS = st.one_of(
    INLINE,
    INLINE.map("## {}".format),
    st.lists(INLINE, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.tuples(INLINE, INLINE).map(lambda cells: f"| A | B |\n| --- | --- |\n| {cells[0]} | {cells[1]} |"),
    INLINE.map("> {}".format),
    INLINE.map("```\n{}\n```".format),
)
DOCUMENTS = st.lists(BLOCKS, max_size=6).map("\n\n".join)


def _address(link: Link) -> str:
    return f"x/{link.address}"


@given(DOCUMENTS)
def test_rewriting_changes_each_address_once_and_keeps_all_words(text: str) -> None:
    before = read(text)
    after = read(before.rewritten(_address, keep_heading))
    assert [link.address for link in after.links] == [f"x/{link.address}" for link in before.links]
    assert [link.text for link in after.links] == [link.text for link in before.links]
    assert after.words.split() == before.words.split()
    assert after.anchors == before.anchors


@given(st.text())
def test_any_text_can_be_read_and_rewritten(text: str) -> None:
    read(text).rewritten(_address, keep_heading)
