"""What files ask the check to accept in them, for texts that are to stand as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from onboarding.content.fields import allowed
from onboarding.errors import Problem
from onboarding.load import Survey
from onboarding.messages import ALLOWABLE, problem
from onboarding.proofreading import proofread

_UNSURE = frozenset({"own-address"})  # whether there are any depends on where the site is published


def proofs(survey: Survey, own: str) -> Iterator[Problem]:
    """What proofreading has to say of a survey's files. `own` is the site's own address with a final slash, or ""."""
    found = list(proofread(survey, own))
    yield from unaccepted(survey, found)
    yield from _unused(survey, found)


def unaccepted(survey: Survey, found: Collection[Problem]) -> Iterator[Problem]:
    """Those of the problems that are `found` which their files do not ask to be accepted."""
    accepted = {survey.shown(path): allowed(document) for path, document in survey.documents.items()}
    return (one for one in found if one.code not in accepted.get(one.source.path, ()))


def _unused(survey: Survey, found: Collection[Problem]) -> Iterator[Problem]:
    """Each code that accepts nothing in its file: it would hide what comes later."""
    there = {(one.source.path, one.code) for one in found}
    for path, document in survey.documents.items():
        for code, source in allowed(document).items():
            if (survey.shown(path), code) not in there and code not in _UNSURE:
                yield problem(source, "allow-unused", value=code)


def allowable(survey: Survey, own: str = "") -> dict[str, tuple[str, ...]]:
    """The codes that each file, by its path, would have to allow to be accepted as far as it can be."""
    codes = defaultdict(set)
    for found in proofread(survey, own):
        if found.code in ALLOWABLE:
            codes[found.source.path.removeprefix(f"{survey.name}/")].add(found.code)
    return {path: tuple(sorted(some)) for path, some in codes.items()}
