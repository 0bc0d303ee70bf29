"""`onboarding check`: every problem of the content, and of a change of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onboarding.cli.ending import FOUND, cannot

if TYPE_CHECKING:
    from onboarding.checking.change import Change
    from onboarding.checking.model import Checked
    from onboarding.load import Survey

DOCS = Path("docs")
SETTINGS = "mkdocs.yml"
LATER = frozenset({"home-missing"})  # what content may lack until it is a site
LINGUISTIC = "språk"  # the label of a pull request that changes words and nothing else


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=False), metavar="[PATH]...")
@click.option(
    "--docs", type=click.Path(path_type=Path, file_okay=False), help="The folder of content.  [default: docs]"
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="Lines, annotations for a workflow on GitHub (the whole list goes to GITHUB_STEP_SUMMARY), or data.",
)
@click.option("--base", metavar="REV", help="The branch or commit that the change began from: its problems come first.")
@click.option(
    "--linguistic",
    is_flag=True,
    help=f"The change is one of words alone, as the label «{LINGUISTIC}» on the pull request says too.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended for certain, without changing a word.")
def check(
    *, paths: tuple[Path, ...], docs: Path | None, kind: str, base: str | None, linguistic: bool, fix: bool
) -> None:
    """Say every problem of the content, with file and line. With PATHs, only those of these files and folders.

    The whole content is read in any case: a link is broken by the file that it leads to.
    Exit codes: 0 no problems, 1 problems, 2 could not run.
    """
    from onboarding.checking.check import check as check_all
    from onboarding.load import survey_folder
    from onboarding.repository import RepositoryError
    from onboarding.settings import SettingsError

    try:
        root = docs or _root(paths)
        own = _own(root)
        found = _without_later(survey_folder(root), root)
        wanted = _wanted(paths, root, found)
        before = _before(base, root, found) if base else None
        if fix:
            found = _without_later(_mended(found, root, own, wanted), root)
        change = _change(before, found, own, linguistic=linguistic) if before else None
        checked = check_all(found, own, change, wanted)
    except (OSError, RepositoryError, SettingsError) as error:
        cannot(error)
    _report(checked, kind, os.environ)
    sys.exit(FOUND if checked.findings else 0)


def _root(paths: tuple[Path, ...]) -> Path:
    """The folder of content that the paths lie in.

    It is `docs` here, or the nearest folder of that name, or the one that the service lies in, or their own.
    """
    roots = {_root_of(path) for path in paths} or {DOCS}
    if len(roots) > 1:
        names = ", ".join(sorted(map(str, roots)))
        raise click.UsageError(f"Stiene ligger i hver sin innholdsmappe ({names}). Kjør kommandoen en gang for hver.")
    return roots.pop()


def _root_of(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(2, "finnes ikke", str(path))
    inside = path.resolve()
    if inside.is_relative_to(DOCS.resolve()):
        return DOCS
    folder = inside if inside.is_dir() else inside.parent
    around = (folder, *folder.parents)
    services = (parent for parent in reversed(around) if _is_service(parent))
    named = (parent for parent in around if parent.name == DOCS.name)
    return next(named, None) or next((service.parent for service in services), folder)


def _is_service(folder: Path) -> bool:
    """Whether the index of a folder says that it is a service."""
    from onboarding.errors import ContentError
    from onboarding.frontmatter import parse

    try:
        text = (folder / "index.md").read_text(encoding="utf-8")
        return parse("index.md", text, shown_as="index.md").data.get("type") == "service"
    except (OSError, UnicodeDecodeError, ContentError):
        return False


def _wanted(paths: tuple[Path, ...], root: Path, found: Survey) -> Callable[[str], bool]:
    """Whether a file, by its path as problems show it, is one of `paths` or lies in one."""
    top = root.resolve()
    inside = [path.resolve() for path in paths]
    outside = [path for path, full in zip(paths, inside, strict=True) if not full.is_relative_to(top)]
    if outside:
        raise click.UsageError(f"{outside[0]} ligger ikke i innholdsmappen {root}.")
    if not inside or top in inside:
        return lambda _: True
    shown = [found.shown(path.relative_to(top).as_posix()) for path in inside]
    return lambda path: any(path == one or path.startswith(f"{one}/") for one in shown)


def _own(root: Path) -> str:
    """The site's own address, where its settings lie beside the content."""
    from onboarding.settings import read_settings

    config = _settings(root)
    return read_settings(config).site.url if config.is_file() else ""


def _settings(root: Path) -> Path:
    """Where the settings lie of a site that has this content."""
    return root.resolve().parent / SETTINGS


def _without_later(found: Survey, root: Path) -> Survey:
    """The survey without what content may lack that has no site's settings beside it."""
    if _settings(root).is_file():
        return found
    return replace(found, problems=tuple(problem for problem in found.problems if problem.code not in LATER))


def _before(revision: str, root: Path, found: Survey) -> Survey:
    """The content that the change began from."""
    from onboarding.load import survey
    from onboarding.repository import repository_of

    repository = repository_of(root)
    return survey(repository.files(repository.fork(revision), root), found.name)


def _change(before: Survey, found: Survey, own: str, *, linguistic: bool) -> Change:
    from onboarding.checking.change import change_of
    from onboarding.github.event import labels

    return change_of(before, found, own, is_linguistic=linguistic or LINGUISTIC in labels(os.environ))


def _mended(found: Survey, root: Path, own: str, wanted: Callable[[str], bool]) -> Survey:
    """The content after the mends, which are written file by file, each whole."""
    from onboarding.files import write_whole
    from onboarding.load import survey_folder
    from onboarding.proofreading import mended, with_line_ends

    texts = {path: text for path, text in mended(found, own).items() if wanted(found.shown(path))}
    for path, text in texts.items():
        original = (root / path).read_bytes().decode("utf-8")
        write_whole(root / path, with_line_ends(text, original))
        click.echo(f"Rettet {found.shown(path)}.", err=True)
    return survey_folder(root) if texts else found


def _report(checked: Checked, kind: str, environment: Mapping[str, str]) -> None:
    from onboarding.checking.formats import data, github, sentences, summary, text

    write = {"text": text.as_text, "github": github.as_annotations, "json": data.as_json}[kind]
    click.echo(write(checked), nl=False)
    if kind == "github" and environment.get("GITHUB_STEP_SUMMARY"):
        with Path(environment["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as file:
            file.write(summary.as_summary(checked))
    tip = sentences.advice(checked.findings) if kind == "text" else ""
    click.echo(" ".join(filter(None, (sentences.headline(checked), tip))), err=True)
