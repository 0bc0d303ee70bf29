"""What must hold between the content files, one rule a function. Each gives the problems that it finds."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from onboarding.content.addresses import (
    CHANGELOG_FOLDER,
    GUIDE_FOR_MACHINES,
    HOME,
    TASKS_SCHEMA,
    destination,
    generated,
    process_page,
    published_items,
)
from onboarding.content.aliases import taken_aliases
from onboarding.content.dependencies import order_problems
from onboarding.content.model import Changelog, Content, Item, Page, Phase, Service
from onboarding.content.names import shortened
from onboarding.content.references import PHASES_ANCHOR, ROLES_ANCHOR, References, broken_links
from onboarding.errors import Problem, Source
from onboarding.frontmatter import Document, as_list
from onboarding.messages import problem
from onboarding.prose import paragraphs

# MkDocs leaves this folder out (https://www.mkdocs.org/user-guide/configuration/#exclude_docs).
MKDOCS_FOLDER = "templates/"

_NAME = re.compile(r"[a-z0-9æøå][a-z0-9æøå_-]*\.md")


def check(content: Content, documents: dict[str, Document], doubtful: frozenset[str]) -> Iterator[Problem]:
    """Every rule on the whole content.

    `documents` give the lines of front-matter keys, by path. `doubtful` are the paths of files that are there but
    faulty: links to them and mentions of their tasks are no problems of their own.
    """
    references = References(content, doubtful)
    for item in content.items():
        yield from _file_name(item)
        yield from _layout(item)
        yield from broken_links(item, references)
    for service in content.services:
        for phase in service.phases:
            if _is_stated(phase, "id", documents):
                yield from _phase_folder(phase, documents)
            yield from _tasks(service, phase, documents)
        yield from _roles(service, documents)
        faulty = set(_faulty_ids(service, documents, doubtful))
        yield from _changes(service, documents, faulty)
        yield from order_problems(service, documents, faulty)
        yield from _anchors(service)
    for page in _all_pages(content):
        if page.is_glossary:
            yield from _terms(page)
    yield from _ids(content, documents)
    yield from _clashes(content, documents, doubtful)
    yield from taken_aliases(content, documents, references)


def _is_stated(item: Item, key: str, documents: dict[str, Document]) -> bool:
    """Whether the item's value is what its file says, and not a guess for a file that is faulty."""
    return bool(documents[item.path].data.get(key) == getattr(item, key))


def _all_pages(content: Content) -> Iterator[Page]:
    yield from content.pages
    for service in content.services:
        yield from service.pages


