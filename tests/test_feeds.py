"""The Atom feeds, by what RFC 4287 asks of them: one of each service, one of each phase."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from conftest import ROOT, Built
from onboarding.content import Content
from onboarding.load import load_content
from onboarding.pages import Site, Templates, generate

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = load_content(ROOT / "tests/golden/pages/two-services/in/docs")
FEEDS = [
    "konto/endringslogg.xml",
    "konto/endringslogg/a.xml",
    "konto/endringslogg/b.xml",
    "loan/endringslogg.xml",
    "loan/endringslogg/k.xml",
    "loan/endringslogg/l.xml",
]


def feeds(content: Content, url: str = "https://prove.example.no/") -> dict[str, ET.Element]:
    pages = generate(content, Site("Prøve", url), Templates(ROOT / "overrides/onboarding"))
    return {
        file.path: ET.fromstring(file.content)  # noqa: S314  our own
        for file in pages.files
        if file.path.endswith(".xml")
    }


def entries(feed: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title", "") for entry in feed.findall(f"{ATOM}entry")]


def ids(feed: ET.Element) -> list[str]:
    return [element.text or "" for element in feed.iter(f"{ATOM}id")]


def without_changes(content: Content) -> Content:
    return replace(content, services=tuple(replace(service, changes=()) for service in content.services))


def test_each_service_and_each_phase_has_its_feed() -> None:
    assert sorted(feeds(CONTENT)) == sorted(FEEDS)


def test_a_phase_s_feed_has_the_changes_that_name_a_task_of_it() -> None:
    found = feeds(CONTENT)
    assert entries(found["konto/endringslogg.xml"]) == ["Vilkårene er klarere", "Pass er nytt (A-2, B-1)"]
    assert entries(found["konto/endringslogg/a.xml"]) == ["Pass er nytt (A-2, B-1)"]
    assert entries(found["konto/endringslogg/b.xml"]) == ["Pass er nytt (A-2, B-1)"]
    assert entries(found["loan/endringslogg/l.xml"]) == []


def test_the_same_change_is_the_same_entry_in_every_feed_and_no_two_feeds_are_the_same() -> None:
    found = feeds(CONTENT)
    ours = {path: ids(feed) for path, feed in found.items()}
    assert ours["konto/endringslogg/a.xml"][1] == ours["konto/endringslogg.xml"][2]
    assert len({own for own, *_ in ours.values()}) == len(FEEDS)


def test_the_identifiers_stay_when_the_site_moves_and_titles_change() -> None:
    renamed = replace(
        CONTENT,
        services=tuple(
            replace(
                service,
                title="Annen",
                phases=tuple(replace(phase, title="Annen") for phase in service.phases),
                changes=tuple(replace(change, title="Annen") for change in service.changes),
            )
            for service in CONTENT.services
        ),
    )
    before, after = feeds(CONTENT), feeds(renamed, "https://annen.example.no/sti/")
    assert {path: ids(feed) for path, feed in before.items()} == {path: ids(feed) for path, feed in after.items()}


@pytest.mark.parametrize("content", [CONTENT, without_changes(CONTENT)], ids=["with changes", "without"])
@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_all_that_the_standard_asks_for(path: str, content: Content) -> None:
    feed = feeds(content)[path]
    assert feed.tag == f"{ATOM}feed"
    for item in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert [bool(element.text) for element in item.findall(f"{ATOM}{name}")] == [True], name
        identifier = urlsplit(item.findtext(f"{ATOM}id", ""))
        assert identifier.scheme == "urn"
        updated = dt.datetime.fromisoformat(item.findtext(f"{ATOM}updated", ""))
        assert updated.tzinfo
        links = {link.get("rel", "alternate"): link.get("href", "") for link in item.findall(f"{ATOM}link")}
        assert all(urlsplit(address).scheme == "https" for address in links.values())
        assert len(links) == len(item.findall(f"{ATOM}link"))
        assert "alternate" in links
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert feed.find(f"{ATOM}link[@rel='self']") is not None
    assert len(set(ids(feed))) == len(ids(feed))


def test_a_phase_s_page_names_its_feed_in_its_head_and_in_words(site: Built) -> None:
    page = site.page("ssu/a-forberedelse/")
    announced = page.find("link", type="application/atom+xml")
    assert announced
    assert announced["href"] == "../endringslogg/a.xml"
    link = page.find("a", string="Følg endringene i denne fasen i en nyhetsleser (Atom)")
    assert link
    assert link["href"] == "../endringslogg/a.xml"
    assert (site.folder / "ssu/endringslogg/a.xml").is_file()
