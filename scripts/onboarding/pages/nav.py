"""The menu: services first, then the folders of ordinary pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onboarding.content import Page, Service
from onboarding.content.addresses import HOME, changelog_page, process_page
from onboarding.pages.book import Book
from onboarding.pages.model import Nav, NavPage, NavSection


def nav(book: Book) -> Nav:
    """The whole menu. A section's own page comes first in it, without a title."""
    content = book.content
    home = [NavPage(book.templates.words("nb")["home"], HOME) for page in content.pages if page.path == HOME]
    services = [_service(book, service) for service in content.services]
    return (*home, *services, *_folder(content.pages, ""))


def _service(book: Book, service: Service) -> NavSection:
    words = book.templates.words(service.language)
    phases = [NavPage(phase.name, phase.path) for phase in service.phases]
    pages = [NavPage(page.title, page.path) for page in service.pages]
    made = [
        NavPage(words["process"], process_page(service)),
        NavPage(words["changelog"], changelog_page(service)),
    ]
    return NavSection(service.short_title, (NavPage("", service.path), *phases, *pages, *made))


def _folder(pages: Iterable[Page], folder: str) -> Iterator[NavPage | NavSection]:
    """The pages of a folder in the editors' order, then its folders."""
    inside = [page for page in pages if page.path.startswith(f"{folder}/" if folder else "")]
    for page in sorted(inside, key=lambda page: (page.order, page.title)):
        if page.folder == folder and page.stem != "index":
            yield NavPage(page.title, page.path)
    depth = folder.count("/") + 1 if folder else 0
    below = {"/".join(page.path.split("/")[: depth + 1]) for page in inside if page.path.count("/") > depth}
    for name in sorted(below, key=lambda name: _order(inside, name)):
        index = next((page for page in inside if page.path == f"{name}/index.md"), None)
        own = (NavPage("", index.path),) if index else ()
        title = index.title if index else name.rpartition("/")[2].capitalize()
        yield NavSection(title, (*own, *_folder(inside, name)))


def _order(pages: Iterable[Page], folder: str) -> tuple[int, str]:
    index = next((page for page in pages if page.path == f"{folder}/index.md"), None)
    return (index.order, index.title) if index else (1000, folder)
