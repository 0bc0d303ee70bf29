"""What must hold of the order of tasks and phases: whatever a task waits for must be able to come before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from onboarding.content.circles import Circle, Graph, circles
from onboarding.content.model import Service, Task
from onboarding.content.names import shortened
from onboarding.errors import Problem, Source
from onboarding.frontmatter import Document
from onboarding.messages import problem

Documents = Mapping[str, Document]


def order_problems(service: Service, documents: Documents, faulty: Collection[str | None]) -> Iterator[Problem]:
    """Every fault in what the tasks depend on and in the gates of the phases.

    `faulty` are the ids that tasks with faulty files may have: it is no fault to depend on them. None is any id.
    """
    for phase in service.phases:
        if phase.gate_required and not phase.gate:
            yield problem(documents[phase.path].line_of(("gate_required",)), "gate-missing", id=phase.id)
    renamed = {alias.written: task.id for task in service.tasks for alias in task.aliases}
    for task in service.tasks:
        yield from _named(task, service, documents, renamed, faulty)
    yield from _circles(service, documents)


def _named(
    task: Task, service: Service, documents: Documents, renamed: Mapping[str, str], faulty: Collection[str | None]
) -> Iterator[Problem]:
    """What is wrong with the ids that a task depends on, one by one."""
    known = service.task_by_id
    for index, name in enumerate(task.depends_on):
        source = documents[task.path].line_of(("depends_on", index))
        if name in task.depends_on[:index]:
            yield problem(source, "depends-twice", id=name)
        elif name == task.id:
            yield problem(source, "depends-self", id=name)
        elif name in known or name in faulty or None in faulty:
            continue
        elif name in renamed:
            yield problem(source, "depends-renamed", id=name, now=renamed[name])
        else:
            others = shortened([other for other in known if other != task.id])
            choice = f"Velg blant {others}, eller ta" if others else "Ta"
            yield problem(source, "depends-unknown", id=name, choice=choice)


def _circles(service: Service, documents: Documents) -> Iterator[Problem]:
    known = service.task_by_id
    needs = {
        name: [other for other in task.depends_on if other in known and other != name] for name, task in known.items()
    }
    steps = [(name, other) for name, others in needs.items() for other in others]
    direct = list(circles(needs, steps))
    for circle in direct:
        yield problem(_line(known, circle, documents), "depends-circle", circle=" → ".join(circle))
    told = {step for circle in direct for step in pairwise(circle)}
    for circle in circles(_gated(service, needs), [step for step in steps if step not in told]):
        yield _gate_problem(circle, known, documents)


def _gated(service: Service, needs: Graph) -> Graph:
    """What the tasks need, with the phases that must be done before theirs, and what those phases are done by."""
    gated: dict[str, list[str]] = {}
    required: list[str] = []
    for phase in service.phases:
        gated |= {task.id: [*needs[task.id], *required] for task in phase.tasks}
        required += [phase.id] if phase.gate_required else []
    return gated | {phase.id: [task.id for task in phase.tasks] for phase in service.phases}


def _gate_problem(circle: Circle, tasks: Mapping[str, Task], documents: Documents) -> Problem:
    """A circle that goes through a phase which must be done before another begins."""
    place = next(place for place, name in enumerate(circle) if name not in tasks)
    shown = " → ".join(name if name in tasks else f"fase {name}" for name in circle)
    values = {"id": circle[0], "other": circle[1], "later": circle[place - 1], "phase": circle[place], "circle": shown}
    return problem(_line(tasks, circle, documents), "depends-gate", **values)


def _line(tasks: Mapping[str, Task], circle: Circle, documents: Documents) -> Source:
    """Where the first task of a circle says that it needs the second."""
    first, second, *_ = circle
    task = tasks[first]
    return documents[task.path].line_of(("depends_on", task.depends_on.index(second)))
