"""`onboarding new`: a file with the right name, a free id, a comment on each key, and no fault that `check` finds."""

from __future__ import annotations

import datetime as dt
import os
import pty
import re
import select
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from conftest import ROOT, Write, base_files
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown import markdown
from onboarding import prose
from onboarding.cli import asking, main
from onboarding.content import Role
from onboarding.content.fields import (
    ChangeFields,
    ChangelogFields,
    Fields,
    PageFields,
    PhaseFields,
    ServiceFields,
    TaskFields,
    validate,
)
from onboarding.content.names import LONGEST, short_name
from onboarding.drafts import (
    ChangeDraft,
    Draft,
    PageDraft,
    PhaseDraft,
    ServiceDraft,
    TaskDraft,
    change_file,
    page_file,
    phase_file,
    service_file,
    task_file,
)
from onboarding.drafts.fields import EXAMPLES
from onboarding.drafts.names import next_phase_id, next_task_id
from onboarding.drafts.sentences import sentence
from onboarding.errors import Problem
from onboarding.frontmatter import parse
from onboarding.load import survey, survey_folder

PLAIN_TASK = "task --phase A --title Ny"
MODELS: tuple[type[Fields], ...] = (
    ServiceFields,
    PhaseFields,
    TaskFields,
    ChangeFields,
    ChangelogFields,
    PageFields,
)

# What is typed, and the file that it gives in the small service; its text is in golden/new/<name>.md.
WRITTEN = {
    "service": (
        "service --folder laan --title 'Lån: mot pant' --summary 'Slik tar virksomheten i bruk lån.'",
        "laan/index.md",
    ),
    "service-in-full": (
        (
            "service --folder loan --title Loans --short-title L --summary 'Take loans into use.' --id our_loans "
            "--slug loans --role 'All: Tasks for all' --role 'IT: Tasks: for #IT' --language en "
            "--text '## Criteria\n\nOnly banks.\n'"
        ),
        "loan/index.md",
    ),
    "phase": (
        "phase --title 'Prøv & lær' --summary 'Virksomheten prøver <alt>' --gate 'Før fase D'",
        "tjeneste/c-prov-laer/index.md",
    ),
    "task": (
        "task --phase a --title 'Bestill åpninger i brannmuren' --role it --role Alle",
        "tjeneste/a-start/a-3-bestill-apninger-i-brannmuren.md",
    ),
    "task-in-full": (
        (
            "task --service tjeneste --phase B --id B-12 --title 'Er alt klart?' "
            "--text 'Se [oppgaven foran](b-1-ferdig.md).'"
        ),
        "tjeneste/b-slutt/b-12-er-alt-klart.md",
    ),
    "change": (
        "change --task A-1,b-1 --task A-2 --date 2026-11-23 --title 'Ny lenke'",
        "tjeneste/endringslogg/2026-11-23-ny-lenke.md",
    ),
    "page": ("page --folder om --title Personvern", "om/personvern.md"),
    "page-in-full": (
        (
            "page --service tjeneste --title 'Spørsmål & svar' --name sporsmal --order 10 "
            "--summary 'Svar på det folk spør om.' --in-process"
        ),
        "tjeneste/sporsmal.md",
    ),
    "changelog": (
        "page --folder docs/tjeneste/endringslogg --title 'Hva som er nytt' --summary 'Alt som er endret.'",
        "tjeneste/endringslogg/index.md",
    ),
}
EACH = pytest.mark.parametrize(("command", "path"), WRITTEN.values(), ids=WRITTEN)


def new(docs: Path, command: str | list[str], typed: Iterable[str] = ()) -> Result:
    """`onboarding new` with a command as it is typed, and answers, each followed by Enter."""
    kind, *options = shlex.split(command) if isinstance(command, str) else command
    answers = "".join(f"{answer}\n" for answer in typed)
    return CliRunner().invoke(main, ["new", kind, "--docs", str(docs), *options], input=answers)


