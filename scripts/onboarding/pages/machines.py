"""What programs that read the site begin with: `llms.txt`, as https://llmstxt.org describes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from onboarding.content import Service
from onboarding.content.addresses import (
    DATA_ENDINGS,
    GUIDE_FOR_MACHINES,
    HOME,
    TASKS_SCHEMA,
    data_file,
    feed_file,
    phase_feed_file,
    process_page,
)
from onboarding.pages.book import Book
from onboarding.pages.model import File, Page

Pages = tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the site: its title, its address and a sentence about it, which may be empty."""

    title: str
    address: str
    about: str


@dataclass(frozen=True, slots=True)
class Part:
    """A service as the guide has it: its pages, and its tasks and changes as data."""

    service: Service
    pages: tuple[Entry, ...]
    data: tuple[Entry, ...]


def guide_for_machines(book: Book, pages: Iterable[Page]) -> File:
    """The guide, with the Markdown of every page; addresses are whole where the site's own is known."""
    pages = tuple(pages)
    parts, rest = [], pages
    for service in book.content.services:
        own = tuple(page for page in rest if _is_of(service, page))
        rest = tuple(page for page in rest if page not in own)
        parts.append(Part(service, _entries(book, own), _data(book, service)))
    home = next((page for page in rest if page.path == HOME), None)
    text = book.templates.render(
        GUIDE_FOR_MACHINES,
        "nb",
        site=book.site,
        summary=home.description if home else "",
        parts=parts,
        pages=_entries(book, (page for page in rest if page is not home)),
    )
    return File(GUIDE_FOR_MACHINES, text.encode())


def _is_of(service: Service, page: Page) -> bool:
    return page.path.startswith(f"{service.folder}/") or page.path == process_page(service)


def _entries(book: Book, pages: Iterable[Page]) -> tuple[Entry, ...]:
    return tuple(Entry(page.title, _address(book, page.path), page.description) for page in pages)


def _data(book: Book, service: Service) -> tuple[Entry, ...]:
    words: dict[str, Any] = book.templates.words("nb")
    own: dict[str, str] = words["machines"]
    entries = [
        Entry(own["tasks"].format(format=words["formats"][ending]), data_file(service, ending), own[ending])
        for ending in DATA_ENDINGS
    ]
    entries.append(Entry(own["schema"], TASKS_SCHEMA, own["schema_about"]))
    entries.append(Entry(own["changes"], feed_file(service), own["feed"]))
    entries += [
        Entry(own["changes_of"].format(phase=phase.name), phase_feed_file(service, phase), own["phase_feed"])
        for phase in service.phases
    ]
    return tuple(Entry(entry.title, _address(book, entry.address), entry.about) for entry in entries)


def _address(book: Book, path: str) -> str:
    return book.site.url + quote(path)
