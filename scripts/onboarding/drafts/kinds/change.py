"""A new entry of the changelog."""

from __future__ import annotations

import datetime as dt

from onboarding.content.fields import ChangeFields
from onboarding.drafts.files import change_file
from onboarding.drafts.known import Known
from onboarding.drafts.model import ChangeDraft, Draft
from onboarding.drafts.names import in_order
from onboarding.drafts.questions import (
    Answers,
    Question,
    Raw,
    RefusedError,
    as_sentences,
    field_value,
    items,
    line,
    listed,
    prose,
    service_question,
    words,
)
from onboarding.drafts.sentences import sentence
from onboarding.errors import Source
from onboarding.messages import problem


def questions(known: Known, today: dt.date, suggested: ChangeDraft | None = None) -> tuple[Question, ...]:
    """What is asked for a new entry; what is `suggested` becomes the defaults.

    Raises RefusedError where there is no service for it.
    """
    tasks = suggested.tasks if suggested else ()
    return (
        service_question(known),
        Question(
            "task",
            "Oppgavene som endringen gjelder, med komma mellom; tomt når den ikke gjelder noen",
            lambda raw, answers: _tasks(known, answers, raw),
            lambda _: tasks,
            lambda answers: listed(in_order(known.live_ids(answers["service"]))),
            separator=",",
        ),
        line(ChangeFields, "title", default=lambda _: suggested.title if suggested else None),
        Question(
            "date",
            "Datoen for endringen, som åååå-mm-dd",
            lambda raw, _: _date(raw),
            lambda _: (suggested.date if suggested else today).isoformat(),
        ),
        prose(lambda answers: (suggested.text if suggested else "") or sentence(answers["title"])),
    )


def draft(_: Known, answers: Answers) -> Draft:
    """The file that the answers make."""
    value = ChangeDraft(answers["date"], answers["task"], answers["title"], answers["text"])
    return change_file(answers["service"].folder, value)


def advice(path: str, _: Answers) -> tuple[str, ...]:
    """What to do when the file is written."""
    return (f"Skriv i {path} hva som er endret, slik virksomhetene skal lese det. Kjør så «onboarding check».",)


def _date(raw: Raw) -> dt.date:
    text = words(raw)
    field_value(ChangeFields, "date", text)
    return dt.date.fromisoformat(text)


def _tasks(known: Known, answers: Answers, raw: Raw) -> tuple[str, ...]:
    service = answers["service"]
    live, old = known.live_ids(service), known.old_ids(service)
    now = {path: task for task, path in live.items()}
    tasks = items(raw if isinstance(raw, str) else ",".join(raw), ",")
    tasks = tuple(dict.fromkeys(task.upper() for task in tasks))
    field_value(ChangeFields, "tasks", list(tasks))
    for task in tasks:
        if task not in live and old.get(task) in now:
            found = problem(Source(""), "change-task-renamed", id=task, now=now[old[task]])
            raise RefusedError(as_sentences(found))
        if task not in live:
            known_ids = listed(in_order(live)) or "ingen oppgaver"
            raise RefusedError(f"Oppgaven {task} finnes ikke. Velg blant {known_ids}.")
    return tasks
