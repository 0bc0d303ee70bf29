"""Signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata

from onboarding.legacy.model import Line, Repairs

# Without width, or turning the order of letters: what `check` calls invisible, and the soft hyphen.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\u2028\u2029\x0b\x0c\x85]")
_RINGS = re.compile("[A-Za-z][\u0300-\u036f]")


def without_invisible(line: Line, repairs: Repairs) -> Line:
    """The line with plain blanks, whole letters, and without signs that nobody sees."""
    text = line.text
    if text.isascii():
        return line
    if found := _BLANKS.search(text):
        repairs.note(line.number, "blank-fixed", written=f"U+{ord(found.group()):04X}")
        text = _BLANKS.sub(" ", text)
    if _INVISIBLE.search(text):
        repairs.note(line.number, "byte-order-mark" if text.startswith("\ufeff") else "invisible-character")
        text = _INVISIBLE.sub("", text)
    if _RINGS.search(text):
        repairs.note(line.number, "letter-in-parts")
        text = unicodedata.normalize("NFC", text)
    return Line(line.number, text)
