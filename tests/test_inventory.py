"""Every external address stands in the inventory as it was written, with every place; the site's own links hold."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from conftest import PRODUCTION, ROOT, Built, Write, base_files, mkdocs, write_files
from hypothesis import given
from hypothesis import strategies as st
from onboarding.content import Content
from onboarding.errors import ContentError
from onboarding.links.history import write_history
from onboarding.links.inventory import inventory_of
from onboarding.links.model import History, InternalFault, Inventory, Link, Place, State
from onboarding.links.site import BuiltSite, SiteLink, read_site
from onboarding.load import load_content

OWN = PRODUCTION["SITE_URL"]
OUT = "https://ute.example.no"
SIDE = "---\ntitle: Side\n---\n\n"
TASK = "---\nid: A-2\ntitle: Bestill\nroles: [IT]\n---\n\n"


def used(inventory: Inventory) -> dict[str, tuple[Place, ...]]:
    return {address.url: address.used_on for address in inventory.addresses}


def written(docs: Write, files: Mapping[str, str | None]) -> dict[str, tuple[Place, ...]]:
    """The inventory of the small service with some files changed, from the content alone."""
    return used(inventory_of(load_content(docs(files)), None))


def shown(content: Content, *links: str, page: str = "side") -> dict[str, tuple[Place, ...]]:
    """The inventory of content and of a site with these links on a page."""
    return used(inventory_of(content, BuiltSite(((page, tuple(SiteLink(link, "Les mer") for link in links)),), ())))


# From the content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se [den](https://ute.example.no/a).", ["https://ute.example.no/a"]),
        ("Se [den](<https://ute.example.no/a b>).", ["https://ute.example.no/a b"]),
        ("Se [den](https://ute.example.no/a 'Tittel').", ["https://ute.example.no/a"]),
        ("Se [den][a].\n\n[a]: https://ute.example.no/a 'Tittel'", ["https://ute.example.no/a"]),
        ("Se [a][] og [a].\n\n[a]: <https://ute.example.no/a>", ["https://ute.example.no/a"]),
        ("Se <https://ute.example.no/a?b=c&d=e>.", ["https://ute.example.no/a?b=c&d=e"]),
        ("![Kart](http://ute.example.no/kart.png)", ["http://ute.example.no/kart.png"]),
        (
            "[![Kart](https://ute.example.no/kart.png)](https://ute.example.no/a)",
            ["https://ute.example.no/a", "https://ute.example.no/kart.png"],
        ),
        ("## Om [den](https://ute.example.no/a)", ["https://ute.example.no/a"]),
        ("> - [den](https://ute.example.no/a)", ["https://ute.example.no/a"]),
        ("| A |\n| - |\n| [a](https://ute.example.no/a\\|b) |", ["https://ute.example.no/a|b"]),
        ("[en](https://ute.example.no/a) [to](https://ute.example.no/a#b)", ["https://ute.example.no/a", f"{OUT}/a#b"]),
        ("[en](https://ute.example.no/a) [to](https://ute.example.no/a/)", ["https://ute.example.no/a", f"{OUT}/a/"]),
        ("[skriv](mailto:ola@example.no) <ola@example.no> [ring](tel:+4722222222)", []),
        ("[inne](index.md), [del](#her)\n\n## Her", []),
        ("`[a](https://ute.example.no/a)`\n\n    <https://ute.example.no/b>\n", []),
        ("```\n[a](https://ute.example.no/a)\n```", []),
        ("En adresse uten lenke: https://ute.example.no/a", []),
        ("Ubrukt.\n\n[a]: https://ute.example.no/a", []),
        ("\\[a](https://ute.example.no/a)", None),
    ],
)
def test_links_out_are_found_in_every_form(docs: Write, text: str, expected: list[str] | None) -> None:
    files = {"side.md": f"{SIDE}{text}\n"}
    if expected is None:
        with pytest.raises(ContentError, match="link-malformed"):
            written(docs, files)
    else:
        assert sorted(written(docs, files)) == expected


AWKWARD = [
    "https://UTE.example.no/Stor",
    "http://ute.example.no:8080",
    "https://ute.example.no/a%2Fb",
    "https://ute.example.no/c%c3%b8",
    "https://ute.example.no/c%C3%B8",
    "https://ute.example.no/cø#søknad",
    "https://ute.example.no/d?",
    "https://ute.example.no/e//f",
    "https://ute.example.no/g;v=1",
    "https://ute.example.no/h/../i",
    "https://ute.example.no/j%7Ek",
    "https://ute.example.no/l?q=a+b%20c&r=&s=%zz",
    "https://ute.example.no/m_(n)_o*p*q",
    "https://ute.example.no/r^s{t}",
    "https://ute.example.no/#/ruter/7",
    "https://ute.example.no/#:~:text=Begynn%20med",
    "https://blåbær.example.no/",
]


def test_addresses_stand_exactly_as_written(docs: Write) -> None:
    lines = [f"[a](<{url}>) [b]({url})" for url in AWKWARD]
    assert list(written(docs, {"side.md": SIDE + "\n".join(lines) + "\n"})) == AWKWARD


# Letters that Markdown gives no meaning inside `<…>`; entities and escapes are what the editor means by them.
LETTERS = st.sampled_from("aZ09/?#%=+,;:@!$*()[]|^~_-.'{}øÅ漢")
ADDRESSES = st.text(LETTERS, max_size=30).map(lambda rest: f"{OUT}/{rest}")


@given(st.lists(ADDRESSES, min_size=1, max_size=8))
def test_whatever_is_written_is_in_the_inventory_once_in_the_order_of_its_first_use(addresses: list[str]) -> None:
    with TemporaryDirectory() as folder:
        root = write_files(Path(folder) / "docs", base_files())
        text = "\n".join(f"[lenke](<{address}>)" for address in addresses)
        (root / "side.md").write_text(f"{SIDE}{text}\n", encoding="utf-8")
        inventory = inventory_of(load_content(root), None)
    assert [address.url for address in inventory.addresses] == list(dict.fromkeys(addresses))
    for address in inventory.addresses:
        lines = [place.line for place in address.used_on]
        assert lines == [line for line, url in enumerate(addresses, 5) if url == address.url]


@pytest.mark.parametrize(
    ("path", "fields", "service", "task"),
    [
        ("tjeneste/a-start/a-2-bestill.md", "id: A-2\ntitle: Bestill\nroles: [IT]", "tjeneste", "A-2"),
        ("tjeneste/b-slutt/index.md", "id: B\ntitle: Slutt\nsummary: Bli ferdig.\ngate: Til slutt", "tjeneste", None),
        ("tjeneste/ord.md", "title: Ord", "tjeneste", None),
        ("tjeneste/endringslogg/en.md", "date: 2026-02-01\ntasks: [A-1]\ntitle: Ny", "tjeneste", "A-1"),
        ("tjeneste/endringslogg/to.md", "date: 2026-02-01\ntasks: [A-1, B-1]\ntitle: Ny", "tjeneste", None),
        ("tjeneste/endringslogg/index.md", "title: Nytt", "tjeneste", None),
        ("tjeneste/endringslogg/ingen.md", "date: 2026-02-01\ntasks: []\ntitle: Ny", "tjeneste", None),
        ("om/side.md", "title: Side", None, None),
        ("index.md", "title: Forside", None, None),
    ],
)
def test_a_place_is_file_line_service_task_and_words(
    docs: Write, path: str, fields: str, service: str | None, task: str | None
) -> None:
    text = f"---\n{fields}\n---\n\nLinje.\n\nSe *[hele\nveilederen]({OUT}/a)* nå.\n"
    line = text[: text.index(OUT)].count("\n") + 1  # of the address, where it has to be mended
    place = Place(f"docs/{path}", line, service, task, "hele veilederen")
    assert written(docs, {path: text}) == {f"{OUT}/a": (place,)}


def test_the_services_own_page_belongs_to_its_folder_and_not_to_its_slug(docs: Write) -> None:
    text = base_files()["tjeneste/index.md"]
    places = written(docs, {"tjeneste/index.md": f"{text}\nSe [den]({OUT}/a).\n"})[f"{OUT}/a"]
    assert places == (Place("docs/tjeneste/index.md", text.count("\n") + 2, "tjeneste", None, "den"),)


def test_a_link_by_reference_stands_where_it_is_used(docs: Write) -> None:
    text = f"{SIDE}[m]: {OUT}/m\n\nSe [en][m].\n\nSe [to][m].\n"
    assert [place.line for place in written(docs, {"side.md": text})[f"{OUT}/m"]] == [7, 9]


def test_pictures_go_by_their_description(docs: Write) -> None:
    text = f"{SIDE}![Et kart]({OUT}/kart.png)\n"
    assert written(docs, {"side.md": text})[f"{OUT}/kart.png"][0].text == "Et kart"


def test_lines_are_those_of_the_file_whatever_ends_them(docs: Write) -> None:
    root = docs({})
    (root / "side.md").write_bytes(f"\ufeff{SIDE}Linje.\n\n[a]({OUT}/a)\n".replace("\n", "\r\n").encode())
    assert used(inventory_of(load_content(root), None))[f"{OUT}/a"][0].line == 7


def test_every_place_is_told_once_in_the_order_of_files_and_lines(docs: Write) -> None:
    places = written(
        docs,
        {
            "side.md": f"{SIDE}[en]({OUT}/a) [en]({OUT}/a) [to]({OUT}/a)\n\n[en]({OUT}/a)\n",
            "tjeneste/a-start/a-2-bestill.md": f"{TASK}[en]({OUT}/a)\n",
            "om/a.md": f"{SIDE}[en]({OUT}/a)\n",
        },
    )[f"{OUT}/a"]
    assert [(place.path, place.line, place.text) for place in places] == [
        ("docs/om/a.md", 5, "en"),
        ("docs/side.md", 5, "en"),
        ("docs/side.md", 5, "to"),
        ("docs/side.md", 7, "en"),
        ("docs/tjeneste/a-start/a-2-bestill.md", 7, "en"),
    ]


def test_the_sites_own_old_pages_on_another_host_are_inside(docs: Write) -> None:
    old = "https://gammel.example.no"
    found = written(
        docs,
        {
            "ny.md": f"---\ntitle: Ny\naliases: ['{old}/side.html']\n---\n\n## Del\n",
            "side.md": f"{SIDE}[a]({old}/side.html) [b]({old}/side.html#del) [c]({old}/annen.html) [d]({old}/)\n",
        },
    )
    assert list(found) == [f"{old}/annen.html", f"{old}/"]


@pytest.mark.parametrize("address", ["//ute.example.no/a", "HTTPS://ute.example.no/a", "www.ute.example.no"])
def test_an_address_in_another_form_is_a_problem_or_in_the_inventory(docs: Write, address: str) -> None:
    try:
        found = written(docs, {"side.md": f"{SIDE}[a]({address})\n"})
    except ContentError:
        return
    assert list(found) == [address]


# From the site


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Content with an address on a page, one in a task, and nothing else."""
    root = write_files(tmp_path_factory.mktemp("content") / "docs", base_files())
    task = f"{TASK}[oppgave]({OUT}/oppgave)\n"
    write_files(root, {"side.md": f"{SIDE}[a]({OUT}/a%2Fb)\n", "tjeneste/a-start/a-2-bestill.md": task})
    write_files(root, {"tjeneste/endringslogg/index.md": SIDE})
    return load_content(root)


