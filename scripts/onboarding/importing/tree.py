"""The content files of an import beside those that are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from onboarding.importing.folder import Folder
from onboarding.importing.model import Difference, ImportedPage
from onboarding.importing.moved import at_their_places
from onboarding.legacy.convert import Converted, convert
from onboarding.legacy.files import ContentFile
from onboarding.legacy.page import LegacyPage
from onboarding.load import Survey


def converted_into(pages: Sequence[LegacyPage], folder: Folder, there: Survey, site: str) -> tuple[Converted, ...]:
    """What the pages become in a folder, each file where it is by now. Paths are relative to the folder.

    Raises ContentError where two pages want one place.
    """
    start = folder.below("")
    own = {path.removeprefix(start): found for path, found in there.documents.items() if path.startswith(start)}
    made = convert(pages, folder.name, folder.known(there), site, folder.depth)
    return tuple(replace(one, files=at_their_places(one.files, own)) for one in made)


def with_files(converted: Sequence[Converted], change: Callable[[ContentFile], ContentFile]) -> tuple[Converted, ...]:
    """The pages with each of their files changed."""
    return tuple(replace(one, files=tuple(map(change, one.files))) for one in converted)


def texts_of(converted: Sequence[Converted], folder: Folder) -> dict[str, str]:
    """The texts of all files, by their paths from the root."""
    return {folder.below(file.path): file.text for one in converted for file in one.files}


def compared(one: Converted, folder: Folder) -> ImportedPage:
    """A page's files beside those that are there."""
    texts = texts_of([one], folder)
    there = {path: _text(folder.files[path]) for path in texts if path in folder.files}
    differing = (Difference(path, there.get(path), text) for path, text in texts.items() if there.get(path) != text)
    return ImportedPage(one, bool(there), tuple(differing))


def _text(data: bytes) -> str:
    """A file's text as it is compared: however its lines end."""
    return data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")


def as_it_ends(pages: Sequence[ImportedPage], folder: Folder, *, is_written: bool) -> Mapping[str, str]:
    """The texts of all files of the pages as they are when the import is over, by their paths from the root.

    What would be written counts where it is, and where nothing of the page is there yet.
    """
    texts: dict[str, str] = {}
    for page in pages:
        made = texts_of([page.converted], folder)
        there = {path: _text(folder.files[path]) for path in made if path in folder.files}
        texts |= made if is_written or not page.is_there else there
    return texts
