"""A visit to one document: up to three tries, and what was found where they ended."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime

from onboarding.links.model import Evidence, Failure, Fragment, Sign, Try
from onboarding.links.probe.control import are_alike, control_address, control_folder
from onboarding.links.probe.exchange import Answer, Exchange
from onboarding.links.probe.fragment import fragment_of, look_up
from onboarding.links.probe.gate import Gate
from onboarding.links.probe.journey import Arrival, Journey
from onboarding.links.probe.reading import farewell_of, is_front, leads_to_login, may_say_not_found, signs_of
from onboarding.links.probe.target import Target, target_of
from onboarding.links.settings import Limits, Phrases

TRIES = 3
TOO_MANY = 429
GONE_FOR_GOOD = 5  # documents of a server that never answered, after which its others get one try each

# Headers with which guards say that they want to see a browser.
_GUARDS = ("cf-mitigated", "x-amzn-waf-action", "x-datadome")

# With these a page is known for what it is, and no control is needed.
_PLAIN = {Sign.UNREADABLE, Sign.NOT_FOUND, Sign.LOGIN, Sign.WALL, Sign.PARKED, Sign.EMPTY, Sign.FRONT_PAGE}


@dataclass(slots=True)
class Visitor:
    """Visits documents, politely. One for the whole night: it remembers what hosts answer to anything."""

    exchange: Exchange
    gate: Gate
    limits: Limits
    phrases: Phrases
    today: dt.date
    _controls: dict[str, asyncio.Task[Arrival]] = field(default_factory=dict)
    _silent: Counter[str] = field(default_factory=Counter)

    async def visit(self, document: str, urls: tuple[str, ...]) -> dict[str, Evidence]:
        """What is known of each of `urls`, which are one document with different fragments."""
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
            return dict.fromkeys(urls, evidence)
        evidence = await self._read(evidence, document, arrival.answer)
        return {url: _with_fragment(evidence, url, arrival.answer) for url in urls}

    async def _arrive(self, document: str) -> tuple[Arrival, tuple[Try, ...]]:
        server = _server_of(document)
        tries: list[Try] = []
        while True:
            arrival = await self._journey(document)
            tries.append(Try(arrival.outcome, arrival.seconds))
            most = 1 if self._silent[server] >= GONE_FOR_GOOD else TRIES
            wait = self._wait(arrival, len(tries))
            if not _may_pass(arrival) or len(tries) >= most or wait is None:
                break
            if arrival.status == TOO_MANY:
                self.gate.pause(target_of(arrival.url).host, wait)
            await asyncio.sleep(wait)
        if arrival.failure in (Failure.TIMEOUT, Failure.NAME) and not arrival.hops:
            self._silent[server] += 1
        return arrival, tuple(tries)

    async def _journey(self, url: str) -> Arrival:
        return await Journey(self.exchange, self.gate, self.limits.timeout, url).run()

    def _wait(self, arrival: Arrival, tried: int) -> float | None:
        """Seconds until the next try; None where the host asks for longer than we have."""
        after = _retry_after(arrival.answer.headers.get("retry-after", "")) if arrival.answer else None
        if after is None:
            return self.limits.pause * tried
        return after if after <= self.limits.retry_after else None

    async def _read(self, evidence: Evidence, document: str, answer: Answer) -> Evidence:
        """The evidence with what the answer shows."""
        asked, got = target_of(document), target_of(evidence.final_url)
        redirected = bool(evidence.hops)
        to_login = redirected and leads_to_login(asked, got)
        signs = (
            signs_of(answer.page, self.phrases, redirected=redirected, to_login=to_login) if answer.is_page else set()
        )
        is_route = evidence.final_url.partition("#")[2].startswith(("/", "!"))
        signs |= _signs_of_delivery(answer, asked, got, redirected=redirected and not is_route)
        if Sign.UNREADABLE in signs:
            signs -= {Sign.EMPTY, Sign.APP}
        if not 200 <= answer.status < 300:
            return replace(evidence, signs=_sorted(signs & {Sign.WALL, Sign.LOGIN}), title=answer.page.title)
        if answer.is_page and not signs & _PLAIN and not _is_whole_site(asked):
            signs |= await self._compared(document, evidence, answer)
        return replace(
            evidence,
            signs=_sorted(signs),
            title=answer.page.title,
            fingerprint=answer.page.fingerprint,
            farewell=farewell_of(answer.page, self.phrases),
        )

    async def _compared(self, document: str, evidence: Evidence, answer: Answer) -> set[Sign]:
        """What an address that cannot exist shows about the host's answer to this one."""
        control = await self._control(document)
        other = control.answer
        if other is None or not 200 <= other.status < 300:
            return set()
        if may_say_not_found(answer.page, self.phrases):
            return {Sign.NOT_FOUND}
        same_end = bool(evidence.hops) and control.url.partition("#")[0] == evidence.final_url.partition("#")[0]
        address = control_address(target_of(document))
        is_same = same_end or are_alike(answer.page, document, other.page, address)
        return {Sign.CATCH_ALL} if is_same else set()

    async def _control(self, document: str) -> Arrival:
        target = target_of(document)
        folder = control_folder(target)
        if folder not in self._controls:
            self._controls[folder] = asyncio.create_task(self._journey(control_address(target)))
        return await asyncio.shield(self._controls[folder])


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


def _retry_after(value: str) -> float | None:
    """Seconds that the host asks for, in either form of RFC 9110, 10.2.3; None where it asks for nothing."""
    if value.strip().isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    return max((when - dt.datetime.now(dt.UTC)).total_seconds(), 0)


def _signs_of_delivery(answer: Answer, asked: Target, got: Target, *, redirected: bool) -> set[Sign]:
    """What can be seen without reading the page."""
    signs = {
        Sign.EMPTY: answer.is_empty,
        Sign.CAPPED: answer.is_capped,
        Sign.CUT_OFF: answer.is_cut_off,
        Sign.UNREADABLE: not answer.is_readable or (answer.is_capped and answer.is_page and not answer.page.length),
        Sign.WALL: any(name in answer.headers for name in _GUARDS),
        Sign.FRONT_PAGE: redirected and not _is_whole_site(asked) and is_front(got),
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
