"""What every page is made from, and the parts that several pages share."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from onboarding.content import Change, Content, Item, Page, Phase, Service, Task
from onboarding.content.addresses import changelog_page
from onboarding.content.references import References, Target
from onboarding.pages.model import Site
from onboarding.pages.places import Places
from onboarding.pages.templates import Templates
from onboarding.prose import Link


@dataclass(frozen=True, slots=True)
class RoleLabel:
    """A role with its number among the service's roles, which gives it its colour."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link as a table or list shows it."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class TaskSection:
    """A task as a page shows it: its row in the table and its section below."""

    task: Task
    roles: tuple[RoleLabel, ...]
    links: tuple[TextLink, ...]
    body: str
    edit_url: str
    changed: datetime.date | None
    changed_address: str

    @property
    def old_anchors(self) -> tuple[str, ...]:
        """Anchors that the task had before."""
        return old_anchors(self.task)


@dataclass(frozen=True, slots=True)
class PhaseSection:
    """A phase as a page shows it."""

    phase: Phase
    number: int
    address: str
    roles: tuple[RoleLabel, ...]
    body: str
    tasks: tuple[TaskSection, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change as a page shows it."""

    change: Change
    tasks: tuple[TextLink, ...]
    body: str
    address: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class PageSection:
    """An ordinary page as a part of another."""

    page: Page
    body: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Book:
    """The content with all that turns it into pages.

    `reading` are the places of the phase pages, the ones that search finds.
    """

    content: Content
    site: Site
    templates: Templates
    references: References
    reading: Places

    def labels(self, service: Service, names: tuple[str, ...]) -> tuple[RoleLabel, ...]:
        """Role names with their numbers, in the order given."""
        numbers = {role.name: number for number, role in enumerate(service.roles, 1)}
        return tuple(RoleLabel(name, numbers[name]) for name in names)

    def links(self, item: Item, places: Places, page: str) -> tuple[TextLink, ...]:
        """The links in an item's text, each address once, as `page` writes them."""
        found: dict[str, TextLink] = {}
        for link in item.body.links:
            if not link.is_image:
                address = self._address(item, link, places, page)
                found.setdefault(address, TextLink(link.text, address))
        return tuple(found.values())

    def _address(self, item: Item, link: Link, places: Places, page: str) -> str:
        target = self.references.resolve(item.path, link.address)
        return places.address(target, page) if isinstance(target, Target) else link.address

    def task(self, service: Service, task: Task, places: Places, page: str, level: int) -> TaskSection:
        """A task for `page`, its heading at `level`."""
        change = service.last_changes.get(task.id)
        return TaskSection(
            task,
            self.labels(service, task.roles),
            self.links(task, places, page),
            places.body(task, self.references, page, level),
            self.site.edit_url(task.path),
            change.date if change else None,
            places.address(Target(change.path), page) if change else "",
        )

    def phase(self, service: Service, phase: Phase, places: Places, page: str, level: int) -> PhaseSection:
        """A phase with its tasks for `page`, its heading at `level`."""
        return PhaseSection(
            phase,
            service.phases.index(phase) + 1,
            places.address(Target(phase.path), page),
            self.labels(service, phase.role_names(service.roles)),
            places.body(phase, self.references, page, level),
            tuple(self.task(service, task, places, page, level + 1) for task in phase.tasks),
            self.site.edit_url(phase.path),
        )

    def overview(self, service: Service, places: Places, page: str) -> tuple[PhaseSection, ...]:
        """The phases without their tasks' texts, for tables and steps."""
        return tuple(
            PhaseSection(
                phase,
                number,
                places.address(Target(phase.path), page),
                self.labels(service, phase.role_names(service.roles)),
                "",
                (),
                "",
            )
            for number, phase in enumerate(service.phases, 1)
        )

    def change(self, service: Service, change: Change, places: Places, page: str, level: int) -> ChangeEntry:
        """A change for `page`, its heading at `level`."""
        tasks = {task.id: task for task in service.tasks}
        return ChangeEntry(
            change,
            tuple(
                TextLink(tasks[name].name, places.address(Target(tasks[name].path), page)) for name in change.tasks
            ),
            places.body(change, self.references, page, level),
            places.address(Target(change.path), page),
            self.site.edit_url(change.path),
        )

    def changes(self, service: Service, places: Places, page: str, level: int) -> tuple[ChangeEntry, ...]:
        """All changes of a service, newest first."""
        return tuple(self.change(service, change, places, page, level) for change in service.changes)

    def to_changelog(self, service: Service, page: str) -> str:
        """The address of the service's changelog page."""
        return self.reading.address(Target(changelog_page(service)), page)



def old_anchors(self) -> tuple[str, ...]:
        """Anchors that the task had before."""
        return old_anchors(self.task)


@dataclass(frozen=True, slots=True)
class PhaseSection:
    """A phase as a page shows it."""

    phase: Phase
    number: int
    address: str
    roles: tuple[RoleLabel, ...]
    body: str
    tasks: tuple[TaskSection, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change as a page shows it."""

    change: Change
    tasks: tuple[TextLink, ...]
    body: str
    address: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class PageSection:
    """An ordinary page as a part of another."""

    page: Page
    body: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Book:
    """The content with all that turns it into pages.

    `reading` are the places of the phase pages, the ones that search finds.
    """

    content: Content
    site: Site
    templates: Templates
    references: References
    reading: Places

    def labels(self, service: Service, names: tuple[str, ...]) -> tuple[RoleLabel, ...]:
        """Role names with their numbers, in the order given."""
        numbers = {role.name: number for number, role in enumerate(service.roles, 1)}
        return tuple(RoleLabel(name, numbers[name]) for name in names)

    def links(self, item: Item, places: Places, page: str) -> tuple[TextLink, ...]:
        """The links in an item's text, each address once, as `page` writes them."""
        found: dict[str, TextLink] = {}
        for link in item.body.links:
            if not link.is_image:
                address = self._address(item, link, places, page)
                found.setdefault(address, TextLink(link.text, address))
        return tuple(found.values())

    def _address(self, item: Item, link: Link, places: Places, page: str) -> str:
        target = self.references.resolve(item.path, link.address)
        return places.address(target, page) if isinstance(target, Target) else link.address

    def task(self, service: Service, task: Task, places: Places, page: str, level: int) -> TaskSection:
        """A task for `page`, its heading at `level`."""
        change = service.last_changes.get(task.id)
        return TaskSection(
            task,
            self.labels(service, task.roles),
            self.links(task, places, page),
            places.body(task, self.references, page, level),
            self.site.edit_url(task.path),
            change.date if change else None,
            places.address(Target(change.path), page) if change else "",
        )

    def phase(self, service: Service, phase: Phase, places: Places, page: str, level: int) -> PhaseSection:
        """A phase with its tasks for `page`, its heading at `level`."""
        return PhaseSection(
            phase,
            service.phases.index(phase) + 1,
            places.address(Target(phase.path), page),
            self.labels(service, phase.role_names(service.roles)),
            places.body(phase, self.references, page, level),
            tuple(self.task(service, task, places, page, level + 1) for task in phase.tasks),
            self.site.edit_url(phase.path),
        )

    def overview(self, service: Service, places: Places, page: str) -> tuple[PhaseSection, ...]:
        """The phases without their tasks' texts, for tables and steps."""
        return tuple(
            PhaseSection(
                phase,
                number,
                places.address(Target(phase.path), page),
                self.labels(service, phase.role_names(service.roles)),
                "",
                (),
                "",
            )
            for number, phase in enumerate(service.phases, 1)
        )

    def change(self, service: Service, change: Change, places: Places, page: str, level: int) -> ChangeEntry:
        """A change for `page`, its heading at `level`."""
        tasks = {task.id: task for task in service.tasks}
        return ChangeEntry(
            change,
            tuple(
                TextLink(tasks[name].name, places.address(Target(tasks[name].path), page)) for name in change.tasks
            ),
            places.body(change, self.references, page, level),
            places.address(Target(change.path), page),
            self.site.edit_url(change.path),
        )

    def changes(self, service: Service, places: Places, page: str, level: int) -> tuple[ChangeEntry, ...]:
        """All changes of a service, newest first."""
        return tuple(self.change(service, change, places, page, level) for change in service.changes)

    def to_changelog(self, service: Service, page: str) -> str:
        """The address of the service's changelog page."""
        return self.reading.address(Target(changelog_page(service)), page)

    def explained(self, folder: str, markdown: str) -> str:
        """The Markdown with the explanations (`*[AAP]: …`) of those glossary words that it uses."""
        used = [f"*[{term}]: {text}" for term, text in self._terms(folder) if term in markdown]
        return markdown.rstrip() + "\n\n" + "\n".join(used) if used else markdown

    def _terms(self, folder: str) -> Iterator[tuple[str, str]]:
        """The glossary words that hold in `folder`: those of the site, and those of its own service."""
        own = [page for service in self.content.services if service.folder == folder for page in service.pages]
        for page in (*self.content.pages, *own):
            if page.is_glossary:
                yield from paragraphs(page.body.text)


def old_anchors(item: Item) -> tuple[str, ...]:
    """The anchors that an item had before, for the page that shows it."""
    return tuple(alias.fragment for alias in item.aliases if alias.path is None and alias.fragment)
