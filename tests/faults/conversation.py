"""One connection: requests read byte for byte, answers played act by act, and the client's leaving noticed."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import time
from collections.abc import Callable, Iterable

from faults.answers import Act, Ending, Wait
from faults.record import Seen
from faults.stage import Site, Stage

NOTICE = 0.01  # seconds between two looks at whether the client is still there
PARTING = 1.0  # seconds that a client gets to take the last bytes
BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"  # what a proxy says of names unknown to it

Find = Callable[[Seen], tuple[Site, bytes] | None]


async def read_request(reader: asyncio.StreamReader) -> Seen | None:
    """The next request, or None where there is none or it is no HTTP. A body is not read: nobody sends one."""
    try:
        line = await reader.readline()
        arrived = time.monotonic()
        method, _, rest = line.rstrip(b"\r\n").partition(b" ")
        target, _, version = rest.rpartition(b" ")
        if not version.startswith(b"HTTP/1."):
            return None
        headers: dict[str, str] = {}
        while (field := await reader.readline()).strip():
            name, _, value = field.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
    except (ConnectionError, ssl.SSLError, ValueError):  # ValueError: a line beyond the reader's limit
        return None
    return Seen("", method.decode("latin-1"), target, headers, arrived)


async def converse(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, stage: Stage, find: Find, first: Seen | None
) -> None:
    """Answer one request after another, beginning with `first`, until an answer or the client ends it.

    `find` says which site a request is for and which path it asks of it, None where there is no such site.
    """
    seen = first
    while seen is not None:
        found = find(seen)
        if found is None:
            writer.write(BAD_GATEWAY)
        else:
            site, path = found
            seen.host = site.host.name
            stage.record.requests.append(seen)
            try:
                if not await _played(stage.answer(site, path, seen), reader, writer):
                    return
            finally:
                seen.ended = time.monotonic()
        if seen.headers.get("connection", "").lower() == "close":
            return
        seen = await read_request(reader)


async def _played(acts: Iterable[Act], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Play the acts for as long as the client listens, and say whether the connection can be used again."""
    playing = asyncio.ensure_future(_play(acts, writer))
    leaving = asyncio.ensure_future(_leaving(reader))
    try:
        await asyncio.wait((playing, leaving), return_when=asyncio.FIRST_COMPLETED)
        return await playing if playing.done() else False
    except (ConnectionError, ssl.SSLError):
        return False
    finally:
        playing.cancel()
        leaving.cancel()
        await asyncio.gather(playing, leaving, return_exceptions=True)


async def _play(acts: Iterable[Act], writer: asyncio.StreamWriter) -> bool:
    for act in acts:
        match act:
            case bytes():
                writer.write(act)
                await writer.drain()
                await asyncio.sleep(0)  # draining an empty buffer gives the others no turn
            case Wait():
                await asyncio.sleep(act.seconds)
            case Ending.RESET:
                reset(writer)
                return False
            case Ending.CLOSE:
                return False
    return True


async def _leaving(reader: asyncio.StreamReader) -> None:
    while not reader.at_eof() and reader.exception() is None:
        await asyncio.sleep(NOTICE)


def reset(writer: asyncio.StreamWriter) -> None:
    """Tear the connection down: a linger of zero makes the system send RST instead of FIN."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def part(writer: asyncio.StreamWriter) -> None:
    """Close the connection in good order, or after a second in any."""
    writer.close()
    try:
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await asyncio.wait_for(writer.wait_closed(), PARTING)
    except TimeoutError:
        writer.transport.abort()
