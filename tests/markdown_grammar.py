"""Markdown as CONTRIBUTING lets editors write it, for Hypothesis; and two renderings of it that can be compared.

Neither uses the code of the check: another reader reads the HTML, and MkDocs' settings set Python-Markdown up.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from conftest import ROOT
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from mkdocs.config import load_config

HOLDERS = {"blockquote", "div", "details", "li", "ol", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"}
LEAVES = {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "summary"}

Structure = tuple[Any, ...]


# ---------- two renderings ----------


def github_html(text: str) -> str:
    """What GitHub makes of a text."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)


def site_html(text: str) -> str:
    """What the site makes of a text, without the signs beside headings."""
    html = Markdown(**mkdocs_settings()).convert(text)
    return re.sub(r'<a class="headerlink".*?</a>', "", html)


@cache
def mkdocs_settings() -> dict[str, Any]:
    """Python-Markdown's settings as MkDocs reads them from `mkdocs.yml`."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return {"extensions": config["markdown_extensions"], "extension_configs": config["mdx_configs"]}


def structure(html: str, *, only_words: bool = False) -> Structure:
    """HTML as nested tuples: elements by name, paragraphs and headings with their words and inline elements.

    With `only_words`, inline elements are left out, and what has no words.
    """
    soup = BeautifulSoup(html, "lxml")
    return _inside(soup.body or soup, only_words)


def _inside(element: Tag, only_words: bool) -> Structure:
    made: list[Any] = []
    loose: list[str] = []
    for child in element.children:
        if isinstance(child, Tag) and child.name in HOLDERS | LEAVES:
            made += _paragraph(loose)
            loose = []
            is_leaf = child.name in LEAVES
            inner = (_plain([_inline(child, only_words)]),) if is_leaf else _inside(child, only_words)
            if not only_words or any(inner) or child.name in ("hr", "td", "th"):
                made.append((_name(child), *inner))
        elif isinstance(child, (Tag, NavigableString)):
            loose.append(_inline(child, only_words))
    return (*made, *_paragraph(loose))


def _name(element: Tag) -> str:
    """The name of an element, of a list with the number that it begins with where that is not one."""
    return f"{element.name} {element.get('start', '')}".rstrip()


def _paragraph(parts: list[str]) -> list[Structure]:
    return [("p", text)] if (text := _plain(parts)) else []


def _inline(element: Tag | NavigableString, only_words: bool) -> str:
    if type(element) is NavigableString:
        return str(element)
    if not isinstance(element, Tag):  # a comment
        return ""
    if only_words and element.name in ("br", "img"):
        return f" {element.get('alt') or ''} "
    words = element.get("alt") or "".join(_inline(child, only_words) for child in element.children)
    target = element.get("href") or element.get("src") or ""
    is_named = not only_words and element.name not in LEAVES
    return f"<{element.name} {target}>{words}</{element.name}>" if is_named else str(words)


def _plain(parts: list[str]) -> str:
    return " ".join("".join(parts).split())


# ---------- what CONTRIBUTING allows ----------

TARGETS = ("skjema", "vilkar")
ADDRESSES = [*(f"{name}.md" for name in TARGETS), "https://a.example.no/b_c?d=e&f=1#g", "mailto:a@b.no"]
MARKS = ".=<>*_#[]()|&/-"

LETTERS = st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=9)
WORD = (
    LETTERS | LETTERS.map(str.capitalize) | st.sampled_from(["API-et", "NAVs", "A-4", "kr", "10", "3,5", "§", "5", "%"])
)
PHRASE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
WORDS = st.tuples(LETTERS, PHRASE).map(" ".join)
LINK = st.builds("[Les {}]({})".format, WORDS, st.sampled_from(ADDRESSES))
CODE_WORD = st.text(f"abcæ {MARKS}", min_size=1, max_size=9).map(str.strip).filter(bool).map("`{}`".format)
QUOTED = st.builds(str.format, st.sampled_from(["*{}*", "**{}**", "«{}»", "({})", '"{}"']), WORDS)
INLINE = PHRASE | LINK | QUOTED | CODE_WORD | st.just("<https://a.example.no/b_c?d=e>")
END = st.sampled_from([".", ":", "?", "!", ",", " –", ""])
SENTENCE = st.tuples(LETTERS.map(str.capitalize), st.lists(INLINE, max_size=5), END).map(
    lambda parts: " ".join([parts[0], *parts[1]]) + parts[2]
)
BREAK = st.sampled_from(["\n", "\n  "])  # the second line of a point may stand under its words
PARAGRAPH = st.tuples(BREAK, st.lists(SENTENCE, min_size=1, max_size=3)).map(lambda pair: pair[0].join(pair[1]))
CELL = SENTENCE.filter(lambda text: "|" not in text) | st.just("")


def indented(text: str) -> str:
    """A text as a part of a point."""
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def quoted(text: str) -> str:
    """A text as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def marked(points: list[str], numbered: bool) -> list[str]:
    """Points with their marks."""
    return [f"{number}. {point}" if numbered else f"- {point}" for number, point in enumerate(points, 1)]


