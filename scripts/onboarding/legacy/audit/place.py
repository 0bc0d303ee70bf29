"""Where things are, in the tree or on the built pages: the same shape for both steps of the audit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from onboarding.legacy.audit.destinations import Destinations, Meaning
from onboarding.legacy.audit.section import Section, Words


@dataclass(frozen=True, slots=True)
class Place:
    """A whole tree, or all built pages.

    `missing`, `elsewhere` and `also` are parts of sentences. `changes` are those of each page that has them: each shows
    all. `made` are sections that hold what the generator makes of the page's words. `keywords` are None where they
    are not shown. `leads` says whether an address, in a section, leads to what an old address meant; `has_anchor`
    whether an old anchor still works. `is_strict` says that a task has nothing but its own words.
    """

    missing: str
    elsewhere: str
    also: str
    tasks: Mapping[str, Section]
    changes: tuple[tuple[Section, ...], ...]
    phases: Mapping[str, Section]
    summaries: Mapping[str, Section]
    pages: tuple[Section, ...]
    made: tuple[Section, ...]
    titles: tuple[Words, ...]
    keywords: tuple[Words, ...] | None
    role_names: frozenset[str]
    leads: Callable[[str, Section, Meaning, Destinations], bool]
    has_anchor: Callable[[str], bool]
    is_strict: bool

    def sections(self) -> Iterator[Section]:
        """Every section that has text of its own."""
        yield from self.tasks.values()
        for changes in self.changes:
            yield from changes
        yield from self.phases.values()
        yield from self.pages
