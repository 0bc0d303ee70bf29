"""From what the engines met to one state: the rules that hold whatever they met."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onboarding.links.check import is_offline
from onboarding.links.model import (
    EngineResult,
    Evidence,
    Failure,
    Fragment,
    Hop,
    Sign,
    State,
    Tls,
    Verdict,
)
from onboarding.links.triage import BAD_NIGHTS, CERTIFICATE_DAYS, triage

URL = "https://www.example.no/side"
GOOD, BAD, UNCHECKED = (EngineResult(verdict) for verdict in Verdict)

engines = st.sampled_from([GOOD, BAD, UNCHECKED])
nights = st.integers(0, 100)
evidence = st.builds(
    Evidence,
    status=st.none() | st.integers(100, 999),
    hops=st.lists(
        st.builds(Hop, status=st.sampled_from([0, 301, 302, 307, 308]), url=st.just(URL), location=st.text(min_size=1))
    ).map(tuple),
    cert_days=st.none() | st.integers(-400, 400),
    fragment=st.sampled_from(Fragment),
    failure=st.sampled_from(Failure),
    tls=st.sampled_from(Tls),
    farewell=st.sampled_from(["", "Denne siden skal avvikles."]),
    signs=st.lists(st.sampled_from(Sign), unique=True).map(tuple),
)


def state(probe: Evidence, engine: EngineResult = GOOD, bad_nights: int = 0) -> State:
    return triage(URL, engine, probe, bad_nights).state


def answer(status: int = 200, **more: object) -> Evidence:
    return Evidence(status=status, final_url=URL, **more)  # type: ignore[arg-type]


@given(evidence, nights)
def test_only_both_engines_together_make_an_address_dead(probe: Evidence, before: int) -> None:
    assert state(probe, GOOD, before) is not State.DEAD
    assert state(probe, UNCHECKED, before) is not State.DEAD


@given(evidence, engines, st.integers(0, BAD_NIGHTS - 2))
def test_no_address_is_dead_before_the_third_bad_night(probe: Evidence, engine: EngineResult, before: int) -> None:
    assert state(probe, engine, before) is not State.DEAD


@given(evidence, nights)
def test_linkchecker_alone_changes_nothing_but_dead(probe: Evidence, before: int) -> None:
    states = {state(probe, engine, before) for engine in (GOOD, BAD, UNCHECKED)}
    assert len(states - {State.DEAD}) == 1


@given(evidence, engines, nights)
def test_every_ruling_gives_a_reason_without_a_final_stop(probe: Evidence, engine: EngineResult, before: int) -> None:
    reason = triage(URL, engine, probe, before).reason
    assert reason
    assert not reason.endswith(".")


@given(st.sampled_from([401, 402, 403, 407, 429, 451, 999]), engines, nights)
def test_a_door_never_turns_red(status: int, engine: EngineResult, before: int) -> None:
    assert state(answer(status), engine, before) is State.DOOR


@pytest.mark.parametrize(
    ("probe", "expected"),
    [
        (answer(), State.OK),
        (answer(hops=(Hop(301, URL, "https://ny.example.no/"),)), State.MOVED),
        (answer(fragment=Fragment.UNVERIFIABLE), State.UNVERIFIABLE),
        (answer(signs=(Sign.APP, Sign.CATCH_ALL)), State.UNVERIFIABLE),
        (answer(signs=(Sign.APP,)), State.OK),
        (answer(farewell="Siden er utgått."), State.AGING),
        (answer(cert_days=CERTIFICATE_DAYS), State.TLS),
        (answer(cert_days=CERTIFICATE_DAYS + 1), State.OK),
        (answer(tls=Tls.EXPIRED), State.TLS),
        (answer(fragment=Fragment.MISSING), State.FRAGMENT),
        (answer(signs=(Sign.CATCH_ALL,)), State.SOFT404),
        (answer(404), State.SUSPECT),
        (Evidence(failure=Failure.NAME), State.SUSPECT),
        (Evidence(failure=Failure.NOT_REACHED), State.UNCHECKED),
        (Evidence(failure=Failure.CRASHED), State.UNCHECKED),
    ],
    ids=lambda value: value.value if isinstance(value, State) else "",
)
def test_what_the_probe_met_gives_the_state(probe: Evidence, expected: State) -> None:
    assert state(probe) is expected


@pytest.mark.parametrize(
    "probe",
    [
        answer(hops=(Hop(301, URL, f"{URL}/ny"),), fragment=Fragment.MISSING),
        answer(farewell="Siden er utgått.", fragment=Fragment.MISSING),
        answer(tls=Tls.EXPIRED, fragment=Fragment.MISSING),
    ],
)
def test_the_worst_of_several_states_counts(probe: Evidence) -> None:
    assert state(probe) is State.FRAGMENT


def test_a_night_without_network_is_a_failure_of_the_check_and_no_bad_night() -> None:
    silent = {f"https://{name}.example.no/": Evidence(failure=Failure.NAME) for name in "abcde"}
    assert is_offline({}, silent)
    assert not is_offline({"https://a.example.no/": GOOD}, silent)
    assert not is_offline({}, {**silent, "https://f.example.no/": Evidence(status=404)})
    assert not is_offline({}, dict(list(silent.items())[:4]))


def test_only_the_permanent_redirects_at_the_start_are_suggested() -> None:
    hops = (Hop(301, URL, "https://b.example.no/"), Hop(302, "https://b.example.no/", "https://c.example.no/"))
    assert triage(URL, GOOD, answer(hops=hops), 0).suggestion.value == "https://b.example.no/"
    assert state(answer(hops=hops[::-1])) is State.OK


def test_a_suggestion_keeps_the_fragment() -> None:
    ruling = triage(f"{URL}#del", GOOD, answer(hops=(Hop(308, URL, "https://ny.example.no/x"),)), 0)
    assert ruling.suggestion.value == "https://ny.example.no/x#del"


@given(st.sampled_from(State), st.sampled_from(State))
def test_states_stand_in_one_order(one: State, other: State) -> None:
    assert (one.severity < other.severity) == (list(State).index(one) < list(State).index(other))


@given(st.sampled_from(State))
def test_a_state_is_for_one_group_of_people_at_most(one: State) -> None:
    assert sum((one.needs_doing, one.is_watched, one.is_for_a_person)) == (one is not State.OK)
