"""A legacy page read whole: its fields, and its body with every link where it is used."""

from __future__ import annotations

import re

from onboarding.legacy.audit.fields import front_matter
from onboarding.legacy.audit.lines import Lines
from onboarding.legacy.audit.model import Source
from onboarding.legacy.audit.units import Heading, Unit
from onboarding.legacy.audit.words import normal

_DEFINITION = re.compile(r"\s{0,3}\[([^\]\[^]+)\]:\s*<?(\S*?[/.#:@\\]\S*?)>?(?:\s+[\"'(].*)?\s*$")
_REFERENCE = re.compile(
    r"(?P<code>(?<![`\\])(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?<!\\)\[(?P<words>[^\]\[]+)\](?:\[(?P<name>[^\]\[]*)\])(?!\()"
)
_COMMENT = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^ {0,3}(?P=fence)[^\n]*$|<!--.*?-->", re.DOTALL | re.MULTILINE
)


def read_units(
    source: Source, phases: frozenset[str] = frozenset(), roles: frozenset[str] = frozenset()
) -> tuple[list[Unit], list[Heading]]:
    """The page in pieces, and its headings.

    `phases` are letters that are known to be phases, besides those that have rows; `roles` are names in lower case.
    """
    text = normal(source.text).replace("\r\n", "\n").replace("\r", "\n")
    lines = _inline_references(_without_comments(text).split("\n"))
    units, start = front_matter(lines)
    reader = Lines(lines, start, source.kind, phases, roles)
    reader.read()
    return units + reader.units, reader.headings


def _without_comments(text: str) -> str:
    """The page with blanks for comments, which may go on over several lines; blocks of code keep their own."""
    end = text.rfind("-->") + 3 if "-->" in text else 0
    return (
        _COMMENT.sub(lambda found: found[0] if found["fence"] else re.sub(r"[^\n]", " ", found[0]), text[:end])
        + text[end:]
    )


def _inline_references(lines: list[str]) -> list[str]:
    """The lines with every link as `[words](address)`, whose address may stand on a line of its own elsewhere."""
    addresses: dict[str, str] = {}
    kept: list[str] = []
    for line in lines:
        found = _DEFINITION.match(line)
        if found:
            addresses[found[1].casefold()] = found[2]
        kept.append("" if found else line)
    if not addresses:
        return lines

    def inline(found: re.Match[str]) -> str:
        address = None if found["code"] else addresses.get((found["name"] or found["words"]).casefold())
        return f"[{found['words']}]({address})" if address else found[0]

    return [_REFERENCE.sub(inline, line) for line in kept]
