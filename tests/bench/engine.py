"""One run of an engine of the link check, in a process of its own, so that its peak memory is its own too.

Usage: python tests/bench/engine.py probe|linkchecker|check SECONDS, with the addresses on standard input, one on each
line. SECONDS is how long it may take.

Prints JSON: `seconds` of wall-clock time, without the imports; `megabytes` of peak resident memory, of the greatest
process where there are several; `fine` is how many addresses turned out well.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import sys
import time
from pathlib import Path

from onboarding.links import linkchecker
from onboarding.links.check import check
from onboarding.links.model import Address, Inventory, State, Verdict
from onboarding.links.probe.night import visit_all
from onboarding.links.settings import Limits, Settings, read_settings

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)


class Silence:
    """Progress that nobody watches."""

    def begin(self, engine: str, addresses: int) -> None:
        pass

    def heard(self, count: int) -> None:
        pass

    def end(self) -> None:
        pass


def probe(urls: list[str], settings: Settings, seconds: float) -> int:
    found = visit_all(urls, settings, NOW.date(), seconds)
    return sum(evidence.status == 200 and not evidence.signs for evidence in found.values())


def alone(urls: list[str], settings: Settings, seconds: float) -> int:
    found, _ = linkchecker.check_all(urls, settings.limits, seconds)
    return sum(result.verdict is Verdict.GOOD for result in found.values())


def both(urls: list[str], settings: Settings, seconds: float) -> int:
    settings = settings.model_copy(update={"limits": Limits(minutes=max(seconds, 1) / 60)})
    inventory = Inventory(tuple(Address(url, ()) for url in urls))
    history = check(inventory, None, settings, NOW, Silence())
    return sum(link.state is State.OK for link in history.links)


ENGINES = {"probe": probe, "linkchecker": alone, "check": both}


def main() -> None:
    """Run the engine, with the limits that hold where nobody has set others."""
    settings = read_settings(ROOT / ".github" / "links.yml").model_copy(update={"limits": Limits()})
    engine, allowed = sys.argv[1], float(sys.argv[2])
    urls = sys.stdin.read().split()
    start = time.perf_counter()
    fine = ENGINES[engine](urls, settings, allowed)
    seconds = time.perf_counter() - start
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "megabytes": max(peaks) / 1024, "fine": fine}))


if __name__ == "__main__":
    main()
