"""The reader's workbench: its modules hold to their own tests and types, and what they write can be read elsewhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

from conftest import ROOT


def nodes(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


def test_the_modules_hold_to_their_own_tests() -> None:
    done = nodes("node", "--test", "tests/workbench/script/")
    assert done.returncode == 0, done.stdout


def test_the_modules_have_the_types_that_they_say() -> None:
    done = nodes("node_modules/.bin/tsc", "-p", "tests/workbench/tsconfig.json")
    assert done.returncode == 0, done.stdout
