"""The words of a text: their spelling, what links, pictures and headings say, and signs that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onboarding.proofreading.data import empty_texts, misspellings
from onboarding.proofreading.model import Body, Fault
from onboarding.prose import Link

# Three lines of a task's heading on a screen of 320 pixels hold as many characters in one case of ten (measured in
# Chromium over the words of the guides' own titles: 39 to 85, most often 70), so a longer title takes a fourth line.
LONGEST_TITLE: Final = 80

_WORD = re.compile(r"\w[\w'’]*")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_NO_WORDS = re.compile(
    r"\S*(?:://|\bwww\.|@|\.(?:no|com|org|net|io|md|pdf|docx?|xlsx?|pptx?|html?)\b)\S*", re.IGNORECASE
)

_PLACEHOLDERS = frozenset(
    {"alt", "alt text", "alternativ tekst", "beskrivelse", "bilde", "image", "img", "skjermbilde"}
)
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = r"""\b{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_ALT, _SRC = (re.compile(_ATTRIBUTE.format(name), re.IGNORECASE) for name in ("alt", "src"))

# Without width, or turning the order of letters: searches and comparisons do not find what looks the same.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_FIXED_BLANK = re.compile("[ \t>]*(#{1,6}|[-*+])\u00a0")

_CONFLICT = re.compile(r"(<{7}|>{7})(?:\s|$)")
_MIDDLE = "=" * 7
_SIGNS = re.compile(f"{_INVISIBLE.pattern}|\u00a0|^(?:{_CONFLICT.pattern})", re.MULTILINE)


def words(body: Body, *, is_bokmal: bool) -> Iterator[Fault]:
    """Everything about the words of a body."""
    yield from _links(body)
    yield from _images(body)
    yield from _headings(body)
    if is_bokmal and has_misspelling(body.prose.text):
        for piece in body.pieces:
            if piece.kind in ("text", "image"):
                yield from (Fault("misspelling", piece.line, values) for values in misspelled(piece.text))


def has_misspelling(text: str) -> bool:
    """Whether a wrong word stands somewhere in a text, be it in an address."""
    return not misspellings().keys().isdisjoint(_WORD.findall(text.lower().replace("’", "'")))


def misspelled(text: str) -> Iterator[dict[str, object]]:
    """Each wrong word of a text, with the right one."""
    for found in _WORD.finditer(_NO_WORDS.sub(" ", text)):
        wrong = found.group()
        right = misspellings().get(wrong.lower().replace("’", "'"))
        if right:
            yield {"wrong": wrong, "right": _cased(right, wrong)}


def _cased(right: str, wrong: str) -> str:
    """The right word with capitals where the wrong one has them."""
    if wrong.isupper():
        return right.upper() if right.islower() else right
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


def _links(body: Body) -> Iterator[Fault]:
    for link in (*body.prose.links, *body.prose.html_links):
        if not link.is_image and _BETWEEN_WORDS.sub(" ", link.text.casefold()).strip() in empty_texts():
            yield Fault("link-text", link.line, {"text": link.text.strip()})


def _images(body: Body) -> Iterator[Fault]:
    for link in body.prose.links:
        if link.is_image and _is_wordless(link.text, link):
            yield _image(link.line, link.address)
    for piece in body.pieces:
        if piece.kind == "html_inline":
            yield from _html_images(piece.text, piece.line)
    for token in body.tokens:
        if token.type == "html_block" and token.map:
            yield from _html_images(token.content, body.line(token.map[0]))


def _html_images(html: str, line: int) -> Iterator[Fault]:
    for found in _IMAGE.finditer(html):
        if not _value(_ALT, found.group()).strip():
            yield _image(line + html.count("\n", 0, found.start()), _value(_SRC, found.group()))


def _value(attribute: re.Pattern[str], tag: str) -> str:
    found = attribute.search(tag)
    return next(filter(None, found.groups()), "") if found else ""


def _image(line: int, address: str) -> Fault:
    return Fault("image-alt", line, {"address": address if len(address) < 100 else f"{address[:60]}…"})


def _is_wordless(text: str, link: Link) -> bool:
    """Whether a picture has no words, or only such as a program has put there."""
    words_of = text.strip().lower()
    name = link.address.rpartition("/")[2].lower()
    return not words_of or words_of in _PLACEHOLDERS or words_of in (name, name.rpartition(".")[0])


def _headings(body: Body) -> Iterator[Fault]:
    level = 1  # the title of the page
    for heading in body.prose.headings:
        marks = "#" * heading.level
        if not heading.text.strip():
            yield Fault("heading-empty", heading.line, {"marks": marks})
        if heading.level > level + 1:
            yield Fault("heading-order", heading.line, {"heading": heading.text, "marks": "#" * (level + 1)})
        if len(heading.text) > LONGEST_TITLE:
            values: dict[str, object] = {"length": len(heading.text), "limit": LONGEST_TITLE}
            yield Fault("heading-long", heading.line, values)
        level = heading.level


def signs(text: str) -> Iterator[Fault]:
    """What is wrong with single signs and lines of a whole file, whatever they are a part of."""
    if not _SIGNS.search(text.removeprefix("\ufeff")):
        return
    is_conflict = False
    for line, row in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if found := _INVISIBLE.search(row):
            yield Fault("invisible-character", line, {"character": f"{ord(found.group()):04X}"})
        if found := _FIXED_BLANK.match(row):
            yield Fault("fixed-blank", line, {"marks": found.group(1)})
        mark = _CONFLICT.match(row)
        is_conflict = mark.group(1)[0] == "<" if mark else is_conflict
        if mark or (is_conflict and row == _MIDDLE):
            yield Fault("conflict-mark", line)
