"""Dates in the notations of old pages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

# How the names of the months begin, in the languages of the pages.
_MONTHS = ("jan", "feb", "mar", "apr", "mai|may", "jun", "jul", "aug", "sep", "okt|oct", "nov", "des|dec")
_NAME = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
DATE = re.compile(
    r"(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}\s?(?P<sign>[./-])\s?\d{1,2}\s?(?P=sign)\s?(?:\d{4}|\d{2})"
    rf"|\d{{1,2}}\.?\s*{_NAME}\s+\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTS = re.compile(r"[^\W\d_]+|\d+")


def is_date(words: Sequence[str], date: str) -> bool:
    """Whether three words are a date that ISO 8601 writes as `date`, in any order."""
    if not _ISO.fullmatch(date) or len(words) != 3:
        return False
    year, month, day = date.split("-")
    left = [word.lstrip("0").casefold() for word in words]
    for part in (year, day.lstrip("0")):
        if part not in left:
            return False
        left.remove(part)
    return left[0] == month.lstrip("0") or left[0].startswith(tuple(_MONTHS[int(month) - 1].split("|")))


def iso(text: str) -> str | None:
    """A date as ISO 8601 writes it; None where there is no such day. Two digits are a year of this century."""
    parts = _PARTS.findall(text)
    if len(parts) != 3:
        return None
    year, month, day = parts if _ISO.fullmatch(text) else reversed(parts)
    number = int(month) if month.isdigit() else _number_of(month.casefold())
    try:
        return dt.date(int(year) + (2000 if len(year) < 3 else 0), number, int(day)).isoformat()
    except ValueError:
        return None


def _number_of(month: str) -> int:
    """The number of a month by its name; 0 where there is none."""
    return next((at for at, names in enumerate(_MONTHS, 1) if month.startswith(tuple(names.split("|")))), 0)
