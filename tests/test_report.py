"""The link report in every format: whole, by goldens, and held against whatever strangers write."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pydantic
import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from markdown_it.token import Token
from onboarding.github.text import plain
from onboarding.links.model import (
    EngineRun,
    Evidence,
    History,
    InternalFault,
    Link,
    Night,
    Place,
    State,
    Suggestion,
    SuggestionKind,
    Waiver,
)
from onboarding.links.report.calendar import NIGHTS_SHOWN, Mark, calendar, described
from onboarding.links.report.data import as_json
from onboarding.links.report.github import as_annotations
from onboarding.links.report.markdown import as_markdown
from onboarding.links.report.model import Report, report_of
from onboarding.links.report.page import as_html
from onboarding.links.report.sentences import headline
from onboarding.links.report.status import as_status
from onboarding.links.report.text import is_web_address
from onboarding.links.report.words import LABELS, count, duration

REPOSITORY = "https://github.com/eier/veiledning"
CASES = sorted((ROOT / "tests/golden/reports").iterdir())
TODAY = dt.date(2026, 11, 24)
AT = dt.datetime(2026, 11, 24, 3, 12, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def history_of(case: Path) -> History:
    data = yaml.safe_load((case / "history.yml").read_text(encoding="utf-8"))
    return pydantic.TypeAdapter(History).validate_python(data)


def case(name: str) -> History:
    return history_of(ROOT / "tests/golden/reports" / name)


def in_every_format(history: History) -> dict[str, str]:
    report = report_of(history)
    return {
        "report.md": as_markdown(report, REPOSITORY),
        "report.html": as_html(report, REPOSITORY),
        "report.json": as_json(report),
        "annotations.txt": as_annotations(report),
        "status.md": as_status(history),
    }


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_night_gives_the_expected_reports(case: Path, request: pytest.FixtureRequest) -> None:
    found = in_every_format(history_of(case))
    for name, text in found.items():
        if request.config.getoption("--rewrite"):
            (case / name).write_bytes(text.encode())
        assert text == (case / name).read_bytes().decode(), name


# ---------- What the first line says ----------


def link(url: str = "https://example.no/", state: State = State.OK, **facts: Any) -> Link:
    values = {"reason": "Slik er det", "since": TODAY, "first_seen": TODAY, "owner": "Andre", "nights": (TONIGHT,)}
    return Link(url, state, **{**values, **facts})


TONIGHT = Night(TODAY, State.OK)
DEAD = (Night(TODAY - dt.timedelta(days=1), State.DEAD), Night(TODAY, State.DEAD))
FRESH = (Night(TODAY - dt.timedelta(days=1), State.OK), Night(TODAY, State.DEAD))
FAULT = InternalFault("om/", "../borte/", "siden finnes ikke")
FAILED = EngineRun("1", 1, 0, 1.0, "Motoren stoppet")

HEADLINES = {
    "nothing": (History(AT, links=(link(),)), "Ingen lenker må rettes."),
    "the first night": (History(AT, links=(link(state=State.DEAD),)), "1 lenke må rettes."),
    "one new": (
        History(AT, links=(link(state=State.DEAD, nights=FRESH),)),
        "1 lenke må rettes. Den er ny siden i går.",
    ),
    "one old": (History(AT, links=(link(state=State.DEAD, nights=DEAD),)), "1 lenke må rettes."),
    "all new": (
        History(AT, links=(link("a:", State.DEAD, nights=FRESH), link("b:", State.TLS))),
        "2 lenker må rettes. Alle er nye siden i går.",
    ),
    "some new": (
        History(AT, links=(link("a:", State.DEAD, nights=DEAD), link("b:", State.TLS))),
        "2 lenker må rettes. 1 er ny siden i går.",
    ),
    "waived": (
        History(AT, links=(link(state=State.DEAD, waiver=Waiver("Venter", "Kari", TODAY)),)),
        "Ingen lenker må rettes.",
    ),
    "internal": (
        History(AT, links=(link(),), faults=(FAULT,)),
        "Ingen lenker må rettes. 1 lenke mellom våre egne sider leder ingen steder.",
    ),
    "unchecked": (
        History(AT, links=(link("a:"), link("b:", State.UNCHECKED))),
        "Ingen lenker må rettes. 1 adresse ble ikke sjekket.",
    ),
    "failed": (
        History(AT, {"probe": FAILED}, links=(link(state=State.UNCHECKED),)),
        "Lenkesjekken feilet. Motoren stoppet. 1 adresse ble ikke sjekket.",
    ),
    "failed, with some result": (
        History(AT, {"probe": FAILED}, links=(link(state=State.DEAD, nights=DEAD),)),
        "Lenkesjekken feilet. Motoren stoppet. 1 lenke må rettes.",
    ),
    "lost": (History(AT, links=(link(),), inventory=3), "Lenkesjekken feilet. 2 av 3 adresser mangler i resultatet."),
}


@pytest.mark.parametrize("name", HEADLINES)
def test_the_first_line_says_it_all(name: str) -> None:
    history, expected = HEADLINES[name]
    assert headline(report_of(history)) == expected
    for text in (
        as_markdown(report_of(history), ""),
        as_html(report_of(history), ""),
        as_annotations(report_of(history)),
    ):
        assert expected in text


def test_a_report_with_nothing_to_do_says_nothing_else_but_figures() -> None:
    text = as_markdown(report_of(case("nothing-to-do")), REPOSITORY)
    assert re.findall("^##+ .*", text, re.MULTILINE) == ["## Tall for hver eier"]


def test_a_failed_check_calls_nothing_dead_and_nothing_fine() -> None:
    for text in in_every_format(case("checker-failed")).values():
        assert "Død" not in text
        assert "Ingen lenker må rettes" not in text


# ---------- Each format ----------


def test_every_state_has_its_words() -> None:
    assert list(LABELS) == list(State)
    assert {link.state for link in case("everything").links} == set(State)


def test_the_balance_is_counted_from_the_links() -> None:
    history = case("checker-failed")
    data = json.loads(as_json(report_of(history)))
    assert data["balance"] == {"inventory": 3, "reported": 2}
    assert [link["url"] for link in data["links"]] == sorted(link.url for link in history.links)


def test_one_address_on_ten_places_is_one_thing_to_do_with_ten_places() -> None:
    report = report_of(case("ten-places"))
    assert as_markdown(report, REPOSITORY).count("### ") == 2
    assert as_markdown(report, REPOSITORY).count("?plain=1#L") == 11
    assert len(parsed(as_html(report, REPOSITORY)).select("article.item")) == 2


def test_the_first_place_of_each_address_stands_before_the_second_of_any() -> None:
    lines = as_annotations(report_of(case("ten-places"))).splitlines()
    assert len(lines) == 12
    assert "altinn.example.no" in lines[0]
    assert "nav.example.no" in lines[1]
    assert all("altinn.example.no" in line for line in lines[2:11])
    assert lines[-1].startswith("::notice ")


def test_annotations_are_escaped_as_github_reads_them() -> None:
    place = Place("docs/a, b: 100%.md", 7, None, None, "")
    line = as_annotations(report_of(History(AT, links=(link(state=State.TLS, reason="50 %", used_on=(place,)),))))
    assert line.startswith("::error file=docs/a%2C b%3A 100%25.md,line=7,title=Sertifikatet er ikke i orden::")
    assert " – 50 %25.\n" in line


def test_what_moved_or_ages_is_a_warning_and_what_is_gone_an_error() -> None:
    for state in State:
        command = as_annotations(report_of(History(AT, links=(link(state=state),)))).split()[0]
        expected = "::warning" if state in (State.MOVED, State.AGING) else "::error"
        if state.needs_doing or state is State.UNCHECKED:
            assert command == expected, state
        else:
            assert command == "::notice", state


def test_a_report_without_a_repository_links_to_no_source() -> None:
    report = report_of(case("everything"))
    assert "?plain=1" not in as_markdown(report, "") + as_html(report, "")
    assert "docs/prove/a-start/a-6.md, linje 7" in as_markdown(report, "")


def test_the_page_needs_nothing_beside_it() -> None:
    page = parsed(as_html(report_of(case("everything")), REPOSITORY))
    assert page.html["lang"] == "nb"
    assert page.select("script, link, img, iframe, [src], [style]") == []
    assert "url(" not in page.style.text
    assert "@import" not in page.style.text


def test_both_pages_give_every_strip_a_text() -> None:
    history = case("everything")
    for page in (parsed(as_html(report_of(history), REPOSITORY)), site_page(as_status(history))):
        strips = page.select(".nights")
        assert len(strips) >= len(history.links)
        for strip in strips:
            assert strip["role"] == "img"
            assert strip["aria-label"].startswith("Siste 30 netter: ")
            assert len(strip.select(".night")) == NIGHTS_SHOWN


# ---------- The strip ----------


def test_a_strip_ends_with_the_last_night_and_leaves_a_gap_for_a_night_without_a_check() -> None:
    nights = (Night(dt.date(2026, 11, 22), State.OK), Night(TODAY, State.DEAD))
    cells = calendar(link(first_seen=dt.date(2026, 11, 22), nights=nights), TODAY)
    assert [cell.mark for cell in cells[-3:]] == [Mark.FINE, Mark.MISSED, Mark.GONE]
    assert described(cells) == "Siste 30 netter: virket 1, var borte 1, ble ikke sjekket 1"


def test_no_two_marks_share_a_sign() -> None:
    assert len({mark.sign for mark in Mark}) == len(Mark)


# ---------- The site's page ----------


def site_page(text: str) -> BeautifulSoup:
    extensions = ["attr_list", "md_in_html", "tables", "toc", "onboarding.rendering.abbreviations"]
    return parsed(Markdown(extensions=extensions).convert(text))


def test_a_guide_that_was_never_checked_says_so() -> None:
    assert "ikke sjekket ennå" in site_page(as_status(None)).p.text


def test_the_page_has_a_heading_for_each_owner_and_an_entry_for_each_address() -> None:
    history = case("everything")
    page = site_page(as_status(history))
    assert [heading.text for heading in page.select("h2")] == ["Andre", "Altinn", "Bits", "NAV", "Digdir"]
    assert sorted(p.text for p in page.select(".link-address")) == sorted(link.url for link in history.links)


STATUS = {
    "all fine": ((State.OK, State.MOVED), "Vi vet ikke om noen lenker som er brutt."),
    "one broken": ((State.OK, State.DEAD), "1 av 2 lenker virker ikke som de skal, og vi følger dem opp."),
    "some missed": ((State.OK, State.UNCHECKED), "1 lenke ble ikke sjekket."),
    "all missed": ((State.UNCHECKED,), "Vi fikk ikke sjekket lenkene sist natt."),
    "none": ((), "Veiledningen har ingen lenker til andre nettsteder."),
}


@pytest.mark.parametrize("name", STATUS)
def test_the_page_says_in_a_sentence_what_the_night_means(name: str) -> None:
    states, expected = STATUS[name]
    links = tuple(link(f"https://example.no/{state}", state) for state in states)
    page = site_page(as_status(History(AT, links=links)))
    assert expected in page.p.text
    assert "Sist sjekket 24.11.2026 kl. 03.12." in page.p.text


# ---------- Small words ----------


def test_numbers_and_times_read_as_people_write_them() -> None:
    assert [count(n, "lenke", "lenker") for n in (0, 1, 2)] == ["0 lenker", "1 lenke", "2 lenker"]
    assert [duration(s) for s in (0.2, 1, 119, 120, 3600)] == [
        "0 sekunder",
        "1 sekund",
        "119 sekunder",
        "2 minutter",
        "60 minutter",
    ]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.no/",
        "https://",
        "https://[",
        "https://a.no/ b",
        "a\nb",
        "",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert not is_web_address(url)


# ---------- Whatever strangers write ----------

NASTY = [
    *("\n", "\n\n", "\r", "\t", "\x00", "\u2028", "\u202e", "  ", "\\", "«", "»", '"', "'"),
    *("# ", "- ", "1. ", "> ", "```", "~~~", "`", "|", "---", "===", "*", "**", "_", "$", "](", "[a](b)", "{: .x }"),
    *("<script>", "</li></ul>", "<!--", "&copy;", "javascript:x", "https://ond.example.no/", "www.ond.example.no"),
    *("@alle", "#1", "GH-1", "::error::"),
]
hostile = st.lists(st.sampled_from(NASTY) | st.text(max_size=4), max_size=8).map("".join)


def night_with(text: str, url: str) -> History:
    """A night with the text wherever strangers' text stands, and the address in each group of the report."""
    place = Place("docs/prove/a.md", 7, "prove", "A-1", f"x{text}")
    facts: dict[str, Any] = {
        "reason": text,
        "owner": f"x{text}",
        "used_on": (place, place),
        "probe": Evidence(title=text),
        "old_title": text,
        "title_since": TODAY,
        "asked": TODAY,
        "bad_nights": 1,
    }
    links = [link(f"{url}{state}", state, **facts) for state in State]
    links.append(link(f"{url}waived", State.DEAD, waiver=Waiver(text, text, TODAY), **facts))
    faults = (InternalFault(text, text, text),)
    return History(AT, {"probe": EngineRun(text, 1, 1, 1.0)}, tuple(links), faults, (text,), len(links))


