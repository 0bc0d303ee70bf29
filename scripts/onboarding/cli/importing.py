"""`onboarding import`: legacy pages become content, or nothing is written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onboarding.cli.ending import FOUND, cannot
from onboarding.cli.progress import progress

if TYPE_CHECKING:
    from onboarding.importing.folder import Folder
    from onboarding.importing.model import Imported, Mode, Request

LEGACY_SITE = "https://dokumentasjon.dsop.no/"  # where the pages that we import lie today
MANY = 10  # pages: with more, the command says how far it has come
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("import")
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PAGE.md...")
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the service. Pages of several services get a folder each below it.",
)
@click.option("--audit", "report", type=FILE, help="Where the audit goes as JSON.")
@click.option(
    "--check", is_flag=True, help="Write no content; audit the tree that is there, or the one there would be."
)
@click.option("--overwrite", is_flag=True, help="Write over what has been changed since the pages were imported.")
@click.option("--waivers", type=FILE, help="YAML: items that may be lost, each with a reason.")
@click.option(
    "--legacy-site", default=LEGACY_SITE, show_default=True, help="The address that the pages have been published at."
)
def import_(
    *,
    pages: tuple[Path, ...],
    into: Path,
    report: Path | None,
    check: bool,
    overwrite: bool,
    waivers: Path | None,
    legacy_site: str,
) -> None:
    """Bring legacy pages over into content, with every repair told, and prove that nothing is lost.

    PAGE.md are pages, or folders of them. Nothing is written where anything is lost, or where an editor has changed
    what an earlier import wrote. Exit codes: 0 all is there, 1 something is not, 2 could not run.
    """
    from onboarding.errors import ContentError
    from onboarding.importing.folder import folder_of
    from onboarding.importing.model import Mode, Request
    from onboarding.importing.screen import screen_lines
    from onboarding.importing.writing import see_that_writable, write_all
    from onboarding.legacy.audit import read_waivers
    from onboarding.settings import SettingsError

    if check and overwrite:
        raise click.UsageError("--check skriver ingenting, så den kan ikke brukes sammen med --overwrite.")
    mode = Mode.CHECK if check else Mode.OVERWRITE if overwrite else Mode.CREATE
    try:
        listed = read_waivers(_text(waivers), str(waivers)) if waivers else ()
        folder = folder_of(into)
        _see_that_written(report, None if check else into, see_that_writable)
        found = _imported(pages, folder, Request(_site(legacy_site), mode, listed))
        if report:
            _write_report(found, report)
        if found.writes or found.copies:
            write_all(folder.root, found.writes, found.copies)
    except ContentError as error:
        click.echo(str(error), err=True)
        click.echo("Ingenting er skrevet.", err=True)
        sys.exit(2)
    except (OSError, SettingsError, UnicodeDecodeError) as error:
        cannot(error)
    for line in screen_lines(found, folder):
        click.echo(line)
    _end(found, folder, mode)


def _site(written: str) -> str:
    if not written.startswith(("http://", "https://")):
        raise click.UsageError(f"--legacy-site er «{written}». Skriv hele adressen, med https:// foran.")
    return f"{written.rstrip('/')}/"


def _text(waivers: Path) -> str:
    return waivers.read_text(encoding="utf-8")


def _see_that_written(report: Path | None, into: Path | None, see: Callable[[Path], None]) -> None:
    """Raise OSError before the work is done where its results could not be written."""
    for folder in filter(None, (report.parent if report else None, into)):
        see(folder)


def _imported(pages: Sequence[Path], folder: Folder, request: Request) -> Imported:
    from onboarding.importing.importing import import_pages
    from onboarding.importing.sources import read_pages, source_files
    from onboarding.settings import own_templates

    files = source_files(pages, folder.into)
    with _told("Leser", len(files)) as told:
        read = read_pages(files, request.site, told)
    with _told("Kontrollerer", len(files)) as told:
        return import_pages(read, folder, request, own_templates(), told)


@contextmanager
def _told(stage: str, count: int) -> Iterator[Callable[[int], None]]:
    """Says how far a stage has come, where there are many pages."""
    if count <= MANY:
        yield lambda _: None
        return
    shown = progress("sider")
    shown.begin(stage, count)
    try:
        yield shown.heard
    finally:
        shown.end()


def _write_report(found: Imported, report: Path) -> None:
    from onboarding.files import write_whole
    from onboarding.legacy.audit import as_json

    try:
        write_whole(report, f"{as_json(found.findings)}\n")
    except OSError as error:
        raise PermissionError(13, f"kan ikke skrive der ({error.strerror})", str(report)) from error


def _end(found: Imported, folder: Folder, mode: Mode) -> None:
    """Say in one line how it ended."""
    from onboarding.importing.screen import ending

    text, is_good = ending(found, folder, mode)
    click.echo(text, err=True)
    if not is_good:
        sys.exit(FOUND)
