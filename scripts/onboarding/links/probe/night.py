"""A night's visits: all hosts side by side, within a time that is given."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Iterable

from onboarding.links.model import Evidence, Failure
from onboarding.links.probe.exchange import Exchange
from onboarding.links.probe.gate import Gate
from onboarding.links.probe.visit import Visitor
from onboarding.links.settings import Settings

Heard = Callable[[int], None]

log = logging.getLogger(__name__)


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
    found = {url: Evidence(failure=Failure.NOT_REACHED) for url in urls}
    exchange = Exchange()
    visitor = Visitor(exchange, Gate(settings.limits.gap), settings.limits, settings.phrases, today)

    async def visit(document: str, own: tuple[str, ...]) -> None:
        try:
            found.update(await visitor.visit(document, own))
        except Exception:  # a page that our code cannot take must not cost the others
            log.exception("The visit to %s failed", document)
            found.update(dict.fromkeys(own, Evidence(failure=Failure.CRASHED)))
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
    return found


def _documents(urls: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The addresses of each document: it is asked for once, whatever the fragments."""
    documents: dict[str, list[str]] = {}
    for url in urls:
        documents.setdefault(url.partition("#")[0], []).append(url)
    return {document: tuple(own) for document, own in documents.items()}
