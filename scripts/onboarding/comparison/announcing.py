"""Whether the changelog tells of what changed: companies that follow the process read it, not the files.

An entry tells of a task when it is new or was changed, and names the task's id in `tasks`; of a task that is gone from
its old id, also when its title or text names that. That an old entry was given a moved task's new id is no news.
Of a phase that must be done before the next can begin, or no longer must, an entry tells that names it: «fase B».

Nothing has to be told of a service that is new, or that had no entry before: until its first entry, which can be that
it has opened, nobody reads its changelog and editors may write in peace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onboarding.comparison.compare import compare
from onboarding.comparison.listing import listed
from onboarding.comparison.model import Difference, Fate, LinkFate, ServiceDifference
from onboarding.content import Change, Phase, Task
from onboarding.content.addresses import CHANGELOG_FOLDER
from onboarding.errors import Problem, Source
from onboarding.load import Survey
from onboarding.messages import problem

# What no label excuses: companies do something else after it.
_FACTS: Final = frozenset({LinkFate.NEW, LinkFate.REMOVED, LinkFate.READDRESSED})


def unannounced(before: Survey, after: Survey, *, linguistic: bool) -> Iterator[Problem]:
    """A problem for each task that changed for readers without an entry of the changelog that tells of it.

    Where the change is said to be `linguistic`, other words need no entry; other roles, performers, dependencies and
    addresses, new, moved and removed tasks, and phases that must be done before the next do.
    """
    for service in compare(before, after).services:
        if service.after and service.before and service.before.changes:
            folder = after.shown(f"{service.after.folder}/{CHANGELOG_FOLDER}")
            for phase in untold_gates(service):
                yield _problem_of_gate(phase, folder)
            for task in untold(service):
                if has_facts(task):
                    yield _problem_of_facts(task, service, folder)
                elif not linguistic:
                    source = Source(task.item.source.path, task.line)
                    yield problem(source, "change-missing", task=_id(task), folder=folder)


def untold(service: ServiceDifference) -> Iterator[Difference]:
    """The tasks that changed for readers, and that no new or changed entry of the changelog tells of."""
    entries = [entry for entry in service.entries if entry.after]
    for task in service.tasks:
        if task.is_for_reader and not any(_tells(entry, task) for entry in entries):
            yield task


def untold_gates(service: ServiceDifference) -> Iterator[Difference]:
    """The phases that must be done before the next can begin now, or no longer must, and that no entry names."""
    entries = [entry for entry in service.entries if entry.after]
    for phase in service.phases:
        own = phase.own if phase.before and phase.after else None
        is_other = own and any(field.key == "gate_required" for field in own.seen)
        if own and is_other and not any(_names(entry, phase.phase) for entry in entries):
            yield own


def _names(entry: Difference, phase: Phase) -> bool:
    """Whether an entry names a phase, and did not before without saying more now."""
    named = re.compile(rf"\b(?i:fasen?|phase) {phase.id}\b")
    now, before = (
        isinstance(change, Change) and bool(named.search(f"{change.title}\n{change.body.words}"))
        for change in (entry.after, entry.before)
    )
    return now and (not before or _says_more(entry))


def has_facts(task: Difference) -> bool:
    """Whether more than words changed."""
    return task.fate is not Fate.CHANGED or bool(_other_facts(task))


def _other_facts(task: Difference) -> tuple[str, ...]:
    """What is another than it was, of what is no matter of words."""
    fields = {field.key for field in task.seen}
    has_other_links = any(link.fate in _FACTS for link in task.links)
    found = {
        "ansvarlig": "roles" in fields,
        "utfører": "performed_by" in fields,
        "rekkefølgen": "depends_on" in fields,
        "lenkene": has_other_links,
    }
    return tuple(name for name, is_other in found.items() if is_other)


def _tells(entry: Difference, task: Difference) -> bool:
    change, earlier = entry.after, entry.before
    if not isinstance(change, Change):
        return False
    ids = {item.id for item in (task.before, task.after) if isinstance(item, Task)}
    now = task.after.id if isinstance(task.after, Task) else None
    if now in change.tasks:
        was_told = isinstance(earlier, Change) and bool(ids & {*earlier.tasks})
        return not was_told or _says_more(entry)
    gone = ids - {now}
    return any(_mentions(change, old) and not (isinstance(earlier, Change) and _mentions(earlier, old)) for old in gone)


def _says_more(entry: Difference) -> bool:
    """Whether an entry that was there before says something else than which tasks it is about."""
    return any(field.key != "tasks" for field in entry.seen) or bool(entry.links or entry.text)


def _mentions(change: Change, task: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(task)}(?!\w|-\w)", f"{change.title}\n{change.body.words}"))


def _problem_of_facts(task: Difference, service: ServiceDifference, folder: str) -> Problem:
    how = f"med «tasks: [{_id(task)}]»" if task.after else f"som nevner {_id(task)} i teksten"
    source = Source(task.item.source.path, task.line) if task.after else _last_place(task, service)
    return problem(source, "change-missing-facts", happened=_happened(task), folder=folder, how=how)


def _problem_of_gate(phase: Difference, folder: str) -> Problem:
    source = Source(phase.item.source.path, phase.line)
    how = f"som nevner fase {_id(phase)} i teksten"
    return problem(source, "change-missing-facts", happened=gate_said(phase), folder=folder, how=how)


def gate_said(phase: Difference) -> str:
    """What happened to a phase that must be done before the next, or no longer must."""
    is_required = isinstance(phase.after, Phase) and phase.after.gate_required
    must = "må nå" if is_required else "må ikke lenger"
    return f"fase {_id(phase)} {must} være ferdig før neste fase kan begynne"


def _last_place(task: Difference, service: ServiceDifference) -> Source:
    """Where a removed task was: its phase, or the service where that is gone too."""
    phase = next(phase.after for phase in service.phases if task in phase.tasks)
    return Source((phase or service.service).source.path)


def _happened(task: Difference) -> str:
    match task.fate:
        case Fate.NEW:
            return f"oppgaven {_id(task)} er ny"
        case Fate.REMOVED:
            return f"oppgaven {_id(task)} er fjernet"
        case Fate.MOVED:
            old = task.before.id if isinstance(task.before, Task) else ""
            return f"oppgaven {old} heter nå {_id(task)}" if old != _id(task) else f"oppgaven {old} er flyttet"
    return f"{listed(_other_facts(task))} i oppgaven {_id(task)} er endret"


def _id(changed: Difference) -> str:
    return changed.item.id if isinstance(changed.item, (Task, Phase)) else ""
