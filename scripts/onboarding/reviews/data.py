"""The list as JSON, for programs."""

from __future__ import annotations

import json
from typing import Any

from onboarding.content.model import Task
from onboarding.reviews.model import Entry, Worklist

SCHEMA = 1


def as_json(found: Worklist) -> str:
    """Everything that asks for a review. Dates are ISO 8601; what is not known is null."""
    data = {
        "schema": SCHEMA,
        "today": found.today.isoformat(),
        "months": found.months,
        "total": found.total,
        "outdated": [_entry(entry) for entry, _ in found.outdated],
        "ahead": [_entry(entry) for entry, _ in found.ahead],
        "never": [_entry(entry) for entry in found.never],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _entry(entry: Entry) -> dict[str, Any]:
    item, review = entry.item, entry.item.review
    return {
        "service": entry.service.id,
        "kind": "task" if isinstance(item, Task) else "phase",
        "id": item.id,
        "title": item.title,
        "roles": list(entry.roles),
        "file": entry.source.path,
        "line": entry.source.line,
        "reviewed": review.date.isoformat() if review else None,
        "reviewed_by": review.by if review else None,
        "review_note": review.note if review else None,
    }
