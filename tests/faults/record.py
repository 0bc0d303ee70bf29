"""What the server saw: every request and connection, with times, so that manners can be proved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(slots=True)
class Seen:
    """A request: `target` byte for byte as it came, `headers` by lower-case name, times of `time.monotonic()`.

    `ended` is when the last byte of the answer was handed over or the client had left; None while it goes on.
    """

    host: str
    method: str
    target: bytes
    headers: Mapping[str, str]
    arrived: float
    ended: float | None = None

    @property
    def agent(self) -> str:
        """The client's User-Agent, "" where it has none."""
        return self.headers.get("user-agent", "")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A connection to a virtual host, or to the proxy where `host` is "proxy"."""

    host: str
    at: float


@dataclass(slots=True)
class Record:
    """All that came in since the server began, or since it was told to forget. `tunnels` are targets of CONNECT."""

    requests: list[Seen] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    tunnels: list[bytes] = field(default_factory=list)

    def forget(self) -> None:
        """Begin anew."""
        self.requests.clear()
        self.accepted.clear()
        self.tunnels.clear()


def overlapping(requests: Iterable[Seen]) -> list[tuple[Seen, Seen]]:
    """Pairs of requests that one host had to serve at the same time."""
    return [
        (earlier, later)
        for earlier, later in _neighbours(requests)
        if earlier.ended is None or later.arrived < earlier.ended
    ]


def hurried(requests: Iterable[Seen], gap: float) -> list[tuple[Seen, Seen]]:
    """Pairs of requests to one host whose starts are less than `gap` seconds apart."""
    return [(earlier, later) for earlier, later in _neighbours(requests) if later.arrived - earlier.arrived < gap]


def _neighbours(requests: Iterable[Seen]) -> Iterable[tuple[Seen, Seen]]:
    by_host: dict[str, list[Seen]] = {}
    for seen in sorted(requests, key=lambda seen: seen.arrived):
        by_host.setdefault(seen.host, []).append(seen)
    for same_host in by_host.values():
        yield from pairwise(same_host)
