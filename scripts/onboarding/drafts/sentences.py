"""A title or a summary as a paragraph of Markdown that reads as it stands."""

from __future__ import annotations

import re

# What begins something else than a paragraph, in CommonMark or in Python-Markdown.
_OPENING = re.compile(r"([-+>#]|\d+(?=[.)]))")


def sentence(words: str) -> str:
    """The words as one paragraph that ends with a stop, nothing in them read as markup; "" for no words."""
    if not words:
        return ""
    text = words if re.search(r"[.!?…:][»”\"')]?$", words) else f"{words}."
    text = re.sub(r"([\\`*_\[\]])", r"\\\1", text)
    # Python-Markdown takes no backslash in front of these; and braces would be attributes to it.
    text = re.sub(r"&(?=[#\w])", "&amp;", text).replace("<", "&lt;").replace("{", "&#123;")
    text = re.sub(r"^~", "&#126;", text)
    opening = _OPENING.match(text)
    if not opening:
        return text
    mark = opening.group()
    return f"\\{text}" if not mark.isdigit() else f"{mark}\\{text[len(mark) :]}"
