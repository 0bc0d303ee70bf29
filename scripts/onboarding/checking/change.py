"""What a change of the content brought: problems of its own, those that it broke, and the lines that it touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from onboarding.checking.allowing import proofs
from onboarding.checking.lines import changed_lines
from onboarding.checking.published import gone
from onboarding.comparison.announcing import unannounced
from onboarding.errors import Problem
from onboarding.load import Survey

_Said: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """`brought` is what is wrong with the change itself, and what it broke, also in files that it did not touch.

    `lines` are the changed lines of each changed file, by its path as problems show it, and `known` what was said of
    those files before.
    """

    brought: frozenset[Problem]
    lines: Mapping[str, frozenset[int]]
    known: frozenset[_Said]

    def is_new(self, found: Problem) -> bool:
        """Whether the change is what a problem comes from: its line changed, or it was not there before."""
        lines = self.lines.get(found.source.path)
        return found in self.brought or (
            lines is not None and (found.source.line in lines or _said(found) not in self.known)
        )


def change_of(base: Survey, survey: Survey, own: str, *, is_linguistic: bool) -> Change:
    """The change from `base`; `is_linguistic` says that it is one of words alone.

    `own` is the site's own address with a final slash, or "".
    """
    told = {_said(found) for found in base.problems}
    broken = (found for found in survey.problems if _said(found) not in told)
    brought = frozenset([*broken, *gone(base, survey), *unannounced(base, survey, linguistic=is_linguistic)])
    changed = {path: text for path, text in survey.texts.items() if base.texts.get(path) != text}
    lines = {survey.shown(path): changed_lines(base.texts.get(path, ""), text) for path, text in changed.items()}
    before = {path: text for path, text in base.texts.items() if path in changed}
    documents = {path: document for path, document in base.documents.items() if path in changed}
    found = proofs(replace(base, texts=before, documents=documents), own)
    return Change(brought, lines, frozenset(told | {_said(one) for one in found}))


def _said(found: Problem) -> _Said:
    """A problem without its line, which changes above it move."""
    return found.source.path, found.code, found.what
