"""An HTTP proxy that knows the virtual hosts by their addresses and by their made-up names, and nobody else."""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl

from faults.conversation import BAD_GATEWAY, converse, part, read_request
from faults.record import Seen
from faults.stage import Site, Stage

ABSOLUTE = re.compile(rb"http://([^/?#]*)([^#]*)", re.IGNORECASE)  # the form that proxies get: RFC 9112, section 3.2.2
BLOCK = 2**16


async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, stage: Stage) -> None:
    """Serve one client of the proxy: a tunnel if it asks for one, else answers from the same table."""
    seen = await read_request(reader)
    if seen is None or seen.method != "CONNECT":
        await converse(reader, writer, stage, lambda seen: _asked_site(stage, seen), seen)
        return
    stage.record.tunnels.append(seen.target)
    site = stage.by_authority.get(seen.target.decode("latin-1").lower())
    if site is None or not site.host.listening:
        writer.write(BAD_GATEWAY)
        return
    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    await _tunnel(reader, writer, site)


def _asked_site(stage: Stage, seen: Seen) -> tuple[Site, bytes] | None:
    match = ABSOLUTE.fullmatch(seen.target)
    site = stage.by_authority.get(match[1].decode("latin-1").lower()) if match else None
    if match is None or site is None or not site.host.listening:
        return None
    return site, match[2] if match[2].startswith(b"/") else b"/" + match[2]


async def _tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, site: Site) -> None:
    far_reader, far_writer = await asyncio.open_connection(*site.place)
    ways = {asyncio.ensure_future(_carry(reader, far_writer)), asyncio.ensure_future(_carry(far_reader, writer))}
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        await part(far_writer)


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while block := await reader.read(BLOCK):
            writer.write(block)
            await writer.drain()
