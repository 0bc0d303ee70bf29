"""From documents to content: which file is what, what it says, and every problem at once."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from onboarding.content.addresses import CHANGELOG_FOLDER
from onboarding.content.checks import check
from onboarding.content.fields import (
    PHASE_ID,
    TASK_ID,
    ChangeFields,
    ChangelogFields,
    F,
    Findable,
    PageFields,
    PhaseFields,
    Reviewable,
    RoleFields,
    ServiceFields,
    TaskFields,
    validate,
)
from onboarding.content.model import (
    Alias,
    Change,
    Changelog,
    Content,
    Page,
    Phase,
    Review,
    Role,
    Service,
    Task,
    natural,
)
from onboarding.content.performers import outsider
from onboarding.errors import Problem, Source
from onboarding.frontmatter import Document
from onboarding.messages import problem
from onboarding.prose import read

T = TypeVar("T")

_ADDRESS = re.compile(r"[^\s#?:\\\"'<>]+")
_ANCHOR = re.compile(r"[^\s#\"'<>&]+")


def build(
    documents: Iterable[Document], files: frozenset[str] = frozenset(), unread: Iterable[str] = ()
) -> tuple[Content, tuple[Problem, ...]]:
    """The content that `documents` and the other `files` of the folder make up, and every problem.

    Where there are problems, parts of the content are missing. `unread` are the paths of content files that exist but
    could not be read: nothing is reported missing for them.
    """
    builder = _Builder(documents, unread)
    content = builder.content(files)
    problems = (*builder.problems, *check(content, builder.documents, frozenset(builder.doubtful)))
    return builder.read_of(content), problems


class _Builder:
    """Sorts the documents by kind and turns each into its content item.

    What is wrong in one file must not hide or invent problems in others, so a service or phase with faulty front
    matter is stood in for by what can be told of it, and other faulty files are kept as `doubtful`. One that cannot
    be read at all is stood in for by an empty document.
    """

    def __init__(self, documents: Iterable[Document], unread: Iterable[str]) -> None:
        self._unread = frozenset(unread)
        self._prefix = ""
        found = {document.path: document for document in documents}
        for document in found.values():
            self._prefix = document.source.path.removesuffix(document.path)
        self.documents = dict(sorted((found | self._stood_in(found)).items()))
        self._paths = list(self.documents)
        self._folders = tuple(_folder(path) for path, document in self.documents.items() if _is_service(document))
        self.doubtful = set(self._unread)
        self.problems: list[Problem] = []

    def _stood_in(self, found: dict[str, Document]) -> dict[str, Document]:
        """Empty documents for services and phases that cannot be read, as far as their folders tell what they are."""
        likely = {path.partition("/")[0] for path, document in found.items() if _needs_service(document)}
        services = {_folder(path) for path, document in found.items() if _is_service(document)}
        made = {}
        for path in (path for path in self._unread if path.endswith("/index.md")):
            folder = _folder(path)
            parent, _, name = folder.rpartition("/")
            is_service = not parent and folder in likely
            if is_service or (name != CHANGELOG_FOLDER and parent in services | likely):
                data = {"type": "service"} if is_service else {}
                made[path] = Document(path, Source(self._shown(path)), data, {}, "", 1)
        return made

    def content(self, files: frozenset[str]) -> Content:
        """All that the documents make up, with what stands in for what cannot be read."""
        services = tuple(self._service(folder) for folder in self._folders)
        owned = tuple(f"{folder}/" for folder in self._folders)
        rest = [found for path, found in self.documents.items() if not path.startswith(owned)]
        homeless = [found for found in rest if _kind(found)]
        self._without_service(homeless)
        self.doubtful.update(found.path for found in homeless)
        pages = _present(self._page(found) for found in rest if found not in homeless and self._is_read(found))
        return Content(services, tuple(pages), files)

    def read_of(self, content: Content) -> Content:
        """The content without what stands in for services and phases that cannot be read."""
        services = (service for service in content.services if service.path not in self._unread)
        kept = (
            replace(found, phases=tuple(p for p in found.phases if p.path not in self._unread)) for found in services
        )
        return replace(content, services=tuple(kept))

    def _is_read(self, document: Document) -> bool:
        return document.path not in self._unread

    def _without_service(self, homeless: list[Document]) -> None:
        """Say of files that belong in a service where they belong, or once for a folder that it is no service."""
        likely = {found.path.partition("/")[0] for found in homeless if _needs_service(found)}
        for folder in likely:
            index, shown = self._shown(f"{folder}/index.md"), self._shown(folder)
            advice = f"Legg til {index} med «type: service» øverst"
            if f"{folder}/index.md" in self.documents:
                advice = f"Skriv «type: service» blant feltene i {index}"
            if meant := next((other for other in self._folders if other.lower() == folder.lower()), None):
                advice = f"Mente du {self._shown(meant)}? Flytt filene dit"
            self.problems.append(problem(Source(index), "service-missing", folder=shown, advice=advice))
        for found in homeless:
            if found.path.partition("/")[0] not in likely:
                self._misplaced(found, self._folders[0] if len(self._folders) == 1 else None)

    def _shown(self, path: str) -> str:
        """A path as problems show it: any content file tells what goes in front."""
        return self._prefix + path

    def _validated(self, document: Document, model: type[F]) -> F | None:
        if not self._is_read(document):
            return None
        fields = validate(document, model, self.problems)
        if fields is None:
            self.doubtful.add(document.path)
        return fields

    def _service(self, folder: str) -> Service:
        document = self.documents[f"{folder}/index.md"]
        fields = self._validated(document, ServiceFields) or _stand_in(ServiceFields, document, folder)
        roles = tuple(Role(role.name, role.summary, role.everyone) for role in fields.roles)
        phases: list[Phase] = []
        changes: list[Change] = []
        pages: list[Page] = []
        changelog: Changelog | None = None
        for path in self._inside(folder):
            parts = path.removeprefix(f"{folder}/").split("/")
            found = self.documents[path]
            match parts:
                case ["index.md"]:
                    continue
                case [_] if _kind(found):
                    self._misplaced(found, folder)
                case [_]:
                    pages.extend(_present([self._page(found)]))
                case [name, "index.md"] if name != CHANGELOG_FOLDER:
                    phases.append(self._phase(found, f"{folder}/{name}", roles))
                case [_, "index.md"]:
                    changelog = self._changelog(found)
                case [name, _] if name == CHANGELOG_FOLDER:
                    changes.extend(_present([self._change(found)]))
                case [name, _]:
                    self._needs_index(found, f"{folder}/{name}")
                case [name, *_]:
                    parent = self._shown(f"{folder}/{name}")
                    self.problems.append(problem(found.source, "folder-depth", folder=parent))
        return Service(
            document.path,
            document.source,
            fields.title,
            read(document.body, document.body_line),
            keywords=tuple(fields.keywords),
            aliases=tuple(self._aliases(document, fields)),
            allow=tuple(fields.allow),
            id=fields.id,
            slug=fields.slug,
            short_title=fields.short_title,
            summary=fields.summary,
            language=fields.language,
            roles=roles,
            phases=tuple(sorted(phases, key=lambda phase: natural(phase.id))),
            changes=tuple(sorted(changes, key=lambda change: (change.date, change.path), reverse=True)),
            pages=tuple(sorted(pages, key=_menu_order)),
            changelog=changelog,
        )

    def _inside(self, folder: str) -> list[str]:
        """The paths of the documents somewhere in a folder, found in the sorted list of all («0» comes after «/»)."""
        return self._paths[bisect_left(self._paths, f"{folder}/") : bisect_left(self._paths, f"{folder}0")]

    def _needs_index(self, document: Document, folder: str) -> None:
        """Say once for each folder that it lacks its index; what is in it belongs to no phase, but is there."""
        index = f"{folder}/index.md"
        if index in self.documents:
            return  # the file is a task, which its phase takes up
        self.doubtful.add(document.path)
        if index in self.doubtful:
            return
        self.doubtful.add(index)
        advice = f"Legg til {self._shown(index)} som sier hvilken fase mappen er"
        parent = folder.rpartition("/")[0]
        folders = [f"{parent}/{CHANGELOG_FOLDER}", *map(_folder, self._paths)]
        if meant := next((other for other in folders if other != folder and other.lower() == folder.lower()), None):
            advice = f"Mente du {self._shown(meant)}? Flytt filene dit"
        self.problems.append(problem(document.source, "folder-index", folder=self._shown(folder), advice=advice))

    def _misplaced(self, document: Document, folder: str | None) -> None:
        """Say where a file of the service in `folder` belongs; it is there, so what names it is not at fault."""
        kind = _kind(document)
        service = f"{self._shown(folder)}/" if folder else None
        if kind == CHANGE:
            where = f"{service}{CHANGELOG_FOLDER}/" if service else f"{CHANGELOG_FOLDER}/ i mappen til tjenesten"
        else:
            where = f"mappen til fasen, under {service}" if service else "mappen til fasen, i mappen til tjenesten"
        self.doubtful.add(document.path)
        self.problems.append(problem(document.source, "misplaced", kind=kind, folder=where))

    def _phase(self, document: Document, folder: str, roles: tuple[Role, ...]) -> Phase:
        fields = self._validated(document, PhaseFields) or _stand_in(PhaseFields, document, folder)
        depth = folder.count("/") + 1
        paths = [path for path in self._inside(folder) if path.count("/") == depth]
        tasks = _present(self._task(self.documents[path], roles) for path in paths if path != document.path)
        return Phase(
            document.path,
            document.source,
            fields.title,
            read(document.body, document.body_line),
            keywords=tuple(fields.keywords),
            aliases=tuple(self._aliases(document, fields)),
            allow=tuple(fields.allow),
            id=fields.id,
            summary=fields.summary,
            gate=fields.gate,
            gate_required=fields.gate_required,
            tasks=tuple(sorted(tasks, key=lambda task: (natural(task.id), task.path))),
            review=self._review(document, fields),
        )

    def _task(self, document: Document, roles: tuple[Role, ...]) -> Task | None:
        if _kind(document) == CHANGE:
            self._misplaced(document, document.path.rpartition("/")[0].rpartition("/")[0])
            return None
        fields = self._validated(document, TaskFields)
        review = self._review(document, fields)
        if fields is None:
            return None
        return Task(
            document.path,
            document.source,
            fields.title,
            read(document.body, document.body_line),
            keywords=tuple(fields.keywords),
            aliases=tuple(self._aliases(document, fields)),
            allow=tuple(fields.allow),
            id=fields.id,
            roles=tuple(fields.roles),
            performed_by=fields.performed_by,
            waits_for=outsider(fields.performed_by, [role.name for role in roles]),
            depends_on=tuple(fields.depends_on),
            review=review,
        )

    def _change(self, document: Document) -> Change | None:
        fields = self._validated(document, ChangeFields)
        if fields is None:
            return None
        return Change(
            document.path,
            document.source,
            fields.title,
            read(document.body, document.body_line),
            allow=tuple(fields.allow),
            date=fields.date,
            tasks=tuple(fields.tasks),
        )

    def _changelog(self, document: Document) -> Changelog | None:
        if _kind(document) == CHANGE:
            self.doubtful.add(document.path)
            self.problems.append(problem(document.source, "page-clash"))
            return None
        fields = self._validated(document, ChangelogFields)
        if fields is None:
            return None
        return Changelog(
            document.path,
            document.source,
            fields.title,
            read(document.body, document.body_line),
            keywords=tuple(fields.keywords),
            aliases=tuple(self._aliases(document, fields)),
            allow=tuple(fields.allow),
            summary=fields.summary,
        )

    def _page(self, document: Document) -> Page | None:
        fields = self._validated(document, PageFields)
        if fields is None:
            return None
        return Page(
            document.path,
            document.source,
            fields.title,
            read(document.body, document.body_line),
            keywords=tuple(fields.keywords),
            aliases=tuple(self._aliases(document, fields)),
            allow=tuple(fields.allow),
            summary=fields.summary,
            order=fields.order,
            in_process=fields.in_process,
            is_glossary=fields.type == "glossary",
        )

    def _review(self, document: Document, fields: Reviewable | None) -> Review | None:
        """Who went through the file and when; a problem where only half of that is there, whatever else is wrong."""
        match [key for key in ("reviewed", "reviewed_by", "review_note") if key in document.data]:
            case ["reviewed", *others] if "reviewed_by" not in others:
                self.problems.append(problem(document.line_of(("reviewed",)), "reviewer-missing"))
            case [key, *_] if key != "reviewed":
                self.problems.append(problem(document.line_of((key,)), "review-date-missing", key=key))
        if fields is None or fields.reviewed is None or fields.reviewed_by is None:
            return None
        return Review(fields.reviewed, fields.reviewed_by, fields.review_note, document.line_of(("reviewed",)))

    def _aliases(self, document: Document, fields: Findable) -> Iterator[Alias]:
        for index, written in enumerate(fields.aliases):
            alias = _alias(written)
            if alias is None:
                self.problems.append(problem(document.line_of(("aliases", index)), "alias-format", alias=written))
            else:
                yield alias


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _is_service(document: Document) -> bool:
    """Whether a file says that its folder is a service, or cannot be anything else."""
    is_meant = document.data.get("type") == "service" or {"id", "slug", "roles"} <= document.data.keys()
    return is_meant and document.path.endswith("/index.md")


def _alias(written: str) -> Alias | None:
    """What an old address means, or None where it is none."""
    if re.fullmatch(TASK_ID, written):
        return Alias(written, fragment=written.lower())
    address, has_fragment, fragment = written.partition("#")
    fragment = unquote(fragment)
    if has_fragment and not _ANCHOR.fullmatch(fragment):
        return None
    if not address:
        return Alias(written, fragment=fragment) if fragment else None
    host = None
    if re.match(r"https?://", address):
        parts = urlsplit(address)
        host, address = f"{parts.scheme}://{parts.netloc}", parts.path
    path = unquote(address).lstrip("/")
    if not _ADDRESS.fullmatch(path) or ".." in path.split("/") or posixpath.splitext(path)[1] not in ("", ".html"):
        return None
    return Alias(written, path, fragment or None, host)


def _stand_in(model: type[F], document: Document, folder: str) -> F:
    """Fields for a service or phase whose front matter is faulty: what is sound in it, and plain guesses."""
    named = folder.rpartition("/")[2].partition("-")[0].upper()
    stated = document.data.get("id")
    texts = {key: value if isinstance(value := document.data.get(key), str) else "" for key in model.model_fields}
    texts["id"] = stated if isinstance(stated, str) and re.fullmatch(rf"{PHASE_ID}|[a-z].*", stated) else named
    texts["language"] = "nb"
    # A slug that no other page can have: that it is missing is problem enough.
    texts["slug"] = texts.get("slug") or document.path
    rest = {
        "roles": _sound_roles(document),
        "gate_required": False,
        "keywords": [],
        "aliases": [],
        "allow": [],
        "reviewed": None,
    }
    return model.model_construct(None, **{**texts, **rest})


def _sound_roles(document: Document) -> list[RoleFields]:
    """The roles where all of them have names; else none, so that no role of a task is called unknown."""
    roles = document.data.get("roles")
    names = [role.get("name") for role in roles if isinstance(role, dict)] if isinstance(roles, list) else []
    sound = bool(names) and len(names) == len(roles or ()) and all(isinstance(name, str) for name in names)
    return [RoleFields(name=str(name), summary="-") for name in names] if sound else []


TASK = "en oppgave"
CHANGE = "en endring"


def _kind(document: Document) -> str | None:
    """What a file looks like by its fields, where that is no ordinary page."""
    if {"date", "tasks"} <= document.data.keys():
        return CHANGE
    stated = document.data.get("id")
    is_phase = isinstance(stated, str) and re.fullmatch(PHASE_ID, stated) and document.path.endswith("/index.md")
    return TASK if is_phase or ("id" in document.data and document.data.keys() & {"roles", "gate", "slug"}) else None


def _needs_service(document: Document) -> bool:
    """Whether a file shows that its top folder was meant as a service; a change right in it does not."""
    folder, *below = document.path.split("/")
    if not below or folder == CHANGELOG_FOLDER:
        return False
    return _kind(document) == TASK or (_kind(document) == CHANGE and len(below) > 1)


def _menu_order(page: Page) -> tuple[int, str]:
    return page.order, page.title


def _present(items: Iterable[T | None]) -> list[T]:
    return [item for item in items if item is not None]
