"""From content to everything that a site engine gets. Pure: the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from onboarding.content import Content, Service
from onboarding.content.references import References
from onboarding.pages.book import Book
from onboarding.pages.data import data_files
from onboarding.pages.feed import feed
from onboarding.pages.glossary import explained, site_terms, terms_of
from onboarding.pages.model import File, Page, Pages, Site
from onboarding.pages.nav import nav
from onboarding.pages.ordinary import HOME, home_page, page_of
from onboarding.pages.places import reading_places
from onboarding.pages.redirects import redirects
from onboarding.pages.service import changes_page, phase_page, service_page, whole_process_page
from onboarding.pages.templates import Templates


def generate(content: Content, site: Site, templates: Templates) -> Pages:
    """All pages, files and the menu of the site.

    Raises ContentError where a template is at fault.
    """
    book = Book(content, site, templates, References(content), reading_places(content))
    made = list(_pages(book))
    pages, old = redirects(book, made)
    files = [file for service in content.services for file in _files(book, service)]
    return Pages(
        tuple(pages),
        (*files, *old),
        nav(book),
        frozenset(item.path for item in content.items()),
    )


def _pages(book: Book) -> Iterator[Page]:
    glossaries = {page.path for page in book.content.pages if page.is_glossary}
    terms = site_terms(book.content)
    for page in book.content.pages:
        made = home_page(book, page) if page.path == HOME else page_of(book, page, "nb")
        yield made if page.path in glossaries else explained(made, terms)
    for service in book.content.services:
        own = (*terms, *terms_of(service.pages))
        yield from (explained(page, own) for page in _service_pages(book, service))


def _service_pages(book: Book, service: Service) -> Iterator[Page]:
    yield service_page(book, service)
    yield from (phase_page(book, service, phase) for phase in service.phases)
    yield from (page_of(book, page, service.language) for page in service.pages)
    yield whole_process_page(book, service)
    yield changes_page(book, service)


def _files(book: Book, service: Service) -> Iterator[File]:
    yield feed(book, service)
    yield from data_files(book, service)
