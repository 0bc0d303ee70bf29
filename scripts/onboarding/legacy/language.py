"""The language of a page."""

from __future__ import annotations

import re
from typing import Literal

# Small words that only one of the languages has.
_ENGLISH = frozenset({"and", "are", "be", "by", "from", "is", "of", "that", "the", "this", "to", "which", "with"})
_NORWEGIAN = frozenset({"av", "den", "det", "en", "er", "et", "i", "ikke", "med", "og", "på", "som", "til", "å"})
_NYNORSK = frozenset({"berre", "dei", "eg", "ein", "eit", "frå", "ikkje", "korleis", "kva", "nokon", "vere"})
_PIECE = re.compile(r"[^\s()<>]+")
_IN_ADDRESS = re.compile(r"[/@]")


def language_of(text: str) -> Literal["nb", "nn", "en"]:
    """What a text is written in, by its small words."""
    pieces = (piece for piece in _PIECE.findall(text.lower()) if not _IN_ADDRESS.search(piece))
    words = re.findall(r"[a-zæøå]+", " ".join(pieces))
    english = sum(word in _ENGLISH for word in words)
    norwegian = sum(word in _NORWEGIAN for word in words)
    nynorsk = sum(word in _NYNORSK for word in words)
    if english > norwegian:
        return "en"
    return "nn" if nynorsk > 3 and nynorsk * 8 > norwegian else "nb"
