"""What the tests share: content drawn as files, a real site, a server, a browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import settings
from onboarding.links.history import write_history
from onboarding.links.model import History
from onboarding.links.settings import Settings, read_settings
from pydantic import TypeAdapter

ROOT = Path(__file__).parents[1]

# How long an example takes is no property of the code: the machine may be busy.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

Write = Callable[[Mapping[str, str | None]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="rewrite the goldens instead of comparing")


def base_files() -> dict[str, str]:
    """The files of a small service without problems."""
    files: dict[str, str] = yaml.safe_load((ROOT / "tests/problems/base.yml").read_text(encoding="utf-8"))
    return files


def write_files(root: Path, files: Mapping[str, str | None]) -> Path:
    """Write files below `root`; None takes one away."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            target.unlink()
        else:
            target.write_text(text, encoding="utf-8")
    return root


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody, and give what it prints."""
    identity = ("-c", "user.name=Kari", "-c", "user.email=kari@example.no", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


@pytest.fixture
def docs(tmp_path: Path) -> Write:
    """Writes the small service with some files changed, and gives the content folder."""

    def write(files: Mapping[str, str | None]) -> Path:
        write_files(tmp_path / "docs", base_files())
        return write_files(tmp_path / "docs", files)

    return write


@dataclass(frozen=True, slots=True)
class Built:
    """A site as it is published, with every setting filled in as in production."""

    folder: Path
    log: str
    port: int = 0  # where it has to be served, if that matters

    def page(self, address: str) -> BeautifulSoup:
        """The page at an address of the site (`ssu/` or `404.html`)."""
        file = self.folder / address
        file = file / "index.html" if not file.suffix else file
        return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


PRODUCTION = {
    "SITE_URL": "https://veiledning.example.no/",
    "REPO_URL": "https://github.com/eier/veiledning",
    "NO_MKDOCS_2_WARNING": "1",
}


def mkdocs(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as people do, with production's settings."""
    return subprocess.run(
        [Path(sys.executable).with_name("mkdocs"), *arguments],
        cwd=cwd,
        env={**os.environ, **PRODUCTION, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def history() -> History:
    """The nights of addresses in every state."""
    text = (ROOT / "tests/golden/reports/everything/history.yml").read_text(encoding="utf-8")
    return TypeAdapter(History).validate_python(yaml.safe_load(text))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, history: History) -> Built:
    """The real site, built strictly, with the history of some nights of link checks."""
    folder = tmp_path_factory.mktemp("site")
    nights = tmp_path_factory.mktemp("nights") / "history.json"
    write_history(nights, history)
    done = mkdocs("build", "--strict", "--site-dir", folder, LINK_HISTORY=str(nights))
    assert done.returncode == 0, done.stderr
    return Built(folder, done.stderr)


@pytest.fixture(scope="session")
def instant(tmp_path_factory: pytest.TempPathFactory, history: History) -> Built:
    """The real content in a site where Material brings page after page into the first one: all that the sitemap has."""
    port = free_port()
    folder = tmp_path_factory.mktemp("instant")
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    added = "".join(f"    - navigation.{name}\n" for name in ("instant", "instant.prefetch", "instant.progress"))
    (folder / "mkdocs.yml").write_text(settings.replace("  features:\n", f"  features:\n{added}"), encoding="utf-8")
    write_history(folder / ".links/history.json", history)
    done = mkdocs("build", "--strict", cwd=folder, SITE_URL=f"http://127.0.0.1:{port}/")
    assert done.returncode == 0, done.stderr
    return Built(folder / "site", done.stderr, port)


@pytest.fixture(scope="session")
def built_in() -> Settings:
    """The link check's settings where a project has none."""
    return read_settings(Path("there-is-no-such-file.yml"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of everything that a build needs, with the small service as its content."""
    for name in ("overrides", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    write_files(tmp_path / "docs", base_files())
    return tmp_path
