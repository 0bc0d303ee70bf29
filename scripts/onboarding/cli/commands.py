"""The command `onboarding`: each subcommand is a thin call of the package.

What a command needs is imported inside it, so that `onboarding --help` starts at once.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import click

from onboarding.cli.check import check
from onboarding.cli.diff import diff
from onboarding.cli.ending import CANNOT, FOUND, cannot
from onboarding.cli.importing import import_
from onboarding.cli.links import links
from onboarding.cli.new import new
from onboarding.cli.printing import pdf
from onboarding.cli.reviews import reviews
from onboarding.cli.schemas import schemas

CONTENT = click.Path(path_type=Path, file_okay=False)


class _Commands(click.Group):
    """Commands whose own faults end with the code for «could not run»: Python's own is the one for «found»."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:
            click.echo(traceback.format_exc(), err=True)
            click.echo("Programmet har en feil. Meld fra med linjene over.", err=True)
            sys.exit(CANNOT)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Onboarding content as Markdown, made into a site."""


@main.command()
@click.argument("out", type=CONTENT)
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's settings: name, address, where it is edited, content and templates.",
)
def render(out: Path, config: Path) -> None:
    """Write the complete tree of Markdown pages, data and other files that MkDocs would have got to OUT.

    The menu stands in OUT/.nav.yml. OUT must be empty or not exist.
    Exit codes: 0 written, 1 problems in the content (nothing is written), 2 could not run.
    """
    from onboarding.errors import ContentError
    from onboarding.links.history import HistoryError
    from onboarding.render import NotEmptyError, render_tree
    from onboarding.settings import SettingsError

    try:
        count = render_tree(config, out)
    except ContentError as error:
        click.echo(str(error))
        sys.exit(FOUND)
    except (HistoryError, OSError, NotEmptyError, SettingsError) as error:
        cannot(error)
    click.echo(f"{count} filer skrevet til {out}.", err=True)


main.add_command(check)
main.add_command(diff)
main.add_command(import_)
main.add_command(links)
main.add_command(new)
main.add_command(pdf)
main.add_command(reviews)
main.add_command(schemas)
