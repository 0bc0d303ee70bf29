"""What GitHub reads from .github: held to GitHub's own schemas, and to what people are told there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

GITHUB = ROOT / ".github"
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((GITHUB / "workflows").iterdir())
DEPENDABOT = GITHUB / "dependabot.yml"
CONFIG = GITHUB / "ISSUE_TEMPLATE/config.yml"
FORMS = sorted(set((GITHUB / "ISSUE_TEMPLATE").iterdir()) - {CONFIG})
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.dependabot": [DEPENDABOT],
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [CONFIG],
}

each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(("schema", "files"), SCHEMAS.items(), ids=SCHEMAS)
def test_every_file_is_of_the_form_that_github_reads(schema: str, files: list[Path]) -> None:
    assert files
    done = run(BIN / "check-jsonschema", "--builtin-schema", schema, *files)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing_however_pedantic_it_is() -> None:
    how = ["--offline", "--pedantic", "--no-config", "--no-ignores", "--strict-collection", "--format=json"]
    done = run(BIN / "zizmor", *how, ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout) == []
    read_by_it = set(re.findall(r"completed \S*?(\.github/\S+)", done.stderr))
    assert read_by_it == {file.relative_to(ROOT).as_posix() for file in [*WORKFLOWS, DEPENDABOT]}


# --- new versions


def updates() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(DEPENDABOT)["updates"]
    return found


def test_dependabot_looks_after_every_kind_of_package() -> None:
    assert {(update["package-ecosystem"], update["directory"]) for update in updates()} == {
        ("pip", "/"),
        ("npm", "/"),
        ("github-actions", "/"),
    }
    # It finds requirement files in folders of the directory, of at most 500 kB.
    locks = sorted((ROOT / "requirements").iterdir())
    assert [lock.suffix for lock in locks] == [".txt", ".txt"]
    assert all(lock.stat().st_size < 500_000 for lock in locks)


@pytest.mark.parametrize("update", updates(), ids=lambda update: update["package-ecosystem"])
def test_new_versions_come_together_once_a_week_when_they_are_a_week_old(update: dict[str, Any]) -> None:
    assert update["schedule"]["interval"] == "weekly"
    assert update["cooldown"]["default-days"] >= 7
    assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


def test_what_is_ignored_is_ignored_for_new_versions_only() -> None:
    for update in updates():
        for ignored in update.get("ignore", []):
            assert set(ignored) == {"dependency-name", "update-types"}, "anything else stops security updates too"


# --- what people are told


@each_form
def test_a_form_asks_where_and_can_be_sent_with_little(form: Path) -> None:
    fields = [field for field in read(form)["body"] if field["type"] != "markdown"]
    names = [field["id"] for field in fields]
    required = [field for field in fields if field.get("validations", {}).get("required")]
    assert "hvor" in names
    assert len(names) == len(set(names))
    assert 1 <= len(required) <= 3


@each_form
def test_a_form_has_a_title_and_a_label_of_its_own(form: Path) -> None:
    others = [read(other) for other in FORMS if other != form]
    own = read(form)
    for key in ("name", "description", "title", "labels"):
        assert own[key]
        assert own[key] not in [other[key] for other in others]


def test_whoever_has_no_form_is_sent_where_the_site_sends_them() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    links = {link["name"]: link["url"] for link in read(CONFIG)["contact_links"]}
    assert f"address: {links['Spør Bits']}\n" in settings
    site = re.search(r'SITE_URL, "(\S+)"', settings)
    assert site
    page = links["Rett det selv"].removeprefix(site[1])
    assert (ROOT / f"docs/{page.rstrip('/')}.md").is_file()


def test_a_pull_request_has_three_boxes_to_tick() -> None:
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    boxes = re.findall(r"^- \[ \] (.+)$", text, re.MULTILINE)
    assert len(boxes) == 3
    assert text.count("[ ]") == 3
    assert "«språk»" in boxes[1]


def test_every_file_has_an_owner() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules
    assert rules[0].startswith("* ")
    assert all(re.fullmatch(r"\S+( @[\w-]+/[\w-]+)+", rule) for rule in rules)
