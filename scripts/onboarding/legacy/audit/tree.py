"""The imported tree, read for what stands where."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from onboarding.legacy.audit.addresses import comparable, is_whole, slug
from onboarding.legacy.audit.destinations import Destinations, Meaning
from onboarding.legacy.audit.files import CHANGELOG, File, read_file
from onboarding.legacy.audit.model import Tree
from onboarding.legacy.audit.place import Place
from onboarding.legacy.audit.section import Section
from onboarding.legacy.audit.words import joined, plain


def read_tree(tree: Tree, kind: str) -> Place:
    """What stands where in the tree, for a page of the kind.

    Raises ContentError where front matter cannot be read.
    """
    files = {path: read_file(path, text) for path, text in tree.files.items() if path.endswith(".md")}
    home = files.get(tree.home)
    service = files.get("index.md")
    phases = {file.field("id"): file for file in files.values() if file.is_phase}
    pages = [file for file in files.values() if _is_page(file)]
    if kind == "page":
        pages = [home] if home else []
    elif kind == "changelog":
        pages = [file for file in (home, service) if file]
    fields = [file for file in {id(home): home, id(service): service}.values() if file]
    fields = [home] if kind == "page" and home else fields
    roles = _roles(service)
    return Place(
        missing="står ikke i treet",
        elsewhere="står i {found}, men hører til {owner}",
        also="teksten står også i {found}",
        tasks={
            file.field("id"): file.section(file.field("id"), file.field("id"))
            for file in files.values()
            if file.is_task
        },
        changes=(tuple(file.section(file.field("date"), file.path) for file in files.values() if file.is_change),),
        phases={letter: file.section(letter, f"fase {letter}") for letter, file in phases.items()},
        summaries={letter: _said(letter, file.path, file.field("summary")) for letter, file in phases.items()},
        pages=tuple(file.section("", file.path) for file in pages),
        made=(
            *(_said("", "index.md", f"{name} {summary}") for name, summary in roles),
            *(_said("", file.path, file.field("title")) for file in pages),
            *(_said("", file.path, file.field("summary")) for file in pages if file not in (home, service)),
        ),
        titles=tuple(plain(file.field(name)) for file in fields for name in ("title", "short_title", "summary"))
        + tuple(joined(file.text.words) for file in fields),
        keywords=tuple(plain(word) for file in fields for word in file.listed("keywords"))
        + tuple(joined(file.text.words) for file in fields),
        role_names=frozenset(name for name, _ in roles),
        leads=_leads(tree.folder),
        has_anchor=_has_anchor(files, phases, pages),
        is_strict=True,
    )


def _is_page(file: File) -> bool:
    return not (file.is_phase or file.is_task or file.is_change)


def _said(name: str, shown: str, text: str) -> Section:
    return Section(name, shown, plain(text), plain(text))


def _roles(service: File | None) -> list[tuple[str, str]]:
    roles = service.data.get("roles") if service else None
    if not isinstance(roles, list):
        return []
    return [(str(role.get("name", "")), str(role.get("summary", ""))) for role in roles if isinstance(role, dict)]


def _has_anchor(files: Mapping[str, File], phases: Mapping[str, File], pages: list[File]) -> Callable[[str], bool]:
    """Whether an old anchor is a heading's, one that the generator gives to phases, or an alias."""
    known = {anchor for file in pages for anchor in file.anchors | {file.stem}}
    known |= {anchor for file in phases.values() for anchor in file.anchors}
    known |= {file.field("id").lower() for file in files.values() if file.is_task}
    known |= {anchor for file in files.values() for anchor, _ in file.text.anchors}
    known |= {anchor for file in files.values() for anchor in file.old_anchors}
    known |= {CHANGELOG, "fasene", "roller", *(file.field("date")[:4] for file in files.values() if file.is_change)}
    for letter, file in phases.items():
        rest = slug(file.field("title"))
        known |= {f"{letter.lower()}{dashes}{rest}" for dashes in ("-", "--", "---")}
    return known.__contains__


def _leads(folder: str) -> Callable[[str, Section, Meaning, Destinations], bool]:
    """Whether a relative address in a section leads to what an old address meant."""

    def leads(address: str, section: Section, meaning: Meaning, destinations: Destinations) -> bool:
        address = comparable(address.replace("\\", "/"))
        if is_whole(address):
            return False
        path, _, fragment = address.partition("#")
        here = posixpath.join(folder, section.path)
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(path))) if path else here
        return destinations.leads(whole, fragment, meaning)

    return leads
