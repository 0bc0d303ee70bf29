"""What the nights add up to, and the file that keeps them."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onboarding.links.history import HistoryError, next_history, read_history, write_history
from onboarding.links.model import (
    NIGHTS_KEPT,
    PERSON_DAYS,
    Address,
    EngineResult,
    EngineRun,
    Evidence,
    Exit,
    Failure,
    Fragment,
    History,
    Inventory,
    Link,
    Place,
    State,
    Verdict,
)
from onboarding.links.report.model import report_of
from onboarding.links.settings import Ignore, Settings

URL = "https://www.example.no/side#del"
FIRST = dt.datetime(2026, 1, 1, 3, 17, tzinfo=dt.UTC)
PLACE = Place("docs/lån/a/a-1.md", 7, "lån", "A-1", "vilkårene")

# What an address can be on a night, by a letter.
MET = {
    "o": Evidence(status=200, title="Vilkår"),
    "b": Evidence(status=404),
    "d": Evidence(status=403),
    "u": Evidence(failure=Failure.NOT_REACHED),
    "f": Evidence(status=200, fragment=Fragment.MISSING, title="Vilkår"),
}
nights = st.text(alphabet="".join(MET), min_size=1, max_size=40)


def after(
    letters: str,
    days: Sequence[int] | None = None,
    *,
    verdict: Verdict = Verdict.BAD,
    settings: Settings = Settings(),  # noqa: B008  it is frozen
) -> History:
    """The history after nights of these letters, on these days since the first."""
    history = None
    for letter, day in zip(letters, days or range(len(letters)), strict=True):
        history = night(history, {URL: MET[letter]}, day, verdict=verdict, settings=settings)
    assert history
    return history


def night(
    before: History | None,
    met: dict[str, Evidence],
    day: int,
    *,
    verdict: Verdict = Verdict.BAD,
    settings: Settings = Settings(),  # noqa: B008  it is frozen
) -> History:
    return next_history(
        before,
        Inventory(tuple(Address(url, (PLACE,)) for url in met)),
        {url: EngineResult(verdict, "404 Not Found") for url in met},
        met,
        runs={"probe": EngineRun("1", len(met), len(met), 1.5)},
        settings=settings,
        now=FIRST + dt.timedelta(days=day),
    )


def link(history: History) -> Link:
    return history.links[0]


def day(number: int) -> dt.date:
    return (FIRST + dt.timedelta(days=number)).date()


@pytest.mark.parametrize(
    ("letters", "states", "count"),
    [
        ("bbb", ["suspect", "suspect", "dead"], 3),
        ("bbbb", ["suspect", "suspect", "dead", "dead"], 4),
        ("bbob", ["suspect", "suspect", "ok", "suspect"], 1),
        ("bbfb", ["suspect", "suspect", "fragment", "suspect"], 1),
        ("bubub", ["suspect", "unchecked", "suspect", "unchecked", "dead"], 3),
        ("bdbdb", ["suspect", "door", "suspect", "door", "dead"], 3),
        ("bbbo", ["suspect", "suspect", "dead", "ok"], 0),
    ],
)
def test_three_bad_nights_without_a_good_one_make_an_address_dead(letters: str, states: list[str], count: int) -> None:
    history = after(letters)
    assert [night.state for night in link(history).nights] == states
    assert link(history).bad_nights == count


def test_nights_on_one_date_are_one_night() -> None:
    history = after("bbbbb", [0, 0, 1, 1, 1])
    assert link(history).state is State.SUSPECT
    assert (link(history).bad_nights, len(link(history).nights)) == (2, 2)


@given(nights, st.sampled_from(sorted(MET)))
def test_a_second_check_of_a_night_takes_the_place_of_the_first(letters: str, first: str) -> None:
    last = len(letters) - 1
    twice = after(letters[:-1] + first + letters[-1], [*range(last), last, last])
    once = after(letters)
    assert link(twice).nights == link(once).nights
    assert link(twice).bad_nights == link(once).bad_nights
    assert link(twice).since == link(once).since
    assert link(twice).last_ok == link(once).last_ok
    assert link(twice).flaps == link(once).flaps


def test_an_address_is_dead_since_its_first_bad_night() -> None:
    assert link(after("oobbbb")).since == day(2)


@pytest.mark.parametrize(
    ("letters", "start"), [("fof", 2), ("fuf", 0), ("bbub", 0), ("bdb", 0), ("obub", 1), ("ufo", 2)]
)
def test_a_night_that_says_nothing_does_not_begin_the_state_anew(letters: str, start: int) -> None:
    assert link(after(letters)).since == day(start)


def test_the_title_of_an_error_page_is_not_the_pages() -> None:
    history = night(after("o"), {URL: Evidence(status=503, title="Service Unavailable")}, 1)
    history = night(history, {URL: MET["o"]}, 2)
    assert (link(history).title, link(history).title_since) == ("Vilkår", None)


def test_since_outlasts_the_nights_that_are_kept() -> None:
    history = after("o" + "f" * (NIGHTS_KEPT + 20))
    assert link(history).since == day(1)
    assert link(history).first_seen == day(0)
    assert link(history).last_ok == day(NIGHTS_KEPT + 20)


@given(nights)
def test_the_last_good_night_is_the_last_on_which_the_page_was_there(letters: str) -> None:
    good = [number for number, letter in enumerate(letters) if letter in "of"]
    assert link(after(letters)).last_ok == (day(good[-1]) if good else None)


@given(nights)
def test_no_more_nights_are_kept_than_there_is_room_for(letters: str) -> None:
    history = after(letters * 3)
    assert len(link(history).nights) == min(len(letters) * 3, NIGHTS_KEPT)


def test_an_address_that_leaves_the_inventory_leaves_the_history() -> None:
    first = night(None, {URL: MET["o"], "https://b.example.no/": MET["o"]}, 0)
    second = night(first, {URL: MET["o"]}, 1)
    assert [found.url for found in second.links] == [URL]


def test_what_an_engine_says_nothing_of_is_unchecked() -> None:
    inventory = Inventory((Address(URL, (PLACE,)),))
    history = next_history(None, inventory, {}, {}, runs={}, settings=Settings(), now=FIRST)
    assert link(history).state is State.UNCHECKED
    assert link(history).engine.verdict is Verdict.UNCHECKED


def test_a_person_is_asked_about_a_door_every_ninety_days() -> None:
    days = [0, 1, 6, 7, 60, PERSON_DAYS - 1, PERSON_DAYS, PERSON_DAYS + 3]
    asked = [bool(report_of(after("d" * n, days[:n])).people) for n in range(1, len(days) + 1)]
    assert asked == [True, True, True, False, False, False, True, True]


def test_a_door_that_comes_and_goes_is_not_asked_about_each_time() -> None:
    assert link(after("dododo")).asked == day(0)


def test_a_suspicion_that_only_one_engine_has_comes_to_a_person_after_a_week() -> None:
    nights = "b" * 7
    assert not report_of(after(nights[:6], verdict=Verdict.GOOD)).people
    report = report_of(after(nights, verdict=Verdict.GOOD))
    assert [found.url for found in report.people] == [URL]
    assert not report.todo


def test_a_title_that_changed_is_watched_for_a_week() -> None:
    history = night(after("o"), {URL: Evidence(status=200, title="Nye vilkår")}, 1)
    assert [found.old_title for found in report_of(history).titles] == ["Vilkår"]
    history = night(history, {URL: Evidence(status=503)}, 2)
    history = night(history, {URL: Evidence(status=200, title="Nye vilkår")}, 9)
    assert not report_of(history).titles


def test_new_and_recovered_are_told_once() -> None:
    told = []
    for letters in ("o", "of", "off", "offo", "offoo"):
        report = report_of(after(letters))
        told.append((len(report.new), len(report.recovered)))
    assert told == [(0, 0), (1, 0), (0, 0), (0, 1), (0, 0)]


def test_a_night_that_was_not_reached_neither_renews_nor_recovers() -> None:
    assert not report_of(after("fuf")).new
    assert len(report_of(after("fuo")).recovered) == 1


def test_a_check_that_left_most_unreached_has_failed() -> None:
    def result(reached: int) -> Exit:
        met = {f"https://{number}.no/": MET["o" if number < reached else "u"] for number in range(10)}
        return report_of(night(None, met, 0)).result

    assert [result(reached) for reached in (10, 5, 4, 0)] == [Exit.FINE, Exit.FINE, Exit.CANNOT, Exit.CANNOT]


def test_a_report_that_lacks_an_address_is_a_failed_check() -> None:
    assert report_of(replace(after("o"), inventory=2)).result is Exit.CANNOT


IGNORE = Ignore(address="https://www.example.no/*", reason="Flyttes i mars", owner="Kari", expires=dt.date(2026, 1, 5))


def test_an_ignored_address_needs_nothing_until_the_ignore_expires() -> None:
    settings = Settings(ignore=[IGNORE])
    within = report_of(after("f" * 5, settings=settings))
    assert (len(within.todo), len(within.waived), within.history.remarks) == (0, 1, ())
    beyond = report_of(after("f" * 6, settings=settings))
    assert (len(beyond.todo), len(beyond.waived)) == (1, 0)
    assert "gikk ut 05.01.2026" in beyond.history.remarks[0]


@given(nights)
def test_the_file_gives_back_the_history_that_was_written(letters: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deep" / "history.json"
        history = after(letters)
        write_history(path, history)
        assert read_history(path) == history
        assert json.loads(path.read_text(encoding="utf-8"))["schema"] == 1
        assert [file.name for file in path.parent.iterdir()] == ["history.json"]


def test_the_file_grows_no_faster_than_the_inventory(tmp_path: Path) -> None:
    sizes = []
    for count in (50, 100):
        history = None
        for number in range(NIGHTS_KEPT + 10):
            history = night(history, {f"https://www.example.no/{n}": MET["o"] for n in range(count)}, number)
        assert history
        write_history(tmp_path / "history.json", history)
        sizes.append((tmp_path / "history.json").stat().st_size)
    assert sizes[1] < 2.05 * sizes[0]
    assert sizes[1] < 100 * 4000  # 90 nights of an address take less than 4 kB


def test_there_is_no_history_at_first(tmp_path: Path) -> None:
    assert read_history(tmp_path / "history.json") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "skadet"),
        ("{", "skadet"),
        ("[]", "skadet"),
        ("{}", "skadet"),
        ('{"schema": "ny"}', "skadet"),
        ('{"schema": 1}', "skadet"),
        ('{"schema": 1, "at": "i går", "links": []}', "skadet"),
        ('{"schema": 1, "at": "2026-01-01T00:00:00Z", "links": [{"nights": "x"}]}', "skadet"),
        ('{"schema": 2, "at": "2026-01-01T00:00:00Z", "links": []}', "nyere utgave"),
    ],
)
def test_a_history_that_cannot_be_used_stops_with_a_message_and_stays(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "history.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HistoryError, match=words) as error:
        read_history(path)
    assert "ikke endret" in str(error.value)
    assert path.read_text(encoding="utf-8") == text


def test_a_history_that_is_no_text_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(HistoryError, match="skadet"):
        read_history(path)


def test_a_write_that_fails_leaves_the_last_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "history.json"
    write_history(path, after("o"))
    before = path.read_bytes()

    def full(_: Path, __: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_history(path, after("ob"))
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["history.json"]
