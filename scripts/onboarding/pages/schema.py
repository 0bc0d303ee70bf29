"""The published JSON Schema of the tasks as JSON (https://json-schema.org/draft/2020-12/schema)."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from onboarding.content.addresses import TASKS_SCHEMA
from onboarding.content.references import Target
from onboarding.pages.book import Book
from onboarding.pages.exchange import Exchange
from onboarding.pages.model import File

TITLE = "Oppgavene i en tjeneste"
ABOUT = (
    "Fasene og oppgavene i en tjeneste, slik de står i oppgaver.json. Formen har et nummer, og det blir høyere når noe "
    "blir borte eller får en annen betydning. Da får skjemaet en ny adresse."
)


def tasks_schema(book: Book) -> File:
    """The schema that every service's JSON names and follows."""
    schema = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": schema_url(book),
        "title": TITLE,
        "description": ABOUT,
        **Exchange.model_json_schema(mode="serialization", schema_generator=_Generator),
    }
    return File(TASKS_SCHEMA, (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode())


def schema_url(book: Book) -> str:
    """The schema's address: whole where the site's own is known, else from the root of the site."""
    return book.absolute(Target(TASKS_SCHEMA)) if book.site.url else f"/{TASKS_SCHEMA}"


class _Generator(GenerateJsonSchema):
    """Pydantic's schema without its English: names of fields as titles, and what the code says of the models."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  pydantic gives the schema
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        return {key: value for key, value in found.items() if key not in ("title", "description")}
