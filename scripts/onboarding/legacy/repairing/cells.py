"""The cells of a table's rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onboarding.legacy.repairing.code import Stretches, outside, spans

_DIVIDER = re.compile(r"\\.|\|", re.DOTALL)
_DASHES = re.compile(r":?-+:?")
_LONG_DASHES = re.compile(r":?-{2,}:?")
_SPECIAL = re.compile(r"[^\w\s.,;/'\"()=+@%?-]|_")


def _pipes(row: str) -> Iterator[int]:
    """Where a row with code or escapes is divided: a pipe that is escaped or in code divides nothing."""
    inside = Stretches(spans(row))
    for found in _DIVIDER.finditer(row):
        if found.group() == "|" and found.start() not in inside:
            yield found.start()


def _parts(row: str) -> list[str]:
    """What stands between the pipes of a row, before the first and after the last."""
    if "`" not in row and "\\" not in row:
        return row.split("|")
    places = [-1, *_pipes(row), len(row)]
    return [row[start + 1 : end] for start, end in pairwise(places)]


def cells_of(text: str) -> list[str]:
    """The cells of a row, without the pipes around it."""
    parts = [part.strip() for part in _parts(text)]
    first = 1 if len(parts) > 1 and not parts[0] else 0
    last = len(parts) - 1 if len(parts) - first > 1 and not parts[-1] else len(parts)
    return parts[first:last]


def is_divided(text: str) -> bool:
    """Whether a line has cells."""
    return "|" in text and len(_parts(text)) > 1


def is_closed(text: str) -> bool:
    """Whether a row ends with a pipe."""
    return text.rstrip().endswith("|") and not _parts(text)[-1].strip()


def is_separator(text: str, *, is_among_rows: bool = False) -> bool:
    """Whether a line is what parts a table's header from its rows.

    Among the rows, single dashes are what somebody wrote where there was nothing to say.
    """
    if "-" not in text or text.strip(" \t|:-"):
        return False
    cells = cells_of(text)
    pattern = _LONG_DASHES if is_among_rows or "|" not in text or not all(cells) else _DASHES
    return all(pattern.fullmatch(cell.replace(" ", "")) for cell in cells if cell)


def are_dashes(cell: str) -> bool:
    """Whether a cell is one of a separator's, and not a dash that says that there is nothing to say."""
    return _LONG_DASHES.fullmatch(cell) is not None


def tidy(cell: str) -> str:
    """A cell on one line, without blanks that nobody sees."""
    return outside(cell, lambda text: re.sub(r"[ \t]+", " ", text)) if "  " in cell or "\t" in cell else cell


def has_pipe_in_code(cell: str) -> bool:
    """Whether a cell has code with a pipe in it, which GitHub and the site show differently however it is written."""
    return "`" in cell and "|" in cell and any("|" in cell[start:end] for start, end in spans(cell))


def row_of(cells: Sequence[str]) -> str:
    """Cells as a row of Markdown."""
    if not any(cells) and len(cells) > 1:
        return f"|{'  |' * len(cells)}"
    return f"| {' | '.join(map(_written, cells))} |"


def _written(cell: str) -> str:
    """A cell as both GitHub and the site show it: code with a pipe in it is an element, whose pipe is a number."""
    if not has_pipe_in_code(cell):
        return cell
    parts: list[str] = []
    position = 0
    for start, end in spans(cell):
        code = cell[start:end]
        parts += (cell[position:start], _element(code) if "|" in code else code)
        position = end
    return "".join([*parts, cell[position:]])


def _element(code: str) -> str:
    ticks = len(code) - len(code.lstrip("`"))
    words = code[ticks:-ticks].replace("\\|", "|")
    if words.startswith(" ") and words.endswith(" ") and words.strip():
        words = words[1:-1]
    return f"<code>{_SPECIAL.sub(lambda found: f'&#{ord(found.group())};', words)}</code>"
