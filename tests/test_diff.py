"""`onboarding diff`: what changed in a real repository, where it is printed, and with which exit code."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from conftest import Write, git, write_files
from onboarding.cli import main

TASK = "tjeneste/a-start/a-2-bestill.md"
ONBOARDING = Path(sys.executable).with_name("onboarding")


def bestill(text: str) -> dict[str, str | None]:
    return {TASK: f"---\nid: A-2\ntitle: Bestill\nroles: [IT]\n---\n\n{text}\n"}


@pytest.fixture
def repository(docs: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the small service on `main`, and a branch `endring` at hand with one edit."""
    docs({"bilder/kart.png": "kart"})
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "Først")
    git(tmp_path, "switch", "--quiet", "--create", "endring")
    write_files(tmp_path / "docs", bestill("Bestill alt som trengs."))
    commit(tmp_path, "Rett")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commit(root: Path, message: str) -> None:
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", message)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *(str(argument) for argument in arguments)])


EDIT = """\
1 oppgave er endret.
[-slik-] er tatt bort, {+slik+} er kommet til.

En tjeneste
===========

Fase A Start
------------

A-2 Bestill: endret
  docs/tjeneste/a-start/a-2-bestill.md
  Avsnitt, linje 7: Bestill [-det-] {+alt+} som trengs.
"""


@pytest.mark.usefixtures("repository")
def test_shows_what_a_branch_changed() -> None:
    result = run("main")
    assert (result.exit_code, result.stdout, result.stderr) == (1, EDIT, "")


def test_what_others_did_since_is_no_change_of_the_branch(repository: Path) -> None:
    git(repository, "switch", "--quiet", "main")
    write_files(repository / "docs", {"side.md": "---\ntitle: Side\n---\n"})
    commit(repository, "Andres")
    git(repository, "switch", "--quiet", "endring")
    assert run("main").stdout == EDIT


def test_edits_count_before_they_are_committed(repository: Path) -> None:
    images = {"bilder/kart.png": "nytt", ".skjult/kart.png": "x", "bilder/.kart.png": "x"}
    write_files(repository / "docs", {**bestill("Bestill det som trengs."), **images})
    result = run("main")
    assert result.exit_code == 1
    assert result.stdout.startswith("1 bilde eller dokument er byttet ut.\n")


@pytest.mark.usefixtures("repository")
def test_nothing_changed() -> None:
    result = run("endring")
    assert (result.exit_code, result.stdout) == (0, "Ingenting er endret for leserne.\n")


def test_what_readers_do_not_see_is_shown_and_not_counted(repository: Path) -> None:
    text = (repository / "docs" / TASK).read_text(encoding="utf-8")
    write_files(repository / "docs", {TASK: text.replace("roles", "keywords: [ord]\nroles")})
    result = run("HEAD")
    assert result.exit_code == 0
    assert result.stdout.startswith("Ingenting er endret for leserne.\nI 1 fil er det bare endret noe")


def test_two_revisions_are_compared_whatever_the_work_tree_holds(repository: Path) -> None:
    write_files(repository / "docs", bestill("Noe helt annet."))
    forwards, backwards = run("main", "endring"), run("endring", "main")
    assert (forwards.exit_code, forwards.stdout) == (1, EDIT)
    assert "Bestill [-alt-] {+det+} som trengs." in backwards.stdout
    assert run("main", "main").exit_code == 0


def test_a_head_is_compared_with_the_base_itself(repository: Path) -> None:
    git(repository, "switch", "--quiet", "main")
    write_files(repository / "docs", {"side.md": "---\ntitle: Side\n---\n"})
    commit(repository, "Andres")
    assert "1 side er fjernet." in run("main", "endring").stdout


def test_a_base_without_content_makes_all_new(repository: Path) -> None:
    git(repository, "mv", "docs", "innhold")
    commit(repository, "Flytt")
    result = run("main", "--docs", "innhold")
    assert result.exit_code == 1
    assert result.stdout.startswith("3 oppgaver er nye. 2 faser er nye. 1 tjeneste er ny. 1 side er ny.")
    assert "\n  innhold/tjeneste/a-start/a-2-bestill.md\n" in result.stdout