@pytest.mark.parametrize(
    ("page", "path", "service"),
    [
        ("", "docs/index.md", None),
        ("side", "docs/side.md", None),
        ("tjeneste", "docs/tjeneste/index.md", "tjeneste"),
        ("tjeneste/a-start", "docs/tjeneste/a-start/index.md", "tjeneste"),
        ("tjeneste/endringslogg", "docs/tjeneste/endringslogg/index.md", "tjeneste"),
        ("tjeneste_prosess", "docs/tjeneste/index.md", "tjeneste"),
        ("404", "docs/index.md", None),
        ("om/laget", "docs/index.md", None),
    ],
)
def test_what_only_the_site_has_is_told_with_the_file_that_the_page_is_made_from(
    content: Content, page: str, path: str, service: str | None
) -> None:
    found = shown(content, f"{OUT}/mal", page=page)
    assert found[f"{OUT}/mal"] == (Place(path, 1, service, None, "Les mer"),)


def test_without_the_site_the_inventory_says_so(content: Content) -> None:
    assert not inventory_of(content, None).site
    assert inventory_of(content, BuiltSite((), ())).site


def test_another_address_is_not_taken_for_one_of_the_content(content: Content) -> None:
    """`a%2Fb` is one part of a path and `a/b` are two: servers answer them differently (RFC 3986, 2.2)."""
    assert f"{OUT}/a/b" in shown(content, f"{OUT}/a/b")


