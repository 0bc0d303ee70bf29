"""What is generated, whole: `make goldens` rewrites the expected output, and a diff reviews it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from onboarding.load import load_content
from onboarding.pages import Pages, Site, Templates, generate, nav_text

CASES = sorted((ROOT / "tests/golden/pages").iterdir())
SITE = Site("Prøve", "https://prove.example.no/", "https://github.example.no/prove/edit/main/docs/")
TODAY = dt.date(2026, 11, 23)


def made(case: Path) -> Pages:
    return generate(load_content(case / "in/docs"), SITE, Templates(ROOT / "overrides/onboarding"), today=TODAY)


def as_text(pages: Pages) -> dict[str, str]:
    """Everything but the spreadsheets, which test_data reads cell by cell."""
    files = {page.path: page.text for page in pages.pages}
    files |= {file.path: file.content.decode() for file in pages.files}
    return files | {".nav.yml": nav_text(pages.nav)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_gives_the_expected_tree(case: Path, request: pytest.FixtureRequest) -> None:
    found = as_text(made(case))
    out = case / "out"
    if request.config.getoption("--rewrite"):
        shutil.rmtree(out, ignore_errors=True)
        for path, text in found.items():
            target = out / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
    expected = {
        file.relative_to(out).as_posix(): file.read_bytes().decode() for file in out.rglob("*") if file.is_file()
    }
    assert found.keys() == expected.keys()
    for path, text in expected.items():
        assert found[path] == text, path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_same_content_gives_the_same_bytes(case: Path) -> None:
    assert made(case) == made(case)
