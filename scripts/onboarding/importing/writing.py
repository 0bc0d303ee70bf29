"""The files of an import, written all or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from onboarding.importing.sources import file_beside


def write_all(root: Path, texts: Mapping[str, str], copies: Sequence[tuple[str, str, str]]) -> None:
    """Write texts and copies of legacy files below `root`: first all of them beside their places, then into them.

    A copy is the name of a page, an address on it, and the path from the root. Raises OSError, and then nothing that
    was there has changed unless the disk failed while files were being renamed.
    """
    with ExitStack() as stack:
        beside = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=_nearest(root), prefix=".import-")))
        for number, text in enumerate(texts.values()):
            (beside / str(number)).write_text(text, encoding="utf-8", newline="\n")
        places = [root / path for path in texts]
        for page, address, path in copies:
            if found := file_beside(Path(page), address):
                shutil.copyfile(found, beside / str(len(places)))
                places.append(root / path)
        for place in places:
            place.parent.mkdir(parents=True, exist_ok=True)
        for number, place in enumerate(places):
            (beside / str(number)).replace(place.resolve())


def see_that_writable(folder: Path) -> None:
    """Raise PermissionError where a folder that has to be made or written to cannot be."""
    nearest = _nearest(folder)
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise PermissionError(13, "kan ikke skrive der", str(folder))


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above that is there."""
    return next(parent for parent in (folder, *folder.absolute().parents) if parent.is_dir())
