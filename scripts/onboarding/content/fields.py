"""The front matter of each kind of content file: one definition that validates it and that gives its JSON Schema.

The descriptions are for editors, so they are Norwegian.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from onboarding.errors import Problem, Source
from onboarding.frontmatter import Document, KeyPath, as_list, quoted
from onboarding.messages import ALLOWABLE, problem

PHASE_ID = r"[A-Z]"  # one letter: a spreadsheet takes «1-1» and «MAR-1» for dates
TASK_ID = rf"{PHASE_ID}-[1-9][0-9]{{0,3}}"

_NUMBER = "et tall som er større enn 0, og ikke urimelig stort"

# What an editor should write instead, by the pattern that was not met or pydantic's name for what is wrong.
_FORMS = {
    "date_form": "datoen som åååå-mm-dd, for eksempel 2026-01-31",
    "finite_number": _NUMBER,
    "greater_than": _NUMBER,
    "less_than_equal": _NUMBER,
    PHASE_ID: "én stor bokstav, for eksempel A",
    TASK_ID: "fasens bokstav, bindestrek og et tall, for eksempel A-4",
    r"[a-z][a-z0-9_-]*": "små bokstaver, tall, bindestrek og understrek, for eksempel min_tjeneste",
}


def _matching(pattern: str) -> StringConstraints:
    return StringConstraints(pattern=rf"^(?:{pattern})$")


def _date(value: object) -> object:
    """A calendar date as ISO 8601 writes it; YAML 1.2 has no dates, so it comes as text."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("date_form", "date form")
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_missing", "no such date") from None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _filled(value: object) -> object:
    """A field that may be left out is not left empty."""
    if value is None:
        raise PydanticCustomError("value_empty", "empty")
    return value


def _allowable(code: str) -> str:
    if code not in ALLOWABLE:
        raise PydanticCustomError("allow_code", "not allowable")
    return code


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)]
Identifier = Annotated[str, _matching(r"[a-z][a-z0-9_-]*")]
TaskId = Annotated[str, _matching(TASK_ID)]
Date = Annotated[dt.date, BeforeValidator(_date, json_schema_input_type=str)]
Code = Annotated[str, AfterValidator(_allowable), WithJsonSchema({"type": "string", "enum": sorted(ALLOWABLE)})]
TextOrNothing = Annotated[Text | None, BeforeValidator(_filled, json_schema_input_type=Text)]
DateOrNothing = Annotated[Date | None, BeforeValidator(_filled, json_schema_input_type=Date)]


class Fields(BaseModel):
    """What all kinds have in common."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    title: Text = Field(description="Tittelen, slik leseren ser den")
    allow: list[Code] = Field(default=[], description="Koder for det som kontrollen skal godta i denne filen")


class Findable(Fields):
    """What all kinds that readers search for have in common."""

    keywords: list[Text] = Field(default=[], description="Ord som leserne kan komme til å søke etter")
    aliases: list[Text] = Field(
        default=[], description="Gamle adresser, ankre og oppgave-id-er som fortsatt skal virke"
    )


class Reviewable(Findable):
    """What all kinds that somebody goes through now and then have in common."""

    reviewed: DateOrNothing = Field(
        default=None, description="Datoen da noen sist gikk gjennom innholdet, som åååå-mm-dd"
    )
    reviewed_by: TextOrNothing = Field(default=None, description="Hvem som gikk gjennom innholdet")
    review_note: TextOrNothing = Field(
        default=None, description="Hva som ble sett på, eller hva som gjenstår; vises ikke på nettstedet"
    )


class RoleFields(BaseModel):
    """One role of a service."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    name: Text = Field(description="Navnet på rollen, slik oppgavene bruker det")
    summary: Text = Field(description="Hva rollen har ansvar for")
    everyone: bool = Field(default=False, description="Oppgavene til denne rollen gjelder alle rollene")


