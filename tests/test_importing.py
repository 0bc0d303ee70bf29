"""`onboarding import` brings legacy pages over whole, or writes nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from click.testing import CliRunner, Result
from conftest import ROOT, base_files, mkdocs, write_files
from onboarding.cli import main
from onboarding.importing import tree as tree_of
from onboarding.importing.views import Views
from onboarding.legacy.convert import Converted
from onboarding.legacy.files import ContentFile
from onboarding.load import load_content
from onboarding.pages import Site, generate
from onboarding.settings import own_templates

LEGACY = ROOT.parent / "shared/legacy"

GUIDE = """\
---
title: Onboarding
keywords: lys
permalink: dsop_lys_onboarding.html
---

Slik tar foretaket i bruk Lys, som sier hvilke gater som er opplyst.

| Fase | Beskrivelse |
|------|-------------|
| A - Planlegging | Foretaket planlegger arbeidet. |
| B - Drift | Foretaket tenner lysene. |

## A - Planlegging

| Oppgaver | | |
|------|-----|
| A-1 | Les om lysene (Alle) | Se [heftet](assets/lys.pdf) og [kartet](https://kart.example.no/gater). |
| A-2 | Bestill pærer (forretning/IT) | - Hvite pærer <br> - Gule pærer

## B - Drift

| Oppgaver | | |
|------|-----|-----|
| B-1 | Tenn lysene (IT) | Se [planen](https://dokumentasjon.dsop.no/dsop_lys_onboarding.html#a---planlegging). |
"""

LOG = """\
---
title: Endringslogg
permalink: dsop_lys_endringslogg.html
---

| Dato | Endring |
|------|---------|
| 03.04.2023 | [Nye pærer i A-2](https://dokumentasjon.dsop.no/dsop_lys_onboarding.html) |
"""

FAQ = (
    "---\ntitle: Spørsmål om lys\npermalink: dsop_lys_faq.html\n---\n\n## Hvem tenner lysene?\n\nDet gjør foretaket.\n"
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the guide."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, {"lys.md": GUIDE})
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def imported(here: Path, *arguments: str) -> dict[str, bytes]:
    """The tree of the guide, imported."""
    done = run("import", "lys.md", "--into", "docs/lys", *arguments)
    assert done.exit_code == 0, done.output
    return tree(here / "docs/lys")


def task_file(here: Path, name: str) -> Path:
    return next((here / "docs/lys").rglob(f"{name}-*.md"))


# What comes of it


def test_a_guide_becomes_a_tree_that_check_accepts_in_a_folder_without_any_settings(here: Path) -> None:
    files = imported(here)
    assert {path.partition("/")[0] for path in files} == {"index.md", "a-planlegging", "b-drift"}
    done = run("check")
    assert (done.exit_code, done.stdout) == (0, "")
    assert run("check", "docs/lys").exit_code == 0


@pytest.mark.parametrize("into", ["docs/lys", "lys", "nytt/sted/docs/tjenester/lys", "../ved-siden-av/lys"])
def test_the_folder_may_lie_anywhere_and_its_parents_are_made(here: Path, into: str) -> None:
    (here / "arbeid").mkdir()
    os.chdir(here / "arbeid")
    assert run("import", "../lys.md", "--into", into).exit_code == 0
    done = run("check", into)
    assert (done.exit_code, done.stdout) == (0, "")


def test_the_audit_is_data_about_each_page(here: Path) -> None:
    imported(here, "--audit", "ut/audit.json")
    found = json.loads((here / "ut/audit.json").read_text(encoding="utf-8"))
    assert found["schema"] == 1
    page = found["pages"][0]
    assert (page["source"], page["kind"], page["service"]) == ("lys.md", "onboarding", "lys")
    for kind in ("words", "links", "images", "headings", "anchors", "tasks"):
        assert page[kind]["source"] == page[kind]["placed"]
        assert (page[kind]["waived"], page[kind]["lost"]) == (0, [])
    assert page["links"]["source"] == 3
    assert [(task["id"], task["roles"], task["phase"]) for task in page["tasks_found"]] == [
        ("A-1", ["Alle"], "A"),
        ("A-2", ["Forretning", "IT"], "A"),
        ("B-1", ["IT"], "B"),
    ]
    assert all(Path(task["path"]).is_file() for task in page["tasks_found"])
    assert {"line": 19, "code": "table-row-pipes", "what": "raden manglet strek først eller sist"} in page["repairs"]


@pytest.mark.usefixtures("here")
def test_the_screen_tells_each_repair_with_its_line_and_each_file_that_is_not_at_hand() -> None:
    done = run("import", "lys.md", "--into", "docs/lys")
    assert "lys.md:19: raden manglet strek først eller sist [table-row-pipes]\n" in done.stdout
    assert "\n  https://dokumentasjon.dsop.no/assets/lys.pdf\n" in done.stdout
    assert re.search(r"^lenker +3 +3 +0 +0$", done.stdout, re.MULTILINE)
    assert done.stderr == "Alt er med. 6 filer skrevet til docs/lys.\n"


def test_files_beside_the_page_are_taken_along(here: Path) -> None:
    write_files(here, {"assets/lys.pdf": "heftet"})
    files = imported(here)
    assert files["assets/lys.pdf"] == b"heftet"
    assert b"[heftet](../assets/lys.pdf)" in files["a-planlegging/a-1-les-om-lysene.md"]
    assert run("check").exit_code == 0


def test_no_file_is_taken_from_further_away_than_a_folder_up(here: Path) -> None:
    write_files(here, {"hemmelig.pdf": "nei", "a/b/lys.md": GUIDE.replace("assets/lys.pdf", "../../hemmelig.pdf")})
    assert run("import", "a/b/lys.md", "--into", "docs/lys").exit_code == 0
    assert not list((here / "docs").rglob("*.pdf"))


def test_pages_of_one_service_share_its_folder(here: Path) -> None:
    write_files(here, {"lys.md": None, "sider/a.md": GUIDE, "sider/b.md": LOG, "sider/c.md": FAQ})
    done = run("import", "sider", "--into", "docs/lys", "--audit", "audit.json")
    assert done.exit_code == 0, done.output
    assert run("check").stdout == ""
    pages = json.loads((here / "audit.json").read_text(encoding="utf-8"))["pages"]
    assert [(page["source"], page["kind"]) for page in pages] == [
        ("sider/a.md", "onboarding"),
        ("sider/b.md", "changelog"),
        ("sider/c.md", "page"),
    ]
    change = next((here / "docs/lys/endringslogg").glob("2023-04-03*.md")).read_text(encoding="utf-8")
    assert "tasks: [A-2]" in change


def test_pages_of_several_services_get_a_folder_each(here: Path) -> None:
    other = GUIDE.replace("Lys", "Vann").replace("dsop_lys", "dsop_vann")
    write_files(here, {"vann.md": other})
    done = run("import", "lys.md", "vann.md", "--into", "docs/tjenester")
    assert done.exit_code == 0, done.output
    assert (here / "docs/tjenester/lys/index.md").is_file()
    assert (here / "docs/tjenester/vann/index.md").is_file()
    assert run("check").stdout == ""


def test_a_changelog_that_is_imported_later_names_the_tasks_that_are_there(here: Path) -> None:
    imported(here)
    write_files(here, {"logg.md": LOG})
    assert run("import", "logg.md", "--into", "docs/lys").exit_code == 0
    change = next((here / "docs/lys/endringslogg").glob("2023-04-03*.md")).read_text(encoding="utf-8")
    assert "tasks: [A-2]" in change


def test_pages_below_the_folder_itself_are_no_sources(here: Path) -> None:
    imported(here)
    done = run("import", ".", "--into", "docs/lys")
    assert done.stderr == "Alt er med fra før.\n"


def test_of_many_pages_the_command_says_how_far_it_has_come(here: Path) -> None:
    pages = {f"sider/s{number}.md": FAQ.replace("dsop_lys_faq", f"dsop_lys_faq{number}") for number in range(12)}
    write_files(here, pages)
    done = run("import", "sider", "--into", "docs/lys")
    assert done.stderr.startswith("Leser: 12 sider\nLeser: 2 av 12\n")
    assert "Kontrollerer: 12 av 12\nKontrollerer: ferdig\n" in done.stderr


# Once more


def test_a_second_import_changes_nothing(here: Path) -> None:
    before = imported(here)
    times = {path: path.stat().st_mtime_ns for path in (here / "docs").rglob("*")}
    assert imported(here) == before
    assert {path: path.stat().st_mtime_ns for path in (here / "docs").rglob("*")} == times


def test_what_an_editor_has_changed_is_shown_and_kept(here: Path) -> None:
    imported(here)
    file = task_file(here, "b-1")
    file.write_text(file.read_text(encoding="utf-8").replace("Tenn lysene", "Slå på lysene"), encoding="utf-8")
    edited = tree(here)
    done = run("import", "lys.md", "--into", "docs/lys")
    assert done.exit_code == 1
    assert "-title: Slå på lysene\n+title: Tenn lysene\n" in done.stdout
    assert "1 fil i docs/lys er endret siden importen. Ingenting er skrevet." in done.stderr
    assert tree(here) == edited


def test_what_an_editor_has_changed_is_written_over_on_demand(here: Path) -> None:
    before = imported(here)
    file = task_file(here, "b-1")
    file.write_text(file.read_text(encoding="utf-8").replace("Tenn lysene", "Slå på lysene"), encoding="utf-8")
    assert run("import", "lys.md", "--into", "docs/lys", "--overwrite").exit_code == 0
    assert tree(here / "docs/lys") == before


def test_a_file_that_an_editor_has_taken_away_does_not_come_back_by_itself(here: Path) -> None:
    imported(here)
    task_file(here, "b-1").unlink()
    done = run("import", "lys.md", "--into", "docs/lys")
    assert done.exit_code == 1
    assert "b-1-tenn-lysene.md (finnes ikke)" in done.stdout
    assert not list((here / "docs/lys").rglob("b-1-*.md"))


def test_a_phase_and_a_task_that_an_editor_has_renamed_are_still_themselves(here: Path) -> None:
    imported(here)
    (here / "docs/lys/a-planlegging").rename(here / "docs/lys/a-start")
    task_file(here, "a-2").rename(here / "docs/lys/a-start/a-2-paerer.md")
    file = task_file(here, "b-1")
    file.write_text(file.read_text(encoding="utf-8").replace("a-planlegging/", "a-start/"), encoding="utf-8")
    done = run("import", "lys.md", "--into", "docs/lys")
    assert (done.exit_code, done.stderr) == (0, "Alt er med fra før.\n"), done.stdout


def test_windows_line_ends_are_no_change(here: Path) -> None:
    imported(here)
    file = task_file(here, "b-1")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert run("import", "lys.md", "--into", "docs/lys").stderr == "Alt er med fra før.\n"


# Without writing


def test_a_check_of_an_import_writes_no_content(here: Path) -> None:
    done = run("import", "lys.md", "--into", "docs/lys", "--check", "--audit", "audit.json")
    assert (done.exit_code, done.stderr) == (0, "Alt er med.\n")
    assert sorted(tree(here)) == ["audit.json", "lys.md"]


def drop(text: str, words: str) -> str:
    assert words in text
    return text.replace(words, "", 1)


DAMAGE: Mapping[str, tuple[str, str, str, int]] = {
    "a word": ("a-2", "Gule ", "words", 19),
    "a link": ("a-1", "[kartet](https://kart.example.no/gater)", "links", 18),
    "an address": ("a-1", "/gater", "links", 18),
    "a role": ("a-2", "Forretning, ", "words", 19),
}


@pytest.mark.parametrize(("file", "words", "kind", "line"), DAMAGE.values(), ids=DAMAGE)
def test_a_check_audits_the_tree_that_is_there(here: Path, file: str, words: str, kind: str, line: int) -> None:
    imported(here)
    path = task_file(here, file)
    path.write_text(drop(path.read_text(encoding="utf-8"), words), encoding="utf-8")
    done = run("import", "lys.md", "--into", "docs/lys", "--check", "--audit", "audit.json")
    assert done.exit_code == 1
    assert "Noe mangler, eller hører til et annet sted." in done.stderr
    lost = json.loads((here / "audit.json").read_text(encoding="utf-8"))["pages"][0][kind]["lost"]
    assert {each["line"] for each in lost} == {line}
    assert f"lys.md:{line}: " in done.stdout


def test_a_check_names_a_task_that_is_gone_and_tasks_whose_texts_have_changed_places(here: Path) -> None:
    imported(here)
    one, other = task_file(here, "a-1"), task_file(here, "b-1")
    heads, bodies = zip(*(path.read_text(encoding="utf-8").split("\n---\n\n") for path in (one, other)), strict=True)
    one.write_text(f"{heads[0]}\n---\n\n{bodies[1].replace('../a-planlegging/', '')}", encoding="utf-8")
    other.write_text(f"{heads[1]}\n---\n\n{bodies[0]}", encoding="utf-8")
    task_file(here, "a-2").unlink()
    done = run("import", "lys.md", "--into", "docs/lys", "--check")
    assert done.exit_code == 1
    assert "A-2 står ikke i treet" in done.stdout
    assert "står i B-1, men hører til A-1" in done.stdout
    assert "står i A-1, men hører til B-1" in done.stdout


def test_a_tree_that_cannot_be_read_is_audited_all_the_same(here: Path) -> None:
    imported(here)
    task_file(here, "b-1").write_text("---\nid: [\n---\n", encoding="utf-8")
    done = run("import", "lys.md", "--into", "docs/lys", "--check")
    assert done.exit_code == 1
    assert "[yaml-syntax]" in done.stdout
    assert "B-1 står ikke i treet" in done.stdout


# When something is lost


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """An importer that loses words."""
    whole = tree_of.convert

    def without(*arguments: Any) -> tuple[Converted, ...]:
        made: tuple[Converted, ...] = whole(*arguments)
        return tuple(replace(one, files=tuple(map(forget, one.files))) for one in made)

    def forget(file: ContentFile) -> ContentFile:
        return replace(file, body=file.body.replace("kartet", "").replace("Gule", ""))

    monkeypatch.setattr(tree_of, "convert", without)


@pytest.mark.usefixtures("forgetful")
def test_nothing_is_written_where_something_is_lost(here: Path) -> None:
    done = run("import", "lys.md", "--into", "docs/lys", "--audit", "audit.json")
    assert done.exit_code == 1
    assert "lys.md:19: «Gule» står ikke i treet\n" in done.stdout
    assert "Ingenting er skrevet" in done.stderr
    assert sorted(tree(here)) == ["audit.json", "lys.md"]


@pytest.mark.usefixtures("forgetful")
def test_a_waiver_lets_an_item_go_and_one_that_lets_nothing_go_is_told(here: Path) -> None:
    waived = "\n".join(f"- item: {item}\n  reason: Står på kartet" for item in ("Gule", "kartet", "Røde"))
    write_files(here, {"unntak.yml": waived})
    done = run("import", "lys.md", "--into", "docs/lys", "--waivers", "unntak.yml", "--audit", "audit.json")
    assert "Unntaket «Røde» ble ikke brukt" in done.stdout
    words = json.loads((here / "audit.json").read_text(encoding="utf-8"))["pages"][0]["words"]
    assert words["waived"] == 2
    assert done.exit_code == 1  # the link has lost its words
    assert run("import", "lys.md", "--into", "docs/lys").exit_code == 1


def test_a_waiver_without_a_reason_is_refused_with_its_line(here: Path) -> None:
    write_files(here, {"unntak.yml": "- item: Gule\n"})
    done = run("import", "lys.md", "--into", "docs/lys", "--waivers", "unntak.yml")
    assert done.exit_code == 2
    assert done.stderr.startswith("unntak.yml:1: feltet «reason» mangler")
    assert sorted(tree(here)) == ["lys.md", "unntak.yml"]


def test_an_import_that_would_break_the_content_is_not_written(here: Path) -> None:
    write_files(here / "docs", base_files())
    index = here / "docs/tjeneste/index.md"
    index.write_text(
        index.read_text(encoding="utf-8").replace(
            "type: service", "type: service\naliases: [dsop_lys_onboarding.html]"
        ),
        encoding="utf-8",
    )
    before = tree(here)
    done = run("import", "lys.md", "--into", "docs/lys")
    assert done.exit_code == 1
    assert "dsop_lys_onboarding" in done.stdout
    assert tree(here) == before


def test_a_picture_of_another_site_is_imported_as_something_that_the_file_allows(here: Path) -> None:
    write_files(here, {"faq.md": f"{FAQ}\n![Kart](https://bilder.example.no/kart.png)\n"})
    done = run("import", "faq.md", "--into", "docs/lys")
    assert done.exit_code == 0, done.output
    page = tree(here / "docs/lys")["dsop-lys-faq.md"].decode()
    assert "https://bilder.example.no/kart.png" in page
    assert re.search(r"^allow: \[.*image-elsewhere", page, re.MULTILINE)


# Bad input

BROKEN: Mapping[str, tuple[bytes, str]] = {
    "not UTF-8": (GUIDE.encode("latin-1"), "encoding"),
    "UTF-16": (GUIDE.encode("utf-16"), "import-binary"),
    "empty": (b"", "import-empty"),
    "only blanks": (b" \n\t\n", "import-empty"),
    "binary": (bytes(range(256)) * 4, "import-binary"),
    "huge": (b"x" * 5_000_001, "import-huge"),
    "brackets without end": (f"# Side\n\n{'[' * 20_000}\n".encode(), "import-tangled"),
    "quotations without end": (f"# Side\n\n{'>' * 500} a\n".encode(), "import-tangled"),
    "a control character": (GUIDE.replace("heftet", "hef\x07tet").encode(), "control-character"),
}


@pytest.mark.parametrize(("data", "code"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_page_is_refused_and_nothing_is_written(here: Path, data: bytes, code: str) -> None:
    (here / "side.md").write_bytes(data)
    before = sorted(tree(here))
    done = run("import", "lys.md", "side.md", "--into", "docs/lys", "--audit", "audit.json")
    assert done.exit_code == 2
    assert re.match(rf"side\.md:\d+: .*\[{code}\]\. .*\nIngenting er skrevet\.\n$", done.stderr)
    assert sorted(tree(here)) == before


def test_all_files_that_are_no_pages_are_told_at_once(here: Path) -> None:
    for number, (data, _) in enumerate(BROKEN.values()):
        (here / f"{number}.md").write_bytes(data)
    done = run("import", ".", "--into", "docs/lys")
    assert [code for _, code in BROKEN.values()] == re.findall(r"\[([a-z-]+)\]", done.stderr)


def test_a_folder_without_pages_is_refused(here: Path) -> None:
    (here / "tom").mkdir()
    done = run("import", "tom", "--into", "docs/lys")
    assert (done.exit_code, "[import-nothing]" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["borte.md", "--into", "docs/lys"], "Finner ikke borte.md"),
        (["lys.md", "--into", "lys.md"], "lys.md"),
        (["lys.md", "--into", "lys.md/under"], "er en fil, ikke en mappe"),
        (["lys.md"], "--into"),
        (["lys.md", "--into", "docs/lys", "--waivers", "borte.yml"], "Finner ikke borte.yml"),
        (["lys.md", "--into", "docs/lys", "--legacy-site", "dokumentasjon.dsop.no"], "med https:// foran"),
        (["lys.md", "--into", "docs/lys", "--check", "--overwrite"], "--overwrite"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(here: Path, arguments: list[str], said: str) -> None:
    done = run("import", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(tree(here)) == ["lys.md"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder that nobody can write to is needed")
@pytest.mark.parametrize("arguments", [["--into", "/proc/lys"], ["--into", "docs/lys", "--audit", "/proc/audit.json"]])
def test_a_place_that_cannot_be_written_to_is_named_and_nothing_is_written(here: Path, arguments: list[str]) -> None:
    done = run("import", "lys.md", *arguments)
    assert done.exit_code == 2
    assert re.match(r"Kan ikke bruke /proc/?\S*: kan ikke skrive der \(.*\)\.\n$", done.stderr)
    assert sorted(tree(here)) == ["lys.md"]


def test_two_pages_of_one_name_are_refused(here: Path) -> None:
    write_files(here, {"igjen/lys.md": GUIDE})
    done = run("import", "lys.md", "igjen/lys.md", "--into", "docs/lys")
    assert (done.exit_code, "[import-twice]" in done.stderr) == (2, True)
    assert not (here / "docs").exists()


# What the audit looks at is what readers get


def article_of(html: str) -> Tag:
    """A page's own part, without what the theme adds."""
    page = BeautifulSoup(html, "html.parser")
    found = page.find("article") or page
    assert isinstance(found, Tag)
    for each in found.select(".headerlink, .md-content__button, .md-source-file, hr + aside, form"):
        each.extract()
    return found


def facts(article: Tag) -> Iterator[tuple[str, str]]:
    """What the audit asks a page for: its words, the anchors, the addresses."""
    yield "words", " ".join(article.get_text(" ").split())
    yield from (("id", str(each["id"])) for each in article.select("[id]") if not each.select("input"))
    yield from (("href", str(each["href"])) for each in article.select("a[href]"))


def test_the_audit_sees_the_pages_that_mkdocs_builds(tmp_path: Path) -> None:
    for name in ("overrides", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    write_files(tmp_path, {"lys.md": GUIDE, "logg.md": LOG, "faq.md": FAQ})
    write_files(tmp_path / "docs", base_files())
    sources = [tmp_path / name for name in ("lys.md", "logg.md", "faq.md")]
    done = run("import", *sources, "--into", tmp_path / "docs/lys")
    assert done.exit_code == 0, done.output
    built = mkdocs("build", "--strict", cwd=tmp_path, REPO_URL="")
    assert built.returncode == 0, built.stderr
    views = Views(load_content(tmp_path / "docs"), Site(""), own_templates())
    onboarding = views.of("onboarding", "lys", "lys/index.md")
    seen = {
        "dsop_lys_onboarding.html": onboarding["process"],
        "lys/endringslogg/index.html": onboarding["changelog"],
        "lys/dsop-lys-faq/index.html": views.of("page", "lys", "lys/dsop-lys-faq.md")["page"],
    }
    for path, html in seen.items():
        # Only a build has a day.
        built_page = re.sub(r" · Bygget \d\d\.\d\d\.\d{4}", "", (tmp_path / "site" / path).read_text(encoding="utf-8"))
        made = article_of(built_page)
        assert list(facts(article_of(html))) == list(facts(made)), path


# The real pages, where they are at hand


@pytest.mark.skipif(not LEGACY.is_dir(), reason="the real pages are not at hand")
def test_nothing_of_the_real_pages_is_lost_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for page in sorted(LEGACY.glob("*.md")):
        done = run("import", page, "--into", f"{page.stem}/docs/tjeneste", "--audit", f"{page.stem}.json")
        assert done.exit_code == 0, done.output
        monkeypatch.chdir(tmp_path / page.stem)
        checked = run("check")
        assert (checked.exit_code, checked.stdout) == (0, "")
        monkeypatch.chdir(tmp_path)


@pytest.mark.skipif(not LEGACY.is_dir(), reason="the real pages are not at hand")
def test_nothing_of_the_real_pages_is_lost_all_at_once_and_the_site_builds(project: Path) -> None:
    done = run("import", LEGACY, "--into", project / "docs/gamle")
    assert done.exit_code == 0, done.output
    checked = run("check", project / "docs/gamle")
    assert (checked.exit_code, checked.stdout) == (0, "")
    built = mkdocs("build", "--strict", cwd=project)
    assert built.returncode == 0, built.stderr


def test_the_package_brings_its_own_templates() -> None:
    assert generate(load_content(ROOT / "docs"), Site(""), own_templates()).pages
