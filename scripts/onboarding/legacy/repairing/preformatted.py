"""Preformatted text as blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from onboarding.legacy.model import Line, Repairs
from onboarding.legacy.repairing.code import marked

_BEGINNING = re.compile(
    r"\s*(?:\\?<|&lt;)pre\b[^<>&]*?\\?(?:>|&gt;)(?:\s*(?:\\?<|&lt;)code\b[^<>&]*?\\?(?:>|&gt;))?", re.IGNORECASE
)
_END = re.compile(r"(?:(?:\\?<|&lt;)\\?/code\s*\\?(?:>|&gt;)\s*)?(?:\\?<|&lt;)\\?/pre\s*\\?(?:>|&gt;)", re.IGNORECASE)
_FENCE = "```"


def with_blocks_of_code(lines: Sequence[Line], repairs: Repairs) -> Iterator[Line]:
    """The lines with fences around what stood between `<pre>` and its end, on lines of its own."""
    last = max((place for place, line in enumerate(lines) if _END.search(line.text)), default=-1)
    is_open = False
    for place, (line, is_code) in enumerate(marked(lines)):
        begun = None if is_open or is_code or place >= last else _BEGINNING.match(line.text)
        if begun:
            repairs.note(line.number, "html-element", name="pre")
            yield Line(line.number, _FENCE)
            is_open = True
        if not is_open:
            yield line
            continue
        ended = _END.search(line.text)
        text = line.text[begun.end() if begun else 0 : ended.start() if ended else None]
        if text.strip() or not (begun or ended):
            yield Line(line.number, unescape(text))
        if ended:
            yield Line(line.number, _FENCE)
            if rest := line.text[ended.end() :].strip():
                yield Line(line.number, rest)
            is_open = False
