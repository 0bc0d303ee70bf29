"""From content to everything that a site engine gets. Pure: the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from onboarding.content import Content, Service
from onboarding.content import Page as ContentPage
from onboarding.content.addresses import HOME, process_page
from onboarding.content.references import References
from onboarding.errors import ContentError
from onboarding.messages import problem
from onboarding.pages.book import Book
from onboarding.pages.data import data_files, sheet
from onboarding.pages.feed import feeds
from onboarding.pages.glossary import explained, site_terms, terms_of
from onboarding.pages.machines import guide_for_machines
from onboarding.pages.model import File, Page, Pages, Site
from onboarding.pages.nav import nav
from onboarding.pages.ordinary import home_page, page_of
from onboarding.pages.paper import paper_style
from onboarding.pages.places import reading_places
from onboarding.pages.plain import plain
from onboarding.pages.redirects import redirects
from onboarding.pages.schema import tasks_schema
from onboarding.pages.service import changes_page, mine_page_of, phase_page, service_page, whole_process_page
from onboarding.pages.templates import Templates
from onboarding.pages.workbench import handover, workbench


def generate(
    content: Content, site: Site, templates: Templates, made: Iterable[Page] = (), *, today: dt.date | None = None
) -> Pages:
    """All pages, files and the menu of the site. `made` are pages that come from elsewhere than the content.

    `today` tells which reviews are too old; without it no page says that one is.

    Raises ContentError where a template is at fault, and where a content file has the place of a made page.
    """
    made = tuple(made)
    clashes = [item.source for item in content.items() if item.path in {page.path for page in made}]
    if clashes:
        raise ContentError(problem(source, "page-clash") for source in clashes)
    book = Book(content, site, templates, References(content), reading_places(content), today)
    pages, old = redirects(book, [*_pages(book), *made])
    files = [file for service in content.services for file in _files(book, service)]
    return Pages(
        tuple(_explained(book, pages)),
        (guide_for_machines(book, pages), tasks_schema(book), *files, *old),
        tuple(File(page.path, plain(page.markdown).encode()) for page in pages),
        tuple(sheet(book, service) for service in content.services),
        nav(book, made),
    )


def _pages(book: Book) -> Iterator[Page]:
    for page in book.content.pages:
        yield home_page(book, page) if page.path == HOME else page_of(book, page, "nb")
    for service in book.content.services:
        yield from _service_pages(book, service)


def _service_pages(book: Book, service: Service) -> Iterator[Page]:
    yield service_page(book, service)
    yield from (phase_page(book, service, phase) for phase in service.phases)
    yield from (page_of(book, page, service.language) for page in service.pages)
    yield mine_page_of(book, service)
    yield whole_process_page(book, service)
    yield changes_page(book, service)


def _explained(book: Book, pages: Iterable[Page]) -> Iterator[Page]:
    """The pages with the words explained that the glossaries of the site and of their own service explain."""
    everywhere = site_terms(book.content)
    own = {service.folder: (*everywhere, *terms_of(service.pages)) for service in book.content.services}
    own |= {process_page(service): own[service.folder] for service in book.content.services}
    glossaries = {item.path for item in book.content.items() if isinstance(item, ContentPage) and item.is_glossary}
    for page in pages:
        terms = own.get(page.path) or next((own[folder] for folder in own if page.path.startswith(f"{folder}/")), None)
        yield page if page.path in glossaries else explained(page, terms or everywhere)


def _files(book: Book, service: Service) -> Iterator[File]:
    yield from feeds(book, service)
    yield workbench(book, service)
    yield handover(book, service)
    yield from data_files(book, service)
    yield paper_style(service)
