"""`onboarding new`: a new content file, with the right name, a free id and comments on each key."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from onboarding.cli.ending import CANNOT, cannot

if TYPE_CHECKING:
    from onboarding.comparison.drafting import DraftedChange
    from onboarding.drafts import Draft, Known
    from onboarding.drafts.questions import Answers, Question, Raw, RefusedError
    from onboarding.errors import Problem
    from onboarding.load import Survey

ENDING = "Exit codes: 0 written, 2 not written."
HOME_COMMAND = "onboarding new page --folder . --name index --title Forside"


class Kind(Protocol):
    """A module of `onboarding.drafts.kinds`, besides its questions."""

    def draft(self, known: Known, answers: Answers, /) -> Draft:
        """The file that the answers make."""

    def advice(self, path: str, answers: Answers, /) -> tuple[str, ...]:
        """What to do when the file is written."""


DOCS = click.option(
    "--docs",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("docs"),
    show_default=True,
    help="The folder of content.",
)
SERVICE = click.option("--service", help="The service's folder.  [default: the only one]")
TITLE = click.option("--title", help="The title, as readers see it.")
TEXT = click.option("--text", help="The Markdown under the fields.  [default: a sentence from the fields]")


@click.group()
def new() -> None:
    """Write a new content file: the right name, the next free id, and a comment on each key.

    What is not given as an option is asked for. Nothing is ever overwritten.
    """


@new.command(epilog=ENDING)
@DOCS
@click.option("--folder", help="The service's folder inside the folder of content.")
@TITLE
@click.option("--short-title", help="The name in the menu.  [default: the title]")
@click.option("--summary", help="The service in a sentence.")
@click.option("--id", help="An id that never changes.  [default: the folder]")
@click.option("--slug", help="The address of the whole process.  [default: FOLDER_onboarding]")
@click.option("--role", multiple=True, help="«Name: what it answers for», once for each.  [default: the three usual]")
@click.option("--language", help="The language of what is generated: nb, nn or en.  [default: nb]")
@TEXT
def service(*, docs: Path, **options: Any) -> None:
    """A service: a folder with its index."""
    from onboarding.drafts.kinds import service as kind

    _make(docs, kind, kind.questions, options, is_first=True)


@new.command(epilog=ENDING)
@DOCS
@SERVICE
@click.option("--id", help="The phase's letter.  [default: the next free]")
@TITLE
@click.option("--summary", help="What the phase is about, in a sentence or two.")
@click.option("--gate", help="When its tasks must be done.  [default: not said]")
@TEXT
def phase(*, docs: Path, **options: Any) -> None:
    """A phase of a service: a folder with its index."""
    from onboarding.drafts.kinds import phase as kind

    _make(docs, kind, kind.questions, options)


@new.command(epilog=ENDING)
@DOCS
@SERVICE
@click.option("--phase", help="The phase's letter.  [default: that of --id]")
@click.option("--id", help="The task's id.  [default: the next free in the phase]")
@TITLE
@click.option("--role", multiple=True, help="Who has the task, once for each.  [default: not decided]")
@TEXT
def task(*, docs: Path, **options: Any) -> None:
    """A task in a phase."""
    from onboarding.drafts.kinds import task as kind

    _make(docs, kind, kind.questions, {**options, "phase": options["phase"] or kind.phase_of(options["id"])})


@new.command(epilog=ENDING)
@DOCS
@SERVICE
@click.option("--task", multiple=True, help="The id of a task that it is about, once for each.  [default: none]")
@TITLE
@click.option("--date", help="The date of the change, as YYYY-MM-DD.  [default: today]")
@click.option(
    "--base",
    metavar="REV",
    help="Where the work began: what has changed since is drafted.  [default: the branch main]",
)
@TEXT
def change(*, docs: Path, base: str | None, **options: Any) -> None:
    """An entry of a service's changelog, drafted from what has changed since the base."""
    from onboarding.drafts import ChangeDraft
    from onboarding.drafts.kinds import change as kind

    today = dt.datetime.now().astimezone().date()
    found = _changed(docs, base, options["service"]) if docs.is_dir() else None
    suggested = ChangeDraft(today, found.tasks, found.title, found.text) if found else None
    if found:
        options["service"] = found.service_folder
    _make(docs, kind, lambda known: kind.questions(known, today, suggested), options)


def _changed(docs: Path, base: str | None, service: str | None) -> DraftedChange | None:
    """What tells of the tasks that have changed since the base; None where none has, or where there is no base to see.

    Whoever named a base is told why there is nothing to draft.
    """
    from onboarding.comparison import compare
    from onboarding.comparison.drafting import drafted
    from onboarding.load import survey, survey_folder
    from onboarding.repository import RepositoryError, repository_of

    try:
        repository = repository_of(docs)
        commit = repository.fork(base or repository.main())
        now = survey_folder(docs)
        drafts = drafted(compare(survey(repository.files(commit, docs), now.name), now))
    except RepositoryError as error:
        if base:
            cannot(error)
        return None
    folder = service.strip("/").removeprefix(f"{now.name}/") if service else None
    wanted = [found for found in drafts if folder in (None, found.service_folder)]
    if len(wanted) > 1:
        folders = ", ".join(found.service_folder for found in wanted)
        _end(f"Flere tjenester er endret ({folders}). Kjør kommandoen én gang for hver, med --service.")
    if base and not wanted:
        click.echo(f"Ingen oppgave er endret siden {base} uten at endringsloggen sier det.", err=True)
    return wanted[0] if wanted else None


