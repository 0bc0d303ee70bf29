"""One try at an address: along its redirects, with cookies, to where they end."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from dataclasses import dataclass, field

import httpx

from onboarding.links.model import Failure, Hop, Tls
from onboarding.links.probe.exchange import Answer, Exchange, NoAnswerError
from onboarding.links.probe.gate import Gate
from onboarding.links.probe.page import Page
from onboarding.links.probe.reading import SHORT, is_guarded
from onboarding.links.probe.target import Target, resolved, target_of

HOPS = 10  # redirects that are followed: half of what browsers follow, and more than anybody means
REDIRECTS = (301, 302, 303, 307, 308)
SCRIPT_DELAY = 2  # taken for a script's redirect, so that it counts as one for the time being
SOON = 5  # seconds; a page that waits longer is a notice only where it says little else
LONGEST_DELAY = 60  # seconds after which a page that sends the reader on may do so; a later one is a page to be read

MERE = 1_000  # characters of a script that can hardly do more than send the reader on

_REFRESH = re.compile(r"\s*(\d{0,6})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
# A page without a word whose script names another address.
_BY_SCRIPT = re.compile(
    r"\blocation(?:\.href)?\s*=\s*[\"']([^\"'\s]+)[\"']|\blocation\.(?:replace|assign)\(\s*[\"']([^\"'\s]+)[\"']"
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a try ended. `status` is the last one received, `ends` when the first certificate on the way ends.

    `seconds` is how long it took, without the waiting for turns.
    """

    url: str
    hops: tuple[Hop, ...]
    status: int | None
    answer: Answer | None
    failure: Failure
    tls: Tls
    ends: dt.date | None
    seconds: float

    @property
    def outcome(self) -> str:
        """The status or the failure, in a word."""
        return str(self.answer.status) if self.answer else self.failure


@dataclass(slots=True)
class Journey:
    """A try under way. `timeout` is how many seconds it may take in all; `soon` says that others wait for it."""

    exchange: Exchange
    gate: Gate
    timeout: float
    url: str
    soon: bool = False
    _hops: list[Hop] = field(default_factory=list)
    _cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _status: int | None = None
    _tls: Tls = Tls.NONE
    _ends: dt.date | None = None
    _spent: float = 0.0

    async def run(self) -> Arrival:
        """Go until there is no redirect to follow."""
        try:
            while True:
                answer = await self._ask(self._target())
                self._status = answer.status
                self._ends = min((day for day in (self._ends, answer.ends) if day), default=None)
                hop = _onward(self.url, answer)
                if hop is None:
                    return self._arrival(answer, Failure.NONE)
                self._hops.append(hop)
                self.url = hop.location
        except NoAnswerError as error:
            return self._arrival(None, error.failure)

    def _arrival(self, answer: Answer | None, failure: Failure) -> Arrival:
        return Arrival(
            self.url, tuple(self._hops), self._status, answer, failure, self._tls, self._ends, round(self._spent, 2)
        )

    def _target(self) -> Target:
        """The next address. Raises NoAnswerError where it cannot be asked for, or was asked for already."""
        try:
            target = target_of(self.url)
        except ValueError:
            raise NoAnswerError(Failure.LOCATION if self._hops else Failure.ADDRESS) from None
        # A server that sets a cookie and sends the reader back to the same address goes in no circle.
        step = self.url.partition("#")[0], repr(sorted((cookie.name, cookie.value) for cookie in self._cookies.jar))
        if step in self._seen:
            raise NoAnswerError(Failure.LOOP)
        if len(self._hops) > HOPS:
            raise NoAnswerError(Failure.REDIRECTS)
        self._seen.add(step)
        return target

    async def _ask(self, target: Target) -> Answer:
        """The answer, even of a server whose certificate is wrong: that is noted."""
        try:
            return await self._ask_once(target, verified=True)
        except NoAnswerError as error:
            if not error.tls:
                raise
            self._tls = self._tls or error.tls
        try:
            return await self._ask_once(target, verified=False)
        except NoAnswerError as error:
            raise NoAnswerError(error.failure or Failure.TLS) from None

    async def _ask_once(self, target: Target, *, verified: bool) -> Answer:
        clock = asyncio.get_running_loop().time
        async with self.gate.turn(target.host, soon=self.soon) as turn:
            start = clock()
            try:
                async with asyncio.timeout(max(self.timeout - self._spent, 0)):
                    return await self.exchange.ask(target, self._cookies, turn, verified=verified)
            except TimeoutError:
                raise NoAnswerError(Failure.TIMEOUT) from None
            finally:
                self._spent += clock() - start


def _onward(url: str, answer: Answer) -> Hop | None:
    """Where the answer sends the reader, if it does. Raises NoAnswerError for a redirect without an address."""
    if answer.status in REDIRECTS:
        if not (answer.location or "").strip():
            raise NoAnswerError(Failure.LOCATION)
        return Hop(answer.status, url, _resolved(url, answer.location or ""))
    if not 200 <= answer.status < 300 or is_guarded(answer.page):
        return None
    found = _REFRESH.match(answer.headers.get("refresh") or answer.page.refresh)
    by_script = _BY_SCRIPT.search(answer.page.script) if _is_mere_script(answer.page) else None
    if found:
        delay, to = int(found[1] or 0), found[2]
    elif by_script:
        delay, to = SCRIPT_DELAY, by_script[1] or by_script[2]
    else:
        return None
    location = _resolved(_resolved(url, answer.page.base), to.strip())
    is_notice = delay <= SOON or answer.page.length < SHORT
    is_to_go = _page_of(location) != _page_of(url) and delay <= LONGEST_DELAY and is_notice
    return Hop(0, url, location, delay) if is_to_go else None


def _page_of(url: str) -> str:
    """The address without fragment and query: a page that loads itself anew often counts in one of them."""
    return url.partition("#")[0].partition("?")[0]


def _is_mere_script(page: Page) -> bool:
    """Whether there is nothing on the page but one short script: an app's shell has more, and goes on by itself."""
    return not (page.length or page.pictures or page.has_app_root) and page.scripts == 1 and len(page.script) < MERE


def _resolved(url: str, location: str) -> str:
    try:
        return resolved(url, location)
    except ValueError:
        raise NoAnswerError(Failure.LOCATION) from None
