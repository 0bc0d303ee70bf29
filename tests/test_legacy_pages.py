"""Legacy pages with the damage of real ones become what was stated by somebody who had not seen the importer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml
from legacy_trees import PAGES, REAL, Shown, audits, holds, imported, shown, surveyed, target, tokens
from onboarding.legacy.audit import lost_lines
from onboarding.legacy.convert import Converted
from onboarding.legacy.titles import LONGER
from onboarding.pages import Site, generate
from onboarding.settings import own_templates

Stated = Mapping[str, Any]

# What a statement calls a repair, and the code that it has; the first that a statement holds counts.
CODES = {
    "separator of the wrong width": "table-separator-width",
    "header and separator on one line": "table-merged-separator",
    "header with fewer columns": "table-header-narrow",
    "no separator row": "table-separator-missing",
    "row broken over lines": "table-row-broken",
    "blank line inside the table": "table-blank-line",
    "pipes inside code": "table-pipe-in-code",
    "pipe inside code": "table-pipe-in-code",
    "an empty cell too many": "table-row-long",
    "no first": "table-row-pipes",
    "no last": "table-row-pipes",
    "byte-order mark": "byte-order-mark",
    "second front matter": "front-matter-second",
    "keywords sample": "keywords-sample",
    "one-item list": "front-matter-list",
    "a quoted value over two lines": "front-matter-quote",
    "heading level": "heading-level",
    "straight after a paragraph": "list-gap",
    "makeshift list": "list-of-breaks",
    "escaped break": "line-break",
    "<br": "line-break",
    "breaks inside a phase's name": "phase-summary",
    "trailing breaks": "line-break",
    "breaks inside": "line-break-outside",
    "break that stands alone": "line-break-outside",
    "break at the start": "line-break-outside",
    "phase as a row": "phase-row",
    "footnote": "footnote",
    "braces": "escape",
    "table in HTML": "html-table",
    "attribute list": "attributes",
    "alternative text": "image-alt",
    "[text] (address)": "link-gap",
    "from a local server": "link-local",
    "address of the same page": "link-own",
    "blanks in an address": "link-blank",
    "bare address": "link-bare",
    "asset not at hand": "file-legacy",
    "old relative address": "link-relative",
    "id ": "task-id",
}


def stated(page: Path) -> Stated:
    """What is stated of a page."""
    found: Stated = yaml.safe_load(page.with_suffix(".yml").read_text(encoding="utf-8"))
    return found


class Result:
    """A page after the import, as a reader meets it."""

    def __init__(self, converted: Converted) -> None:
        self.converted = converted
        self.files = [shown(file) for file in converted.files]
        self.home = next(file for file in self.files if file.path == converted.home)
        self.phases = {file.data["id"]: file for file in self.with_id("[A-Z]")}
        self.tasks = {file.data["id"]: file for file in self.with_id(r"[A-Z]-\d+")}
        self.changes = [file for file in self.files if "date" in file.data]

    def with_id(self, pattern: str) -> Iterator[Shown]:
        return (file for file in self.files if re.fullmatch(pattern, str(file.data.get("id", ""))))


PATHS = sorted(PAGES.glob("*.md"))
NAMES = [path.stem for path in PATHS]
REAL_PATHS = sorted(REAL.glob("*.md"))
needs_real = pytest.mark.skipif(not REAL_PATHS, reason="the real pages are not at hand")


@pytest.fixture(scope="module", params=PATHS, ids=NAMES)
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def result(page: Path) -> Result:
    return Result(*imported([page]))


@pytest.fixture(scope="module")
def says(page: Path) -> Stated:
    return stated(page)


def test_a_page_is_of_its_kind_with_its_title_keywords_and_address(result: Result, says: Stated) -> None:
    assert result.converted.kind == says["kind"]
    assert says["title"] in result.home.data["title"]
    assert "keywords" not in says or result.home.data.get("keywords", []) == says["keywords"]
    assert any(alias.endswith(f"/{says['slug']}.html") for alias in result.home.data["aliases"])


def test_a_page_keeps_all_that_it_says(result: Result, says: Stated) -> None:
    for part in [*says.get("contains", []), *says.get("service", {}).get("contains", [])]:
        assert holds(result.home.said, part), part
    assert list(result.home.images) == says.get("images", list(result.home.images))
    for code in says.get("code", []):
        assert code in result.home.code
    headings = [result.home.data["title"], *result.home.headings]
    assert says.get("headings", headings) in (headings, headings[1:])


def test_a_page_keeps_its_links(result: Result, says: Stated) -> None:
    wanted = says.get("links", says.get("service", {}).get("links"))
    if wanted is not None:
        assert not differing_links(result.home, wanted)


def test_a_service_has_its_roles_and_phases(result: Result, says: Stated) -> None:
    assert [role["name"] for role in result.home.data.get("roles", [])] == says.get("roles", [])
    assert list(result.phases) == [phase["id"] for phase in says.get("phases", [])]
    for phase in says.get("phases", []):
        file = result.phases[phase["id"]]
        assert file.data["title"] == phase["title"]
        for part in phase.get("contains", []):
            assert holds(file.said, part), part


def test_each_task_owns_its_text_and_nothing_else(result: Result, says: Stated) -> None:
    assert list(result.tasks) == [task["id"] for task in says.get("tasks", [])]
    for task in says.get("tasks", []):
        file = result.tasks[task["id"]]
        assert file.path.startswith(f"{task['phase'].lower()}-")
        assert file.data["roles"] == task["roles"], task["id"]
        assert file.data.get("performed_by") == task.get("performed_by"), task["id"]
        assert tokens(file.text) == tokens(task["text"]), task["id"]
        assert not differing_links(file, task["links"]), task["id"]
        assert list(file.code) == task.get("code", list(file.code))


def test_a_title_is_made_of_whole_words_from_the_beginning_of_its_task(result: Result, says: Stated) -> None:
    for task in says.get("tasks", []):
        title = result.tasks[task["id"]].data["title"]
        beginning = tokens(task["text"])[: len(tokens(title))]
        assert [word.casefold() for word in tokens(title)] == [word.casefold() for word in beginning], title
        assert len(title) <= LONGER


def test_what_is_no_phase_becomes_a_page_of_the_service(result: Result, says: Stated) -> None:
    for page in says.get("pages", []):
        file = next(file for file in result.files if file.data["title"] == page["title"])
        for part in page["contains"]:
            assert holds(file.said, part), part


def test_each_change_has_its_day_text_links_and_tasks(result: Result, says: Stated) -> None:
    for file, change in zip_longest(result.changes, says.get("changes", [])):
        assert str(file.data["date"]) == str(change["date"])
        assert tokens(file.text or file.data["title"]) == tokens(change["text"])
        assert set(file.data["tasks"]) == set(change["tasks"])
        assert not differing_links(file, change["links"])


def test_each_repair_is_listed_with_its_line(result: Result, says: Stated) -> None:
    found = [(repair.line, repair.code) for repair in result.converted.page.repairs]
    for line, statement in says["repairs"]:
        for what in statement.split("; "):
            code = next((code for name, code in CODES.items() if name in what), None)
            # Damage between two lines is on either of them, and that of the fields is on any of theirs.
            reach = 0 if code is None else 7 if "matter" in code or "keywords" in code else 1
            near = [other for number, other in found if -1 <= number - line <= reach]
            assert code in near if code else near, (line, what, near)


def test_an_imported_tree_has_nothing_that_would_stop_a_build(result: Result) -> None:
    assert [str(problem) for problem in surveyed([result.converted]).problems] == []


def test_an_old_anchor_within_a_phase_works_on_the_page_of_the_whole_process() -> None:
    (converted,) = imported([PAGES / "torvmark_onboarding.md"])
    pages = generate(surveyed([converted]).content, Site(""), own_templates()).pages
    (process,) = (page.markdown for page in pages if page.path == "dsop_torvmark_onboarding.md")
    assert 'id="om-avtalen"' in process


def differing_links(file: Shown, wanted: Sequence[Sequence[str]]) -> list[object]:
    """The links of a file that are not as they should be; persons' bare addresses may have become links."""
    kept = [link for link in file.links if list(link) in wanted or link[1] != f"mailto:{link[0]}"]
    return [
        (link, other)
        for link, other in zip_longest(kept, wanted)
        if not (link and other and tokens(link[0]) == tokens(other[0]) and leads(file, link[1], other[1]))
    ]


