"""Addresses that readers have: those of a site's pages, of the anchors on them, and the old ones that still work."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator

from onboarding.content import Alias, Change, Content, Item, Phase, Task
from onboarding.content.addresses import (
    CHANGELOG_FOLDER,
    HOME,
    destination,
    expendable,
    generated,
    process_page,
    published_items,
)
from onboarding.content.aliases import Address, claims, with_services
from onboarding.errors import Problem, Source
from onboarding.load import Survey
from onboarding.messages import problem
from onboarding.pages.places import Places, process_places, reading_places

# Each address with the content item that it shows; None for files, which are addresses themselves.
Published = dict[Address, Item | None]


def published(content: Content) -> Published:
    """Every address of the site that the content makes."""
    found: Published = {(path, None): None for path in sorted(content.files)}
    for service in content.services:
        # A phase that is gone has no more changes to tell of, and its feed is a file, which cannot lead on.
        kept = (made for made in generated(service) if made not in expendable(service))
        found |= dict.fromkeys(((made, None) for made in kept), service)
        found[service.slug, CHANGELOG_FOLDER] = service
    for item in published_items(content):
        found[destination(item.path), None] = item
    reading = reading_places(content)
    for item, _ in with_services(content):
        found |= dict.fromkeys(_anchors(item, reading), item)
    for service in content.services:
        whole = process_places(reading, service)
        shown = [item for item in service.items() if whole.of(item.path).page == process_page(service)]
        for item in shown:
            found |= dict.fromkeys(_anchors(item, whole), item)
            if isinstance(item, Phase):
                found |= dict.fromkeys(((service.slug, anchor) for anchor in item.old_anchors), item)
    return found


def _anchors(item: Item, places: Places) -> Iterator[Address]:
    """The anchors of an item and of its headings on the page that shows it."""
    place = places.of(item.path)
    page = destination(place.page)
    if place.anchor:
        yield page, place.anchor
    for heading in item.body.headings:
        yield page, place.anchor_of(heading.anchor)


def _kept(content: Content) -> dict[Address, Item]:
    """The old addresses that lead on to something, those of other hosts too: they lead on from this one."""
    return {
        (page.removeprefix("redirect:"), anchor): item
        for item, service in with_services(content)
        for alias in item.aliases
        for page, anchor in claims(item, service, alias)
    }


def gone(before: Survey, after: Survey) -> Iterator[Problem]:
    """Every address that worked before and leads nowhere now, where the editor can mend it."""
    live, kept = published(after.content), _kept(after.content)
    unsure = _unsure(after)
    told: set[Address] = set()
    for (page, anchor), item in (published(before.content) | _kept(before.content)).items():
        # An old page leads on with all its anchors, so they go with it: told once, when the page is told.
        lost = (page, anchor) not in live.keys() | kept.keys() and (anchor is None or (page, None) in live)
        shown = item.path if item else page
        once = (shown, anchor) if anchor else (page, None)  # an anchor may stand on two pages
        if lost and not shown.startswith(unsure) and once not in told:
            told.add(once)
            yield _file(page, after) if item is None else _item(page, anchor, item, after)


def _unsure(after: Survey) -> tuple[str, ...]:
    """The files whose fields are faulty, and the folders of such a service or phase: what they hold cannot be told."""
    faulty = []
    for found in after.problems:
        path = found.source.path.removeprefix(f"{after.name}/")
        document = after.documents.get(path)
        if document is None or found.source.line < document.body_line:
            faulty.append(path.removesuffix("index.md") if path.endswith("/index.md") else path)
    return tuple(faulty)


def _file(page: str, after: Survey) -> Problem:
    advice = "Legg filen tilbake med samme navn"
    return problem(Source(after.shown(page)), "address-gone", address=f"/{page}", advice=advice)


def _item(page: str, anchor: str | None, item: Item, after: Survey) -> Problem:
    now = _successor(item, after.content)
    address = f"/{page}" + (f"#{anchor}" if anchor else "")
    if isinstance(item, Change):
        advice = f"La filen hete {item.source.path} igjen: adressen lages av filnavnet"
    elif anchor is None and posixpath.splitext(page)[1]:
        advice = "La mappen hete det samme som før: filer kan ikke lede videre"
    else:
        where = now.source.path if now else "filen som tar over"
        advice = f"Legg til «{_alias(page, anchor, item, now, after.content)}» under aliases i {where}"
    return problem(_place(anchor, item, now, after), "address-gone", address=address, advice=advice)


def _alias(page: str, anchor: str | None, item: Item, now: Item | None, content: Content) -> str:
    """The old address as an editor writes it: an anchor alone, where that means the page that it was on."""
    for alias in item.aliases:
        if any((old.removeprefix("redirect:"), end) == (page, anchor) for old, end in claims(item, None, alias)):
            return f'"{alias.written}"' if re.search("[#:]", alias.written) else alias.written
    is_process = any(page == service.slug for service in content.services) or getattr(item, "slug", None) == page
    whole = f"{page}.html" if is_process else f"{page}/"
    if anchor is None:
        return whole
    if isinstance(item, Task) and anchor == item.anchor:
        return item.id
    service = next((service for found, service in with_services(content) if found is now), None)
    if now is None or (page, anchor) not in claims(now, service, Alias("", fragment=anchor)):
        return f'"{whole}#{anchor}"'
    return f'"#{anchor}"'


def _successor(item: Item, content: Content) -> Item | None:
    """What has taken an item's place: the same file, or what plainly is the same thing in another."""
    items = [found for found in content.items() if type(found) is type(item)]
    same = [found for found in items if found.path == item.path]
    return next((found for found in [*same, *items] if found in same or _is_same(found, item)), None)


def _is_same(found: Item, old: Item) -> bool:
    if isinstance(found, Task) and isinstance(old, Task):
        is_named = old.id in (found.id, *(alias.written for alias in found.aliases))
        if is_named and _service(found) == _service(old):
            return True
    return _inside(found) == _inside(old) or found.title == old.title


def _service(item: Item) -> str:
    return item.path.partition("/")[0]


def _inside(item: Item) -> str:
    """The path inside the service's folder, which may have another name now."""
    return item.path.partition("/")[2] or item.path


def _place(anchor: str | None, item: Item, now: Item | None, after: Survey) -> Source:
    """Where the mend belongs: at the new heading that is most like the lost one, or at the top of what took over."""
    if now is None:
        indexes = [path for path in after.texts if path.endswith("index.md")]
        nearest = max(indexes, key=lambda path: _nearness(path, item.path), default=HOME)
        return Source(after.shown(nearest))
    lost = next((heading for heading in item.body.headings if anchor and anchor.endswith(heading.anchor)), None)
    new = {heading.text: heading.line for heading in now.body.headings if heading.anchor not in item.body.anchors}
    if lost and new:
        return Source(now.source.path, new[difflib.get_close_matches(lost.text, new, 1, 0)[0]])
    return after.documents[now.path].line_of(("title",))


def _nearness(index: str, path: str) -> tuple[int, int]:
    """How near the index of a folder is to a file: by the folders that they share, then by its own depth."""
    return len(posixpath.commonpath([index, path])), -index.count("/")
