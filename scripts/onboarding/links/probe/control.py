"""The control: what a host answers to an address that cannot exist, to tell a page from an answer to anything."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from onboarding.links.probe.page import Page
from onboarding.links.probe.target import Target

ALIKE = 0.9  # how much of two pages' words must be the same for them to be one page
WORDS_KEPT = 2_000  # different words of a page that are compared


def _folder(target: Target) -> str:
    return target.origin + posixpath.dirname(target.path.rstrip("/")).rstrip("/")


def control_address(target: Target) -> str:
    """An address beside `target` that nobody can have made: one for each folder and ending, every night the same."""
    folder = _folder(target)
    name = "finnes-ikke-" + hashlib.sha256(folder.encode()).hexdigest()[:12]
    last = posixpath.basename(target.path.rstrip("/"))
    ending = "/" if target.path.endswith("/") else posixpath.splitext(last)[1]
    return f"{folder}/{name}{ending}"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is kept of a page to compare it with another: where the way ended, title, first heading and words.

    The words of the address that was asked for are left out, since a page may repeat it.
    """

    end: str
    title: str
    heading: str
    words: frozenset[int]

    def is_that_of(self, other: Likeness) -> bool:
        """Whether two addresses gave the same page."""
        if (self.title, self.heading) != (other.title, other.heading):
            return False
        if not self.words and not other.words:
            return True
        return len(self.words & other.words) / len(self.words | other.words) >= ALIKE


def likeness_of(page: Page, asked: str, end: str) -> Likeness:
    """The likeness of a page that was found at `end` when `asked` was asked for."""
    own = set(re.findall(r"\w+", f"{asked} {unquote(asked)}".lower()))
    words: set[int] = set()
    for word in re.finditer(r"\w+", page.text.lower()):
        if word[0] not in own:
            words.add(hash(word[0]))
            if len(words) >= WORDS_KEPT:
                break
    title, heading = (_without(own, name) for name in (page.title, next(iter(page.headings), "")))
    return Likeness(end.partition("#")[0], title, heading, frozenset(words))


def _without(own: set[str], name: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", name.lower()) if word not in own)
