"""The site's page about its own links: what the last nights found, from the history that they left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onboarding.links.history import read_history
from onboarding.links.report.status import as_status
from onboarding.pages import Page

TITLE = "Lenkestatus"
SUMMARY = "Om lenkene i veiledningen virker, natt for natt."


def status_pages(settings: Mapping[str, Any] | None, project: Path) -> Iterator[Page]:
    """The page, where the site's settings ask for it: `page` is its path, `history` the file, seen from `project`.

    It stays out of the search, and it has no links: the link check reads the site and must not check its own findings.

    Raises HistoryError where the history is damaged, and OSError.
    """
    if settings:
        history = read_history(project / settings["history"])
        markdown = f"# {TITLE}\n\n{as_status(history)}"
        yield Page(settings["page"], TITLE, markdown, SUMMARY, searchable=False)