def suggesting(history: History, value: str) -> History:
    suggestion = Suggestion(SuggestionKind.REPLACE, value)
    return replace(history, links=tuple(replace(link, suggestion=suggestion) for link in history.links))


HARMLESS = night_with("tekst", "https://example.no/")
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def blocks(text: str) -> list[str]:
    return [token.type for token in READER.parse(text)]


def inline(text: str) -> list[Token]:
    return [child for token in READER.parse(text) for child in token.children or ()]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(hostile, hostile)
def test_no_text_begins_a_block_of_its_own_in_the_markdown(text: str, url: str) -> None:
    assert blocks(as_markdown(report_of(night_with(text, f"x{url}")), REPOSITORY)) == blocks(
        as_markdown(report_of(HARMLESS), REPOSITORY)
    )


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(hostile, hostile)
def test_no_text_becomes_html_or_a_link_or_calls_anybody_in_the_markdown(text: str, url: str) -> None:
    history = suggesting(night_with(text, url), url)
    made = inline(as_markdown(report_of(history), REPOSITORY))
    assert {token.type for token in made} <= {
        "text", "code_inline", "strong_open", "strong_close", "link_open", "link_close", "softbreak",
    }  # fmt: skip
    for token in made:
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(("https://", "http://"))
    shown = "\n".join(token.content for token in made if token.type == "text")
    assert not re.search(r"[@#]\w|\bGH-\d|://|www\.", shown, re.IGNORECASE)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(hostile, hostile)
