"""Why GitHub and the site show a text differently: what is known of Python-Markdown's ways with lists, tables and code.

Each of these is right Markdown that GitHub shows as the editor means it. They are looked for only where the two
renderings differ (`parity`), so they need not tell when Python-Markdown copes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from onboarding.proofreading.model import Body, Fault

STEP = 4  # blanks for each level of a list: Python-Markdown's `tab_length`

# What Python-Markdown lets a backslash take the meaning of; CommonMark has all of ASCII's punctuation
# (https://spec.commonmark.org/0.31.2/#backslash-escapes).
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_KNOWN_ESCAPES = frozenset("\\`*_{}[]()>#+-.!|")

_HTML = re.compile(r"<[^<>]*>")

_CROWDED_HEADING = re.compile(r"(#{1,6})[^#\s]")
_QUOTE = re.compile(r" {0,3}> ?")

# What runs into what stands right above it. A list after a paragraph is found by `prose`.
_RUNS_INTO = frozenset(
    {
        ("paragraph", "table"),
        ("list", "blockquote"),
        ("blockquote", "list"),
        *(("table", kind) for kind in ("list", "heading", "blockquote", "html_block", "code_block", "hr")),
    }
)
_IN_POINTS = _RUNS_INTO | {("paragraph", kind) for kind in ("blockquote", "heading", "hr")}

_NAMES = {
    "paragraph": ("avsnittet", "et avsnitt"),
    "list": ("listen", "en liste"),
    "table": ("tabellen", "en tabell"),
    "blockquote": ("sitatet", "et sitat"),
    "heading": ("overskriften", "en overskrift"),
    "html_block": ("HTML-koden", "HTML-kode"),
    "code_block": ("koden", "kode"),
    "hr": ("streken", "en strek"),
}


class Node:
    """A block with the blocks in it. It stands on the rows from `first` up to, and not with, `end`."""

    __slots__ = ("children", "end", "first", "inline", "kind", "parent", "token")

    def __init__(self, token: Token, rows: Sequence[str], parent: Node | None) -> None:
        self.token = token
        kind = token.type.removesuffix("_open")
        self.kind = "list" if kind in ("bullet_list", "ordered_list") else kind
        self.first, self.end = token.map or (0, len(rows))
        while self.end > self.first and not rows[self.end - 1].strip(" \t>"):
            self.end -= 1
        self.parent = parent
        self.children: list[Node] = []
        self.inline = ""

    def walk(self) -> Iterator[Node]:
        """The block itself and everything in it."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree(body: Body) -> Node:
    """The blocks of a body, in a root that stands for all of it."""
    root = here = Node(Token("root", "", 1), body.rows, None)
    hidden = 0  # the parts of a table
    for token in body.tokens:
        if token.type in ("thead_open", "tbody_open"):
            hidden += 1
        elif token.type in ("thead_close", "tbody_close"):
            hidden -= 1
        elif hidden:
            continue
        elif token.type == "inline":
            here.inline = token.content
        elif token.nesting < 0:
            here = here.parent or root
        else:
            node = Node(token, body.rows, here)
            here.children.append(node)
            here = node if token.nesting > 0 else here
    return root


def causes(body: Body) -> Iterator[Fault]:
    """Everything in a body that Python-Markdown is known to take for something else than GitHub does."""
    for node in tree(body).walk():
        yield from _tight(body, node)
        yield from _merged(body, node)
        match node.kind:
            case "list" if node.parent is None or node.parent.kind in ("root", "blockquote"):
                yield from _indents(body, node)
            case "fence" | "code_block":
                yield from _code(body, node)
            case "html_block" if not node.token.content.lstrip().startswith("</"):
                yield Fault("html-layout", body.line(node.first))
            case "paragraph":
                yield from _crowded(body, node)
                yield from _escapes(body, node)
            case "heading" | "table":
                yield from _escapes(body, node)
        if node.kind == "list":
            yield from _numbers(body, node)


