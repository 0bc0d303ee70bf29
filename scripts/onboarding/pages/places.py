"""Where each content item is shown: on the page of its own, or as a part of another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from onboarding.content import Content, Item, Service
from onboarding.content.addresses import CHANGELOG_FOLDER, changelog_page, process_page
from onboarding.content.references import References, Target
from onboarding.pages.model import Site
from onboarding.prose import Heading, Link


@dataclass(frozen=True, slots=True)
class Place:
    """The page that shows an item, the item's anchor there, and what is put before the anchors of its headings.

    `without` are those of the item's anchors that are not there.
    """

    page: str
    anchor: str | None = None
    prefix: str = ""
    without: frozenset[str] = frozenset()

    def anchor_of(self, fragment: str | None) -> str | None:
        """The anchor on `page` of one of the item's own anchors, or of the item itself."""
        return self.anchor if fragment is None or fragment in self.without else self.prefix + fragment


@dataclass(frozen=True, slots=True)
class Places:
    """All places of one way to read the site, and the addresses that follow from them."""

    by_path: Mapping[str, Place]

    def of(self, path: str) -> Place:
        """Where `path` is shown; pages and files that are made stand for themselves."""
        return self.by_path.get(path) or Place(path)

    def address(self, target: Target, page: str) -> str:
        """How a Markdown page at `page` writes a link to `target`."""
        place = self.of(target.path)
        anchor = place.anchor_of(target.fragment)
        fragment = f"#{anchor}" if anchor else ""
        if place.page == page:
            return fragment or posixpath.basename(page)
        return quote(posixpath.relpath(place.page, posixpath.dirname(page) or "."), safe="/.") + fragment

    def body(self, item: Item, references: References, page: str, level: int) -> str:
        """The item's Markdown as a part of `page`, below a heading of `level`."""
        place = self.of(item.path)

        def address(link: Link) -> str:
            target = references.resolve(item.path, link.address)
            return self.address(target, page) if isinstance(target, Target) else link.address

        def heading(found: Heading) -> tuple[int, str]:
            return min(found.level + level - 1, 6), place.anchor_of(found.anchor) or found.anchor

        return item.body.rewritten(address, heading)


def reading_places(content: Content) -> Places:
    """The places of the phase pages: tasks on their phase's page, changes on the changelog."""
    places: dict[str, Place] = {}
    for service in content.services:
        for phase in service.phases:
            for task in phase.tasks:
                places[task.path] = Place(phase.path, task.anchor, f"{task.anchor}-")
        for change in service.changes:
            places[change.path] = Place(changelog_page(service), change.anchor, f"{change.anchor}-")
    return Places(places)


def process_places(reading: Places, service: Service) -> Places:
    """The places of the page of the whole process: as for reading, but everything of the service is there."""
    page = process_page(service)
    places = dict(reading.by_path)
    places[service.path] = Place(page)
    for phase in service.phases:
        places[phase.path] = Place(page, phase.anchor, f"fase-{phase.id.lower()}-")
        for task in phase.tasks:
            places[task.path] = Place(page, task.anchor, f"{task.anchor}-")
    for shown in service.process_pages:
        places[shown.path] = Place(page, shown.stem, f"{shown.stem}-")
    places[changelog_page(service)] = Place(
        page, CHANGELOG_FOLDER, f"{CHANGELOG_FOLDER}-", without=frozenset(service.years)
    )
    for change in service.changes:
        places[change.path] = Place(page, change.anchor, f"{change.anchor}-")
    return Places(places)


def published(path: str, site: Site, address: str | None = None) -> str:
    """The address of a page or file, relative to the site's own, as MkDocs publishes it."""
    if address is not None:
        return quote(address)
    if not path.endswith(".md"):
        return quote(path)
    stem = path.removesuffix(".md")
    if not site.directory_urls:
        return quote(f"{stem}.html")
    return quote(stem.removesuffix("index") if stem.rpartition("/")[2] == "index" else f"{stem}/")
