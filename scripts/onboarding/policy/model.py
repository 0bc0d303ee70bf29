"""What is known of a finished page, as far as a Content-Security-Policy goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Blocked:
    """Something on a line of a page that the policy keeps browsers from running, applying or fetching."""

    line: int
    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class Inline:
    """The hashes of what runs and what styles in the page itself, as a policy writes them (`'sha256-…'`).

    `pictures` are the other sites that it shows pictures of, by scheme and host.
    """

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()

    def __or__(self, other: Inline) -> Inline:
        return Inline(self.scripts | other.scripts, self.styles | other.styles, self.pictures | other.pictures)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page has of its own, whether scripts of the site may bring other pages into it, and what is blocked."""

    inline: Inline
    is_ordinary: bool
    blocked: tuple[Blocked, ...]
