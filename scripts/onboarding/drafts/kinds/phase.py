"""A new phase."""

from __future__ import annotations

from onboarding.content import Service
from onboarding.content.fields import PhaseFields
from onboarding.drafts.files import phase_file
from onboarding.drafts.known import Known
from onboarding.drafts.model import Draft, PhaseDraft
from onboarding.drafts.names import next_phase_id
from onboarding.drafts.questions import Answers, Question, RefusedError, line, optional_line, prose, service_question
from onboarding.drafts.sentences import sentence


def questions(known: Known) -> tuple[Question, ...]:
    """What is asked for a new phase. Raises RefusedError where there is no service for it."""

    def check(phase: str, answers: Answers) -> None:
        folders = known.phase_folders(answers["service"])
        if phase in folders:
            free = _following(known, answers["service"])
            advice = f"Neste ledige bokstav er {free}." if free else "Alle bokstavene er brukt."
            raise RefusedError(f"Fasen {phase} finnes fra før: {known.shown(folders[phase])}. {advice}")

    return (
        service_question(known),
        line(
            PhaseFields,
            "id",
            default=lambda answers: _following(known, answers["service"]),
            clean=str.upper,
            check=check,
        ),
        line(PhaseFields, "title"),
        line(PhaseFields, "summary"),
        optional_line(PhaseFields, "gate"),
        prose(lambda answers: sentence(answers["summary"])),
    )


def draft(_: Known, answers: Answers) -> Draft:
    """The file that the answers make."""
    value = PhaseDraft(answers["id"], answers["title"], answers["summary"], answers["gate"], answers["text"])
    return phase_file(answers["service"].folder, value)


def advice(path: str, answers: Answers) -> tuple[str, ...]:
    """What to do when the file is written."""
    command = f"onboarding new task --service {answers['service'].folder} --phase {answers['id']}"
    return (
        f"Skriv innledningen i {path}, og kjør «onboarding check».",
        f"Lag oppgavene i fasen med «{command}».",
    )


def _following(known: Known, service: Service) -> str | None:
    """The next free letter; one that only an old id of a task begins with is not free."""
    past = {task[0] for task in (*known.past_ids(service), *known.live_ids(service))}
    return next_phase_id(known.phase_folders(service), past)
