"""Lines for a terminal."""

from __future__ import annotations

from onboarding.checking.model import Checked


def as_text(checked: Checked) -> str:
    """One problem on each line, the new ones first."""
    return "".join(f"{finding.problem}\n" for finding in checked.findings)
