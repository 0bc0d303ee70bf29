"""The Atom feed (RFC 4287) of a service's changes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from onboarding.content import Change, Service
from onboarding.content.addresses import changelog_page, feed_file
from onboarding.content.references import Target
from onboarding.pages.book import Book
from onboarding.pages.model import File
from onboarding.prose import html, without_attributes


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `id` never changes, whatever the site's address (RFC 4287, section 4.2.6)."""

    id: str
    change: Change
    address: str
    content: str


def feed(book: Book, service: Service) -> File:
    """The feed as a file; its links are absolute where the site's own address is known."""
    entries = [_entry(book, service, change) for change in service.changes]
    text = book.templates.render(
        "feed.xml",
        service.language,
        service=service,
        site=book.site,
        id=_identifier(service.id),
        self_address=book.absolute(Target(feed_file(service))),
        page_address=book.absolute(Target(changelog_page(service))),
        entries=entries,
    )
    return File(feed_file(service), text.encode())


def _entry(book: Book, service: Service, change: Change) -> FeedEntry:
    markdown = change.body.rewritten(lambda link: book.absolute_link(change, link), lambda heading: (heading.level, ""))
    address = book.absolute(Target(change.path))
    return FeedEntry(_identifier(f"{service.id}/{change.anchor}"), change, address, html(without_attributes(markdown)))


def _identifier(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, name).urn
