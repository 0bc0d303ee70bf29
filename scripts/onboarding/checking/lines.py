"""Which lines of a text are new."""

from __future__ import annotations

from difflib import SequenceMatcher


def changed_lines(before: str, after: str) -> frozenset[int]:
    """The lines of `after`, counted from 1, that `before` does not have, and those beside what was removed."""
    if before == after:
        return frozenset()
    old, new = before.split("\n"), after.split("\n")
    changed: set[int] = set()
    # A blank line is like every other one: to try each with each took minutes for a long page that was all rewritten.
    for kind, _, _, start, end in SequenceMatcher(lambda row: not row.strip(), old, new).get_opcodes():
        if kind == "delete":
            changed |= {line for line in (start, start + 1) if 1 <= line <= len(new)}
        elif kind != "equal":
            changed.update(range(start + 1, end + 1))
    return frozenset(changed)
