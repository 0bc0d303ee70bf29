"""The names of phases: a letter and a title."""

from __future__ import annotations

import re

from onboarding.legacy.plain import plain

_PHASE = re.compile(
    r"(?:(?:fase|phase|steg|step|del|part)\s+([A-Z])(?:\s*[-–—:.)]+\s*|\s+|$)|([A-Z])(?!\s?[-–—.]\d)\s*[-–—:.)]+\s*)(.*)$",
    re.IGNORECASE,
)


def phase_of(heading: str) -> tuple[str, str] | None:
    """The letter and the title that a heading gives a phase, whatever sign stands between."""
    found = _PHASE.match(plain(heading))
    if found is None or not (found.group(1) or found.group(2)).isupper():
        return None
    return found.group(1) or found.group(2), found.group(3).strip()
