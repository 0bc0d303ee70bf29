"""The sentences that sum a check up."""

from __future__ import annotations

from onboarding.checking.model import Checked, Finding

NOTHING = "Ingen problemer."


def headline(checked: Checked) -> str:
    """How many problems there are, and how many of them the change brought."""
    if not checked.findings:
        return NOTHING
    total = count(len(checked.findings))
    if not checked.has_base:
        return f"{total}."
    return f"{total}, {_share(len(checked.new), len(checked.findings))}."


def count(number: int) -> str:
    """So many problems, in words."""
    return f"{number} problem{'' if number == 1 else 'er'}"


def advice(findings: tuple[Finding, ...]) -> str:
    """What the command itself can mend, or ""."""
    mendable = sum(finding.is_mendable for finding in findings)
    if not mendable:
        return ""
    which = "det" if mendable == len(findings) == 1 else f"{mendable} av dem"
    return f"«onboarding check --fix» retter {which}."


def _share(new: int, total: int) -> str:
    if new == total:
        return "nytt i denne endringen" if total == 1 else "alle nye i denne endringen"
    if new == 0:
        return "men ingen av dem er nye i denne endringen" if total > 1 else "men det er ikke nytt i denne endringen"
    return f"{new} av dem {'ny' if new == 1 else 'nye'} i denne endringen"
