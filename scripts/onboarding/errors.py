"""Where something is wrong, what is wrong, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# What ends a line, or tells a terminal something: a problem is one line, whatever the content says.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def one_line(text: str) -> str:
    """The text with a blank for each control character, so that it is a part of a line and nothing else."""
    return _CONTROL.sub(" ", text)


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A line of a file. `path` is as the editor knows it (`docs/tjeneste/index.md`), `line` counts from 1."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{one_line(self.path)}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of the content, in the reader's language.

    `code` names the kind of fault and never changes; `what` and `fix` are sentences without their final stop.
    """

    source: Source
    code: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.source}: {self.what} [{self.code}]. {self.fix}."


class ContentError(Exception):
    """Raised once with every problem that was found, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
