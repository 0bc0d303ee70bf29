"""How far a long command has come: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from typing import Any

import click

ADDRESSES = "adresser"  # what is counted where nothing else is said
STEP = 10  # a plain line for each tenth of the way


class Bar:
    """A progress bar on the terminal."""

    def __init__(self) -> None:
        self._bar: Any = None

    def begin(self, engine: str, addresses: int) -> None:
        """A stage begins."""
        self._bar = click.progressbar(length=addresses, label=f"{engine:<12}", file=sys.stderr, show_pos=True)
        self._bar.render_progress()

    def heard(self, count: int) -> None:
        """So many more are done."""
        self._bar.update(count)

    def end(self) -> None:
        """The stage is over."""
        self._bar.render_finish()


class Lines:
    """Plain lines for logs."""

    def __init__(self, noun: str = ADDRESSES) -> None:
        self._noun = noun
        self._engine, self._addresses, self._done, self._told = "", 0, 0, 0

    def begin(self, engine: str, addresses: int) -> None:
        """A stage begins."""
        self._engine, self._addresses, self._done, self._told = engine, addresses, 0, 0
        click.echo(f"{engine}: {addresses} {self._noun}", err=True)

    def heard(self, count: int) -> None:
        """So many more are done."""
        self._done += count
        tenth = self._done * STEP // max(self._addresses, 1)
        if tenth > self._told:
            self._told = tenth
            click.echo(f"{self._engine}: {self._done} av {self._addresses}", err=True)

    def end(self) -> None:
        """The stage is over."""
        click.echo(f"{self._engine}: ferdig", err=True)


def progress(noun: str = ADDRESSES) -> Bar | Lines:
    """What suits where the output goes. `noun` is what is counted."""
    return Bar() if sys.stderr.isatty() else Lines(noun)
