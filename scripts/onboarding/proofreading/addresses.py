"""Addresses: those that stand bare in a text, and those of our own site that are written out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from onboarding.content import Content, Item, Service
from onboarding.content.addresses import changelog_page, destination, process_page
from onboarding.content.aliases import old_phases
from onboarding.content.references import References, Target
from onboarding.pages.places import Places, process_places, reading_places
from onboarding.proofreading.model import Body, Fault

# What GitHub makes links of (https://github.github.com/gfm/#autolinks-extension-), and some that it leaves.
_BARE = re.compile(
    r"""https?://[^\s<>«»"“”]+|(?<![\w./@-])www\.[\w-]+\.[^\s<>«»"“”]+|(?<![\w.+/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+""",
    re.IGNORECASE,
)
_AFTER = "?!.,:;*_~'"  # belongs to the sentence

# An address (see `destination`) and an anchor there.
_Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Internal:
    """What an address of our own site leads to. `is_certain` says that a link to it leads to the very same."""

    path: str
    is_certain: bool


class OwnSite:
    """Knows what lies at each address of the site, whose own is `own` with a final slash, or "" where it is unknown."""

    def __init__(self, content: Content, own: str) -> None:
        self.address = own
        self._content = content
        self._own = urlsplit(own)

    def internal(self, source: str, address: str) -> Internal | None:
        """How the file `source` links to what a whole address leads to; None where that is no content of ours."""
        key, has_query = self._key(address)
        if key is None:
            return None
        target = self._targets.get(key)
        found = target or self._targets.get((key[0], None))
        if found is None:
            return None
        path = self._written(found, source)
        is_same = target is not None and not has_query and isinstance(self._references.resolve(source, path), Target)
        return Internal(path, is_same)

    def _key(self, address: str) -> tuple[_Key | None, bool]:
        try:
            parts = urlsplit(address)
        except ValueError:  # a malformed host
            return None, False
        root = self._own.path
        is_ours = parts.scheme.lower() in ("http", "https") and parts.netloc.lower() == self._own.netloc.lower()
        if not self._own.netloc or not is_ours or not f"{parts.path}/".startswith(root):
            return None, False
        path = unquote(parts.path)[len(root) :]
        return (destination(path), unquote(parts.fragment) or None), bool(parts.query)

    def _written(self, target: Target, source: str) -> str:
        if target.path == source and target.fragment:
            return f"#{target.fragment}"
        path = self._made.get(target.path, target.path)
        relative = posixpath.relpath(path, posixpath.dirname(source) or ".")
        anchor = f"#{target.fragment}" if target.fragment else ""
        return f"{relative}{'/' if path.endswith('/') else ''}{anchor}"

    @cached_property
    def _made(self) -> dict[str, str]:
        """How links name the pages that are made: there is no such file to link to."""
        services = self._content.services
        return {process_page(service): f"{service.slug}.html" for service in services} | {
            changelog_page(service): posixpath.dirname(changelog_page(service)) + "/"
            for service in services
            if not service.changelog
        }

    @cached_property
    def _references(self) -> References:
        return References(self._content)

    @cached_property
    def _targets(self) -> dict[_Key, Target]:
        """Everything that the site's addresses lead to; what is there now comes before what was there."""
        found: dict[_Key, Target] = {}
        for key, target in (*self._live(), *self._old()):
            found.setdefault(key, target)
        return found

    def _live(self) -> Iterator[tuple[_Key, Target]]:
        reading = reading_places(self._content)
        for item in self._content.items():
            yield from self._shown(reading, item)
        for service in self._content.services:
            process = process_places(reading, service)
            for made in (process_page(service), changelog_page(service)):
                yield (destination(made), None), Target(made)
                yield from self._anchors(made)
            for item in service.items():
                if process.of(item.path).page == process_page(service):
                    yield from self._shown(process, item)
        for path in self._content.files:
            yield (destination(path), None), Target(path)

    def _shown(self, places: Places, item: Item) -> Iterator[tuple[_Key, Target]]:
        place = places.of(item.path)
        page = destination(place.page)
        yield (page, place.anchor), Target(item.path)
        for anchor in item.body.anchors:
            yield (page, place.anchor_of(anchor)), Target(item.path, anchor)
        if place.page == item.path:
            yield from self._anchors(item.path)

    def _anchors(self, page: str) -> Iterator[tuple[_Key, Target]]:
        for anchor, target in self._references.anchors(page).items():
            yield (destination(page), anchor), target

    def _old(self) -> Iterator[tuple[_Key, Target]]:
        reading = reading_places(self._content)
        host = f"{self._own.scheme}://{self._own.netloc}"
        for item in self._content.items():
            target = Target(process_page(item)) if isinstance(item, Service) else Target(item.path)
            for alias in item.aliases:
                if alias.path is None:
                    yield (destination(reading.of(item.path).page), alias.fragment), target
                elif alias.host in (None, host):
                    yield (destination(alias.path), alias.fragment), target
                    yield (destination(alias.path), None), target
        for service in self._content.services:
            for task in service.tasks:
                for alias in task.aliases:
                    for phase in old_phases(service, task, alias):
                        yield (destination(phase.path), alias.fragment), Target(task.path)


def addresses(body: Body, source: str, own: OwnSite) -> Iterator[Fault]:
    """Every address in the body of the file `source` that should be written as a link, or as a link inside the site."""
    for link in (*body.prose.links, *body.prose.html_links):
        if internal := own.internal(source, link.address):
            yield Fault("own-address", link.line, {"path": internal.path})
    for piece in body.pieces:
        if piece.kind == "text" and not piece.is_linked:
            for address in bare_addresses(piece.text):
                if internal := own.internal(source, address):
                    yield Fault("own-address", piece.line, {"path": internal.path})
                else:
                    yield Fault("bare-address", piece.line, _wanted(address))


def bare_addresses(text: str) -> Iterator[str]:
    """Each address in plain text, without the punctuation of the sentence around it."""
    for found in _BARE.finditer(text) if "/" in text or "@" in text or "www." in text.lower() else ():
        address = found.group().rstrip(_AFTER)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(_AFTER)
        yield address


def _wanted(address: str) -> dict[str, object]:
    """The values of the message: the address, where a link goes, and the address in angle brackets."""
    if "://" in address:
        return {"address": address, "target": address, "marked": f"<{address}>"}
    if address.lower().startswith("www."):
        return {"address": address, "target": f"https://{address}", "marked": f"<https://{address}>"}
    return {"address": address, "target": f"mailto:{address}", "marked": f"<{address}>"}
