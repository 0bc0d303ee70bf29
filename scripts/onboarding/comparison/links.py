"""The links of two texts: which are new or gone, which lead elsewhere, which have other words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from onboarding.comparison.model import LinkChange, LinkFate
from onboarding.prose import Link, Prose


class Destinations(Protocol):
    """Knows what the addresses of the two editions lead to."""

    def are_same(self, before: Link, after: Link) -> bool:
        """Whether a link of the old text leads to the same as one of the new."""
        ...


def compared(
    before: Prose | None, after: Prose | None, destinations: Destinations, line_now: Callable[[int], int]
) -> Iterator[LinkChange]:
    """Every link that is not as it was, in the order of their lines.

    `line_now` gives the line where what stood on a line of the old text stands now. What is the same is set aside
    first, then the same words, then the same destination, each link with the first that is left.
    """
    old, new = list(_all(before)), list(_all(after))
    _taken(old, new, lambda one, other: _words(one) == _words(other) and destinations.are_same(one, other))
    found = [
        LinkChange(LinkFate.READDRESSED, one, other, other.line)
        for one, other in _taken(old, new, lambda one, other: _words(one) == _words(other))
    ]
    reworded = _taken(old, new, destinations.are_same)
    found += (LinkChange(LinkFate.REWORDED, one, other, other.line) for one, other in reworded)
    found += (LinkChange(LinkFate.NEW, None, link, link.line) for link in new)
    found += (LinkChange(LinkFate.REMOVED, link, None, line_now(link.line)) for link in old)
    yield from sorted(found, key=lambda change: (change.line, change.after is None))


def _all(prose: Prose | None) -> Iterator[Link]:
    if prose:
        yield from (*prose.links, *prose.html_links)


def _words(link: Link) -> tuple[str, bool]:
    return " ".join(link.text.split()), link.is_image


def _taken(old: list[Link], new: list[Link], is_same: Callable[[Link, Link], bool]) -> list[tuple[Link, Link]]:
    """Each link of the old text with the first of the new that is the same; takes both out of the lists."""
    taken = []
    for link in list(old):
        other = next((other for other in new if link.is_image == other.is_image and is_same(link, other)), None)
        if other is not None:
            old.remove(link)
            new.remove(other)
            taken.append((link, other))
    return taken
