"""How alike two texts are: the share of words that they have in common."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import Final

# The short words are those that every text has.
_LONG: Final = re.compile(r"\w{4,}")

# In texts no longer than this, signs say more than words: «Frist» and «Fristen» are alike.
_SHORT: Final = 30
_SIGNS: Final = 0.6  # any two sentences share the commonest letters

Bag = Counter[str]


def bag(text: str) -> Bag:
    """The words that tell what a text is about, with how often they stand in it."""
    return Counter(_LONG.findall(text.lower()))


def likeness(one: Bag, other: Bag) -> float:
    """From 0, no word in common, to 1, the same words (the Sørensen-Dice coefficient of two bags)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def sign_likeness(one: str, other: str) -> float:
    """From 0 to 1 by the signs that two short texts share; 0 for longer ones, where that says little."""
    if max(len(one), len(other)) > _SHORT:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _SIGNS or matcher.quick_ratio() < _SIGNS:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _SIGNS else 0.0
