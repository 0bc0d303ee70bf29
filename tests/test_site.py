"""A real strict build: what is published, and what a problem costs."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import Tag
from conftest import PRODUCTION, ROOT, Built, mkdocs, write_files

ATOM = "{http://www.w3.org/2005/Atom}"
URL = PRODUCTION["SITE_URL"]


def attribute(element: Tag | None, name: str) -> str:
    assert element is not None
    return str(element[name])


def test_nothing_is_warned_about(site: Built) -> None:
    assert [line for line in site.log.splitlines() if not line.startswith("INFO")] == []


def test_no_template_is_published(site: Built) -> None:
    assert not (site.folder / "onboarding").exists()
    assert not [file for file in site.folder.rglob("*.*") if "{%" in file.read_text(errors="ignore")]


def test_every_page_is_norwegian_and_has_a_title_and_a_description(site: Built) -> None:
    for file in site.folder.rglob("*.html"):
        page = site.page(file.relative_to(site.folder).as_posix())
        assert attribute(page.find("html"), "lang") == "nb", file
        assert page.title is not None
        assert page.title.get_text(), file
        if not page.find("meta", {"name": "robots"}):
            assert attribute(page.find("meta", {"name": "description"}), "content"), file


def test_keywords_come_from_the_front_matter(site: Built) -> None:
    page = site.page("ssu/a-forberedelse/")
    assert "virksomhetssertifikat" in attribute(page.find("meta", {"name": "keywords"}), "content")


def test_an_id_stands_once_on_a_page(site: Built) -> None:
    for file in site.folder.rglob("*.html"):
        ids = [element["id"] for element in site.page(file.relative_to(site.folder).as_posix()).find_all(id=True)]
        assert len(ids) == len(set(ids)), file


def test_the_whole_process_names_another_page_as_canonical(site: Built) -> None:
    def canonical(address: str) -> str:
        return attribute(site.page(address).find("link", rel="canonical"), "href")

    assert canonical("dsop_su_onboarding.html") == f"{URL}ssu/"
    assert canonical("ssu/a-forberedelse/") == f"{URL}ssu/a-forberedelse/"


def test_the_sitemap_has_each_canonical_address_once(site: Built) -> None:
    tree = ET.parse(site.folder / "sitemap.xml")  # noqa: S314  our own build's
    places = [element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"{URL}ssu/" in places
    assert f"{URL}ssu/a-forberedelse/" in places
    assert f"{URL}dsop_su_onboarding.html" not in places
    assert len(places) == len(set(places))


def test_search_finds_each_text_once(site: Built) -> None:
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    places = [entry["location"] for entry in index["docs"]]
    assert index["config"]["lang"] == ["no"]
    assert [place for place in places if place.endswith("#a-4")] == ["ssu/a-forberedelse/#a-4"]
    assert not [place for place in places if place.startswith("dsop_su_onboarding")]
    assert not [entry for entry in index["docs"] if "Rediger" in entry["text"] and "foresla" not in entry["location"]]


@pytest.mark.parametrize(
    ("address", "text", "source"),
    [
        ("ssu/a-forberedelse/", "A-4", "ssu/a-forberedelse/a-4-maskinporten.md"),
        ("dsop_su_onboarding.html", "A-4", "ssu/a-forberedelse/a-4-maskinporten.md"),
        ("ssu/endringslogg/", "A-4", "ssu/endringslogg/2021-01-05-a-4.md"),
    ],
)
def test_edit_links_lead_straight_to_the_source(address: str, text: str, source: str, site: Built) -> None:
    edit = f"{PRODUCTION['REPO_URL']}/edit/main/docs/{source}"
    link = site.page(address).find("a", href=edit)
    assert text in attribute(link, "title")


def test_a_page_of_one_source_has_an_edit_link(site: Built) -> None:
    edit = f"{PRODUCTION['REPO_URL']}/edit/main/docs/ssu/a-forberedelse/index.md"
    assert site.page("ssu/a-forberedelse/").find("a", href=edit, rel="edit")
    assert site.page("index.html").find("a", href=f"{PRODUCTION['REPO_URL']}/edit/main/docs/index.md", rel="edit")


def test_last_changed_leads_to_the_entry_in_the_changelog(site: Built) -> None:
    link = site.page("ssu/a-forberedelse/").find("a", string="05.01.2021")
    assert attribute(link, "href") == "../endringslogg/#2021-01-05-a-4"
    assert site.page("ssu/endringslogg/").find(id="2021-01-05-a-4")


def test_browsers_find_the_feed(site: Built) -> None:
    link = site.page("ssu/endringslogg/").find("link", type="application/atom+xml")
    assert attribute(link, "href") == "../endringslogg.xml"
    tree = ET.parse(site.folder / "ssu/endringslogg.xml")  # noqa: S314  our own build's
    entry = tree.find(f"{ATOM}entry")
    assert entry is not None
    for name in ("id", "title", "updated", "content"):
        assert entry.findtext(f"{ATOM}{name}")


def test_the_process_page_links_the_data(site: Built) -> None:
    links = {str(link["href"]) for link in site.page("dsop_su_onboarding.html").find_all("a")}
    assert links >= {"ssu/oppgaver.csv", "ssu/oppgaver.xlsx", "ssu/oppgaver.json"}


def test_words_explain_themselves_where_a_section_uses_them_first(site: Built) -> None:
    page = site.page("ssu/a-forberedelse/")
    explained = page.find("abbr", string="AAP")
    assert "arbeidsavklaringspenger" in attribute(explained, "title").lower()
    assert not page.select("h1 abbr, h2 abbr, a abbr")


def test_the_menu_runs_through_the_phases(site: Built) -> None:
    followed = []
    address = "ssu/"
    for _ in range(4):
        link = site.page(address).find("link", rel="next")
        address = str(Path("/", address, attribute(link, "href")).resolve())[1:] + "/"
        followed.append(address.split("/")[1][0])
    assert followed == ["a", "b", "c", "d"]


def test_no_english_of_the_theme_is_left(site: Built) -> None:
    for file in site.folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(
            r"aria-label=\"(Header|Footer|Navigation|Search)\"|Made with|Back to top|Not found", text
        ), file


def test_the_404_page_is_norwegian_and_names_the_contact(site: Built) -> None:
    page = site.page("404.html")
    heading = page.find("h1")
    assert heading is not None
    assert "finnes ikke" in heading.get_text()
    assert page.find("a", href="https://online3.superoffice.com/Cust28770/CS/scripts/customer.fcgi")


def test_a_problem_costs_nothing_of_the_last_good_site(project: Path) -> None:
    assert mkdocs("build", "--strict", cwd=project).returncode == 0
    before = {file: file.read_bytes() for file in (project / "site").rglob("*") if file.is_file()}
    (project / "docs/side.md").write_text("---\ntitle: 1\nukjent: x\n---\n", encoding="utf-8")
    failed = mkdocs("build", cwd=project)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert "2 problemer i innholdet" in failed.stderr
    assert "docs/side.md:2: feltet «title» skal være en tekst" in failed.stderr
    assert "docs/side.md:3: ukjent felt «ukjent»" in failed.stderr
    assert {file: file.read_bytes() for file in (project / "site").rglob("*") if file.is_file()} == before


def test_what_no_page_may_have_is_said_with_the_editors_file_before_the_last_good_site_is_gone(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site/index.html").write_text("god", encoding="utf-8")
    text = '---\ntitle: Side\n---\n\n<i onclick="vis()">Kart</i>\n\n<b style="color: red">Rødt</b>\n'
    (project / "docs/side.md").write_text(text, encoding="utf-8")
    failed = mkdocs("build", cwd=project)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert "2 problemer i innholdet" in failed.stderr
    assert "docs/side.md:5: «onclick» i koden kjører et skript" in failed.stderr
    assert "docs/side.md:7: attributtet «style» endrer utseendet" in failed.stderr
    assert (project / "site/index.html").read_text(encoding="utf-8") == "god"


def test_a_new_service_is_a_folder_of_content(project: Path) -> None:
    for file in list((project / "docs/tjeneste").rglob("*.md")):
        copy = project / "docs/annen" / file.relative_to(project / "docs/tjeneste")
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8").replace("tjeneste_prosess", "annen_prosess")
        copy.write_text(text.replace("id: tjeneste", "id: annen").replace("title: ET", "title: EA"), encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    assert (project / "site/annen/a-start/index.html").exists()
    assert (project / "site/annen_prosess.html").exists()
    assert "EA" in (project / "site/index.html").read_text(encoding="utf-8")


def test_without_a_repository_there_are_no_edit_links(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRODUCTION, "REPO_URL", "")
    assert mkdocs("build", "--strict", cwd=project).returncode == 0
    page = Built(project / "site", "").page("tjeneste/a-start/")
    assert not page.select("a[rel=edit], .edit-link")


def test_addresses_without_folders_work_too(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nuse_directory_urls: false\n", encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    assert (project / "site/tjeneste_prosess.html").exists()
    data = json.loads((project / "site/tjeneste/oppgaver.json").read_text(encoding="utf-8"))
    assert data["tasks"][0]["url"] == f"{URL}tjeneste/a-start/index.html#a-1"


def test_two_services_of_different_kinds_make_one_site(project: Path) -> None:
    shutil.rmtree(project / "docs")
    shutil.copytree(ROOT / "tests/golden/pages/two-services/in/docs", project / "docs")
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    site = Built(project / "site", "")
    assert "9 March 2026" in site.page("loan/endringslogg/").get_text()
    assert "24.12.2025" in site.page("konto/endringslogg/").get_text()
    assert [label.get_text() for label in site.page("loan/").select("ul .role")] == ["Borrower"]
    assert [label.get_text() for label in site.page("konto/").select("ul .role")] == ["Kunde", "Bank | filial"]
    assert site.page("loan/k-apply/").find(lang="en")
    assert site.page("loan/k-apply/").find("td", string="Performed by The bank")
    for edit in site.page("loan/k-apply/").select(".task-facts .edit-link"):
        assert edit.find_previous_sibling()  # the stylesheet parts it from what stands before
    tabs = [tab.get_text(strip=True) for tab in site.page("index.html").select(".md-tabs__link")]
    assert tabs == ["Forside", "Konto", "Loan", "Om"]


ODD_TITLE = 'Gjør «det» {k} <b> & "slik" | a_b *c* [d]'
ODD_TASK = f"""---
id: A-3
title: {json.dumps(ODD_TITLE, ensure_ascii=False)}
roles: []
aliases: [gammel/s%C3%B8knad.html, "#eldre"]
---

