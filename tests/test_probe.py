"""The probe in parts: what goes out, how it waits, what it makes of pages, and what it never lets a server do."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from faults.answers import Answer, Timings, Wait, page, redirect
from faults.model import Fault, Host
from faults.server import FaultServer
from faults.table import BUSY, FAILING, HEAVY, ORDINARY, REDIRECTS, SILENT
from hypothesis import given
from hypothesis import strategies as st
from onboarding.cli.progress import Lines
from onboarding.links.check import check
from onboarding.links.linkchecker import _Outcome, check_all, in_turns
from onboarding.links.model import (
    EngineResult,
    EngineRun,
    Evidence,
    Failure,
    Fragment,
    Inventory,
    Sign,
    State,
    Verdict,
    host_of,
)
from onboarding.links.probe.control import control_address
from onboarding.links.probe.exchange import USER_AGENT
from onboarding.links.probe.farewell import farewell_of
from onboarding.links.probe.fragment import look_up
from onboarding.links.probe.gate import Gate
from onboarding.links.probe.night import visit_all
from onboarding.links.probe.page import Page, PageReader
from onboarding.links.probe.reading import signs_of
from onboarding.links.probe.target import resolved, target_of
from onboarding.links.probe.visit import SILENT as SILENT_TRIES
from onboarding.links.probe.visit import Visitor, _retry_after
from onboarding.links.settings import Limits, Settings

TODAY = dt.date(2026, 11, 23)
FILLING = ["Virksomheten", "leser", "veiledningen", "og", "setter", "av", "tid", "før", "fristen", "går", "ut", "."]
READINGS: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests/readings.yml").read_text(encoding="utf-8"))
MEMORY = 200  # megabytes

each_reading = pytest.mark.parametrize("case", READINGS.values(), ids=READINGS)


def read(html: str, words: int = 0) -> Page:
    reader = PageReader("utf-8")
    reader.feed(f"<!doctype html>{html}<p>{' '.join((FILLING * words)[:words])}".encode())
    return reader.close()


@each_reading
def test_a_page_is_read_as_a_person_would(case: dict[str, Any], built_in: Settings) -> None:
    page = read(case["html"], case.get("words", 0))
    if "signs" in case:
        assert signs_of(page, built_in.phrases, redirected=False, to_login=False) == set(map(Sign, case["signs"]))
    assert farewell_of(page, built_in.phrases) == case.get("farewell", "")


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://a.no", b"/"),
        ("https://a.no?b", b"/?b"),
        ("https://a.no/b?", b"/b?"),
        ("https://a.no/b//c/../d", b"/b//c/../d"),
        ("https://a.no/%c3%b8%2F", b"/%c3%b8%2F"),
        ("https://a.no/ø å", b"/%C3%B8%20%C3%A5"),
        ("https://a.no/b#ø", b"/b"),
        ("https://a.no/{b}|c^", b"/{b}|c^"),
    ],
)
def test_an_address_goes_out_as_it_was_written(url: str, sent: bytes) -> None:
    assert target_of(url).target == sent


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="#")))
def test_no_visible_character_is_changed(path: str) -> None:
    assert target_of(f"https://a.no/{path}").target == f"/{path}".encode()


@given(st.text())
def test_what_goes_out_is_always_a_request_target(path: str) -> None:
    target = target_of(f"https://a.no/{path}".replace("\n", "")).target
    assert all(0x21 <= byte <= 0x7E for byte in target)


@pytest.mark.parametrize("url", ["https://", "https:///a", "ftp://a.no/", "https://a b/", "https://a.no:0/", "a.no"])
def test_what_http_cannot_ask_for_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="no "):
        target_of(url)


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("https://b.no/x?", "https://b.no/x?#del"),
        ("//b.no/x", "https://b.no/x#del"),
        ("/x", "https://a.no/x#del"),
        ("x", "https://a.no/en/x#del"),
        ("?q=1", "https://a.no/en/to?q=1#del"),
        ("/x#y", "https://a.no/x#y"),
    ],
)
def test_a_redirect_leads_where_browsers_go(location: str, leads_to: str) -> None:
    assert resolved("https://a.no/en/to#del", location) == leads_to


def test_the_name_that_it_gives_is_honest_and_sets_off_no_alarm() -> None:
    assert USER_AGENT.startswith("onboarding/")
    assert not [word for word in ("link", "bot", "check", "mozilla", "chrome") if word in USER_AGENT.lower()]


def test_the_control_is_the_same_address_every_night() -> None:
    target = target_of("https://a.no/docs/guide.html?x=1")
    assert control_address(target) == control_address(target)
    assert control_address(target).startswith("https://a.no/docs/finnes-ikke-")
    assert control_address(target).endswith(".html")


@pytest.mark.parametrize(
    ("fragment", "html", "found", "near"),
    [
        ("del", "<p id=del>", Fragment.FOUND, ""),
        ("", "<p>", Fragment.NONE, ""),
        ("Del", "<h2 id=del>x</h2>", Fragment.MISSING, "del"),
        ("løsning/", "<h2 id=løsning>x</h2>", Fragment.MISSING, "løsning"),
        ("/rute", "<p id=a>", Fragment.UNVERIFIABLE, ""),
        ("vis=alt", "<p id=a>", Fragment.UNVERIFIABLE, ""),
        ("borte", "<h2 id=a>x</h2><script src=a.js></script>", Fragment.MISSING, ""),
        ("borte", "<h2>x</h2><script src=a.js></script>", Fragment.UNVERIFIABLE, ""),
        ("borte", "<h2 id=a>x</h2><script>show('borte')</script>", Fragment.UNVERIFIABLE, ""),
    ],
)
def test_an_anchor_is_looked_up_in_the_html(fragment: str, html: str, found: Fragment, near: str) -> None:
    assert look_up(fragment, read(html), whole=True) == (found, near)


def test_an_anchor_beyond_what_was_read_is_unverifiable() -> None:
    assert look_up("sist", read("<p id=forst>"), whole=False) == (Fragment.UNVERIFIABLE, "")


hosts = st.sampled_from(["a.no", "b.no", "c.no", "d.no"])


@given(st.lists(st.builds("https://{}/{}".format, hosts, st.integers(0, 99)), unique=True))
def test_linkchecker_gets_one_address_of_each_host_at_a_time(urls: list[str]) -> None:
    ordered = in_turns(urls)
    assert sorted(ordered) == sorted(urls)
    rounds: dict[str, int] = {}
    for url in ordered:
        rounds[host_of(url)] = rounds.get(host_of(url), 0) + 1
        left = {host_of(other) for other in urls if rounds.get(host_of(other), 0) < rounds[host_of(url)] - 1}
        assert all(rounds.get(host, 0) == sum(host_of(other) == host for other in urls) for host in left)


def test_a_host_that_asks_for_a_pause_gets_it() -> None:
    async def waited() -> float:
        gate, clock = Gate(0.01), asyncio.get_running_loop().time
        gate.pause("a.no", 0.2)
        start = clock()
        async with gate.turn("b.no"):
            assert clock() - start < 0.1
        async with gate.turn("a.no"):
            return clock() - start

    assert asyncio.run(waited()) >= 0.2


def test_who_gives_up_waiting_leaves_the_host_to_the_next() -> None:
    async def third() -> bool:
        gate = Gate(0.01)

        async def ask() -> None:
            async with gate.turn("a.no"):
                await asyncio.sleep(0.02)

        first, second = asyncio.create_task(ask()), asyncio.create_task(ask())
        await asyncio.sleep(0.01)
        second.cancel()
        await first
        async with asyncio.timeout(1), gate.turn("a.no"):
            return True

    assert asyncio.run(third())


def test_what_others_wait_for_goes_first() -> None:
    order = []

    async def ask(gate: Gate, name: str, *, soon: bool = False) -> None:
        async with gate.turn("a.no", soon=soon):
            order.append(name)

    async def all_of_them() -> None:
        gate = Gate(0.001)
        async with asyncio.TaskGroup() as group:
            for name in ("first", "second", "third"):
                group.create_task(ask(gate, name))
            group.create_task(ask(gate, "soon", soon=True))

    asyncio.run(all_of_them())
    assert order == ["first", "second", "soon", "third"]  # the second was waiting already


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("2", 2.0),
        (" 60 ", 60.0),
        ("²", None),
        ("", None),
        ("soon", None),
        ("Mon, 1 Jan 2001 00:00:00 +99999999999", None),
    ],
)
def test_a_host_may_ask_for_time_in_any_form(value: str, seconds: float | None) -> None:
    assert _retry_after(value) == seconds


@pytest.mark.parametrize("charset", ["undefined", "hex", "rot13", "idna", "base64", "x-unknown", "a\0b", ""])
def test_an_encoding_that_is_none_for_pages_is_passed_over(charset: str) -> None:
    reader = PageReader(charset)
    reader.feed("<title>Løsning</title><p id=ø>".encode())
    page = reader.close()
    assert page.title == "Løsning"
    assert page.has_anchor("ø")


def test_a_beginning_made_to_be_slow_is_read_at_once() -> None:
    start = time.monotonic()
    reader = PageReader("")
    reader.feed(b"<meta charset=" + b" " * 60_000 + b"<meta " * 9_000)
    reader.close()
    assert time.monotonic() - start < 2  # it was 25 s


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer((ORDINARY, BUSY, HEAVY, SILENT, FAILING, REDIRECTS), Timings(hang=30)) as running:
        yield running


def addresses(server: FaultServer, host: str) -> list[str]:
    return [case.address for case in server.cases if case.host == host]


def test_the_night_ends_in_time_and_says_what_it_did_not_reach(server: FaultServer, built_in: Settings) -> None:
    urls = [*addresses(server, "silent"), *addresses(server, "ordinary")]
    settings = built_in.model_copy(update={"limits": Limits(timeout=20, gap=0.3)})
    start = time.monotonic()
    found = visit_all(urls, settings, TODAY, 1.5)
    assert time.monotonic() - start < 4
    assert set(found) == set(urls)
    assert found[urls[0]].failure is Failure.NOT_REACHED
    assert {found[url].failure for url in urls[1:]} == {Failure.NONE, Failure.NOT_REACHED}


def test_a_host_that_asks_for_a_day_is_asked_once(server: FaultServer, built_in: Settings) -> None:
    url = next(case.address for case in server.cases if case.name == "429 with a Retry-After of a day")
    found = visit_all([url], built_in, TODAY, 30)[url]
    assert [attempt.outcome for attempt in found.tries] == ["429"]


def quick(settings: Settings, **limits: float) -> Settings:
    return settings.model_copy(update={"limits": Limits(**{"gap": 0.01, "pause": 0.01, **limits})})


def test_a_host_that_asks_for_a_pause_is_left_alone_by_all(server: FaultServer, built_in: Settings) -> None:
    server.night = 2  # every «first time» comes again
    server.record.forget()
    visit_all(addresses(server, "busy"), quick(built_in), TODAY, 30)
    arrived = [(seen.target, seen.arrived) for seen in server.record.requests if seen.host == "busy"]
    asked = next(number for number, (target, _) in enumerate(arrived) if target == b"/vent")
    assert arrived[asked + 1][1] - arrived[asked][1] >= 1


def test_a_server_that_never_answers_is_soon_asked_less(server: FaultServer, built_in: Settings) -> None:
    urls = [f"{server.origin('silent')}/{number}" for number in range(12)]
    found = visit_all(urls, quick(built_in, timeout=0.1), TODAY, 30)
    assert SILENT_TRIES <= sum(len(evidence.tries) for evidence in found.values()) < 3 * len(urls)


def late(answer: Answer) -> Answer:
    return lambda asked: [Wait(0.4), *answer(asked)]


SLOW = Host(
    "slow",
    (
        Fault("three slow stops", "/1", late(redirect(302, "/2")), State.SUSPECT, also={
            "/2": late(redirect(302, "/3")), "/3": late(page("<p>Her er siden.</p>"))
        }),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("timeout", "failure"), [(3, Failure.NONE), (1, Failure.TIMEOUT)])
def test_all_stops_of_a_try_share_its_time(timeout: float, failure: Failure, built_in: Settings) -> None:
    with FaultServer((SLOW,)) as server:
        url = server.cases[0].address
        assert visit_all([url], quick(built_in, timeout=timeout), TODAY, 30)[url].failure is failure


def test_what_was_seen_counts_though_its_control_was_not_reached(server: FaultServer, built_in: Settings) -> None:
    url = next(case.address for case in server.cases if case.name == "a page")
    found = visit_all([url], built_in.model_copy(update={"limits": Limits(gap=20)}), TODAY, 1.5)
    assert found[url].status == 200


def test_one_address_that_ends_linkchecker_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    given = []

    def run(_: Path, urls: tuple[str, ...], *__: object) -> _Outcome:
        given.append(urls)
        if "https://b.no/2" in urls:
            return _Outcome(words="Traceback")
        return _Outcome({url: EngineResult(Verdict.GOOD) for url in urls}, ended=True)

    monkeypatch.setattr("onboarding.links.linkchecker._run", run)
    urls = [f"https://{host}.no/{number}" for host in "ab" for number in (1, 2, 3)]
    found, fared = check_all(urls, Limits(), 60)
    assert given[0] == ("https://a.no/1", "https://b.no/1", "https://a.no/2", "https://b.no/2", "https://a.no/3",
                        "https://b.no/3")  # fmt: skip
    assert {url: result.verdict for url, result in found.items()} == {
        url: Verdict.UNCHECKED if url == "https://b.no/2" else Verdict.GOOD for url in urls
    }
    assert (fared.addresses, fared.reported, fared.failure) == (6, 5, "")


def test_a_page_that_our_code_cannot_take_costs_no_other(
    server: FaultServer, built_in: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    visit = Visitor.visit

    async def failing(self: Visitor, document: str, urls: tuple[str, ...]) -> None:
        if document.endswith("/maskinporten"):
            raise RuntimeError("never seen the like")
        await visit(self, document, urls)

    monkeypatch.setattr(Visitor, "visit", failing)
    urls = addresses(server, "ordinary")[:3]
    found = visit_all(urls, built_in.model_copy(update={"limits": Limits(gap=0.05)}), TODAY, 30)
    assert [found[url].failure for url in urls] == [Failure.CRASHED, Failure.NONE, Failure.NONE]
    assert "never seen the like" in caplog.text


def test_a_control_that_fails_costs_nothing_that_was_seen(
    server: FaultServer, built_in: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(_: Visitor, __: str) -> None:
        raise RuntimeError("never seen the like")

    monkeypatch.setattr(Visitor, "_ask_control", failing)
    url = next(case.address for case in server.cases if case.name == "a page")
    found = visit_all([url], quick(built_in), TODAY, 30)[url]
    assert (found.status, found.failure) == (200, Failure.NONE)


def test_linkchecker_leaves_the_probe_at_least_half_the_time(
    built_in: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []

    def linkchecker(_: object, __: object, seconds: float, ___: object) -> tuple[dict[str, EngineResult], EngineRun]:
        given.append(seconds)
        return {}, EngineRun("10.6", 0, 0, 0.0)

    def probe(_: object, __: object, ___: object, seconds: float, ____: object) -> dict[str, Evidence]:
        given.append(seconds)
        return {}

    monkeypatch.setattr("onboarding.links.linkchecker.check_all", linkchecker)
    monkeypatch.setattr("onboarding.links.check.visit_all", probe)
    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    check(Inventory(()), None, quick(built_in, minutes=2), now, Lines())
    assert given == [pytest.approx(60, abs=1), pytest.approx(120, abs=1)]


SCRIPT = """
import datetime as dt, json, re, sys
from pathlib import Path
from onboarding.links.probe.night import visit_all
from onboarding.links.settings import Limits, read_settings
settings = read_settings(Path("none.yml")).model_copy(update={"limits": Limits(gap=0.01, timeout=60)})
found = visit_all(json.loads(sys.argv[1]), settings, dt.date(2026, 11, 23), 60)
# The most that this process has had; `ru_maxrss` would begin with what its parent had.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(json.dumps([peak, [evidence.status for evidence in found.values()]]))
"""


def visited_apart(urls: list[str], folder: Path) -> tuple[int, list[int | None]]:
    """The most memory that a visit to the addresses takes, in megabytes, and their statuses."""
    command = [sys.executable, "-c", SCRIPT, json.dumps(urls)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=120, check=True)
    peak, statuses = json.loads(done.stdout)
    return peak, statuses


def test_no_answer_fills_the_memory(server: FaultServer, tmp_path: Path) -> None:
    urls = [f"{url}{mark}" for url in addresses(server, "heavy") for mark in ("", "?1", "?2")]
    peak, statuses = visited_apart(urls, tmp_path)
    assert statuses.count(200) >= 5
    assert peak < MEMORY


ANCHORS = page(
    "<title>Ankre</title>" + "".join(f'<p id="\N{GRINNING FACE}{n}{"x" * 70}">w{n}</p>' for n in range(20_000))
)
DEEP = page("<title>Dypt</title>" + "Ā<b>" * 150_000)


@pytest.mark.parametrize("answer", [ANCHORS, DEEP], ids=["anchors", "elements within each other"])
def test_many_hosts_at_once_do_not_fill_the_memory(answer: Answer, tmp_path: Path) -> None:
    hosts = tuple(Host(f"host-{n}", (Fault("heavy", "/a/side", answer, State.OK),)) for n in range(20))
    with FaultServer(hosts) as server:
        peak, statuses = visited_apart([case.address for case in server.cases], tmp_path)
    assert statuses == [200] * 20
    assert peak < MEMORY


@pytest.mark.parametrize(
    "piece", ["<p>", "<div>x", "<a id=x>", "<svg>", "<table>", "<", "&", "x ", "<script>", "<b><i>"]
)
def test_two_megabytes_of_anything_are_read_in_bounded_time_and_space(piece: str) -> None:
    reader = PageReader("utf-8")
    data = (piece * (2_000_000 // len(piece))).encode()
    for start in range(0, len(data), 65536):
        reader.feed(data[start : start + 65536])
    page = reader.close()
    assert len(page.text) < 200_000
    assert len(page.anchors) <= 1_000
    assert len(page.script) < 300_000
