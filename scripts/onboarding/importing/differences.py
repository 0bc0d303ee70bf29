"""How files differ from what an import makes of them, as lines for the screen."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from onboarding.errors import one_line
from onboarding.importing.model import Difference

_SHOWN = 400  # lines of differences; whoever has more looks at a file or two at a time


def difference_lines(differences: Sequence[Difference], name: str) -> Iterator[str]:
    """The differences as `diff -u` writes them: `-` is what is there, `+` what the import would write.

    `name` is what the root is called.
    """
    lines = [line for found in differences for line in _lines(found, name)]
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"… og {len(lines) - _SHOWN} linjer til. Importer færre sider om gangen for å se resten."


def _lines(found: Difference, name: str) -> Iterator[str]:
    shown = f"{name}/{found.path}"
    before = "" if found.before is None else found.before
    note = " (finnes ikke)" if found.before is None else ""
    diff = difflib.unified_diff(
        before.splitlines(), found.after.splitlines(), f"{shown}{note}", f"{shown} (importert)", lineterm="", n=1
    )
    yield from (one_line(line) for line in diff)
