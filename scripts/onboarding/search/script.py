"""The worker of the search: our sources, joined to the one script that a page starts."""

from __future__ import annotations

import json
from pathlib import Path

from onboarding.assets import joined
from onboarding.synonyms import Synonyms

WORKER = "assets/javascripts/search.js"
SOURCES = "assets/javascripts/search"  # inside the theme's overrides; not for readers
_ENTRY = "worker"


def worker_script(folder: Path, synonyms: Synonyms) -> str:
    """The script, made of the modules in `folder` and the editors' `synonyms`."""
    return joined(folder, _ENTRY, f"module_{_ENTRY}.install(self, {_editorial(synonyms)});\n")


def _editorial(synonyms: Synonyms) -> str:
    leads = [{"from": lead.searched, "to": lead.found} for lead in synonyms.leads]
    return json.dumps({"both": synonyms.same, "one": leads}, ensure_ascii=False)