## Bruk {{navn}} i adressen

Se [over](#bruk-navn-i-adressen), [A-1](a-1-les.md#slik-leser-du) og skriv til <post@example.no> eller
<tel:+4722222222>.

- En
    - To [skjema](../../onboarding/skjema.pdf)

| Kode | Lenke |
| --- | --- |
| `[a](a-1-les.md)` | [a](a-1-les.md) |
"""
CODE_TASK = "---\nid: A-4\ntitle: Kjør\nroles: []\n---\n\nKjør:\n\n```sh\ncurl https://x.example.no\n```\n\nFerdig.\n"


def test_what_check_accepts_is_built_strictly_and_whole(project: Path) -> None:
    files = {
        "tjeneste/a-start/a-3-rart.md": ODD_TASK,
        "tjeneste/a-start/a-4-kode.md": CODE_TASK,
        "onboarding/skjema.pdf": "PDF",
        "side.md": "---\ntitle: 'Side <b>'\nsummary: 'Si \"hei\" <x> & y'\n---\n\nTekst.\n",
    }
    write_files(project / "docs", files)
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    site = Built(project / "site", "")
    for address in ("tjeneste/a-start/", "tjeneste_prosess.html"):
        page = site.page(address)
        heading = page.find(id="a-3")
        assert heading is not None
        assert heading.get_text().removesuffix("¶") == f"A-3 {ODD_TITLE}"
        assert page.find(id="a-3-bruk-navn-i-adressen")
        assert page.find(id="eldre")
        assert page.find("code", string="[a](a-1-les.md)")
        assert "curl https://x.example.no" in page.get_text()
    side = site.page("side/")
    assert attribute(side.find("meta", {"name": "description"}), "content") == 'Si "hei" <x> & y'
    assert side.title is not None
    assert side.title.get_text() == "Side <b> - DSOP-onboarding"
    assert side.select_one(".md-tabs b, .md-nav b") is None
    assert (project / "site/onboarding/skjema.pdf").exists()
    assert (project / "site/gammel/søknad.html").exists()


def test_a_page_says_where_one_is_and_helps_one_around(site: Built) -> None:
    page = site.page("ssu/a-forberedelse/")
    path = page.select_one(".md-path")
    assert path is not None
    assert [part.get_text(strip=True) for part in path.select("li")] == ["Forside", "SSU", "A Forberedelse"]
    assert page.select_one(".md-tabs__item--active, .md-tabs__link--active")
    assert page.select_one("[data-md-component=top]")
    assert attribute(page.select_one("#a-4 .headerlink"), "href") == "#a-4"
    assert not page.select("[data-md-component=source]")  # a counter of stars would be asked of another host