def _tight(body: Body, node: Node) -> Iterator[Fault]:
    """Blocks that need a blank line before them."""
    pairs = _IN_POINTS if node.kind == "list_item" else _RUNS_INTO
    for number, (before, after) in enumerate(pairwise(node.children)):
        if before.end != after.first:
            continue
        if node.kind == "list":
            # A point that has blank lines in it takes the next one for its own text.
            if any(one.end != other.first for one, other in pairwise(before.children)):
                values: dict[str, object] = {"what": "punktet", "before": "et punkt med flere avsnitt"}
                yield Fault("blank-line", body.line(after.first), values)
        elif (before.kind, after.kind) in pairs or (
            node.kind == "list_item" and number and (before.kind, after.kind) == ("paragraph", "list")
        ):
            values = {"what": _NAMES[after.kind][0], "before": _NAMES[before.kind][1]}
            yield Fault("blank-line", body.line(after.first), values)


def _merged(body: Body, node: Node) -> Iterator[Fault]:
    """Lists, or quotations, that become one."""
    for before, after in pairwise(node.children):
        if before.kind == after.kind == "list":
            yield Fault("lists-merged", body.line(after.first))
        elif before.kind == after.kind == "blockquote":
            yield Fault("quotes-merged", body.line(after.first))


def _indents(body: Body, node: Node) -> Iterator[Fault]:
    """The first line of a list that is indented too little for its level."""
    rows = sorted(row for point in _points(node) for row in _crooked(body, point))
    if rows:
        yield Fault("list-indent", body.line(rows[0]))


def _points(node: Node) -> Iterator[Node]:
    return (inside for inside in node.walk() if inside.kind == "list_item")


def _crooked(body: Body, point: Node) -> Iterator[int]:
    """The rows in a point that begin something of its own, but stand less than four blanks further in than it."""
    column = indent(body.rows[point.first])
    for child in point.children:
        starts = [inside.first for inside in child.children] if child.kind == "list" else [child.first]
        if child.kind not in ("fence", "code_block"):
            yield from (row for row in starts if row != point.first and indent(body.rows[row]) - column < STEP)


def indent(row: str) -> int:
    """How many blanks a row begins with, inside the quotation that it may be in."""
    row = row.expandtabs(STEP)
    while quoted := _QUOTE.match(row):
        row = row[quoted.end() :]
    return len(row) - len(row.lstrip(" "))


def _numbers(body: Body, node: Node) -> Iterator[Fault]:
    start = node.token.attrGet("start")
    if node.token.markup == ")":
        number = start if start is not None else 1
        yield Fault("list-marker", body.line(node.first), {"number": number})
    elif start is not None:
        yield Fault("list-start", body.line(node.first), {"start": start})


def _code(body: Body, node: Node) -> Iterator[Fault]:
    row = body.rows[node.first]
    if node.kind == "fence":
        last = body.rows[node.end - 1].strip()
        if not row.startswith(node.token.markup):
            yield Fault("code-place", body.line(node.first))
        elif node.end - node.first < 2 or not last.startswith(node.token.markup) or last.strip(last[0]):
            yield Fault("code-unclosed", body.line(node.first), {"marks": node.token.markup})
    elif node.parent and node.parent.kind == "list_item":
        yield Fault("code-place", body.line(node.first))


def _crowded(body: Body, node: Node) -> Iterator[Fault]:
    for number, row in enumerate(node.inline.split("\n")):
        if crowded := _CROWDED_HEADING.match(row):
            yield Fault("heading-space", body.line(node.first + number), {"marks": crowded.group(1)})


def _escapes(body: Body, node: Node) -> Iterator[Fault]:
    for number in range(node.first, node.end):
        found = (match.group(1) for match in _ESCAPED.finditer(_HTML.sub("", body.rows[number])))
        character = next((character for character in found if character not in _KNOWN_ESCAPES), None)
        if character:
            yield Fault("escape", body.line(number), {"character": character})
