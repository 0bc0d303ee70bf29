"""What the addresses of two editions lead to: a link to something that was moved still leads to the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from onboarding.content import Content, Item, Service
from onboarding.content.addresses import changelog_page, process_page
from onboarding.content.references import References, Target
from onboarding.prose import Link

Pair = tuple[Item, Item]


class Destinations:
    """Resolves the links of two editions whose `pairs` of items are known to be the same."""

    def __init__(self, before: Content, after: Content, pairs: Iterable[Pair]) -> None:
        self._before, self._after = before, after
        self._pairs = tuple(pairs)

    def between(self, before: Item | None, after: Item | None) -> ItemDestinations:
        """What the links in an item and in what it has become lead to."""
        return ItemDestinations(self, before.path if before else "", after.path if after else "")

    def old_target(self, path: str, address: str) -> Target | None:
        """Where an address in an old file leads now, inside the site; None for all others."""
        target = _resolved(self._old_references, path, address)
        return Target(self._now.get(target.path, target.path), target.fragment) if target else None

    def new_target(self, path: str, address: str) -> Target | None:
        """Where an address in a file leads, inside the site; None for all others."""
        return _resolved(self._new_references, path, address)

    @cached_property
    def _old_references(self) -> References:
        return References(self._before)

    @cached_property
    def _new_references(self) -> References:
        return References(self._after)

    @cached_property
    def _now(self) -> dict[str, str]:
        """Where what was at a path is now, pages that are made for services too."""
        now = {before.path: after.path for before, after in self._pairs}
        for before, after in self._pairs:
            if isinstance(before, Service) and isinstance(after, Service):
                now[process_page(before)] = process_page(after)
                now[changelog_page(before)] = changelog_page(after)
        return now


class ItemDestinations:
    """The links in one item."""

    def __init__(self, all_of_them: Destinations, before: str, after: str) -> None:
        self._all, self._before, self._after = all_of_them, before, after
        self._known: dict[tuple[bool, str], Target | None] = {}

    def are_same(self, before: Link, after: Link) -> bool:
        """Whether a link of the old text leads to the same as one of the new."""
        old, new = self._target(before.address, is_old=True), self._target(after.address, is_old=False)
        return old == new if old and new else before.address == after.address

    def _target(self, address: str, *, is_old: bool) -> Target | None:
        known = (is_old, address)
        if known not in self._known:
            find = self._all.old_target if is_old else self._all.new_target
            self._known[known] = find(self._before if is_old else self._after, address)
        return self._known[known]


def _resolved(references: References, path: str, address: str) -> Target | None:
    try:
        found = references.resolve(path, address)
    except ValueError:  # urlsplit refuses malformed hosts
        return None
    return found if isinstance(found, Target) else None
