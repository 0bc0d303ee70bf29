"""Footnotes: neither GitHub's nor kramdown's are any on the site, so their numbers become brackets in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onboarding.legacy.model import Line, Repairs
from onboarding.legacy.repairing.code import outside

_EXPLANATION = re.compile(r"( {0,3})\[\^([^\[\]\s^]+)\]:\s*")
_NUMBER = re.compile(r"(?<=(\w))?\[\^([^\[\]\s^]+)\](?!\()")


def with_plain_notes(lines: Iterable[tuple[Line, bool]], repairs: Repairs) -> Iterator[tuple[Line, bool]]:
    """Lines and whether they are code, numbers of footnotes in brackets, each explanation a paragraph of its own."""
    was_explanation = False
    for line, is_code in lines:
        if is_code or "[^" not in line.text:
            was_explanation = False
            yield line, is_code
            continue
        repairs.note(line.number, "footnote")
        found = _EXPLANATION.match(line.text)
        if found and was_explanation:
            yield Line(line.number, ""), False
        was_explanation = found is not None
        text = f"({found[2]}) {line.text[found.end() :]}" if found else line.text
        yield Line(line.number, outside(text, lambda part: _NUMBER.sub(_in_brackets, part))), False


def _in_brackets(found: re.Match[str]) -> str:
    return f"{' ' if found[1] else ''}({found[2]})"
