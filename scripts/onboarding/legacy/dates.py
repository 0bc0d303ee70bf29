"""Dates as the changelogs write them."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "january", "jan"),
            ("februar", "february", "feb"),
            ("mars", "march", "mar"),
            ("april", "apr"),
            ("mai", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nov"),
            ("desember", "december", "des", "dec"),
        ),
        1,
    )
    for name in names
}
# What stands right before or after digits that are no date: more of a longer number or of a version.
_START, _END = r"(?<!\d)(?<!\d\.)", r"(?!\d|\.\d)"
_NUMBERS = re.compile(rf"{_START}(\d{{1,2}})\s?[./-]\s?(\d{{1,2}})\s?[./-]\s?(\d{{4}}|\d{{2}}){_END}")
_ISO = re.compile(rf"{_START}(\d{{4}})-(\d{{2}})-(\d{{2}}){_END}")
_NAMED = re.compile(rf"{_START}(\d{{1,2}})\.?\s*({'|'.join(_MONTHS)})\.?\s+(\d{{4}}){_END}", re.IGNORECASE)


def date_in(text: str) -> tuple[dt.date, str] | None:
    """The first date of a text that there is, and how it is written; years of two digits belong to this century."""
    found: list[tuple[int, dt.date, str]] = []
    for pattern, order in ((_ISO, (1, 2, 3)), (_NUMBERS, (3, 2, 1)), (_NAMED, (3, 2, 1))):
        for match in pattern.finditer(text):
            year, month, day = (match.group(place) for place in order)
            number = _MONTHS.get(month.lower()) or (int(month) if month.isdigit() else 0)
            try:
                date = dt.date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
            except ValueError:
                continue
            found.append((match.start(), date, match.group()))
            break
    return min(found)[1:] if found else None


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    found = date_in(text)
    return found is not None and not re.search(r"\w", text.replace(found[1], "", 1))