def kind(block: str) -> str:
    """What must not come twice in a row."""
    return "list" if block.startswith(("- ", "1. ")) else "quotation" if block.startswith(">") else ""


def varied(blocks: list[str]) -> list[str]:
    """The blocks without those of the same kind as the one before: two lists need something between them."""
    return [
        block
        for before, block in zip(["", *blocks], blocks, strict=False)
        if not kind(block) or kind(block) != kind(before)
    ]


def tight_list(below: st.SearchStrategy[str | None]) -> st.SearchStrategy[str]:
    """Points of one paragraph, with or without points below."""
    point = st.tuples(PARAGRAPH, below).map(lambda pair: f"{pair[0]}\n{indented(pair[1])}" if pair[1] else pair[0])
    return st.tuples(st.lists(point, min_size=1, max_size=4), st.booleans()).map(lambda pair: "\n".join(marked(*pair)))


LIST = st.recursive(tight_list(st.none()), lambda below: tight_list(st.none() | below), max_leaves=6)
QUOTATION = st.lists(PARAGRAPH | LIST, min_size=1, max_size=3).map(lambda parts: quoted("\n\n".join(varied(parts))))
CODE = st.builds("```{}\n{}\n```".format, st.sampled_from(["", "sh"]), st.text(f"abcæøå \n{{}}\"'{MARKS}", max_size=30))


@st.composite
def tables(draw: st.DrawFn) -> str:
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=4))
    head, *rest = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|" + " --- |" * width, *rest])


@st.composite
def loose_lists(draw: st.DrawFn) -> str:
    """Points of several paragraphs and more, with a blank line before everything."""
    inside = st.lists(PARAGRAPH | LIST | tables() | QUOTATION, max_size=3)
    points = draw(st.lists(st.tuples(PARAGRAPH, inside), min_size=1, max_size=3))
    texts = ["\n\n".join([first, *map(indented, varied(rest))]) for first, rest in points]
    return "\n\n".join(marked(texts, draw(st.booleans())))


HEADING = "##"
BLOCK = PARAGRAPH | LIST | loose_lists() | tables() | QUOTATION | CODE | st.just(HEADING)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Bodies of content files."""
    blocks: list[str] = []
    level = 1
    for block in varied(draw(st.lists(BLOCK, min_size=1, max_size=7))):
        if block == HEADING:
            level = draw(st.integers(2, min(level + 1, 4)))
        blocks.append(f"{'#' * level} {draw(WORDS)}" if block == HEADING else block)
    return "\n\n".join(blocks) + "\n"


# Everything that means something to either reader, for texts that nobody would write.
MARKUP = (
    *"-*+>#_`|\\~=:'\"()[]<>!{}.^$&\t ",
    *("\n", "\n", "\n\n", "- ", "1. ", "2. ", "1) ", "    ", "  ", "## ", "```\n", "**", "---\n", "===\n"),
    *("a", "ord", "to ord ", "| a | b |\n| - | - |\n", "| 1 | 2 |\n", "<b>", "</b>", "<div>\n", "\n</div>\n", "<br>"),
    *("[a](b)", "![a](b)", "[a]: b\n", "{: .x }", "&amp;", "<!-- c -->", "https://a.no", "[^1]", "[TOC]", "*[a]: b\n"),
    *("<script>", "javascript:", " onclick=x ", "&#115;", "\u00a0", "\u200b", "<<<<<<< a\n"),
)
SNIPPETS = st.lists(st.sampled_from(MARKUP), max_size=25).map("".join)
