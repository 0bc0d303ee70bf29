"""Every problem is reported, all at once, on its line, in words that say what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from conftest import ROOT, Write
from onboarding.checking.allowing import proofs
from onboarding.errors import ContentError
from onboarding.load import load_content, survey_folder
from onboarding.messages import ALLOWABLE, MESSAGES
from onboarding.proofreading import harms

EDITING = "editing"  # the cases of the proofreading; all others are those of the content itself
HARMFUL = {"address-unsafe", "html-event", "html-harmful", "html-style", "image-unsafe"}
OWN = "https://veiledning.example.no/"


def cases(*, of_editing: bool | None = None) -> list[dict[str, Any]]:
    files = sorted((ROOT / "tests/problems").glob("*.yml"))
    wanted = [file for file in files if file.stem != "base" and of_editing in (None, file.stem == EDITING)]
    return [case for file in wanted for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


def problems(docs: Write, files: dict[str, str | None]) -> list[str]:
    try:
        load_content(docs(files))
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []


def all_problems(docs: Write, files: dict[str, str | None]) -> list[str]:
    found = survey_folder(docs(files))
    return list(map(str, sorted({*found.problems, *proofs(found, OWN)})))


def test_the_base_has_no_problems(docs: Write) -> None:
    assert problems(docs, {}) == all_problems(docs, {}) == []


@pytest.mark.parametrize("case", cases(of_editing=False), ids=lambda case: case["title"])
def test_says(case: dict[str, Any], docs: Write) -> None:
    assert problems(docs, case["files"]) == case["expect"]


@pytest.mark.parametrize("case", cases(of_editing=True), ids=lambda case: case["title"])
def test_proofreading_says(case: dict[str, Any], docs: Write) -> None:
    assert all_problems(docs, case["files"]) == case["expect"]


@pytest.mark.parametrize("case", cases(of_editing=True), ids=lambda case: case["title"])
def test_a_build_stops_for_all_that_the_check_calls_harmful(case: dict[str, Any], docs: Write) -> None:
    found = survey_folder(docs(case["files"]))
    stops = {*found.problems, *harms(found.content, OWN)}
    assert {problem for problem in proofs(found, OWN) if problem.code in HARMFUL} <= stops
    assert {problem.code for problem in stops - {*found.problems}} <= HARMFUL


def test_a_file_in_another_encoding_is_named_with_its_line(docs: Write) -> None:
    root = docs({})
    (root / "side.md").write_bytes("---\ntitle: Side\n---\n\nSøk.\n".encode("latin-1"))
    with pytest.raises(ContentError) as caught:
        load_content(root)
    assert str(caught.value) == (
        "docs/side.md:5: filen er ikke lagret som UTF-8 [encoding]. Lagre filen på nytt med tegnsettet UTF-8."
    )


def codes(*, of_editing: bool | None = None) -> set[str]:
    said = (line for case in cases(of_editing=of_editing) for line in case["expect"])
    return {match for line in said for match in re.findall(r" \[([a-z-]+)\]\. ", line)}


def test_only_what_stops_no_build_can_be_allowed() -> None:
    assert codes(of_editing=True) >= ALLOWABLE
    assert not codes(of_editing=False) & ALLOWABLE
    assert not ALLOWABLE & (HARMFUL | {"html-unclosed", "conflict-mark"})


def test_every_code_has_a_case() -> None:
    elsewhere = {"encoding", "template"}  # asserted above and in test_templates
    elsewhere |= {"address-gone", "change-missing", "change-missing-facts"}  # in test_published and test_announcing
    elsewhere |= {code for code in MESSAGES if code.startswith("import-")}  # in test_importing
    assert codes() | elsewhere == set(MESSAGES)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_ends_and_a_byte_order_mark_are_read_as_usual(docs: Write, newline: str) -> None:
    root = docs({})
    text = "\ufeff---\ntitle: Side\n---\n\nSe [feil](feil.md).\n".replace("\n", newline)
    (root / "side.md").write_bytes(text.encode())
    with pytest.raises(ContentError) as caught:
        load_content(root)
    assert [str(problem.source) for problem in caught.value.problems] == ["docs/side.md:5"]
