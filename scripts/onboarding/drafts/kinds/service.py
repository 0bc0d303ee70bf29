"""A new service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onboarding.content import Role
from onboarding.content.addresses import HOME
from onboarding.content.fields import ServiceFields
from onboarding.drafts.files import service_file
from onboarding.drafts.known import Known
from onboarding.drafts.model import Draft, ServiceDraft
from onboarding.drafts.questions import (
    Answers,
    Question,
    Raw,
    RefusedError,
    as_sentences,
    field_value,
    items,
    line,
    prose,
    words,
)
from onboarding.errors import Source
from onboarding.messages import problem

# The roles that most services have.
USUAL_ROLES = (
    "Alle: Oppgaver som både forretningssiden og IT har",
    "Forretning: Oppgaver for forretningssiden",
    "IT: Oppgaver som er spesifikke for IT",
)
# The names of a role whose tasks all the others have too.
EVERYONE = frozenset({"alle", "all", "everyone"})
ROLE_FORM = "Navn: hva rollen har ansvar for"


def questions(known: Known) -> tuple[Question, ...]:
    """What is asked for a new service."""
    return (
        Question(
            "folder",
            f"Mappen i {known.name} som tjenesten skal ligge i, med små bokstaver, for eksempel laan",
            lambda raw, _: _folder(known, raw),
        ),
        line(ServiceFields, "title"),
        line(ServiceFields, "short_title", default=lambda answers: answers["title"]),
        line(ServiceFields, "summary"),
        line(ServiceFields, "id", default=lambda answers: answers["folder"], check=_free_id(known)),
        line(
            ServiceFields,
            "slug",
            default=lambda answers: f"{answers['folder']}_onboarding",
            check=_free_slug(known),
        ),
        Question(
            "role",
            f"Rollene som oppgavene kan gis til, hver som «{ROLE_FORM}», med semikolon mellom",
            lambda raw, _: _roles(raw),
            lambda _: USUAL_ROLES,
            separator=";",
        ),
        line(ServiceFields, "language", default=lambda _: str(ServiceFields.model_fields["language"].default)),
        prose(lambda _: ""),
    )


def draft(_: Known, answers: Answers) -> Draft:
    """The file that the answers make."""
    return service_file(
        ServiceDraft(
            answers["folder"],
            answers["id"],
            answers["slug"],
            answers["title"],
            answers["short_title"],
            answers["summary"],
            answers["role"],
            answers["language"],
            answers["text"],
        )
    )


def advice(path: str, answers: Answers) -> tuple[str, ...]:
    """What to do when the file is written."""
    return (
        f"Skriv i {path} hvem som kan bruke tjenesten, og hvordan de registrerer seg. Kjør så «onboarding check».",
        f"Lag den første fasen med «onboarding new phase --service {answers['folder']}».",
    )


def _folder(known: Known, raw: Raw) -> str:
    folder = words(raw).removeprefix(f"{known.name}/").strip("/")
    try:
        field_value(ServiceFields, "id", folder)
    except RefusedError:
        message = f"Mappen kan ikke hete «{raw}». Bruk små bokstaver (a–z), tall, bindestrek og understrek."
        raise RefusedError(message) from None
    if f"{folder}/{HOME}" in known.paths:
        raise RefusedError(f"{known.shown(folder)}/{HOME} finnes fra før. Velg et annet navn på mappen.")
    return folder


def _free_id(known: Known) -> Callable[[str, Answers], None]:
    def check(text: str, _: Answers) -> None:
        other = next((service for service in known.content.services if service.id == text), None)
        if other:
            raise RefusedError(f"Id-en «{text}» er allerede brukt i {known.shown(other.path)}. Velg en annen.")

    return check


def _free_slug(known: Known) -> Callable[[str, Answers], None]:
    """The process' page must not have the address of another page: `content.checks` has the same rule."""

    def check(text: str, answers: Answers) -> None:
        folders = {answers["folder"], *(path.split("/")[0] for path in known.paths if "/" in path)}
        if text in folders:
            raise RefusedError(as_sentences(problem(Source(""), "slug-taken", slug=text)))
        other = next((service for service in known.content.services if service.slug == text), None)
        if other:
            raise RefusedError(as_sentences(problem(Source(""), "slug-duplicate", slug=text, other=other.source.path)))

    return check


def _roles(raw: Raw) -> tuple[Role, ...]:
    roles = tuple(_role(item) for item in items(raw, ";"))
    field_value(ServiceFields, "roles", [{"name": role.name, "summary": role.summary} for role in roles])
    names = [role.name for role in roles]
    for name in names:
        if names.count(name) > 1:
            raise RefusedError(as_sentences(problem(Source(""), "role-duplicate", role=name)))
    everyone = next((name for name in names if name.casefold() in EVERYONE), None)
    return tuple(replace(role, everyone=role.name == everyone) for role in roles)


def _role(written: str) -> Role:
    name, _, summary = (part.strip() for part in written.partition(":"))
    if not name or not summary:
        raise RefusedError(f"Rollen «{written}» mangler navn eller forklaring. Skriv «{ROLE_FORM}».")
    return Role(name, summary)
