"""Both engines for real, night after night, against everything that goes wrong on the web."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from faults.model import Case
from faults.record import Seen, hurried, overlapping
from faults.server import FaultServer
from onboarding.links.check import check
from onboarding.links.model import Address, History, Inventory, Link, Place, SuggestionKind, Verdict
from onboarding.links.probe.exchange import USER_AGENT
from onboarding.links.settings import Limits, Settings

NIGHTS = 4
FIRST = dt.datetime(2026, 11, 20, 3, 17, tzinfo=dt.UTC)
# The real order of things, faster: a time-out that no honest page on loopback meets, and a gap that can be seen.
LIMITS = Limits(timeout=2.5, gap=0.1, retry_after=5, pause=0.1, silence=8, minutes=4)


class Quiet:
    """Progress that nobody follows."""

    def begin(self, engine: str, addresses: int) -> None:
        pass

    def heard(self, count: int) -> None:
        pass

    def end(self) -> None:
        pass


@dataclass
class Nights:
    """What the nights gave: the cases, a history for each night, and the probe's requests of each."""

    cases: tuple[Case, ...]
    histories: list[History] = field(default_factory=list)
    requests: list[list[Seen]] = field(default_factory=list)

    def link(self, night: int, case: Case) -> Link:
        return next(link for link in self.histories[night - 1].links if link.url == case.address)


def inventory(cases: tuple[Case, ...]) -> Inventory:
    place = Place("docs/veiledning/a/a-1.md", 9, "veiledning", "A-1", "lenken")
    return Inventory(tuple(Address(case.address, (place,)) for case in cases))


@pytest.fixture(scope="module")
def nights(settings: Settings) -> Iterator[Nights]:
    with FaultServer() as server, pytest.MonkeyPatch.context() as environment:
        for name in ("HTTP_PROXY", "HTTPS_PROXY"):
            environment.setenv(name, server.proxy)
            environment.delenv(name.lower(), raising=False)
        environment.setenv("NO_PROXY", "127.0.0.0/8")
        environment.setenv("REQUESTS_CA_BUNDLE", str(server.bundle))
        found = Nights(server.cases)
        history = None
        for night in range(1, NIGHTS + 1):
            server.night = night
            server.record.forget()
            now = FIRST + dt.timedelta(days=night - 1)
            history = check(inventory(found.cases), history, settings, now, Quiet())
            found.histories.append(history)
            found.requests.append([seen for seen in server.record.requests if seen.agent == USER_AGENT])
        yield found


@pytest.fixture(scope="module")
def settings(built_in: Settings) -> Settings:
    return built_in.model_copy(update={"limits": LIMITS})


def differences(nights: Nights, night: int, expected: str) -> list[str]:
    """Every case whose state is another than the table says, with what both engines met."""
    return [
        f"{case.host}, {case.name}: expected {getattr(case, expected)}, got {link.state} ({link.reason}) "
        f"from LinkChecker: {link.engine}, probe: {link.probe}"
        for case in nights.cases
        if (link := nights.link(night, case)).state != getattr(case, expected)
    ]


def test_every_fault_has_its_state_on_the_first_night(nights: Nights) -> None:
    assert not differences(nights, 1, "first")


def test_every_fault_has_its_state_on_the_third_night(nights: Nights) -> None:
    assert not differences(nights, 3, "third")


def test_a_good_night_begins_the_count_anew(nights: Nights) -> None:
    flapping = next(case for case in nights.cases if case.name == "bad, bad, good, bad")
    counted = [nights.link(night, flapping).bad_nights for night in range(1, NIGHTS + 1)]
    assert counted == [1, 2, 0, 1]
    assert nights.link(4, flapping).flaps == 1


def test_a_changed_title_is_watched_and_not_mended(nights: Nights) -> None:
    case = next(case for case in nights.cases if case.name == "title changes")
    link = nights.link(2, case)
    assert (link.old_title, link.title) == ("Satser for 2025 | Eksempeletaten", "Satser for 2026 | Eksempeletaten")
    assert link.title_since == (FIRST + dt.timedelta(days=1)).date()
    assert not link.needs_doing


def test_every_suggestion_is_the_address_that_works(nights: Nights) -> None:
    offered = {case.name: nights.link(1, case).suggested_url for case in nights.cases if case.suggestion}
    assert offered == {case.name: case.suggestion for case in nights.cases if case.suggestion}


def test_an_address_that_is_fine_gets_no_suggestion(nights: Nights) -> None:
    fine = [nights.link(1, case) for case in nights.cases if case.first == "ok"]
    assert {link.suggestion.kind for link in fine} == {SuggestionKind.NONE}


def test_every_address_of_the_inventory_is_reported_every_night(nights: Nights) -> None:
    for history in nights.histories:
        assert [link.url for link in history.links] == [case.address for case in nights.cases]


def test_no_host_has_two_requests_of_the_probe_at_a_time(nights: Nights) -> None:
    assert nights.requests[0]
    for requests in nights.requests:
        # A server that hangs goes on serving when the client has left.
        assert not [pair for pair in overlapping(requests) if pair[0].ended is not None]


def test_no_host_has_two_requests_of_the_probe_within_the_gap(nights: Nights) -> None:
    for requests in nights.requests:
        assert not hurried(requests, LIMITS.gap)


def test_a_document_is_asked_for_once_whatever_its_fragments(nights: Nights) -> None:
    asked = [seen.target for seen in nights.requests[0] if seen.target == b"/kapitler"]
    assert len(asked) == 1


def test_linkchecker_says_why_where_it_has_not_checked(nights: Nights) -> None:
    unchecked = [link.engine for link in nights.histories[0].links if link.engine.verdict is Verdict.UNCHECKED]
    assert unchecked
    assert all(engine.result for engine in unchecked)


def test_the_engines_say_how_they_fared(nights: Nights) -> None:
    runs = nights.histories[0].engines
    assert set(runs) == {"linkchecker", "probe"}
    assert runs["linkchecker"].version.startswith("10.6")
    assert {run.addresses for run in runs.values()} == {len(nights.cases)}
    assert not [run.failure for run in runs.values() if run.failure]
