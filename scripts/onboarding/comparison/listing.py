"""Words as a list in running text."""

from __future__ import annotations

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """Some words as a list in running text: «A, B og C»."""
    *first, last = words
    return f"{', '.join(first)} og {last}" if first else last
