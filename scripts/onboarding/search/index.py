"""Material's search index, made ready: lines instead of lumps of text, and what we know of each part."""

from __future__ import annotations

import json
from collections.abc import Mapping

from onboarding.search.facts import Facts


def cleaned(index: str, texts: Mapping[str, Mapping[str, str]], facts: Mapping[str, Facts]) -> str:
    """The index as JSON, with the `texts` of each page by its location and anchor, and the `facts` by location."""
    data = json.loads(index)
    for entry in data["docs"]:
        page, _, anchor = entry["location"].partition("#")
        entry["text"] = texts.get(page, {}).get(anchor, entry["text"])
        own = facts.get(entry["location"])
        entry.update(own.as_fields() if own else _of_page(facts.get(page)))
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _of_page(page: Facts | None) -> dict[str, object]:
    """A part without facts of its own belongs to the service that its page belongs to."""
    return {"service": page.service} if page and page.service else {}
