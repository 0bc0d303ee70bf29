"""`onboarding schemas`: what editors' tools know of our files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onboarding.cli.ending import FOUND, cannot


@click.command()
@click.option("--check", "checking", is_flag=True, help="Write nothing; say which files differ from the models.")
def schemas(*, checking: bool) -> None:
    """Write the JSON Schemas and snippets that editors' tools use to .vscode, from the models.

    Exit codes: 0 written, or nothing differs; 1 with --check, something differs; 2 could not run.
    """
    from onboarding.files import write_whole
    from onboarding.schemas import FOLDER, generated

    try:
        if not Path(FOLDER).is_dir():
            raise FileNotFoundError(2, "finnes ikke", FOLDER)
        differing = {path: text for path, text in generated().items() if _read(Path(path)) != text}
        if not checking:
            for path, text in differing.items():
                write_whole(Path(path), text)
    except OSError as error:
        cannot(error)
    for path in differing:
        click.echo(
            f"{path} er ikke slik modellene sier. Kjør «onboarding schemas»." if checking else f"{path} er skrevet."
        )
    if checking and differing:
        sys.exit(FOUND)
    if not differing:
        click.echo("Alle filene er slik modellene sier.", err=True)


def _read(path: Path) -> str | None:
    """What the file holds, whatever its line ends; None where there is none."""
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else None
