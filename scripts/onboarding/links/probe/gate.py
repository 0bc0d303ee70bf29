"""Politeness: one request at a time to a host, and a gap between two."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

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
    """Lets requests through to each host, one at a time, in the order in which they come."""

    def __init__(self, gap: float) -> None:
        self._gap = gap + MARGIN
        self._locks: dict[str, asyncio.Lock] = {}
        self._free: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[Turn]:
        """Wait for the host to be free, and keep it until the answer has been read."""
        loop = asyncio.get_running_loop()
        async with self._locks.setdefault(host, asyncio.Lock()):
            while (wait := self._free.get(host, 0.0) - loop.time()) > 0:
                await asyncio.sleep(wait)
            turn = Turn(loop.time())
            try:
                yield turn
            finally:
                self._free[host] = max(self._free.get(host, 0.0), turn.sent + self._gap)

    def pause(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for a while."""
        self._free[host] = max(self._free.get(host, 0.0), asyncio.get_running_loop().time() + seconds)
