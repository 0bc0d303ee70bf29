"""From two editions of the content to what changed between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from onboarding.comparison.destinations import Destinations
from onboarding.comparison.items import ItemComparer
from onboarding.comparison.matching import claimed, matched
from onboarding.comparison.model import (
    Comparison,
    Difference,
    Fate,
    FileDifference,
    PhaseDifference,
    ServiceDifference,
)
from onboarding.content import Change, Changelog, Item, Page, Phase, Service, Task
from onboarding.content.model import natural
from onboarding.load import Survey, is_content

T = TypeVar("T", bound=Item)
Pairs = tuple[tuple[T | None, T | None], ...]


def compare(before: Survey, after: Survey, files: tuple[FileDifference, ...] = ()) -> Comparison:
    """What changed from one edition of a content folder to another; `files` are its pictures and documents that did.

    Where an edition has problems, what can be read of it is compared, and the rest is named as unread.
    """
    return _Comparer(before, after).comparison(files)


def compared_files(before: Mapping[str, bytes], after: Mapping[str, bytes], name: str) -> tuple[FileDifference, ...]:
    """The pictures and documents of two editions of the content folder `name` that are not the same, by path."""
    return tuple(
        FileDifference(f"{name}/{path}", _file_fate(before.get(path), after.get(path)))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path) and not is_content(path) and not _is_hidden(path)
    )


def _file_fate(before: bytes | None, after: bytes | None) -> Fate:
    if before is None:
        return Fate.NEW
    return Fate.REMOVED if after is None else Fate.CHANGED


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


@dataclass(frozen=True, slots=True)
class _ServiceMatch:
    """A service with what it has become, and all in it likewise."""

    before: Service | None
    after: Service | None
    phases: Pairs[Phase]
    tasks: Pairs[Task]
    pages: Pairs[Page]
    changelogs: Pairs[Changelog]
    entries: Pairs[Change]

    def pairs(self) -> Iterator[tuple[Item | None, Item | None]]:
        yield self.before, self.after
        yield from chain(self.phases, self.tasks, self.pages, self.entries)


class _Comparer:
    """Finds which item is which, and then what changed of each."""

    def __init__(self, before: Survey, after: Survey) -> None:
        self.before, self.after = before, after
        self._faulty = _faulty(before), _faulty(after)
        self.unread: set[str] = set()
        self.services = [
            _service_match(*pair) for pair in self._read(_services(before.content.services, after.content.services))
        ]
        self.pages = self._read(matched(self._outside(before), self._outside(after)))
        pairs = chain(*(service.pairs() for service in self.services), self.pages)
        same = [(old, new) for old, new in pairs if old and new]
        self.items = ItemComparer(before, after, Destinations(before.content, after.content, same))

    def comparison(self, files: tuple[FileDifference, ...]) -> Comparison:
        services = [self._service(service) for service in self.services]
        return Comparison(
            tuple(service for service in services if next(service.differences(), None)),
            self._differences(self.pages),
            files,
            tuple(sorted(self.unread)),
            (len(self.before.problems), len(self.after.problems)),
        )

    def _read(self, pairs: Iterable[tuple[T | None, T | None]]) -> Pairs[T]:
        """The pairs without items that are missing only because the other edition's file is faulty."""
        faulty_before, faulty_after = self._faulty
        kept = []
        for old, new in pairs:
            if old and not new and old.path in faulty_after:
                self.unread.add(self.after.shown(old.path))
            elif new and not old and new.path in faulty_before:
                self.unread.add(self.after.shown(new.path))
            else:
                kept.append((old, new))
        return tuple(kept)

    def _outside(self, survey: Survey) -> list[Page]:
        """The pages outside of services, and of services that cannot be read in the other edition."""
        unread = tuple(path.removesuffix("index.md") for path in self.unread)
        return [page for page in survey.content.pages if not survey.shown(page.path).startswith(unread)]

    def _service(self, match: _ServiceMatch) -> ServiceDifference:
        return ServiceDifference(
            match.before,
            match.after,
            self.items.difference(match.before, match.after),
            tuple(self._phases(match)),
            self._differences(self._read(match.pages)),
            next(iter(self._differences(self._read(match.changelogs))), None),
            self._differences(self._read(match.entries)),
        )

    def _phases(self, match: _ServiceMatch) -> Iterator[PhaseDifference]:
        """The phases in their order, each with the tasks that are in it now, and those that were removed from it."""
        there: dict[str, list[Difference]] = {}
        gone: dict[str, list[Difference]] = {}
        for found in self._differences(self._read(match.tasks)):
            (there if found.after else gone).setdefault(_folder(found.item), []).append(found)
        for old, new in sorted(self._read(match.phases), key=_phase_order):
            inside = there.get(_folder(new), []) if new else []
            inside = [*inside, *(gone.get(_folder(old), []) if old else [])]
            own = self.items.difference(old, new)
            if own or inside:
                yield PhaseDifference(old, new, own, tuple(sorted(inside, key=_task_order)))

    def _differences(self, pairs: Pairs[T]) -> tuple[Difference, ...]:
        after = [new for _, new in pairs if new]
        found = (self.items.difference(old, new, None if new else _successor(old, after)) for old, new in pairs)
        return tuple(difference for difference in found if difference)


def _services(before: Sequence[Service], after: Sequence[Service]) -> list[tuple[Service | None, Service | None]]:
    """Each service with what it has become: the one with the same id, or else the one in the same folder."""
    left = list(before)
    partners: dict[str, Service] = {}
    for trait in (_id, _folder):
        for new in after:
            same = [old for old in left if trait(old) == trait(new)]
            if same and new.folder not in partners:
                partners[new.folder] = same[0]
                left.remove(same[0])
    return [*((partners.get(new.folder), new) for new in after), *((old, None) for old in left)]


def _id(service: Service) -> str:
    return service.id


def _service_match(before: Service | None, after: Service | None) -> _ServiceMatch:
    return _ServiceMatch(
        before,
        after,
        tuple(matched(before.phases if before else (), after.phases if after else ())),
        tuple(matched(before.tasks if before else (), after.tasks if after else ())),
        tuple(matched(before.pages if before else (), after.pages if after else ())),
        _changelogs(before, after),
        tuple(matched(before.changes if before else (), after.changes if after else ())),
    )


def _changelogs(before: Service | None, after: Service | None) -> Pairs[Changelog]:
    """What a service's changelog says above its entries: there is one, whatever it is called."""
    old, new = before.changelog if before else None, after.changelog if after else None
    return ((old, new),) if old or new else ()


def _faulty(survey: Survey) -> set[str]:
    """The content files that are there, but that nothing could be made of."""
    made = {item.path for item in survey.content.items()}
    unread = {found.source.path for found in survey.problems if found.code in ("encoding", "control-character")}
    return {path for path in survey.texts if path not in made} | {
        path.removeprefix(f"{survey.name}/") for path in unread
    }


def _successor(gone: Item | None, after: Sequence[Item]) -> Item | None:
    return claimed(gone, after) if gone else None


def _folder(item: Item) -> str:
    return item.path.rpartition("/")[0]


def _phase_order(pair: tuple[Phase | None, Phase | None]) -> tuple[list[tuple[int, str]], bool]:
    old, new = pair
    phase = new or old
    return natural(phase.id if phase else ""), new is not None


def _task_order(found: Difference) -> tuple[list[tuple[int, str]], bool]:
    task = found.item
    return natural(task.id if isinstance(task, Task) else ""), found.after is not None
