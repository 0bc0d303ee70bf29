"""Words: runs of letters and digits, whatever stands between them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# A letter and a number is an id written without its dash, and so two words: A6 is A-6.
_WORD = re.compile(r"(?<![^\W_])[A-Z](?=\d{1,3}(?![^\W_]))|[^\W_]+")
# What takes no place on a screen, so that a word goes on behind it.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Between two parts of a word, marks of emphasis and inline tags (`\0`) do not end it.
_INSIDE_A_WORD = frozenset("*`\0")


class Word(NamedTuple):
    """A word with its line, its place in the text that was read, and whether only markup parts it from the last."""

    text: str
    line: int
    at: int
    glued: bool = False


def normal(text: str) -> str:
    """The text with one spelling of each letter and without what cannot be seen, of the same number of lines."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def words_in(text: str, first_line: int = 1, offset: int = 0) -> list[Word]:
    """The words of a text without markup other than marks of emphasis and `\\0` for inline tags."""
    ends = [found.start() for found in re.finditer("\n", text)] if "\n" in text else []
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        between = text[last:start] if found else ""
        glued = bool(between) and _INSIDE_A_WORD.issuperset(between) and _is_letter(text[last - 1], text[start])
        line = first_line + bisect_right(ends, start) if ends else first_line
        found.append(Word(match[0], line, offset + start, glued))
        last = end
    return found


def _is_letter(before: str, after: str) -> bool:
    return before.isalpha() or after.isalpha()


def texts(words: Iterable[Word]) -> tuple[str, ...]:
    """The words as they are written, each part of its own."""
    return tuple(word.text for word in words)


def joined(words: Sequence[Word]) -> tuple[str, ...]:
    """The words as they are seen: those that only markup parts are one."""
    if not any(word.glued for word in words):
        return texts(words)
    seen: list[str] = []
    for word in words:
        if word.glued and seen:
            seen[-1] += word.text
        else:
            seen.append(word.text)
    return tuple(seen)


def plain(text: str) -> tuple[str, ...]:
    """The words of a text that has no markup."""
    return texts(words_in(normal(text)))
