"""Front matter with a comment on each key: the description that `content.fields` gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from pydantic import BaseModel

from onboarding.content import Role
from onboarding.content.fields import RoleFields
from onboarding.frontmatter import FENCE
from onboarding.scalars import scalar

Value: TypeAlias = str | int | bool | dt.date | tuple[str, ...] | tuple[Role, ...]

# What the keys that may be left out look like when they are used.
EXAMPLES = {
    "aliases": "[gammel/side/]",
    "allow": "[misspelling]",
    "gate": "Før fase B",
    "in_process": "true",
    "keywords": "[ord, ord]",
    "language": "nn",
    "order": "10",
    "depends_on": "[A-1]",
    "gate_required": "true",
    "performed_by": "Bits",
    "review_note": "Lenkene er prøvd",
    "reviewed": "2026-01-31",
    "reviewed_by": "Kari Nordmann",
    "summary": "Én setning om siden",
    "type": "glossary",
}
_RARE = frozenset({"allow"})  # stands last
OPTIONAL = "# Flere felt som du kan bruke: ta bort # og mellomrommet foran."


def described(model: type[BaseModel], key: str) -> str:
    """What a key is for, in words for editors."""
    return str(model.model_fields[key].description)


def front_matter(model: type[BaseModel], values: Mapping[str, Value]) -> str:
    """The fields between their fences: those with values in their order, then the others as examples in comments.

    A comment stands above a field, and beside an example: without the `# ` in front, an example is a line to keep.
    """
    lines = [FENCE]
    for key, value in values.items():
        lines += [*_comment(model, key), *_field(key, value)]
    others = sorted((key for key in model.model_fields if key not in values), key=_RARE.__contains__)
    if others:
        lines.append(OPTIONAL)
    for key in others:
        lines.append(f"# {key}: {EXAMPLES.get(key, '…')}  # {described(model, key)}")
    return "\n".join([*lines, FENCE, ""])


def _comment(model: type[BaseModel], key: str) -> Iterator[str]:
    yield f"# {described(model, key)}"
    if model.model_fields[key].annotation == list[RoleFields]:
        for name in RoleFields.model_fields:
            yield f"#   {name}: {described(RoleFields, name)}"


def _field(key: str, value: Value) -> Iterator[str]:
    match value:
        case bool():
            yield f"{key}: {'true' if value else 'false'}"
        case int() | dt.date():
            yield f"{key}: {value}"
        case str():
            yield f"{key}: {scalar(value)}"
        case tuple():
            roles = [item for item in value if isinstance(item, Role)]
            names = ", ".join(scalar(item, in_list=True) for item in value if isinstance(item, str))
            yield f"{key}:" if roles else f"{key}: [{names}]"
            for role in roles:
                yield f"  - name: {scalar(role.name)}"
                yield f"    summary: {scalar(role.summary)}"
                if role.everyone:
                    yield "    everyone: true"
