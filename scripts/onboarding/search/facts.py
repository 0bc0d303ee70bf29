"""What the search knows of each part of the site besides its text: what it is, whose it is, and its keywords."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from onboarding.content import Content, Page, Phase, Service, Task
from onboarding.content.addresses import changelog_page
from onboarding.pages.model import Site
from onboarding.pages.places import Place, published, reading_places


@dataclass(frozen=True, slots=True)
class Facts:
    """`kind` is what a part is, `id` that of a task or a phase, `about` the ids of the tasks that a change is about.

    `service` is the short title of the service that it belongs to.
    """

    kind: str
    service: str = ""
    id: str = ""
    keywords: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    def as_fields(self) -> dict[str, object]:
        """Those that say something, as fields of the search index."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value}


def facts_of(content: Content, site: Site) -> Mapping[str, Facts]:
    """The facts by their location in the search index."""
    places = reading_places(content)

    def location(place: Place) -> str:
        anchor = f"#{place.anchor}" if place.anchor else ""
        return published(place.page, site) + anchor

    found = {location(places.of(page.path)): _page(page) for page in content.pages}
    for service in content.services:
        found[published(changelog_page(service), site)] = Facts("changelog", service.short_title)
        found |= {location(places.of(path)): facts for path, facts in _service(service)}
    return found


def _service(service: Service) -> Iterator[tuple[str, Facts]]:
    name = service.short_title
    yield service.path, Facts("service", name, keywords=service.keywords)
    for phase in service.phases:
        yield phase.path, _phase(phase, name)
        yield from ((task.path, _task(task, name)) for task in phase.tasks)
    yield from ((page.path, _page(page, name)) for page in service.pages)
    for change in service.changes:
        yield change.path, Facts("change", name, keywords=change.keywords, about=change.tasks)


def _phase(phase: Phase, service: str) -> Facts:
    return Facts("phase", service, phase.id, phase.keywords)


def _task(task: Task, service: str) -> Facts:
    return Facts("task", service, task.id, task.keywords, task.roles)


def _page(page: Page, service: str = "") -> Facts:
    return Facts("page", service, keywords=page.keywords)