def test_no_text_at_the_start_of_a_line_is_a_command_to_github(text: str, url: str) -> None:
    history = suggesting(night_with(text, url), url)
    report = report_of(history)
    for made in (as_markdown(report, REPOSITORY), as_html(report, REPOSITORY), as_status(history)):
        assert not re.search(r"^\s*(::|##\[)", made, re.MULTILINE)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(hostile, hostile)
def test_annotations_are_one_line_for_each_place(text: str, url: str) -> None:
    report = report_of(suggesting(night_with(text, url), url))
    lines = as_annotations(report).splitlines()
    assert len(lines) == sum(len(link.used_on) for link in report.todo) + len(report.history.faults) + 1
    assert all(re.match(r"::(error|warning|notice) [^:]*::", line) for line in lines)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(hostile, hostile)
def test_the_page_has_the_same_items_whatever_stands_in_them(text: str, url: str) -> None:
    found = parsed(as_html(report_of(night_with(text, url)), REPOSITORY))
    expected = parsed(as_html(report_of(HARMLESS), REPOSITORY))
    assert len(found.select(".item")) == len(expected.select(".item"))
    assert found.select("script, img, [onerror], [onclick]") == []
    assert all(is_web_address(a["href"]) for a in found.select("a"))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(hostile, hostile)
def test_the_sites_page_has_the_same_items_whatever_stands_in_them(text: str, url: str) -> None:
    history = night_with(text, url)
    page = site_page(as_status(history))
    shape = [tag.name for tag in page.select("*")]
    assert shape == [tag.name for tag in site_page(as_status(HARMLESS)).select("*")]
    assert sorted(p.text for p in page.select(".link-address")) == sorted(plain(link.url) for link in history.links)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(hostile, hostile)
def test_json_keeps_every_text_as_it_was(text: str, url: str) -> None:
    report: Report = report_of(night_with(text, url))
    data = json.loads(as_json(report))
    assert [link["url"] for link in data["links"]] == sorted(link.url for link in report.history.links)
    assert {link["reason"] for link in data["links"]} == {text}