@given(st.lists(ADDRESSES, max_size=4))
def test_an_address_that_html_has_percent_encoded_is_not_doubled(addresses: list[str]) -> None:
    """Only what may not stand in an address is encoded: `%24` is another address than `$` (RFC 3986, 2.2)."""
    with TemporaryDirectory() as folder:
        root = write_files(Path(folder) / "docs", base_files())
        text = "\n".join(f"[lenke](<{address}>)" for address in addresses)
        (root / "side.md").write_text(f"{SIDE}{text}\n", encoding="utf-8")
        content = load_content(root)
    encoded = [quote(address, safe="/:?#[]@!$&'()*+,;=%") for address in addresses]
    assert list(shown(content, *addresses, *encoded)) == list(dict.fromkeys(addresses))


def small_site(project: Path, files: Mapping[str, str | None]) -> tuple[Content, BuiltSite]:
    """The small service with some files changed, built as it is published, and read."""
    write_files(project, files)
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    return load_content(project / "docs"), read_site(project / "site", OWN)


def with_footer(project: Path, more: str) -> dict[str, str | None]:
    """The files with more HTML at the foot of every page."""
    footer = "overrides/partials/copyright.html"
    return {footer: (project / footer).read_text(encoding="utf-8") + more}


def test_addresses_of_templates_and_settings_are_told_with_files_of_the_content(project: Path) -> None:
    footer = with_footer(project, f'<a href="{OUT}/mal">Om\n malen</a><img src="{OUT}/logo.svg" alt="Merke">')
    found = used(inventory_of(*small_site(project, footer)))
    contact = "https://online3.superoffice.com/Cust28770/CS/scripts/customer.fcgi"
    assert {contact, f"{OUT}/mal", f"{OUT}/logo.svg"} <= set(found)
    for url, words in ((contact, "saksbehandlerportalen"), (f"{OUT}/mal", "Om malen"), (f"{OUT}/logo.svg", "Merke")):
        assert {place.text for place in found[url]} == {words}
        assert {(place.path, place.service) for place in found[url]} == {
            ("docs/index.md", None),
            ("docs/tjeneste/index.md", "tjeneste"),
            ("docs/tjeneste/a-start/index.md", "tjeneste"),
            ("docs/tjeneste/b-slutt/index.md", "tjeneste"),
        }
        assert all((project / place.path).is_file() for place in found[url])


