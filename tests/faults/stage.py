"""The state of the play: which night it is, who asked for what how often, and which answer that gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from faults.answers import Act, Answer, Asked, Timings
from faults.model import Host
from faults.record import Record, Seen


@dataclass(frozen=True, slots=True)
class Site:
    """A virtual host in its place: where it listens, how it is addressed, and all its answers."""

    host: Host
    place: tuple[str, int]
    routes: Mapping[bytes, Answer]

    @property
    def authority(self) -> str:
        """Address and port."""
        return "{}:{}".format(*self.place)

    @property
    def origin(self) -> str:
        """Scheme and authority of its addresses, as written."""
        return self.host.origin(self.authority)

    @property
    def names(self) -> tuple[str, ...]:
        """The authorities by which a proxy is asked for it."""
        if not self.host.published:
            return (self.authority,)
        name = self.host.published.encode("idna").decode()
        return (name, f"{name}:443" if self.origin.startswith("https:") else f"{name}:80")


class Stage:
    """Gives the answer to each request. Knows no sockets."""

    def __init__(self, sites: Iterable[Site], timings: Timings) -> None:
        self.sites = {site.host.name: site for site in sites}
        self.by_authority = {name: site for site in self.sites.values() for name in site.names}
        self.origins = {name: site.origin for name, site in self.sites.items()}
        self.record = Record()
        self.timings = timings
        self.night = 1
        self._turns: Counter[tuple[str, bytes, str]] = Counter()

    def begin_night(self, night: int) -> None:
        """It is another night, and nobody has asked for anything yet."""
        self.night = night
        self._turns = Counter()

    def answer(self, site: Site, path: bytes, seen: Seen) -> Iterable[Act]:
        """What the site says to a request for `path`. HEAD and GET count as the same question."""
        key = (site.host.name, path, seen.agent)
        self._turns[key] += 1
        answer = site.routes.get(path, site.host.otherwise)
        return answer(Asked(seen.method, path, seen.headers, self.night, self._turns[key], self.timings, self.origins))
