"""Names and ids of new files."""

from __future__ import annotations

from collections.abc import Collection
from string import ascii_uppercase

from onboarding.content.model import natural

LAST_NUMBER = 9999  # what `content.fields.TASK_ID` takes


def next_task_id(phase: str, live: Collection[str], past: Collection[str]) -> str | None:
    """The first id above the phase's `live` ones that no task has or had; None where there is none left."""
    numbers = [int(task.rpartition("-")[2]) for task in live if task.startswith(f"{phase}-")]
    used = {*live, *past}
    following = (f"{phase}-{number}" for number in range(max(numbers, default=0) + 1, LAST_NUMBER + 1))
    return next((task for task in following if task not in used), None)


def next_phase_id(live: Collection[str], past: Collection[str]) -> str | None:
    """The first letter after the `live` phases that none has or had; else any that none has or had; else None."""
    last = max((phase for phase in live if phase in ascii_uppercase), default="")
    used = {*live, *past}
    free = [letter for letter in ascii_uppercase if letter not in used]
    return next((letter for letter in free if letter > last), next(iter(free), None))


def in_order(ids: Collection[str]) -> list[str]:
    """Ids as people count: A-2 before A-10."""
    return sorted(ids, key=natural)
