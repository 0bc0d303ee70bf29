"""An address that readers have goes on working, or the check says which one does not, and how it is mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from conftest import ROOT, Built, base_files
from onboarding.checking.published import Published, gone, published
from onboarding.errors import Problem
from onboarding.load import Survey, load_content, survey

A1 = "tjeneste/a-start/a-1-les.md"
A2 = "tjeneste/a-start/a-2-bestill.md"
SERVICE = "tjeneste/index.md"
PHASE = "tjeneste/a-start/index.md"
LOG_PAGE = "tjeneste/endringslogg/index.md"
LOG = "tjeneste/endringslogg/2026-01-05-a-1.md"
BASE = base_files()


def surveyed(files: Mapping[str, str | None]) -> Survey:
    found = {path: text.encode() for path, text in (BASE | dict(files)).items() if text is not None}
    return survey(found, "docs")


def said(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> list[str]:
    return [_shown(found) for found in sorted(gone(surveyed(before), surveyed({**before, **after})))]


def _shown(found: Problem) -> str:
    assert found.code == "address-gone"
    return f"{found.source}: {found.what}. {found.fix}."


def line(place: str, address: str, advice: str) -> str:
    return f"docs/{place}: adressen «{address}» er publisert, men virker ikke lenger. {advice}."


ABOVE = {LOG_PAGE: "---\ntitle: Nytt\n---\n\n## Før\n\nTekst.\n"}
SIDE = {"side.md": "---\ntitle: Side\n---\n\n## Om oss\n\nTekst.\n"}
MOVED = {A2: None, "tjeneste/b-slutt/b-2-bestill.md": BASE[A2].replace("A-2", "B-2")}
CASES: dict[str, tuple[dict[str, str | None], dict[str, str | None], list[str]]] = {
    "nothing is changed": ({}, {}, []),
    "words are changed": ({}, {A1: BASE[A1].replace("venstre", "høyre")}, []),
    "something is new": ({}, dict(SIDE), []),
    "a page is moved": (
        dict(SIDE),
        {"side.md": None, "om/side.md": SIDE["side.md"]},
        [line("om/side.md:2", "/side", "Legg til «side/» under aliases i docs/om/side.md")],
    ),
    "a page is moved with its old address": (
        dict(SIDE),
        {"side.md": None, "om/side.md": SIDE["side.md"].replace("title", "aliases: [side/]\ntitle")},
        [],
    ),
    "a page is deleted": (
        dict(SIDE),
        {"side.md": None},
        [line("index.md:1", "/side", "Legg til «side/» under aliases i filen som tar over")],
    ),
    "a heading has other words": (
        dict(SIDE),
        {"side.md": SIDE["side.md"].replace("Om oss", "Om Bits")},
        [line("side.md:5", "/side#om-oss", 'Legg til «"#om-oss"» under aliases i docs/side.md')],
    ),
    "a heading has other words and its old anchor": (
        dict(SIDE),
        {"side.md": SIDE["side.md"].replace("Om oss", "Om Bits").replace("title", 'aliases: ["#om-oss"]\ntitle')},
        [],
    ),
    "a heading inside a task has other words": (
        {},
        {A1: BASE[A1].replace("Slik leser du", "Slik gjør du det")},
        [
            line(
                f"{A1}:9",
                "/tjeneste/a-start#a-1-slik-leser-du",
                f'Legg til «"#a-1-slik-leser-du"» under aliases i docs/{A1}',
            )
        ],
    ),
    "a heading inside a task has other words and its old anchor": (
        {},
        {A1: BASE[A1].replace("Slik leser du", "Gjør slik").replace("id:", 'aliases: ["#a-1-slik-leser-du"]\nid:')},
        [],
    ),
    "a task is moved": (
        {},
        dict(MOVED),
        [
            line(
                "tjeneste/b-slutt/b-2-bestill.md:3",
                "/tjeneste/a-start#a-2",
                "Legg til «A-2» under aliases i docs/tjeneste/b-slutt/b-2-bestill.md",
            )
        ],
    ),
    "a task is moved with its old id": (
        {},
        {A2: None, "tjeneste/b-slutt/b-2-bestill.md": BASE[A2].replace("id: A-2", "id: B-2\naliases: [A-2]")},
        [],
    ),
    "a task is deleted": (
        {
            "tjeneste/b-slutt/b-1-ferdig.md": BASE["tjeneste/b-slutt/b-1-ferdig.md"].replace(
                "a-start/a-2-bestill", "a-start/index"
            )
        },
        {A2: None},
        [line(f"{PHASE}:1", "/tjeneste/a-start#a-2", "Legg til «A-2» under aliases i filen som tar over")],
    ),
    "a task is deleted and another has its old id": (
        {},
        {A2: None, A1: BASE[A1].replace("id:", "aliases: [A-2]\nid:")},
        [],
    ),
    "a phase has another name": (
        {},
        {PHASE: BASE[PHASE].replace("title: Start", "title: Begynn")},
        [
            line(f"{PHASE}:3", "/tjeneste_prosess#a-start", f'Legg til «"#a-start"» under aliases i docs/{PHASE}'),
            line(f"{PHASE}:3", "/tjeneste_prosess#a--start", f'Legg til «"#a--start"» under aliases i docs/{PHASE}'),
            line(f"{PHASE}:3", "/tjeneste_prosess#a---start", f'Legg til «"#a---start"» under aliases i docs/{PHASE}'),
        ],
    ),
    "a change has another file name": (
        {},
        {LOG: None, "tjeneste/endringslogg/2026-01-05-annet.md": BASE[LOG]},
        [
            line(
                "tjeneste/endringslogg/2026-01-05-annet.md:4",
                "/tjeneste/endringslogg#2026-01-05-a-1",
                f"La filen hete docs/{LOG} igjen: adressen lages av filnavnet",
            )
        ],
    ),
    "a changelog says something of its own": ({}, dict(ABOVE), []),
    "a changelog says something else": (
        dict(ABOVE),
        {LOG_PAGE: ABOVE[LOG_PAGE].replace("Før", "Tidligere")},
        [
            line(f"{LOG_PAGE}:5", address, f'Legg til «"#{anchor}"» under aliases i docs/{LOG_PAGE}')
            for address, anchor in (
                ("/tjeneste/endringslogg#før", "før"),
                ("/tjeneste_prosess#endringslogg-før", "endringslogg-før"),
            )
        ],
    ),
    "a changelog says nothing of its own any more": (
        dict(ABOVE),
        {LOG_PAGE: None},
        [
            line(f"{SERVICE}:1", address, f'Legg til «"{alias}"» under aliases i filen som tar over')
            for address, alias in (
                ("/tjeneste/endringslogg#før", "tjeneste/endringslogg/#før"),
                ("/tjeneste_prosess#endringslogg-før", "tjeneste_prosess.html#endringslogg-før"),
            )
        ],
    ),
    "a service has another slug": (
        {},
        {SERVICE: BASE[SERVICE].replace("slug: tjeneste_prosess", "slug: ny_prosess")},
        [line(f"{SERVICE}:5", "/tjeneste_prosess", f"Legg til «tjeneste_prosess.html» under aliases i docs/{SERVICE}")],
    ),
    "a service has another slug and its old address": (
        {},
        {SERVICE: BASE[SERVICE].replace("slug: tjeneste_prosess", "slug: ny\naliases: [tjeneste_prosess.html]")},
        [],
    ),
    "a page is no longer shown with the whole process": (
        {"tjeneste/mer.md": "---\ntitle: Mer\nin_process: true\n---\n\nTekst.\n"},
        {"tjeneste/mer.md": "---\ntitle: Mer\n---\n\nTekst.\n"},
        [
            line(
                "tjeneste/mer.md:2",
                "/tjeneste_prosess#mer",
                'Legg til «"tjeneste_prosess.html#mer"» under aliases i docs/tjeneste/mer.md',
            )
        ],
    ),
    "an address on another site no longer leads on from here": (
        {"side.md": SIDE["side.md"].replace("title", 'aliases: ["https://gammel.example.no/sider/x.html"]\ntitle')},
        dict(SIDE),
        [
            line(
                "side.md:2",
                "/sider/x",
                'Legg til «"https://gammel.example.no/sider/x.html"» under aliases i docs/side.md',
            )
        ],
    ),
    "a file is deleted": (
        {"skjema.pdf": ""},
        {"skjema.pdf": None},
        [line("skjema.pdf:1", "/skjema.pdf", "Legg filen tilbake med samme navn")],
    ),
    "an old address is no longer kept": (
        {"side.md": SIDE["side.md"].replace("title", 'aliases: [gammel/side/, "#gammelt"]\ntitle')},
        dict(SIDE),
        [
            line("side.md:2", "/gammel/side", "Legg til «gammel/side/» under aliases i docs/side.md"),
            line("side.md:2", "/side#gammelt", 'Legg til «"#gammelt"» under aliases i docs/side.md'),
        ],
    ),
}


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES)
def test_says(before: dict[str, str | None], after: dict[str, str | None], expected: list[str]) -> None:
    assert sorted(said(before, after)) == sorted(expected)


def test_the_feed_of_a_phase_that_is_gone_is_not_missed() -> None:
    phase = {path: None for path in BASE if path.startswith("tjeneste/b-slutt/")}
    assert phase
    lost = said({}, phase)
    assert [text for text in lost if "/tjeneste/b-slutt»" in text]
    assert not [text for text in lost if ".xml" in text]


UNREADABLE = {
    "fields that are no YAML": lambda text: text.replace("title: ", "title: a: "),
    "no fields": lambda text: text.replace("---\n", "", 1),
    "a field of the wrong kind": lambda text: text.replace("title: ", "title: 1 #"),
    "a field that is missing": lambda text: text.replace("title: ", "tittel: "),
    "another encoding": lambda text: text + "\udcf8",
}


@pytest.mark.parametrize("path", [A1, PHASE, SERVICE, LOG, LOG_PAGE, "side.md", "index.md"])
@pytest.mark.parametrize("spoil", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_for_now_is_not_called_gone(path: str, spoil: Callable[[str], str]) -> None:
    files = BASE | SIDE | ABOVE
    broken = {
        name: text.encode("utf-8", "surrogateescape") for name, text in (files | {path: spoil(files[path])}).items()
    }
    after = survey(broken, "docs")
    assert after.problems
    assert list(gone(surveyed(files), after)) == []


@pytest.mark.parametrize("case", [name for name, (_, _, expected) in CASES.items() if expected])
def test_doing_what_it_says_is_enough(case: str) -> None:
    """Every alias that is asked for, put where it is asked for, leaves nothing to say."""
    before, after, _expected = CASES[case]
    files = BASE | before | after
    for problem in gone(surveyed(before), surveyed({**before, **after})):
        alias, _, place = problem.fix.removeprefix("Legg til «").partition("» under aliases i docs/")
        if not place:
            return  # a file that has to come back, or what has to be chosen by the editor
        text = files[place]
        assert text
        files[place] = (
            text.replace("aliases: [", f"aliases: [{alias}, ", 1)
            if "aliases: [" in text
            else text.replace("---\n", f"---\naliases: [{alias}]\n", 1)
        )
    assert list(gone(surveyed(before), surveyed(files))) == []


# Headings that are made, whatever the content says.
MADE = {"fasene", "roller", "endringslogg", "siste-endringer"}


def test_what_is_known_is_what_the_site_has(site: Built) -> None:
    """Each page and anchor that is known is there, and each page and each heading's anchor that is there is known."""
    known = published(load_content(ROOT / "docs"))
    pages = {page: _file(site, page) for page, anchor in known if anchor is None}
    for page, anchor in known:
        assert anchor is None or site.page(pages[page]).find(id=anchor), (page, anchor)
    for page, file in pages.items():
        if file.endswith(".html") and page not in ("", "ssu/mine-oppgaver"):  # all of theirs are made
            headings = site.page(file).select("article :is(h2, h3, h4, h5, h6)[id]")
            found = {str(heading["id"]) for heading in headings} - MADE
            assert {anchor for anchor in found if not anchor.isdigit()} <= {name for name, _ in _anchors(known, page)}


def _anchors(known: Published, page: str) -> list[tuple[str, object]]:
    return [(anchor, item) for (found, anchor), item in known.items() if found == page and anchor]


def _file(site: Built, page: str) -> str:
    names = (f"{page}/index.html".lstrip("/"), f"{page}.html", page)
    return next(name for name in names if (site.folder / name).is_file())
