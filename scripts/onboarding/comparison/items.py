"""What changed of one item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onboarding.comparison import fields, links, passages
from onboarding.comparison.destinations import Destinations
from onboarding.comparison.model import Difference, Fate
from onboarding.content import Changelog, Content, Item, Page, Phase, Service, Task
from onboarding.load import Survey


class ItemComparer:
    """Compares items of two editions, whose `destinations` are known."""

    def __init__(self, before: Survey, after: Survey, destinations: Destinations) -> None:
        self._after = after
        self._destinations = destinations
        self._old_phases, self._new_phases = _phases(before.content), _phases(after.content)
        self._unclear = _unclear(before) | _unclear(after)

    def difference(self, before: Item | None, after: Item | None, successor: Item | None = None) -> Difference | None:
        """What changed from one item to what it has become; None where nothing did."""
        old, new = before.body if before else None, after.body if after else None
        text = passages.compared(old, new)
        destinations = self._destinations.between(before, after)
        is_untouched = old and new and old.text == new.text
        found = Difference(
            before,
            after,
            self._fate(before, after),
            tuple(fields.compared(before, after, self._line(after))) if self._is_clear(before, after) else (),
            () if is_untouched else tuple(links.compared(old, new, destinations, text.line_now)),
            text.passages,
            successor,
        )
        has_change = found.fate is not Fate.CHANGED or found.fields or found.links or found.text
        return found if has_change else None

    def _fate(self, before: Item | None, after: Item | None) -> Fate:
        if before is None or after is None:
            return Fate.REMOVED if before else Fate.NEW
        return (
            Fate.MOVED
            if self._place(before, self._old_phases) != self._place(after, self._new_phases)
            else Fate.CHANGED
        )

    @staticmethod
    def _place(item: Item, phases: Mapping[str, str]) -> tuple[str | None, ...]:
        """What readers find the item by."""
        match item:
            case Task():
                return item.id, phases.get(item.path)
            case Phase():
                return item.id, item.path
            case Service() | Page() | Changelog():
                return (item.path,)
        return ()

    def _is_clear(self, *items: Item | None) -> bool:
        """Whether what the front matter says can be trusted: faulty fields of services and phases are stood in for."""
        return not any(isinstance(item, (Service, Phase)) and item.source.path in self._unclear for item in items)

    def _line(self, item: Item | None) -> fields.Line:
        document = self._after.documents.get(item.path) if item else None
        return lambda key: document.line_of((key,)).line if document else 1


def _phases(content: Content) -> dict[str, str]:
    """The id of the phase that each task lies in, by the task's path."""
    phases: Iterable[Phase] = (phase for service in content.services for phase in service.phases)
    return {task.path: phase.id for phase in phases for task in phase.tasks}


def _unclear(survey: Survey) -> set[str]:
    """The files with something wrong in their front matter, as problems show them."""
    bodies = {document.source.path: document.body_line for document in survey.documents.values()}
    return {found.source.path for found in survey.problems if found.source.line < bodies.get(found.source.path, 0)}
