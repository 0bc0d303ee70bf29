"""The Atom feed (RFC 4287) of a service's changes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from onboarding.content import Change, Service
from onboarding.content.addresses import changelog_page, feed_file
from onboarding.content.references import Target
from onboarding.pages.book import Book
from onboarding.pages.model import File
from onboarding.pages.places import published
from onboarding.prose import html


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
        self_address=book.site.url + published(feed_file(service), book.site),
        page_address=book.site.url + published(changelog_page(service), book.site),
        entries=entries,
    )
    return File(feed_file(service), text.encode())


def _entry(book: Book, service: Service, change: Change) -> FeedEntry:
    page = book.site.url + published(changelog_page(service), book.site)
    rendered = html(absolute(book, service, change))
    return FeedEntry(_identifier(f"{service.id}/{change.anchor}"), change, f"{page}#{change.anchor}", rendered)


def absolute(book: Book, service: Service, change: Change) -> str:
    """The change's text with addresses that hold away from the site."""
    body = replace(change.body, headings=())

    def address(written: str) -> str:
        target = book.references.resolve(change.path, written)
        if not isinstance(target, Target):
            return written
        place = book.reading.of(target.path)
        anchor = place.anchor_of(target.fragment)
        return book.site.url + published(place.page, book.site) + (f"#{anchor}" if anchor else "")

    return body.rewritten(lambda link: address(link.address), lambda heading: (heading.level, heading.anchor))


def _identifier(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, name).urn
