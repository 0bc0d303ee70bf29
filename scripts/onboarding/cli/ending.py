"""How a command ends: its exit codes, and one clean line where it could not run."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

FOUND = 1  # something was found
CANNOT = 2  # the command could not run; click uses the same code for wrong usage


def cannot(error: Exception) -> NoReturn:
    """Say why the command could not run, and end it."""
    match error:
        case FileNotFoundError(filename=str() as name):
            text = f"Finner ikke {name}. Kjør kommandoen fra mappen som har den."
        case FileNotFoundError():
            text = f"Finner ikke {error}. Kjør kommandoen fra mappen som har den."
        case OSError():
            text = f"Kan ikke bruke {error.filename}: {error.strerror}."
        case _:
            text = str(error)
    click.echo(text, err=True)
    sys.exit(CANNOT)
