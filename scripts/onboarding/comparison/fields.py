"""The front matter of two editions of an item: which fields say something else, and on which line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final

from onboarding.comparison.model import FieldChange
from onboarding.content import Change, Changelog, Item, Page, Phase, Role, Service, Task

# The values of each field of an item: one for each member of a list, none where it is left out.
_Values = tuple[str, ...]

# Fields that readers do not see, or that change nothing but where something stands in a menu.
_QUIET: Final = frozenset({"path", "keywords", "aliases", "reviewed", "order", "allow"})

# Lists whose order means nothing.
_SETS: Final = frozenset({"keywords", "aliases", "allow", "depends_on"})

_LANGUAGES: Final = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}

Line = Callable[[str], int]


def compared(before: Item | None, after: Item | None, line: Line) -> Iterator[FieldChange]:
    """Every field that is not as it was, in the order of the file's kind. `line` gives the line of a key now."""
    old = _fields(before) if before else {}
    new = _fields(after) if after else {}
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key, ()), new.get(key, ())
        if was == now or (key in _SETS and sorted(was) == sorted(now)):
            continue
        is_only_order = key == "roles" and sorted(was) == sorted(now)
        yield FieldChange(key, was, now, line(key), is_quiet=key in _QUIET or is_only_order)
    if isinstance(before, Service) and isinstance(after, Service):
        then = {role.name: role for role in before.roles}
        for role in after.roles:
            if role.name in then and _told(then[role.name]) != _told(role):
                yield FieldChange("roles", _told(then[role.name]), _told(role), line("roles"), of=role.name)


def _fields(item: Item) -> dict[str, _Values]:
    own: dict[str, _Values] = {}
    match item:
        case Service():
            own = {
                "id": (item.id,),
                "short_title": (item.short_title,),
                "summary": (item.summary,),
                "slug": (item.slug,),
                "language": (_LANGUAGES.get(item.language, item.language),),
                "roles": tuple(role.name for role in item.roles),
            }
        case Phase():
            own = {
                "id": (item.id,),
                "summary": (item.summary,),
                "gate": (item.gate,) if item.gate else (),
                "gate_required": ("ja",) if item.gate_required else (),
                "reviewed": _review(item),
            }
        case Task():
            own = {
                "id": (item.id,),
                "roles": item.roles,
                "performed_by": (item.performed_by,) if item.performed_by else (),
                "depends_on": item.depends_on,
                "reviewed": _review(item),
                "path": (item.path.rpartition("/")[2],),
            }
        case Change():
            own = {"date": (day(item.date),), "tasks": item.tasks, "path": (item.path.rpartition("/")[2],)}
        case Changelog():
            own = {"summary": (item.summary,) if item.summary else ()}
        case Page():
            own = {
                "summary": (item.summary,) if item.summary else (),
                "in_process": ("ja",) if item.in_process else (),
                "type": ("ordliste",) if item.is_glossary else (),
                "order": (str(item.order),),
            }
    aliases = tuple(alias.written for alias in item.aliases)
    return {"title": (item.title,), **own, "keywords": item.keywords, "aliases": aliases, "allow": item.allow}


def _told(role: Role) -> _Values:
    return (f"{role.summary} (gjelder alle rollene)",) if role.everyone else (role.summary,)


def _review(item: Phase | Task) -> _Values:
    if item.review is None:
        return ()
    note = f": {item.review.note}" if item.review.note else ""
    return (f"{day(item.review.date)}, {item.review.by}{note}",)


def day(date: dt.date) -> str:
    """A date as readers see it."""
    return f"{date:%d.%m.%Y}"
