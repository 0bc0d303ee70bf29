"""What editors' tools know of our files: JSON Schemas and snippets, made from the models that `check` validates with.

A schema cannot say what only another file knows (that a role is one of the service's), nor see what YAML has lost (a
key that stood twice). That a date is in the calendar is said by `format`, which tools may leave unread.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from onboarding.content.fields import (
    ChangeFields,
    ChangelogFields,
    Fields,
    PageFields,
    PhaseFields,
    ServiceFields,
    TaskFields,
)
from onboarding.links.settings import Settings

FOLDER = ".vscode"

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content file.

    `name` is the name of its schema, `word` what an editor calls it, `about` where its files lie, and `examples` holds
    a value for each required field that asks for a form.
    """

    name: str
    model: type[Fields]
    word: str
    about: str
    examples: Mapping[str, str] = field(default_factory=dict)


KINDS = (
    Kind(
        "service",
        ServiceFields,
        "tjeneste",
        "Feltene øverst i index.md i mappen til en tjeneste",
        {"id": "min_tjeneste", "slug": "min_tjeneste_onboarding"},
    ),
    Kind("phase", PhaseFields, "fase", "Feltene øverst i index.md i mappen til en fase", {"id": "A"}),
    Kind("task", TaskFields, "oppgave", "Feltene øverst i en oppgave, som er en fil i mappen til fasen", {"id": "A-1"}),
    Kind("change", ChangeFields, "endring", "Feltene øverst i en endring, som er en fil i mappen endringslogg"),
    Kind("changelog", ChangelogFields, "endringslogg", "Feltene øverst i index.md i mappen endringslogg"),
    Kind("page", PageFields, "side", "Feltene øverst i en vanlig side"),
)

_ORIGIN = "Laget av «onboarding schemas» fra modellene som kontrollen bruker. Endre dem, ikke denne filen."


def generated() -> dict[str, str]:
    """Every file that is made from the models, by its path from the root of the repository."""
    schemas = {kind.name: schema_of(kind.model, kind.word.capitalize(), kind.about) for kind in KINDS}
    files = {f"{FOLDER}/onboarding.code-snippets": f"// {_ORIGIN}\n{_text(_snippets(schemas))}"}
    schemas["links"] = schema_of(Settings, "Lenkesjekken", "Innstillingene til lenkesjekken")
    return {f"{FOLDER}/schemas/{name}.json": _text(schema) for name, schema in schemas.items()} | files


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


# Schemas


def schema_of(model: type[BaseModel], title: str, about: str) -> dict[str, Any]:
    """The model as JSON Schema 2020-12 (https://json-schema.org/draft/2020-12/schema)."""
    schema = model.model_json_schema(schema_generator=_Generator)
    dialect = GenerateJsonSchema.schema_dialect
    return {"$schema": dialect, "$comment": _ORIGIN, "title": title, "description": about, **schema}


class _Generator(GenerateJsonSchema):
    """Pydantic's schema, which refuses what our own validators refuse, and without the English that pydantic adds.

    `patternErrorMessage` is no word of JSON Schema, but what VS Code says instead of showing the pattern.
    """

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  pydantic gives the schema
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        return {key: value for key, value in found.items() if key not in ("title", "description")}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Without defaults that nobody writes: tools offer to fill them in."""
        found = super().default_schema(schema)
        return {key: value for key, value in found.items() if key != "default" or isinstance(value, str | int | float)}

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Blanks at the ends are taken away before the length counts, so text has a character that is no blank."""
        found = super().str_schema(schema)
        if schema.get("strip_whitespace") and schema.get("min_length"):
            del found["minLength"]
            found |= {"pattern": r"\S", "patternErrorMessage": "Skriv en verdi."}
        return found

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Names of the pattern that they have to match, and no others."""
        found = super().dict_schema(schema)
        return found | {"additionalProperties": False} if "patternProperties" in found else found

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A date is text in the one form that our validator takes."""
        if schema["schema"]["type"] != "date":
            return super().function_before_schema(schema)
        return {
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "patternErrorMessage": "Skriv datoen som åååå-mm-dd, for eksempel 2026-01-31.",
        }