def test_paths_are_as_seen_from_where_the_command_runs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "docs")
    assert run("main", "--docs", ".").stdout == EDIT
    monkeypatch.chdir(repository.parent)
    name = repository.name
    assert run("main", "--docs", f"{name}/docs").stdout == EDIT.replace("docs/tj", f"{name}/docs/tj")


@pytest.mark.usefixtures("repository")
def test_markdown_and_html_say_the_same() -> None:
    markdown, html = run("main", "--format", "md"), run("main", "--format", "html")
    assert (markdown.exit_code, html.exit_code) == (1, 1)
    assert "- Avsnitt (linje 7): Bestill <del>det</del> <ins>alt</ins> som trengs.\n" in markdown.stdout
    page = BeautifulSoup(html.stdout, "html.parser")
    assert page.select_one("dd").text.strip() == "Bestill det alt som trengs."
    assert page.h1.text == "1 oppgave er endret."


def test_problems_do_not_stop_it(repository: Path) -> None:
    write_files(repository / "docs", {"feil.md": "x"})
    result = run("main")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1] == "Innholdet har 1 problem, så noe kan mangle her. Kjør «onboarding check»."


def test_content_of_which_nothing_can_be_read_stops_it(repository: Path) -> None:
    for file in (repository / "docs").rglob("*.md"):
        file.write_text("x", encoding="utf-8")
    result = run("main")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Ingenting av innholdet kan leses. Kjør «onboarding check» for å se hva som er galt.\n"


@pytest.mark.usefixtures("repository")
def test_an_unknown_revision_is_named() -> None:
    for arguments in (("borte",), ("main", "borte"), ("borte", "main"), ("--", "-x")):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Finner ikke «")


def test_a_head_without_content_cannot_be_compared(repository: Path) -> None:
    git(repository, "rm", "-r", "--quiet", "docs")
    write_files(repository, {"annet.txt": "x"})
    commit(repository, "Tøm")
    result = run("main", "endring")
    assert (result.exit_code, result.stderr) == (2, "Det er ikke noe innhold i docs i «endring».\n")
    result = run("main")
    assert (result.exit_code, result.stderr) == (2, "Finner ikke docs. Kjør kommandoen fra mappen som har den.\n")


def test_without_a_repository_there_is_nothing_to_compare_with(
    docs: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = docs({})
    result = run("main", "--docs", root)
    assert result.exit_code == 2
    assert result.stderr == f"{root} ligger ikke i et git-arkiv, så det finnes ingen tidligere utgave å se på.\n"


def test_without_git_it_says_what_to_install(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository / "borte"))
    result = run("main")
    assert (result.exit_code, result.stderr) == (2, "Finner ikke git. Installer git, og prøv igjen.\n")


def test_too_little_history_is_told_from_no_change(repository: Path, tmp_path: Path) -> None:
    git(repository, "switch", "--quiet", "main")
    write_files(repository / "docs", {"side.md": "---\ntitle: Side\n---\n"})
    commit(repository, "Andres")
    clone = tmp_path / "klone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", "endring", repository.as_uri(), str(clone))
    git(clone, "fetch", "--quiet", "--depth", "1", "origin", "main")
    result = run("FETCH_HEAD", "--docs", clone / "docs")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Historikken er bare delvis hentet, så git vet ikke hvor grenen skilte lag med «FETCH_HEAD». "
        "Hent resten: git fetch --unshallow.\n"
    )
    assert run("FETCH_HEAD", "HEAD", "--docs", clone / "docs").exit_code == 1
    git(clone, "fetch", "--quiet", "--unshallow", "origin", "main")
    assert "1 oppgave er endret.\n" in run("FETCH_HEAD", "--docs", clone / "docs").stdout


def shown_on_a_terminal(repository: Path, **environment: str) -> str:
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(
        [ONBOARDING, "diff", "main"],
        cwd=repository,
        stdout=theirs,
        check=False,
        env={**clean, **environment},
        timeout=60,
    )
    os.close(theirs)
    found = b""
    try:
        while part := os.read(ours, 65536):
            found += part
    except OSError:  # how the end of a terminal shows on Linux
        pass
    os.close(ours)
    return found.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_the_same_marks(repository: Path) -> None:
    shown = shown_on_a_terminal(repository)
    assert "Bestill \x1b[31;9m[-det-]\x1b[0m \x1b[32;4m{+alt+}\x1b[0m som trengs." in shown
    assert shown_on_a_terminal(repository, NO_COLOR="1") == EDIT