def test_the_sites_own_address_and_its_edit_links_are_left_out(project: Path) -> None:
    own = f'<a href="{OWN}">Hjem</a> <a href="{OWN}tjeneste/#roller">Roller</a> <a href="{OWN[:-1]}">Hjem</a>'
    content, site = small_site(project, with_footer(project, own))
    found = used(inventory_of(content, site))
    assert not [url for url in found if url.startswith(OWN[:-1])]
    assert not [url for url in found if url.startswith(PRODUCTION["REPO_URL"])]


def test_an_address_that_html_writes_differently_is_not_doubled(project: Path) -> None:
    lines = [f"[a](<{url}>)" for url in AWKWARD]
    cell = f"| A |\n| - |\n| [a]({OUT}/a\\|b) |\n"
    more = f"\n\n[a](<{OUT}/med mellomrom>) [b]({OUT}/q?a=1&amp;b=2) <{OUT}/q?c=3&d=4>\n\n{cell}"
    content, site = small_site(project, {"docs/side.md": SIDE + "\n".join(lines) + more})
    alone, both = used(inventory_of(content, None)), used(inventory_of(content, site))
    assert len(alone) == len(AWKWARD) + 4
    extra = [url for url in both if url not in alone and "example.no" in url]
    assert extra == []
    assert {url: both[url] for url in alone} == alone


def test_a_link_in_html_is_told_where_it_stands(project: Path) -> None:
    task = f'{TASK}Bestill\n<a href="{OUT}/html">her</a>.\n'
    found = used(inventory_of(*small_site(project, {"docs/tjeneste/a-start/a-2-bestill.md": task})))
    assert found[f"{OUT}/html"] == (Place("docs/tjeneste/a-start/a-2-bestill.md", 8, "tjeneste", "A-2", "her"),)


