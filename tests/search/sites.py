"""The sites that are searched: ours, and stock Material's over the same pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

from search.queries import LEGACY

ROOT = Path(__file__).parents[2]
LEGACY_PAGES = ROOT.parent / "shared" / "legacy"
MKDOCS = Path(sys.executable).with_name("mkdocs")
ONBOARDING = Path(sys.executable).with_name("onboarding")

STOCK: Mapping[str, object] = {
    "site_name": "DSOP-onboarding",
    "docs_dir": "rendered",
    "theme": {"name": "material", "language": "nb", "font": False, "features": ["search.highlight", "search.suggest"]},
    "plugins": [{"search": {"lang": "no"}}],
    "markdown_extensions": ["attr_list", "md_in_html", "tables", "abbr", {"toc": {"permalink": True}}],
}


def can_import() -> bool:
    """Whether the legacy pages are at hand, and the command that imports them."""
    helped = subprocess.run([ONBOARDING, "--help"], capture_output=True, text=True, check=True)
    return LEGACY_PAGES.is_dir() and re.search(r"^ *import\b", helped.stdout, re.MULTILINE) is not None


def project_in(folder: Path) -> Path:
    """A new folder with all that a site needs but the content."""
    for name in ("overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def prepare(folder: Path, *, with_legacy: bool, imported: Path | None = None) -> Path:
    """A project of the real content in a new `folder`, with the imported pages too where they are wanted.

    `imported` is a folder of services that have been imported already.
    """
    project_in(folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    if with_legacy:
        if imported is None:
            _import(folder / "importing")
            imported = folder / "importing" / "docs" / LEGACY
        shutil.copytree(imported, folder / "docs" / LEGACY)
        _rename_clashes(folder / "docs")
    return folder


def _import(project: Path) -> None:
    """Into content of its own: a service that we have written anew has the names of its old page."""
    shutil.copytree(ROOT / "overrides", project / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / "docs").mkdir()
    (project / "docs" / "index.md").write_text("---\ntitle: Forside\n---\n", encoding="utf-8")
    command = [ONBOARDING, "import", *sorted(LEGACY_PAGES.glob("*.md")), "--into", f"docs/{LEGACY}"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)


def _rename_clashes(docs: Path) -> None:
    """A service that we have written anew keeps its names and old addresses; the imported one gets others."""
    slug = re.compile(r"^slug: .*$", re.MULTILINE)
    taken = {found for file in docs.glob("*/index.md") for found in slug.findall(file.read_text(encoding="utf-8"))}
    for file in (docs / LEGACY).glob("*/index.md"):
        text = file.read_text(encoding="utf-8")
        if taken.isdisjoint(slug.findall(text)):
            continue
        text = re.sub(r"^(id|slug): .*$", rf"\1: legacy_{file.parent.name}", text, flags=re.MULTILINE)
        file.write_text(re.sub(r"^aliases:.*\n(?:  - .*\n)*", "", text, flags=re.MULTILINE), encoding="utf-8")


def build(project: Path) -> Path:
    """Our site of the project."""
    _mkdocs(project / "mkdocs.yml", project / "site")
    return project / "site"


def build_stock(project: Path) -> Path:
    """Stock Material's site of the same pages."""
    subprocess.run([ONBOARDING, "render", "rendered"], cwd=project, check=True, capture_output=True)
    nav = yaml.safe_load((project / "rendered" / ".nav.yml").read_text(encoding="utf-8"))
    config = project / "stock.yml"
    # Anchors keep their Norwegian letters, as ours do; that is no part of the search.
    slugs = "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}"
    text = yaml.safe_dump({**STOCK, **nav}, allow_unicode=True, sort_keys=False)
    config.write_text(text.replace("permalink: true", f"permalink: true\n    slugify: {slugs}"), encoding="utf-8")
    _mkdocs(config, project / "stock")
    return project / "stock"


def _mkdocs(config: Path, site: Path) -> None:
    done = subprocess.run(
        [MKDOCS, "build", "--quiet", "--config-file", config, "--site-dir", site],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
