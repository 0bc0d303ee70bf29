"""A new task."""

from __future__ import annotations

import re

from onboarding.content import Service
from onboarding.content.fields import TASK_ID, TaskFields
from onboarding.drafts.files import task_file
from onboarding.drafts.known import Known
from onboarding.drafts.model import Draft, TaskDraft
from onboarding.drafts.names import next_task_id
from onboarding.drafts.questions import (
    Answers,
    Question,
    Raw,
    RefusedError,
    as_sentences,
    items,
    line,
    listed,
    prose,
    service_question,
    unreadable_file,
)
from onboarding.drafts.sentences import sentence
from onboarding.errors import Source
from onboarding.messages import problem


def questions(known: Known) -> tuple[Question, ...]:
    """What is asked for a new task. Raises RefusedError where there is nowhere to put one."""
    return (
        service_question(known),
        Question(
            "phase",
            "Fasen",
            lambda raw, answers: _phase(known, answers["service"], raw),
            lambda answers: _no_phase(known, answers.get("service")),
            lambda answers: listed([phase.name for phase in answers["service"].phases]),
        ),
        _id(known),
        line(TaskFields, "title"),
        Question(
            "role",
            "Rollene som har oppgaven, med komma mellom; tomt når det ikke er bestemt",
            lambda raw, answers: _roles(answers["service"], raw),
            lambda _: (),
            lambda answers: listed([role.name for role in answers["service"].roles]),
            separator=",",
        ),
        prose(lambda answers: sentence(answers["title"])),
    )


def draft(known: Known, answers: Answers) -> Draft:
    """The file that the answers make."""
    value = TaskDraft(answers["id"], answers["title"], answers["role"], answers["text"])
    return task_file(known.phase_folders(answers["service"])[answers["phase"]], value)


def advice(path: str, answers: Answers) -> tuple[str, ...]:
    """What to do when the file is written."""
    command = f"onboarding new change --service {answers['service'].folder} --task {answers['id']}"
    return (
        f"Skriv teksten i {path}, og kjør «onboarding check».",
        f"Før den nye oppgaven i endringsloggen med «{command}».",
    )


def phase_of(task: str | None) -> str | None:
    """The phase that a task's id names, where it names one."""
    return task[0] if task and re.fullmatch(TASK_ID, task, re.IGNORECASE) else None


def _no_phase(known: Known, service: Service | None) -> None:
    """Nothing to take where no phase is named; raises RefusedError where there is none to name."""
    if service and not known.phase_folders(service):
        raise RefusedError(
            f"Tjenesten «{service.folder}» har ingen faser ennå. Lag den første med «onboarding new phase»."
        )


def _phase(known: Known, service: Service, raw: Raw) -> str:
    _no_phase(known, service)
    phase = str(raw).strip().upper()
    folders = known.phase_folders(service)
    if phase not in folders:
        raise RefusedError(f"Fasen «{raw}» finnes ikke. Velg en av: {listed(sorted(folders))}.")
    index = f"{folders[phase]}/index.md"
    if known.is_unreadable(index):
        raise RefusedError(unreadable_file(known, index))
    return phase


def _id(known: Known) -> Question:
    def following(answers: Answers) -> str | None:
        service = answers["service"]
        return next_task_id(answers["phase"], known.live_ids(service), known.past_ids(service))

    def check(task: str, answers: Answers) -> None:
        service, phase = answers["service"], answers["phase"]
        live, old = known.live_ids(service), known.old_ids(service)
        free = f"Neste ledige er {following(answers)}."
        if not task.startswith(f"{phase}-"):
            raise RefusedError(f"Id-en {task} hører ikke til fasen {phase}. {free}")
        if task in live:
            raise RefusedError(f"Id-en {task} er allerede brukt i {known.shown(live[task])}. {free}")
        if task in old:
            raise RefusedError(f"Id-en {task} er en gammel adresse til {known.shown(old[task])}. {free}")

    return line(TaskFields, "id", default=following, clean=str.upper, check=check)


def _roles(service: Service, raw: Raw) -> tuple[str, ...]:
    """The roles by their names in the service, whichever letters are large; any at all where it has none to tell."""
    names = {role.name.casefold(): role.name for role in service.roles}
    roles = tuple(names.get(role.casefold(), role) for role in items(raw, ","))
    for role in roles:
        if names and role not in names.values():
            values = {"role": role, "roles": listed(names.values()), "suggestion": ""}
            raise RefusedError(as_sentences(problem(Source(""), "role-unknown", **values)))
    return roles
