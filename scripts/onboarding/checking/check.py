"""Everything that is to be said of a content folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from onboarding.checking.allowing import proofs
from onboarding.checking.mending import mendable
from onboarding.checking.model import Checked, Finding
from onboarding.errors import Problem
from onboarding.load import Survey

if TYPE_CHECKING:
    from onboarding.checking.change import Change  # a tenth of the start-up, and only needed where there is one


def check(
    survey: Survey, own: str, change: Change | None = None, wanted: Callable[[str], bool] = lambda _: True
) -> Checked:
    """Every problem of the content, and of a `change` of it, in files whose path, as problems show it, is `wanted`.

    `own` is the site's own address with a final slash, or "".
    """
    problems: set[Problem] = {*survey.problems, *proofs(survey, own), *(change.brought if change else ())}
    certain = mendable(survey, own, problems)
    findings = [
        Finding(found, change is None or change.is_new(found), found in certain)
        for found in sorted(problems)
        if wanted(found.source.path)
    ]
    return Checked(tuple(sorted(findings, key=lambda finding: not finding.is_new)), change is not None)
