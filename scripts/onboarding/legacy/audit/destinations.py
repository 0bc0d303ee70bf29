"""What the addresses of the old site's pages mean now, as the tree itself says: a page has its old addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onboarding.errors import ContentError
from onboarding.legacy.audit.addresses import loosely, slug
from onboarding.legacy.audit.files import CHANGELOG, File, read_file
from onboarding.legacy.audit.logs import is_just_log


class Others:
    """Every content file of the site by its path from the folder of content, read when it is first asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = {path: text for path, text in texts.items() if path.endswith(".md")}
        self._files: dict[str, File | None] = {}
        self._folders: dict[str, list[str]] = {}
        self._homes: dict[str, File] | None = None
        self._anchors: dict[str, dict[str, str]] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._texts

    def file(self, path: str) -> File | None:
        """The file at a path; None where there is none that can be read."""
        if path not in self._files:
            try:
                self._files[path] = read_file(path, self._texts[path]) if path in self._texts else None
            except ContentError:
                self._files[path] = None
        return self._files[path]

    def home(self, name: str) -> File | None:
        """The file of the page that was called `name` on the old site."""
        if self._homes is None:
            self._homes = {}
            for path, text in self._texts.items():
                file = self.file(path) if "\naliases:" in text or "\nslug:" in text else None
                for old in file.old_names if file else ():
                    self._homes.setdefault(old.casefold(), file)  # type: ignore[arg-type]
        return self._homes.get(name.casefold())

    def within(self, folder: str) -> Iterator[File]:
        """The files in a folder and below it."""
        if folder not in self._folders:
            start = f"{folder}/" if folder else ""
            self._folders[folder] = [path for path in self._texts if path.startswith(start)]
        return filter(None, map(self.file, self._folders[folder]))

    def family(self, home: File) -> Iterator[File]:
        """A page and, where it is a service, all that belongs to it."""
        return self.within(posixpath.dirname(home.path)) if home.is_service else iter((home,))

    def anchors(self, home: File) -> Mapping[str, str]:
        """The anchors of a page and of all that belongs to it, loosely spelled.

        Each with the file that keeps it as an old address (empty: it is a live one).
        """
        if home.path not in self._anchors:
            found = {loosely(old): file.path for file in self.family(home) for old in file.old_anchors}
            live = (anchor for file in self.family(home) for anchor in (*file.anchors, *_made(file)))
            self._anchors[home.path] = {**found, **{loosely(anchor): "" for anchor in live}}
        return self._anchors[home.path]


def _made(file: File) -> Iterator[str]:
    """The anchors that the generator gives a file on the page of the whole process."""
    if file.is_phase:
        yield f"{file.field('id')}-{slug(file.field('title'))}"
    elif not (file.is_task or file.is_change):
        yield file.stem


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an old address meant: the page by the path of its file, and a part of it by its anchor, loosely spelled.

    `is_own` says that it is the page that the address stands on, and `service` is the page where that is a service.
    `letter` is the phase that was meant, `is_log` says that the changelog was, and `is_known` that the page has the
    anchor, so that a link without it leads to less than it did. `keeper` is the file that has it as an old address.
    """

    home: str
    anchor: str
    is_own: bool
    service: File | None = None
    letter: str = ""
    is_log: bool = False
    is_known: bool = False
    keeper: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The last names in the addresses of the page."""
        folder, _, file = self.home.rpartition("/")
        own = file.removesuffix(".md") if file != "index.md" else posixpath.basename(folder)
        return (own, self.service.field("slug")) if self.service else (own,)

    @property
    def task(self) -> str:
        """The id of the task that it meant."""
        return self.anchor.upper() if re.fullmatch(r"[a-z]-\d+", self.anchor) else ""


class Destinations:
    """Where the old addresses lead that the links of one page had.

    `home` is the page's own file, `slug` the name that it had, and `phases` the letters of the phases that its anchors,
    loosely spelled, led to.
    """

    def __init__(self, others: Others, home: str, slug: str, phases: Mapping[str, str]) -> None:
        self._others = others
        self._home = home
        self._slug = slug.casefold()
        self._phases = phases
        self._found: dict[tuple[str, str], Meaning | None] = {}

    def meant(self, name: str, anchor: str) -> Meaning | None:
        """What the page called `name` (empty: the page itself) and an anchor on it meant, where that can be told."""
        key = name.casefold(), loosely(anchor)
        if key not in self._found:
            self._found[key] = self._meant(*key)
        return self._found[key]

    def _meant(self, name: str, anchor: str) -> Meaning | None:
        own = self._others.file(self._home)
        is_own = name in ("", self._slug) or (own is not None and name in map(str.casefold, own.old_names))
        home = own if is_own else self._others.home(name)
        if home is None:
            return Meaning(self._home, anchor, is_own) if is_own else None
        keeper = self._others.anchors(home).get(anchor)
        is_known = keeper is not None
        if not home.is_service:
            return Meaning(home.path, anchor, is_own, is_known=is_known, keeper=keeper or "")
        letter = (self._phases.get(anchor) if is_own else "") or self._letter(home, anchor)
        is_log = anchor == CHANGELOG or is_just_log(anchor.replace("-", " "))
        return Meaning(home.path, anchor, is_own, home, letter, is_log, is_known, keeper or "")

    def _letter(self, service: File, anchor: str) -> str:
        """The letter of the phase of a service that has an anchor."""
        for file in self._others.within(posixpath.dirname(service.path)) if anchor else ():
            if file.is_phase and anchor in map(loosely, (*_made(file), *file.old_anchors)):
                return file.field("id")
        return ""

    def leads(self, whole: str, fragment: str, meaning: Meaning) -> bool:
        """Whether a path from the folder of content, and an anchor there, lead to what was meant."""
        service = meaning.service
        if meaning.keeper and not fragment and meaning.keeper in (whole, f"{whole}/index.md".removeprefix("./")):
            return True
        is_near = loosely(fragment) == meaning.anchor or (not fragment and not meaning.is_known)
        if service is None:
            return is_near and meaning.home in (whole, f"{whole}/index.md".removeprefix("./"))
        folder = posixpath.dirname(service.path)
        if is_process(whole, service):
            return is_near
        log = posixpath.join(folder, CHANGELOG)
        if whole in (log, f"{log}/index.md"):
            return meaning.is_log and not fragment
        target = self._others.file(whole) or self._others.file(f"{whole}/index.md".removeprefix("./"))
        if target is None or (fragment and fragment not in target.anchors and not target.is_phase):
            return False
        is_inside = not folder or target.path.startswith(f"{folder}/")
        return is_inside and _is_part(target, fragment, meaning, service)


def is_process(path: str, service: File) -> bool:
    """Whether a path is that of the page of the whole process, which lies in the folder of content itself."""
    above, _, name = path.rpartition("/")
    return name == f"{service.field('slug')}.html" and not above.replace("..", "").strip("/")


def _is_part(target: File, fragment: str, meaning: Meaning, service: File) -> bool:
    """Whether a file of a service, and an anchor in it, are the part that was meant."""
    if meaning.letter:
        return (target.is_phase or target.is_task) and target.field("id")[:1] == meaning.letter
    if meaning.task:
        return target.field("id") == meaning.task or loosely(fragment) == meaning.anchor
    if fragment:
        return loosely(fragment) == meaning.anchor
    if not meaning.anchor or not meaning.is_known:
        return target.path == service.path
    own = (target.stem, target.field("title"))
    return meaning.anchor in map(loosely, own) and not (target.is_phase or target.is_task or target.is_change)
