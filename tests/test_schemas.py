"""What editors' tools get: schemas that say what the models say, and snippets that the check accepts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, write_files
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from onboarding.cli import main
from onboarding.content import Change, Changelog, Item, Page, Phase, Service, Task
from onboarding.errors import ContentError
from onboarding.frontmatter import parse, parse_settings
from onboarding.links.settings import Settings
from onboarding.load import load_content
from onboarding.schemas import KINDS, generated
from pydantic import BaseModel, ValidationError

FILES = generated()
SCHEMAS: dict[str, dict[str, Any]] = {
    Path(path).stem: json.loads(text) for path, text in FILES.items() if path.endswith(".json")
}
MODELS: dict[str, type[BaseModel]] = {kind.name: kind.model for kind in KINDS} | {"links": Settings}
WORDS = {kind.name: kind.word for kind in KINDS}
KIND_OF = {Service: "service", Phase: "phase", Task: "task", Change: "change", Changelog: "changelog", Page: "page"}


# The committed files


@pytest.mark.parametrize("path", FILES)
def test_the_committed_file_is_what_the_models_give(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == FILES[path], "run `onboarding schemas`"


def test_there_is_no_schema_of_something_that_is_gone() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / ".vscode/schemas").iterdir()}
    assert found == {path for path in FILES if path.startswith(".vscode/schemas/")}


# What the schemas say


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_is_json_schema_2020_12(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMAS[name])


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and all schemas in it."""
    yield schema
    for group in ("properties", "$defs", "patternProperties"):
        for inner in schema.get(group, {}).values():
            yield from parts(inner)
    for inner in [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]:
        yield from parts(inner)


@pytest.mark.parametrize(("name", "model"), MODELS.items())
def test_a_schema_explains_each_field_in_the_words_of_its_model_and_no_others(
    name: str, model: type[BaseModel]
) -> None:
    schema = SCHEMAS[name]
    assert schema["title"]
    assert schema["description"]
    assert {key: value.get("description") for key, value in schema["properties"].items()} == {
        key: field.description for key, field in model.model_fields.items()
    }
    for part in list(parts(schema))[1:]:
        assert "title" not in part
        assert not (part.get("type") == "object" and "properties" in part and "description" in part)


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_offers_no_default_that_nobody_would_write(name: str) -> None:
    defaults = [part["default"] for part in parts(SCHEMAS[name]) if "default" in part]
    assert all(isinstance(default, str | int | float) for default in defaults)


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_allows_no_other_fields(name: str) -> None:
    for part in parts(SCHEMAS[name]):
        if "properties" in part or "patternProperties" in part:
            assert part["additionalProperties"] is False


# The same verdict as the models


CALENDAR = FormatChecker(["date"])


def schema_accepts(name: str, data: object, formats: FormatChecker | None = CALENDAR) -> bool:
    return Draft202012Validator(SCHEMAS[name], format_checker=formats).is_valid(data)


def model_accepts(name: str, data: object) -> bool:
    try:
        MODELS[name].model_validate(data)
    except ValidationError:
        return False
    return True


def every_item() -> list[Item]:
    return list(load_content(ROOT / "docs").items())


@pytest.mark.parametrize("item", every_item(), ids=lambda item: item.path)
def test_the_schema_of_its_kind_accepts_every_file_of_the_content(item: Item) -> None:
    text = (ROOT / "docs" / item.path).read_text(encoding="utf-8")
    data = parse(item.path, text, shown_as=item.path).data
    name = KIND_OF[type(item)]
    found = [error.message for error in Draft202012Validator(SCHEMAS[name]).iter_errors(data)]
    assert found == []


