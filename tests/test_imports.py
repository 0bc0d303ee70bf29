"""Imports point one way, as the architecture says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "scripts/onboarding"

# Each part may import those before it; parts on one line never import one another.
ORDER = [
    {"errors"},
    {"messages"},
    {"assets", "files", "frontmatter", "github", "policy", "prose", "rendering", "repository", "workbooks"},
    {"content", "scalars"},
    {"synonyms"},
    {"drafts", "load", "pages", "legacy", "links", "printing", "reviews"},
    {"comparison", "proofreading", "schemas", "search", "settings"},
    {"checking", "status"},
    {"importing", "render"},
    {"cli", "mkdocs_hooks"},
]
RANK = {part: rank for rank, parts in enumerate(ORDER) for part in parts}
MODULES = [*sorted(PACKAGE.rglob("*.py")), ROOT / "scripts/mkdocs_hooks.py"]


def part_of(file: Path) -> str:
    relative = file.relative_to(PACKAGE if file.is_relative_to(PACKAGE) else ROOT / "scripts")
    return relative.parts[0].removesuffix(".py")


def imports(file: Path) -> list[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return names + [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_module_imports_only_what_stands_before_it(file: Path) -> None:
    own = part_of(file)
    if own == "__init__":
        assert imports(file) == []
        return
    for name in imports(file):
        if name.startswith("onboarding."):
            other = name.split(".")[1]
            assert other == own or RANK[other] < RANK[own], f"{own} imports {other}"


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_only_the_hooks_know_mkdocs(file: Path) -> None:
    knows = any(name.split(".")[0] in ("mkdocs", "material") for name in imports(file))
    assert knows == (file.name == "mkdocs_hooks.py")


def test_the_package_never_names_a_service() -> None:
    for file in [*MODULES, *(ROOT / "overrides").rglob("*.*")]:
        if file.suffix in (".py", ".md", ".html", ".yml", ".css", ".js", ".xml"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"\bssu\b", text, re.IGNORECASE), file
