"""Politeness: one request at a time to a host, and a gap between two."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

# Seconds. A server may notice a request a little late: without a margin it could see two within the gap.
MARGIN = 0.04


@dataclass(slots=True)
class Turn:
    """The right to ask a host once. `sent` is when the request went out, in seconds of the loop's clock."""

    sent: float

    def mark(self) -> None:
        """The request goes out now."""
        self.sent = asyncio.get_running_loop().time()


class Gate:
    """Lets requests through to each host, one at a time: those that somebody waits for first, then as they came."""

    def __init__(self, gap: float) -> None:
        self._gap = gap + MARGIN
        self._busy: set[str] = set()
        self._waiting: dict[str, list[tuple[bool, int, asyncio.Future[None]]]] = {}
        self._free: dict[str, float] = {}
        self._number = count()

    @asynccontextmanager
    async def turn(self, host: str, *, soon: bool = False) -> AsyncIterator[Turn]:
        """Wait for the host to be free, and keep it until the answer has been read. `soon` goes before the others."""
        await self._enter(host, soon=soon)
        loop = asyncio.get_running_loop()
        try:
            while (wait := self._free.get(host, 0.0) - loop.time()) > 0:
                await asyncio.sleep(wait)
            turn = Turn(loop.time())
            try:
                yield turn
            finally:
                self._free[host] = max(self._free.get(host, 0.0), turn.sent + self._gap)
        finally:
            self._leave(host)

    def pause(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for a while."""
        self._free[host] = max(self._free.get(host, 0.0), asyncio.get_running_loop().time() + seconds)

    async def _enter(self, host: str, *, soon: bool) -> None:
        if host not in self._busy:
            self._busy.add(host)
            return
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting.setdefault(host, []), (not soon, next(self._number), called))
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self._leave(host)  # it was our turn already: the next one gets it
            raise

    def _leave(self, host: str) -> None:
        waiting = self._waiting.get(host, [])
        while waiting:
            called = heappop(waiting)[2]
            if not called.done():
                called.set_result(None)  # the host stays busy, with the next one
                return
        self._busy.discard(host)
