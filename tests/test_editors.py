"""What we hand to editors' programs: settings and tasks of VS Code, how files are saved, what runs before a commit."""

from __future__ import annotations

import configparser
import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT, Write, write_files
from onboarding.cli import main
from onboarding.schemas import generated


def of_vscode(name: str) -> Any:
    """A file of VS Code's: JSON with comments on lines of their own."""
    lines = (ROOT / ".vscode" / name).read_text(encoding="utf-8").splitlines()
    return json.loads("\n".join(line for line in lines if not line.lstrip().startswith("//")))


MARKDOWN = of_vscode("settings.json")["[markdown]"]


# The settings of VS Code


def test_vs_code_knows_the_schema_of_the_file_that_it_can_check() -> None:
    (schema, file), *others = of_vscode("settings.json")["yaml.schemas"].items()
    assert others == []
    assert (schema.removeprefix("./"), file) == (".vscode/schemas/links.json", "/.github/links.yml")
    assert schema.removeprefix("./") in generated()
    assert (ROOT / file.lstrip("/")).is_file()
    assert "redhat.vscode-yaml" in of_vscode("extensions.json")["recommendations"]


def test_the_settings_say_what_vs_code_cannot_do() -> None:
    head = (ROOT / ".vscode/settings.json").read_text(encoding="utf-8").partition("{")[0]
    assert "retter ikke" in head
    assert "Det er alltid kontrollen, «onboarding check», som avgjør" in head


def test_each_problem_of_the_check_becomes_one_of_vs_code(docs: Write) -> None:
    task = next(task for task in of_vscode("tasks.json")["tasks"] if task.get("group", {}).get("isDefault"))
    matcher = task["problemMatcher"]
    pattern = matcher["pattern"]
    assert matcher["fileLocation"] == ["relative", "${workspaceFolder}"]
    root = docs(
        {"side.md": "---\ntitle: 1\nx: 2\n---\n\nSe [a: b](borte:1.md).\n", "Min fil.md": "---\ntitle: x\n---\n"}
    )
    result = CliRunner().invoke(main, ["check", "--docs", str(root)])
    found = [re.search(pattern["regexp"], line) for line in result.stdout.splitlines()]
    assert len(found) >= 3
    for match in found:
        assert match is not None
        assert (root.parent / match[pattern["file"]]).is_file()
        assert int(match[pattern["line"]]) >= 1
        assert re.search(r"\[[a-z-]+\]", match[pattern["message"]])
    noise = ["make: *** [Makefile:57: check] Error 1", ".venv/bin/onboarding check", *result.stderr.splitlines()]
    assert not any(re.search(pattern["regexp"], line) for line in noise)
    assert task["command"] == "make check"


def test_suggestions_wait_for_tab_in_running_text() -> None:
    # «side» and «fase» are words of the content. What stands between the lines of `---` is YAML to VS Code: strings.
    assert MARKDOWN["editor.quickSuggestions"] == {"other": "off", "comments": "off", "strings": "on"}
    assert MARKDOWN["editor.tabCompletion"] == "onlySnippets"
    assert MARKDOWN["editor.acceptSuggestionOnEnter"] == "off"


# How files are saved


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


def sections() -> dict[str, dict[str, str]]:
    parser = configparser.ConfigParser()
    parser.read_string("[all]\n" + (ROOT / ".editorconfig").read_text(encoding="utf-8"))
    return {name: dict(parser[name]) for name in parser.sections()}


def how_saved(path: Path) -> dict[str, str]:
    """The properties that .editorconfig gives a file."""
    found: dict[str, str] = {}
    for name, properties in sections().items():
        match = re.fullmatch(r"(.*)\{(.*)\}(.*)", name)
        globs = [f"{match[1]}{one}{match[3]}" for one in match[2].split(",")] if match else [name]
        shown = path.relative_to(ROOT).as_posix()
        if any(fnmatch.fnmatch(shown if "/" in glob else path.name, glob) for glob in globs):
            found |= properties
    return found


def faults(data: bytes, properties: Mapping[str, str]) -> Iterator[str]:
    if properties["charset"] == "utf-8" and data.startswith(b"\xef\xbb\xbf"):
        yield "a byte order mark"
    if properties["end_of_line"] == "lf" and b"\r" in data:
        yield "other line ends"
    if properties["insert_final_newline"] == "true" and data and not data.endswith(b"\n"):
        yield "no newline at its end"
    if properties["trim_trailing_whitespace"] == "true" and re.search(rb"[ \t]$", data, re.MULTILINE):
        yield "blanks at the end of a line"
    if properties["indent_style"] == "space" and re.search(rb"^\t", data, re.MULTILINE):
        yield "tabs"