class ServiceFields(Findable):
    """`index.md` of a service's folder."""

    type: Literal["service"] = Field(description="Sier at mappen er en tjeneste")
    id: Identifier = Field(description="Fast id for tjenesten; endres aldri")
    slug: Identifier = Field(description="Adressen til siden med hele prosessen, uten .html")
    short_title: Text = Field(description="Kortnavnet, som menyen viser")
    summary: Text = Field(description="Én setning om tjenesten")
    roles: list[RoleFields] = Field(description="Rollene som oppgavene kan gis til", min_length=1)
    language: Literal["nb", "nn", "en"] = Field(default="nb", description="Språket i det som lages automatisk")


class PhaseFields(Reviewable):
    """`index.md` of a phase's folder."""

    id: Annotated[str, _matching(PHASE_ID)] = Field(description="Fasens bokstav, for eksempel A")
    summary: Text = Field(description="Hva fasen går ut på, i én eller to setninger")
    gate: TextOrNothing = Field(default=None, description="Når oppgavene i fasen må være gjort")
    gate_required: bool = Field(
        default=False, description="Om fasen må være ferdig før neste fase kan begynne; gate sier det med ord"
    )


class TaskFields(Reviewable):
    """A task: any other file in a phase's folder."""

    id: TaskId = Field(description="Fasens bokstav og et nummer, for eksempel A-4")
    roles: list[Text] = Field(description="Hvem som har oppgaven; [] når det ikke er bestemt")
    performed_by: TextOrNothing = Field(default=None, description="Hvem som utfører oppgaven, når det er kjent")
    depends_on: list[TaskId] = Field(
        default=[], description="Oppgavene i samme tjeneste som må være ferdige før denne kan startes"
    )


class ChangeFields(Fields):
    """A file in `endringslogg/`, but for its `index.md`."""

    date: Date = Field(description="Datoen for endringen, som åååå-mm-dd")
    tasks: list[TaskId] = Field(description="Oppgavene som endringen gjelder; [] når den ikke gjelder noen")


class Summarized(Findable):
    """What all kinds that may say in a sentence what they are have in common."""

    summary: Text | None = Field(default=None, description="Én setning om siden, for søk og deling")


class ChangelogFields(Summarized):
    """`index.md` in `endringslogg/`."""


class PageFields(Summarized):
    """Any other page."""

    order: int = Field(default=100, description="Plassen i menyen; lave tall kommer først")
    in_process: bool = Field(default=False, description="Ta siden med på siden med hele prosessen")
    type: Literal["page", "glossary"] = Field(default="page", description="«glossary» når siden er en ordliste")


def allowed(document: Document) -> Mapping[str, Source]:
    """The codes of what a file asks the check to accept, as far as it can, each with its line."""
    codes = document.data.get("allow")
    listed = enumerate(codes if isinstance(codes, list) else ())
    return {code: document.line_of(("allow", index)) for index, code in listed if code in ALLOWABLE}


F = TypeVar("F", bound=BaseModel)


def validate(document: Document, model: type[F], problems: list[Problem]) -> F | None:
    """The document's front matter as `model`, or None with everything that is wrong with it added to `problems`.

    That a text loses its last words to a comment is added too, and does not make it None.
    """
    problems.extend(_cut(document, model))
    try:
        return model.model_validate(dict(document.data))
    except ValidationError as error:
        problems.extend(_problems(document, model, error))
        return None


