"""`onboarding new change` drafts the entry from what the branch has changed, in words for an editor to write better."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Write, base_files, git, write_files
from onboarding.cli import main
from onboarding.frontmatter import Document, parse

BASE = base_files()
A1, A2 = "tjeneste/a-start/a-1-les.md", "tjeneste/a-start/a-2-bestill.md"
LINKED = BASE[A2].replace("[IT]", "[Alle, IT]").replace("trengs.", "trengs, se [metadata](https://a.example.no/).")
TODAY = dt.datetime.now().astimezone().date().isoformat()

Branch = Callable[..., Path]


@pytest.fixture
def branch(docs: Write) -> Branch:
    """Commits the content on `main`, stands on a branch, and writes what changes."""

    def write(changes: Mapping[str, str | None], before: Mapping[str, str | None] | None = None) -> Path:
        root = docs(before or {})
        git(root.parent, "init", "--quiet")
        git(root.parent, "add", ".")
        git(root.parent, "commit", "--quiet", "--message", "Slik det var")
        git(root.parent, "switch", "--quiet", "--create", "endring")
        return write_files(root, changes)

    return write


def new_change(root: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["new", "change", "--docs", str(root), *options])


def written(result: Result) -> Document:
    assert result.exit_code == 0, result.stderr
    path = Path(result.stdout.strip())
    return parse(path.name, path.read_text(encoding="utf-8"), shown_as=path.name)


def test_the_entry_names_the_tasks_and_says_what_changed(branch: Branch) -> None:
    found = written(new_change(branch({A2: LINKED})))
    assert found.data == {"date": TODAY, "tasks": ["A-2"], "title": "Oppgave A-2 er endret"}
    assert found.body == "\nA-2: ansvarlig endret fra IT til Alle og IT; ny lenke til metadata.\n"
    assert found.path.startswith(TODAY)


def test_the_entry_is_what_the_check_asks_for(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    root = branch({A2: LINKED})
    monkeypatch.chdir(root.parent)
    assert "[change-missing-facts]" in CliRunner().invoke(main, ["check", "--base", "main"]).stdout
    written(new_change(root))
    assert CliRunner().invoke(main, ["check", "--base", "main"]).output == "Ingen problemer.\n"


def test_several_tasks_become_a_list(branch: Branch) -> None:
    found = written(new_change(branch({A2: LINKED, A1: BASE[A1].replace("venstre", "høyre")})))
    assert found.data["tasks"] == ["A-1", "A-2"]
    assert [line[:7] for line in found.body.strip().splitlines()] == ["- A-1: ", "- A-2: "]


def test_what_is_given_as_options_stands(branch: Branch) -> None:
    found = written(new_change(branch({A2: LINKED}), "--title", "Ny ansvarlig", "--text", "Alle bestiller."))
    assert found.data == {"date": TODAY, "tasks": ["A-2"], "title": "Ny ansvarlig"}
    assert found.body == "\nAlle bestiller.\n"


def test_the_shared_branch_is_the_base_where_it_is_known(branch: Branch, tmp_path: Path) -> None:
    """What stands in `main` here, and not yet in the shared one, is part of the work."""
    root = branch({A2: LINKED})
    git(tmp_path, "clone", "--quiet", "--bare", ".", str(tmp_path / "felles.git"))
    git(tmp_path, "remote", "add", "origin", str(tmp_path / "felles.git"))
    git(tmp_path, "switch", "--quiet", "main")
    git(tmp_path, "commit", "--quiet", "--all", "--message", "Rett på main")
    git(tmp_path, "fetch", "--quiet", "origin")
    assert written(new_change(root)).data["tasks"] == ["A-2"]


def test_a_task_that_the_changelog_tells_of_is_not_drafted_again(branch: Branch) -> None:
    root = branch({A2: LINKED})
    written(new_change(root, "--title", "Den første"))
    result = new_change(root, "--base", "main", "--title", "Den andre")
    assert result.stderr.startswith("Ingen oppgave er endret siden main uten at endringsloggen sier det.\n")
    assert written(result).data["tasks"] == []


def test_without_a_base_to_see_the_entry_is_asked_for_as_ever(docs: Write) -> None:
    result = new_change(docs({}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Mangler --title.\nIngenting er skrevet.\n"


def test_a_base_that_is_asked_for_has_to_be_there(branch: Branch) -> None:
    root = branch({A2: LINKED})
    before = sorted(root.rglob("*"))
    result = new_change(root, "--base", "hovedgren")
    assert result.exit_code == 2
    assert result.stderr.startswith("Finner ikke «hovedgren» i git.")
    assert sorted(root.rglob("*")) == before


def test_two_services_need_an_entry_each(branch: Branch) -> None:
    other = {path.replace("tjeneste/", "annen/"): text for path, text in BASE.items() if path.startswith("tjeneste/")}
    other["annen/index.md"] = other["annen/index.md"].replace("tjeneste", "annen")
    root = branch({A2: LINKED, A2.replace("tjeneste/", "annen/"): LINKED}, other)
    refused = new_change(root)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "Flere tjenester er endret (annen, tjeneste)." in refused.stderr
    found = new_change(root, "--service", "docs/annen")
    assert written(found).data["tasks"] == ["A-2"]
    assert "/annen/endringslogg/" in found.stdout
