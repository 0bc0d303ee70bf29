"""What is a task, who has it and what it says, in the ways in which guides write it."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from conftest import ROOT
from legacy_trees import SITE, Shown, holds, shown, tokens
from onboarding.legacy.convert import Converted, Known, convert
from onboarding.legacy.page import read_page
from onboarding.legacy.repairing.addresses import Surroundings

HEAD = "---\ntitle: Onboarding til Fergene\nslug: dsop_fergene_onboarding\n---\n\n"
GUIDES: list[Mapping[str, Any]] = yaml.safe_load((ROOT / "tests/legacy/guides.yml").read_text(encoding="utf-8"))


def guide(body: str) -> Converted:
    """A guide after the import."""
    page = read_page("fergene.md", "dsop_fergene_onboarding", HEAD + body, Surroundings(SITE, lambda _address: False))
    return convert([page], "fergene", Known(), SITE)[0]


def with_id(converted: Converted, pattern: str) -> dict[str, Shown]:
    """The files whose ids a pattern fits, by them."""
    files = [shown(file) for file in converted.files]
    return {str(file.data["id"]): file for file in files if re.fullmatch(pattern, str(file.data.get("id", "")))}


def codes(converted: Converted) -> set[tuple[int, str]]:
    """The line below the front matter and the code of each repair."""
    return {(repair.line - HEAD.count("\n"), repair.code) for repair in converted.page.repairs}


@pytest.mark.parametrize("stated", GUIDES, ids=[stated["that"] for stated in GUIDES])
def test_tasks_are_what_a_guide_says_that_they_are(stated: Mapping[str, Any]) -> None:
    converted = guide(stated["body"])
    tasks, phases = with_id(converted, r"[A-Z]-\d+"), with_id(converted, "[A-Z]")
    assert list(tasks) == list(stated["tasks"])
    for name, wanted in stated["tasks"].items():
        found = tasks[name]
        assert tokens(found.text) == tokens(wanted["text"]), name
        assert (found.data["roles"], found.data.get("performed_by")) == (wanted["roles"], wanted.get("performed_by"))
        assert found.data["title"] == wanted.get("title", found.data["title"])
    for name, words in stated.get("phases", {}).items():
        assert holds(phases[name].said, words)
    if "roles" in stated:
        home = next(shown(file) for file in converted.files if file.path == converted.home)
        assert [role["name"] for role in home.data["roles"]] == stated["roles"]


TASKS = "| Oppgaver | | |\n|---|---|---|\n"
NOTES = {
    "an id with a letter behind its number, above all others": (
        f"{TASKS}| A-1a | Lese (IT) | En. |\n\n{TASKS}| A-2 | Sende (IT) | To. |\n",
        (5, "task-id-text"),
    ),
    "an id with a letter behind its number, below another": (
        f"{TASKS}| A-1 | Lese (IT) | En. |\n| A-1b | Sende (IT) | To. |\n",
        (6, "task-id-odd"),
    ),
    "a task that is a heading": ("#### A-1 Lese (IT)\n\nEn.\n", (3, "task-named")),
    "a task that is a point": ("- A-1 Lese (IT)\n- A-2 Sende (IT)\n", (4, "task-named")),
    "a heading that says who acts": (f"#### Bits\n\n{TASKS}| A-1 | Lese | En. |\n", (7, "task-performer-heading")),
    "a line that is the name of a phase": (
        f"{TASKS}| A-1 | Lese | En. |\n\n**B - Slutt**\n\n{TASKS}| B-1 | Sende | To. |\n",
        (7, "phase-line"),
    ),
}


@pytest.mark.parametrize(("body", "note"), NOTES.values(), ids=list(NOTES))
def test_what_is_no_sound_row_is_told_of(body: str, note: tuple[int, str]) -> None:
    assert note in codes(guide(f"### A - Start\n\n{body}"))


@pytest.mark.parametrize("written", ["**A-1**", "`A-1`", "[A-1](#a-1)", "A1", "A.1"])
def test_an_id_is_told_of_as_it_was_written(written: str) -> None:
    converted = guide(f"### A - Start\n\n{TASKS}| {written} | Lese (IT) | En. |\n")
    said = [repair.what for repair in converted.page.repairs if repair.code == "task-id"]
    assert said == [f"oppgave-id-en «{written}» er skrevet A-1"]
    assert with_id(converted, "A-1")["A-1"].text == "Lese En."


def test_a_guide_without_tasks_is_told_of() -> None:
    converted = guide("Her kommer oppgavene.\n\nOppgave A-1: Lese.\n")
    assert converted.kind == "page"
    assert "task-none" in {code for _, code in codes(converted)}


def test_the_letter_of_a_phase_needs_no_sign_behind_it() -> None:
    phase = with_id(guide(f"### A Start\n\n{TASKS}| A-1 | Lese (IT) | En. |\n"), "A")["A"]
    assert phase.data["title"] == "Start"


def test_a_line_in_bold_type_that_names_the_phase_of_the_table_below_begins_it() -> None:
    phases = with_id(guide(f"### A - Start\n\n{NOTES['a line that is the name of a phase'][0]}"), "[A-Z]")
    assert [phase.data["title"] for phase in phases.values()] == ["Start", "Slutt"]
    assert not phases["A"].text


def test_a_task_that_is_a_heading_keeps_the_anchor_of_the_heading() -> None:
    task = with_id(guide("### A - Start\n\n#### A-1 Lese avtalen (IT)\n\nEn.\n"), "A-1")["A-1"]
    assert "#a-1-lese-avtalen-it" in task.data["aliases"]


def test_the_anchor_that_a_task_has_by_its_id_is_no_alias_as_well() -> None:
    body = f'### A - Start\n\n{TASKS}| <a name="a-1"></a>A-1 | Lese (IT) | En. |\n'
    assert "aliases" not in with_id(guide(body), "A-1")["A-1"].data


def test_a_summary_begins_with_a_word() -> None:
    body = f"### A - Start\n\n{TASKS}| A-1 | Lese (IT) | En. |\n\n*) Gjelder bare nye.\n"
    assert with_id(guide(body), "A")["A"].data["summary"] == "Gjelder bare nye."


def test_an_address_of_the_page_itself_leads_within_the_site_whatever_its_scheme() -> None:
    address = f"{SITE}dsop_fergene_onboarding.html#a-1"
    body = f"### A - Start\n\n{TASKS}| A-1 | Lese (IT) | En. |\n| A-2 | Se [A-1]({address}) (IT) | |\n"
    task = with_id(guide(body.replace("https:", "http:")), "A-2")["A-2"]
    assert list(task.links) == [("A-1", "a-1-lese.md")]


def test_a_row_of_the_changelog_without_a_day_stays_a_row() -> None:
    rows = "| 01.12.2021 | Ny A-1 |\n| Vår 2020 | Start |\n| 2019 | Før |\n"
    log = f"## Endringslogg\n\n| Dato | Endring |\n|---|---|\n{rows}"
    converted = guide(f"### A - Start\n\n{TASKS}| A-1 | Lese (IT) | En. |\n\n{log}")
    files = {file.path: shown(file) for file in converted.files}
    assert [str(file.data["date"]) for file in files.values() if "date" in file.data] == ["2021-12-01"]
    assert holds(files["endringslogg/index.md"].said, "Vår 2020 Start 2019 Før")


@pytest.mark.parametrize("sign", ["[", "*", "_", "(", "x"])
def test_a_word_of_twenty_thousand_signs_is_read_in_a_moment(sign: str) -> None:
    start = time.perf_counter()
    guide(f"### A - Start\n\n{sign * 20_000}\n\n{TASKS}| A-1 | Lese {sign * 20_000} (IT) | En. |\n")
    assert time.perf_counter() - start < 1
