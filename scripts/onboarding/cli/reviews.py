"""`onboarding reviews`: what nobody has gone through for too long."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from onboarding.cli.ending import CANNOT, FOUND, cannot


@click.command()
@click.option(
    "--docs",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("docs"),
    show_default=True,
    help="The folder of content.",
)
@click.option(
    "--months", type=click.IntRange(min=1), default=6, show_default=True, help="How many months a review holds."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day to judge on.  [default: today]")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="Text for a terminal, Markdown for GitHub, or data.",
)
def reviews(docs: Path, months: int, today: dt.datetime | None, kind: str) -> None:
    """Say which phases and tasks nobody has gone through for so many months, and which nobody ever has.

    A review holds through the day of the same number, so many months later, or the last one of a shorter month:
    one of 31 August holds for six months through 28 February.

    Exit codes: 0 none, 1 some, 2 could not run; that is so too where the content has problems.
    """
    from onboarding.errors import ContentError
    from onboarding.load import load_content
    from onboarding.reviews.data import as_json
    from onboarding.reviews.markdown import as_markdown
    from onboarding.reviews.model import worklist
    from onboarding.reviews.text import as_text
    from onboarding.settings import SettingsError, build_date

    try:
        found = worklist(load_content(docs), months, today.date() if today else build_date(os.environ))
    except ContentError as error:
        click.echo(f"{error}\nInnholdet har problemer. Rett dem først.", err=True)
        sys.exit(CANNOT)
    except (OSError, SettingsError) as error:
        cannot(error)
    write = {"text": as_text, "md": as_markdown, "json": as_json}[kind]
    click.echo(write(found), nl=False)
    sys.exit(FOUND if found.due else 0)
