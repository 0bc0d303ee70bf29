"""The fault server: all virtual hosts and the proxy, in a thread of their own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from faults.answers import Timings, fill
from faults.certificates import Certificates
from faults.conversation import converse, part, read_request
from faults.model import Case, Fault, Host
from faults.proxy import relay
from faults.record import Accepted, Record
from faults.stage import Site, Stage
from faults.table import HOSTS

FIRST_ADDRESS = 2  # the last number of the first virtual host's 127.0.0.x
HANDSHAKE = 5.0  # seconds that a client gets for the TLS handshake
LEAVE = 10.0  # seconds that the thread gets to end

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class FaultServer:
    """Every fault of the table on loopback, for as long as the context lasts.

    `cases` are the addresses with what is expected of them, `record` is what was asked, `proxy` the address of an HTTP
    proxy that also knows the made-up names, `bundle` the file with the authority behind the good certificates. Setting
    `night` makes it another night: what depends on the night changes, and every «first time» comes again. Leaving the
    context raises what went wrong inside the server itself.
    """

    def __init__(self, hosts: Iterable[Host] = HOSTS, timings: Timings = Timings()) -> None:  # noqa: B008 - frozen
        self._hosts = tuple(hosts)
        self._timings = timings
        self._failures: list[Exception] = []
        self._talks: set[asyncio.Task[object]] = set()
        self._thread = threading.Thread(target=self._run, name="fault-server")
        self._ready = threading.Event()

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            self._certificates = Certificates(Path(stack.enter_context(TemporaryDirectory(prefix="faults-"))))
            self._sockets = {
                host.name: stack.enter_context(_bound(f"127.0.0.{number}"))
                for number, host in enumerate(self._hosts, FIRST_ADDRESS)
            }
            self._gate = stack.enter_context(_bound("127.0.0.1"))
            places = {name: bound.getsockname() for name, bound in self._sockets.items()}
            self._stage = Stage((Site(host, places[host.name], host.routes()) for host in self._hosts), self._timings)
            self._thread.start()
            self._ready.wait()
            if self._failures:
                raise ExceptionGroup("the fault server does not start", self._failures)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(LEAVE)
        self._stack.close()
        if self._thread.is_alive():
            raise TimeoutError("the fault server does not end")
        if self._failures and kind is None:
            raise ExceptionGroup("the fault server failed", self._failures)

    @property
    def proxy(self) -> str:
        """The address of the proxy."""
        return "http://{}:{}".format(*self._gate.getsockname())

    @property
    def bundle(self) -> Path:
        """The file with the authority that clients may trust."""
        return self._certificates.bundle

    @property
    def record(self) -> Record:
        """All that was asked."""
        return self._stage.record

    @property
    def night(self) -> int:
        """The night, counted from 1."""
        return self._stage.night

    @night.setter
    def night(self, night: int) -> None:
        self._stage.begin_night(night)

    @property
    def cases(self) -> tuple[Case, ...]:
        """Every address of the table, host by host."""
        return tuple(self._case(host, fault) for host in self._hosts for fault in host.faults)

    def origin(self, host: str) -> str:
        """Scheme and authority of a virtual host's addresses."""
        return self._stage.origins[host]

    def _case(self, host: Host, fault: Fault) -> Case:
        origin = self.origin(host.name)
        offered = fill(fault.suggestion.encode(), self._stage.origins).decode()
        return Case(
            fault.name,
            host.name,
            origin + fault.path,
            fault.first,
            fault.third or fault.first,
            origin + offered if offered.startswith("/") else offered,
            bool(host.published) and host.listening,
        )

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception as failure:  # raised where the server was entered or left
            self._failures.append(failure)
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        async with contextlib.AsyncExitStack() as stack:
            for site in self._stage.sites.values():
                if site.host.listening:
                    await stack.enter_async_context(await self._listen(site))
            await stack.enter_async_context(
                await asyncio.start_server(
                    self._talker("proxy", lambda reader, writer: relay(reader, writer, self._stage)), sock=self._gate
                )
            )
            self._ready.set()
            await self._stop.wait()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _listen(self, site: Site) -> asyncio.Server:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(site.host.greeting)
            first = await read_request(reader)
            await converse(reader, writer, self._stage, lambda seen: (site, seen.target), first)

        return await asyncio.start_server(
            self._talker(site.host.name, talk),
            sock=self._sockets[site.host.name],
            ssl=self._context(site),
            ssl_handshake_timeout=HANDSHAKE if site.host.certificate else None,
        )

    def _context(self, site: Site) -> ssl.SSLContext | None:
        kind = site.host.certificate
        return self._certificates.context(kind, site.place[0], site.host.published) if kind else None

    def _talker(self, name: str, talk: Talk) -> Talk:
        """A conversation that is noted, ended with the server, and always closed."""

        async def talked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._talks.add(task)
            self._stage.record.accepted.append(Accepted(name, time.monotonic()))
            try:
                await talk(reader, writer)
                await part(writer)
            except asyncio.CancelledError:
                writer.transport.abort()
            except (ConnectionError, ssl.SSLError):
                writer.transport.abort()
            except Exception as failure:  # raised when the server is left
                self._failures.append(failure)
                writer.transport.abort()
            finally:
                self._talks.discard(task)

        return talked


def _bound(address: str) -> socket.socket:
    """A socket with a free port, not listening yet: until a server takes it over, connections are refused."""
    bound = socket.socket()
    try:
        bound.bind((address, 0))
    except OSError:
        bound.close()
        raise
    return bound
