"""Every external address, with every place that uses it: from the content, and from the site that was built of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote

from onboarding.content import Change, Content, Item, Task
from onboarding.content.addresses import published_items
from onboarding.content.references import References
from onboarding.links.model import Address, InternalFault, Inventory, Place
from onboarding.links.site import BuiltSite

WEB = ("https://", "http://")


def inventory_of(content: Content, site: BuiltSite | None) -> Inventory:
    """The inventory of the content and, where it is given, of the built site.

    An address stands exactly as an editor wrote it. What only the site has (its templates' own links) is told with the
    content file that the page is made from.
    """
    places: dict[str, list[Place]] = {}
    references = References(content)
    for service, item in _items(content):
        for link in (*item.body.links, *item.body.html_links):
            if _is_external(item, link.address, references):
                place = Place(item.source.path, link.line, service, _task(item), _one_line(link.text))
                places.setdefault(link.address, []).append(place)
    if site:
        _add_site(places, content, site)
    return Inventory(
        tuple(Address(url, tuple(sorted(set(used)))) for url, used in places.items()),
        _faults(site, places) if site else (),
        site=site is not None,
    )


def _items(content: Content) -> Iterator[tuple[str | None, Item]]:
    """Every item, with the folder of its service."""
    for service in content.services:
        for item in service.items():
            yield service.folder, item
    for page in content.pages:
        yield None, page


def _is_external(item: Item, address: str, references: References) -> bool:
    return address.lower().startswith(WEB) and references.resolve(item.path, address) is None


def _task(item: Item) -> str | None:
    match item:
        case Task():
            return item.id
        case Change(tasks=(only,)):
            return only
        case _:
            return None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _faults(site: BuiltSite, places: Iterable[str]) -> tuple[InternalFault, ...]:
    """What is broken inside the site. What an editor wrote out as a whole address is asked for like any other."""
    known = {comparable(url) for url in places}
    return tuple(fault for fault in site.faults if comparable(fault.address) not in known)


def _add_site(places: dict[str, list[Place]], content: Content, site: BuiltSite) -> None:
    """Addresses of the pages that no content file has: those that the templates and the settings bring."""
    known = {comparable(url) for url in places}
    sources = dict(_sources(content))
    for page, links in site.links:
        source = sources.get(page) or sources.get("")
        for link in links:
            url = f"https:{link.address}" if link.address.startswith("//") else link.address
            if source and comparable(url) not in known:
                places.setdefault(url, []).append(replace(source, text=_one_line(link.text)))


def _sources(content: Content) -> Iterator[tuple[str, Place]]:
    """The top of the content file that each page is made from, by the page's folder on the site."""
    published = {item.path for item in published_items(content)}
    for service, item in _items(content):
        if item.path in published:
            path = PurePosixPath(item.path)
            page = path.parent if path.stem == "index" else path.with_suffix("")
            yield str(page).removeprefix("."), Place(item.source.path, 1, service, None, "")
    for found in content.services:
        yield found.slug, Place(found.source.path, 1, found.folder, None, "")


def comparable(url: str) -> str:
    """The address as one that an HTML page may have written otherwise: with the same characters percent-encoded."""
    return quote(url, safe="/:?#[]@!$&'()*+,;=%")
