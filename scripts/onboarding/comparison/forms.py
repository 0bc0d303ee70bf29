"""What a block of text looks like to the reader."""

from __future__ import annotations

import re

from onboarding.comparison.model import Form
from onboarding.prose.blocks import Block

RULE = "rule"
_NAMES = {
    "pre": "code",
    "hr": RULE,
    "tr": "row",
    "dt": "term",
    "summary": "summary",
    "caption": "caption",
    "figcaption": "caption",
}


def form_of(block: Block) -> Form:
    """How a block looks: what it is, and the level of headings and list items."""
    if heading := re.fullmatch(r"h([1-6])", block.kind):
        return Form("heading", int(heading.group(1)))
    if block.kind in _NAMES:
        return Form(_NAMES[block.kind])
    lists = [name.partition(" ")[0] for name in block.path if name.startswith(("ul", "ol"))]
    # What follows in an item after its first words is a paragraph in it.
    if lists and "li" in block.path and block.path[-2] == "li" and block.place[-1] == 0:
        return Form("numbered" if lists[-1] == "ol" else "item", len(lists))
    return Form("quote" if "blockquote" in block.path else "paragraph")