@new.command(epilog=ENDING)
@DOCS
@click.option("--service", help="The folder of the service that the page belongs to.  [default: the only one]")
@click.option("--folder", help="Another folder to put it in; . for the folder of content itself.")
@TITLE
@click.option("--name", help="The file's name without .md.  [default: from the title]")
@click.option("--summary", help="The page in a sentence, for search and sharing.")
@click.option("--order", help="Its place in the menu; low numbers come first.")
@click.option("--in-process", is_flag=True, help="Show it with the whole process too.")
@TEXT
def page(*, docs: Path, in_process: bool, **options: Any) -> None:
    """An ordinary page."""
    from onboarding.drafts.kinds import page as kind

    _make(docs, kind, kind.questions, {**options, "in_process": kind.YES if in_process else None}, is_first=True)


def _make(
    docs: Path,
    kind: Kind,
    questions: Callable[[Known], tuple[Question, ...]],
    options: dict[str, Raw | None],
    *,
    is_first: bool = False,
) -> None:
    """Ask, draft, check, write, tell. `is_first` says that the file may be the first in the folder, and make it."""
    from onboarding.cli.asking import answer
    from onboarding.drafts.questions import RefusedError
    from onboarding.load import survey, survey_folder

    def make(answers: Answers) -> tuple[Path, tuple[str, ...]]:
        draft = kind.draft(known, answers)
        path = docs / draft.path
        if os.path.lexists(path):
            raise _taken(path)
        notes = _see_that_sound(found, draft)
        _write_new(path, draft.text)
        return path, (*kind.advice(str(path), answers), *notes)

    try:
        found = survey({}, docs.name) if is_first and not docs.exists() else survey_folder(docs)
        known = _known(docs, found)
        given = {key: value for key, value in options.items() if value not in (None, ())}
        path, advice = answer(questions(known), given, make)
    except RefusedError as refusal:
        _end(str(refusal))
    except click.Abort:
        _end("\nAvbrutt.")
    except OSError as error:
        cannot(error)
    click.echo(path)
    click.echo("\n".join(advice), err=True)


def _end(reason: str) -> None:
    click.echo(f"{reason}\nIngenting er skrevet.", err=True)
    sys.exit(CANNOT)


def _known(docs: Path, found: Survey) -> Known:
    """What new files are drafted from. A file in another encoding has no text, but a problem names it."""
    from onboarding.drafts import Known

    named = {problem.source.path.removeprefix(f"{found.name}/") for problem in found.problems}
    paths = {path for path in named if (docs / path).is_file()} | found.texts.keys() | found.content.files
    return Known(found.name, found.content, found.documents, found.texts, frozenset(paths))


def _see_that_sound(found: Survey, draft: Draft) -> tuple[str, ...]:
    """What the folder lacks with the draft in it. Raises RefusedError with the problems that the draft would bring."""
    from onboarding.drafts.questions import RefusedError, as_sentences
    from onboarding.load import survey

    files = {path: text.encode() for path, text in found.texts.items()} | dict.fromkeys(found.content.files, b"")
    before = survey(files, found.name)
    after = survey({**files, draft.path: draft.text.encode()}, found.name)
    brought = [problem for problem in _brought(before, after) if not _is_below(problem, after.shown(draft.path))]
    lacks = [problem for problem in brought if problem.code == "home-missing"]
    wrong = [problem for problem in brought if problem not in lacks]
    if wrong:
        own = after.shown(draft.path)
        said = [as_sentences(problem) if problem.source.path == own else str(problem) for problem in wrong]
        raise RefusedError("\n".join(["Med denne filen får innholdet disse feilene:", *said]))
    return tuple(f"{found.name} har ingen forside ennå. Lag den med «{HOME_COMMAND}»." for _ in lacks)


def _brought(before: Survey, after: Survey) -> list[Problem]:
    """The problems that are there after, and were not before."""
    known = {(problem.source, problem.code) for problem in before.problems}
    return [problem for problem in after.problems if (problem.source, problem.code) not in known]


def _is_below(found: Problem, path: str) -> bool:
    """Whether the problem is in another file of a folder that gets its index: that lets it be looked at, no more."""
    folder, _, name = path.rpartition("/")
    return name == "index.md" and found.source.path != path and found.source.path.startswith(f"{folder}/")


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there, whole or not at all, and its folder. Raises RefusedError and OSError."""
    from onboarding.files import write_whole

    beside = path.with_name(f".{path.name}-{os.getpid()}")
    with _folder(path.parent):
        write_whole(beside, text)
        try:
            _name(beside, path)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """A folder that is there for as long as all goes well: what was made of it goes with what failed in it."""
    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for parent in made:
            with suppress(OSError):  # others may have put something there
                parent.rmdir()
        raise


def _name(beside: Path, path: Path) -> None:
    """Give the file `beside` the name `path`, unless something has it. Raises RefusedError and OSError."""
    try:
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:  # some file systems have no links: there the name is taken first
            path.open("x").close()
            beside.replace(path)
    except FileExistsError:
        raise _taken(path) from None


def _taken(path: Path) -> RefusedError:
    from onboarding.drafts.questions import RefusedError

    return RefusedError(
        f"{path} finnes fra før, og blir ikke skrevet over. Rett den filen, eller velg noe som gir et annet filnavn."
    )
