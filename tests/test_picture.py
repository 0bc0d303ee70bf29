"""The picture of a process shows everything that the content says of its order, in the page's own elements."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import test_browser
from bs4 import BeautifulSoup, Tag
from conftest import ROOT, Built, Write, mkdocs, write_files
from hypothesis import given
from hypothesis import strategies as st
from onboarding.content import Task
from onboarding.errors import Source
from onboarding.load import load_content
from onboarding.pages import Templates
from onboarding.pages.picture import in_lanes, picture
from onboarding.prose import Prose
from playwright.sync_api import Browser

browser, url = test_browser.browser, test_browser.url

TEMPLATES = Templates(ROOT / "overrides/onboarding")

ORDERED = {
    "tjeneste/a-start/a-3-svar.md": "---\nid: A-3\ntitle: Svar\nroles: []\nperformed_by: Bits\n---\n\nSvar.\n",
    "tjeneste/a-start/a-4-prov.md": (
        "---\nid: A-4\ntitle: Prøv\nroles: []\nperformed_by: Bits\ndepends_on: [A-1]\n---\n\nPrøv.\n"
    ),
    "tjeneste/a-start/a-5-vent.md": (
        "---\nid: A-5\ntitle: Vent\nroles: []\nperformed_by: NAV\ndepends_on: [A-1, A-2, A-4]\n---\n\nVent.\n"
    ),
    "tjeneste/b-slutt/index.md": (
        "---\nid: B\ntitle: Slutt\nsummary: Bli ferdig.\ngate: Til slutt\ngate_required: true\n---\n"
    ),
    "tjeneste/c-etter/index.md": "---\nid: C\ntitle: Etter\nsummary: Etterpå.\n---\n",
}


def sentences(root: Path, language: str = "nb") -> tuple[str, ...]:
    (service,) = load_content(root).services
    return picture(service, TEMPLATES.words(language), lambda item: item.path).sentences


def test_the_sentences_say_what_comes_before_what_who_else_performs_and_which_phases_must_be_done(docs: Write) -> None:
    assert sentences(docs(ORDERED)) == (
        "Oppgave A-4 kan startes når A-1 er ferdig.",
        "Oppgave A-5 kan startes når A-1, A-2 og A-4 er ferdige.",
        "Bits utfører A-3 og A-4.",
        "NAV utfører A-5.",
        "Fase A bør være ferdig før fase B begynner.",
        "Fase C kan ikke begynne før fase B er ferdig.",
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nn", ["Oppgåve A-4 kan startast når A-1 er ferdig.", "Fase C kan ikkje ta til før fase B er ferdig."]),
        ("en", ["Task A-4 can be started when A-1 is done.", "Phase C cannot begin before phase B is done."]),
    ],
)
def test_the_sentences_are_in_the_service_s_language(language: str, expected: list[str], docs: Write) -> None:
    found = sentences(docs(ORDERED), language)
    assert [found[0], found[-1]] == expected


# The order of the tasks


def tasks(needs: list[set[int]]) -> list[Task]:
    """Tasks A-1, A-2 … that need those of the given numbers."""
    return [
        Task("", Source(""), "", Prose(), id=f"A-{number}", roles=(), depends_on=tuple(f"A-{n}" for n in sorted(some)))
        for number, some in enumerate(needs, 1)
    ]


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ([set(), set(), set()], [1, 2, 3]),
        ([set(), {1}, set(), {2}, set()], [1, 2, 4, 3, 5]),
        ([set(), {1}, {1}, {2, 3}], [1, 2, 3, 4]),
        ([{3}, set(), set()], [2, 3, 1]),
        ([set(), set(), {1}, {2}], [1, 3, 2, 4]),
        ([], []),
    ],
)
def test_a_task_stands_right_after_the_one_that_it_comes_after(needs: list[set[int]], expected: list[int]) -> None:
    assert [task.id for task in in_lanes(tasks(needs))] == [f"A-{number}" for number in expected]


@given(st.permutations(range(1, 9)), st.lists(st.sets(st.integers(0, 7)), min_size=8, max_size=8))
def test_every_task_stands_once_and_after_all_that_it_needs(order: list[int], some: list[set[int]]) -> None:
    # Whatever needs only what is before it in some order can be done in that order.
    places = {number: place for place, number in enumerate(order)}
    needs = [{order[place] for place in some[number - 1] if place < places[number]} for number in range(1, 9)]
    found = in_lanes(tasks(needs))
    assert sorted(task.id for task in found) == [f"A-{number}" for number in range(1, 9)]
    for place, task in enumerate(found):
        assert {*task.depends_on} <= {other.id for other in found[:place]}


# On the pages


def drawn(page: BeautifulSoup) -> list[dict[str, Any]]:
    """What the picture on a page shows, phase by phase."""
    return [
        {
            "phase": text(phase.select_one(".process-phase")),
            "address": address(phase.select_one(".process-phase")),
            "tasks": [(text(task), address(task)) for task in phase.select("ul > li")],
            "gate": [text(gate) for gate in phase.select(".process-gate")],
        }
        for phase in page.select(".process > ol > li")
    ]


def text(element: Tag | None) -> str:
    assert element
    return " ".join(element.get_text().split())


def address(element: Tag | None) -> str:
    link = element.find("a") if element else None
    assert isinstance(link, Tag)
    return str(link["href"])


def built(project: Path) -> Built:
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    return Built(project / "site", done.stderr)


def test_the_front_page_and_the_whole_process_show_every_phase_task_gate_and_performer(project: Path) -> None:
    write_files(project / "docs", ORDERED)
    site = built(project)
    for page, a, b, c in (
        ("tjeneste/", "a-start/", "b-slutt/", "c-etter/"),
        ("tjeneste_prosess.html", "", "", ""),
    ):
        assert drawn(site.page(page)) == [
            {
                "phase": "A Start",
                "address": a or "#a-start",
                "tasks": [
                    ("A-1 Les", f"{a}#a-1"),
                    ("A-4 Prøv etter A-1 utføres av Bits", f"{a}#a-4"),
                    ("A-2 Bestill", f"{a}#a-2"),
                    ("A-5 Vent etter A-1, A-2, A-4 utføres av NAV", f"{a}#a-5"),
                    ("A-3 Svar utføres av Bits", f"{a}#a-3"),
                ],
                "gate": ["Bør være ferdig før fase B"],
            },
            {
                "phase": "B Slutt",
                "address": b or "#b-slutt",
                "tasks": [("B-1 Bli ferdig", f"{b}#b-1")],
                "gate": ["Må være ferdig før fase C"],
            },
            {"phase": "C Etter", "address": c or "#c-etter", "tasks": [], "gate": []},
        ]
        arrows = site.page(page).select(".process li:has(> .process-next) > a")
        assert [text(task) for task in arrows] == ["A-4 Prøv", "A-5 Vent"]
        words = [text(item) for item in site.page(page).select(".process-words li")]
        assert words == [*sentences(project / "docs")]


def test_the_picture_has_no_style_of_its_own_and_the_search_does_not_find_it(site: Built) -> None:
    for page in ("ssu/", "dsop_su_onboarding.html"):
        (process,) = site.page(page).select(".process")
        assert not process.select("[style], style, script")
    index = (site.folder / "search/search_index.json").read_text(encoding="utf-8")
    assert "Må være ferdig før fase" not in index
    assert "Oppgave B-2 kan startes når" not in index


TITLE = "Registrering av virksomhetssertifikatbestillingsskjemaer og databehandleravtaler"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a service of 26 phases of 20 tasks, and one of a phase and a task; titles and performers are long."""
    folder = tmp_path_factory.mktemp("large")
    for name in ("overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    files = {"index.md": "---\ntitle: Forside\n---\n\nVelkommen.\n"}
    for name, letters, count in (("stor", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 20), ("liten", "A", 1)):
        files[f"{name}/index.md"] = (
            f"---\ntype: service\nid: {name}\nslug: {name}_p\ntitle: {TITLE}\nshort_title: S\nsummary: S.\n"
            "roles: [{name: Alle, summary: A.}]\n---\n"
        )
        for letter in letters:
            phase = f"{name}/{letter.lower()}-fase"
            files[f"{phase}/index.md"] = f"---\nid: {letter}\ntitle: {TITLE}\nsummary: S.\n---\n"
            for number in range(1, count + 1):
                needs = ", ".join(f"{letter}-{earlier}" for earlier in range(1, number) if number % 4 == 0)
                files[f"{phase}/{letter.lower()}-{number}.md"] = (
                    f"---\nid: {letter}-{number}\ntitle: {TITLE}\nroles: []\nperformed_by: {TITLE}\n"
                    f"depends_on: [{needs}]\n---\n\nGjør det.\n"
                )
    write_files(folder / "docs", files)
    yield from test_browser.serve(built(folder).folder)


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
@pytest.mark.parametrize("service", ["stor", "liten"])
def test_a_process_of_any_size_fits_any_width(service: str, width: int, browser: Browser, large: str) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{large}{service}/", wait_until="load")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator(".process li li").count() == (520 if service == "stor" else 1)
        assert page.evaluate(CUT) == []


# Elements of the picture that hold more than there is room for, or stand outside of the text's column.
CUT = """() => {
  const column = document.querySelector(".md-content__inner").getBoundingClientRect();
  return [...document.querySelectorAll(".process *")]
    .filter(element => {
      const place = element.getBoundingClientRect();
      const isCut = element.scrollWidth > Math.ceil(place.width) && getComputedStyle(element).display !== "inline";
      return isCut || place.left < column.left - 1 || place.right > column.right + 1;
    })
    .map(element => element.outerHTML.slice(0, 120));
}"""


LINE = """phases => phases.map(phase => {
  const style = getComputedStyle(phase);
  return [style.borderLeftStyle, Number.parseFloat(style.borderLeftWidth) > 0];
})"""


@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_line_is_whole_where_a_phase_must_be_done_and_ends_at_the_last(
    forced: Any, browser: Browser, url: str
) -> None:
    with browser.new_context(forced_colors=forced) as context:
        page = context.new_page()
        page.goto(f"{url}ssu/", wait_until="load")
        lines = page.locator(".process > ol > li").evaluate_all(LINE)
    assert lines == [["dashed", True], ["solid", True], ["solid", True], ["none", False]]
