"""The file of each kind: a value in, a `Draft` out."""

from __future__ import annotations

from onboarding.content.addresses import CHANGELOG_FOLDER
from onboarding.content.fields import ChangeFields, ChangelogFields, PageFields, PhaseFields, ServiceFields, TaskFields
from onboarding.content.names import joined, short_name
from onboarding.drafts.fields import Value, front_matter
from onboarding.drafts.model import ChangeDraft, ChangelogDraft, Draft, PageDraft, PhaseDraft, ServiceDraft, TaskDraft
from onboarding.drafts.sentences import sentence


def task_file(phase_folder: str, draft: TaskDraft) -> Draft:
    """A task, in the folder of its phase (`tjeneste/a-start`)."""
    name = joined(draft.id.lower(), short_name(draft.title))
    fields = front_matter(TaskFields, {"id": draft.id, "title": draft.title, "roles": draft.roles})
    return Draft(f"{phase_folder}/{name}.md", fields + _body(draft.text, draft.title))


def phase_file(service_folder: str, draft: PhaseDraft) -> Draft:
    """A phase, as the index of a new folder in that of its service."""
    name = joined(draft.id.lower(), short_name(draft.title))
    values: dict[str, Value] = {"id": draft.id, "title": draft.title, "summary": draft.summary}
    if draft.gate:
        values["gate"] = draft.gate
    return Draft(
        f"{service_folder}/{name}/index.md", front_matter(PhaseFields, values) + _body(draft.text, draft.summary)
    )


def service_file(draft: ServiceDraft) -> Draft:
    """A service, as the index of its folder."""
    values: dict[str, Value] = {
        "type": "service",
        "id": draft.id,
        "slug": draft.slug,
        "title": draft.title,
        "short_title": draft.short_title,
        "summary": draft.summary,
        "roles": draft.roles,
    }
    if draft.language != ServiceFields.model_fields["language"].default:
        values["language"] = draft.language
    return Draft(f"{draft.folder}/index.md", front_matter(ServiceFields, values) + _body(draft.text, ""))


def change_file(service_folder: str, draft: ChangeDraft) -> Draft:
    """An entry of the changelog, in the changelog's folder of its service."""
    fields = front_matter(ChangeFields, {"date": draft.date, "tasks": draft.tasks, "title": draft.title})
    name = joined(draft.date.isoformat(), short_name(draft.title))
    return Draft(f"{service_folder}/{CHANGELOG_FOLDER}/{name}.md", fields + _body(draft.text, draft.title))


def changelog_file(service_folder: str, draft: ChangelogDraft) -> Draft:
    """What stands above the entries, as the index of the changelog's folder."""
    values: dict[str, Value] = {"title": draft.title}
    if draft.summary:
        values["summary"] = draft.summary
    fields = front_matter(ChangelogFields, values)
    return Draft(
        f"{service_folder}/{CHANGELOG_FOLDER}/index.md", fields + _body(draft.text, draft.summary or draft.title)
    )


def page_file(draft: PageDraft) -> Draft:
    """An ordinary page."""
    values: dict[str, Value] = {"title": draft.title}
    if draft.summary:
        values["summary"] = draft.summary
    if draft.order is not None:
        values["order"] = draft.order
    if draft.in_process:
        values["in_process"] = True
    folder = f"{draft.folder}/" if draft.folder else ""
    fields = front_matter(PageFields, values)
    return Draft(f"{folder}{draft.name}.md", fields + _body(draft.text, draft.summary or draft.title))


def _body(text: str, otherwise: str) -> str:
    """The Markdown below the fields, with a blank line before it: the text, or else some words as a sentence."""
    body = "\n".join(line.rstrip("\r") for line in text.split("\n")).strip("\n")
    body = body if body.strip() else sentence(otherwise)
    return f"\n{body}\n" if body else ""