# Snippets: https://code.visualstudio.com/docs/editing/userdefinedsnippets

_FIRST = ("type", "id", "slug", "date", "tasks")  # stand before the title, as in the files that exist


def _snippets(schemas: Mapping[str, Schema]) -> dict[str, dict[str, object]]:
    """One snippet for each kind, with its required fields, and one for each field that may be added to some kinds."""
    snippets: dict[str, dict[str, object]] = {
        f"Ny {kind.word}": {
            "scope": "markdown",
            "isFileTemplate": True,
            "prefix": kind.word,
            "description": kind.about,
            "body": ["---", *_required(kind, schemas[kind.name]), "---", "", "$0"],
        }
        for kind in KINDS
    }
    for (key, description, body), words in _optional(schemas).items():
        snippets[f"{key} ({', '.join(words)})"] = {
            # The language between the two lines of `---` is YAML to VS Code.
            "scope": "yaml",
            "include": ["**/docs/**"],
            "prefix": key,
            "description": f"{description} ({', '.join(words)})",
            "body": list(body),
        }
    return snippets


def _required(kind: Kind, schema: Schema) -> Iterator[str]:
    """The lines of the fields that a kind must have."""
    stops = count(1)
    keys = sorted(schema["required"], key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
    for key in keys:
        yield from _lines(key, schema["properties"][key], stops, schema, kind.examples.get(key))


def _optional(schemas: Mapping[str, Schema]) -> dict[tuple[str, str, tuple[str, ...]], list[str]]:
    """The fields that may be left out: key, description and lines, with the words of the kinds that have them so."""
    found = defaultdict(list)
    for kind in KINDS:
        schema = schemas[kind.name]
        for key, value in schema["properties"].items():
            if key not in schema["required"]:
                lines = tuple(_lines(key, value, count(1), schema))
                found[key, value["description"], lines].append(kind.word)
    return found


def _lines(key: str, value: Schema, stops: Iterator[int], schema: Schema, example: str | None = None) -> Iterator[str]:
    """The lines of a field, with a tab stop for each value. What is kept as it stands is accepted by `check`."""
    match value:
        case {"type": "array", "items": {"$ref": str(reference)}}:
            inner = schema["$defs"][reference.rpartition("/")[2]]
            names, fields = inner["required"], inner["properties"]
            group = [line for name in names for line in _lines(name, fields[name], stops, schema)]
            yield f"{key}:"
            yield from (f"  {'-' if line == group[0] else ' '} {line}" for line in group)
        case {"const": constant}:
            yield f"{key}: {constant}"
        case {"type": "array"}:
            yield f"{key}: [${next(stops)}]"
        case {"enum": [*choices]}:
            yield f"{key}: {_choice(choices, value, stops)}"
        case {"type": "boolean"}:
            yield f"{key}: {_choice(['true', 'false'], value, stops)}"
        case {"format": "date"}:
            yield f"{key}: ${{{next(stops)}:${{CURRENT_YEAR}}-${{CURRENT_MONTH}}-${{CURRENT_DATE}}}}"
        case {"type": "integer", "default": default}:
            yield f"{key}: ${{{next(stops)}:{default}}}"
        case _:
            # A description says what to write, and YAML takes it for text as it stands; the tests hold that.
            yield f"{key}: ${{{next(stops)}:{example or value['description']}}}"


def _choice(choices: list[str], value: Schema, stops: Iterator[int]) -> str:
    """The choices with the default last: whoever adds the field wants another."""
    default = json.dumps(value.get("default")).strip('"')
    ordered = sorted(choices, key=lambda choice: choice == default)
    return f"${{{next(stops)}|{','.join(ordered)}|}}"
