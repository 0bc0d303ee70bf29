"""A short mark of what a reader is told, the same from build to build, by which a change is seen later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

LENGTH = 8  # hexadecimal digits


def fingerprint(texts: Iterable[str], sets: Iterable[Iterable[str]]) -> str:
    """The mark of some texts, whatever the white space in them, and of some sets of names, whatever their order."""
    told = [[" ".join(text.split()) for text in texts], [sorted(set(names)) for names in sets]]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:LENGTH]
