"""Our scripts and styles as readers load them: without comments, blanks and long names of what is local."""

from __future__ import annotations

import minify


def small_script(source: str) -> str:
    """A script or a module, which does and gives what `source` does. Raises `minify.MinifyError` where it is none."""
    made: str = minify.string("application/javascript", source)
    return f"{made}\n"


def small_style(source: str) -> str:
    """A style sheet."""
    made: str = minify.string("text/css", source)
    return f"{made}\n"
