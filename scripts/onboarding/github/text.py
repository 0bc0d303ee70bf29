"""Text from strangers, made fit to be shown."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Marks that turn the direction of the text around them (Unicode Standard Annex 9, section 2).
_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(value: str) -> str:
    """The text on one line, without control characters, marks of direction and halves of characters."""
    value = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in value)
    return " ".join(_DIRECTION.sub("", value).split())
