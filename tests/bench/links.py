"""The probe beside the politeness bound, beside LinkChecker alone, and the whole check with both, in one run.

Usage: python tests/bench/links.py [--rounds N] [--shapes 300/10,60/12]

A shape is so many addresses on so many hosts, which take 200 ms for each answer. The addresses of a host lie in three
folders, and in each the probe asks for one address that cannot exist. Prints a table: medians of wall-clock seconds and
of the peak resident set size. `requests` are those that the busiest host saw from the probe; `bound s` is what they
take with a gap between two, and `/bound` the probe's time beside it, which may be 1.15. `bare s` is the bound of the
addresses alone. `ratio` is the probe's time beside LinkChecker's. `overlaps` and `hurried` are pairs of the probe's
requests that a host saw at the same time or within the gap. A round of both shapes takes a good four minutes, and six
at most. Exit: 1 when the probe is slower or less polite than that.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from faults.answers import Answer, Wait, page  # noqa: E402  found by the path above
from faults.model import NOT_FOUND, Fault, Host  # noqa: E402
from faults.pages import long_article  # noqa: E402
from faults.record import hurried, overlapping  # noqa: E402
from faults.server import FaultServer  # noqa: E402
from onboarding.links.model import State  # noqa: E402

ENGINE = Path(__file__).with_name("engine.py")
DELAY = 0.2  # seconds that a host takes to answer
GAP = 1.0  # seconds between two requests to a host
MOST = 1.15  # times the bound
FOLDERS = ("tjenester", "veiledning", "om-oss")
SIZE = 30_000  # characters of a page
OURS = "onboarding/"  # how the probe's User-Agent begins
LONGEST = 350.0  # seconds that a round may take
GRACE = 10.0  # seconds that an engine whose time is up gets to end by itself


@dataclass(frozen=True, slots=True)
class Shape:
    """How many addresses lie on how many hosts."""

    addresses: int
    hosts: int

    @property
    def bare(self) -> float:
        """Seconds that the addresses of a host take with a gap between two."""
        return self.addresses / self.hosts * GAP


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an engine, and what the hosts saw of the probe meanwhile. `busiest` is the most that one host saw."""

    seconds: float
    megabytes: float
    busiest: int
    overlaps: int
    hurried: int


def slow(answer: Answer) -> Answer:
    """The answer, after a while."""
    return lambda asked: chain((Wait(DELAY),), answer(asked))


def hosts_of(shape: Shape) -> list[Host]:
    """Hosts with ordinary pages, each about something else; they know no others."""
    return [
        Host(name, tuple(fault_of(name, count) for count in range(shape.addresses // shape.hosts)), slow(NOT_FOUND))
        for name in (f"host-{number}" for number in range(shape.hosts))
    ]


def fault_of(host: str, count: int) -> Fault:
    """A page that is there."""
    topic = f"Oppgave {count} hos {host}"
    folder = FOLDERS[count % len(FOLDERS)]
    return Fault(topic, f"/{folder}/oppgave-{count}", slow(page(long_article(topic, SIZE))), State.OK)


def run(engine: str, server: FaultServer, deadline: float) -> Run:
    """Run an engine over all addresses, in a process of its own. Ends the bench when it did not get every page."""
    left = max(deadline - time.monotonic(), 0.0)
    urls = [case.address for case in server.cases]
    server.record.forget()
    process = subprocess.run(
        [sys.executable, ENGINE, engine, str(left)],
        input="\n".join(urls),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=left + GRACE,
        env={name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
    )
    result = json.loads(process.stdout)
    if result["fine"] != len(urls):
        sys.exit(f"{engine} got {result['fine']} of {len(urls)} pages")
    seen = [request for request in server.record.requests if request.agent.startswith(OURS)]
    busiest = max(Counter(request.host for request in seen).values(), default=0)
    return Run(result["seconds"], result["megabytes"], busiest, len(overlapping(seen)), len(hurried(seen, GAP)))


def measure(shape: Shape, rounds: int, deadline: float) -> dict[str, list[Run]]:
    """The runs of each engine, in turns."""
    runs: dict[str, list[Run]] = {"linkchecker": [], "probe": [], "check": []}
    with FaultServer(hosts_of(shape)) as server:
        for _ in range(rounds):
            for engine, own in runs.items():
                own.append(run(engine, server, deadline))
    return runs


def row_of(shape: Shape, runs: dict[str, list[Run]]) -> tuple[str, bool]:
    """A line of the table, and whether the probe held to what it is held to."""
    seconds = {engine: statistics.median(one.seconds for one in own) for engine, own in runs.items()}
    megabytes = statistics.median(one.megabytes for one in runs["probe"])
    requests = max(one.busiest for one in runs["probe"])
    overlaps, pairs = (sum(getattr(one, name) for one in chain(*runs.values())) for name in ("overlaps", "hurried"))
    bound = requests * GAP
    row = (
        f"{shape.addresses:9} {shape.hosts:6} {requests:9} {bound:8.1f}"
        f" {seconds['probe']:8.2f} {seconds['probe'] / bound:7.3f}"
        f" {shape.bare:7.1f} {seconds['probe'] / shape.bare:6.3f} {megabytes:9.0f}"
        f" {seconds['linkchecker']:14.2f} {seconds['probe'] / seconds['linkchecker']:6.2f} {seconds['check']:8.2f}"
        f" {overlaps:9} {pairs:8}"
    )
    return row, seconds["probe"] <= MOST * bound and not overlaps and not pairs


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--shapes", default="300/10,60/12")
    options = parser.parse_args()
    start = time.monotonic()
    deadline = start + LONGEST * options.rounds
    print(
        "addresses  hosts  requests  bound s  probe s  /bound  bare s  /bare  probe MB  LinkChecker s  ratio  check s"
        "  overlaps  hurried",
        flush=True,
    )
    held = []
    for text in options.shapes.split(","):
        addresses, hosts = map(int, text.split("/"))
        shape = Shape(addresses, hosts)
        row, well = row_of(shape, measure(shape, options.rounds, deadline))
        print(row, flush=True)
        held.append(well)
    print(f"\n{options.rounds} round(s) in {time.monotonic() - start:.0f} s")
    sys.exit(not all(held))


if __name__ == "__main__":
    main()
