"""The words that the importer itself has to write, by the language of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Titles and sentences for what a page does not say. `role` and `summary` have a place for a name."""

    change: str
    changelog: str
    phase: str
    task: str
    everyone: str
    role: str
    summary: str


WORDING = {
    "nb": Wording("Endring", "Endringslogg", "Fase", "Oppgave", "Alle", "Oppgaver for {}", "Onboarding for {}"),
    "nn": Wording("Endring", "Endringslogg", "Fase", "Oppgåve", "Alle", "Oppgåver for {}", "Onboarding for {}"),
    "en": Wording("Change", "Change log", "Phase", "Task", "All", "Tasks for {}", "Onboarding for {}"),
}
