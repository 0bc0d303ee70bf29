"""The shape of a service's tasks as JSON for programs elsewhere: what writes it, and what its schema is made from.

The descriptions are for those who read the data, so they are Norwegian.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Final, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

SCHEMA: Final = 2


class _Part(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, serialize_by_alias=True, json_schema_serialization_defaults_required=True
    )


class ExchangedLink(_Part):
    """A link in a task's text."""

    text: str = Field(description="Lenketeksten")
    url: str = Field(description="Adressen; hel der nettstedets adresse er kjent")


class ExchangedTask(_Part):
    """A task."""

    id: str = Field(description="Fast id, for eksempel A-4; unik i tjenesten")
    phase: str = Field(description="Id-en til fasen som oppgaven står i")
    title: str = Field(description="Tittelen")
    roles: list[str] = Field(description="Rollene i virksomheten som har oppgaven; tom når det ikke er oppgitt")
    performed_by: str | None = Field(description="Hvem som utfører oppgaven, når det er oppgitt")
    waits_for: str | None = Field(description="Hvem virksomheten venter på, når andre enn den selv utfører oppgaven")
    depends_on: list[str] = Field(description="Id-ene til oppgavene som må være ferdige før denne kan startes")
    fingerprint: str = Field(
        pattern="^[0-9a-f]{8}$",
        description="Et merke som blir et annet når det som står om oppgaven, blir et annet",
    )
    changed: dt.date | None = Field(description="Datoen for den siste endringen i endringsloggen, når det er noen")
    text: str = Field(description="Teksten uten formatering")
    links: list[ExchangedLink] = Field(description="Lenkene i teksten")
    url: str = Field(description="Adressen til oppgaven; hel der nettstedets adresse er kjent")


class ExchangedPhase(_Part):
    """A phase."""

    id: str = Field(description="Fasens bokstav")
    title: str = Field(description="Tittelen")
    summary: str = Field(description="Hva fasen går ut på")
    gate: str | None = Field(description="Når oppgavene må være gjort, med ord; tom når det ikke er oppgitt")
    gate_required: bool = Field(description="Om fasen må være ferdig før neste fase kan begynne")


class ExchangedService(_Part):
    """What a service is called."""

    id: str = Field(description="Fast id for tjenesten")
    title: str = Field(description="Tittelen")
    short_title: str = Field(description="Kortnavnet")


class Exchange(_Part):
    """All phases and tasks of a service, in the order of the process."""

    schema_url: str = Field(
        validation_alias=AliasChoices("$schema", "schema_url"),
        serialization_alias="$schema",
        description="Adressen til skjemaet som denne filen følger",
    )
    version: Literal[2] = Field(default=SCHEMA, alias="schema", description="Nummeret på denne formen")
    service: ExchangedService = Field(description="Tjenesten")
    phases: list[ExchangedPhase] = Field(description="Fasene, i rekkefølge")
    tasks: list[ExchangedTask] = Field(description="Oppgavene, fase for fase")

    @property
    def content(self) -> bytes:
        """The file."""
        return (json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n").encode()
