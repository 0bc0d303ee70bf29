"""The files of an import, written all or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from onboarding.importing.sources import file_beside


def write_all(root: Path, texts: Mapping[str, str], copies: Sequence[tuple[str, str, str]]) -> None:
    """Write texts and copies of legacy files below `root`: first all of them beside their places, then into them.

    A copy is the name of a page, an address on it, and the path from the root. Raises PermissionError where something
    cannot be written, and then nothing that was there has changed unless the disk failed while files were renamed.
    """
    try:
        with tempfile.TemporaryDirectory(dir=_nearest(root), prefix=".import-") as beside:
            _move(_written(Path(beside), root, texts, copies))
    except OSError as error:
        raise PermissionError(13, f"kan ikke skrive der ({error.strerror})", str(root)) from error


def _written(
    beside: Path, root: Path, texts: Mapping[str, str], copies: Sequence[tuple[str, str, str]]
) -> list[tuple[Path, Path]]:
    """All files in the folder `beside`, each with the place that it is for."""
    made: list[tuple[Path, Path]] = []
    for path, text in texts.items():
        made.append((beside / str(len(made)), root / path))
        made[-1][0].write_text(text, encoding="utf-8", newline="\n")
    for page, address, path in copies:
        if found := file_beside(Path(page), address):
            made.append((beside / str(len(made)), root / path))
            shutil.copyfile(found, made[-1][0])
    return made


def _move(files: Sequence[tuple[Path, Path]]) -> None:
    """Put all files into their places; a link goes on leading to the file."""
    for _, place in files:
        place.parent.mkdir(parents=True, exist_ok=True)
    for file, place in files:
        file.replace(place.resolve())


def see_that_writable(folder: Path) -> None:
    """Raise PermissionError where a folder that has to be made or written to cannot be."""
    nearest = _nearest(folder)
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise PermissionError(13, "kan ikke skrive der", str(folder))


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above that is there."""
    return next(parent for parent in (folder, *folder.absolute().parents) if parent.is_dir())
