"""A legacy page as sound blocks: every repair is made here, none of the page's words is moved."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.errors import ContentError, Source
from onboarding.legacy.head import Head, read_head
from onboarding.legacy.model import Block, Repairs
from onboarding.legacy.repairing.addresses import Surroundings
from onboarding.legacy.repairing.blocks import blocks_of, numbered
from onboarding.legacy.repairing.escapes import without_escapes
from onboarding.legacy.repairing.lines import mended_lines
from onboarding.legacy.repairing.links import Links
from onboarding.legacy.repairing.signs import without_invisible
from onboarding.messages import problem

# A hundred times the longest page of the legacy site (51 KB, an API's description).
LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class LegacyPage:
    """A page after the repairs. `name` is what the editor calls its file, `text` what stood in it.

    `missing` are the addresses of legacy files that are not at hand, `copied` the paths of those that are, from the
    page's folder.
    """

    name: str
    stem: str
    text: str
    head: Head
    blocks: tuple[Block, ...]
    repairs: Repairs
    missing: tuple[str, ...]
    copied: tuple[str, ...]


def decoded(data: bytes, name: str) -> str:
    """The text of a legacy file. Raises ContentError where it is empty, huge, binary or not UTF-8."""
    if not data.strip():
        raise ContentError([problem(Source(name), "import-empty")])
    if len(data) > LARGEST:
        raise ContentError(
            [problem(Source(name), "import-huge", size=len(data) // 1_000_000, most=LARGEST // 1_000_000)]
        )
    line = data.count(b"\n", 0, max(data.find(b"\0"), 0)) + 1
    if b"\0" in data:
        raise ContentError([problem(Source(name, line), "import-binary")])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ContentError([problem(Source(name, data.count(b"\n", 0, error.start) + 1), "encoding")]) from None
    for number, row in enumerate(text.splitlines(), 1):
        if control := next((sign for sign in row if ord(sign) < 32 and sign != "\t"), None):
            raise ContentError([problem(Source(name, number), "control-character", character=f"{ord(control):04X}")])
    return text


def read_page(name: str, stem: str, text: str, surroundings: Surroundings) -> LegacyPage:
    """The page as sound blocks, with every repair."""
    repairs = Repairs()
    plain = text.removeprefix("\ufeff")
    if plain != text:
        repairs.note(1, "byte-order-mark")
    if "\r" in plain:
        if plain.count("\r\n") != plain.count("\n"):
            repairs.note(1, "line-ends")
        plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    lines = numbered(plain)
    if not plain.isascii():
        lines = [without_invisible(line, repairs) for line in lines]
    head, body = read_head(lines, stem, repairs)
    links = Links(surroundings, repairs)
    mended = without_escapes(list(mended_lines(body, links, repairs)), repairs)
    blocks = tuple(blocks_of(list(mended), repairs))
    return LegacyPage(name, stem, text, head, blocks, repairs, tuple(links.missing), tuple(links.copied))