def all_files(docs: Path) -> dict[str, bytes]:
    """Every file, hidden ones too, and every empty folder."""
    paths = [path for path in docs.rglob("*") if path.is_file() or not any(path.iterdir())]
    return {path.relative_to(docs).as_posix(): path.read_bytes() if path.is_file() else b"" for path in paths}


def problems(docs: Path) -> tuple[Problem, ...]:
    return survey_folder(docs).problems


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal; what they type is given as `typed`."""
    monkeypatch.setattr(asking, "is_terminal", lambda: True)


# The files


@EACH
def test_options_give_exactly_this_file_and_nothing_else(
    command: str, path: str, docs: Write, request: pytest.FixtureRequest
) -> None:
    root = docs({})
    before = all_files(root)
    result = new(root, command)
    assert (result.exit_code, result.stdout) == (0, f"{root / path}\n"), result.stderr
    golden = ROOT / f"tests/golden/new/{request.node.callspec.id}.md"
    if request.config.getoption("--rewrite"):
        golden.write_bytes((root / path).read_bytes())
    assert (root / path).read_text(encoding="utf-8") == golden.read_text(encoding="utf-8")
    assert all_files(root) == {**before, path: (root / path).read_bytes()}
    assert problems(root) == ()


@EACH
def test_an_example_is_good_as_it_stands_when_it_is_no_comment_any_more(command: str, path: str, docs: Write) -> None:
    root = docs({})
    assert new(root, command).exit_code == 0
    text, examples = re.subn(r"(?m)^# (?=\w+: .*  # )", "", (root / path).read_text(encoding="utf-8"))
    assert examples or command.startswith("change")
    (root / path).write_text(text, encoding="utf-8")
    assert problems(root) == ()


@pytest.mark.parametrize("model", MODELS)
def test_every_key_that_may_be_left_out_has_an_example(model: type[Fields]) -> None:
    assert {key for key, field in model.model_fields.items() if not field.is_required()} <= EXAMPLES.keys()


@EACH
def test_every_key_is_explained_by_the_words_of_its_field(command: str, path: str, docs: Write) -> None:
    root = docs({})
    assert new(root, command).exit_code == 0
    text = (root / path).read_text(encoding="utf-8")
    kind = "changelogf" if path.endswith("/endringslogg/index.md") else f"{command.partition(' ')[0]}f"
    model = next(model for model in MODELS if model.__name__.lower().startswith(kind))
    for key, field in model.model_fields.items():
        words = re.escape(field.description or "?")
        assert re.search(rf"(?m)^# {words}\n(#   .*\n)*{key}:|^# {key}: .*  # {words}$", text), key


def test_the_five_in_a_row_make_content_without_problems(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    rows = [
        "service --folder laan --title 'Lån mot pant' --summary 'Slik tar virksomheten i bruk lån.'",
        "page --folder . --name index --title Forside",
        "phase --title Forberedelse --summary 'Virksomheten leser.' --gate 'Før fase B'",
        "task --phase A --title 'Les dokumentasjonen' --role IT",
        "change --title 'Ny oppgave' --task A-1",
        "page --title Tilpasninger",
    ]
    for row in rows:
        result = new(docs, row)
        assert result.exit_code == 0, result.stderr
    assert len([path for path in all_files(docs) if path.endswith(".md")]) == len(rows)
    checked = CliRunner().invoke(main, ["check", "--docs", str(docs)])
    assert (checked.exit_code, checked.stdout) == (0, ""), checked.output


def test_the_first_service_makes_the_folder_and_tells_of_the_front_page(tmp_path: Path) -> None:
    docs = tmp_path / "nytt/docs"
    result = new(docs, "service --folder laan --title Lån --summary 'Om lån.'")
    assert result.exit_code == 0
    assert result.stderr == (
        f"Skriv i {docs}/laan/index.md hvem som kan bruke tjenesten, og hvordan de registrerer seg. "
        "Kjør så «onboarding check».\n"
        "Lag den første fasen med «onboarding new phase --service laan».\n"
        "docs har ingen forside ennå. Lag den med «onboarding new page --folder . --name index --title Forside».\n"
    )


ADVICE = {
    "phase": [
        "Skriv innledningen i {path}, og kjør «onboarding check».",
        "Lag oppgavene i fasen med «onboarding new task --service tjeneste --phase C».",
    ],
    "task": [
        "Skriv teksten i {path}, og kjør «onboarding check».",
        "Før den nye oppgaven i endringsloggen med «onboarding new change --service tjeneste --task A-3».",
    ],
    "change": [
        "Skriv i {path} hva som er endret, slik virksomhetene skal lese det. Kjør så «onboarding check».",
    ],
    "page": ["Skriv teksten i {path}, og kjør «onboarding check»."],
}


@pytest.mark.parametrize("name", ADVICE)
def test_what_to_do_next_is_said(name: str, docs: Write) -> None:
    result = new(docs({}), WRITTEN[name][0])
    assert result.stderr.splitlines() == [line.format(path=result.stdout.strip()) for line in ADVICE[name]]


def test_a_change_has_the_date_of_today_when_it_says_no_other(docs: Write) -> None:
    root = docs({})
    days = [dt.datetime.now().astimezone().date()]
    path = new(root, "change --title Nytt").stdout.strip()
    days.append(dt.datetime.now().astimezone().date())
    assert path in [str(root / f"tjeneste/endringslogg/{day}-nytt.md") for day in days]


# What is there already


@EACH
def test_the_same_again_takes_the_next_id_or_changes_nothing(command: str, path: str, docs: Write) -> None:
    root = docs({})
    assert new(root, command).exit_code == 0
    before = all_files(root)
    result = new(root, command)
    if path in (WRITTEN["phase"][1], WRITTEN["task"][1]):
        assert result.exit_code == 0
        assert all_files(root).items() > before.items()
    else:
        assert result.exit_code == 2
        assert result.stderr.endswith("\nIngenting er skrevet.\n")
        assert all_files(root) == before
    assert problems(root) == ()


def test_a_file_of_the_same_name_is_never_overwritten(docs: Write) -> None:
    root = docs({"tjeneste/endringslogg/2026-11-23-ny-lenke.md": "Mitt eget.\n"})
    before = all_files(root)
    result = new(root, WRITTEN["change"][0])
    path = root / WRITTEN["change"][1]
    assert result.exit_code == 2
    assert result.stderr == (
        f"{path} finnes fra før, og blir ikke skrevet over. Rett den filen, eller velg noe som gir et annet filnavn.\n"
        "Ingenting er skrevet.\n"
    )
    assert all_files(root) == before


@pytest.mark.parametrize("can_link", [True, False], ids=["links", "no links"])
def test_a_file_that_comes_at_the_last_moment_is_never_overwritten(
    can_link: bool, docs: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = docs({"tjeneste/endringslogg/2026-11-23-ny-lenke.md": "Mitt eget.\n"})
    before = all_files(root)
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    if not can_link:
        monkeypatch.setattr(Path, "hardlink_to", without_links)
    # The survey must not see it either.
    monkeypatch.setattr("onboarding.load.survey_folder", lambda _: survey(as_bytes(base_files()), "docs"))
    result = new(root, WRITTEN["change"][0])
    assert result.exit_code == 2
    assert "blir ikke skrevet over" in result.stderr
    assert all_files(root) == before


def as_bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def without_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_file_system_without_links_gets_the_whole_file_too(docs: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", without_links)
    root = docs({})
    before = all_files(root)
    assert new(root, WRITTEN["change"][0]).exit_code == 0
    golden = (ROOT / "tests/golden/new/change.md").read_bytes()
    assert all_files(root) == {**before, WRITTEN["change"][1]: golden}


@pytest.mark.parametrize("name", ["phase", "task", "service"])
def test_a_full_disk_leaves_nothing_behind(name: str, docs: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device", "docs")

    root = docs({})
    before = all_files(root)
    monkeypatch.setattr(os, "fsync", full)
    result = new(root, WRITTEN[name][0])
    assert (result.exit_code, result.stderr) == (2, "Kan ikke bruke docs: No space left on device.\n")
    assert all_files(root) == before


def test_a_new_file_can_be_read_by_all_who_may_read_the_others(docs: Write) -> None:
    root = docs({})
    path = Path(new(root, WRITTEN["task"][0]).stdout.strip())
    assert path.stat().st_mode == (root / "index.md").stat().st_mode
    assert path.stat().st_nlink == 1


# Ids


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, "A-3"),
        ({"tjeneste/b-slutt/b-1-ferdig.md": "---\nid: B-1\ntitle: x\nroles: []\naliases: [A-3]\n---\n"}, "A-4"),
        ({"tjeneste/b-slutt/b-1-ferdig.md": "---\nid: B-1\ntitle: x\nroles: []\naliases: ['#a-3']\n---\n"}, "A-4"),
        ({"tjeneste/endringslogg/x.md": "---\ndate: 2026-01-01\ntasks: []\ntitle: A-3 er slettet\n---\n"}, "A-4"),
        ({"tjeneste/endringslogg/x.md": "---\ndate: 2026-01-01\ntasks: []\ntitle: x\n---\n\nTok bort A-3.\n"}, "A-4"),
        ({"tjeneste/endringslogg/x.md": "---\ndate: 2026-01-01\ntasks: [A-3, A-4]\ntitle: x\n---\n"}, "A-5"),
        ({"tjeneste/endringslogg/x.md": "---\ndate: 2026-01-01\ntasks: []\ntitle: CA-3, A-30\n---\n"}, "A-3"),
        ({"tjeneste/a-start/a-9-ny.md": "---\nid: A-9\ntitle: x\nroles: []\n---\n"}, "A-10"),
        ({"tjeneste/a-start/a-3-ny.md": "---\nid: a-3\ntitle: x\nroles: []\n---\n"}, "A-4"),
        ({"tjeneste/a-start/a-3-ny.md": "---\nid: [\n---\n"}, "A-4"),
        ({"tjeneste/a-start/ny.md": "Uten felt. Her skulle A-3 stå.\n"}, "A-4"),
        ({"tjeneste/a-start/a-2-bestill.md": None, "tjeneste/b-slutt/b-1-ferdig.md": None}, "A-2"),
    ],
)
def test_a_new_task_gets_the_next_id_that_no_task_ever_had(
    files: dict[str, str | None], expected: str, docs: Write
) -> None:
    root = docs(files)
    result = new(root, PLAIN_TASK)
    assert result.stdout == f"{root}/tjeneste/a-start/{expected.lower()}-ny.md\n", result.stderr


def test_a_task_in_a_file_of_another_encoding_has_its_id(docs: Write) -> None:
    root = docs({})
    (root / "tjeneste/a-start/a-3-sok.md").write_bytes("---\nid: A-3\ntitle: Søk\n---\n".encode("latin-1"))
    assert "a-4-ny.md" in new(root, PLAIN_TASK).stdout


@pytest.mark.parametrize(
    ("live", "past", "task", "phase"),
    [
        ([], [], "B-1", "A"),
        (["B-1", "B-2"], [], "B-3", "C"),
        (["B-1", "C-7"], ["B-2"], "B-3", "D"),
        (["B-9"], ["B-11"], "B-10", "C"),
        (["B-9998"], [], "B-9999", "C"),
        (["B-9999"], [], None, "C"),
        (["B-2", "Z-1"], [], "B-3", "A"),
        ([f"{letter}-1" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"], [], "B-2", None),
    ],
)
def test_the_next_id_is_the_first_free_after_the_last(
    live: list[str], past: list[str], task: str | None, phase: str | None
) -> None:
    assert next_task_id("B", live, past) == task
    assert next_phase_id({found[0] for found in live}, {found[0] for found in past}) == phase


def test_a_letter_that_an_old_id_begins_with_is_not_given_to_a_new_phase(docs: Write) -> None:
    root = docs(
        {"tjeneste/b-slutt/b-1-ferdig.md": "---\nid: B-1\ntitle: Ferdig\nroles: []\naliases: [C-1]\n---\n\nTekst.\n"}
    )
    assert new(root, WRITTEN["phase"][0]).stdout == f"{root}/tjeneste/d-prov-laer/index.md\n"


def test_the_phase_is_that_of_the_id(docs: Write) -> None:
    assert "b-slutt/b-7-ny.md" in new(docs({}), "task --id b-7 --title Ny").stdout


# Refusals


def refusals() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/refusals.yml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("case", refusals(), ids=lambda case: case["title"])
def test_refuses_with_the_reason_and_writes_nothing(case: dict[str, Any], docs: Write) -> None:
    root = docs(case.get("files", {}))
    before = all_files(root)
    result = new(root, case["arguments"])
    expected = f"{case['says'].rstrip()}\nIngenting er skrevet.\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", expected)
    assert all_files(root) == before


def test_without_a_folder_there_is_nothing_to_add_a_task_to(tmp_path: Path) -> None:
    result = new(tmp_path / "docs", PLAIN_TASK)
    assert result.exit_code == 2
    assert result.stderr == f"Finner ikke {tmp_path / 'docs'}. Kjør kommandoen fra mappen som har den.\n"


# Content with faults of its own

FAULTY = {
    "side.md": "Uten felt.\n",
    "tjeneste/a-start/a-2-bestill.md": "---\nid: A-2\ntitle: Bestill\nroles: [Sjef]\n---\n\nSe [dit](borte.md).\n",
    "tjeneste/a-start/løst.md": "---\nid: [\n---\n",
    "tjeneste/c-uten/c-1-index.md": "---\nid: C-1\ntitle: Uten fase\nroles: [Sjef]\n---\n",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_wrong_elsewhere_does_not_stop_a_new_file(name: str, docs: Write) -> None:
    root = docs(FAULTY)
    before = problems(root)
    result = new(root, WRITTEN[name][0])
    assert result.exit_code == 0, result.stderr
    assert len(before) > 4
    assert {found.source for found in problems(root)} <= {found.source for found in before}
    assert Path(result.stdout.strip()).is_file()


def test_a_phase_may_be_made_around_tasks_that_wait_for_it(docs: Write) -> None:
    root = docs({"tjeneste/c-prov-laer/c-1-prov.md": "---\nid: C-1\ntitle: Prøv\nroles: [Sjef]\n---\n\nPrøv.\n"})
    result = new(root, f"{WRITTEN['phase'][0]} --id C")
    assert result.exit_code == 0, result.stderr
    assert [found.code for found in problems(root)] == ["role-unknown"]


def test_a_service_whose_phase_has_faults_takes_tasks_in_it(docs: Write) -> None:
    root = docs({"tjeneste/a-start/index.md": "---\nid: A\ntitle: Start\n---\n"})
    assert new(root, PLAIN_TASK).exit_code == 0


def test_any_role_will_do_where_the_roles_of_the_service_cannot_be_told(docs: Write) -> None:
    root = docs({"tjeneste/index.md": base_files()["tjeneste/index.md"].replace("name: IT", "navn: IT")})
    assert new(root, f"{PLAIN_TASK} --role IT").exit_code == 0


# Questions


@pytest.mark.usefixtures("terminal")
def test_what_is_missing_is_asked_for_until_it_is_right(docs: Write) -> None:
    root = docs({})
    result = new(root, "task", ["D", "b", "", "Ta i bruk", "Sjef", "it, Alle", ""])
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{root}/tjeneste/b-slutt/b-2-ta-i-bruk.md\n"
    document = parse("", Path(result.stdout.strip()).read_text(encoding="utf-8"), shown_as="")
    assert document.data == {"id": "B-2", "title": "Ta i bruk", "roles": ["IT", "Alle"]}
    assert document.body == "\nTa i bruk.\n"
    assert result.stderr.splitlines()[:-2] == [
        "Trykk Enter for å bruke det som står i [klammer], og Ctrl-C for å avbryte.",
        "Fasen (A Start, B Slutt): D",
        "Fasen «D» finnes ikke. Velg en av: A, B.",
        "Fasen (A Start, B Slutt): b",
        "Fasens bokstav og et nummer, for eksempel A-4 [B-2]: ",
        "Tittelen, slik leseren ser den: Ta i bruk",
        "Rollene som har oppgaven, med komma mellom; tomt når det ikke er bestemt (Alle, IT): Sjef",
        "Ukjent rolle «Sjef». Velg en av: Alle, IT.",
        "Rollene som har oppgaven, med komma mellom; tomt når det ikke er bestemt (Alle, IT): it, Alle",
        "Teksten under feltene, i Markdown [Ta i bruk.]: ",
    ]


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("command", "answers", "path", "data"),
    [
        (
            "service",
            ["laan", "Lån", "", "Om lån.", "", "", "Alle: For alle; IT: For IT", "nn", ""],
            "laan/index.md",
            {
                "type": "service",
                "id": "laan",
                "slug": "laan_onboarding",
                "title": "Lån",
                "short_title": "Lån",
                "summary": "Om lån.",
                "roles": [
                    {"name": "Alle", "summary": "For alle", "everyone": True},
                    {"name": "IT", "summary": "For IT"},
                ],
                "language": "nn",
            },
        ),
        (
            "phase --title Slutt",
            ["", "Alt er gjort", "Etter fase B", "Ferdig."],
            "tjeneste/c-slutt/index.md",
            {"id": "C", "title": "Slutt", "summary": "Alt er gjort", "gate": "Etter fase B"},
        ),
        (
            "phase --title Slutt",
            ["", "Alt er gjort", "", "Ferdig."],
            "tjeneste/c-slutt/index.md",
            {"id": "C", "title": "Slutt", "summary": "Alt er gjort"},
        ),
        (
            "change",
            ["A-1, b-1", "Nytt", "2026-02-29", "2026-02-28", ""],
            "tjeneste/endringslogg/2026-02-28-nytt.md",
            {"date": "2026-02-28", "tasks": ["A-1", "B-1"], "title": "Nytt"},
        ),
        (
            "page",
            ["", "Spørsmål", "", "Om siden", "to", "2", "kanskje", "ja", ""],
            "tjeneste/sporsmal.md",
            {"title": "Spørsmål", "summary": "Om siden", "order": 2, "in_process": True},
        ),
        ("page", ["om", "Spørsmål", "svar", "", "", ""], "om/svar.md", {"title": "Spørsmål"}),
        ("page --service tjeneste", ["Ny", "", "", "", "", ""], "tjeneste/ny.md", {"title": "Ny"}),
        (
            "page",
            ["tjeneste/endringslogg", "Nytt", "Alt som er nytt", ""],
            "tjeneste/endringslogg/index.md",
            {"title": "Nytt", "summary": "Alt som er nytt"},
        ),
    ],
)
def test_answers_make_the_file(
    command: str, answers: list[str], path: str, data: dict[str, object], docs: Write
) -> None:
    root = docs({})
    result = new(root, command, answers)
    assert result.stdout == f"{root / path}\n", result.stderr
    assert parse("", (root / path).read_text(encoding="utf-8"), shown_as="").data == data
    assert problems(root) == ()


@pytest.mark.usefixtures("terminal")
def test_answers_that_make_a_file_with_problems_are_asked_again_and_kept(docs: Write) -> None:
    root = docs({})
    result = new(root, "task", ["A", "", "Ny", "IT", "Se [dit](borte.md).", "", "", "", "", "Se dit."])
    assert result.exit_code == 0, result.stderr
    assert "Lenken leder til «borte.md», som ikke finnes." in result.stderr
    document = parse("", Path(result.stdout.strip()).read_text(encoding="utf-8"), shown_as="")
    assert (document.data, document.body) == ({"id": "A-3", "title": "Ny", "roles": ["IT"]}, "\nSe dit.\n")


@pytest.mark.usefixtures("terminal")
def test_nothing_is_asked_when_the_options_say_enough(docs: Write) -> None:
    result = new(docs({}), WRITTEN["task"][0])
    assert result.exit_code == 0
    assert "Trykk Enter" not in result.stderr


@pytest.mark.usefixtures("terminal")
def test_a_wrong_option_is_refused_and_not_asked_for(docs: Write) -> None:
    result = new(docs({}), "task --phase x", ["A", "", "Ny", "", ""])
    assert (result.exit_code, "Trykk Enter" in result.stderr) == (2, False)


@pytest.mark.usefixtures("terminal")
def test_giving_up_writes_nothing(docs: Write) -> None:
    root = docs({})
    before = all_files(root)
    result = new(root, "task", ["A"])
    assert result.exit_code == 2
    assert result.stderr.endswith("\nAvbrutt.\nIngenting er skrevet.\n")
    assert all_files(root) == before


def test_a_real_terminal_is_asked(docs: Write) -> None:
    root = docs({})
    program = Path(sys.executable).with_name("onboarding")
    ours, theirs = pty.openpty()
    command = [program, "new", "change", "--docs", root, "--date", "2026-11-23"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        os.write(ours, b"\nNytt\n\n")
        said = b"".join(terminal_output(ours))
        assert running.wait(30) == 0, said.decode()
    os.close(ours)
    assert (root / "tjeneste/endringslogg/2026-11-23-nytt.md").is_file()


def terminal_output(descriptor: int) -> Iterable[bytes]:
    """What a program says until it ends, which a terminal tells as an error."""
    while select.select([descriptor], [], [], 30)[0]:
        try:
            yield os.read(descriptor, 4096)
        except OSError:
            return


# Whatever the words are

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=200).filter(
    str.strip
)
HARD = ["no", "Test: slik", "a #b", "'", '"', "\\", "1e3", "0o17", "2026-01-01", "~", "- x", "a, b", "[x]", "{x}"]
HARD += ["&a", "*a", "!x", "%x", "@x", "`x`", "|", ">", "? x", ": x", "=", "<<", "---", "...", "æ" * 300, "x " * 150]
HARD += ["null", "0x1f", ".5", "1_000", "12:30", "\ufeffx", "\u2028x", "\x85x", "😀", "a]", "] #", "Ja:", "\u0301"]


def documented(draft: Draft, model: type[Fields]) -> Fields:
    """The file read as `check` reads it."""
    found: list[Problem] = []
    document = parse(draft.path, draft.text, shown_as=draft.path)
    fields = validate(document, model, found)
    assert fields is not None, found
    # Readers of YAML 1.1, such as GitHub's preview, read the same words.
    plain = yaml.safe_load(draft.text.split("\n---\n")[0])
    assert {key: str(value) for key, value in plain.items()} == {
        key: str(value) for key, value in document.data.items()
    }
    return fields


def hard(test: object) -> object:
    for words in HARD:
        test = example(words, "Navn")(test)  # type: ignore[arg-type]
    return test


@hard
@given(WORDS, WORDS)
def test_words_come_back_as_they_were_whatever_they_are(one: str, two: str) -> None:
    clean, other = " ".join(one.split()), " ".join(two.split())
    task = documented(task_file("t/a", TaskDraft("A-1", clean, (clean, other))), TaskFields)
    phase = documented(phase_file("t", PhaseDraft("A", clean, other, clean)), PhaseFields)
    roles = (Role(clean, other),)
    service = documented(service_file(ServiceDraft("t", "t", "t_x", clean, other, clean, roles)), ServiceFields)
    change = documented(change_file("t", ChangeDraft(dt.date(2026, 1, 31), ("A-1",), clean)), ChangeFields)
    page = documented(page_file(PageDraft("", "x", clean, other, -1, in_process=True)), PageFields)
    assert (task.title, task.model_dump()["roles"]) == (clean, [clean, other])
    assert phase.model_dump(include={"title", "summary", "gate"}) == {"title": clean, "summary": other, "gate": clean}
    assert service.model_dump()["roles"] == [{"name": clean, "summary": other, "everyone": False}]
    assert change.model_dump() == {**change.model_dump(), "date": dt.date(2026, 1, 31), "title": clean}
    assert page.model_dump(include={"title", "summary", "order"}) == {"title": clean, "summary": other, "order": -1}


@given(WORDS)
@example("lang " * 400)
def test_a_title_is_never_folded(title: str) -> None:
    clean = " ".join(title.split())
    lines = [task_file("t/a", TaskDraft("A-1", words)).text.count("\n") for words in ("Ny", clean)]
    assert lines[0] == lines[1]


@pytest.mark.parametrize("words", ["Bestill åpninger", "Er alt (klart)", "100 % & mer", "Ta i bruk «det nye»"])
def test_plain_words_stand_without_quotes(words: str) -> None:
    assert f"\ntitle: {words}\n" in task_file("t/a", TaskDraft("A-1", words)).text


@given(st.text())
@example("Å bestille ønsket Ærlighet: på ÉN gang!")
@example("x" * 100)
def test_a_short_name_is_one_that_check_takes_and_no_word_is_cut(title: str) -> None:
    name = short_name(title)
    assert re.fullmatch(r"(?:[a-z0-9]+(-[a-z0-9]+)*)?", name)
    assert len(name) <= LONGEST
    assert short_name(name) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bestill brannmuråpninger", "bestill-brannmurapninger"),
        ("Ærlig øl på Ås, hos André & Søn", "aerlig-ol-pa-as-hos-andre-son"),
        ("Gjør virksomheten klar for Maskinporten", "gjor-virksomheten-klar-for-maskinporten"),
        ("Gjør virksomheten klar for Maskinporten nå", "gjor-virksomheten-klar-for-maskinporten"),
        ("Ta i bruk personopplysningsforordningenes regler", "ta-i-bruk"),
        ("x" * 50, "x" * 40),
        ("?!", ""),
    ],
)
def test_a_short_name_is_the_title_in_plain_letters(title: str, name: str) -> None:
    assert short_name(title) == name


def plain_text(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


@given(WORDS)
@example("1. Les *alt* om [lån](x.md)")
@example("# Les")
@example("#Les")
@example("- x")
@example("<script>x</script> &amp; A&B &copy;")
@example("{: .x }")
@example("Hei { .x }")
@example("~~~")
@example("***")
@example("10) x")
@example("> x")
@example("    x")
@example("![x](y)")
@example("[x]: y")
@example("<https://x.no>")
@example("x\\")
def test_a_title_as_a_sentence_reads_as_it_stands_on_github_and_on_the_site(title: str) -> None:
    clean = " ".join(title.split())
    assume("\u200b" not in clean)
    text = sentence(clean)
    extensions = ["attr_list", "md_in_html", "tables"]
    for html in (prose.html(text), markdown(text, extensions=extensions)):
        assert plain_text(html) in (clean, f"{clean}.")
        assert [tag.name for tag in BeautifulSoup(html, "html.parser").find_all()] == ["p"]
    read = prose.read(text)
    assert (read.links, read.headings, read.layout, read.html_links) == ((), (), (), ())


@given(WORDS)
def test_check_takes_a_task_of_any_title(title: str) -> None:
    draft = task_file("tjeneste/a-start", TaskDraft("A-3", " ".join(title.split()), ("IT",)))
    assert survey({**as_bytes(base_files()), draft.path: draft.text.encode()}, "docs").problems == ()
