"""`onboarding links`: check the external addresses, report, publish."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onboarding.cli.ending import CANNOT, cannot
from onboarding.cli.progress import progress

if TYPE_CHECKING:
    from onboarding.links.model import History
    from onboarding.links.report.model import Report
    from onboarding.links.site import BuiltSite

SITE = Path("site")
SETTINGS = Path(".github/links.yml")
FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)

HISTORY = click.option(
    "--history", type=FILE, default=Path(".links/history.json"), show_default=True, help="What the nights have told."
)


@click.group()
def links() -> None:
    """The external addresses of the content: check them, report, tell on GitHub."""


@links.command()
@click.option("--docs", type=FOLDER, default=Path("docs"), show_default=True, help="The folder of content.")
@click.option("--site", type=FOLDER, default=None, help="The built site.  [default: site, where it has been built]")
@HISTORY
@click.option("--out", type=FOLDER, default=Path(".links/report"), show_default=True, help="Where the report goes.")
@click.option(
    "--settings",
    type=FILE,
    default=None,
    help="Owners, ignores, phrases and limits.  [default: .github/links.yml, where there is one]",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The night's date.  [default: today's]")
def check(
    *, docs: Path, site: Path | None, history: Path, out: Path, settings: Path | None, today: dt.datetime | None
) -> None:
    """Check every address tonight, update the history and write the report.

    Exit codes: 0 nothing needs doing, 1 something does, 2 could not check.
    """
    from onboarding.errors import ContentError
    from onboarding.links.certificates import CertificatesError
    from onboarding.links.check import check as check_all
    from onboarding.links.history import HistoryError, read_history, see_that_later, write_history
    from onboarding.links.inventory import inventory_of
    from onboarding.links.report.model import report_of
    from onboarding.links.settings import read_settings
    from onboarding.load import load_content
    from onboarding.settings import SettingsError

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever stops us gets what Ctrl-C gives
    try:
        before = read_history(history)
        if settings and not settings.exists():
            raise FileNotFoundError(2, "finnes ikke", str(settings))
        now = _now(today)
        see_that_later(before, now.date())
        limits = read_settings(settings or SETTINGS)
        inventory = inventory_of(load_content(docs), _built_site(site))
        _see_that_writable(out, history)
        after = check_all(inventory, before, limits, now, progress())
        report = report_of(after)
        _write(out, report)
        write_history(history, after)
    except (CertificatesError, ContentError, HistoryError, SettingsError, OSError) as error:
        cannot(error)
    except KeyboardInterrupt:
        click.echo("Avbrutt. Historikken er som den var.", err=True)
        sys.exit(CANNOT)
    _end(report, out)


def _see_that_writable(out: Path, history: Path) -> None:
    """Whether the night's work can be written, before it is done."""
    for folder in (out, history.parent):
        nearest = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
        if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
            raise PermissionError(13, "kan ikke skrive der", str(folder))


def _now(today: dt.datetime | None) -> dt.datetime:
    """The present moment, on the date that was asked for."""
    now = dt.datetime.now().astimezone().replace(microsecond=0)
    return now.replace(year=today.year, month=today.month, day=today.day) if today else now


def _built_site(folder: Path | None) -> BuiltSite | None:
    """The site, which has to be there when it was asked for."""
    from onboarding.links.site import read_site
    from onboarding.settings import SettingsError, read_settings

    config = Path("mkdocs.yml")
    if folder is None and not (SITE / "index.html").is_file():
        click.echo("Nettstedet er ikke bygget, så bare adressene i innholdet blir sjekket. Kjør «make site».", err=True)
        return None
    own = read_settings(config).site.url if config.is_file() else ""
    try:
        return read_site(folder or SITE, own)
    except FileNotFoundError:
        raise SettingsError(f"Finner ikke noe nettsted i {folder}. Bygg det først: make site.") from None


def _write(out: Path, report: Report) -> None:
    """The report in every format."""
    from onboarding.files import write_whole

    for name, text in _formats(report).items():
        write_whole(out / name, text())


def _formats(report: Report) -> dict[str, Callable[[], str]]:
    from onboarding.links.report.data import as_json
    from onboarding.links.report.github import as_annotations
    from onboarding.links.report.markdown import as_markdown
    from onboarding.links.report.page import as_html

    repository = _repository()
    return {
        "report.md": lambda: as_markdown(report, repository),
        "report.html": lambda: as_html(report, repository),
        "report.json": lambda: as_json(report),
        "annotations.txt": lambda: as_annotations(report),
    }


def _repository() -> str:
    """The repository's address on GitHub, or ""."""
    server, name = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    return os.environ.get("REPO_URL") or (f"{server}/{name}" if server and name else "")


def _end(report: Report, out: Path) -> None:
    from onboarding.links.report.sentences import headline

    click.echo(f"{headline(report)} Rapporten ligger i {out}.", err=True)
    sys.exit(report.result.value)


@links.command()
@HISTORY
@click.option(
    "--format",
    "kind",
    type=click.Choice(["md", "html", "json", "github"]),
    default="md",
    show_default=True,
    help="Markdown, a page of its own, data, or annotations for a workflow on GitHub.",
)
def report(history: Path, kind: str) -> None:
    """Print the report again, from the history alone.

    Exit codes: 0 nothing needs doing, 1 something does, 2 there is no history, or the last check failed.
    """
    from onboarding.links.report.model import report_of

    found = report_of(_history(history))
    name = "annotations.txt" if kind == "github" else f"report.{kind}"
    click.echo(_formats(found)[name]().rstrip("\n"))
    sys.exit(found.result.value)


@links.command()
@HISTORY
def publish(history: Path) -> None:
    """Open, rewrite or close the one issue on GitHub. Without GITHUB_TOKEN, say what would be done.

    Exit codes: 0 done, 2 could not.
    """
    from onboarding.links.publish import PublishError
    from onboarding.links.publish import publish as publish_report
    from onboarding.links.report.markdown import as_markdown
    from onboarding.links.report.model import report_of

    found = report_of(_history(history))
    try:
        for line in publish_report(found, as_markdown(found, _repository()), os.environ):
            click.echo(line)
    except PublishError as error:
        cannot(error)


def _history(path: Path) -> History:
    from onboarding.links.history import HistoryError, read_history

    try:
        found = read_history(path)
    except (HistoryError, OSError) as error:
        cannot(error)
    if found is None:
        cannot(HistoryError(f"{path} finnes ikke ennå. Kjør «onboarding links check» først."))
    return found
