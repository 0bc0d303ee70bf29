"""The whole process on paper: what Chromium prints, read back from the PDF."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import test_browser
from conftest import PRODUCTION, ROOT, Built, Write, mkdocs, write_files
from desk import MINE, PHASE, PROCESS, Desk
from onboarding.load import load_content
from onboarding.pages.paper import paper_style
from onboarding.printing import PrintError, documents
from onboarding.rendering.paper import for_paper
from playwright.sync_api import Page, expect
from pypdf import PageObject, PdfReader

browser, page, url = test_browser.browser, test_browser.page, test_browser.url

SERVICE = "Syke- og uføreopplysninger fra NAV"
PHASES = ["A Forberedelse", "B Registrering og signering av avtaler og vilkår", "C Integrasjon", "D Produksjon"]
ONBOARDING = Path(sys.executable).with_name("onboarding")


def pdf(site: Path, out: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ONBOARDING, "pdf", "--site", site, "--out", out, *arguments],
        cwd=ROOT,
        env={**os.environ, **PRODUCTION, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def printed(site: Built, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    out = tmp_path_factory.mktemp("pdf")
    done = pdf(site.folder, out)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{out / 'dsop_su_onboarding.pdf'}\n"
    assert [file.name for file in out.iterdir()] == ["dsop_su_onboarding.pdf"]
    return PdfReader(out / "dsop_su_onboarding.pdf")


def lines_of(sheet: PageObject) -> list[str]:
    """What stands on a sheet, without the line in its margin, which comes first."""
    return [line.strip() for line in sheet.extract_text().split("\n")[1:]]


def text_of(reader: PdfReader) -> str:
    """The words in order, whatever lines they stand on."""
    return " ".join(" ".join(" ".join(lines_of(page)) for page in reader.pages).split())


def is_in(words: str, text: str) -> int:
    """How often the words are in a text, wherever lines and letters are set apart."""
    return re.sub(r"\s", "", text).count(re.sub(r"\s", "", words))


def outline(reader: PdfReader) -> Iterator[tuple[int, str, int]]:
    """Each bookmark: its level, its words and its sheet."""

    def walk(items: list[Any], level: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, level + 1)
            else:
                sheet = reader.get_destination_page_number(item)
                assert sheet is not None
                yield level, str(item.title), sheet

    return walk(reader.outline, 1)


def addresses(reader: PdfReader) -> list[str]:
    """Where the links of the PDF lead that lead out of it."""
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [str(note["/A"]["/URI"]) for note in notes if "/A" in note and "/URI" in note["/A"]]


def test_the_pdf_is_tagged_and_says_its_language_and_its_title(printed: PdfReader) -> None:
    root: Any = printed.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "nb"
    assert printed.metadata
    assert str(printed.metadata.title).startswith("SSU: hele prosessen på én side")


def test_it_is_a4(printed: PdfReader) -> None:
    for sheet in printed.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)


def test_the_bookmarks_are_the_phases_with_their_tasks(printed: PdfReader) -> None:
    found = list(outline(printed))
    assert found[0] == (1, f"{SERVICE}: hele prosessen på én side", 0)
    assert [words for level, words, _ in found if level == 2 and words in PHASES] == PHASES
    tasks = [words for level, words, _ in found if level == 3 and re.match("A-", words)]
    assert tasks[0] == "A-1 Bli kjent med SSU"
    assert len(tasks) == 7
    assert [words for _, words, _ in found].index(tasks[-1]) < [words for _, words, _ in found].index(PHASES[1])


def test_each_heading_is_a_bookmark_as_it_is_written(printed: PdfReader, site: Built) -> None:
    article = site.page("dsop_su_onboarding.html").find("article")
    assert article
    for link in article.select(".headerlink"):
        link.decompose()
    headings = [heading.get_text() for heading in article.select("h1, h2, h3, h4")]
    assert [words for _, words, _ in outline(printed)] == headings


def test_each_phase_begins_a_sheet(printed: PdfReader) -> None:
    sheets = {words: sheet for _, words, sheet in outline(printed)}
    for phase in PHASES:
        assert lines_of(printed.pages[sheets[phase]])[0] == phase
    assert sheets["Fasene"] < sheets[PHASES[0]] < sheets[PHASES[1]]


def test_no_task_that_fits_on_a_sheet_is_cut(printed: PdfReader) -> None:
    found = list(outline(printed))
    for (_, words, sheet), (_, _, following) in pairwise(found):
        if re.match("[A-D]-", words):
            assert following - sheet in (0, 1)
    for sheet in printed.pages:
        first = lines_of(sheet)[0]
        assert [words for _, words, _ in found if is_in(first, words)], first


def test_the_head_says_version_and_dates(printed: PdfReader) -> None:
    head = printed.pages[0].extract_text()
    assert re.search(
        r"Innholdet er versjon [0-9a-f]{8} · Sist endret \d\d\.\d\d\.\d{4} · Bygget \d\d\.\d\d\.\d{4}", head
    )


def test_every_sheet_says_the_title_and_its_number(printed: PdfReader) -> None:
    for number, sheet in enumerate(printed.pages, 1):
        text = sheet.extract_text()
        assert SERVICE in text
        assert f"{number} / {len(printed.pages)}" in text


def test_addresses_stand_after_the_links_and_not_in_the_tables_of_tasks(printed: PdfReader) -> None:
    text = text_of(printed)
    assert is_in("NAVs API-portal (https://api-portal.nav.no/)", text)
    assert is_in("(https://www.commfides.com/commfides-virksomhetssertifikat/)", text) == 1
    assert "(#" not in text


def test_the_links_lead_to_the_published_sites(printed: PdfReader) -> None:
    found = addresses(printed)
    assert "https://www.commfides.com/commfides-virksomhetssertifikat/" in found
    assert not [address for address in found if not address.startswith("https://")]
    assert not [address for address in found if "127.0.0.1" in address or "localhost" in address]


def test_nothing_is_printed_that_is_for_the_screen(printed: PdfReader) -> None:
    text = text_of(printed)
    for words in ("Rediger", "Hopp til", "Last ned", "Søk", "Til toppen", "Forside", "Bytt til", "Denne siden"):
        assert words not in text


def printed_with(page: Page, url: str, script: str) -> PdfReader:
    page.goto(f"{url}dsop_su_onboarding.html", wait_until="networkidle")
    page.evaluate(script)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def test_each_task_has_a_box_that_is_ticked_where_it_is_done(page: Page, url: str) -> None:
    script = """() => {
      document.getElementById("a-2").classList.add("task-done");
      document.getElementById("a-3").dataset.statusText = "I gang";
    }"""
    text = text_of(printed_with(page, url, script))
    assert re.search("✓ ?A-2 Bli kjent", text)
    assert text.count("✓") == 1
    assert is_in("A-3 Bestill virksomhetssertifikater for test og produksjon (I gang)", text) == 1
    page.emulate_media(media="print")
    boxes = page.locator("article .task").evaluate_all(
        "all => all.map((one) => getComputedStyle(one, '::before')).map((box) =>"
        " [box.borderTopWidth, box.borderTopStyle, box.width === box.height])"
    )
    assert len(boxes) == 18
    assert {(width != "0px", style, square) for width, style, square in boxes} == {(True, "solid", True)}


def test_what_a_filter_hides_is_not_printed_and_the_head_says_which_filter(page: Page, url: str) -> None:
    script = """() => {
      document.getElementById("a-1").parentElement.hidden = true;
      document.getElementById("a-2").parentElement.classList.add("workbench-filtered");
      document.querySelectorAll("tr:has(.task-id)")[0].hidden = true;
      document.querySelectorAll("tr:has(.task-id)")[1].classList.add("workbench-filtered");
      document.querySelector("p.workbench-print").textContent = "Utvalg: IT.";
      document.querySelector("h1").insertAdjacentHTML("afterend",
        '<div class="workbench"><button>Kontroll</button><p class="workbench-print">Fremdrift</p></div>' +
        '<div class="workbench">Mer kontroll</div>');
    }"""
    text = text_of(printed_with(page, url, script))
    assert "A-1 " not in text
    assert not re.search(r"A-2 (?!,)", text)
    assert "A-3 Bestill" in text
    assert "Utvalg: IT." in text
    assert "Fremdrift" in text
    assert "ontroll" not in text.partition("A Forberedelse")[0]


def write_notes(page: Page, url: str) -> None:
    """Tick and note something, as a reader does."""
    desk = Desk(page, url)
    desk.open(PHASE)
    for task, status in {"A-1": "Ferdig", "A-2": "I gang", "A-3": "Ikke aktuelt"}.items():
        desk.choose(task, status)
    desk.unfold("A-1")
    for name, text in {
        "Ansvarlig person": "Kari Nordmann",
        "Frist": "2090-02-03",
        "Notat": "Ring først.\nSpør så.",
    }.items():
        desk.field("A-1", name).fill(text)
    desk.unfold("A-2")
    desk.field("A-2", "Frist").fill("2001-02-03")


def printed_page(page: Page, address: str) -> PdfReader:
    page.goto(address, wait_until="networkidle")
    expect(page.get_by_role("region", name="Fremdrift", exact=True)).to_be_visible()
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def part_of(text: str, task: str, following: str) -> str:
    """What stands from the last place with the name of a task to the one with the next."""
    return text[text.rindex(task) : text.rindex(following)]


@pytest.mark.parametrize("address", [PHASE, PROCESS])
def test_paper_shows_what_the_reader_noted_below_each_task(page: Page, url: str, address: str) -> None:
    write_notes(page, url)
    text = text_of(printed_page(page, url + address))
    first = part_of(text, "A-1 Bli kjent", "A-2 Bli kjent")
    assert "Ansvarlig: Kari Nordmann Frist: 03.02.2090 Notat: Ring først. Spør så." in first
    assert "Frist: 03.02.2001 (fristen er ute)" in part_of(text, "A-2 Bli kjent", "A-3 Bestill")
    for words in ("Ansvarlig:", "Frist:", "Notat:", "Status:", "Notat, ansvarlig", "Slett alt"):
        assert words not in part_of(text, "A-3 Bestill", "Siste endringer" if address == PHASE else "D Produksjon")


def test_my_tasks_are_a_short_list_on_paper(page: Page, url: str) -> None:
    write_notes(page, url)
    reader = printed_page(page, url + MINE)
    assert len(reader.pages) == 1
    text = text_of(reader)
    first, second, third, rest = re.split("A-[234] ", text, maxsplit=3)
    assert "✓" in first
    assert "Status: Ferdig · Ansvarlig: Kari Nordmann · Frist: 03.02.2090 · Notat: Ring først. Spør så." in first
    assert "Status: I gang · Frist: 03.02.2001 (fristen er ute)" in second
    assert "Status: Ikke aktuelt" in third
    assert "✓" not in second + third + rest
    for words in ("Status:", "Ansvarlig:", "Notat", "Ikke startet", "Slett alt", "Neste oppgave"):
        assert words not in rest
    page.emulate_media(media="print")
    boxes = "all => all.filter((one) => getComputedStyle(one, '::before').borderTopStyle === 'solid').length"
    assert page.locator(".task-list li").evaluate_all(boxes) == 18


@pytest.mark.parametrize("query", ["", "?rolle=Forretning", "?rolle=IT", "?status=ferdig"])
def test_no_sheet_is_empty_whatever_is_chosen(page: Page, url: str, query: str) -> None:
    write_notes(page, url)
    for address in (PROCESS, MINE):
        sheets = printed_page(page, url + address + query).pages
        empty = [number for number, sheet in enumerate(sheets, 1) if len(sheet.extract_text()) < 100]
        assert empty == []


def test_what_is_for_paper_is_not_on_the_screen(page: Page, url: str) -> None:
    page.goto(f"{url}dsop_su_onboarding.html")
    for element in page.locator(".paper-only, .workbench-print").all():
        assert not element.is_visible()


def test_a_title_with_signs_and_a_page_elsewhere_stand_as_they_are(project: Path, tmp_path: Path) -> None:
    files = {
        "side.md": "---\ntitle: Side\n---\n\nTekst.\n",
        "tjeneste/a-start/a-1-les.md": "---\nid: A-1\ntitle: Les\nroles: [Alle]\n---\n\nSe [siden](../../side.md).\n",
    }
    write_files(project / "docs", files)
    index = project / "docs/tjeneste/index.md"
    odd = r"title: 'Et \"navn\" \ <b>'".replace(r"\"", '"')
    index.write_text(index.read_text(encoding="utf-8").replace("title: En tjeneste", odd), encoding="utf-8")
    assert mkdocs("build", "--strict", cwd=project).returncode == 0
    done = pdf(project / "site", tmp_path, "--config", str(project / "mkdocs.yml"))
    assert done.returncode == 0, done.stderr
    reader = PdfReader(tmp_path / "tjeneste_prosess.pdf")
    assert r'Et "navn" \ <b>' in reader.pages[1].extract_text()
    assert set(addresses(reader)) == {f"{PRODUCTION['SITE_URL']}side/"}
    assert is_in(f"Se siden ({PRODUCTION['SITE_URL']}side/)", text_of(reader)) == 1


def test_a_role_gives_a_document_of_its_own(site: Built, tmp_path: Path) -> None:
    done = pdf(site.folder, tmp_path, "--role", "IT")
    assert done.returncode == 0, done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["dsop_su_onboarding-it.pdf"]
    reader = PdfReader(tmp_path / "dsop_su_onboarding-it.pdf")
    assert "Utvalg: IT." in text_of(reader)
    tasks = [words.partition(" ")[0] for _, words, _ in outline(reader)]
    assert {"A-3", "B-3"} <= {*tasks}
    assert not {"B-1", "D-1"} & {*tasks}


def test_a_role_is_in_the_address_of_those_services_that_have_it() -> None:
    services = load_content(ROOT / "tests/golden/pages/two-services/in/docs").services
    assert [document.address for document in documents(services)] == ["konto_prosess.html", "loan_process.html"]
    (one,) = documents(services, "Bank | filial")
    assert (one.address, one.file) == ("konto_prosess.html?rolle=Bank+%7C+filial", "konto_prosess-bank--filial.pdf")
    with pytest.raises(PrintError, match=r"har rollen «Sjef»\. Velg en av: Kunde, Bank | filial, Borrower\."):
        documents(services, "Sjef")


def test_a_browser_that_fails_ends_with_a_message_and_leaves_what_was_there(site: Built, tmp_path: Path) -> None:
    broken = tmp_path / "bin/chromium"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    out = tmp_path / "pdf"
    out.mkdir()
    (out / "dsop_su_onboarding.pdf").write_text("den forrige", encoding="utf-8")
    done = pdf(site.folder, out, PATH=f"{broken.parent}:{os.environ['PATH']}")
    assert done.returncode == 2
    assert done.stderr.startswith("Chromium kunne ikke skrive ut: ")
    assert "Kjør «make browser»" in done.stderr
    assert "Traceback" not in done.stderr
    assert [(file.name, file.read_text(encoding="utf-8")) for file in out.iterdir()] == [
        ("dsop_su_onboarding.pdf", "den forrige")
    ]


def test_a_site_that_is_not_built_ends_with_a_message(tmp_path: Path) -> None:
    done = pdf(tmp_path / "site", tmp_path / "pdf")
    assert done.returncode == 2
    assert done.stderr == (
        f"Finner ikke {tmp_path / 'site/dsop_su_onboarding.html'}. Bygg nettstedet først med «make site».\n"
    )


def test_make_pdf_builds_the_site_and_prints_it() -> None:
    done = subprocess.run(
        ["make", "-n", "--no-print-directory", "pdf", "ROLE=IT"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    build, _, printing = done.stdout.partition("onboarding pdf")
    assert "mkdocs build --strict" in build
    assert printing.strip() == '--site site --out pdf --role "IT"'


URL = "https://x.no/prosess.html"
LINKS = {
    "another site": ('<a href="https://a.no/?b=1&amp;c=2">Les</a>', "https://a.no/?b=1&amp;c=2"),
    "a page of this site": ('<a class="b" href="om/ord/#aap" title="c">Les</a>', "https://x.no/om/ord/#aap"),
    "an address that says itself": ('<a href="https://a.no/">https://a.no/</a>', ""),
    "an address in code": ('<a href="https://a.no/"><code>https://a.no/</code></a>', ""),
    "an e-mail address": ('<a href="mailto:a@b.no">Skriv</a>', "a@b.no"),
    "an e-mail address that says itself": ('<a href="mailto:a@b.no">a@b.no</a>', ""),
}


@pytest.mark.parametrize(("html", "address"), LINKS.values(), ids=LINKS)
def test_paper_shows_where_a_link_leads(html: str, address: str) -> None:
    assert re.findall('data-address="([^"]*)"', for_paper(html, URL)) == [address]
    assert re.sub(' data-address="[^"]*"', "", for_paper(html, URL)) == html


def test_paper_shows_no_address_on_the_same_page_and_none_of_a_site_that_does_not_know_its_own() -> None:
    assert for_paper('<a href="#a-1">A-1</a>', URL) == '<a href="#a-1">A-1</a>'
    assert 'data-address=""' in for_paper('<a href="om/ord/">Ord</a>', "")


def test_a_task_is_kept_together_with_its_old_anchors() -> None:
    anchors = '<div class="old-anchors"><span id="x"></span></div>\n'
    task = f'{anchors}<h3 class="task" id="a-1">A-1</h3>\n<h4>Mer</h4>\n<p>a</p>\n'
    phase = f'{anchors}<h2 id="b">B</h2>\n<p>b</p>'
    expected = f'<h1>P</h1>\n<section class="task-section">{task}</section>\n{phase}'
    assert for_paper(f"<h1>P</h1>\n{task}{phase}", URL) == expected


def test_the_mark_of_a_service_changes_with_its_words_and_not_with_their_lines(docs: Write) -> None:
    (before,) = load_content(docs({})).services
    assert load_content(docs({})).services[0].fingerprint == before.fingerprint
    changes = [
        replace(before, summary="Annet."),
        replace(before, phases=(replace(before.phases[0], gate="Senere"), *before.phases[1:])),
        replace(before, changes=()),
        replace(before, roles=before.roles[:1]),
    ]
    assert len({before.fingerprint, *(service.fingerprint for service in changes)}) == 5
    rewrapped = replace(before, summary=before.summary.replace(" ", "\n"))
    assert rewrapped.fingerprint == before.fingerprint


def test_a_title_is_written_as_a_style_has_it(docs: Write) -> None:
    (service,) = load_content(docs({})).services
    style = paper_style(replace(service, title='a "b" \\ c')).content.decode()
    assert r'content: "a \22 b\22  \5c  c";' in style
