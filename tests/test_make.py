"""`make site` builds aside: what it has built stays until there is something better."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT


@pytest.fixture
def checkout(project: Path) -> Path:
    """The project with its Makefile, its environment being the one that runs the tests."""
    shutil.copy(ROOT / "Makefile", project)
    environment = project / ".venv"
    (environment / "bin").mkdir(parents=True)
    for name in ("requirements/site.txt", "pyproject.toml"):
        target = project / name
        target.parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, target)
    for command in ("mkdocs", "python", "onboarding"):
        (environment / "bin" / command).symlink_to(Path(sys.executable).with_name(command))
    (environment / ".site").touch()
    return project


def make(checkout: Path, target: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", target], cwd=checkout, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_a_failed_build_leaves_the_last_good_site(checkout: Path) -> None:
    assert make(checkout, "site").returncode == 0
    before = (checkout / "site/index.html").read_bytes()
    # A link that only MkDocs finds broken: it fails after it has emptied the folder it builds in.
    (checkout / "overrides/onboarding/page.md").write_text(
        "# {{ page.title }}\n\n[x](finnes-ikke.md)\n", encoding="utf-8"
    )
    (checkout / "docs/side.md").write_text("---\ntitle: Side\n---\n", encoding="utf-8")
    failed = make(checkout, "site")
    assert failed.returncode != 0
    assert "finnes-ikke.md" in failed.stderr
    assert (checkout / "site/index.html").read_bytes() == before
    assert sorted(path.name for path in checkout.glob(".site*")) == [".site-new"]


def test_a_good_build_takes_the_place_of_the_last_one(checkout: Path) -> None:
    assert make(checkout, "site").returncode == 0
    (checkout / "docs/side.md").write_text("---\ntitle: Ny side\n---\n", encoding="utf-8")
    assert make(checkout, "site").returncode == 0
    assert (checkout / "site/side/index.html").exists()
    assert not list(checkout.glob(".site*"))


def test_check_says_what_is_wrong(checkout: Path) -> None:
    (checkout / "docs/side.md").write_text("x", encoding="utf-8")
    failed = make(checkout, "check")
    assert failed.returncode == 2  # make's own code for a command that failed
    assert failed.stdout.splitlines()[-1].startswith("docs/side.md:1: filen mangler feltene øverst")
