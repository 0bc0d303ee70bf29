"""The pages that editors write themselves, and the front page of the site."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.content import Page as ContentPage
from onboarding.content import Service, Task
from onboarding.content.addresses import HOME, mine_page, process_page
from onboarding.content.references import Target
from onboarding.pages.book import Book
from onboarding.pages.model import Page
from onboarding.pages.sections import PhaseSection, RoleLabel, old_anchors
from onboarding.pages.workbench import Bench, bench
from onboarding.workbooks.sheet import TextLink


@dataclass(frozen=True, slots=True)
class Entrance:
    """A way into a service: what a role is, and the first task that names it."""

    label: RoleLabel
    summary: str
    first: TextLink | None


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the front page shows of a service."""

    service: Service
    address: str
    process: str
    mine: str
    bench: Bench
    phases: tuple[PhaseSection, ...]
    entrances: tuple[Entrance, ...]


def page_of(book: Book, page: ContentPage, language: str) -> Page:
    """An ordinary page, its links leading to where things are shown."""
    markdown = book.templates.render(
        "page.md",
        language,
        page=page,
        body=book.reading.body(page, book.references, page.path, 1),
        old_anchors=old_anchors(page),
    )
    return Page(page.path, page.title, markdown, page.summary or "", page.keywords, source=page.path, language=language)


def home_page(book: Book, page: ContentPage) -> Page:
    """The front page: its text, then each service's phases as steps and the ways in."""
    markdown = book.templates.render(
        "home.md",
        "nb",
        page=page,
        body=book.reading.body(page, book.references, page.path, 1),
        services=[_welcome(book, service) for service in book.content.services],
        old_anchors=old_anchors(page),
    )
    return Page(
        page.path,
        page.title,
        markdown,
        page.summary or "",
        page.keywords,
        source=page.path,
        hide=("navigation", "toc", "path"),
    )


def _welcome(book: Book, service: Service) -> Welcome:
    return Welcome(
        service,
        book.reading.address(Target(service.path), HOME),
        book.reading.address(Target(process_page(service)), HOME),
        book.reading.address(Target(mine_page(service)), HOME),
        bench(book, service, HOME),
        book.overview(service, book.reading, HOME),
        tuple(_entrance(book, service, number) for number in range(len(service.roles))),
    )


def _entrance(book: Book, service: Service, number: int) -> Entrance:
    role = service.roles[number]
    task: Task | None = next((task for task in service.tasks if role.name in task.roles), None)
    first = TextLink(task.name, book.reading.address(Target(task.path), HOME)) if task else None
    return Entrance(RoleLabel(role.name, number + 1), role.summary, first)
