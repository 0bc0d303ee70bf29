"""Links and pictures as they stand in a line: where their words are, and where their addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onboarding.legacy.repairing.code import spans

_SIGN = re.compile(r"\\[^\w\s]|[\[\]`]")
_OPENING = re.compile(r"\]\s{0,3}\(")
_LIKE_AN_ADDRESS = re.compile(
    r"\s*(?:<?(?:https?:|mailto:|www\.|[./#]|assets|images)|\S{1,300}\.(?:\w{2,5})(?:[)#?/]|\s))", re.IGNORECASE
)
_ANGLED = re.compile(r"""\s*<[^<>\n]*>\s*+(?:"[^"]*"\s*|'[^']*'\s*)?(?=\))""")
_INSIDE = re.compile(
    r"""(?x) \\[()] | (?P<open>\() | (?P<close>\)) | (?P<title>\s["'](?=\S)) | (?P<stop>\s\|(?:\s|$) | \]\s{0,3}\()"""
)


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A link. `start` is where it begins, or -1 where that is in a line above.

    `words` and `inside` are the places between its brackets and between its parentheses; `has_gap` says that blanks
    part the two.
    """

    start: int
    words: tuple[int, int]
    inside: tuple[int, int]
    is_picture: bool = False
    has_gap: bool = False

    @property
    def end(self) -> int:
        """What comes after it."""
        return self.inside[1] + 1


def links_in(text: str, *, is_open: bool = False) -> tuple[list[Bracketed], bool]:
    """All links of a line, those in the words of others before these, and whether a bracket is open at its end.

    `is_open` says that one is at its beginning.
    """
    found: list[Bracketed] = []
    code = dict(spans(text))
    opened: list[int] = [-1] if is_open else []
    position = 0
    while sign := _SIGN.search(text, position):
        position = sign.end()
        match sign.group():
            case "`":
                position = code.get(sign.start(), position)
            case "[":
                opened.append(sign.start())
            case "]" if opened:
                start = opened.pop()
                if link := _link(text, start, sign.start()):
                    position = link.end
                    found.append(link)
    return found, bool(opened)


def _link(text: str, start: int, closing: int) -> Bracketed | None:
    """The link whose words end at a bracket."""
    found = _OPENING.match(text, closing)
    if found is None:
        return None
    has_gap = found.end() - closing > 2
    if has_gap and not _LIKE_AN_ADDRESS.match(text, found.end()):
        return None
    end = _end(text, found.end())
    if end is None:
        return None
    is_picture = start > 0 and text[start - 1] == "!"
    return Bracketed(start - is_picture, (start + 1, closing), (found.end(), end), is_picture, has_gap)


def _end(text: str, start: int) -> int | None:
    """Where the parenthesis stands that ends an address; None where none does."""
    if angled := _ANGLED.match(text, start):
        return angled.end()
    depth = 0
    first: int | None = None
    position = start
    while found := _INSIDE.search(text, position):
        position = found.end()
        match found.lastgroup:
            case "open":
                depth += 1
            case "close" if depth == 0:
                return found.start()
            case "close":
                depth -= 1
                first = found.start() if first is None else first
            case "title":
                position = _after_title(text, found.end() - 1)
            case "stop":
                break
    return first


def _after_title(text: str, quote: int) -> int:
    """The place after a title whose first quote stands at a place; the next place where it is none."""
    end = text.find(text[quote], quote + 1)
    is_title = end > 0 and text[end + 1 : end + 20].lstrip().startswith(")")
    return end + 1 if is_title else quote + 1