def test_every_file_is_saved_as_editorconfig_says() -> None:
    found = {path: list(faults(path.read_bytes(), how_saved(path))) for path in tracked()}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ("docs/index.md", "trim_trailing_whitespace", "false"),  # two blanks are a line break
        ("docs/index.md", "indent_size", "4"),
        ("mkdocs.yml", "indent_size", "2"),
        ("scripts/onboarding/load.py", "indent_size", "4"),
        ("Makefile", "indent_style", "tab"),
        ("tests/golden/pages/two-services/out/konto/oppgaver.csv", "end_of_line", "unset"),
    ],
)
def test_editorconfig_and_vs_code_leave_what_means_something(path: str, key: str, value: str) -> None:
    assert how_saved(ROOT / path)[key] == value
    assert MARKDOWN["files.trimTrailingWhitespace"] is False
    assert MARKDOWN["editor.tabSize"] == 4


# Before a commit

HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook
    for repository in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    for hook in repository["hooks"]
}


def test_the_hooks_are_our_own_commands() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert set(config) == {"repos"}
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    known = {"id", "name", "entry", "language", "always_run", "pass_filenames", "types_or", "require_serial"}
    for hook in HOOKS.values():
        assert {"id", "name", "entry", "language"} <= set(hook) <= known
        assert hook["language"] == "system"


Git = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def clone(project: Path) -> Path:
    """A git repository with the small service, whose environment is the one that runs the tests."""
    for name in ("Makefile", ".gitignore", "pyproject.toml", "requirements/site.txt", "requirements/test.txt"):
        (project / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, project / name)
    binaries = project / ".venv/bin"
    binaries.mkdir(parents=True)
    for command in ("python", "onboarding", "ruff"):
        (binaries / command).symlink_to(Path(sys.executable).with_name(command))
    (project / ".venv/.site").touch()
    (project / ".venv/.test").touch()
    return project


def run_in(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "GIT_"))}
    who = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.no"}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    environment = {**own, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def git(clone: Path) -> Git:
    """Runs git in the clone, whose commits wait for the hook of the content."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run_in(clone, "git", *arguments)

    run("init", "--quiet")
    run("add", ".")
    assert run("commit", "--quiet", "--message", "Grunnlaget").returncode == 0
    hook = clone / ".git/hooks/pre-commit"
    hook.write_text(f"#!/bin/sh\nexec {HOOKS['content']['entry']}\n", encoding="utf-8")
    hook.chmod(0o755)
    return run


def test_a_commit_of_right_content_goes_through(clone: Path, git: Git) -> None:
    write_files(clone, {"docs/side.md": "---\ntitle: Side\n---\n"})
    git("add", ".")
    assert git("commit", "--message", "Ny side").returncode == 0


def test_a_commit_of_wrong_content_is_stopped_by_what_the_check_says(clone: Path, git: Git) -> None:
    write_files(clone, {"docs/side.md": "x"})
    git("add", ".")
    done = git("commit", "--message", "Ny side")
    assert done.returncode != 0
    assert "docs/side.md:1: filen mangler feltene øverst" in done.stdout + done.stderr
    assert git("log", "--format=%s").stdout == "Grunnlaget\n"


def test_a_commit_that_only_deletes_is_checked_too(git: Git) -> None:
    assert HOOKS["content"]["always_run"] is True
    assert HOOKS["content"]["pass_filenames"] is False
    git("rm", "--quiet", "docs/tjeneste/a-start/index.md")
    done = git("commit", "--message", "Fasen er borte")
    assert done.returncode != 0
    assert "[folder-index]" in done.stdout + done.stderr


def test_the_linter_of_a_commit_finds_what_is_wrong_in_its_files(clone: Path) -> None:
    write_files(clone, {"right.py": '"""A."""\n', "wrong.py": '"""B."""\n\nimport os\n'})
    command = shlex.split(HOOKS["ruff-check"]["entry"])
    assert run_in(clone, *command, "right.py").returncode == 0
    done = run_in(clone, *command, "right.py", "wrong.py")
    assert done.returncode == 1
    assert "F401" in done.stdout


def test_the_formatter_of_a_commit_formats_its_files_and_no_others(clone: Path) -> None:
    write_files(clone, {"ours.py": "a=1\n", "other.py": "a=1\n"})
    # pre-commit stops a commit whose files a hook has changed.
    assert run_in(clone, *shlex.split(HOOKS["ruff-format"]["entry"]), "ours.py").returncode == 0
    assert [(clone / name).read_text(encoding="utf-8") for name in ("ours.py", "other.py")] == ["a = 1\n", "a=1\n"]
