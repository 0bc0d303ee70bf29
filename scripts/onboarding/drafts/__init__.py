"""New content files: what an editor answers becomes a file with the right name, a free id and comments on each key."""

from onboarding.drafts.files import change_file, changelog_file, page_file, phase_file, service_file, task_file
from onboarding.drafts.known import Known
from onboarding.drafts.model import ChangeDraft, ChangelogDraft, Draft, PageDraft, PhaseDraft, ServiceDraft, TaskDraft

__all__ = [
    "ChangeDraft",
    "ChangelogDraft",
    "Draft",
    "Known",
    "PageDraft",
    "PhaseDraft",
    "ServiceDraft",
    "TaskDraft",
    "change_file",
    "changelog_file",
    "page_file",
    "phase_file",
    "service_file",
    "task_file",
]
