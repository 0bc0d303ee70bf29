"""What every page is made from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from onboarding.content import Change, Content, Item, Phase, Service, Task
from onboarding.content.addresses import changelog_page, process_address, process_page
from onboarding.content.references import References, Target
from onboarding.pages.model import Site
from onboarding.pages.picture import Picture, picture
from onboarding.pages.places import Places, published
from onboarding.pages.sections import ChangeEntry, PhaseSection, RoleLabel, TaskSection
from onboarding.pages.templates import Templates
from onboarding.prose import Link
from onboarding.rendering.fragments import CLOSING, OPENING
from onboarding.workbooks.sheet import TextLink

REVIEW_HOLDS: Final = 12  # months: a text that nobody has gone through for so long says so


@dataclass(frozen=True, slots=True)
class Book:
    """The content with all that turns it into pages.

    `reading` are the places of the phase pages, the ones that search finds. `today` is None where no page is to say
    how long ago something was reviewed.
    """

    content: Content
    site: Site
    templates: Templates
    references: References
    reading: Places
    today: dt.date | None = None

    def labels(self, service: Service, names: tuple[str, ...]) -> tuple[RoleLabel, ...]:
        """Role names with their numbers, in the order given."""
        numbers = {role.name: number for number, role in enumerate(service.roles, 1)}
        return tuple(RoleLabel(name, numbers[name]) for name in names)

    def links(self, item: Item, places: Places, page: str) -> tuple[TextLink, ...]:
        """The links in an item's text that lead away from it, each address once, as `page` writes them."""
        return self._outward(item, lambda target: places.address(target, page))

    def absolute_links(self, item: Item) -> tuple[TextLink, ...]:
        """The links in an item's text that lead away from it, each address once, as they hold away from the site."""
        return self._outward(item, self.absolute)

    def _outward(self, item: Item, address: Callable[[Target], str]) -> tuple[TextLink, ...]:
        found: dict[str, TextLink] = {}
        for link in item.body.links:
            target = self.references.resolve(item.path, link.address)
            is_own = isinstance(target, Target) and target.path == item.path
            if not link.is_image and not is_own:
                where = address(target) if isinstance(target, Target) else link.address
                found.setdefault(where, TextLink(_capital(link.text), where))
        return tuple(found.values())

    def absolute(self, target: Target) -> str:
        """The address of `target` away from the site: whole where the site's own address is known."""
        place = self.reading.of(target.path)
        anchor = place.anchor_of(target.fragment)
        fixed = {process_page(service): process_address(service) for service in self.content.services}
        page = published(place.page, self.site.elsewhere, fixed.get(place.page))
        return self.site.url + page + (f"#{anchor}" if anchor else "")

    def absolute_link(self, item: Item, link: Link) -> str:
        """The address of a link in an item's text, away from the site."""
        target = self.references.resolve(item.path, link.address)
        return self.absolute(target) if isinstance(target, Target) else link.address

    def fingerprint(self, task: Task) -> str:
        """The mark of what the reader is told of the task, which stays where only files and folders get other names."""
        return task.fingerprint(lambda address: self.references.meaning(task.path, address))

    def task(self, service: Service, task: Task, places: Places, page: str, level: int) -> TaskSection:
        """A task for `page`, its heading at `level`."""
        change = service.last_changes.get(task.id)
        return TaskSection(
            task,
            places.address(Target(task.path), page),
            self.labels(service, task.roles),
            self.earlier(service, task, places, page),
            self.links(task, places, page),
            self._shared(task, places.body(task, self.references, page, level)),
            self.site.edit_url(task.path),
            change.date if change else None,
            places.address(Target(change.path), page) if change else "",
            self._unreviewed_since(task),
        )

    def earlier(self, service: Service, task: Task, places: Places, page: str) -> tuple[TextLink, ...]:
        """The tasks that must be done before this one, as `page` links to them."""
        needed = (service.task_by_id[name] for name in task.depends_on)
        return tuple(TextLink(other.id, places.address(Target(other.path), page)) for other in needed)

    def _unreviewed_since(self, item: Task | Phase) -> dt.date | None:
        """The day of the last review where that is too long ago; None too where there never was one."""
        if item.review and self.today and item.review.is_older_than(REVIEW_HOLDS, self.today):
            return item.review.date
        return None

    def _shared(self, task: Task, body: str) -> str:
        """The text, marked to be rendered once, where it is the same on both pages that show the task."""
        inside = (isinstance(self.references.resolve(task.path, link.address), Target) for link in task.body.links)
        if not body or task.body.headings or CLOSING in body or any(inside):
            return body
        return f"{OPENING}\n{body}\n{CLOSING}"

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
            self._unreviewed_since(phase),
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

    def picture(self, service: Service, places: Places, page: str) -> Picture:
        """The process drawn for `page`."""
        words = self.templates.words(service.language)
        return picture(service, words, lambda item: places.address(Target(item.path), page))

    def change(self, service: Service, change: Change, places: Places, page: str, level: int) -> ChangeEntry:
        """A change for `page`, its heading at `level`."""
        tasks = service.task_by_id
        return ChangeEntry(
            change,
            tuple(TextLink(tasks[name].name, places.address(Target(tasks[name].path), page)) for name in change.tasks),
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


def _capital(text: str) -> str:
    """The text with a capital letter, unless its first word is written in a way of its own (eFormidling, a:scope)."""
    first = text.split(" ", maxsplit=1)[0]
    is_plain = first.islower() and re.fullmatch(r"[\w-]+[,.:;!?]?", first)
    return text[:1].upper() + text[1:] if is_plain else text
