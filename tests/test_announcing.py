"""A changed task without an entry in the changelog is a problem, and such an entry is drafted from the change."""

from __future__ import annotations

from typing import Any

import pytest
from onboarding.comparison import compare
from onboarding.comparison.announcing import unannounced
from onboarding.comparison.drafting import drafted
from onboarding.load import Survey
from test_comparison import Files, cases, edition

CASES = cases("announcing")


def editions(case: dict[str, Any], *more: Files) -> tuple[Survey, Survey]:
    before = case.get("before", {})
    return edition(before), edition(before, case["after"], *more)


def said(case: dict[str, Any], *, linguistic: bool) -> list[str]:
    return [str(problem) for problem in unannounced(*editions(case), linguistic=linguistic)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_asks_for_an_entry(case: dict[str, Any]) -> None:
    assert said(case, linguistic=False) == case["expect"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_asks_for_less_where_only_words_are_said_to_be_changed(case: dict[str, Any]) -> None:
    assert said(case, linguistic=True) == case["linguistic"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_drafts_an_entry(case: dict[str, Any]) -> None:
    found = [
        {"service": draft.service_folder, "title": draft.title, "tasks": list(draft.tasks), "text": draft.text}
        for draft in drafted(compare(*editions(case)))
    ]
    assert found == case["draft"]


@pytest.mark.parametrize("case", [case for case in CASES if case.get("draft")], ids=lambda case: case["title"])
def test_the_drafted_entry_is_all_that_is_asked_for(case: dict[str, Any]) -> None:
    [draft] = drafted(compare(*editions(case)))
    tasks = ", ".join(draft.tasks)
    entry = f'---\ndate: 2026-11-24\ntasks: [{tasks}]\ntitle: "{draft.title}"\n---\n\n{draft.text}\n'
    before, after = editions(case, {"tjeneste/endringslogg/2026-11-24-utkast.md": entry})
    assert list(unannounced(before, after, linguistic=False)) == []
    assert drafted(compare(before, after)) == ()
    assert not [problem for problem in after.problems if "utkast" in problem.source.path]
