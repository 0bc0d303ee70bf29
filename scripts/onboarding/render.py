"""The complete tree that a site engine gets, written to disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from onboarding.load import load_content
from onboarding.pages import generate, nav_text
from onboarding.settings import build_date, read_settings
from onboarding.status import status_pages
from onboarding.workbooks.write import as_xlsx

NAV = ".nav.yml"  # the name that mkdocs-awesome-nav reads and that MkDocs passes over


class NotEmptyError(Exception):
    """The folder to write to has something in it."""

    def __init__(self, out: Path) -> None:
        super().__init__(f"{out} er ikke tom. Velg en ny mappe, eller tøm denne først.")


def render_tree(config: Path, out: Path) -> int:
    """Write the tree that the settings in `config` describe to `out`, all of it or nothing. Gives the number of files.

    Raises ContentError, HistoryError, SettingsError, NotEmptyError and OSError.
    """
    settings = read_settings(config)
    content = load_content(settings.docs)
    made = status_pages(settings.link_status, config.parent)
    pages = generate(content, settings.site, settings.templates, made, today=build_date(os.environ))
    if out.exists() and any(out.iterdir()):
        raise NotEmptyError(out)
    files = {page.path: page.text.encode() for page in pages.pages}
    files |= {file.path: file.content for file in pages.files}
    files |= {sheet.path: as_xlsx(sheet) for sheet in pages.sheets}
    files[NAV] = nav_text(pages.nav).encode()
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as beside:
        tree = Path(beside) / "tree"
        for path in content.files:
            _target(tree, path).write_bytes((settings.docs / path).read_bytes())
        for path, data in files.items():
            _target(tree, path).write_bytes(data)
        if out.exists():
            out.rmdir()
        shutil.move(tree, out)
    return len(files) + len(content.files)


def _target(tree: Path, path: str) -> Path:
    target = tree / path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target
