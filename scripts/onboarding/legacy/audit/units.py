"""The legacy page in pieces of text, each with what it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onboarding.legacy.audit.words import Word

Belonging = Literal["task", "change", "phase", "summary", "page", "made", "title", "keywords", "lead"]


@dataclass(frozen=True, slots=True)
class Owner:
    """What a piece of text belongs to: `task` A-1, `change` 2023-04-03, `phase` A, its `summary`, or the `page`.

    `made` is what the generator writes itself; `title`, `keywords` and `lead` are those of the page.
    """

    kind: Belonging
    name: str = ""


PAGE = Owner("page")


@dataclass(slots=True)
class Unit:
    """A piece of the page: a row, a paragraph, a point, a heading. `own` are words that say whose it is (id, date).

    `tail` is where lines begin that may belong to the row or to what is around it (None: nowhere). `is_below` says that
    it stands under a heading inside a phase, and so may have become a page of its own, and `under` is that heading.
    `is_bold` says that the id of a task is in bold type.
    """

    owner: Owner
    line: int
    text: str
    own: list[Word] = field(default_factory=list)
    tail: int | None = None
    around: Owner = PAGE
    heading: str = ""
    is_code: bool = False
    is_below: bool = False
    under: str = ""
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page. `phase` is its letter where it opens one, `date` where it opens a change.

    `task` is the id of the task that it opens, and `anchors` are those that it may have had.
    """

    text: str
    line: int
    level: int
    phase: str = ""
    date: str = ""
    name: str = ""
    anchors: tuple[str, ...] = ()
    task: str = ""
