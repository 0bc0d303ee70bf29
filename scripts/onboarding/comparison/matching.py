"""Which item of an edition was which of the one before.

Ids and files are given anew when tasks are renumbered or moved, so neither tells alone. The rules, in their order:

1. The same id, title and text: nobody has touched it.
2. The new item lists the old id (or address) among its aliases: the editor has said so. But where the old item with the
   new one's own id is more like it, the editor only sends visitors of another, removed item there.
3. The same title and text under another id: it was renumbered, and what has its old id now is something else.
4. The most alike first, where the same id and the same file each make it somewhat more likely.
5. The same id in the same file, though no word is left: it was written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from onboarding.comparison.likeness import Bag, bag, likeness
from onboarding.content import Item, Phase, Task
from onboarding.content.addresses import destination

T = TypeVar("T", bound=Item)

# What the title counts for; the rest is for the text.
_TITLE: Final = 0.35
# How alike two items must be to be the same one. Of the 153 pairs of different tasks of a real service, the most alike
# reach 0.46.
_LEAST: Final = 0.5
# What the same id and the same file each add.
_BONUS: Final = 0.2
# Beyond so many pairs of items that the first rules cannot tell, the whole content is another, and only those with the
# same id or file are looked at.
_MOST_PAIRS: Final = 40_000


@dataclass(frozen=True)
class _Traits:
    """What tells an item from others. `claims` are the keys that it says it had before."""

    key: str
    place: str
    title: str
    text: str
    address: str
    claims: frozenset[str]

    @cached_property
    def bags(self) -> tuple[Bag, Bag]:
        """The words of title and text."""
        return bag(self.title), bag(self.text)

    @property
    def looks(self) -> tuple[str, str]:
        """What the reader sees of it."""
        return self.title, self.text

    def likeness(self, other: _Traits) -> float:
        """From 0 to 1: how much of the words two items share."""
        if self.looks == other.looks:
            return 1.0
        (title, text), (other_title, other_text) = self.bags, other.bags
        titles = 1.0 if self.title == other.title else likeness(title, other_title)
        texts = 1.0 if self.text == other.text else likeness(text, other_text)
        return _TITLE * titles + (1 - _TITLE) * texts if self.text or other.text else titles

    def score(self, other: _Traits) -> float:
        """How likely it is that two items are the same one."""
        return self.likeness(other) + _BONUS * (self.key == other.key) + _BONUS * (self.place == other.place)


def matched(before: Sequence[T], after: Sequence[T]) -> list[tuple[T | None, T | None]]:
    """Each item with what it has become, in the new order; then those that are gone, in the old one."""
    partners = _Matching([_traits(item) for item in before], [_traits(item) for item in after]).partners()
    was = {j: i for i, j in partners.items()}
    pairs: list[tuple[T | None, T | None]] = [
        (before[was[j]] if j in was else None, item) for j, item in enumerate(after)
    ]
    return [*pairs, *((item, None) for i, item in enumerate(before) if i not in partners)]


def claimed(item: Item, after: Iterable[T]) -> T | None:
    """The item that has taken over the address of one that is gone."""
    address = _traits(item).address
    return next((other for other in after if address in _traits(other).claims), None)


def _traits(item: Item) -> _Traits:
    text, claims = item.body.words, frozenset[str]()
    match item:
        case Task():
            key, place, address = item.id, item.path, item.id
            claims = frozenset(alias.written for alias in item.aliases)
        case Phase():
            key, place = item.id, item.path
            text = "\n".join((item.summary, item.gate or "", text, *(task.title for task in item.tasks)))
        case _:
            key, place = item.path, item.path
    if not isinstance(item, Task):
        address = destination(item.path)
        claims = frozenset(destination(alias.path) for alias in item.aliases if alias.path and alias.host is None)
    return _Traits(key, place, item.title, text, address, claims)


class _Matching:
    """Goes through the rules, each with what the ones before have left."""

    def __init__(self, old: Sequence[_Traits], new: Sequence[_Traits]) -> None:
        self._old, self._new = dict(enumerate(old)), dict(enumerate(new))
        self._partners: dict[int, int] = {}

    def partners(self) -> dict[int, int]:
        """The index of the new item by that of the old one."""
        self._same(lambda one: (one.key, *one.looks))
        self._claimed()
        self._same(lambda one: one.looks)
        self._alike()
        self._same(lambda one: (one.key, one.place))
        return self._partners

    def _pair(self, i: int, j: int) -> None:
        self._partners[i] = j
        del self._old[i], self._new[j]

    def _same(self, trait: Callable[[_Traits], Hashable]) -> None:
        """Pair what has the same trait, where only one on each side has it."""
        old, new = _by(self._old, trait), _by(self._new, trait)
        for value, indexes in old.items():
            others = new.get(value, [])
            if len(indexes) == len(others) == 1:
                self._pair(indexes[0], others[0])

    def _claimed(self) -> None:
        addresses = _by(self._old, lambda one: one.address)
        own = _by(self._old, lambda one: one.key)
        for j, item in list(self._new.items()):
            claims = [i for claim in sorted(item.claims) for i in addresses.get(claim, []) if i in self._old]
            nearest = max(claims, key=lambda i: item.likeness(self._old[i]), default=None)
            if nearest is None:
                continue
            rivals = [self._old[i] for i in own.get(item.key, []) if i in self._old]
            if all(item.likeness(rival) <= item.likeness(self._old[nearest]) for rival in rivals):
                self._pair(nearest, j)

    def _alike(self) -> None:
        own = _by(self._new, lambda one: (one.key, one.place))
        for i, item in list(self._old.items()):
            # No other can be more alike than these: the rules above have taken what is the same.
            for j in own.get((item.key, item.place), []):
                if i in self._old and j in self._new and item.score(self._new[j]) >= 1:
                    self._pair(i, j)
        scores = sorted((-score, i, j) for i, j, score in self._scores() if score >= _LEAST)
        for _, i, j in scores:
            if i in self._old and j in self._new:
                self._pair(i, j)

    def _scores(self) -> Iterator[tuple[int, int, float]]:
        is_small = len(self._old) * len(self._new) <= _MOST_PAIRS
        keys, places = _by(self._new, lambda one: one.key), _by(self._new, lambda one: one.place)
        for i, item in self._old.items():
            near = self._new if is_small else {*keys.get(item.key, ()), *places.get(item.place, ())}
            yield from ((i, j, item.score(self._new[j])) for j in near)


def _by(items: Mapping[int, _Traits], trait: Callable[[_Traits], Hashable]) -> dict[Hashable, list[int]]:
    """The indexes of the items by a trait of theirs."""
    found: dict[Hashable, list[int]] = {}
    for index, item in items.items():
        found.setdefault(trait(item), []).append(index)
    return found
