"""Content files of the imported tree, read one by one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onboarding import frontmatter
from onboarding.legacy.audit.addresses import slug
from onboarding.legacy.audit.markup import Marked, read_marked
from onboarding.legacy.audit.section import FoundImage, FoundLink, Section
from onboarding.legacy.audit.words import joined, normal, plain, texts

CHANGELOG = "endringslogg"
_TASK = re.compile(r"[A-Z]-\d+")
_NUMBERED = re.compile(r"^(\s*(?:>\s*)*)(\d{1,3})([.)]\s)", re.MULTILINE)
_POINT = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})[^\n]*\n(.*?)^\s*\1[^\n]*$", re.MULTILINE | re.DOTALL)
_EXPLICIT = re.compile(r"\{:?\s*#([\w-]+)[^{}]*\}\s*$")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class File:
    """A content file: its fields and what its text holds. `anchors` are those of its headings, and of its task."""

    path: str
    data: Mapping[str, Any]
    text: Marked
    headings: tuple[str, ...]
    anchors: frozenset[str]

    def field(self, name: str) -> str:
        """A field that is a text; empty where it is not there."""
        value = self.data.get(name)
        return value if isinstance(value, str) else ""

    def listed(self, name: str) -> tuple[str, ...]:
        """A field that is a list of texts."""
        value = self.data.get(name)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    @property
    def is_service(self) -> bool:
        """Whether it is a service's `index.md`."""
        return self.field("type") == "service"

    @property
    def is_change(self) -> bool:
        """Whether it is an entry of the changelog."""
        return "date" in self.data and CHANGELOG in self.path.split("/")

    @property
    def is_task(self) -> bool:
        """Whether it is a task."""
        return bool(_TASK.fullmatch(self.field("id")))

    @property
    def is_phase(self) -> bool:
        """Whether it is a phase's `index.md`."""
        return bool(re.fullmatch(r"[A-Z]", self.field("id")))

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return posixpath.basename(self.path).removesuffix(".md")

    @property
    def old_anchors(self) -> tuple[str, ...]:
        """Anchors that it had on the old site, and that still lead to it."""
        return tuple(alias.partition("#")[2] for alias in self.listed("aliases") if "#" in alias)

    @property
    def old_names(self) -> Iterator[str]:
        """The names that its page had on the old site."""
        if self.is_service and self.field("slug"):
            yield self.field("slug")
        for alias in self.listed("aliases"):
            if "#" not in alias:
                yield re.sub(r"\.html?$", "", posixpath.basename(alias.rstrip("/")))

    def section(self, name: str, shown: str) -> Section:
        """What stands in the file's text."""
        return Section(
            name,
            shown,
            joined(self.text.words),
            texts(self.text.words),
            title=plain(self.field("title")),
            links=tuple(FoundLink(link.text, link.address, link.shown) for link in self.text.links),
            images=tuple(FoundImage(image.alt, image.address) for image in self.text.images),
            headings=tuple(map(plain, self.headings)),
            roles=self.listed("roles"),
            path=self.path,
            performer=self.field("performed_by"),
        )


def read_file(path: str, text: str) -> File:
    """A content file. Raises ContentError where its front matter cannot be read."""
    document = frontmatter.parse(path, text, shown_as=path)
    body = normal(document.body)
    written = _HEADING.findall(_FENCE.sub("", body))
    anchors = set(_anchors(written))
    identity = str(document.data.get("id", ""))
    if _TASK.fullmatch(identity):
        anchors.add(identity.lower())
    headings = tuple(map(_shown, written))
    return File(path, document.data, _body(body, document.body_line), headings, frozenset(anchors))


def _anchors(headings: list[str]) -> Iterator[str]:
    """The anchors of headings, those that are repeated with a number."""
    numbers: dict[str, int] = {}
    for heading in headings:
        if explicit := _EXPLICIT.search(heading):
            yield explicit[1]
            continue
        first = slug(_shown(heading))
        number = numbers[first] = numbers.get(first, -1) + 1
        yield f"{first}_{number}" if number else first


def _shown(heading: str) -> str:
    heading = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    heading = re.sub(r"\s*\{[^{}]*\}$", "", heading)
    return re.sub(r"<[^<>]*>|[*`\\]", "", heading).strip()


def _body(body: str, line: int) -> Marked:
    """The text, with code as it stands and without the numbers of points."""
    body = _NUMBERED.sub(_unnumbered, body)
    whole, at = Marked(), 0
    for code in _FENCE.finditer(body):
        _add(whole, read_marked(body[at : code.start()], line + body.count("\n", 0, at), is_site=True))
        _add(whole, read_marked(code[2], line + body.count("\n", 0, code.start(2)), is_code=True))
        at = code.end()
    _add(whole, read_marked(body[at:], line + body.count("\n", 0, at), is_site=True))
    return whole


def _unnumbered(found: re.Match[str]) -> str:
    """A line without the number of its point; within a paragraph only «1.» begins one."""
    before = found.string[: found.start()].rstrip("\n").rpartition("\n")[2]
    is_inside = found.string[: found.start()].endswith("\n\n") is False and before.strip() and not _POINT.match(before)
    if is_inside and found[2] != "1":
        return found[0]
    return found[1] + " " * (len(found[0]) - len(found[1]))


def _add(whole: Marked, part: Marked) -> None:
    whole.words += part.words
    whole.links += part.links
    whole.images += part.images
    whole.anchors += part.anchors
