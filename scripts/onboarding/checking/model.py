"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.errors import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem. `is_new` says that the change at hand brought it; `is_mendable` that `--fix` can mend it."""

    problem: Problem
    is_new: bool
    is_mendable: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was found, the new ones first, each part by file and line.

    `has_base` says whether there was an earlier version to compare with: without one, everything counts as new.
    """

    findings: tuple[Finding, ...]
    has_base: bool

    @property
    def new(self) -> tuple[Finding, ...]:
        """What the change brought."""
        return tuple(finding for finding in self.findings if finding.is_new)

    @property
    def old(self) -> tuple[Finding, ...]:
        """What stood there before."""
        return tuple(finding for finding in self.findings if not finding.is_new)
