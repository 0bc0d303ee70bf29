"""One definition of each kind of front matter gives its validation and its JSON Schema."""

from __future__ import annotations

import pytest
from onboarding.content.fields import (
    ChangeFields,
    ChangelogFields,
    Fields,
    PageFields,
    PhaseFields,
    ServiceFields,
    TaskFields,
    validate,
)
from onboarding.errors import Problem, Source
from onboarding.frontmatter import Document


@pytest.mark.parametrize("model", [ServiceFields, PhaseFields, TaskFields, ChangeFields, ChangelogFields, PageFields])
def test_every_field_is_explained_and_no_other_is_allowed(model: type[Fields]) -> None:
    schema = model.model_json_schema()
    assert schema["additionalProperties"] is False
    for name, field in schema["properties"].items():
        assert field["description"], name


@pytest.mark.parametrize(
    ("written", "advised"),
    [
        ("IT", "[IT]"),
        ("(IT)", "[IT]"),
        ("{[IT]}", "[IT]"),
        ("«IT», 'Alle'; \"Drift\"", "[IT, Alle, Drift]"),
        ("Drift (natt)", "[Drift (natt)]"),
        ("(a), (b)", "[a, b]"),
        ("#anker", '["#anker"]'),
        ("2026, true", '["2026", "true"]'),
        ("a: b", '["a: b"]'),
        ("()", "[en, to]"),
    ],
)
def test_the_list_that_was_meant_is_advised(written: str, advised: str) -> None:
    problems: list[Problem] = []
    data = {"id": "A-1", "title": "Les", "roles": written}
    assert validate(Document("", Source(""), data, {}, "", 1), TaskFields, problems) is None
    assert [problem.fix[problem.fix.index("[") :] for problem in problems] == [advised]


def test_the_schema_of_a_change_asks_for_its_date_as_text() -> None:
    schema = ChangeFields.model_json_schema()
    assert schema["required"] == ["title", "date", "tasks"]
    assert schema["properties"]["date"]["type"] == "string"