def test_the_page_about_the_links_adds_nothing(project: Path) -> None:
    night = dt.date(2026, 11, 21)
    reason = f"Siden sier farvel: «Vi er på [den nye siden]({OUT}/i-begrunnelsen)»"
    gone = Link(f"{OUT}/borte", State.AGING, reason, night, night, used_on=(Place("docs/side.md", 5, None, None, "x"),))
    faults = (InternalFault("side/index.html", "../bort/", "bort/index.html"),)
    at = dt.datetime(2026, 11, 21, 3, tzinfo=dt.UTC)
    write_history(project / ".links/history.json", History(at, {}, (gone,), faults, inventory=1))
    inventory = inventory_of(*small_site(project, {}))
    status = (project / "site/om/lenkestatus/index.html").read_text(encoding="utf-8")
    assert f"{OUT}/borte" in status
    assert not [url for url in used(inventory) if url.startswith(OUT)]
    assert not [place for places in used(inventory).values() for place in places if "lenkestatus" in place.path]
    assert inventory.faults == ()


def test_the_site_of_this_repository_is_whole_and_adds_no_address_to_its_content(site: Built) -> None:
    content = load_content(ROOT / "docs")
    inventory = inventory_of(content, read_site(site.folder, OWN))
    assert inventory.faults == ()
    assert set(used(inventory)) == set(used(inventory_of(content, None)))


# Inside the site


def broken(folder: Path, pages: Mapping[str, str], own: str = "") -> list[tuple[str, str, str]]:
    """The broken links of a site of these pages."""
    write_files(folder, {"index.html": "<p>Hjem</p>", **pages})
    return [(fault.page, fault.address, fault.missing) for fault in read_site(folder, own).faults]


@pytest.mark.parametrize(
    "link",
    [
        "b/",
        "b",
        "b/index.html",
        "./b/",
        "/b/",
        "b/?sok=1",
        "b/#del",
        "b/#gammel",
        "b/#s%C3%B8k",
        "b/#søk",
        "",
        "#",
        "#her",
        ".",
        "/",
        "b%C3%A6r/",
        "bær/",
        "data.csv",
        "mailto:ola@example.no",
        "tel:+4722222222",
        "javascript:void(0)",
        "data:text/plain,hei",
        "https://ute.example.no/#borte",
        "//ute.example.no/",
    ],
)
def test_a_link_that_leads_somewhere_is_no_fault(tmp_path: Path, link: str) -> None:
    pages = {
        "index.html": f'<h1 id="her">Hjem</h1><a href="{link}">x</a>',
        "b/index.html": '<h2 id="del">Del</h2><a name="gammel"></a><h2 id="søk">Søk</h2><a href="../">opp</a>',
        "bær/index.html": '<a href="../b/#del">Del</a>',
        "data.csv": "",
    }
    assert broken(tmp_path, pages) == []


@pytest.mark.parametrize(
    ("page", "markup", "fault"),
    [
        ("index.html", '<a href="borte/">x</a>', ("borte/", "borte/index.html")),
        ("index.html", '<a href="borte.html#del">x</a>', ("borte.html#del", "borte.html")),
        ("index.html", '<a href="b/#borte">x</a>', ("b/#borte", "#borte")),
        ("index.html", '<a href="#borte">x</a>', ("#borte", "#borte")),
        ("index.html", '<a href="#s%C3%B8k">x</a>', ("#s%C3%B8k", "#søk")),
        ("b/index.html", '<a href="#her">x</a>', ("#her", "#her")),
        ("b/index.html", '<a href="../#del">x</a>', ("../#del", "#del")),
        ("b/index.html", '<a href="/#del">x</a>', ("/#del", "#del")),
        ("b/index.html", '<a href="../c/">x</a>', ("../c/", "c/index.html")),
        ("b/index.html", '<a href="skjema.pdf">x</a>', ("skjema.pdf", "b/skjema.pdf")),
        ("b/index.html", '<a href="/skjema%20a.pdf">x</a>', ("/skjema%20a.pdf", "skjema a.pdf")),
        ("b/index.html", '<img src="../kart.png" alt="">', ("../kart.png", "kart.png")),
        ("index.html", '<script src="app.js"></script>', ("app.js", "app.js")),
        ("index.html", '<link rel="stylesheet" href="stil.css">', ("stil.css", "stil.css")),
        ("index.html", '<link rel="alternate" href="logg.xml">', ("logg.xml", "logg.xml")),
        ("gammel.html", '<a href="borte/">x</a>', ("borte/", "borte/index.html")),
        ("index.html", f'<a href="{OWN}borte/">x</a>', (f"{OWN}borte/", "borte/index.html")),
        # A field or a heading of the page's head is no place on the page.
        ("index.html", '<meta name="viewport"><a href="#viewport">x</a>', ("#viewport", "#viewport")),
        ("index.html", '<input name="epost"><a href="#epost">x</a>', ("#epost", "#epost")),
    ],
)
def test_a_link_that_leads_nowhere_is_a_fault(tmp_path: Path, page: str, markup: str, fault: tuple[str, str]) -> None:
    pages = {"index.html": '<h1 id="her">Hjem</h1>', "b/index.html": '<h2 id="del">Del</h2>', page: markup}
    assert broken(tmp_path, pages, OWN) == [(page, *fault)]


