"""A night's visits: all hosts side by side, within a time that is given."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from onboarding.links.model import Evidence, Failure
from onboarding.links.probe.exchange import Exchange
from onboarding.links.probe.gate import Gate
from onboarding.links.probe.visit import Visitor
from onboarding.links.settings import Settings

NAMES_AT_ONCE = 64  # names that are looked up side by side: one that hangs holds a thread for long

Heard = Callable[[int], None]

log = logging.getLogger(__name__)


class _Names(ThreadPoolExecutor):
    """Looks names up. A look-up cannot be stopped, so the night's end does not wait for those that hang."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT002  its own form
        """End, without waiting."""
        super().shutdown(wait=False, cancel_futures=True)


def visit_all(
    urls: Iterable[str], settings: Settings, today: dt.date, seconds: float, heard: Heard = lambda _: None
) -> dict[str, Evidence]:
    """What is known of each address after `seconds` at most; what was not reached says so.

    `heard` is told how many addresses more are done.
    """
    return asyncio.run(_visit_all(tuple(dict.fromkeys(urls)), settings, today, seconds, heard))


async def _visit_all(
    urls: tuple[str, ...], settings: Settings, today: dt.date, seconds: float, heard: Heard
) -> dict[str, Evidence]:
    asyncio.get_running_loop().set_default_executor(_Names(NAMES_AT_ONCE))
    exchange = Exchange()
    visitor = Visitor(exchange, Gate(settings.limits.gap), settings.limits, settings.phrases, today)

    async def visit(document: str, own: tuple[str, ...]) -> None:
        try:
            await visitor.visit(document, own)
        except Exception:  # a page that our code cannot take must not cost the others
            log.exception("The visit to %s failed", document)
            for url in own:  # what was seen before it failed still counts
                visitor.known.setdefault(url, Evidence(failure=Failure.CRASHED))
        heard(len(own))

    tasks = [asyncio.create_task(visit(document, own)) for document, own in _documents(urls).items()]
    try:
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
    finally:
        late = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        await exchange.close()
    unreached = Evidence(failure=Failure.NOT_REACHED)
    return {url: visitor.known.get(url, unreached) for url in urls}


def _documents(urls: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The addresses of each document: it is asked for once, whatever the fragments."""
    documents: dict[str, list[str]] = {}
    for url in urls:
        documents.setdefault(url.partition("#")[0], []).append(url)
    return {document: tuple(own) for document, own in documents.items()}
