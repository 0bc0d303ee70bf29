"""`onboarding diff`: what changed for readers."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onboarding.cli.ending import FOUND, cannot

if TYPE_CHECKING:
    from onboarding.comparison import Comparison
    from onboarding.repository import Repository


class UnreadableError(Exception):
    """Nothing of the content can be read."""

    def __init__(self) -> None:
        super().__init__("Ingenting av innholdet kan leses. Kjør «onboarding check» for å se hva som er galt.")


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--docs",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("docs"),
    show_default=True,
    help="The folder of content.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "md", "html"]),
    default="text",
    show_default=True,
    help="Lines, Markdown for the summary of a job on GitHub, or a page of its own.",
)
def diff(*, base: str, head: str | None, docs: Path, kind: str) -> None:
    """Say what changed for readers, task by task and word by word.

    With BASE alone: from where the work tree's branch left BASE to the files as they are, saved or committed.
    With HEAD: from one revision to the other.

    Exit codes: 0 nothing changed for readers, 1 something did, 2 could not compare.
    """
    from onboarding.load import shown_name
    from onboarding.repository import RepositoryError, repository_of

    try:
        repository = repository_of(docs)
        before = repository.files(repository.commit(base) if head else repository.fork(base), docs)
        after = _at(repository, head, docs) if head else _now(docs)
        found = _compared(before, after, shown_name(docs))
    except (OSError, RepositoryError, UnreadableError) as error:
        cannot(error)
    click.echo(_written(found, kind), nl=False)
    sys.exit(FOUND if found.is_for_reader else 0)


def _at(repository: Repository, revision: str, docs: Path) -> dict[str, bytes]:
    """The files at a revision. Raises RepositoryError where there are none."""
    from onboarding.repository import RepositoryError

    files = repository.files(repository.commit(revision), docs)
    if not files:
        raise RepositoryError(f"Det er ikke noe innhold i {docs} i «{revision}».")
    return files


def _now(docs: Path) -> dict[str, bytes]:
    """The files as they are. Raises OSError."""
    if not docs.is_dir():
        raise FileNotFoundError(docs)
    return {file.relative_to(docs).as_posix(): file.read_bytes() for file in sorted(docs.rglob("*")) if file.is_file()}


def _compared(before: Mapping[str, bytes], after: Mapping[str, bytes], name: str) -> Comparison:
    from onboarding.comparison import compare
    from onboarding.comparison.compare import compared_files
    from onboarding.load import survey

    old, new = survey(before, name), survey(after, name)
    if new.problems and next(new.content.items(), None) is None:
        raise UnreadableError
    return compare(old, new, compared_files(before, after, name))


def _written(found: Comparison, kind: str) -> str:
    from onboarding.comparison.formats.markdown import as_markdown
    from onboarding.comparison.formats.outline import outline
    from onboarding.comparison.formats.page import as_html
    from onboarding.comparison.formats.text import as_text

    said = outline(found)
    if kind == "text":
        # https://no-color.org
        return as_text(said, coloured=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    return as_markdown(said) if kind == "md" else as_html(said)
