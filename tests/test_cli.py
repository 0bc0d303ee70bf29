"""The commands: what they print, where, and with which exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, Write
from onboarding.cli import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "mkdocs.yml"
    overrides = ROOT / "overrides"
    file.write_text(
        f"site_name: Prøve\nsite_url: !ENV [PROVE_URL, 'https://prove.example.no']\nrepo_url: !ENV PROVE_REPO\n"
        f"theme: {{custom_dir: {overrides}}}\nslugify: !!python/name:os.path\n",
        encoding="utf-8",
    )
    return file


def test_check_finds_nothing(docs: Write) -> None:
    result = run("check", "--docs", docs({}))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Ingen problemer.\n")


def test_check_prints_every_problem(docs: Write) -> None:
    result = run("check", "--docs", docs({"side.md": "---\ntitle: 1\nx: 2\n---\n"}))
    assert result.exit_code == 1
    assert [line.partition(": ")[0] for line in result.stdout.splitlines()] == ["docs/side.md:2", "docs/side.md:3"]
    assert result.stderr == "2 problemer.\n"


def test_check_says_one_problem_in_the_singular(docs: Write) -> None:
    assert run("check", "--docs", docs({"side.md": "x"})).stderr == "1 problem.\n"


def test_check_without_a_folder_cannot_run(tmp_path: Path) -> None:
    result = run("check", "--docs", tmp_path / "borte")
    assert result.exit_code == 2
    assert result.stderr == f"Finner ikke {tmp_path / 'borte'}. Kjør kommandoen fra mappen som har den.\n"


def test_render_writes_the_complete_tree(docs: Write, settings: Path, tmp_path: Path) -> None:
    docs({"bilder/kart.png": "PNG", "side.md": "---\ntitle: Side\n---\n\n![Et kart](bilder/kart.png)\n"})
    result = run("render", tmp_path / "ut/tre", "--config", settings)
    files = sorted(file.relative_to(tmp_path / "ut/tre").as_posix() for file in (tmp_path / "ut/tre").rglob("*.*"))
    assert result.exit_code == 0
    assert result.stderr == f"{len(files)} filer skrevet til {tmp_path / 'ut/tre'}.\n"
    assert files == [
        ".nav.yml",
        "bilder/kart.png",
        "index.md",
        "llms.txt",
        "side.md",
        "skjema/oppgaver-2.json",
        "tjeneste/a-start/index.md",
        "tjeneste/arbeidsbenk.js",
        "tjeneste/b-slutt/index.md",
        "tjeneste/endringslogg.xml",
        "tjeneste/endringslogg/a.xml",
        "tjeneste/endringslogg/b.xml",
        "tjeneste/endringslogg/index.md",
        "tjeneste/index.md",
        "tjeneste/mine-oppgaver.md",
        "tjeneste/oppgaver.csv",
        "tjeneste/oppgaver.json",
        "tjeneste/oppgaver.xlsx",
        "tjeneste/overlevering.js",
        "tjeneste/utskrift.css",
        "tjeneste_prosess.md",
    ]
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == ["tre"]


def test_render_takes_addresses_from_the_environment(
    docs: Write, settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs({})
    monkeypatch.setenv("PROVE_URL", "https://annen.example.no/sti")
    monkeypatch.setenv("PROVE_REPO", "https://github.example.no/eier/navn")
    assert run("render", tmp_path / "ut", "--config", settings).exit_code == 0
    assert "https://annen.example.no/sti/tjeneste/" in (tmp_path / "ut/tjeneste/oppgaver.json").read_text()
    edit = "https://github.example.no/eier/navn/edit/main/docs/tjeneste/a-start/a-1-les.md"
    assert edit in (tmp_path / "ut/tjeneste/a-start/index.md").read_text(encoding="utf-8")


def test_render_writes_nothing_when_the_content_has_problems(docs: Write, settings: Path, tmp_path: Path) -> None:
    docs({"side.md": "x"})
    result = run("render", tmp_path / "ut", "--config", settings)
    assert result.exit_code == 1
    assert result.stdout.startswith("docs/side.md:1: ")
    assert not (tmp_path / "ut").exists()


def test_render_leaves_a_folder_with_something_in_it_alone(docs: Write, settings: Path, tmp_path: Path) -> None:
    docs({})
    (tmp_path / "ut").mkdir()
    (tmp_path / "ut/mitt.txt").touch()
    result = run("render", tmp_path / "ut", "--config", settings)
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path / 'ut'} er ikke tom. Velg en ny mappe, eller tøm denne først.\n"
    assert [path.name for path in (tmp_path / "ut").iterdir()] == ["mitt.txt"]


@pytest.mark.parametrize(
    ("text", "message"),
    [("site_name: [", "{} kan ikke leses som YAML: "), ("docs_dir: docs", "{} mangler «site_name».")],
)
def test_render_says_what_is_wrong_with_the_settings(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    result = run("render", tmp_path / "ut", "--config", file)
    assert result.exit_code == 2
    assert result.stderr.startswith(message.format(file))


def test_render_without_settings_cannot_run(tmp_path: Path) -> None:
    result = run("render", tmp_path / "ut", "--config", tmp_path / "mkdocs.yml")
    assert result.exit_code == 2
    assert result.stderr.startswith("Finner ikke ")
