"""Names and ids of new files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from string import ascii_uppercase

from onboarding.content.model import natural

LONGEST = 40  # characters of a short name: with id or date it still fits a line of GitHub's list of files
LAST_NUMBER = 9999  # what `content.fields.TASK_ID` takes


def short_name(title: str) -> str:
    """The title in small letters, digits and dashes, cut after a whole word; "" where nothing is left of it."""
    plain = title.casefold().translate({ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"})
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", letters)
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        name = longer
    return name


def joined(*parts: str) -> str:
    """The parts that are there, with dashes between."""
    return "-".join(part for part in parts if part)


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
