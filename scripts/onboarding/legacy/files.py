"""Content files as the importer writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from onboarding.frontmatter import FENCE
from onboarding.scalars import scalar


class RoleEntry(NamedTuple):
    """A role of the service and what it is."""

    name: str
    summary: str


Value: TypeAlias = str | int | bool | dt.date | tuple[str, ...] | tuple[RoleEntry, ...] | None


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file by its path in the service's folder: its fields in order (None: left out) and its body.

    `line` is the line of the legacy page that it was made from.
    """

    path: str
    fields: Mapping[str, Value]
    body: str
    line: int

    @property
    def text(self) -> str:
        """The file's text."""
        rows = [row for key, value in self.fields.items() for row in _rows(key, value)]
        body = f"\n{self.body.strip()}\n" if self.body.strip() else ""
        return "\n".join([FENCE, *rows, FENCE, body])

    def listed(self, key: str) -> tuple[str, ...]:
        """The texts of a field that is a list of them."""
        value = self.fields.get(key)
        return tuple(each for each in value if isinstance(each, str)) if isinstance(value, tuple) else ()

    def allowing(self, codes: tuple[str, ...]) -> ContentFile:
        """The file with the codes of what `check` is to accept in it."""
        return replace(self, fields={**self.fields, "allow": codes or None})


def _rows(key: str, value: Value) -> Iterator[str]:
    match value:
        case None:
            return
        case bool():
            yield f"{key}: {'true' if value else 'false'}"
        case str():
            yield f"{key}: {scalar(value)}"
        case tuple() if value and isinstance(value[0], RoleEntry):
            yield f"{key}:"
            for role in value:
                if isinstance(role, RoleEntry):
                    yield f"  - name: {scalar(role.name)}"
                    yield f"    summary: {scalar(role.summary)}"
        case tuple():
            yield f"{key}: [{', '.join(scalar(str(item), in_list=True) for item in value)}]"
        case _:
            yield f"{key}: {value}"
