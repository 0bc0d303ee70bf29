"""Markup that does not belong in a text: HTML that vanishes, and what only GitHub or only the site knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onboarding.proofreading.data import elements
from onboarding.proofreading.model import Body, Fault, Piece

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])[^<>]*?(/?)>|<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(r"<\s*[/\\]?\s*br\b[^<>]*>", re.IGNORECASE)
_WELL_FORMED_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

_ATTRIBUTES = re.compile(r"\{:?\s*(?:[.#][\w-]|[\w-]+=)[^{}]*\}|\{:[^{}]*\}")

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE)
_TASK = re.compile(r"\[[ xX]\](?=\s)")
_STRUCK = re.compile(r"(?<![\w~\\])~(?![\s~])[^~\n]*(?<!\s)~(?![\w~])")
_FORMULA = re.compile(r"(?<![\w$\\])\$(?![\s$])[^$\n]*(?<![\s\\])\$(?![\w$])")
_DIAGRAMS = frozenset({"mermaid", "geojson", "topojson", "stl", "math"})

# GitHub's names of the signs that office texts use most (https://api.github.com/emojis has some 1,900).
_EMOJI = re.compile(
    r"(?<![\w:]):(?:\+1|-1|arrow_right|bangbang|bell|bulb|calendar|clock\d+|construction|e?mail|envelope|exclamation"
    r"|fire|grey_exclamation|heart|heavy_check_mark|hourglass|information_source|key|lock|memo|no_entry|no_entry_sign"
    r"|ok|ok_hand|phone|point_right|pushpin|question|rocket|rotating_light|smile|smiley|sparkles|star|stop_sign|tada"
    r"|thinking|thumbsdown|thumbsup|warning|white_check_mark|wink|wrench|x|zap):(?![\w:])"
)

_SIGNS = re.compile(r"[~:$^{<[]")  # one of these is in all that is looked for in plain text

_ONLY_ON_GITHUB = (
    ("footnote", _FOOTNOTE),
    ("strikethrough", _STRUCK),
    ("emoji", _EMOJI),
    ("math", _FORMULA),
)


def markup(body: Body) -> Iterator[Fault]:
    """Everything about markup that GitHub's reading shows."""
    for piece in body.pieces:
        match piece.kind:
            case "text":
                yield from _text(piece)
            case "html_inline":
                yield from _tags(piece.text, piece.line, is_cell=piece.is_cell)
            case "s_open":
                yield Fault("strikethrough", piece.line)
    for token in body.tokens:
        if token.type == "html_block" and token.map:
            yield from _tags(token.content, body.line(token.map[0]), is_cell=False)
        elif token.type == "fence" and token.map and token.info.strip().lower() in _DIAGRAMS:
            yield Fault("diagram", body.line(token.map[0]), {"kind": token.info.strip()})
    yield from _unbalanced(body)


def _text(piece: Piece) -> Iterator[Fault]:
    if not _SIGNS.search(piece.text):
        return
    if piece.is_item and (box := _TASK.match(piece.text)):
        yield Fault("task-box", piece.line, {"box": box.group()})
    if alert := _ALERT.match(piece.text):
        yield Fault("alert", piece.line, {"alert": alert.group()})
    if piece.is_linked and piece.text.startswith("^"):
        yield Fault("footnote", piece.line, {"markup": f"[{piece.text}]"})
    for code, pattern in _ONLY_ON_GITHUB:
        if found := pattern.search(piece.text):
            yield Fault(code, piece.line, {"markup": found.group()})
    for attributes in _ATTRIBUTES.finditer(piece.text):
        yield Fault("attributes", piece.line, {"markup": attributes.group()})
    for found in _BREAK.finditer(piece.text):
        yield Fault("line-break", piece.line, {"tag": found.group()})


def _tags(html: str, line: int, *, is_cell: bool) -> Iterator[Fault]:
    """What is wrong with each tag in some HTML that begins on `line`."""
    for found in _TAG.finditer(html):
        name = (found.group(2) or "").lower()
        here = line + html.count("\n", 0, found.start())
        if name == "br":
            if not (is_cell and _WELL_FORMED_BREAK.fullmatch(found.group())):
                yield Fault("line-break", here, {"tag": found.group()})
        elif name and name not in elements("shown") | elements("harmful") and not found.group(1):
            yield Fault("html-unknown", here, {"name": found.group(2)})


def _unbalanced(body: Body) -> Iterator[Fault]:
    """Tags that lack the other one: on the site, they would change all that follows."""
    opened: list[tuple[str, int]] = []
    for html, line in _html(body):
        for found in _TAG.finditer(html):
            name = (found.group(2) or "").lower()
            here = line + html.count("\n", 0, found.start())
            if not name:
                if not found.group().endswith("-->"):
                    yield Fault("html-unclosed", here, {"tag": "<!--", "end": "-->"})
            elif name in elements("endless") | elements("ending"):
                continue
            elif not found.group(1):
                opened.append((name, here))
            elif name not in (one for one, _ in opened):
                yield Fault("html-unopened", here, {"tag": f"</{name}>"})
            else:
                opened.reverse()
                opened.remove(next(one for one in opened if one[0] == name))
                opened.reverse()
    for name, here in ((name, here) for name, here in opened if name in elements("shown")):
        yield Fault("html-unclosed", here, {"tag": f"<{name}>", "end": f"</{name}>"})


def opened(html: str) -> int:
    """How many elements some HTML begins and does not end; less than none where it ends more."""
    unpaired = elements("endless") | elements("ending")
    tags = [found for found in _TAG.finditer(html) if found.group(2) and found.group(2).lower() not in unpaired]
    return sum(-1 if found.group(1) else 1 for found in tags)


def _html(body: Body) -> Iterator[tuple[str, int]]:
    """All HTML of a body with its lines, in order."""
    pieces = [(piece.line, piece.text) for piece in body.pieces if piece.kind == "html_inline"]
    blocks = [
        (body.line(token.map[0]), token.content) for token in body.tokens if token.type == "html_block" and token.map
    ]
    return ((html, line) for line, html in sorted(pieces + blocks, key=lambda found: found[0]))
