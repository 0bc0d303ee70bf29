"""Lines that were broken inside a link or a tag."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onboarding.legacy.model import Line

_JOINED = 4  # lines at most: what goes on for longer is not broken, but never closed
_TAG = re.compile(r"<(?:a|img|br|span|font|div|p)\s[^<>]*$", re.IGNORECASE)
_REST_OF_TAG = re.compile(r"[^<>]*>")
_ADDRESS = re.compile(r"\]\([^()]*(?:\([^()]*\)[^()]*)*$")
_REST_OF_ADDRESS = re.compile(r"[^()\[\]]*\)")
_REST_OF_LINK = re.compile(r"[^<>]*</a\s*>", re.IGNORECASE)
_BEGINNING = re.compile(r"\s*(?:$|[|#>]|[-*+•]\s|\d+[.)]\s)")


def joined(lines: Iterable[tuple[Line, bool]]) -> list[tuple[Line, bool]]:
    """Lines and whether they are code, those that belong together as one."""
    found: list[tuple[Line, bool]] = []
    count = 1
    for line, is_code in lines:
        above, was_code = found[-1] if found else (line, True)
        if not is_code and not was_code and count < _JOINED and _goes_on(above.text, line.text):
            found[-1] = (Line(above.number, f"{above.text.rstrip()} {line.text.strip()}"), False)
            count += 1
        else:
            found.append((line, is_code))
            count = 1
    return found


def _goes_on(above: str, text: str) -> bool:
    """Whether a link or a tag that has begun in a line ends in the next one."""
    if _BEGINNING.match(text):
        return False
    if "<" in above and _REST_OF_TAG.match(text) and _TAG.search(above):
        return True
    if "](" in above and _REST_OF_ADDRESS.match(text) and _ADDRESS.search(above):
        return True
    small = above.casefold()
    return small.rfind("<a ") > small.rfind("</a") and _REST_OF_LINK.match(text) is not None
