"""What the audit is given and what it finds. Frozen, and without a trace of the importer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from onboarding.legacy.audit.destinations import Others

Kind = Literal["word", "link", "image", "heading", "anchor", "task"]
KINDS: tuple[Kind, ...] = ("word", "link", "image", "heading", "anchor", "task")

PageKind = Literal["onboarding", "changelog", "page"]


@dataclass(frozen=True, slots=True)
class Source:
    """A legacy page. `text` is as decoded: a byte-order mark and CRLF may be there. `slug` is the page's old name."""

    name: str
    text: str
    kind: PageKind
    slug: str


@dataclass(frozen=True, slots=True)
class Tree:
    """What was made of it: every content file of the service by its path in the service's folder.

    `home` is the file that holds the page's own text (`index.md`, `endringslogg/index.md`, `om.md`). It may be absent
    where a changelog has no text of its own. `folder` is the service's folder and `others` all content files of the
    site, both by paths from the folder of content: what links to other pages lead to. Without them the tree is all
    there is.
    """

    files: Mapping[str, str]
    home: str
    folder: str = ""
    others: Others | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """The HTML of the built pages: `process` and `changelog` for an onboarding, else `changelog` or `page`."""

    pages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Waiver:
    """An item that an editor lets go, with the reason. `kind` and `source` narrow what it holds for."""

    item: str
    kind: Kind | None
    reason: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """An item of the source that is not where it belongs.

    `what` is the item as the source has it, `line` where it stands there, `why` a part of a sentence in Norwegian, and
    `owner` what it belongs to: a task's id, a date, a phase's letter, or nothing for the page itself.
    """

    what: str
    line: int
    why: str
    owner: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many items of one kind the source has, and where they went: `source == placed + waived + len(lost)`."""

    source: int
    placed: int
    waived: int
    lost: tuple[Lost, ...]


@dataclass(frozen=True, slots=True)
class PageAudit:
    """What became of everything on one page. `used` are the waivers that let something go."""

    source: Source
    words: Count
    links: Count
    images: Count
    headings: Count
    anchors: Count
    tasks: Count
    used: tuple[Waiver, ...] = ()

    def counts(self) -> Iterator[tuple[Kind, Count]]:
        """Each kind of item with its count, in the order of the report."""
        yield from zip(
            KINDS, (self.words, self.links, self.images, self.headings, self.anchors, self.tasks), strict=True
        )

    @property
    def is_clean(self) -> bool:
        """Whether nothing is lost."""
        return not any(count.lost for _, count in self.counts())


def unused_waivers(waivers: tuple[Waiver, ...], pages: tuple[PageAudit, ...]) -> tuple[Waiver, ...]:
    """The waivers that let nothing go on any of the pages."""
    used = {waiver for page in pages for waiver in page.used}
    return tuple(waiver for waiver in waivers if waiver not in used)
