"""The words of some blocks, for finding out what they are about."""

from __future__ import annotations

from collections.abc import Sequence

from onboarding.legacy.model import Block, Heading, Table, Text


def text_of(blocks: Sequence[Block]) -> str:
    """All that the blocks say, line by line."""
    rows: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                rows.append(block.text)
            case Table():
                rows += [" ".join(block.header), *(" ".join(row.cells) for row in block.rows)]
            case Text():
                rows += [line.text for line in block.lines]
    return "\n".join(rows)
