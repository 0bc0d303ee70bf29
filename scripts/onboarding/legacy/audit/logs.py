"""Names of changelogs."""

from __future__ import annotations

import re

_LOG = re.compile(
    r"(?:endringslogg(?:en)?|(?:endrings|revisjons)historikk|versjonslogg"
    r"|change[ -]?log|(?:change|revision) history|release notes)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"endringer|endringar|changes", re.IGNORECASE)


def is_log(text: str) -> bool:
    """Whether a heading says that a changelog follows."""
    return bool(_LOG.match(text.strip())) or is_just_log(text)


def is_just_log(text: str) -> bool:
    """Whether a heading says nothing more than that, so that the generator's own heading says it all."""
    return bool(_LOG.fullmatch(text.strip()) or _ALONE.fullmatch(text.strip()))
