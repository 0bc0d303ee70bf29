"""A night's check: the engines one after the other, so that no host is asked by both at once, then the ruling."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import Protocol

from onboarding.links import linkchecker
from onboarding.links.certificates import trusting_context
from onboarding.links.history import next_history
from onboarding.links.model import EngineResult, EngineRun, Evidence, Failure, History, Inventory, Verdict, host_of
from onboarding.links.probe.night import visit_all
from onboarding.links.settings import Settings
from onboarding.links.triage import NOT_ASKED

LINKCHECKER = "linkchecker"
PROBE = "probe"
MANY_HOSTS = 5


class Progress(Protocol):
    """Who is told how far the check has come."""

    def begin(self, engine: str, addresses: int) -> None:
        """An engine begins, with so many addresses."""

    def heard(self, count: int) -> None:
        """So many more addresses are done."""

    def end(self) -> None:
        """The engine is done."""


def check(
    inventory: Inventory, before: History | None, settings: Settings, now: dt.datetime, progress: Progress
) -> History:
    """The history with tonight in it. Ends within the time that the settings give, whatever the servers do.

    Raises CertificatesError before anything is asked where the trusted certificates cannot be read.
    """
    trusting_context(os.environ)
    urls = [address.url for address in inventory.addresses]
    deadline = time.monotonic() + settings.limits.minutes * 60

    with _told(progress, "LinkChecker", len(urls)):
        half = (deadline - time.monotonic()) / 2
        engine, engine_run = linkchecker.check_all(urls, settings.limits, half, progress.heard)

    with _told(progress, "Egen prøve", len(urls)):
        start = time.monotonic()
        probe = visit_all(urls, settings, now.date(), deadline - start, progress.heard)

    seconds = time.monotonic() - start
    if is_offline(engine, probe):
        probe = dict.fromkeys(probe, Evidence(failure=Failure.OFFLINE))
    runs = {LINKCHECKER: engine_run, PROBE: _run_of(probe, seconds)}
    return next_history(before, inventory, engine, probe, runs=runs, settings=settings, now=now)


@contextmanager
def _told(progress: Progress, engine: str, addresses: int) -> Iterator[None]:
    """Progress that ends however the engine ends: a terminal gets its cursor back."""
    progress.begin(engine, addresses)
    try:
        yield
    finally:
        progress.end()


def is_offline(engine: Mapping[str, EngineResult], probe: Mapping[str, Evidence]) -> bool:
    """Whether it is we who have no network: that many hosts do not all go silent on one night, and for both engines."""
    heard = any(result.verdict is Verdict.GOOD for result in engine.values())
    answered = any(evidence.status is not None for evidence in probe.values())
    return not heard and not answered and len(set(map(host_of, probe))) >= MANY_HOSTS


def _run_of(probe: dict[str, Evidence], seconds: float) -> EngineRun:
    unreached = sum(evidence.failure in NOT_ASKED for evidence in probe.values())
    failure = "Vår egen prøve nådde ikke en eneste adresse" if probe and unreached == len(probe) else ""
    return EngineRun(version("onboarding"), len(probe), len(probe) - unreached, round(seconds, 1), failure)
