"""What a change of the content brought: problems of its own, those that it broke, and the lines that it touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onboarding.checking.lines import changed_lines
from onboarding.checking.published import gone
from onboarding.comparison.announcing import unannounced
from onboarding.errors import Problem
from onboarding.load import Survey


@dataclass(frozen=True, slots=True)
class Change:
    """`brought` is what is wrong with the change itself, and what it broke, also in files that it did not touch.

    `lines` are the changed lines of each file, by its path as problems show it.
    """

    brought: frozenset[Problem]
    lines: Mapping[str, frozenset[int]]

    def is_new(self, found: Problem) -> bool:
        """Whether the change is what a problem comes from."""
        return found in self.brought or found.source.line in self.lines.get(found.source.path, ())


def change_of(base: Survey, survey: Survey, *, is_linguistic: bool) -> Change:
    """The change from `base`; `is_linguistic` says that it is one of words alone."""
    known = {(found.source.path, found.code, found.what) for found in base.problems}
    broken = (found for found in survey.problems if (found.source.path, found.code, found.what) not in known)
    brought = frozenset([*broken, *gone(base, survey), *unannounced(base, survey, linguistic=is_linguistic)])
    lines = {survey.shown(path): changed_lines(base.texts.get(path, ""), text) for path, text in survey.texts.items()}
    return Change(brought, lines)
