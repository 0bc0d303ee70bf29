"""Links whose addresses stand elsewhere on the page: they get them where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onboarding.legacy.model import Line, Repairs
from onboarding.legacy.repairing.code import outside

_DEFINITION = re.compile(r""" {0,3}\[([^\[\]^][^\[\]]*)\]:\s*(<[^<>]*>|\S+)(?:\s+("[^"]*"|'[^']*'|\([^()]*\)))?\s*$""")
_LIKE_AN_ADDRESS = re.compile(r"[/.#:@\\]")
_REFERENCE = re.compile(r"(?<!\\)\[([^\[\]]+)\](?:\[([^\[\]]*)\])?(?![\[(:])")


class References:
    """The addresses that a page names, each by what it is called in any case."""

    def __init__(self, lines: Iterable[tuple[Line, bool]], repairs: Repairs) -> None:
        self._repairs = repairs
        self._inside: dict[str, str] = {}
        for line, is_code in lines:
            if not is_code and "]:" in line.text and (found := _DEFINITION.match(line.text)):
                self._read(found)

    def _read(self, found: re.Match[str]) -> None:
        name, address, title = found.groups()
        if _LIKE_AN_ADDRESS.search(address):
            words = f' "{title[1:-1]}"' if title else ""
            self._inside.setdefault(_key(name), f"({address}{words})")

    def resolved(self, line: Line) -> Line | None:
        """The line with every address where it is used; None for one that gives an address and nothing else."""
        if "]" not in line.text:
            return line
        found = _DEFINITION.match(line.text)
        if found and _key(found[1]) in self._inside:
            self._repairs.note(line.number, "link-reference")
            return None
        if found:
            return Line(line.number, f"\\{line.text.lstrip()}")  # words that nobody would see
        if not self._inside:
            return line
        return Line(line.number, outside(line.text, lambda text: self._linked(text, line.number)))

    def _linked(self, text: str, number: int) -> str:
        def linked(found: re.Match[str]) -> str:
            inside = self._inside.get(_key(found[2] or found[1]))
            if inside is None:
                return found.group()
            self._repairs.note(number, "link-reference")
            return f"[{found[1]}]{inside}"

        return _REFERENCE.sub(linked, text)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
