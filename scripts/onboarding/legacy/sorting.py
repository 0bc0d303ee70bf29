"""What kind of page a legacy page is."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from onboarding.legacy.changes import has_dates, is_changelog
from onboarding.legacy.guide import Guide, guide_of
from onboarding.legacy.model import Heading, Repairs
from onboarding.legacy.page import LegacyPage
from onboarding.legacy.phases import phase_of

Kind: TypeAlias = Literal["onboarding", "changelog", "page"]

_LOG = re.compile(r"(?:endringslogg|change[_-]?log)$", re.IGNORECASE)  # what the names of changelogs end in
_GUIDE = re.compile(r"onboarding|innføring|oppstart", re.IGNORECASE)


def kind_of(page: LegacyPage) -> tuple[Kind, Guide | None]:
    """The kind of a page, and the parts of a guide."""
    names = (page.head.title, page.stem, *page.head.slugs)
    guide = guide_of(page.blocks, page.repairs) if _may_be_guide(page, names) else None
    if guide is not None:
        return "onboarding", guide
    if any(_GUIDE.search(name) for name in names):
        page.repairs.note(1, "task-none")
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    is_named = any(map(is_changelog, names)) or (len(headings) == 1 and is_changelog(headings[0]))
    is_sure = any(_LOG.search(name) for name in names[1:]) or has_dates(page.blocks)
    return ("changelog" if is_named and is_sure else "page"), None


def _may_be_guide(page: LegacyPage, names: tuple[str, ...]) -> bool:
    """Whether a page is about an onboarding: by its name, or by headings of phases. Only a trial notes nothing."""
    is_named = any(_GUIDE.search(name) for name in names)
    has_phase = any(isinstance(block, Heading) and phase_of(block.text) for block in page.blocks)
    return (is_named or has_phase) and guide_of(page.blocks, Repairs()) is not None