@pytest.mark.parametrize(
    "address", ["https://ute.example.no/a", "http://ute.example.no", "HTTPS://ute.example.no/", "//ute.example.no/a"]
)
def test_a_link_of_a_page_that_leads_out_is_told_and_no_fault(tmp_path: Path, address: str) -> None:
    write_files(tmp_path, {"index.html": f'<a href=" {address} ">Ut\n<b>dit</b></a>'})
    site = read_site(tmp_path, OWN)
    assert site == BuiltSite((("", (SiteLink(address, "Ut\ndit"),)),), ())


FAULT = InternalFault("index.html", "borte/", "borte/index.html")


def test_what_an_editor_wrote_out_is_asked_for_and_no_fault(content: Content) -> None:
    site = BuiltSite((), (InternalFault("side/index.html", f"{OUT}/oppgave", "oppgave"), FAULT))
    assert inventory_of(content, site).faults == (FAULT,)


@pytest.mark.parametrize("link", ["../#her", "/#her", "../"])
def test_the_front_page_is_found_from_below(tmp_path: Path, link: str) -> None:
    pages = {"index.html": '<h1 id="her">Hjem</h1>', "b/index.html": f'<h2>Del</h2><a href="{link}">x</a>'}
    assert broken(tmp_path, pages) == []


def test_the_page_for_what_is_not_found_is_shown_at_any_address(tmp_path: Path) -> None:
    assert broken(tmp_path, {"404.html": '<a href="/under/sti/">Hjem</a>'}) == []


def test_a_folder_without_a_site_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_site(tmp_path)


IDS = st.sets(st.sampled_from(["x", "ø"]))
PAGES = st.fixed_dictionaries({"": IDS}, optional={"a": IDS, "a/c": IDS, "æ": IDS})
LINKS = st.tuples(*[st.sampled_from(["", "a", "a/c", "æ"])] * 2, st.sampled_from(["", "x", "ø"]))


@given(PAGES, st.sets(LINKS, min_size=1), st.sampled_from(["from the root", "from the page"]))
def test_a_link_is_a_fault_just_where_its_page_or_its_anchor_is_missing(
    pages: dict[str, set[str]], links: set[tuple[str, str, str]], form: str
) -> None:
    def href(source: str, target: str, anchor: str) -> str:
        path = f"/{target}/" if form == "from the root" else f"{posixpath.relpath(target or '.', source or '.')}/"
        return quote(path.replace("//", "/")) + (f"#{quote(anchor)}" if anchor else "")

    with TemporaryDirectory() as folder:
        for page, own in pages.items():
            ids = "".join(f'<p id="{name}">' for name in sorted(own))
            out = "".join(f'<a href="{href(*link)}">x</a>' for link in links if link[0] == page)
            write_files(Path(folder), {f"{page}/index.html".lstrip("/"): ids + out})
        found = {(fault.page, fault.address) for fault in read_site(Path(folder)).faults}
    assert found == {
        (f"{source}/index.html".lstrip("/"), href(source, target, anchor))
        for source, target, anchor in links
        if source in pages and (target not in pages or (anchor and anchor not in pages[target]))
    }


def test_what_is_taken_from_a_built_site_is_missed(site: Built, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(site.folder, folder)
    (folder / "ssu/oppgaver.csv").unlink()
    phase = folder / "ssu/a-forberedelse/index.html"
    page = phase.read_text(encoding="utf-8")
    phase.write_text(page.replace('id="a-4"', 'id="a-4-var-her"'), encoding="utf-8")
    shutil.rmtree(folder / "om/personvern")
    missing = {fault.missing for fault in read_site(folder, OWN).faults}
    assert missing == {"ssu/oppgaver.csv", "#a-4", "om/personvern/index.html"}
    linking = {fault.page for fault in read_site(folder, OWN).faults if fault.missing == "om/personvern/index.html"}
    assert {"index.html", "ssu/index.html"} <= linking
    assert all(re.search(r"\.html$", page) for page in linking)
