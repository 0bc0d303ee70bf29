"""What stands in the content folder already, as far as it can be told: files with faults count too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onboarding.content import Content, Service
from onboarding.content.addresses import CHANGELOG_FOLDER
from onboarding.content.fields import PHASE_ID, TASK_ID
from onboarding.frontmatter import Document

_MENTIONED = re.compile(rf"(?<![\w-]){TASK_ID}(?![\w-])")
_OLD_ID = re.compile(rf"#?({TASK_ID})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """The content folder when a new file is drafted.

    `name` is what goes in front of paths that are shown. `content` is what the sound files make up, `documents` are the
    files whose fields can be read, `texts` those that are text, and `paths` are all of them.
    """

    name: str
    content: Content
    documents: Mapping[str, Document]
    texts: Mapping[str, str]
    paths: frozenset[str]

    def shown(self, path: str) -> str:
        """A path as people know it."""
        return f"{self.name}/{path}"

    @property
    def service_folders(self) -> tuple[str, ...]:
        """The folders of the services."""
        return tuple(service.folder for service in self.content.services)

    def service(self, folder: str) -> Service | None:
        """The service in a folder."""
        return next((service for service in self.content.services if service.folder == folder), None)

    def is_unreadable(self, path: str) -> bool:
        """Whether a content file is there whose fields cannot be read."""
        return path in self.paths and path not in self.documents

    def phase_folders(self, service: Service) -> dict[str, str]:
        """The folders of the service's phases by their ids: as their files say, or as their folders' names say."""
        found = {phase.id: phase.path.removesuffix("/index.md") for phase in service.phases}
        for path in self._below(service):
            folder, _, name = path.rpartition("/")
            guessed = re.match(rf"{PHASE_ID}(?=-|$)", folder.rpartition("/")[2].upper())
            if name == "index.md" and guessed and self.is_unreadable(path):
                found.setdefault(guessed.group(), folder)
        return found

    def live_ids(self, service: Service) -> dict[str, str]:
        """The ids of the service's tasks with their files, each as its file says or else as its name says."""
        found: dict[str, str] = {}
        for path in self._below(service):
            folder, _, name = path.removeprefix(f"{service.folder}/").rpartition("/")
            if folder and folder != CHANGELOG_FOLDER and name != "index.md":
                document = self.documents.get(path)
                stated = document.data.get("id") if document else None
                named = re.match(rf"{TASK_ID}(?=[-.])", name.upper())
                if isinstance(stated, str) and re.fullmatch(TASK_ID, stated):
                    found.setdefault(stated, path)
                elif named:
                    found.setdefault(named.group(), path)
        return found

    def old_ids(self, service: Service) -> dict[str, str]:
        """The ids that tasks had before and that still lead to them, with the files that have them as aliases."""
        found = {}
        for path in self._below(service):
            aliases = self.documents[path].data.get("aliases") if path in self.documents else None
            for alias in aliases if isinstance(aliases, list) else ():
                old = _OLD_ID.fullmatch(str(alias))
                if old:
                    found[old.group(1).upper()] = path
        return found

    def past_ids(self, service: Service) -> frozenset[str]:
        """Ids that tasks had, or may have had: aliases, what changes mention, and all that unreadable files mention."""
        mentioned = {
            task
            for path in self._below(service)
            if path.startswith(f"{service.folder}/{CHANGELOG_FOLDER}/") or path not in self.documents
            for task in _MENTIONED.findall(self.texts.get(path, ""))
        }
        return frozenset({*mentioned, *self.old_ids(service)})

    def _below(self, service: Service) -> Iterator[str]:
        return (path for path in sorted(self.paths) if path.startswith(f"{service.folder}/") and path.endswith(".md"))
