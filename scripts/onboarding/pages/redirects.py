"""Old addresses: pages that lead on, and notes on pages that are still there."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from onboarding.content import Alias, Item, Service, Task
from onboarding.content.addresses import destination, generated, process_page
from onboarding.content.aliases import old_phases
from onboarding.content.fields import TASK_ID
from onboarding.content.references import Target
from onboarding.pages.book import Book
from onboarding.pages.model import File, Page
from onboarding.pages.places import published
from onboarding.workbooks.sheet import TextLink

# What has moved away from a page: its old name, its old anchor, where it is now.
Note = tuple[str, str, TextLink]


@dataclass(slots=True)
class _Redirect:
    """What an old page leads to: by default, and for each old anchor."""

    default: str = ""
    title: str = ""
    fragments: dict[str, str] = field(default_factory=dict)


def redirects(book: Book, pages: list[Page]) -> tuple[list[Page], list[File]]:
    """The pages with a note for each anchor that has moved away, and the files that stand at old addresses."""
    live = {path: path for service in book.content.services for path in generated(service)}
    live |= {destination(page.path): page.path for page in pages}
    addresses = {page.path: published(page.path, book.site, page.address) for page in pages}
    moved: dict[str, list[Note]] = defaultdict(list)
    gone: dict[str, _Redirect] = defaultdict(_Redirect)
    for item, alias, path in _aliases(book):
        target = _owner(item)
        place = book.reading.of(target.path)
        page = live.get(destination(path))
        if page:
            if alias.fragment:
                link = TextLink(_name(item), book.reading.address(target, page))
                moved[page].append((_old_name(alias), alias.fragment, link))
            continue
        redirect = gone[path]
        address = addresses[place.page] + (f"#{place.anchor}" if place.anchor else "")
        if alias.fragment:
            redirect.fragments[alias.fragment] = address
        if alias.fragment is None or not redirect.default:
            redirect.default, redirect.title = address, item.title
    noted = [_with_notes(book, page, moved[page.path]) if page.path in moved else page for page in pages]
    return noted, [_file(book, path, redirect) for path, redirect in sorted(gone.items())]


def _aliases(book: Book) -> Iterator[tuple[Item, Alias, str]]:
    """Each alias with the page that it was an address of."""
    for item in book.content.items():
        for alias in item.aliases:
            if alias.path is not None:
                yield item, alias, alias.path
    for service in book.content.services:
        for task in service.tasks:
            for alias in task.aliases:
                yield from ((task, alias, phase.path) for phase in old_phases(service, task, alias))


def _owner(item: Item) -> Target:
    """Where an item's old addresses lead. A service's lead to the whole process: its old anchors are there."""
    return Target(process_page(item)) if isinstance(item, Service) else Target(item.path)


def _name(item: Item) -> str:
    return item.name if isinstance(item, Task) else item.title


def _old_name(alias: Alias) -> str:
    """What readers knew it as: a task's id, or the anchor."""
    name = (alias.fragment or "").upper()
    return name if re.fullmatch(TASK_ID, name) else f"#{alias.fragment}"


def _with_notes(book: Book, page: Page, notes: list[Note]) -> Page:
    text = book.templates.render("moved.md", page.language, notes=notes)
    return replace(page, markdown=f"{page.markdown.rstrip()}\n\n{text}")


def _file(book: Book, path: str, redirect: _Redirect) -> File:
    file = path if path.endswith(".html") else posixpath.join(path, "index.html")
    here = posixpath.dirname(file)

    def relative(address: str) -> str:
        page, _, anchor = address.partition("#")
        back = "../" * (here.count("/") + 1) if here else ""
        return (back + page or "./") + (f"#{anchor}" if anchor else "")

    fragments = {anchor: relative(address) for anchor, address in sorted(redirect.fragments.items())}
    text = book.templates.render(
        "redirect.html",
        "nb",
        title=redirect.title,
        target=relative(redirect.default),
        canonical=book.site.url + redirect.default if book.site.url else "",
        fragments=fragments,
    )
    return File(file, text.encode())
