"""What the GitHub issue last said, kept in its own text where readers do not see it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

WRITTEN_OUT = 30_000  # characters of names, which leaves more than half of a text of GitHub's to the report
DIGEST = "sha256:"
_MARKER = re.compile(r"<!-- lenkesjekk (\{[^\n]*?\}) -->")


@dataclass(frozen=True, slots=True)
class Marker:
    """What has been said: the names of what needed doing, and how many times anything was said.

    `serial` tells which of two markers is the later one. A name is an address, or a digest of it where there were too
    many to write out.
    """

    serial: int = 0
    said: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The marker as an HTML comment, which GitHub keeps and does not show."""
        names = self.said if sum(map(len, self.said)) <= WRITTEN_OUT else tuple(map(digest_of, self.said))
        text = json.dumps({"serial": self.serial, "said": names}, ensure_ascii=False)
        # An address may hold what would end the comment.
        return f"<!-- lenkesjekk {text.replace('<', chr(92) + 'u003c').replace('>', chr(92) + 'u003e')} -->"

    def resolved(self, names: Iterable[str]) -> Marker:
        """The marker with the digests of `names` turned into the names again; other digests are left."""
        by_digest = {digest_of(name): name for name in names}
        return Marker(self.serial, tuple(by_digest.get(name, name) for name in self.said))


def digest_of(name: str) -> str:
    """A short name for a name."""
    return DIGEST + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def read_marker(text: str) -> Marker | None:
    """The last marker in a text; None where there is none that can be read."""
    found = _MARKER.findall(text)
    if not found:
        return None
    try:
        data: Any = json.loads(found[-1])
        return Marker(int(data["serial"]), tuple(str(name) for name in data["said"]))
    except (ValueError, KeyError, TypeError):
        return None
