"""The Atom feeds (RFC 4287) of a service's changes: all of them, and those of each phase."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from onboarding.content import Change, Service
from onboarding.content.addresses import changelog_page, feed_file, phase_feed_file
from onboarding.content.references import Target
from onboarding.pages.book import Book
from onboarding.pages.model import File
from onboarding.prose import html, without_attributes


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry, the same in all feeds. `id` never changes, whatever the site's address (RFC 4287, section 4.2.6)."""

    id: str
    change: Change
    address: str
    content: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its file, its own identifier, and the page that shows people the same."""

    path: str
    id: str
    title: str
    page: str
    entries: tuple[FeedEntry, ...]


def feeds(book: Book, service: Service) -> Iterator[File]:
    """The service's feed, then one for each phase with the changes that concern its tasks.

    Links are absolute where the site's own address is known.
    """
    entries = {change.path: _entry(book, service, change) for change in service.changes}
    everything = Feed(
        feed_file(service),
        _identifier(service.id),
        service.title,
        changelog_page(service),
        tuple(entries.values()),
    )
    yield _file(book, service, everything)
    for phase in service.phases:
        own = tuple(entries[change.path] for change in phase.changes_among(service.changes))
        id_, title = _identifier(f"{service.id}/fase/{phase.id}"), f"{phase.name} ({service.short_title})"
        yield _file(book, service, Feed(phase_feed_file(service, phase), id_, title, phase.path, own))


def _file(book: Book, service: Service, feed: Feed) -> File:
    text = book.templates.render(
        "feed.xml",
        service.language,
        service=service,
        site=book.site,
        feed=feed,
        self_address=book.absolute(Target(feed.path)),
        page_address=book.absolute(Target(feed.page)),
    )
    return File(feed.path, text.encode())


def _entry(book: Book, service: Service, change: Change) -> FeedEntry:
    markdown = change.body.rewritten(lambda link: book.absolute_link(change, link), lambda heading: (heading.level, ""))
    address = book.absolute(Target(change.path))
    return FeedEntry(_identifier(f"{service.id}/{change.anchor}"), change, address, html(without_attributes(markdown)))


def _identifier(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, name).urn
