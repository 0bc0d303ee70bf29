"""A visit to one document: up to three tries, and what was found where they ended."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime

from onboarding.links.model import Evidence, Failure, Fragment, Sign, Try
from onboarding.links.probe.control import Likeness, control_address, likeness_of
from onboarding.links.probe.exchange import Answer, Exchange
from onboarding.links.probe.farewell import farewell_of
from onboarding.links.probe.fragment import fragment_of, look_up
from onboarding.links.probe.gate import Gate
from onboarding.links.probe.journey import Arrival, Journey
from onboarding.links.probe.reading import (
    is_front,
    leads_to_error,
    leads_to_front,
    leads_to_login,
    leads_to_parking,
    may_say_not_found,
    signs_of,
)
from onboarding.links.probe.target import Target, target_of
from onboarding.links.settings import Limits, Phrases

TRIES = 3
TOO_MANY = 429
SILENT = 15  # tries in a row that a server left unanswered, after which its other documents get one try each

# Headers with which guards say that they want to see a browser.
_GUARDS = ("cf-mitigated", "x-amzn-waf-action", "x-datadome")

# With these a page is known for what it is, and no control is needed.
_PLAIN = {Sign.UNREADABLE, Sign.NOT_FOUND, Sign.LOGIN, Sign.WALL, Sign.PARKED, Sign.EMPTY, Sign.FRONT_PAGE}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a document showed by itself: the evidence for each of its addresses, and its likeness for the control.

    `is_in_doubt` says that its title is that of a page about nothing, though it says much more.
    """

    evidence: dict[str, Evidence]
    likeness: Likeness | None = None
    is_in_doubt: bool = False


@dataclass(slots=True)
class Visitor:
    """Visits documents, politely. One for the whole night: it remembers what hosts answer to anything.

    `known` is what has been learned of each address so far.
    """

    exchange: Exchange
    gate: Gate
    limits: Limits
    phrases: Phrases
    today: dt.date
    known: dict[str, Evidence] = field(default_factory=dict)
    _controls: dict[str, asyncio.Task[Likeness | None]] = field(default_factory=dict)
    _silent: Counter[str] = field(default_factory=Counter)

    async def visit(self, document: str, urls: tuple[str, ...]) -> None:
        """Learn what there is to know of `urls`, which are one document with different fragments."""
        finding = await self._find(document, urls)
        self.known.update(finding.evidence)  # should the time be up before the control has answered
        if finding.likeness is not None:
            sign = _compared(finding, await self._control(document))
            if sign is not None:
                for url, known in finding.evidence.items():
                    self.known[url] = replace(known, signs=_sorted({*known.signs, sign}))

    async def _find(self, document: str, urls: tuple[str, ...]) -> Finding:
        """What the document itself shows. The page is let go: many may wait for their controls."""
        arrival, tries = await self._arrive(document)
        evidence = Evidence(
            status=arrival.status,
            hops=arrival.hops,
            final_url=arrival.url,
            tries=tries,
            cert_days=(arrival.ends - self.today).days if arrival.ends else None,
            failure=arrival.failure,
            tls=arrival.tls,
        )
        if arrival.answer is None:
            return Finding(dict.fromkeys(urls, evidence))
        return _read(evidence, document, urls, arrival.answer, self.phrases)

    async def _arrive(self, document: str) -> tuple[Arrival, tuple[Try, ...]]:
        server = _server_of(document)
        tries: list[Try] = []
        while True:
            arrival = await Journey(self.exchange, self.gate, self.limits.timeout, document).run()
            tries.append(Try(arrival.outcome, arrival.seconds))
            is_silent = arrival.failure in (Failure.TIMEOUT, Failure.NAME) and not arrival.hops
            self._silent[server] = self._silent[server] + 1 if is_silent else 0
            most = 1 if self._silent[server] >= SILENT else TRIES
            wait = self._wait(arrival, len(tries))
            if not _may_pass(arrival) or len(tries) >= most or wait is None:
                return arrival, tuple(tries)
            if arrival.status == TOO_MANY or _asks_for_time(arrival):
                self.gate.pause(target_of(arrival.url).host, wait)
            await asyncio.sleep(wait)

    def _wait(self, arrival: Arrival, tried: int) -> float | None:
        """Seconds until the next try; None where the host asks for longer than we have."""
        after = _asks_for_time(arrival)
        if after is None:
            return self.limits.pause * tried
        return after if after <= self.limits.retry_after else None

    async def _control(self, document: str) -> Likeness | None:
        address = control_address(target_of(document))
        if address not in self._controls:
            self._controls[address] = asyncio.create_task(self._ask_control(address))
        return await asyncio.shield(self._controls[address])

    async def _ask_control(self, address: str) -> Likeness | None:
        """The likeness of what the host answers to an address that cannot exist; None where it says so."""
        for tried in range(1, TRIES + 1):
            arrival = await Journey(self.exchange, self.gate, self.limits.timeout, address, soon=True).run()
            wait = self._wait(arrival, tried)
            if not _may_pass(arrival) or wait is None or arrival.failure is Failure.TIMEOUT:
                break
            await asyncio.sleep(wait)
        if arrival.answer is None or not 200 <= arrival.answer.status < 300:
            return None
        return likeness_of(arrival.answer.page, address, arrival.url)


