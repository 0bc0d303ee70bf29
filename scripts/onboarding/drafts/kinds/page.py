"""A new ordinary page."""

from __future__ import annotations

import re

from onboarding.content import Service
from onboarding.content.fields import PageFields
from onboarding.content.names import short_name
from onboarding.drafts.files import page_file
from onboarding.drafts.known import Known
from onboarding.drafts.model import Draft, PageDraft
from onboarding.drafts.questions import (
    Answers,
    Question,
    Raw,
    RefusedError,
    field_value,
    line,
    listed,
    prose,
    service_question,
    words,
)
from onboarding.drafts.sentences import sentence

_NAME = r"[a-z0-9æøå][a-z0-9æøå_-]*"
NAME_FORM = "Bruk bare små bokstaver, tall, bindestrek og understrek"
YES, NO = "ja", "nei"


def questions(known: Known) -> tuple[Question, ...]:
    """What is asked for a new page."""
    folders = known.service_folders
    only = folders[0] if len(folders) == 1 else None
    return (
        # Only an option: where it is not given, the folder is asked for.
        Question("service", "", lambda raw, _: _service(known, raw), lambda _: "", is_open=lambda _: False),
        Question(
            "folder",
            f"Mappen som siden skal ligge i: en tjeneste, en annen mappe, eller . for {known.name} selv",
            lambda raw, answers: _folder(known, answers, raw),
            lambda answers: answers["service"] or only,
            lambda _: listed(folders),
            is_open=lambda answers: not answers["service"],
        ),
        line(PageFields, "title"),
        Question("name", "Navnet på filen, uten .md", lambda raw, _: _name(raw), _short_title),
        _optional("summary"),
        _optional("order"),
        Question(
            "in_process",
            f"{PageFields.model_fields['in_process'].description}? ({YES}/{NO})",
            lambda raw, answers: _in_process(known, answers, raw),
            lambda _: NO,
            is_open=lambda answers: answers["folder"] in folders,
        ),
        prose(lambda answers: sentence(answers["summary"] or answers["title"])),
    )


def draft(_: Known, answers: Answers) -> Draft:
    """The file that the answers make."""
    return page_file(
        PageDraft(
            answers["folder"],
            answers["name"],
            answers["title"],
            answers["summary"],
            answers["order"],
            answers["in_process"],
            answers["text"],
        )
    )


def advice(path: str, _: Answers) -> tuple[str, ...]:
    """What to do when the file is written."""
    return (f"Skriv teksten i {path}, og kjør «onboarding check».",)


def _short_title(answers: Answers) -> str | None:
    return short_name(answers["title"]) or None


def _optional(key: str) -> Question:
    """A field that may be left out: no words give None."""

    def checked(raw: Raw, _: Answers) -> object:
        text = words(raw)
        value = int(text) if key == "order" and re.fullmatch(r"-?\d{1,9}", text) else text
        if text:
            field_value(PageFields, key, value)
        return value if text else None

    question = line(PageFields, key)
    return Question(key, f"{question.prompt}; kan være tomt", checked, lambda _: "")


def _service(known: Known, raw: Raw) -> str:
    """The folder of the service that was named, or ""."""
    found: Service | None = service_question(known).check(raw, Answers()) if raw else None
    return found.folder if found else ""


def _folder(known: Known, answers: Answers, raw: Raw) -> str:
    """The folder without its first part, as paths of content have it: "" for the content folder itself."""
    folder = words(raw).removeprefix("./").strip("/")
    folder = "" if folder in (".", known.name) else folder.removeprefix(f"{known.name}/")
    parts = folder.split("/") if folder else []
    if not all(re.fullmatch(_NAME, part) for part in parts):
        raise RefusedError(f"Mappen kan ikke hete «{raw}». {NAME_FORM}.")
    if answers["service"] not in ("", folder):
        raise RefusedError("Velg enten --service eller --folder.")
    if len(parts) > 1 and parts[0] in known.service_folders:
        service = known.shown(parts[0])
        raise RefusedError(f"Sider i en tjeneste ligger rett i mappen til tjenesten. Velg {service}.")
    return folder


def _name(raw: Raw) -> str:
    name = words(raw).removesuffix(".md")
    if not re.fullmatch(_NAME, name):
        raise RefusedError(f"Filen kan ikke hete «{raw}». {NAME_FORM}.")
    return name


def _in_process(known: Known, answers: Answers, raw: Raw) -> bool:
    answer = words(raw).lower()
    if answer not in (YES, YES[0], NO, NO[0]):
        raise RefusedError(f"Svar {YES} eller {NO}.")
    is_in = answer.startswith(YES[0])
    if is_in and answers["folder"] not in known.service_folders:
        raise RefusedError("Bare sider i mappen til en tjeneste kan være med på siden med hele prosessen.")
    return is_in
