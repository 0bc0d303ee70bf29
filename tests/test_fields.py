"""One definition of each kind of front matter gives its validation and its JSON Schema."""

from __future__ import annotations

import pytest
from onboarding.content.fields import ChangeFields, Fields, PageFields, PhaseFields, ServiceFields, TaskFields


@pytest.mark.parametrize("model", [ServiceFields, PhaseFields, TaskFields, ChangeFields, PageFields])
def test_every_field_is_explained_and_no_other_is_allowed(model: type[Fields]) -> None:
    schema = model.model_json_schema()
    assert schema["additionalProperties"] is False
    for name, field in schema["properties"].items():
        assert field["description"], name


def test_the_schema_of_a_change_asks_for_its_date_as_text() -> None:
    schema = ChangeFields.model_json_schema()
    assert schema["required"] == ["title", "date", "tasks"]
    assert schema["properties"]["date"]["type"] == "string"
