"""Judged queries: what readers type, and which parts of the site answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from onboarding.content import Content, Service
from onboarding.content.addresses import changelog_page
from onboarding.pages import Site
from onboarding.pages.places import Place, published, reading_places

LEGACY = "legacy"  # the corpus of imported pages, and their folder in the content
OWN = "ssu"
NONE = "none"  # the kind whose queries nothing answers

# Answers that are a whole page, with everything on it.
PAGES = {"service": "index.md", "adaptations": "tilpasninger.md"}


@dataclass(frozen=True, slots=True)
class Query:
    """`answers` are names (`A-4`, `phase A`, `service`, `adaptations`, `changelog`, `sbl:A-4`) or paths of pages."""

    text: str
    kind: str
    corpus: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Addresses that answer: exact ones, and pages of which any part does."""

    exact: frozenset[str]
    pages: frozenset[str]

    def holds(self, address: str) -> bool:
        """Whether this result is an answer."""
        return address in self.exact or address.partition("#")[0] in self.pages


def read_queries(paths: Iterable[Path]) -> list[Query]:
    """The queries of the files, in their order."""
    found = [entry for path in paths for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["queries"]]
    return [Query(entry["query"], entry["kind"], entry["corpus"], tuple(entry["answers"])) for entry in found]


def wanted(query: Query, content: Content, site: Site) -> Wanted:
    """Where the answers of a query are on the built site.

    Raises KeyError where an answer names nothing.
    """
    folders = {service.folder: service for service in content.services}
    places = reading_places(content)
    exact: set[str] = set()
    pages: set[str] = set()
    for answer in query.answers:
        name, folder = answer, OWN
        if ":" in answer:
            folder, name = answer.split(":")
            folder = f"{LEGACY}/{folder}"
        if name.endswith(".md"):
            pages.add(published(name, site))
            continue
        path = _paths(folders[folder])[name]
        place = places.of(path)
        if name in PAGES or name == "changelog":
            pages.add(published(place.page, site))
        else:
            exact.add(_address(place, site))
    return Wanted(frozenset(exact), frozenset(pages))


def _paths(service: Service) -> Mapping[str, str]:
    return dict(_named(service))


def _named(service: Service) -> Iterator[tuple[str, str]]:
    yield from ((name, f"{service.folder}/{file}") for name, file in PAGES.items())
    yield "changelog", changelog_page(service)
    for phase in service.phases:
        yield f"phase {phase.id}", phase.path
        yield from ((task.id, task.path) for task in phase.tasks)


def _address(place: Place, site: Site) -> str:
    return published(place.page, site) + (f"#{place.anchor}" if place.anchor else "")
