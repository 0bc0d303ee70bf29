"""The workflow of a pull request, run step by step over a real repository: a base, and a branch with a change."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, base_files, git, write_files

FLOW = yaml.safe_load((ROOT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8"))

A1 = "docs/tjeneste/a-start/a-1-les.md"
A2 = "docs/tjeneste/a-start/a-2-bestill.md"
ENTRY = "docs/tjeneste/endringslogg/2026-02-01-bestilling.md"
CHANGED = base_files()["tjeneste/a-start/a-2-bestill.md"].replace("roles: [IT]", "roles: [Alle, IT]")
ANNOUNCED = "---\ndate: 2026-02-01\ntasks: [A-2]\ntitle: Ny ansvarlig\n---\n\nAlle kan bestille.\n"


@dataclass(frozen=True, slots=True)
class Done:
    """What a step came to."""

    code: int
    output: str
    summary: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the workflow in `folder`, where GitHub has merged the change with the base."""

    folder: Path
    files: Path

    def job(self, name: str) -> dict[str, Done]:
        """Run a job's own steps as GitHub does: each in a shell, the later ones only as `if` says."""
        done: dict[str, Done] = {}
        for step in FLOW["jobs"][name]["steps"]:
            if "run" in step and (not any(one.code for one in done.values()) or "!cancelled()" in step.get("if", "")):
                done[step["name"]] = self._step(step)
        return done

    def _step(self, step: dict[str, Any]) -> Done:
        summary = self.files / "summary.md"
        summary.write_text("", encoding="utf-8")  # each step has one of its own
        given = {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_EVENT_PATH": str(self.files / "event.json")}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        values = FLOW["env"] | {name: _value(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.folder,
            env=inherited | given | values,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        return Done(done.returncode, done.stdout + done.stderr, summary.read_text(encoding="utf-8"))


def _value(expression: str) -> str:
    """What stands for an expression of GitHub's."""
    return "https://github.example.no/last-ned" if "${{" in expression else expression


@pytest.fixture
def pull_request(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Makes the repository, and the merge that GitHub checks out; gives the run."""

    def opened(files: dict[str, str | None], labels: tuple[str, ...] = ()) -> Run:
        shutil.copy(ROOT / "Makefile", project)
        shutil.copy(ROOT / ".gitignore", project)
        for name in ("requirements/site.txt", "pyproject.toml"):
            (project / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, project / name)
        git(project, "init", "--quiet")
        git(project, "add", ".")
        git(project, "commit", "--quiet", "--message", "Slik det var")
        git(project, "switch", "--quiet", "--create", "endring")
        write_files(project, files)
        git(project, "add", ".")
        git(project, "commit", "--quiet", "--allow-empty", "--message", "Endringen")
        git(project, "switch", "--quiet", "main")
        write_files(project, {"docs/andres.md": "---\ntitle: Andres side\n---\n\nTekst.\n"})
        git(project, "add", ".")
        git(project, "commit", "--quiet", "--message", "Hva andre har gjort imens")
        git(project, "merge", "--quiet", "--no-ff", "--message", "GitHubs prøve", "endring")
        _environment(project / ".venv")
        folder = tmp_path_factory.mktemp("github")
        event = {"pull_request": {"labels": [{"name": name} for name in labels]}}
        (folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
        return Run(project, folder)

    return opened


def _environment(folder: Path) -> None:
    """The environment that runs the tests, as if the project's own."""
    (folder / "bin").mkdir(parents=True)
    for command in ("mkdocs", "python", "onboarding"):
        (folder / "bin" / command).symlink_to(Path(sys.executable).with_name(command))
    (folder / ".site").touch()


CHECK, DIFF, REVIEWS = "Kontroller innholdet", "Vis hva leserne vil merke", "Vis hva som bør gjennomgås"


def test_a_good_change_is_green_and_its_words_are_shown(pull_request: Any) -> None:
    done = pull_request({A2: CHANGED, ENTRY: ANNOUNCED}).job("check")
    assert {name: step.code for name, step in done.items()} == dict.fromkeys(["Gjør klart", CHECK, DIFF, REVIEWS], 0)
    assert done[CHECK].output == "::notice title=Kontroll av innholdet::Ingen problemer.\nIngen problemer.\n"
    assert "A-2 Bestill" in done[DIFF].summary
    assert "Alle" in done[DIFF].summary
    assert "Andres side" not in done[DIFF].summary
    assert "A Start" in done[REVIEWS].summary


def test_a_change_that_the_changelog_does_not_tell_of_is_red_on_its_line_and_still_shown(pull_request: Any) -> None:
    done = pull_request({A2: CHANGED}).job("check")
    assert {name: step.code for name, step in done.items()} == {"Gjør klart": 0, CHECK: 1, DIFF: 0, REVIEWS: 0}
    assert done[CHECK].output.startswith(f"::error file={A2},line=4,title=Må rettes::")
    assert "change-missing" in done[CHECK].summary
    assert "A-2 Bestill" in done[DIFF].summary


def test_the_label_excuses_a_change_of_words(pull_request: Any) -> None:
    change = {A2: base_files()["tjeneste/a-start/a-2-bestill.md"].replace("det som trengs", "alt som trengs")}
    done = pull_request(change, ("språk",)).job("check")
    assert done[CHECK].code == 0, done[CHECK].output
    assert "<del>" in done[DIFF].summary or "~~" in done[DIFF].summary


def test_a_change_of_nothing_says_so(pull_request: Any) -> None:
    done = pull_request({}).job("check")
    assert {step.code for step in done.values()} == {0}
    assert done[DIFF].summary


def test_a_file_that_cannot_be_read_is_red_and_the_rest_is_shown(pull_request: Any) -> None:
    done = pull_request({A2: "Bestill.\n"}).job("check")
    assert done[CHECK].code == 1
    assert f"::error file={A2},line=1,title=Må rettes::Filen mangler feltene øverst" in done[CHECK].output
    assert done[DIFF].code == 0


def test_text_of_a_change_never_becomes_a_command(pull_request: Any, tmp_path: Path) -> None:
    hostile = "---\ntitle: $(touch rammet) `touch rammet`\n---\n\nSe [$(touch rammet)](borte.md).\n\n::error::rammet\n"
    done = pull_request({"docs/$(touch rammet).md": hostile}).job("check")
    assert done[CHECK].code == 1
    assert not list(tmp_path.rglob("rammet"))
    assert not [line for line in done[CHECK].output.splitlines() if line.startswith("::error::")]


def test_the_site_is_built_strictly_and_can_be_opened_from_disk(pull_request: Any) -> None:
    run = pull_request({A2: CHANGED, ENTRY: ANNOUNCED})
    done = run.job("site")
    assert {step.code for step in done.values()} == {0}, done
    upload = next(step for step in FLOW["jobs"]["site"]["steps"] if "upload-artifact" in step.get("uses", ""))
    assert (run.folder / upload["with"]["path"] / "index.html").is_file()
    assert "https://github.example.no/last-ned" in list(done.values())[-1].summary


def test_a_change_that_does_not_build_is_red(pull_request: Any) -> None:
    done = pull_request({A1: base_files()["tjeneste/a-start/a-1-les.md"].replace("../index.md", "../borte.md")}).job(
        "site"
    )
    assert [step.code for step in done.values()] == [2]
    assert f"{A1}:7" in next(iter(done.values())).output


def test_the_tests_are_the_ones_that_everybody_runs() -> None:
    runs = [step["run"] for step in FLOW["jobs"]["test"]["steps"] if "run" in step]
    assert runs == ["make test"]
    assert runs[0] in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
