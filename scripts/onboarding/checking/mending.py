"""Which problems `--fix` mends: seen by mending them, since a mend that might do harm is left to the editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from onboarding.checking.allowing import proofs
from onboarding.errors import Problem
from onboarding.load import Survey, survey
from onboarding.proofreading import MENDABLE, mended


def mendable(found: Survey, own: str, problems: Iterable[Problem]) -> frozenset[Problem]:
    """Those of the `problems` that are gone when everything is mended that can be."""
    promising = sorted(problem for problem in problems if problem.code in MENDABLE)
    paths = {problem.source.path.removeprefix(f"{found.name}/") for problem in promising}
    texts = mended(found, own, paths) if paths else {}
    if not texts:
        return frozenset()
    left = Counter(map(_said, _problems(_with(found, texts), own, texts)))
    gone = []
    for problem in promising:
        if left[_said(problem)]:
            left[_said(problem)] -= 1
        elif problem.source.path.removeprefix(f"{found.name}/") in texts:
            gone.append(problem)
    return frozenset(gone)


def _with(found: Survey, texts: dict[str, str]) -> Survey:
    """The same folder with other texts."""
    files = {path: text.encode() for path, text in {**found.texts, **texts}.items()}
    return survey(files | dict.fromkeys(found.content.files, b""), found.name)


def _problems(found: Survey, own: str, paths: Iterable[str]) -> Iterable[Problem]:
    """What is wrong with some of the files."""
    some = {path: found.texts[path] for path in paths}
    documents = {path: found.documents[path] for path in some}
    yield from (problem for problem in found.problems if problem.source.path in map(found.shown, some))
    yield from proofs(replace(found, texts=some, documents=documents), own)


def _said(problem: Problem) -> tuple[str, str, str]:
    """A problem without its line, which mends above it move."""
    return problem.source.path, problem.code, problem.what
