"""Each problem in each form: the line of the case, the same as an annotation, and as data."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from conftest import Write
from onboarding.checking.check import check
from onboarding.checking.formats.data import as_json
from onboarding.checking.formats.github import as_annotations
from onboarding.checking.formats.text import as_text
from onboarding.checking.model import Checked
from onboarding.load import survey_folder
from test_problems import cases

OWN = "https://veiledning.example.no/"
LINE = re.compile(r"(?P<path>[^:]+):(?P<line>\d+): (?P<what>.*) \[(?P<code>[a-z-]+)\]\. (?P<fix>.*)\.")
FOUND = [case for case in cases() if case["expect"]]


def escaped(text: str, also: str = "") -> str:
    """As GitHub wants the parts of a command (actions/toolkit, packages/core/src/command.ts)."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{also}" else sign for sign in text)


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["title"])
def test_a_problem_says_the_same_in_every_form(case: dict[str, Any], docs: Write) -> None:
    checked = check(survey_folder(docs(case["files"])), OWN)
    found = Checked(tuple(one for one in checked.findings if str(one.problem) in case["expect"]), has_base=False)
    parts = [match.groupdict() for line in case["expect"] if (match := LINE.fullmatch(line))]
    assert as_text(found).splitlines() == case["expect"]
    assert as_annotations(found).splitlines()[:-1] == [
        f"::error file={escaped(part['path'], ':,')},line={part['line']},title=Må rettes::"
        f"{escaped(part['what'][0].upper() + part['what'][1:])} [{part['code']}]. {escaped(part['fix'])}."
        for part in parts
    ]
    told = [{name: str(one[name]) for name in parts[0]} for one in json.loads(as_json(found))["problems"]]
    assert told == parts
