"""A service's own pages: its front page, its phases, the whole process and the changelog."""

from __future__ import annotations

from itertools import groupby

from onboarding.content import Changelog, Phase, Service
from onboarding.content import Page as ContentPage
from onboarding.content.addresses import (
    CHANGELOG_FOLDER,
    DATA_ENDINGS,
    changelog_page,
    data_file,
    feed_file,
    mine_page,
    paper_style_file,
    phase_feed_file,
    process_address,
    process_page,
)
from onboarding.content.references import PHASES_ANCHOR, ROLES_ANCHOR, Target
from onboarding.pages.book import Book
from onboarding.pages.model import Page
from onboarding.pages.places import Places, process_places
from onboarding.pages.sections import PageSection, old_anchors
from onboarding.pages.workbench import bench

LATEST = 3  # changes that a phase page shows; all of them are on the changelog


def service_page(book: Book, service: Service) -> Page:
    """The service's front page: its text, the phases and the roles."""
    page = service.path
    markdown = book.templates.render(
        "service.md",
        service.language,
        service=service,
        body=book.reading.body(service, book.references, page, 1),
        phases=book.overview(service, book.reading, page),
        picture=book.picture(service, book.reading, page),
        labels=book.labels(service, tuple(role.name for role in service.roles)),
        process=book.reading.address(Target(process_page(service)), page),
        mine=book.reading.address(Target(mine_page(service)), page),
        phases_anchor=PHASES_ANCHOR,
        roles_anchor=ROLES_ANCHOR,
        old_anchors=old_anchors(service),
    )
    return Page(
        page,
        service.title,
        markdown,
        service.summary,
        service.keywords,
        source=page,
        feed=feed_file(service),
        language=service.language,
    )


def phase_page(book: Book, service: Service, phase: Phase) -> Page:
    """A phase: its introduction, the table of its tasks, and a section for each."""
    page = phase.path
    latest = phase.changes_among(service.changes)[:LATEST]
    markdown = book.templates.render(
        "phase.md",
        service.language,
        service=service,
        section=book.phase(service, phase, book.reading, page, 1),
        latest=tuple(book.change(service, change, book.reading, page, 2) for change in latest),
        changelog=book.to_changelog(service, page),
        feed=book.reading.address(Target(phase_feed_file(service, phase)), page),
        old_anchors=old_anchors(phase),
        bench=bench(book, service, page),
    )
    return Page(
        page,
        phase.name,
        markdown,
        phase.summary,
        _with_tasks(phase),
        source=page,
        feed=phase_feed_file(service, phase),
        language=service.language,
    )


def _with_tasks(phase: Phase) -> tuple[str, ...]:
    """The keywords of a phase and its tasks, each once."""
    words = dict.fromkeys(phase.keywords)
    for task in phase.tasks:
        words |= dict.fromkeys(task.keywords)
    return tuple(words)


def whole_process_page(book: Book, service: Service) -> Page:
    """Everything on one page, at the address that companies have had all along, with its old anchors."""
    page, address = process_page(service), process_address(service)
    places = process_places(book.reading, service)
    markdown = book.templates.render(
        "process.md",
        service.language,
        service=service,
        body=places.body(service, book.references, page, 1),
        phases=tuple(book.phase(service, phase, places, page, 2) for phase in service.phases),
        picture=book.picture(service, places, page),
        labels=book.labels(service, tuple(role.name for role in service.roles)),
        pages=tuple(_page_section(book, shown, places, page) for shown in service.process_pages),
        log=_page_section(book, service.changelog, places, page) if service.changelog else None,
        changes=book.changes(service, places, page, 3),
        data=[(ending, places.address(Target(data_file(service, ending)), page)) for ending in DATA_ENDINGS],
        start=book.reading.address(Target(service.path), page),
        phases_anchor=PHASES_ANCHOR,
        roles_anchor=ROLES_ANCHOR,
        changelog_anchor=CHANGELOG_FOLDER,
        changed=service.changes[0].date if service.changes else None,
        today=book.today,
        old_anchors=old_anchors(service),
        old_anchors_of=old_anchors,
        bench=bench(book, service, page, address),
    )
    words = book.templates.words(service.language)
    return Page(
        page,
        words["process_title"].format(service=service.short_title),
        markdown,
        words["process_description"].format(service=service.title),
        service.keywords,
        address=address,
        canonical=service.path,
        feed=feed_file(service),
        paper=paper_style_file(service),
        language=service.language,
        searchable=False,
    )


def mine_page_of(book: Book, service: Service) -> Page:
    """The page where a reader works through the tasks: all of them, briefly. Scripts add the rest."""
    page = mine_page(service)
    words = book.templates.words(service.language)
    markdown = book.templates.render(
        "mine.md",
        service.language,
        phases=tuple(book.phase(service, phase, book.reading, page, 2) for phase in service.phases),
        process=book.reading.address(Target(process_page(service)), page),
        bench=bench(book, service, page),
    )
    return Page(
        page,
        words["mine"],
        markdown,
        words["mine_description"].format(service=service.title),
        language=service.language,
        feed=feed_file(service),
        searchable=False,
    )


def _page_section(book: Book, shown: ContentPage | Changelog, places: Places, page: str) -> PageSection:
    return PageSection(shown, places.body(shown, book.references, page, 2), book.site.edit_url(shown.path))


def changes_page(book: Book, service: Service) -> Page:
    """The changelog: what it says itself, and every change, newest first, by year."""
    page, log = changelog_page(service), service.changelog
    entries = book.changes(service, book.reading, page, 3)
    words = book.templates.words(service.language)
    markdown = book.templates.render(
        "changelog.md",
        service.language,
        title=log.title if log else words["changelog"],
        body=book.reading.body(log, book.references, page, 1) if log else "",
        old_anchors=old_anchors(log) if log else (),
        years=[(year, list(group)) for year, group in groupby(entries, key=lambda entry: entry.change.date.year)],
        feed=book.reading.address(Target(feed_file(service)), page),
    )
    return Page(
        page,
        log.title if log else words["changelog"],
        markdown,
        (log and log.summary) or words["changelog_description"].format(service=service.title),
        log.keywords if log else (),
        source=log.path if log else None,
        feed=feed_file(service),
        language=service.language,
    )
