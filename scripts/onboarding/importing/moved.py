"""Content files that an editor has moved since they were imported: what they are tells them, not their path."""

from __future__ import annotations

import posixpath
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from onboarding.content.addresses import CHANGELOG_FOLDER
from onboarding.frontmatter import Document
from onboarding.legacy.files import ContentFile
from onboarding.prose import Link, read


def at_their_places(files: Sequence[ContentFile], there: Mapping[str, Document]) -> tuple[ContentFile, ...]:
    """The files at the paths that they have by now, with links to each other that still hold.

    `there` are the content files of the folder, by the same kind of paths.
    """
    moved = _moved(files, there)
    if not moved:
        return tuple(files)
    return tuple(_moved_file(file, moved) for file in files)


def _moved(files: Sequence[ContentFile], there: Mapping[str, Document]) -> dict[str, str]:
    """The new path of each file that has one. What is in the folder of a phase moves with it."""
    places = {key: path for path, document in there.items() if (key := _key(path, document.data))}
    moved: dict[str, str] = {}
    folders: dict[str, str] = {}
    for file in files:
        place = places.get(_key(file.path, file.fields)) if file.path not in there else None
        if place:
            moved[file.path] = place
            if posixpath.basename(file.path) == posixpath.basename(place) == "index.md":
                folders[posixpath.dirname(file.path)] = posixpath.dirname(place)
    for file in files:
        folder, name = posixpath.split(file.path)
        if folder in folders:
            moved.setdefault(file.path, f"{folders[folder]}/{name}")
    return moved


def _key(path: str, fields: Mapping[str, object]) -> Hashable:
    """What a file is whatever it is called: a phase or task by its id, a change by its date and title."""
    parts = path.split("/")
    if CHANGELOG_FOLDER in parts[:-1]:
        return ("change", _service(path), str(fields.get("date")), fields.get("title")) if "date" in fields else None
    identity = fields.get("id")
    return ("item", _service(path), identity) if isinstance(identity, str) and len(parts) > 1 else None


def _service(path: str) -> str:
    """The folder of the service of a file in a folder of it."""
    return posixpath.dirname(posixpath.dirname(path))


def _moved_file(file: ContentFile, moved: Mapping[str, str]) -> ContentFile:
    """The file at its new place, its links leading to where the others are now."""
    here = moved.get(file.path, file.path)
    old, new = posixpath.dirname(file.path), posixpath.dirname(here)

    def address(link: Link) -> str:
        path, mark, anchor = link.address.partition("#")
        if not path or "://" in path or path.startswith(("mailto:", "/")):
            return link.address
        target = posixpath.normpath(posixpath.join(old, path))
        if target not in moved and here == file.path:
            return link.address
        return posixpath.relpath(moved.get(target, target), new or ".") + mark + anchor

    prose = read(file.body, 1)
    return replace(file, path=here, body=prose.rewritten(address, lambda heading: (heading.level, "")))