def _problems(document: Document, model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    details = error.errors(include_url=False)
    missing = [tuple(detail["loc"]) for detail in details if detail["type"] == "missing"]
    unknown = [tuple(detail["loc"]) for detail in details if detail["type"] == "extra_forbidden"]
    meant = {path: _meant(model, path, missing) for path in unknown}
    for detail in details:
        path: KeyPath = tuple(detail["loc"])
        if detail["type"] == "extra_forbidden":
            code, values = "key-unknown", _unknown(_model_at(model, path), meant[path])
        elif path in missing and path[-1] in [meant[other] for other in unknown if other[:-1] == path[:-1]]:
            continue  # it is there, under a name that is nearly its own
        else:
            code, values = _translated(model, path, detail, document.cut.get(path))
        named = _named(path)
        field = named.replace("feltet", "felt", 1) if code == "key-unknown" else named
        yield problem(document.line_of(path), code, field=field, **values)


def _named(path: KeyPath) -> str:
    """A field or an item of a list as people say it: «feltet «name» i nr. 1 i «roles»»."""
    numbers = [place for place, part in enumerate(path) if isinstance(part, int)]
    if not numbers:
        return f"feltet «{'.'.join(map(str, path))}»"
    last = numbers[-1]
    within = _named(path[:last]).removeprefix("feltet ")
    item = f"nr. {int(path[last]) + 1} i {within}"
    below = ".".join(map(str, path[last + 1 :]))
    return f"feltet «{below}» i {item}" if below else item


def _cut(document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """Every text that loses its last words, because they stand behind a `#`."""
    for path, words in document.cut.items():
        value: Any = document.data
        for part in path:
            value = value[part]
        if isinstance(value, str) and _holds_text(model, path):
            text = quoted(f"{' '.join(value.split())} {words}")
            yield problem(document.line_of(path), "value-cut", field=_named(path), text=text)


def _holds_text(model: type[BaseModel], path: KeyPath) -> bool:
    """Whether the field at `path` holds words for readers, alone or in a list: a date or an id loses none."""
    last = max(place for place, part in enumerate(path) if isinstance(part, str))
    field = _model_at(model, path[: last + 1]).model_fields.get(str(path[last]))
    if field is not None and isinstance(path[-1], int) == (get_origin(field.annotation) is list):
        is_one_line = any(isinstance(rule, AfterValidator) and rule.func is _one_line for rule in field.metadata)
        return is_one_line or Text in get_args(field.annotation)
    return False


def _translated(
    model: type[BaseModel], path: KeyPath, detail: ErrorDetails, cut: str | None
) -> tuple[str, dict[str, object]]:
    """The problem code and the message's values for one of pydantic's findings.

    `cut` is what stands behind an empty value as a comment.
    """
    kind, found = detail["type"], detail["input"]
    if kind == "missing":
        where = f"i {_named(path[:-1])}" if len(path) > 1 else "blant feltene"
        return "key-missing", {"key": path[-1], "value": _only_choice(model, path), "where": where}
    if found is None and cut:
        field = model.model_fields.get(str(path[0])) if len(path) == 1 else None
        is_list = field is not None and get_origin(field.annotation) is list
        text = as_list([cut]) if is_list else quoted(cut)
        return "value-empty", {"advice": f"Det som begynner med #, må stå i anførselstegn: {text}"}
    if kind in ("string_too_short", "too_short") or found is None:
        return "value-empty", {"advice": _advice_on_empty(model, path)}
    if kind == "model_type":
        return "value-type", {"expected": _EXPECTED[kind], "found": _kind(found), "advice": _keys_of(model, path)}
    return _wrong(kind, found, detail.get("ctx", {}))


def _only_choice(model: type[BaseModel], path: KeyPath) -> str:
    """The one value that a missing field can have, or dots."""
    choices = get_args(_model_at(model, path).model_fields[str(path[-1])].annotation)
    return str(choices[0]) if len(choices) == 1 and isinstance(choices[0], str) else "…"


def _advice_on_empty(model: type[BaseModel], path: KeyPath) -> str:
    field = model.model_fields.get(str(path[0])) if len(path) == 1 else None
    if field is None:
        return "Skriv en verdi. Begynner den med #, må den stå i anførselstegn"
    if not field.is_required():
        return "Skriv en verdi, eller ta bort feltet"
    return (
        f"Skriv «{path[0]}: []» hvis det ikke er noen"
        if model in (TaskFields, ChangeFields)
        and path[0]
        in (
            "roles",
            "tasks",
        )
        else "Skriv en verdi"
    )


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel]:
    """The model that the last key of `path` belongs to: fields hold models, or lists of them."""
    for part in path[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            annotation = model.model_fields[part].annotation
            inner = next(iter(get_args(annotation)), annotation)
            model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model
    return model


def _keys_of(model: type[BaseModel], path: KeyPath) -> str:
    """What the group of fields at `path` has to hold."""
    fields = _model_at(model, (*path, "")).model_fields
    names = [name for name, field in fields.items() if field.is_required()] or list(fields)
    *others, last = (f"«{name}: …»" for name in names)
    return f"Skriv {', '.join(others)} og {last} på hver sin linje"


def _meant(model: type[BaseModel], path: KeyPath, missing: list[KeyPath]) -> str | None:
    """The field that an unknown key is nearly the name of: one that is missing, or else any."""
    lacking = [str(other[-1]) for other in missing if other[:-1] == path[:-1]]
    key = str(path[-1]).lower()
    near = difflib.get_close_matches(key, lacking, 1) or difflib.get_close_matches(
        key, _model_at(model, path).model_fields, 1
    )
    return near[0] if near else None


def _unknown(model: type[BaseModel], meant: str | None) -> dict[str, object]:
    allowed = ", ".join(model.model_fields)
    return {"allowed": allowed, "suggestion": f"Mente du «{meant}»? " if meant else ""}


def _wrong(kind: str, found: object, context: dict[str, Any]) -> tuple[str, dict[str, object]]:
    match kind:
        case "string_pattern_mismatch":
            pattern = str(context["pattern"]).removeprefix("^(?:").removesuffix(")$")
            return "value-format", {"value": found, "form": _FORMS[pattern]}
        case "date_form" | "greater_than" | "less_than_equal" | "finite_number":
            return "value-format", {"value": found, "form": _FORMS[kind]}
        case "date_missing":
            return "date-invalid", {"value": found}
        case "allow_code":
            near = difflib.get_close_matches(str(found).lower(), ALLOWABLE, 1)
            suggestion = f"Mente du «{near[0]}»? " if near else ""
            return "allow-code", {"value": found, "suggestion": suggestion, "codes": ", ".join(sorted(ALLOWABLE))}
        case "literal_error":
            return "value-choice", {"value": found, "choices": str(context["expected"]).replace(" or ", ", ")}
    advice = _advice(kind, found)
    return "value-type", {"expected": _EXPECTED[kind], "found": _kind(found), "advice": advice}


_EXPECTED = {
    "string_type": "en tekst",
    "date_type": "en dato",
    "list_type": "en liste",
    "dict_type": "navn med hver sin liste",
    "float_type": "et tall",
    "int_type": "et helt tall",
    "bool_type": "true eller false",
    "model_type": "en gruppe av felt",
}


def _kind(value: object) -> str:
    match value:
        case bool():
            return "sant eller usant"
        case int() | float():
            return "et tall"
        case str():
            return "en tekst"
        case list():
            return "en liste"
        case _:
            return "en gruppe av felt"


_ADVICE = {
    "bool_type": "Skriv true eller false, uten anførselstegn",
    "dict_type": "Skriv «Navn: [domene.no]», ett navn per linje",
    "float_type": "Skriv et tall, uten anførselstegn",
    "int_type": "Skriv et tall, uten anførselstegn",
}


def _advice(kind: str, value: Any) -> str:
    match kind:
        case "string_type" | "date_type" if not isinstance(value, (list, dict)):
            return f'Sett verdien i anførselstegn: "{str(value).lower() if isinstance(value, bool) else value}"'
        case "string_type" | "date_type":
            return "Skriv bare én verdi"
        case "list_type":
            items = _items(value)
            return f"Sett verdien i hakeparenteser: {as_list(items)}" if items else "Skriv en liste: [en, to]"
        case _:
            return _ADVICE[kind]


_PAIRS = ("()", "[]", "{}", "''", '""', "«»", "“”", "””")


def _items(value: Any) -> list[str]:
    """What a list was meant to hold, where it is written in another way: with commas, or in other brackets."""
    if isinstance(value, dict):  # `{IT, Alle}` is names without values to YAML
        return [str(key) for key in value] if set(value.values()) == {None} else []
    if not isinstance(value, str):
        return []
    return [item for part in re.split("[,;]", _bare(value)) if (item := _bare(part))]


def _bare(text: str) -> str:
    """The text without the brackets and quotes around it."""
    text = text.strip()
    while len(text) > 1 and text[0] + text[-1] in _PAIRS and text[-1] not in text[1:-1]:
        text = text[1:-1].strip()
    return text