def _file_name(item: Item) -> Iterator[Problem]:
    name = item.path.rpartition("/")[2]
    if not _NAME.fullmatch(name):
        plain = name.removesuffix(".md").lower().translate({ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"})
        example = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-") + ".md"
        yield problem(item.source, "file-name", name=name, example=example)


def _layout(item: Item) -> Iterator[Problem]:
    for fault in item.body.layout:
        yield problem(Source(item.source.path, fault.line), fault.code, **fault.values)


def _anchors(service: Service) -> Iterator[Problem]:
    """Headings and file names whose anchor something else has on the whole process, a phase's page or the changelog."""
    tasks = {task.anchor for task in service.tasks}
    taken = {PHASES_ANCHOR, ROLES_ANCHOR, CHANGELOG_FOLDER, *tasks}
    taken |= {anchor for phase in service.phases for anchor in (phase.anchor, *phase.old_anchors)}
    yield from _clashing_headings(service, taken)
    for phase in service.phases:
        yield from _clashing_headings(phase, tasks)
    taken |= service.body.anchors
    years = {*service.years}
    if service.changelog:
        yield from _clashing_headings(service.changelog, years | {change.anchor for change in service.changes})
    named = [(page, page.stem) for page in service.process_pages]
    for item, anchor in (*named, *((change, change.anchor) for change in service.changes)):
        if anchor in taken | years:
            yield problem(item.source, "anchor-clash", anchor=anchor)
        taken.add(anchor)


def _clashing_headings(item: Item, taken: set[str]) -> Iterator[Problem]:
    for heading in item.body.headings:
        if heading.anchor in taken:
            source = Source(item.source.path, heading.line)
            yield problem(source, "heading-clash", heading=heading.text, anchor=heading.anchor)


def _phase_folder(phase: Phase, documents: dict[str, Document]) -> Iterator[Problem]:
    folder = phase.path.split("/")[-2]
    prefix = phase.id.lower()
    if folder != prefix and not folder.startswith(f"{prefix}-"):
        yield problem(documents[phase.path].line_of(("id",)), "phase-folder", id=phase.id, folder=folder, prefix=prefix)


def _tasks(service: Service, phase: Phase, documents: dict[str, Document]) -> Iterator[Problem]:
    names = [role.name for role in service.roles]
    for task in phase.tasks:
        document = documents[task.path]
        if task.phase_id != phase.id and _is_stated(phase, "id", documents):
            yield problem(document.line_of(("id",)), "task-phase", id=task.id, phase=phase.id)
        for index, role in enumerate(task.roles):
            if names and role not in names:
                source = document.line_of(("roles", index))
                suggestion = _suggested_role(role, names)
                yield problem(source, "role-unknown", role=role, roles=", ".join(names), suggestion=suggestion)
            elif role in task.roles[:index]:
                yield problem(document.line_of(("roles", index)), "role-duplicate", role=role)


def _suggested_role(role: str, names: list[str]) -> str:
    """What to write for a role that the service does not have, as a sentence; "" where that cannot be told."""
    longest_first = sorted(names, key=len, reverse=True)
    one = f"(?:{'|'.join(map(re.escape, longest_first))})"
    if re.fullmatch(rf"{one}(?:(?:\s*[;,/&+]\s*|\s+og\s+|\s+){one})+", role, re.IGNORECASE):
        proper = {name.lower(): name for name in names}
        several = dict.fromkeys(proper[found.lower()] for found in re.findall(one, role, re.IGNORECASE))
        return f"Sett komma mellom rollene: {as_list(several)}. "
    near = difflib.get_close_matches(role.lower(), [name.lower() for name in names], 1)
    meant = next((name for name in names if [name.lower()] == near), None)
    return f"Mente du «{meant}»? " if meant else ""


def _roles(service: Service, documents: dict[str, Document]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, role in enumerate(service.roles):
        if role.name in seen:
            yield problem(documents[service.path].line_of(("roles", index)), "role-duplicate", role=role.name)
        seen.add(role.name)
    of_everyone = [(index, role) for index, role in enumerate(service.roles) if role.everyone]
    for index, role in of_everyone[1:]:
        source = documents[service.path].line_of(("roles", index, "everyone"))
        yield problem(source, "role-everyone", role=role.name, other=of_everyone[0][1].name)


def _changes(service: Service, documents: dict[str, Document], faulty: set[str | None]) -> Iterator[Problem]:
    known = [task.id for task in service.tasks]
    renamed = {alias.written: task.id for task in service.tasks for alias in task.aliases}
    for change in service.changes:
        for index, task in enumerate(change.tasks):
            if task in known or task in faulty or None in faulty:
                continue
            source = documents[change.path].line_of(("tasks", index))
            if task in renamed:
                yield problem(source, "change-task-renamed", id=task, now=renamed[task])
            else:
                yield problem(source, "change-task-unknown", id=task, known=shortened(known))


def _faulty_ids(service: Service, documents: dict[str, Document], doubtful: frozenset[str]) -> Iterator[str | None]:
    """The ids that tasks with faulty files have or had, as the files say or their names; None where it may be any."""
    for path in doubtful:
        folder, _, name = path.rpartition("/")
        if not f"{folder}/".startswith(f"{service.folder}/") or name == "index.md":
            continue
        stated = documents[path].data if path in documents else {}
        named = re.match(r"([a-z]-\d+)\b", name)
        if isinstance(stated.get("id"), str):
            yield stated["id"]
        if named:
            yield named.group(1).upper()
        aliases = stated.get("aliases")
        yield from (str(alias) for alias in (aliases if isinstance(aliases, list) else ()))
        is_task = folder not in (service.folder, f"{service.folder}/{CHANGELOG_FOLDER}")
        if is_task and path not in documents:
            yield None


def _terms(page: Page) -> Iterator[Problem]:
    lines = {heading.text: heading.line for heading in page.body.headings if heading.level == 2}
    for term, explanation in paragraphs(page.body.text):
        if not explanation:
            yield problem(Source(page.source.path, lines[term]), "term-explanation", term=term)


def _ids(content: Content, documents: dict[str, Document]) -> Iterator[Problem]:
    yield from _repeated(content.services, "id", "id-duplicate", documents)
    yield from _repeated(content.services, "slug", "slug-duplicate", documents)
    for service in content.services:
        yield from _repeated(service.phases, "id", "id-duplicate", documents)
        yield from _repeated(service.tasks, "id", "id-duplicate", documents)


def _repeated(items: Iterable[Item], key: str, code: str, documents: dict[str, Document]) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: item.path):
        if not _is_stated(item, key, documents):
            continue
        value = getattr(item, key)
        other = first.setdefault(value, item)
        if other is not item:
            yield problem(documents[item.path].line_of((key,)), code, other=other.source.path, **{key: value})


def _clashes(content: Content, documents: dict[str, Document], doubtful: frozenset[str]) -> Iterator[Problem]:
    """Content files whose address another page has."""
    taken = {made for service in content.services for made in generated(service)}
    taken |= {path for service in content.services for path in generated(service).values()}
    taken |= {GUIDE_FOR_MACHINES, TASKS_SCHEMA}
    folders = {destination(item.path) for item in published_items(content) if item.path.endswith("index.md")}
    for service in content.services:
        if destination(process_page(service)) in folders:
            yield problem(documents[service.path].line_of(("slug",)), "slug-taken", slug=service.slug)
            taken.remove(destination(process_page(service)))
    if HOME not in documents.keys() | doubtful and documents:
        home = _shown(content, HOME)
        yield problem(Source(home), "home-missing", path=home)
    for item in sorted(published_items(content), key=lambda item: (not item.path.endswith("/index.md"), item.path)):
        is_made_of_it = isinstance(item, Changelog)  # the page at its address
        if destination(item.path) in taken and not is_made_of_it:
            yield problem(item.source, "page-clash")
        taken.add(destination(item.path))
    for path in sorted(content.files | documents.keys()):
        if path.startswith(MKDOCS_FOLDER):
            shown = _shown(content, path)
            folder = shown.removesuffix(path) + MKDOCS_FOLDER.rstrip("/")
            yield problem(Source(shown), "folder-name", folder=folder)
    for path in sorted(content.files & taken):
        yield problem(Source(_shown(content, path)), "page-clash")


def _shown(content: Content, path: str) -> str:
    """A file's path as problems show it: content files tell what goes in front."""
    item = next(content.items(), None)
    return (item.source.path.removesuffix(item.path) if item else "") + path
