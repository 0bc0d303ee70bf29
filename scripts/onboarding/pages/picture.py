"""A picture of the process: its phases in order, what comes before what, who else performs; and the same in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onboarding.content import Item, Phase, Service, Task


@dataclass(frozen=True, slots=True)
class PicturedTask:
    """A task in the picture. `is_next` is where it comes after the one that stands right before it."""

    task: Task
    address: str
    is_next: bool


@dataclass(frozen=True, slots=True)
class PicturedPhase:
    """A phase in the picture, with its number in the service. `following` is the phase that its gate leads to."""

    phase: Phase
    number: int
    address: str
    tasks: tuple[PicturedTask, ...]
    following: Phase | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole process, drawn and in `sentences`."""

    phases: tuple[PicturedPhase, ...]
    sentences: tuple[str, ...]


def picture(service: Service, words: Mapping[str, Any], address: Callable[[Item], str]) -> Picture:
    """The process of a service, in its language's words. `address` is how the page links to a phase or a task."""
    phases = zip(service.phases, (*service.phases[1:], None), strict=False)
    drawn = (
        PicturedPhase(phase, number, address(phase), tuple(_drawn(phase, address)), following if phase.gate else None)
        for number, (phase, following) in enumerate(phases, 1)
    )
    return Picture(tuple(drawn), tuple(_sentences(service, words)))


def _drawn(phase: Phase, address: Callable[[Item], str]) -> Iterator[PicturedTask]:
    before = ""
    for task in in_lanes(phase.tasks):
        yield PicturedTask(task, address(task), before in task.depends_on)
        before = task.id


def in_lanes(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks with each right after one that it comes after, where that can be, and in their own order otherwise."""
    own = {task.id for task in tasks}
    later = defaultdict(list)
    for task in tasks:
        for name in own.intersection(task.depends_on):
            later[name].append(task)
    placed: dict[str, Task] = {}
    waiting = [*reversed(tasks)]
    while waiting:
        task = waiting.pop()
        if task.id not in placed and not own.intersection(task.depends_on) - placed.keys():
            placed[task.id] = task
            waiting += reversed(later[task.id])
    return tuple(placed.values())


def _sentences(service: Service, words: Mapping[str, Any]) -> Iterator[str]:
    """What the picture shows, a sentence for each thing, phase by phase."""
    said = words["picture"]
    for phase, following in zip(service.phases, (*service.phases[1:], None), strict=False):
        for task in phase.tasks:
            if task.depends_on:
                form = said["after_one" if len(task.depends_on) == 1 else "after_several"]
                yield form.format(task=task.id, others=_listed(task.depends_on, said["and"]))
        performed = defaultdict(list)
        for task in phase.tasks:
            if task.waits_for:
                performed[task.waits_for].append(task.id)
        for who, ids in performed.items():
            yield said["performs"].format(who=who, tasks=_listed(ids, said["and"]))
        if following and phase.gate:
            form = said["must_sentence" if phase.gate_required else "may_sentence"]
            yield form.format(phase=phase.id, following=following.id)


def _listed(names: Sequence[str], joint: str) -> str:
    """Some names in running text: «A, B og C»."""
    *first, last = names
    return f"{', '.join(first)} {joint} {last}" if first else last
