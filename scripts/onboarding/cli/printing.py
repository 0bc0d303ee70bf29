"""`onboarding pdf`: the page of the whole process as a PDF."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onboarding.cli.ending import CANNOT, cannot

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.option("--site", type=FOLDER, default=Path("site"), show_default=True, help="The built site.")
@click.option("--out", type=FOLDER, default=Path("pdf"), show_default=True, help="Where the PDFs are written.")
@click.option("--role", help="Print the tasks of this role only.")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's settings: its address and its content.",
)
def pdf(site: Path, out: Path, role: str | None, config: Path) -> None:
    """Print the page of the whole process of each service with Chromium: OUT/<slug>.pdf, tagged and with bookmarks.

    Exit codes: 0 written, 2 could not run; files that were there stay as they were.
    """
    from onboarding.errors import ContentError
    from onboarding.load import load_content
    from onboarding.printing import PrintError, documents, print_all
    from onboarding.settings import SettingsError, read_settings

    try:
        settings = read_settings(config)
        chosen = documents(load_content(settings.docs).services, role)
        files = print_all(chosen, site, settings.site.url, out)
    except ContentError as error:
        click.echo(f"{error}\nInnholdet har problemer. Rett dem først.", err=True)
        sys.exit(CANNOT)
    except (OSError, PrintError, SettingsError) as error:
        cannot(error)
    for file in files:
        click.echo(file)
