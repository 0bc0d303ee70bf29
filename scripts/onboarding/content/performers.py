"""Whom the company waits for: who performs a task, where that is somebody else than the company itself."""

from __future__ import annotations

import re
from collections.abc import Collection

# The company in the languages of the guides, with a word or two that point it out: «den enkelte virksomheten».
_COMPANY = re.compile(
    r"""(?x) (?:(?:den|det|hver|kvar|din|egen|eigen|your|the|each|every)\s+)? (?:(?:enkelte|same|own)\s+)?
    (?: (?:virksomhet|verksemd|foretak|føretak|selskap|bedrift|institusjon|bank)(?:en|et|a|i)?
    | company | institution | bank | business | enterprise ) (?:\s+(?:selv|sjølv|itself))?
    | dere | de\s+selv | dykk | you""",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;/&+]\s*|\s+(?:og|and|eller|or)\s+")


def outsider(performer: str | None, roles: Collection[str]) -> str | None:
    """The performer, where at least one of those that it names is neither the company nor one of its roles."""
    own = {role.casefold() for role in roles}
    if performer is None or performer.casefold() in own:
        return None
    named = [name for name in _BETWEEN.split(performer) if name]
    return None if all(name.casefold() in own or _COMPANY.fullmatch(name) for name in named) else performer
