"""The page «Lenkestatus»: made from the nights' history, and from nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Built, mkdocs
from onboarding.links.history import write_history
from onboarding.links.model import History

PAGE = "om/lenkestatus/"


def built(project: Path, history: Path) -> str:
    done = mkdocs("build", "--strict", cwd=project, LINK_HISTORY=str(history))
    assert done.returncode == 0, done.stderr
    return (project / "site" / PAGE / "index.html").read_text(encoding="utf-8")


def test_every_address_stands_there_with_its_nights(site: Built, history: History) -> None:
    page = site.page(PAGE)
    assert {str(line.string) for line in page.select(".link-address")} == {link.url for link in history.links}
    assert len(page.select(".nights")) == len(history.links)


def test_it_is_in_the_menu(site: Built) -> None:
    assert "Lenkestatus" in [link.get_text(strip=True) for link in site.page("om/").select(".md-nav a")]


def test_it_stays_out_of_the_search(site: Built) -> None:
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    assert not [entry for entry in index["docs"] if entry["location"].startswith(PAGE)]


def test_it_leads_nowhere_outside_the_site(site: Built) -> None:
    assert not [link for link in site.page(PAGE).select(".md-content a") if str(link["href"]).startswith("http")]


def test_it_has_no_source_to_edit(site: Built) -> None:
    assert not site.page(PAGE).select("a[rel=edit]")


def test_without_a_history_it_says_that_nothing_was_checked(project: Path, tmp_path: Path) -> None:
    assert "ikke sjekket ennå" in built(project, tmp_path / "history.json")


def test_a_history_is_found_beside_the_settings(project: Path, history: History) -> None:
    write_history(project / "nights/history.json", history)
    assert history.links[0].url in built(project, Path("nights/history.json"))


@pytest.mark.parametrize("text", ["{", '{"schema": 99}'])
def test_a_history_that_cannot_be_used_stops_the_build_before_the_last_site_goes(project: Path, text: str) -> None:
    before = built(project, Path("history.json"))
    (project / "history.json").write_text(text, encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=project, LINK_HISTORY="history.json")
    assert done.returncode == 1
    assert "history.json er" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site" / PAGE / "index.html").read_text(encoding="utf-8") == before


def test_a_content_file_in_its_place_is_a_problem(project: Path) -> None:
    (project / "docs" / "om").mkdir(exist_ok=True)
    (project / "docs/om/lenkestatus.md").write_text("---\ntitle: Min egen\n---\n\nTekst.\n", encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode == 1
    assert "docs/om/lenkestatus.md:1" in done.stderr
    assert "[page-clash]" in done.stderr
