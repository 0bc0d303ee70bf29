"""What is kept from night to night: one entry for each address of the inventory, in one JSON file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from onboarding.files import write_whole
from onboarding.links.model import (
    NIGHTS_KEPT,
    PERSON_DAYS,
    Address,
    EngineResult,
    EngineRun,
    Evidence,
    Failure,
    History,
    Inventory,
    Link,
    Night,
    Ruling,
    State,
    Verdict,
)
from onboarding.links.settings import Settings, remarks_on
from onboarding.links.triage import triage

SCHEMA = 1

# What reading something else raises; a ValidationError of pydantic's is a ValueError too.
_NOT_A_HISTORY = (ValueError, TypeError, AttributeError, KeyError, RecursionError)


class HistoryError(Exception):
    """The history cannot be used; the message says what to do, and the file is as it was."""


def next_history(
    before: History | None,
    inventory: Inventory,
    engine: Mapping[str, EngineResult],
    probe: Mapping[str, Evidence],
    *,
    runs: dict[str, EngineRun],
    settings: Settings,
    now: dt.datetime,
) -> History:
    """The history with tonight in it. A second check on the same date takes the place of the first.

    Addresses that have left the inventory leave the history. What an engine says nothing of is unchecked.
    """
    known = {link.url: link for link in before.links} if before else {}
    links = (
        _link(
            known.get(address.url),
            address,
            engine.get(address.url, EngineResult(Verdict.UNCHECKED)),
            probe.get(address.url, Evidence(failure=Failure.CRASHED)),
            settings=settings,
            today=now.date(),
        )
        for address in inventory.addresses
    )
    return History(
        at=now,
        engines=runs,
        links=tuple(links),
        faults=inventory.faults,
        remarks=remarks_on(settings.ignore, [address.url for address in inventory.addresses], now.date()),
        inventory=len(inventory.addresses),
        site=inventory.site,
    )


def _link(
    old: Link | None,
    address: Address,
    engine: EngineResult,
    probe: Evidence,
    *,
    settings: Settings,
    today: dt.date,
) -> Link:
    before = tuple(night for night in (old.nights if old else ()) if night.date < today)
    ruling = triage(address.url, engine, probe, bad_nights(before))
    nights = (*before, Night(today, ruling.state))[-NIGHTS_KEPT:]
    title = probe.title if ruling.state.is_good else ""  # that of an error page is not the page's
    old_title, title_since = _changed_title(old, title, today)
    return Link(
        url=address.url,
        state=ruling.state,
        reason=ruling.reason,
        since=_since(old, before, ruling, today),
        first_seen=old.first_seen if old else today,
        bad_nights=bad_nights(nights),
        last_ok=_last_ok(old, nights),
        flaps=_flaps(nights),
        suggestion=ruling.suggestion,
        used_on=address.used_on,
        engine=engine,
        probe=probe,
        owner=settings.owner_of(address.url),
        asked=_asked(old, ruling.state, today),
        title=title or (old.title if old else ""),
        old_title=old_title,
        title_since=title_since,
        waiver=settings.waiver_of(address.url, today),
        nights=nights,
    )


def bad_nights(nights: Sequence[Night]) -> int:
    """How many bad nights the row ends with. A good one ends it; one that says neither is passed over."""
    row = takewhile(lambda night: not night.state.is_good, reversed(nights))
    return sum(night.state.is_bad for night in row)


def _flaps(nights: Iterable[Night]) -> int:
    """How often a good night was followed by a bad one."""
    told = [night.state for night in nights if night.state.is_good or night.state.is_bad]
    return sum(one.is_good and next_one.is_bad for one, next_one in pairwise(told))


def _since(old: Link | None, before: Sequence[Night], ruling: Ruling, today: dt.date) -> dt.date:
    """The night on which the state began; an address is dead since its first bad night.

    Nights that say nothing of it are passed over, as they are when bad nights are counted.
    """
    told = [night for night in before if not _says_nothing(night.state, ruling.state)]
    row = list(takewhile(lambda night: _is_same(night.state, ruling.state), reversed(told)))
    start = row[-1].date if row else today
    is_whole = old is not None and bool(row) and len(row) == len(told)
    return min(start, old.since) if old and is_whole else start


def _says_nothing(night: State, tonight: State) -> bool:
    if night is tonight:
        return False
    return night is State.UNCHECKED or (tonight.is_bad and not night.is_good and not night.is_bad)


def _is_same(one: State, other: State) -> bool:
    return one is other or (one.is_bad and other.is_bad)


def _last_ok(old: Link | None, nights: Sequence[Night]) -> dt.date | None:
    good = [night.date for night in nights if night.state.is_good]
    if good:
        return good[-1]
    return old.last_ok if old and old.last_ok and old.last_ok < nights[-1].date else None


def _asked(old: Link | None, state: State, today: dt.date) -> dt.date | None:
    """When a person was last asked to look: tonight, where it is time."""
    last = old.asked if old else None
    is_time = last is None or (today - last).days >= PERSON_DAYS
    return today if state.is_for_a_person and is_time else last


def _changed_title(old: Link | None, title: str, today: dt.date) -> tuple[str, dt.date | None]:
    if old is None:
        return "", None
    if title and old.title and title != old.title:
        return old.title, today
    return old.old_title, old.title_since


def read_history(path: Path) -> History | None:
    """The history in the file `path`; None where there is none yet.

    Raises HistoryError where it is damaged or newer than this program, and OSError.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise _damaged(path) from None
    try:
        data = json.loads(text)
        schema = data.pop("schema")
    except _NOT_A_HISTORY:
        raise _damaged(path) from None
    if isinstance(schema, int) and schema > SCHEMA:
        raise HistoryError(
            f"{path} er laget av en nyere utgave av programmet (skjema {schema}; denne kjenner {SCHEMA}). "
            "Oppdater programmet. Filen er ikke endret."
        )
    try:
        return _adapter().validate_python(_unpacked(data))
    except _NOT_A_HISTORY:
        raise _damaged(path) from None


@cache
def _adapter() -> TypeAdapter[History]:
    """Reads and writes histories. Made when it is needed: a site without one should not wait for it."""
    return TypeAdapter(History)


def _damaged(path: Path) -> HistoryError:
    return HistoryError(
        f"{path} er skadet og kan ikke leses. Hent den forrige utgaven fra grenen med historikken, "
        "eller flytt filen vekk for å begynne på nytt. Filen er ikke endret."
    )


def see_that_later(history: History | None, today: dt.date) -> None:
    """Raises HistoryError where the history has a night after `today`: counting would begin anew without a word."""
    if history and today < history.night:
        raise HistoryError(
            f"Historikken har alt natten {history.night:%d.%m.%Y}, og den nye er {today:%d.%m.%Y}. "
            "Velg en senere dato med --today, eller en annen fil med --history. Filen er ikke endret."
        )


def write_history(path: Path, history: History) -> None:
    """Write the history to `path`: all of it, or nothing. Raises OSError."""
    data = {"schema": SCHEMA, **_packed(_adapter().dump_python(history, mode="json"))}
    write_whole(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _packed(data: dict[str, Any]) -> dict[str, Any]:
    """The nights as one line for each address: they are most of the file."""
    for link in data["links"]:
        link["nights"] = " ".join(f"{night['date']}:{night['state']}" for night in link["nights"])
    return data


def _unpacked(data: dict[str, Any]) -> dict[str, Any]:
    for link in data["links"]:
        pairs = (night.partition(":") for night in link["nights"].split())
        link["nights"] = [{"date": date, "state": state} for date, _, state in pairs]
    return data
