"""The event that a workflow on GitHub runs for."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path


def labels(environment: Mapping[str, str]) -> frozenset[str]:
    """The names of the pull request's labels, in lower case; none where no pull request is at hand.

    GitHub names the file of the event in `GITHUB_EVENT_PATH`
    (https://docs.github.com/en/actions/reference/workflows-and-actions/variables).
    """
    try:
        event = json.loads(Path(environment.get("GITHUB_EVENT_PATH", "")).read_text(encoding="utf-8"))
        found = [str(label["name"]) for label in event["pull_request"]["labels"]]
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset(unicodedata.normalize("NFC", name).strip().lower() for name in found)