def _read(evidence: Evidence, document: str, urls: tuple[str, ...], answer: Answer, phrases: Phrases) -> Finding:
    """What an answer shows."""
    asked, got = target_of(document), target_of(evidence.final_url)
    redirected = bool(evidence.hops)
    to_login = redirected and leads_to_login(asked, got)
    signs = signs_of(answer.page, phrases, redirected=redirected, to_login=to_login) if answer.is_page else set()
    is_route = evidence.final_url.partition("#")[2].startswith(("/", "!"))
    signs |= _signs_of_delivery(answer, asked, got, redirected=redirected and not is_route)
    if Sign.UNREADABLE in signs:
        signs -= {Sign.EMPTY, Sign.APP}
    if not 200 <= answer.status < 300:
        evidence = replace(evidence, signs=_sorted(signs & {Sign.WALL, Sign.LOGIN}), title=answer.page.title)
        return Finding({url: _with_fragment(evidence, url, answer) for url in urls})
    evidence = replace(
        evidence,
        signs=_sorted(signs),
        title=answer.page.title,
        fingerprint=answer.page.fingerprint,
        farewell=farewell_of(answer.page, phrases),
    )
    needs_control = answer.is_page and not signs & _PLAIN and not _is_whole_site(asked)
    return Finding(
        {url: _with_fragment(evidence, url, answer) for url in urls},
        likeness_of(answer.page, document, evidence.final_url) if needs_control else None,
        may_say_not_found(answer.page, phrases),
    )


def _compared(finding: Finding, control: Likeness | None) -> Sign | None:
    """What an address that cannot exist shows about the host's answer to this one."""
    if control is None or finding.likeness is None:
        return None
    if finding.is_in_doubt:
        return Sign.NOT_FOUND
    redirected = any(known.hops for known in finding.evidence.values())
    same_end = redirected and finding.likeness.end == control.end
    return Sign.CATCH_ALL if same_end or finding.likeness.is_that_of(control) else None


def _server_of(document: str) -> str:
    """Scheme, host and port of an address; the address itself where it has none."""
    try:
        return target_of(document).origin
    except ValueError:
        return document


def _may_pass(arrival: Arrival) -> bool:
    """Whether it may have been a passing thing."""
    if arrival.answer is None:
        return arrival.failure in (Failure.TIMEOUT, Failure.RESET, Failure.NAME)
    status = arrival.answer.status
    return arrival.answer.is_cut_off or arrival.answer.is_short or status == TOO_MANY or 500 <= status < 600


def _asks_for_time(arrival: Arrival) -> float | None:
    return _retry_after(arrival.answer.headers.get("retry-after", "")) if arrival.answer else None


def _retry_after(value: str) -> float | None:
    """Seconds that the host asks for, in either form of RFC 9110, 10.2.3; None where it asks for nothing."""
    if value.strip().isascii() and value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        when = parsedate_to_datetime(value)
        when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
        return max((when - dt.datetime.now(dt.UTC)).total_seconds(), 0)
    except (ValueError, OverflowError):
        return None


def _signs_of_delivery(answer: Answer, asked: Target, got: Target, *, redirected: bool) -> set[Sign]:
    """What can be seen without reading the page."""
    signs = {
        Sign.EMPTY: answer.is_empty,
        Sign.CAPPED: answer.is_capped,
        Sign.CUT_OFF: answer.is_cut_off,
        Sign.UNREADABLE: not answer.is_readable or (answer.is_capped and answer.is_page and not answer.page.length),
        Sign.WALL: any(name in answer.headers for name in _GUARDS),
        Sign.FRONT_PAGE: redirected and not _is_whole_site(asked) and leads_to_front(asked, got),
        Sign.NOT_FOUND: redirected and leads_to_error(asked, got),
        Sign.PARKED: redirected and leads_to_parking(asked, got),
    }
    return {sign for sign, shows in signs.items() if shows}


def _is_whole_site(target: Target) -> bool:
    return is_front(target) and not target.query


def _sorted(signs: set[Sign]) -> tuple[Sign, ...]:
    return tuple(sorted(signs))


def _with_fragment(evidence: Evidence, url: str, answer: Answer) -> Evidence:
    """The evidence for one of the document's addresses: the fragment goes along all redirects that name none."""
    end, _, led_to = evidence.final_url.partition("#")
    written = url.partition("#")[2]
    fragment = led_to or written
    final = f"{end}#{fragment}" if fragment else end
    if not answer.is_page or not 200 <= answer.status < 300:
        return replace(evidence, final_url=final)
    found, anchor = look_up(fragment_of(f"#{fragment}"), answer.page, whole=not answer.is_capped)
    return replace(evidence, final_url=final, fragment=found, anchor=anchor if found is Fragment.MISSING else "")
