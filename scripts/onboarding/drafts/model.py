"""What a new file is made from, one value for each kind, and the file itself before it is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.content import Role


@dataclass(frozen=True, slots=True)
class Draft:
    """A content file that is not written yet. `path` is relative to the content folder, with forward slashes."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A new task. `text` is Markdown; where it is empty, the file says the title."""

    id: str
    title: str
    roles: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """A new phase. `text` is Markdown; where it is empty, the file says the summary."""

    id: str
    title: str
    summary: str
    gate: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """A new service. `text` is Markdown and may be empty: the service's page shows more than it."""

    folder: str
    id: str
    slug: str
    title: str
    short_title: str
    summary: str
    roles: tuple[Role, ...]
    language: str = "nb"
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """A new entry of the changelog. `text` is Markdown; where it is empty, the file says the title."""

    date: dt.date
    tasks: tuple[str, ...]
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChangelogDraft:
    """What a changelog says above its entries.

    `text` is Markdown; where it is empty, the file says the summary or the title.
    """

    title: str
    summary: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A new ordinary page, `name`.md in `folder` ("" for the content folder itself).

    `text` is Markdown; where it is empty, the file says the summary or the title.
    """

    folder: str
    name: str
    title: str
    summary: str | None = None
    order: int | None = None
    in_process: bool = False
    text: str = ""
