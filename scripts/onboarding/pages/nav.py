"""The menu: services first, then the folders of ordinary pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onboarding.content import Service
from onboarding.content.addresses import HOME, changelog_page, mine_page, process_page
from onboarding.pages.book import Book
from onboarding.pages.model import Nav, NavPage, NavSection
from onboarding.pages.model import Page as MadePage

LAST = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """An ordinary page as the menu has it."""

    path: str
    title: str
    order: int

    @property
    def folder(self) -> str:
        """The folder that the page lies in, without a final slash."""
        return self.path.rpartition("/")[0]

    @property
    def is_index(self) -> bool:
        """Whether it is the page of its folder."""
        return self.path.rpartition("/")[2] == "index.md"


def nav(book: Book, made: Iterable[MadePage] = ()) -> Nav:
    """The whole menu. A section's own page comes first in it, without a title; pages that are `made` come last."""
    content = book.content
    entries = [Entry(page.path, page.title, page.order) for page in content.pages]
    entries += [Entry(page.path, page.title, LAST) for page in made]
    home = [NavPage(book.templates.words("nb")["home"], HOME) for page in content.pages if page.path == HOME]
    services = [_service(book, service) for service in content.services]
    return (*home, *services, *_folder(entries, ""))


def _service(book: Book, service: Service) -> NavSection:
    words = book.templates.words(service.language)
    phases = [NavPage(phase.name, phase.path) for phase in service.phases]
    pages = [NavPage(page.title, page.path) for page in service.pages]
    made = [
        NavPage(words["mine"], mine_page(service)),
        NavPage(words["process"], process_page(service)),
        NavPage(service.changelog.title if service.changelog else words["changelog"], changelog_page(service)),
    ]
    return NavSection(service.short_title, (NavPage("", service.path), *phases, *pages, *made))


def _folder(pages: Iterable[Entry], folder: str) -> Iterator[NavPage | NavSection]:
    """The pages of a folder in the editors' order, then its folders."""
    inside = [page for page in pages if page.path.startswith(f"{folder}/" if folder else "")]
    for page in sorted(inside, key=lambda page: (page.order, page.title)):
        if page.folder == folder and not page.is_index:
            yield NavPage(page.title, page.path)
    depth = folder.count("/") + 1 if folder else 0
    below = {"/".join(page.path.split("/")[: depth + 1]) for page in inside if page.path.count("/") > depth}
    for name in sorted(below, key=lambda name: _order(inside, name)):
        index = next((page for page in inside if page.path == f"{name}/index.md"), None)
        own = (NavPage("", index.path),) if index else ()
        title = index.title if index else name.rpartition("/")[2].capitalize()
        yield NavSection(title, (*own, *_folder(inside, name)))


def _order(pages: Iterable[Entry], folder: str) -> tuple[int, str]:
    index = next((page for page in pages if page.path == f"{folder}/index.md"), None)
    return (index.order, index.title) if index else (LAST, folder)
