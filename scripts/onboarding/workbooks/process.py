"""Workbooks written beside the build, in a process of its own.

openpyxl takes a third of the time of a small site to start and write: on another core it costs the build nothing.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from onboarding.workbooks.sheet import Sheet

REQUEST = "request"


class WorkbookError(Exception):
    """The workbooks could not be written; the message says why."""


class WorkbookProcess:
    """Writes workbooks while others work. The two processes exchange files in a folder that is theirs alone."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        asked = tuple(sheets)
        self.paths = tuple(sheet.path for sheet in asked)
        self._folder = tempfile.TemporaryDirectory(prefix="onboarding-")
        Path(self._folder.name, REQUEST).write_bytes(pickle.dumps(asked))
        self._process = subprocess.Popen(  # noqa: S603  our own module, run by our own Python
            [sys.executable, "-m", "onboarding.workbooks.process", self._folder.name],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )

    def wait(self) -> dict[str, Path]:
        """The files that the workbooks were written to, by the path of their sheet. They are there until `close`.

        Raises WorkbookError where the process failed.
        """
        _, errors = self._process.communicate()
        if self._process.returncode:
            self.close()
            raise WorkbookError(f"The workbooks could not be written:\n{errors.decode(errors='replace')}")
        return {path: Path(self._folder.name, str(number)) for number, path in enumerate(self.paths)}

    def close(self) -> None:
        """Take the files away; they must have been waited for."""
        self._folder.cleanup()


def main(folder: Path) -> None:
    """Write the workbooks that the folder asks for, as files with the sheets' numbers as names."""
    from onboarding.workbooks.write import as_xlsx  # noqa: PLC0415  for the process alone

    sheets: tuple[Sheet, ...] = pickle.loads((folder / REQUEST).read_bytes())  # noqa: S301  written above
    for number, sheet in enumerate(sheets):
        (folder / str(number)).write_bytes(as_xlsx(sheet))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
