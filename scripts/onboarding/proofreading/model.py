"""What is looked at, and what is found."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it.token import Token

from onboarding.prose import Prose


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of a body: its code, the line of the file, and the values of its message."""

    code: str
    line: int
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of running text that stands on one line.

    `kind` is markdown-it's name for it: `text`, `html_inline`, `image`, or `s_open` where struck words begin.
    `is_linked` says that it is a part of a link's words, `is_cell` that it stands in a table, `is_item` that it begins
    a point of a list.
    """

    kind: str
    text: str
    line: int
    is_linked: bool = False
    is_cell: bool = False
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A body as GitHub reads it. `rows` are its lines; row 0 is line `prose.line` of the file."""

    prose: Prose
    rows: tuple[str, ...]
    tokens: tuple[Token, ...]
    pieces: tuple[Piece, ...]

    def line(self, row: int) -> int:
        """The line of the file that a row of the body is."""
        return self.prose.line + row
