"""The SSU content states every fact that it must, on the page where a company looks for it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from conftest import ROOT, Built
from onboarding.load import load_content

FACTS: dict[str, Any] = yaml.safe_load((ROOT / "tests/ssu-facts.yml").read_text(encoding="utf-8"))
PHASE_PAGES = {"A": "a-forberedelse", "B": "b-registrering-og-signering", "C": "c-integrasjon", "D": "d-produksjon"}
OLD_PAGE = "dsop_su_onboarding.html"


def phase_page(site: Built, task: str) -> BeautifulSoup:
    return site.page(f"ssu/{PHASE_PAGES[task[0]]}/")


def section(page: BeautifulSoup, anchor: str) -> list[Tag]:
    """What stands between the heading with this anchor and the next one of its level or above."""
    heading = page.find(id=anchor)
    assert isinstance(heading, Tag), anchor
    found = []
    for element in heading.find_next_siblings():
        if element.name in ("h1", "h2", "h3") and element.name <= heading.name:
            break
        found.append(element)
    return found


def addresses(elements: list[Tag]) -> set[str]:
    links = [link for element in elements for link in element.find_all("a")]
    return {unquote(str(link["href"])) for link in links if "headerlink" not in (link.get("class") or [])}


def row(page: BeautifulSoup, task: str) -> list[Tag]:
    for line in page.select("table tbody tr"):
        cells = line.find_all("td")
        if cells[0].get_text(strip=True) == task:
            return list(cells)
    raise AssertionError(task)


@pytest.mark.parametrize("task", FACTS["tasks"])
def test_each_task_has_its_row_with_roles_and_links(task: str, site: Built) -> None:
    cells = row(phase_page(site, task), task)
    roles, performer = ", ".join(FACTS["tasks"][task]["roles"]), FACTS["tasks"][task].get("performed_by")
    alone = f"Utføres av {performer}" if performer else "Ikke oppgitt"
    named = f"{roles} (utføres av {performer})" if roles and performer else roles or alone
    assert cells[2].get_text().strip() == named
    assert {unquote(link) for link in FACTS["tasks"][task]["links"]} <= addresses([cells[3]])


@pytest.mark.parametrize("task", FACTS["tasks"])
def test_each_task_has_its_section_with_roles_and_links(task: str, site: Built) -> None:
    body = section(phase_page(site, task), task.lower())
    roles, performer = FACTS["tasks"][task]["roles"], FACTS["tasks"][task].get("performed_by")
    nobody = [] if performer else ["Ansvarlig er ikke oppgitt"]
    assert [label.get_text() for label in body[0].select(".role")] == (roles or nobody)
    named = [label.get_text() for label in body[0].select(".performer")]
    assert named == ([f"Utføres av {performer}"] if performer else [])
    needs = FACTS["tasks"][task].get("depends_on", [])
    assert [found.get_text() for found in body[0].select(".earlier")] == (
        [f"Etter {', '.join(needs)}"] if needs else []
    )
    assert [link["href"] for link in body[0].select(".earlier a")] == [f"#{other.lower()}" for other in needs]
    assert {unquote(link) for link in FACTS["tasks"][task]["links"]} <= addresses(body)


def test_the_content_knows_the_order_of_tasks_and_phases() -> None:
    (service,) = load_content(ROOT / "docs").services
    needs = {task: facts["depends_on"] for task, facts in FACTS["tasks"].items() if "depends_on" in facts}
    assert {task.id: [*task.depends_on] for task in service.tasks if task.depends_on} == needs
    assert [phase.id for phase in service.phases if phase.gate_required] == FACTS["required"]
    assert [role.name for role in service.roles if role.everyone] == FACTS["everyone"]
    waiting = {task.id: task.waits_for for task in service.tasks if task.waits_for}
    assert waiting == {task: facts["performed_by"] for task, facts in FACTS["tasks"].items() if "performed_by" in facts}


@pytest.mark.parametrize("anchor", FACTS["sections"])
@pytest.mark.parametrize("address", ["ssu/", OLD_PAGE])
def test_criteria_and_registration_have_their_links(anchor: str, address: str, site: Built) -> None:
    assert {unquote(link) for link in FACTS["sections"][anchor]} <= addresses(section(site.page(address), anchor))


def test_the_phases_have_their_names(site: Built) -> None:
    overview = [line.find("td") for line in site.page("ssu/").select("table tbody tr")]
    assert [cell.get_text() for cell in overview if cell] == [
        f"{phase} {title}" for phase, title in FACTS["phases"].items()
    ]


def test_the_service_has_its_name_and_roles(site: Built) -> None:
    page = site.page("ssu/")
    heading = page.find("h1")
    assert heading is not None
    assert FACTS["title"] in heading.get_text()
    assert {label.get_text() for label in page.select("ul .role")} == set(FACTS["roles"])


def test_the_old_pages_log_is_in_the_changelog(site: Built) -> None:
    page = site.page("ssu/endringslogg/")
    for change in FACTS["changes"]:
        year, month, day = change["date"].split("-")
        assert f"{day}.{month}.{year}" in page.get_text()
        assert {f"../{PHASE_PAGES[task[0]]}/#{task.lower()}" for task in change["tasks"]} <= addresses([page])


def test_every_anchor_of_the_old_page_still_works(site: Built) -> None:
    ids = {str(element["id"]) for element in site.page(OLD_PAGE).find_all(id=True)}
    assert ids >= {
        "kriterier-for-bruk-av-ssu", "registrering", "onboardingsprosessen", "tilpasninger", "endringslogg",
        "a-forberedelse", "a--forberedelse", "a---forberedelse",
        "b-registrering-og-signering-av-avtaler-og-vilkår", "b---registrering-og-signering-av-avtaler-og-vilkår",
        "c-integrasjon", "c--integrasjon", "c---integrasjon", "d-produksjon", "d--produksjon", "d---produksjon",
    }  # fmt: skip


def test_task_anchors_stand_on_their_phase_s_page_and_the_whole_process_alone(site: Built) -> None:
    for task in FACTS["tasks"]:
        pages = {
            file.relative_to(site.folder).as_posix()
            for file in site.folder.rglob("*.html")
            if BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").find(id=task.lower())
        }
        assert pages == {OLD_PAGE, f"ssu/{PHASE_PAGES[task[0]]}/index.html"}
