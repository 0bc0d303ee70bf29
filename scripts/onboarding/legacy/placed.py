"""What a page becomes: its files, and where its old addresses lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from onboarding.legacy.addresses import Home, canonical
from onboarding.legacy.anchors import OldAnchors, anchors_of, owner_of
from onboarding.legacy.files import ContentFile
from onboarding.legacy.model import Block, Heading
from onboarding.legacy.naming import slug_of
from onboarding.legacy.page import LegacyPage


@dataclass(frozen=True, slots=True)
class Placed:
    """The files of a page, and where what it was called leads. `home` is the file that holds the page as a whole."""

    files: tuple[ContentFile, ...]
    home: str
    addresses: Home
    language: str


class Aliases:
    """Collects which file has which old address while a page is placed.

    `home` is the file that holds the page as a whole, and `site` the legacy site's address with a final slash.
    """

    def __init__(self, page: LegacyPage, home: str, site: str) -> None:
        self.addresses = Home(home)
        self._page = page
        self._home = home
        self._site = site
        self._old = OldAnchors(page)
        self._places: list[tuple[int, str]] = []
        self._kept: dict[str, dict[str, None]] = {}
        self._live: dict[str, set[str]] = {}
        self._tasks: set[str] = set()

    def body(self, path: str, blocks: Sequence[Block], number: int = 0) -> None:
        """The blocks are the text of a file, which was made of what begins on a line."""
        self.begins(path, number)
        now = anchors_of(blocks)
        self._live.setdefault(path, set()).update(now.values())
        for block in blocks:
            self.begins(path, block.number)
            if isinstance(block, Heading):
                anchor = self._old.of(block)
                target = path if self._old.is_named(block) else f"{path}#{now[block.number]}"
                self.addresses.anchors.setdefault(canonical(anchor), target)
                if path != self._home:  # its heading has the anchor on a page of its own, but not on the whole one
                    self._keep(path, f"{self._site}{slug_of(self._page)}.html#{anchor}")
                elif anchor != now[block.number]:
                    self._keep(path, f"#{anchor}")

    def heading(self, path: str, heading: Heading, live: Collection[str], owner: str = "") -> None:
        """A heading became a file of its own, whose page has some anchors anyway. `owner` keeps others for it."""
        self.begins(path, heading.number)
        self._anchor(self._old.of(heading), path, live, owner)

    def begins(self, path: str, number: int) -> None:
        """What is on a line, and below it, is in a file."""
        if number:
            self._places.append((number, path))

    def task(self, task: str, path: str) -> None:
        """A task has its id as an anchor, wherever else that was set."""
        self.addresses.anchors[canonical(task)] = path
        self._tasks.add(canonical(task))

    def _anchor(self, anchor: str, path: str, live: Collection[str] = (), owner: str = "") -> None:
        self.addresses.anchors.setdefault(canonical(anchor), path)
        if anchor and anchor not in live and canonical(anchor) not in self._tasks:
            self._keep(owner or path, f"#{anchor}")

    def _keep(self, path: str, alias: str) -> None:
        self._kept.setdefault(path, {})[alias] = None

    def on(self, files: Sequence[ContentFile]) -> tuple[ContentFile, ...]:
        """The files with their old anchors, and the one that holds the page as a whole with the page's addresses."""
        self._places.sort(key=lambda place: place[0])
        for anchor in self._old.placed:
            owner = owner_of(anchor, self._places)
            self._anchor(anchor.name, owner, self._live.get(owner, ()))
        return tuple(map(self._with_aliases, files))

    def _with_aliases(self, file: ContentFile) -> ContentFile:
        slugs = self._page.head.slugs if file.path == self._home else ()
        pages = (f"{self._site}{slug}.html" for slug in slugs if not re.search(r"[\s#?:\\\"'<>]", slug))
        made = (*pages, *self._kept.get(file.path, ()))
        return replace(file, fields={**file.fields, "aliases": made}) if made else file
