"""Where a link leads: from an address in some content file to the content item and anchor that it means."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from onboarding.content.addresses import CHANGELOG_FOLDER, changelog_page, process_page
from onboarding.content.model import Content, Item, Service
from onboarding.errors import Problem, Source
from onboarding.messages import problem
from onboarding.prose import Form, Link

# The generated headings of a service's own page.
PHASES_ANCHOR = "fasene"
ROLES_ANCHOR = "roller"


# A first part with points in it and an ending of letters is a host rather than a folder; alone, it may be a file.
_LIKE_A_HOST = re.compile(r"(?:[\w-]+\.)+(?:[a-z]{2,}/|(?:no|com|org|net|eu|io|dev|se|dk)(?:[?#]|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """Something inside the site: a content file, a generated page or another file, and an anchor in it."""

    path: str
    fragment: str | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A link that leads nowhere: the problem code and the values of its message."""

    code: str
    values: dict[str, object]


class References:
    """Resolves the links of one `Content`. Built once, then only read."""

    def __init__(self, content: Content, doubtful: frozenset[str] = frozenset()) -> None:
        self._files = content.files | doubtful
        self._doubtful = doubtful
        self._targets: dict[str, dict[str, Target]] = {}
        self._old: dict[str, Service | Item] = {}
        self._processes: dict[str, Service] = {}
        self._names: dict[str, str] = {}
        for item in content.items():
            self._targets[item.path] = {anchor: Target(item.path, anchor) for anchor in item.body.anchors}
            for alias in item.aliases:
                if alias.host and alias.path is not None:
                    self._old[f"{alias.host}/{alias.path}"] = item
        for service in content.services:
            self._add_service(service)

        self._unsure = frozenset(self._unsure_pages(content))

    def _unsure_pages(self, content: Content) -> Iterator[str]:
        """The pages that may have more anchors than can be told, since files that they show are faulty."""
        for service in content.services:
            within = [path for path in self._doubtful if path.startswith(f"{service.folder}/")]
            shown = [service.path, changelog_page(service), *(phase.path for phase in service.phases)]
            folders = {path: f"{path.rpartition('/')[0]}/" for path in shown if path != service.path}
            yield from (path for path, folder in folders.items() if any(file.startswith(folder) for file in within))
            if service.path in self._doubtful:
                yield service.path
            if within:
                yield process_page(service)

    def _add_service(self, service: Service) -> None:
        self._names |= {service.path: service.id, service.folder: service.id}
        made = self._targets[service.path]
        made |= {anchor: Target(service.path, anchor) for anchor in (PHASES_ANCHOR, ROLES_ANCHOR)}
        for phase in service.phases:
            name = f"{service.id}/{phase.id}"
            self._names |= {phase.path: name, posixpath.dirname(phase.path): name}
            for task in phase.tasks:
                self._names[task.path] = f"{service.id}/{task.id}"
                self._targets[task.path][task.anchor] = Target(task.path)
                self._targets[phase.path][task.anchor] = Target(task.path)
        log = changelog_page(service)
        entries = self._targets.setdefault(log, {})
        entries |= {change.anchor: Target(change.path) for change in service.changes}
        entries |= {year: Target(log, year) for year in service.years}
        self._targets[process_page(service)] = dict(_process_anchors(service, made))
        self._processes[f"{service.slug}.html"] = service

    def resolve(self, path: str, address: str) -> Target | Broken | None:
        """What `address`, written in the file `path`, leads to; None when it leads out of the site.

        Inside, it is a file, a folder, or the whole process as `<slug>.html`.

        A link to a page under its old name on another host leads to where that page is now.
        """
        if address.lower().startswith(("https://", "http://")):
            page, _, anchor = address.partition("#")
            old = self._old.get(page)
            return self._moved(old, unquote(anchor)) if old else None
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return _outside(address, parts)
        fragment = unquote(parts.fragment) or None
        if parts.path.startswith("/"):
            return Broken("link-absolute", {"address": address, "example": _relative(parts.path.strip("/"), path)})
        wanted = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        )
        found = self._page(wanted)
        if found is not None:
            return self._anchored(found, fragment)
        if wanted in self._files or self._may_be_process(wanted):
            return Target(wanted, fragment)
        return self._missing(path, address, wanted)

    def meaning(self, path: str, address: str) -> str:
        """What `address`, written in the file `path`, leads to, whatever the files and folders on the way are called.

        An address that leads out of the site means itself.
        """
        target = self.resolve(path, address)
        if not isinstance(target, Target):
            return address
        return self._name(target.path) + (f"#{target.fragment}" if target.fragment else "")

    def _name(self, path: str) -> str:
        """A name by ids, as far as there are any: of a task, a phase or a service, or of the file within one."""
        folder, _, file = path.rpartition("/")
        return self._names.get(path) or (f"{self._name(folder)}/{file}" if folder else path)

    def anchors(self, path: str) -> Mapping[str, Target]:
        """The anchors of a content file or generated page, with what each stands for."""
        return self._targets.get(path, {})

    def _page(self, wanted: str) -> str | None:
        """The content file or generated page that a path means: itself, a folder's index, or an old-style `.html`."""
        if wanted in self._processes:
            return process_page(self._processes[wanted])
        candidates = (wanted, f"{wanted}/index.md".removeprefix("./"))
        return next((candidate for candidate in candidates if candidate in self._targets), None)

    def _may_be_process(self, wanted: str) -> bool:
        """Whether a path may be the page of the whole process of a service whose slug cannot be told."""
        unnamed = any(service.slug == service.path for service in self._processes.values())
        return unnamed and "/" not in wanted and wanted.endswith(".html")

    def _missing(self, path: str, address: str, wanted: str) -> Broken:
        if address.startswith("www."):
            return Broken("link-scheme", {"address": address})
        elsewhere = "Er det et annet nettsted, skriv https:// foran. " if _LIKE_A_HOST.match(address) else ""
        if posixpath.splitext(wanted)[1] in ("", ".md", ".html"):
            suggestion = elsewhere or self._suggested_path(path, wanted)
            return Broken("link-broken", {"address": address, "suggestion": suggestion})
        return Broken("file-missing", {"address": address, "suggestion": elsewhere})

    def _anchored(self, path: str, fragment: str | None) -> Target | Broken:
        if fragment is None:
            return Target(path)
        anchors = self._targets[path]
        if fragment in anchors:
            return anchors[fragment]
        if path in self._unsure:
            return Target(path, fragment)
        near = difflib.get_close_matches(fragment, anchors, 1, 0.5)
        suggestion = f"Mente du «#{near[0]}»?" if near else "Ta bort ankeret, eller lag overskriften som det viser til"
        return Broken("anchor-broken", {"anchor": fragment, "target": path, "suggestion": suggestion.rstrip("?")})

    def _moved(self, item: Service | Item, fragment: str) -> Target:
        page = process_page(item) if isinstance(item, Service) else item.path
        return self._targets[page].get(fragment, Target(page))

    def _suggested_path(self, path: str, wanted: str) -> str:
        names = {posixpath.basename(target): target for target in self._targets if target.endswith(".md")}
        near = difflib.get_close_matches(posixpath.basename(wanted), names, 1)
        return f"Mente du «{_relative(names[near[0]], path)}»? " if near else ""


