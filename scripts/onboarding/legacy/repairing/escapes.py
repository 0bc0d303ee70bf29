"""Backslashes before signs that need none: MDX wanted them, or an editor put them there, and the site may show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onboarding.legacy.model import Line, Repairs
from onboarding.legacy.repairing.code import marked, outside

# Signs before which the site shows a backslash (Python-Markdown's `ESCAPED_CHARS` are the others), but for those that
# stand for something else here: pipes, and the brackets of HTML.
_SHOWN = re.compile(r"(?<!\\)\\([,;:'\"?@$%^~=/])")
# Braces with words behind them: at the end of a line, and in headings, they would be attributes.
_BRACES = re.compile(r"(?<!\\)\\\{([^{}\\]*)\\\}(?=[^\S\n]*[^\s|*_\\])")


def without_escapes(lines: Sequence[Line], repairs: Repairs) -> Iterator[Line]:
    """The lines without backslashes that nobody needs; code keeps its own."""
    for line, is_code in marked(lines):
        if is_code or "\\" not in line.text:
            yield line
            continue
        text = outside(line.text, lambda part: _SHOWN.sub(r"\1", part))
        if not text.lstrip().startswith("#"):
            text = outside(text, lambda part: _BRACES.sub(r"{\1}", part))
        if text != line.text:
            repairs.note(line.number, "escape")
        yield Line(line.number, text)
