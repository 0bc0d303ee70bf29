"""Workbooks written beside the build, in a process of its own, and only when they are not there already.

openpyxl takes a third of the time of a small site to start and write: on another core it costs the build little, and a
workbook whose tasks have not changed costs nothing.
"""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from onboarding.workbooks.sheet import Sheet

WRITER = Path(__file__).with_name("write.py")


class WorkbookError(Exception):
    """The workbooks could not be written; the message says why."""


class WorkbookProcess:
    """Writes workbooks while others work.

    They are kept in `folder` under names that tell what is in them, so what is there already is not written again;
    without a folder they go into one that is there until `close`.
    """

    def __init__(self, sheets: Iterable[Sheet], folder: Path | None = None) -> None:
        self._own = None if folder else tempfile.TemporaryDirectory(prefix="onboarding-")
        self._folder = folder or Path(str(self._own and self._own.name))
        writer = WRITER.read_bytes()
        named = [(sheet, self._folder / _name(sheet, writer)) for sheet in sheets]
        self._files = {sheet.path: file for sheet, file in named}
        wanted = [(sheet, file) for sheet, file in named if not file.exists()]
        self._process = self._start(wanted) if wanted else None

    @property
    def paths(self) -> Iterable[str]:
        """The paths of all sheets."""
        return self._files.keys()

    def _start(self, wanted: list[tuple[Sheet, Path]]) -> subprocess.Popen[bytes]:
        request = self._folder / "request"
        request.write_bytes(pickle.dumps(wanted))
        return subprocess.Popen(  # noqa: S603  our own module, run by our own Python
            [sys.executable, "-m", "onboarding.workbooks.process", str(request)],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )

    def wait(self) -> dict[str, Path]:
        """The files that the workbooks were written to, by the path of their sheet; those of older sheets go.

        Raises WorkbookError where the process failed.
        """
        if self._process:
            _, errors = self._process.communicate()
            if self._process.returncode:
                self.close()
                raise WorkbookError(f"The workbooks could not be written:\n{errors.decode(errors='replace')}")
        for file in set(self._folder.iterdir()) - set(self._files.values()):
            file.unlink()
        return self._files

    def close(self) -> None:
        """Take the folder away where it was made for this time alone."""
        if self._own:
            self._own.cleanup()


def _name(sheet: Sheet, writer: bytes) -> str:
    """A name for what is in a workbook: the same for the same sheet, written by the same code."""
    return hashlib.sha256(repr(sheet).encode() + writer).hexdigest()[:32] + ".xlsx"


def main(request: Path) -> None:
    """Write the workbooks that are asked for: each beside its place first, then there."""
    from onboarding.workbooks.write import as_xlsx  # noqa: PLC0415  for the process alone

    wanted: list[tuple[Sheet, Path]] = pickle.loads(request.read_bytes())  # noqa: S301  written above
    for sheet, file in wanted:
        beside = file.with_suffix(".new")
        beside.write_bytes(as_xlsx(sheet))
        beside.replace(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
