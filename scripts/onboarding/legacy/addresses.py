"""Links between the pages of the legacy site that are imported together: they lead to where things are now."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from onboarding.legacy.repairing.addresses import COPIED
from onboarding.legacy.repairing.blocks import numbered
from onboarding.legacy.repairing.code import marked, outside


def canonical(anchor: str) -> str:
    """An anchor in the form that all spellings of it share: older sites doubled and tripled their dashes."""
    return re.sub(r"[-_]+", "-", unquote(anchor).casefold()).strip("-")


_COPIED = re.compile(rf"(?<=\]\(){COPIED}([^\s()#?]*)")


@dataclass(slots=True)
class Home:
    """Where a legacy page went: its file or page, and what each of its anchors is now.

    Paths are relative to the folder that all is imported into.
    """

    path: str
    anchors: dict[str, str] = field(default_factory=dict)

    def target(self, anchor: str) -> str:
        """What an anchor leads to now."""
        return self.anchors.get(canonical(anchor), self.path) if anchor else self.path


class Addresses:
    """Rewrites the legacy addresses of imported pages. `site` is the legacy site's address with a final slash."""

    def __init__(self, site: str, homes: Mapping[str, Home]) -> None:
        host = re.escape(re.sub(r"^https?://", "", site))
        self._homes = {name.casefold(): home for name, home in homes.items()}
        self._link = re.compile(
            rf"(?<=\]\()(?:https?://{host}([\w.%+-]+?)(?:\.html)?/?(?:#([^\s()]*))?|#([^\s()]+))(?=[)\s])"
        )

    def rewritten(self, text: str, path: str, own: Home) -> tuple[str, list[str]]:
        """The text of a file with links inside the tree, and the addresses that were rewritten.

        `path` is where the file is, and `own` where the page went that it was made of.
        """
        found: list[str] = []

        def inside(match: re.Match[str]) -> str:
            name, anchor, bare = match.groups()
            home = own if bare else self._homes.get(unquote(name).casefold())
            if home is None:
                return match.group()
            target, _, mark = home.target(bare or anchor or "").partition("#")
            way = "" if target == path else posixpath.relpath(target, posixpath.dirname(path) or ".")
            new = f"{way}#{mark}" if mark else way or posixpath.basename(path)
            if new != unquote(match.group()):
                found.append(match.group())
            return new

        rows = (
            line.text if is_code else outside(line.text, lambda part: self._link.sub(inside, part))
            for line, is_code in marked(numbered(text))
        )
        return "\n".join(rows), found


def with_files(text: str, path: str, folder: str) -> str:
    """The text of the file at `path` with relative addresses for files that were taken along into `folder`."""

    def relative(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, match.group(1)))
        return posixpath.relpath(target, posixpath.dirname(path) or ".")

    return _COPIED.sub(relative, text)
