"""The folder that pages are imported into, and what is there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from onboarding.legacy.convert import Known
from onboarding.load import Survey, read_files, shown_name, survey

DOCS = "docs"  # what a folder of content is called


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder that all is imported into.

    `into` is what the editor calls it, `root` the folder of content that it lies in, and `path` the way from there (""
    where it is the same). `files` are all files by their paths from the root; pictures and documents have no bytes.
    """

    into: Path
    root: Path
    path: str
    files: Mapping[str, bytes]

    @property
    def depth(self) -> int:
        """How many folders it lies below the content's."""
        return len(self.path.split("/")) if self.path else 0

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.rpartition("/")[2] or self.root.name

    def below(self, path: str) -> str:
        """A path in the folder as one from the root."""
        return f"{self.path}/{path}" if self.path else path

    def shown(self, path: str) -> str:
        """A path in the folder as the editor knows it."""
        return (self.into / path).as_posix()

    def surveyed(self, texts: Mapping[str, str] = MappingProxyType({}), copies: Iterable[str] = ()) -> Survey:
        """All that can be told of the content, with other texts for some paths, and with copies of files at others."""
        added = {path: text.encode() for path, text in texts.items()}
        return survey({**self.files, **dict.fromkeys(copies, b""), **added}, shown_name(self.root))

    def known(self, found: Survey) -> Known:
        """The services that are in the folder, each with the ids of its tasks."""
        own = {
            name: service for service in found.content.services if (name := self._inside(service.folder)) is not None
        }
        return Known(set(own), {name: tuple(task.id for task in service.tasks) for name, service in own.items()})

    def _inside(self, folder: str) -> str | None:
        """A folder of the content as the way from this one."""
        if folder == self.path:
            return ""
        start = f"{self.path}/" if self.path else ""
        return folder.removeprefix(start) if folder.startswith(start) else None


def folder_of(into: Path) -> Folder:
    """The folder at a path, which need not be there.

    The folder of content is the nearest one above that is called so, or else the one that it lies in, of which nothing
    else counts then. Raises OSError, and NotADirectoryError where a file is in the way.
    """
    whole = into.resolve()
    for parent in (whole, *whole.parents):
        if parent.exists() and not parent.is_dir():
            raise NotADirectoryError(20, "er en fil, ikke en mappe", str(into))
    root = next((parent for parent in (whole, *whole.parents) if parent.name == DOCS), None)
    if root is not None:
        path = whole.relative_to(root).as_posix()
        return Folder(into, root, "" if path == "." else path, read_files(root))
    inside = {f"{whole.name}/{path}": data for path, data in read_files(whole).items()}
    return Folder(into, whole.parent, whole.name, inside)
