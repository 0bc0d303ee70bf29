"""Plain text as GitHub's Markdown that shows the same characters and does nothing else."""

from __future__ import annotations

import re
from typing import Final

from onboarding.github.text import plain

# A zero-width space. GitHub looks for mentions and references in the finished HTML, where an escaped sign is the bare
# sign again; only a character in between keeps them apart.
_APART: Final = "&#8203;"

_SPECIAL: Final = re.compile(r"([\\`*_\[\]|~$])")
_ENTITIES: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_CALLS: Final = re.compile(r"[@#]|\bGH-(?=\d)|www(?=\.)", re.IGNORECASE)
# GitHub makes links of these by itself (GitHub Flavored Markdown, section 6.9), and of its own issues references.
_ADDRESS: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s«»]*[^\s«».,:;!?)]", re.IGNORECASE)
_BAR: Final = re.compile(r"(?<!\\)\|")
_UNSAFE_IN_TARGET: Final = re.compile(r"[\\`<>\s|]")


def text(value: str) -> str:
    """Text within a line: no markup, HTML, mention or reference comes of it. Addresses in it are shown as code."""
    value = plain(value)
    parts = []
    end = 0
    for match in _ADDRESS.finditer(value):
        parts += [_escaped(value[end : match.start()]), code(match.group())]
        end = match.end()
    return "".join([*parts, _escaped(value[end:])])


def cell(value: str) -> str:
    """Text for a cell of a table, where a bar ends even code (GitHub Flavored Markdown, section 4.10)."""
    return _BAR.sub(r"\\|", text(value))


def _escaped(value: str) -> str:
    value = _SPECIAL.sub(r"\\\1", value.translate(_ENTITIES))
    return _CALLS.sub(lambda match: match.group() + _APART, value)


def code(value: str) -> str:
    """Text as code within a line, with a fence longer than any in it (CommonMark, section 6.1)."""
    value = plain(value)
    if not value:
        return "–"
    fence = "`" * (_longest_run(value) + 1)
    pad = " " if value.startswith("`") or value.endswith("`") else ""
    return f"{fence}{pad}{value}{pad}{fence}"


def block(value: str) -> list[str]:
    """Text as a block of code, which GitHub shows with a button that copies it (CommonMark, section 4.5)."""
    value = plain(value)
    fence = "`" * max(3, _longest_run(value) + 1)
    return [fence, value, fence]


def target(address: str) -> str:
    """An address as a Markdown link has it."""
    quoted = _UNSAFE_IN_TARGET.sub(lambda match: f"%{ord(match.group()):02X}", address)
    return f"<{quoted.replace('&', '&amp;')}>"


def _longest_run(value: str) -> int:
    return max(map(len, re.findall("`+", value)), default=0)
