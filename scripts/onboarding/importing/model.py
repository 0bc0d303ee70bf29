"""What an import is asked for, and what it comes to."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onboarding.errors import Problem
from onboarding.legacy.audit import Finding, Waiver
from onboarding.legacy.convert import Converted


class Mode(enum.Enum):
    """What may be written: nothing, what overwrites nothing, or all."""

    CHECK = enum.auto()
    CREATE = enum.auto()
    OVERWRITE = enum.auto()


@dataclass(frozen=True, slots=True)
class Request:
    """How to import. `site` is the legacy site's address with a final slash."""

    site: str
    mode: Mode = Mode.CREATE
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as the import makes it. `path` is from the root; `before` is None where it is not there."""

    path: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """A legacy page with the content files that it becomes, and how they differ from those that are there.

    `is_there` says that some of them are: it has been imported before.
    """

    converted: Converted
    is_there: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import comes to.

    `findings` are the audits of the tree as it is when the import is over, `problems` what `check` would say of it.
    `writes` are the files to write by their paths from the root, with their texts, and `copies` the legacy files to
    take along: the page's name, the address on it, and the path. Both are empty where anything is wrong.
    """

    pages: tuple[ImportedPage, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    writes: Mapping[str, str]
    copies: Sequence[tuple[str, str, str]]
    unused: tuple[Waiver, ...]

    @property
    def has_losses(self) -> bool:
        """Whether something of a page is lost."""
        return not all(finding.page.is_clean for finding in self.findings)

    @property
    def differing(self) -> tuple[Difference, ...]:
        """The differences of pages that have been imported before."""
        return tuple(found for page in self.pages if page.is_there for found in page.differences)

    @property
    def missing(self) -> tuple[str, ...]:
        """The addresses of legacy files that are not at hand, each once."""
        return tuple(dict.fromkeys(address for page in self.pages for address in page.converted.page.missing))