def _outside(address: str, parts: SplitResult) -> Broken | None:
    """What is wrong with an address that is no path."""
    if not parts.scheme:
        return Broken("link-scheme", {"address": address.lstrip("/")})
    return None if parts.scheme in ("mailto", "tel") else Broken("link-kind", {"address": address})


def _process_anchors(service: Service, own: dict[str, Target]) -> Iterator[tuple[str, Target]]:
    """Every anchor of the page of the whole process, with what it stands for."""
    yield from own.items()
    for phase in service.phases:
        for anchor in (phase.anchor, *phase.old_anchors):
            yield anchor, Target(phase.path)
        for task in phase.tasks:
            yield task.anchor, Target(task.path)
    for page in service.process_pages:
        yield page.stem, Target(page.path)
    yield CHANGELOG_FOLDER, Target(changelog_page(service))


def broken_links(item: Item, references: References) -> Iterator[Problem]:
    """Every link of the item that leads nowhere."""
    for link in item.body.links:
        if link.form is Form.REFERENCE and link.text.startswith("^"):
            continue  # GitHub's footnote, whose one word CommonMark takes for an address
        source = Source(item.source.path, link.line)
        if not link.address:
            yield problem(source, "link-empty", text=link.text)
            continue
        if not link.text.strip() and not link.is_image:
            yield problem(source, "link-words", address=link.address)
        found = _resolved(item, link, references)
        if isinstance(found, Broken):
            yield problem(source, found.code, **{"text": link.text, **found.values})


def _resolved(item: Item, link: Link, references: References) -> Target | Broken | None:
    try:
        return references.resolve(item.path, link.address)
    except ValueError:  # urlsplit refuses malformed hosts
        return Broken("link-broken", {"address": link.address, "suggestion": ""})


def _relative(path: str, source: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(source) or ".")
