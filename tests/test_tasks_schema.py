"""The published schema of the tasks as JSON: the files that are built follow it, and what does not is refused."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import PRODUCTION, ROOT, Built
from jsonschema import Draft202012Validator
from onboarding.content.addresses import TASKS_SCHEMA
from onboarding.load import load_content
from onboarding.pages import Site, Templates, generate
from onboarding.pages.exchange import SCHEMA

CHECK = Path(sys.executable).with_name("check-jsonschema")
Data = Any


def made(url: str = "https://prove.example.no/") -> dict[str, Data]:
    content = load_content(ROOT / "tests/golden/pages/two-services/in/docs")
    pages = generate(content, Site("Prøve", url), Templates(ROOT / "overrides/onboarding"))
    return {file.path: json.loads(file.content) for file in pages.files if file.path.endswith(".json")}


def errors(data: Data) -> list[str]:
    schema = made()[TASKS_SCHEMA]
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(data)]


def test_the_schema_is_one_and_its_address_has_the_number_of_the_shape() -> None:
    Draft202012Validator.check_schema(made()[TASKS_SCHEMA])
    assert f"skjema/oppgaver-{SCHEMA}.json" == TASKS_SCHEMA


@pytest.mark.parametrize("service", ["konto", "loan"])
def test_the_tasks_of_every_service_follow_it(service: str) -> None:
    assert errors(made()[f"{service}/oppgaver.json"]) == []


def test_the_built_files_follow_the_published_schema_and_name_it(site: Built) -> None:
    files = list(site.folder.rglob("oppgaver.json"))
    assert files
    done = subprocess.run(
        [CHECK, "--schemafile", site.folder / TASKS_SCHEMA, *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    address = f"{PRODUCTION['SITE_URL']}{TASKS_SCHEMA}"
    assert json.loads((site.folder / TASKS_SCHEMA).read_text(encoding="utf-8"))["$id"] == address
    for file in files:
        data = json.loads(file.read_text(encoding="utf-8"))
        assert next(iter(data)) == "$schema"
        assert data["$schema"] == address


BREAKS: dict[str, Callable[[Data], Any]] = {
    "another shape": lambda data: data.update(schema=1),
    "no name of the schema": lambda data: data.pop("$schema"),
    "no number": lambda data: data.pop("schema"),
    "a field that nobody knows": lambda data: data["tasks"][0].update(priority=1),
    "a field that is missing": lambda data: data["tasks"][0].pop("title"),
    "a role that is no text": lambda data: data["tasks"][0].update(roles=[1]),
    "a date that is none": lambda data: data["tasks"][0].update(changed="24.12.2025"),
    "another mark": lambda data: data["tasks"][0].update(fingerprint="XYZ"),
    "a link without an address": lambda data: data["tasks"][0]["links"][0].pop("url"),
    "a phase that may or may not be required": lambda data: data["phases"][0].update(gate_required=None),
}


@pytest.mark.parametrize("spoil", BREAKS.values(), ids=BREAKS)
def test_it_refuses(spoil: Callable[[Data], Any]) -> None:
    data = copy.deepcopy(made()["konto/oppgaver.json"])
    spoil(data)
    assert errors(data)


def test_everything_in_it_is_explained_in_norwegian() -> None:
    schema = made()[TASKS_SCHEMA]
    assert schema["title"] == "Oppgavene i en tjeneste"
    for part in (schema, *schema["$defs"].values()):
        for name, field in part["properties"].items():
            assert field.get("description"), name
            assert "title" not in field
    assert not [part for part in schema["$defs"].values() if "title" in part or "description" in part]


def test_a_site_that_does_not_know_its_address_names_the_schema_from_its_root() -> None:
    assert made("")["konto/oppgaver.json"]["$schema"] == f"/{TASKS_SCHEMA}"
