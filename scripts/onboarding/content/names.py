"""Names of files and folders, made of titles, and names in a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 40  # characters of a short name: with id or date it still fits a line of GitHub's list of files


def short_name(title: str) -> str:
    """The title in small letters, digits and dashes, cut after a whole word; "" where nothing is left of it."""
    plain = title.casefold().translate({ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"})
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", letters)
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        name = longer
    return name


def joined(*parts: str) -> str:
    """The parts that are there, with dashes between."""
    return "-".join(part for part in parts if part)


def shortened(ids: Sequence[str], most: int = 30) -> str:
    """The first of some ids as a list, with dots where there are more."""
    return ", ".join(ids[:most]) + (" …" if len(ids) > most else "")
