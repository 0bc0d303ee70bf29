"""A new ordinary page, or what a changelog says above its entries."""

from __future__ import annotations

import re
from dataclasses import replace

from onboarding.content import Service
from onboarding.content.addresses import CHANGELOG_FOLDER
from onboarding.content.fields import PageFields
from onboarding.content.names import short_name
from onboarding.drafts.files import changelog_file, page_file
from onboarding.drafts.known import Known
from onboarding.drafts.model import ChangelogDraft, Draft, PageDraft
from onboarding.drafts.questions import (
    Answers,
    Question,
    Raw,
    RefusedError,
    line,
    listed,
    optional_line,
    prose,
    service_question,
    words,
)
from onboarding.drafts.sentences import sentence

_NAME = r"[a-z0-9æøå][a-z0-9æøå_-]*"
NAME_FORM = "Bruk bare små bokstaver, tall, bindestrek og understrek"
_INDEX = "index"
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
        Question(
            "name",
            "Navnet på filen, uten .md",
            lambda raw, answers: _name(known, answers, raw),
            lambda answers: _INDEX if _is_changelog(known, answers) else _short_title(answers),
            is_open=lambda answers: not _is_changelog(known, answers),
        ),
        optional_line(PageFields, "summary"),
        _order(known),
        Question(
            "in_process",
            f"{PageFields.model_fields['in_process'].description}? ({YES}/{NO})",
            lambda raw, answers: _in_process(known, answers, raw),
            lambda _: NO,
            is_open=lambda answers: answers["folder"] in folders,
        ),
        prose(lambda answers: sentence(answers["summary"] or answers["title"])),
    )


def draft(known: Known, answers: Answers) -> Draft:
    """The file that the answers make."""
    if _is_changelog(known, answers):
        service = answers["folder"].removesuffix(f"/{CHANGELOG_FOLDER}")
        return changelog_file(service, ChangelogDraft(answers["title"], answers["summary"], answers["text"]))
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


def _order(known: Known) -> Question:
    """The question for the place in the menu; that of a changelog is always the same."""
    question = optional_line(PageFields, "order", _number)

    def checked(raw: Raw, answers: Answers) -> object:
        value = question.check(raw, answers)
        if value is not None and _is_changelog(known, answers):
            raise RefusedError("Endringsloggen har en fast plass i menyen.")
        return value

    return replace(question, check=checked, is_open=lambda answers: not _is_changelog(known, answers))


def _number(text: str) -> int | str:
    """A whole number where the text is one; what is none is refused as the field refuses it."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else text


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
    if len(parts) > 1 and parts[0] in known.service_folders and parts[1:] != [CHANGELOG_FOLDER]:
        service = known.shown(parts[0])
        raise RefusedError(f"Sider i en tjeneste ligger rett i mappen til tjenesten. Velg {service}.")
    return folder


def _is_changelog(known: Known, answers: Answers) -> bool:
    """Whether the folder is that of a service's changelog, which has one page: what stands above the entries."""
    return answers["folder"] in {f"{folder}/{CHANGELOG_FOLDER}" for folder in known.service_folders}


def _name(known: Known, answers: Answers, raw: Raw) -> str:
    name = words(raw).removesuffix(".md")
    if _is_changelog(known, answers) and name != _INDEX:
        raise RefusedError(
            f"I {known.shown(answers['folder'])} er bare {_INDEX} en side; alt annet er endringer. "
            "Lag en endring med «onboarding new change»."
        )
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
