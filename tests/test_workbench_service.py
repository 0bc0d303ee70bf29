"""What the workbench's scripts are told of a service."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import ROOT
from onboarding.content import build
from onboarding.frontmatter import parse
from onboarding.pages import Site, Templates, generate

SERVICE = """---
type: service
id: t
slug: t_p
title: T
short_title: T
summary: S.
roles: [{name: Alle, summary: A.}]
---
"""
LINKED = "Les [B-1](../b-to/b-1.md), [kravet](../b-to/b-1.md#krav), [fasen](../b-to/index.md) og [siden](../side.md)."


def tasks(folder: str = "b-to", file: str = "b-1.md", body: str = LINKED, fields: str = "") -> dict[str, Any]:
    """The tasks of a service, by their ids, where the second phase and its task have these names."""
    written = body.replace("b-to", folder).replace("b-1.md", file)
    texts = {
        "index.md": SERVICE,
        "side.md": "---\ntitle: Side\nsummary: S.\n---\n\n## Punkt\n",
        "a-en/index.md": "---\nid: A\ntitle: En\nsummary: S.\n---\n",
        "a-en/a-1.md": f"---\nid: A-1\ntitle: Les\nroles: [Alle]\n{fields}---\n\n{written}\n",
        f"{folder}/index.md": "---\nid: B\ntitle: To\nsummary: S.\n---\n",
        f"{folder}/{file}": "---\nid: B-1\ntitle: Gjør\nroles: [Alle]\n---\n\n## Krav\n\nTekst.\n",
    }
    content, _ = build([parse(f"t/{path}", text, shown_as=path) for path, text in texts.items()])
    made = generate(content, Site("Prøve"), Templates(ROOT / "overrides/onboarding"))
    script = next(file.content for file in made.files if file.path == "t/arbeidsbenk.js").decode()
    data = json.loads(script.partition(" = ")[2].rstrip(";\n"))
    return {task["id"]: task for phase in data["phases"] for task in phase["tasks"]}


def test_a_folder_or_a_file_that_gets_another_name_changes_no_task() -> None:
    before = tasks()["A-1"]["fingerprint"]
    assert tasks(folder="b-tre")["A-1"]["fingerprint"] == before
    assert tasks(file="b-1-gjor.md")["A-1"]["fingerprint"] == before
    assert tasks(body=LINKED.replace("../b-to/index.md", "../b-to/"))["A-1"]["fingerprint"] == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(../b-to/b-1.md)", "(../b-to/index.md)"),
        ("b-1.md#krav", "b-1.md"),
        ("../side.md", "../side.md#punkt"),
        ("../side.md", "../index.md"),
        ("../side.md", "https://example.no/side.md"),
    ],
)
def test_a_link_that_leads_elsewhere_changes_its_task(old: str, new: str) -> None:
    assert tasks(body=LINKED.replace(old, new))["A-1"]["fingerprint"] != tasks()["A-1"]["fingerprint"]


@pytest.mark.parametrize(
    ("aliases", "ids"),
    [
        ("A-4", ["A-4"]),
        ('"#a-4"', ["A-4"]),
        ('"#A-4"', ["A-4"]),
        ('A-4, "#a-4", "#a-5"', ["A-4", "A-5"]),
        ('"#krav", t/gammel/, "t/gammel/#a-4"', []),
    ],
)
def test_a_former_id_is_known_however_its_alias_is_written(aliases: str, ids: list[str]) -> None:
    assert tasks(fields=f"aliases: [{aliases}]\n")["A-1"]["formerIds"] == ids