def front_matters() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The front matter of every file, right or wrong, of the cases of problems and of the golden content."""
    texts = [(str(path), path.read_text(encoding="utf-8")) for path in (ROOT / "tests/golden").rglob("in/**/*.md")]
    for file in sorted((ROOT / "tests/problems").glob("*.yml")):
        cases = yaml.safe_load(file.read_text(encoding="utf-8"))
        for case in [{"title": "base", "files": cases}] if isinstance(cases, dict) else cases:
            texts += [(f"{case['title']}: {path}", text) for path, text in case["files"].items() if text]
    for title, text in texts:
        try:
            yield title, parse(title, text, shown_as=title).data
        except ContentError:
            continue  # YAML itself was wrong, which is before any schema


def link_settings() -> Iterator[tuple[str, Mapping[str, Any]]]:
    cases = yaml.safe_load((ROOT / "tests/wrong_link_settings.yml").read_text(encoding="utf-8"))
    own = {"title": "our own", "text": (ROOT / ".github/links.yml").read_text(encoding="utf-8")}
    for case in [own, *cases]:
        try:
            yield case["title"], parse_settings(case["text"], shown_as="links.yml").data
        except ContentError:
            continue


@pytest.mark.parametrize("name", WORDS)
def test_schema_and_model_are_of_one_mind_on_the_cases_of_problems(name: str) -> None:
    corpus = list(front_matters())
    verdicts = {title: model_accepts(name, data) for title, data in corpus}
    assert {title: schema_accepts(name, data) for title, data in corpus} == verdicts
    assert set(verdicts.values()) == {True, False}


def test_schema_and_model_are_of_one_mind_on_wrong_settings_of_the_link_check() -> None:
    corpus = list(link_settings())
    verdicts = {title: model_accepts("links", data) for title, data in corpus}
    assert {title: schema_accepts("links", data) for title, data in corpus} == verdicts
    assert [title for title, accepted in verdicts.items() if accepted] == ["our own"]


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("task", {"id": None}),
    ("task", {"id": "a-4"}),
    ("task", {"id": "A-04"}),
    ("task", {"id": "A-12345"}),
    ("task", {"id": "AB-1"}),
    ("task", {"id": "x A-4 x"}),
    ("task", {"title": ""}),
    ("task", {"title": " \t"}),
    ("task", {"title": 4}),
    ("task", {"title": True}),
    ("task", {"roles": "IT"}),
    ("task", {"roles": [1]}),
    ("task", {"roles": [" "]}),
    ("task", {"keywords": None}),
    ("task", {"date": "2026-01-31"}),
    ("task", {"reviewed": None}),
    ("task", {"reviewed": "31.01.2026"}),
    ("phase", {"id": "AB"}),
    ("phase", {"id": "1"}),
    ("phase", {"gate": None}),
    ("phase", {"reviewed_by": []}),
    ("change", {"date": "2026-1-5"}),
    ("change", {"date": 2026}),
    ("change", {"tasks": ["A"]}),
    ("change", {"keywords": ["ord"]}),
    ("changelog", {"title": None}),
    ("changelog", {"order": 1}),
    ("page", {"order": "1"}),
    ("page", {"order": True}),
    ("page", {"order": 1.5}),
    ("page", {"in_process": "ja"}),
    ("page", {"in_process": 1}),
    ("page", {"type": "service"}),
    ("service", {"type": "page"}),
    ("service", {"id": "Min"}),
    ("service", {"slug": "1"}),
    ("service", {"roles": []}),
    ("service", {"roles": ["IT"]}),
    ("service", {"roles": [{"name": "IT"}]}),
    ("service", {"roles": [{"name": "IT", "summary": "x", "mail": "x"}]}),
    ("service", {"language": "no"}),
    ("links", {"owners": {" ": ["nav.no"]}}),
    ("links", {"owners": {"NAV": [""]}}),
    ("links", {"limits": {"gap": 0}}),
    ("links", {"limits": {"gap": 1e9}}),
    ("links", {"ignore": [{"address": "*", "reason": "x", "owner": "x", "expires": "31.01.2026"}]}),
]


@pytest.mark.parametrize(("name", "change"), WRONG, ids=str)
def test_the_schema_refuses_what_the_model_refuses(name: str, change: dict[str, Any]) -> None:
    assert schema_accepts(name, VALID[name])
    assert not model_accepts(name, VALID[name] | change)
    assert not schema_accepts(name, VALID[name] | change, formats=None)


# What JSON Schema cannot say; the check says it.
CANNOT_SAY = [
    # A whole number is an integer to JSON Schema, however it is written.
    ("page", {"order": 10.0}),
]


@pytest.mark.parametrize(("name", "change"), CANNOT_SAY, ids=str)
def test_what_only_the_check_finds(name: str, change: dict[str, Any]) -> None:
    assert not model_accepts(name, VALID[name] | change)
    assert schema_accepts(name, VALID[name] | change)


@pytest.mark.parametrize("day", ["2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "0000-01-01"])
def test_only_tools_that_look_at_formats_know_the_calendar(day: str) -> None:
    wrong = VALID["change"] | {"date": day}
    assert schema_accepts("change", wrong, formats=None)
    assert not schema_accepts("change", wrong)
    assert not model_accepts("change", wrong)


LETTERS = st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="\x7f\x85\xa0\xad")
TEXTS = st.text(LETTERS, max_size=5) | st.sampled_from(
    [
        "A",
        "A-4",
        "A-10000",
        "min_tjeneste",
        "nb",
        "page",
        "service",
        "true",
        "2026-02-28",
        "2026-02-29",
        "2026-2-3",
        " ",
    ]
)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False).filter(lambda value: value != int(value))
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
GROUPS = st.dictionaries(st.sampled_from(["name", "summary", "address", "reason", "owner", "expires", "gap"]), SCALARS)
VALUES = SCALARS | st.lists(SCALARS | GROUPS, max_size=3) | st.dictionaries(TEXTS, st.lists(TEXTS), max_size=2) | GROUPS


@given(st.data())
def test_schema_and_model_are_of_one_mind_on_anything(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(MODELS)))
    keys = st.sampled_from([*MODELS[name].model_fields, "annet"])
    changed = VALID[name] | data.draw(st.dictionaries(keys, VALUES, max_size=3))
    for key in data.draw(st.sets(keys, max_size=1)):
        changed.pop(key, None)
    assert schema_accepts(name, changed) == model_accepts(name, changed)


# Snippets

SNIPPETS: dict[str, dict[str, Any]] = json.loads(FILES[".vscode/onboarding.code-snippets"].partition("\n")[2])
TODAY = {"CURRENT_YEAR": "2026", "CURRENT_MONTH": "11", "CURRENT_DATE": "24"}


def kept(name: str) -> str:
    """What a snippet leaves when its first choices and its placeholders are kept."""
    text = "\n".join(SNIPPETS[name]["body"])
    for variable, value in TODAY.items():
        text = text.replace(f"${{{variable}}}", value)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:[^}\\]|\\.)*)\}", r"\1", text)
    return re.sub(r"\\(.)", r"\1", re.sub(r"\$\d+", "", text))


def data_of(text: str) -> dict[str, Any]:
    return dict(parse("x.md", text, shown_as="x.md").data)


VALID: dict[str, dict[str, Any]] = {name: data_of(kept(f"Ny {word}")) for name, word in WORDS.items()}
VALID["links"] = {}


def test_there_is_a_snippet_for_each_kind_by_the_word_that_editors_use() -> None:
    templates = {name: snippet["prefix"] for name, snippet in SNIPPETS.items() if snippet.get("isFileTemplate")}
    assert templates == {f"Ny {word}": word for word in WORDS.values()}
    assert list(templates.values()) == ["tjeneste", "fase", "oppgave", "endring", "endringslogg", "side"]


def test_the_snippet_of_a_task_is_what_contributing_shows() -> None:
    assert SNIPPETS["Ny oppgave"]["body"] == [
        "---",
        "id: ${1:A-1}",
        "title: ${2:Tittelen, slik leseren ser den}",
        "roles: [$3]",
        "---",
        "",
        "$0",
    ]


def test_what_the_snippets_leave_is_a_whole_site_once_the_task_has_its_text(tmp_path: Path) -> None:
    write_files(
        tmp_path / "docs",
        {
            "index.md": kept("Ny side"),
            "tjeneste/index.md": kept("Ny tjeneste"),
            "tjeneste/a-start/index.md": kept("Ny fase"),
            "tjeneste/a-start/a-1-start.md": f"{kept('Ny oppgave')}Les avtalen.\n",
            "tjeneste/endringslogg/index.md": kept("Ny endringslogg"),
            "tjeneste/endringslogg/2026-11-24-start.md": kept("Ny endring"),
        },
    )
    result = onboarding("check", "--docs", tmp_path / "docs")
    assert (result.exit_code, result.stdout) == (0, "")


OPTIONAL = [
    (kind.name, key) for kind in KINDS for key, field in kind.model.model_fields.items() if not field.is_required()
]


@pytest.mark.parametrize(("name", "key"), OPTIONAL)
def test_a_field_that_may_be_added_has_its_snippet(name: str, key: str) -> None:
    description = MODELS[name].model_fields[key].description
    found = [
        title
        for title, snippet in SNIPPETS.items()
        if snippet["prefix"] == key and re.search(rf"\b{WORDS[name]}\b", title)
    ]
    assert len(found) == 1
    assert SNIPPETS[found[0]]["description"].startswith(description)
    template = kept(f"Ny {WORDS[name]}").replace("\n---\n", f"\n{kept(found[0])}\n---\n", 1)
    assert set(data_of(template)) == {*VALID[name], key}
    assert model_accepts(name, data_of(template))


def test_fields_that_a_file_must_have_come_with_its_kind_alone() -> None:
    fields = {snippet["prefix"] for snippet in SNIPPETS.values() if not snippet.get("isFileTemplate")}
    assert fields == {key for _, key in OPTIONAL}
    names = {name for name in SNIPPETS if name.startswith("summary")}
    assert names == {"summary (endringslogg, side)"}  # other kinds must have it


def test_a_choice_offers_something_else_than_the_default_first() -> None:
    first = {snippet["prefix"]: kept(name) for name, snippet in SNIPPETS.items() if "|" in "".join(snippet["body"])}
    assert first == {
        "language": "language: nn",
        "gate_required": "gate_required: true",
        "in_process": "in_process: true",
        "type": "type: glossary",
    }


def test_no_snippet_disturbs_running_text() -> None:
    # Between the lines of `---` the language is YAML to VS Code; test_editors holds the settings that go with it.
    for snippet in SNIPPETS.values():
        assert snippet["scope"] == ("markdown" if snippet.get("isFileTemplate") else "yaml")
        assert snippet.get("include") == (None if snippet.get("isFileTemplate") else ["**/docs/**"])


# The command


def onboarding(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".vscode").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_schemas_writes_every_file(elsewhere: Path) -> None:
    result = onboarding("schemas")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [f"{path} er skrevet." for path in FILES]
    assert {path: (elsewhere / path).read_text(encoding="utf-8") for path in FILES} == FILES


def test_schemas_leaves_files_that_are_right(elsewhere: Path) -> None:
    onboarding("schemas")
    before = {path: (elsewhere / path).stat().st_mtime_ns for path in FILES}
    result = onboarding("schemas")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Alle filene er slik modellene sier.\n")
    assert {path: (elsewhere / path).stat().st_mtime_ns for path in FILES} == before


def test_check_says_which_files_differ_and_changes_none(elsewhere: Path) -> None:
    onboarding("schemas")
    (elsewhere / ".vscode/schemas/task.json").write_text("{}", encoding="utf-8")
    (elsewhere / ".vscode/schemas/page.json").unlink()
    result = onboarding("schemas", "--check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        ".vscode/schemas/task.json er ikke slik modellene sier. Kjør «onboarding schemas».",
        ".vscode/schemas/page.json er ikke slik modellene sier. Kjør «onboarding schemas».",
    ]
    assert (elsewhere / ".vscode/schemas/task.json").read_text(encoding="utf-8") == "{}"
    assert not (elsewhere / ".vscode/schemas/page.json").exists()


@pytest.mark.parametrize("wrong", [b"\xff\xfe", b""])
def test_check_takes_a_file_that_is_no_text_for_one_that_differs(elsewhere: Path, wrong: bytes) -> None:
    onboarding("schemas")
    (elsewhere / ".vscode/onboarding.code-snippets").write_bytes(wrong)
    assert onboarding("schemas", "--check").exit_code == 1


def test_check_does_not_mind_the_line_ends_of_windows(elsewhere: Path) -> None:
    onboarding("schemas")
    for path, text in FILES.items():
        (elsewhere / path).write_bytes(text.replace("\n", "\r\n").encode())
    assert onboarding("schemas", "--check").exit_code == 0


@pytest.mark.parametrize("arguments", [[], ["--check"]])
def test_schemas_runs_only_where_the_settings_of_vs_code_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = onboarding("schemas", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Finner ikke .vscode. Kjør kommandoen fra mappen som har den.\n"
    assert list(tmp_path.iterdir()) == []