def leads(file: Shown, address: str, wanted: str) -> bool:
    """Whether an address is the one that is wanted, or leads to that part of the site."""
    kind, _, part = wanted.partition(":")
    if kind != "internal":
        return address == wanted
    place = target(file, address)
    if part.startswith("phase "):
        return re.match(rf"{part[-1].lower()}-[^/#]+/index\.md", place) is not None
    options = {"service": ("index.md", "../"), "changelog": ("endringslogg/index.md",), "": (file.path,)}
    return place.startswith(options.get(part, part))


# All at once


def test_pages_of_several_services_are_imported_at_once() -> None:
    together = imported(PATHS)
    assert [page.kind for page in together] == [stated(path)["kind"] for path in PATHS]
    paths = [file.path for page in together for file in page.files]
    assert len(set(paths)) == len(paths)
    assert {page.service for page in together} >= {"fjell", "havnedata", "vessel-notice", "kvotevarsel"}
    for page in together:
        assert all(file.path.startswith(f"{page.service}/") for file in page.files)


def test_pages_that_are_imported_at_once_lead_to_one_another() -> None:
    together = {page.page.stem: Result(page) for page in imported(PATHS)}
    about, guide = together["vessel_notice_om"], together["vessel_notice_onboarding"]
    links = {words: target(about.home, address) for words, address in about.home.links}
    assert links["Onboarding of insurers"] == "../dsop_vessel_notice_onboarding.html"
    links = {words: target(guide.tasks["A-1"], address) for words, address in guide.tasks["A-1"].links}
    assert links["About Vessel Notice"] == about.home.path


def test_nothing_of_a_page_is_lost(page: Path) -> None:
    assert list(lost_lines(audits(imported([page])))) == []


def test_nothing_of_pages_that_are_imported_at_once_is_lost() -> None:
    assert list(lost_lines(audits(imported(PATHS)))) == []


def test_an_import_gives_the_same_files_every_time() -> None:
    first, second = (imported(paths) for paths in (PATHS, PATHS))
    assert [page.files for page in first] == [page.files for page in second]
    backwards = {page.page.name: page.files for page in imported(PATHS[::-1])}
    assert backwards == {page.page.name: page.files for page in first}


# The real pages


@needs_real
@pytest.mark.parametrize("path", REAL_PATHS, ids=[path.stem for path in REAL_PATHS])
def test_nothing_of_a_real_page_is_lost(path: Path) -> None:
    assert list(lost_lines(audits(imported([path])))) == []


@needs_real
def test_nothing_of_the_real_pages_is_lost_when_they_are_imported_at_once() -> None:
    assert list(lost_lines(audits(imported(REAL_PATHS)))) == []
