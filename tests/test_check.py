"""`onboarding check`: which files, against which version, in which form, and what it leaves on disk."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Write, git, write_files
from onboarding.checking.lines import changed_lines
from onboarding.cli import main

SIDE = "---\ntitle: Side\n---\n\n"
BROKEN = f"{SIDE}Se [planen](finnes-ikke.md).\n"
LINK = "Adressen regnes fra mappen som filen ligger i"


@pytest.fixture
def here(docs: Write, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes the content, and stands in the folder that holds it."""

    def write(files: dict[str, str | None]) -> Path:
        root = docs(files)
        monkeypatch.chdir(root.parent)
        return root

    monkeypatch.delenv("GITHUB_EVENT_PATH", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return write


@pytest.fixture
def branch(here: Write) -> Write:
    """Commits the content as it is on `main`, and stands on a branch; then writes what changes."""

    def write(before: dict[str, str | None], after: dict[str, str | None]) -> Path:
        root = here(before)
        git(root.parent, "init", "--quiet")
        git(root.parent, "add", ".")
        git(root.parent, "commit", "--quiet", "--message", "Slik det var")
        git(root.parent, "switch", "--quiet", "--create", "endring")
        return write_files(root, after)

    return write


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def places(result: Result) -> list[str]:
    """File, line and code of each line of the output."""
    lines = [re.fullmatch(r"([^:]+:\d+): .* \[([a-z-]+)\]\. .*\.", line) for line in result.stdout.splitlines()]
    assert all(lines), result.output
    return [f"{line[1]} {line[2]}" for line in lines if line]


# --- which files

PATHS = {
    "a file": (["docs/side.md"], ["side.md:5"]),
    "two files": (["docs/side.md", "docs/tjeneste/mer.md"], ["side.md:5", "tjeneste/mer.md:5"]),
    "a folder": (["docs/tjeneste"], ["tjeneste/mer.md:5"]),
    "the whole folder": (["docs"], ["side.md:5", "tjeneste/mer.md:5"]),
    "none": ([], ["side.md:5", "tjeneste/mer.md:5"]),
}


@pytest.mark.parametrize(("paths", "expected"), PATHS.values(), ids=PATHS)
def test_only_the_problems_of_the_files_that_were_asked_for_are_said(
    here: Write, paths: list[str], expected: list[str]
) -> None:
    here({"side.md": BROKEN, "tjeneste/mer.md": BROKEN})
    assert places(check(*paths)) == [f"docs/{place} link-broken" for place in expected]


def test_a_link_to_a_file_that_is_not_asked_for_is_followed_all_the_same(here: Write) -> None:
    here({"side.md": f"{SIDE}Se [tjenesten](tjeneste/index.md).\n", "annet.md": BROKEN})
    assert check("docs/side.md").output == "Ingen problemer.\n"


def test_a_folder_is_not_taken_for_another_whose_name_begins_alike(here: Write) -> None:
    here({"om/side.md": BROKEN, "omtale/side.md": BROKEN})
    assert places(check("docs/om")) == ["docs/om/side.md:5 link-broken"]


def test_a_problem_is_one_line_whatever_the_content_says(here: Write) -> None:
    here({"a.md": '---\ntitle: Side\n"k\\n::error::x": 1\n---\n\nTekst.\n', "b\n::error::y.md": f"{SIDE}Tekst.\n"})
    assert not [line for line in check().stdout.splitlines() if line.startswith("::")]


def test_the_variables_that_git_gives_its_hooks_lead_nobody_astray(
    branch: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = branch({"a.md": f"{SIDE}Tekst.\n"}, {})
    monkeypatch.setenv("GIT_DIR", str(root.parent / ".git"))
    assert check("--base", "main").output == "Ingen problemer.\n"


def test_what_git_leaves_out_of_archives_was_there_all_the_same(branch: Write) -> None:
    root = branch({"om/side.md": f"{SIDE}Tekst.\n"}, {})
    (root.parent / ".gitattributes").write_text("docs/om export-ignore\n", encoding="utf-8")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "--quiet", "--message", "Utelat")
    (root / "om/side.md").unlink()
    assert places(check("--base", "HEAD")) == ["docs/index.md:1 address-gone"]


def test_a_content_folder_elsewhere_is_found_by_its_name_or_taken_as_it_is(here: Write, tmp_path: Path) -> None:
    root = here({"side.md": BROKEN})
    root.rename(tmp_path / "innhold")
    assert places(check("innhold")) == ["innhold/side.md:5 link-broken"]
    (tmp_path / "annet").mkdir()
    (tmp_path / "innhold").rename(tmp_path / "annet/docs")
    assert places(check("annet/docs/side.md")) == ["annet/docs/side.md:5 link-broken"]


def test_a_service_that_lies_anywhere_is_checked_from_the_folder_that_it_lies_in(here: Write, tmp_path: Path) -> None:
    root = here({"tjeneste/mer.md": BROKEN})
    (tmp_path / "et/sted").mkdir(parents=True)
    (root / "tjeneste").rename(tmp_path / "et/sted/tjeneste")
    for path in ("et/sted/tjeneste", "et/sted/tjeneste/mer.md"):
        assert places(check(path)) == ["et/sted/tjeneste/mer.md:5 link-broken"]
    assert check("et/sted/tjeneste/a-start").output == "Ingen problemer.\n"


def test_a_service_in_a_service_is_checked_with_the_one_that_it_lies_in(here: Write, tmp_path: Path) -> None:
    root = here({"side.md": f"{SIDE}Tekst.\n"})
    inner = root / "tjeneste/indre/index.md"
    inner.parent.mkdir()
    inner.write_text("---\ntype: service\n---\n\nSe [siden](../../side.md).\n", encoding="utf-8")
    root.rename(tmp_path / "innhold")
    assert places(check("innhold/tjeneste/indre"))
    assert not [place for place in places(check("innhold/tjeneste/indre")) if place.endswith(" link-broken")]


def test_a_folder_whose_index_is_no_service_or_cannot_be_read_is_checked_as_it_is(here: Write, tmp_path: Path) -> None:
    root = here({"om/index.md": f"{SIDE}Tekst.\n", "om/side.md": BROKEN})
    (root / "om").rename(tmp_path / "om")
    assert places(check("om")) == ["om/side.md:5 link-broken"]
    (tmp_path / "om/index.md").write_bytes(b"---\ntype: service\ntitle: \xf8\n---\n")
    assert places(check("om/side.md")) == ["om/side.md:5 link-broken"]


def test_a_front_page_is_missing_only_where_there_is_a_site(here: Write) -> None:
    root = here({"index.md": None})
    assert check().output == "Ingen problemer.\n"
    (root.parent / "mkdocs.yml").write_text("site_name: Prøve\n", encoding="utf-8")
    assert places(check()) == ["docs/index.md:1 home-missing"]


def test_a_front_page_that_is_deleted_is_missed_as_an_address_where_there_is_no_site(branch: Write) -> None:
    branch({}, {"index.md": None})
    assert [place.split(" ")[1] for place in places(check("--base", "main"))] == ["address-gone"]


REFUSED = {
    "a path that is not there": (
        ["docs/borte.md"],
        "Finner ikke docs/borte.md. Kjør kommandoen fra mappen som har den.",
    ),
    "no content folder": (["--docs", "borte"], "Finner ikke borte. Kjør kommandoen fra mappen som har den."),
    "a path outside": (["--docs", "docs", "annet"], "annet ligger ikke i innholdsmappen docs."),
    "two folders of content": (["docs", "annet"], "Stiene ligger i hver sin innholdsmappe"),
    "an unknown format": (["--format", "xml"], "'xml'"),
    "no git": (["--base", "main"], "docs ligger ikke i et git-arkiv, så det finnes ingen tidligere utgave å se på."),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_checked_ends_with_two_and_says_why(here: Write, arguments: list[str], message: str) -> None:
    (here({}).parent / "annet").mkdir()
    result = check(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_an_unknown_revision_cannot_be_compared_with(branch: Write) -> None:
    branch({}, {})
    result = check("--base", "hovedgren")
    assert result.exit_code == 2
    assert result.stderr == (
        "Finner ikke «hovedgren» i git. Skriv navnet på en gren eller et commit som finnes her, "
        "eller hent det først: git fetch origin.\n"
    )


# --- what is new

LINES = {
    "nothing": ("a\nb", "a\nb", set()),
    "a line changed": ("a\nb\nc", "a\nx\nc", {2}),
    "a line added": ("a\nc", "a\nb\nc", {2}),
    "a line removed": ("a\nb\nc", "a\nc", {1, 2}),
    "a new file": ("", "a\nb", {1, 2}),
    "the first line removed": ("a\nb", "b", {1}),
    "the last line removed": ("a\nb", "a", {1}),
}


@pytest.mark.parametrize(("before", "after", "lines"), LINES.values(), ids=LINES)
def test_a_line_is_changed_when_the_file_did_not_have_it_before(before: str, after: str, lines: set[int]) -> None:
    assert changed_lines(before, after) == lines


def test_problems_on_changed_lines_come_first(branch: Write) -> None:
    branch({"a.md": BROKEN, "b.md": f"{SIDE}Tekst.\n"}, {"b.md": f"{SIDE}Se [den nye](vekk-herfra.md).\n"})
    result = check("--base", "main")
    assert result.exit_code == 1
    assert places(result) == ["docs/b.md:5 link-broken", "docs/a.md:5 link-broken"]
    assert result.stderr == "2 problemer, 1 av dem ny i denne endringen.\n"


def test_what_a_change_broke_in_another_file_is_new(branch: Write) -> None:
    branch(
        {"a.md": BROKEN, "b.md": f"{SIDE}Se [den andre](c.md).\n", "c.md": f"{SIDE}Tekst.\n"},
        {"c.md": None, "d.md": "---\ntitle: Side\naliases: [c/]\n---\n\nTekst.\n"},
    )
    assert places(check("--base", "main")) == ["docs/b.md:5 link-broken", "docs/a.md:5 link-broken"]


def test_what_others_did_on_the_branch_that_a_change_began_from_is_not_new(branch: Write) -> None:
    root = branch({"a.md": f"{SIDE}Tekst.\n"}, {"b.md": f"{SIDE}Mer tekst.\n"})
    git(root.parent, "add", ".")
    git(root.parent, "commit", "--quiet", "--message", "Min side")
    git(root.parent, "switch", "--quiet", "main")
    (root / "a.md").unlink()
    (root / "c.md").write_text(f"{SIDE}Tekst.\n", encoding="utf-8")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "--quiet", "--message", "Andre slettet en side og laget en annen")
    git(root.parent, "switch", "--quiet", "endring")
    assert check("--base", "main").output == "Ingen problemer.\n"


def test_content_that_is_all_new_is_compared_with_nothing(here: Write) -> None:
    root = here({"side.md": BROKEN})
    git(root.parent, "init", "--quiet")
    git(root.parent, "commit", "--quiet", "--allow-empty", "--message", "Tomt")
    assert places(check("--base", "HEAD")) == ["docs/side.md:5 link-broken"]


OLD = {
    "the line itself changed": ("Se [planen](finnes-ikke.md).", "Les [planen](finnes-ikke.md)."),
    "a line above it changed": ("## En\n\n### To\n\n### Tre", "En\n\n### To\n\n### Tre"),
    "its end was taken away": (
        "<details><summary>Mer</summary>\n\nTekst.\n\n</details>",
        "<details><summary>Mer</summary>\n\nTekst.",
    ),
}


@pytest.mark.parametrize(("before", "after"), OLD.values(), ids=OLD)
def test_what_a_change_did_to_a_line_that_it_left_is_new(branch: Write, before: str, after: str) -> None:
    branch({"b.md": f"{SIDE}{before}\n"}, {"b.md": f"{SIDE}{after}\n"})
    assert {line.split(" ")[0] for line in annotations(check("--base", "main", "--format", "github"))} == {
        "::error",
        "::notice",
    }


def test_a_problem_that_stood_there_is_old_though_lines_above_it_changed(branch: Write) -> None:
    branch(
        {"b.md": f"{SIDE}Tekst.\n\nSe [her](c.md).\n", "c.md": f"{SIDE}Tekst.\n"},
        {"b.md": f"{SIDE}Ny.\n\nMer.\n\nSe [her](c.md).\n"},
    )
    assert check("--base", "main").stderr == "1 problem, men det er ikke nytt i denne endringen.\n"


def test_a_long_page_that_is_all_rewritten_is_compared() -> None:
    before = "\n\n".join(f"linje {number}" for number in range(3000))
    assert len(changed_lines(before, before.replace("linje", "rad"))) >= 3000


# --- in which form


def annotations(result: Result) -> list[str]:
    assert result.stdout.endswith("\n")
    return result.stdout.splitlines()


def test_github_gets_an_annotation_on_the_line_and_a_count(branch: Write) -> None:
    branch({"a.md": BROKEN}, {"b, ny.md": BROKEN})
    assert annotations(check("--base", "main", "--format", "github")) == [
        (
            "::error file=docs/b%2C ny.md,line=1,title=Må rettes::Filnavnet «b, ny.md» gir en vanskelig nettadresse "
            "[file-name]. Bruk bare små bokstaver, tall og bindestrek, for eksempel «b-ny.md»."
        ),
        (
            f"::error file=docs/b%2C ny.md,line=5,title=Må rettes::Lenken leder til «finnes-ikke.md», som ikke finnes "
            f"[link-broken]. {LINK}."
        ),
        (
            "::warning file=docs/a.md,line=5,title=Sto der fra før::Lenken leder til «finnes-ikke.md», "
            f"som ikke finnes [link-broken]. {LINK}."
        ),
        "::notice title=Kontroll av innholdet::3 problemer, 2 av dem nye i denne endringen.",
    ]


@pytest.mark.parametrize(("old", "new"), [(0, 0), (10, 10), (11, 0), (0, 11), (25, 31)])
def test_github_never_gets_more_annotations_than_it_shows(branch: Write, old: int, new: int) -> None:
    lines = "\n".join(f"Se [nr. {number}](borte-{number}.md).\n" for number in range(old))
    more = "\n".join(f"Se [nr. {number}](vekk-{number}.md).\n" for number in range(new))
    branch({"a.md": f"{SIDE}{lines}\nSlutt.\n"}, {"b.md": f"{SIDE}{more}\nSlutt.\n"})
    result = check("--base", "main", "--format", "github")
    kinds = [line.split(" ")[0] for line in annotations(result)]
    assert kinds == ["::error"] * min(new, 10) + ["::warning"] * min(old, 10) + ["::notice"]
    left = max(new - 10, 0) + max(old - 10, 0)
    expected = f" {left} problem{'er' if left > 1 else ''} til står i sammendraget av kjøringen." if left else ""
    assert annotations(result)[-1].partition(". ")[2] == expected.removeprefix(" ")


def test_the_job_summary_gets_the_whole_list_after_what_it_has(
    branch: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "sammendrag.md"
    summary.write_text("# Fra før\n\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    lines = "\n".join(f"Se [nr. {number}](borte-{number}.md).\n" for number in range(30))
    branch({"a.md": BROKEN}, {"b.md": f"{SIDE}{lines}"})
    assert check("--base", "main", "--format", "github").exit_code == 1
    text = summary.read_text(encoding="utf-8")
    assert text.startswith(
        "# Fra før\n\n## Kontroll av innholdet\n\n31 problemer, 30 av dem nye i denne endringen.\n\n"
        "### Nytt i denne endringen\n\n**`docs/b.md`**\n\n"
        f"- Linje 5: lenken leder til `borte-0.md`, som ikke finnes (`link-broken`). {LINK}.\n"
    )
    assert text.count("\n- Linje ") == 31
    assert text.endswith(
        "### Sto der fra før\n\n**`docs/a.md`**\n\n"
        f"- Linje 5: lenken leder til `finnes-ikke.md`, som ikke finnes (`link-broken`). {LINK}.\n\n"
    )


def test_nothing_in_the_content_becomes_markup_or_a_mention_in_the_summary(
    here: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "sammendrag.md"))
    here({"side.md": f"{SIDE}Se [planen](<@alle #1 **x**.md>), @alle.\n"})
    check("--format", "github")
    text = (tmp_path / "sammendrag.md").read_text(encoding="utf-8")
    assert "lenken leder til `@alle #1 **x**.md`, som ikke finnes" in text


def test_a_summary_that_github_could_not_show_is_cut_at_a_whole_line(
    here: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "sammendrag.md"))
    lines = "\n".join(f"Se [nr. {number}]({'borte' * 40}-{number}.md).\n" for number in range(4000))
    here({"side.md": SIDE + lines})
    check("--format", "github")
    text = (tmp_path / "sammendrag.md").read_text(encoding="utf-8")
    shown = text.count("\n- Linje ")
    assert 800_000 < len(text.encode()) < 2**20
    assert text.endswith(
        f"\n\n{4000 - shown} problemer til er det ikke plass til her. Kjør «onboarding check» for å se alt.\n"
    )


def test_programs_get_every_part_of_a_problem(branch: Write) -> None:
    branch({"a.md": BROKEN}, {"b.md": BROKEN})
    result = check("--base", "main", "--format", "json")
    parts = {"code": "link-broken", "what": "lenken leder til «finnes-ikke.md», som ikke finnes", "fix": LINK}
    assert json.loads(result.stdout) == {
        "schema": 1,
        "count": 2,
        "problems": [
            {"path": "docs/b.md", "line": 5, **parts, "new": True, "mendable": False},
            {"path": "docs/a.md", "line": 5, **parts, "new": False, "mendable": False},
        ],
    }


@pytest.mark.parametrize("kind", ["text", "github", "json"])
def test_content_without_problems_ends_with_zero_in_every_form(here: Write, kind: str) -> None:
    here({})
    result = check("--format", kind)
    assert (result.exit_code, result.stderr) == (0, "Ingen problemer.\n")


# --- the mends

LIST = f"{SIDE}Ta med:\n- kart\n- mat\n"


def test_fix_mends_what_is_certain_and_says_what_is_left(here: Write) -> None:
    root = here({"a.md": LIST, "b.md": BROKEN})
    assert check().stderr == "2 problemer. «onboarding check --fix» retter 1 av dem.\n"
    result = check("--fix")
    assert places(result) == ["docs/b.md:5 link-broken"]
    assert (result.exit_code, result.stderr) == (1, "Rettet docs/a.md.\n1 problem.\n")
    assert (root / "a.md").read_text(encoding="utf-8") == LIST.replace(":\n-", ":\n\n-")
    assert (root / "b.md").read_text(encoding="utf-8") == BROKEN


def test_fix_is_not_promised_where_it_would_do_nothing(here: Write) -> None:
    here({"a.md": f"{SIDE}Se www.example.no/side.\n", "b.md": f"{SIDE}Se https://a.example.no/b.\n"})
    assert check().stderr == "2 problemer. «onboarding check --fix» retter 1 av dem.\n"
    assert check("--fix").stderr == "Rettet docs/b.md.\n1 problem.\n"


def test_fix_leaves_files_that_were_not_asked_for(here: Write) -> None:
    root = here({"a.md": LIST, "b.md": LIST})
    assert check("--fix", "docs/a.md").exit_code == 0
    assert (root / "b.md").read_text(encoding="utf-8") == LIST


def test_fix_keeps_the_line_ends_of_the_file(here: Write) -> None:
    root = here({})
    (root / "a.md").write_bytes(LIST.replace("\n", "\r\n").encode())
    assert check("--fix").exit_code == 0
    assert (root / "a.md").read_bytes() == LIST.replace(":\n-", ":\n\n-").replace("\n", "\r\n").encode()


def test_fix_a_second_time_writes_nothing(here: Write) -> None:
    root = here({"a.md": LIST})
    check("--fix")
    before = (root / "a.md").stat().st_mtime_ns
    assert check("--fix").output == "Ingen problemer.\n"
    assert (root / "a.md").stat().st_mtime_ns == before


# --- what files allow

ALLOWING = "---\ntitle: Side\nallow: [bare-address, misspelling]\n---\n\n"
IN_WORDS = f"{ALLOWING}Den er utfyllt, se https://a.example.no.\n"


def test_what_a_file_allows_is_no_problem_and_is_not_mended(here: Write) -> None:
    root = here({"a.md": IN_WORDS})
    assert (check().exit_code, check().output) == (0, "Ingen problemer.\n")
    assert check("--fix").output == "Ingen problemer.\n"
    assert (root / "a.md").read_text(encoding="utf-8") == IN_WORDS


def test_what_a_file_allows_hides_nothing_else_from_a_mend(here: Write) -> None:
    root = here({"a.md": f"{IN_WORDS}- kart\n"})
    assert check().stderr == "1 problem. «onboarding check --fix» retter det.\n"
    assert check("--fix").stderr == "Rettet docs/a.md.\nIngen problemer.\n"
    assert (root / "a.md").read_text(encoding="utf-8") == f"{IN_WORDS}\n- kart\n"


FROM_A_BASE = {
    "the text goes on as it was": (f"{IN_WORDS}\nMer.\n", []),
    "what was allowed is mended": (IN_WORDS.replace("utfyllt", "utfylt"), ["docs/a.md:3 allow-unused"]),
    "it is allowed no more": (IN_WORDS.replace(", misspelling", ""), ["docs/a.md:6 misspelling"]),
    "more is allowed than there is": (
        IN_WORDS.replace("[bare", "[link-text, bare"),
        ["docs/a.md:3 allow-unused"],
    ),
    "something else comes": (f"{IN_WORDS}\nSe [her](b.md).\n", ["docs/a.md:8 link-text"]),
}


@pytest.mark.parametrize(("after", "expected"), FROM_A_BASE.values(), ids=FROM_A_BASE)
def test_what_a_change_does_to_what_is_allowed_is_new(branch: Write, after: str, expected: list[str]) -> None:
    branch({"a.md": IN_WORDS, "b.md": f"{ALLOWING}Tekst.\n"}, {"a.md": after})
    result = check("--base", "main", "--format", "github")
    new = re.findall(r"(?m)^::error file=(.*?),line=(\d+),.* \[([a-z-]+)\]\.", result.stdout)
    assert [f"{path}:{line} {code}" for path, line, code in new] == expected
    assert result.stdout.count("::warning file=docs/b.md,line=3") == 2  # allowed in vain, and not by this change


# --- the label

REWORDED = {"tjeneste/a-start/a-2-bestill.md": "---\nid: A-2\ntitle: Bestill\nroles: [IT]\n---\n\nBestill alt det.\n"}
LABELS = {
    "the label": ({"pull_request": {"labels": [{"name": "Språk"}, {"name": "annet"}]}}, 0),
    "the label in letters of two parts": ({"pull_request": {"labels": [{"name": "spra\u030ak"}]}}, 0),
    "another label": ({"pull_request": {"labels": [{"name": "annet"}]}}, 1),
    "no pull request": ({"ref": "main"}, 1),
    "something else altogether": ([], 1),
}


@pytest.mark.parametrize(("event", "code"), LABELS.values(), ids=LABELS)
def test_a_label_says_that_a_change_is_one_of_words(
    branch: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, event: object, code: int
) -> None:
    branch({}, REWORDED)
    (tmp_path / "event.json").write_text(json.dumps(event), encoding="utf-8")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path / "event.json"))
    assert check("--base", "main").exit_code == code


def test_an_option_says_it_too(branch: Write) -> None:
    branch({}, REWORDED)
    assert places(check("--base", "main")) == ["docs/tjeneste/a-start/a-2-bestill.md:7 change-missing"]
    assert check("--base", "main", "--linguistic").exit_code == 0
