"""What a server says: sequences of bytes, waits and endings. Nothing here touches the network.

An `Answer` is a function from a request to the acts that follow, so that every byte on the wire is chosen here.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from enum import Enum, auto
from http import HTTPStatus
from itertools import chain, repeat

BLANKS = b" " * 2**20
BOMB_BLOCKS = 1024  # of a megabyte each: a gigabyte
HUGE_BLOCKS = 800  # of 64 kB each: 50 MB
BIG_HEADER = 300_000  # bytes: more than Chrome's limit of 256 kB, so that no reader gets the page either


@dataclass(frozen=True, slots=True)
class Timings:
    """How slow the slow ones are, in seconds.

    `hang` is how long a silent or trickling server holds on before it closes, `trickle` the pause between two bytes,
    `retry_after` what polite servers ask for, in whole seconds.
    """

    hang: float = 15.0
    trickle: float = 0.5
    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as an answer sees it.

    `headers` are by lower-case name. `turn` counts how often this client has asked for this address tonight, this time
    included. `origins` are the origins of all virtual hosts, by name.
    """

    method: str = "GET"
    target: bytes = b"/"
    headers: Mapping[str, str] = field(default_factory=dict)
    night: int = 1
    turn: int = 1
    timings: Timings = Timings()
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wait:
    """Say nothing for so many seconds."""

    seconds: float


class Ending(Enum):
    """How a connection ends: in good order, or torn down. Without an ending it stays open for the next request."""

    CLOSE = auto()
    RESET = auto()


Act = bytes | Wait | Ending
Answer = Callable[[Asked], Iterable[Act]]
Header = tuple[str, str]
PHRASES = {status.value: status.phrase for status in HTTPStatus}
HTML: Header = ("Content-Type", "text/html; charset=utf-8")


# Whole answers


def reply(status: int, body: bytes | str = b"", *headers: Header) -> Answer:
    """A well-formed answer. `{name}` in headers and body becomes the origin of that virtual host."""
    content = body.encode() if isinstance(body, str) else body

    def answer(asked: Asked) -> Iterator[Act]:
        filled = fill(content, asked.origins)
        length = () if status == HTTPStatus.NO_CONTENT else (("Content-Length", str(len(filled))),)
        yield fill(head(status, *headers, *length), asked.origins)
        if asked.method != "HEAD":
            yield filled

    return answer


def page(html: str, charset: str = "utf-8", *, status: int = 200, declared: str | None = None) -> Answer:
    """A page of HTML. `declared` is the charset that its header names, "" for none; else it is the true one."""
    name = charset if declared is None else declared
    content_type = f"text/html; charset={name}" if name else "text/html"
    return reply(status, html.encode(charset), ("Content-Type", content_type))


def status(code: int, *headers: Header) -> Answer:
    """A status with a small page that says no more than the status does."""
    return reply(code, f"<!doctype html><title>{code}</title><h1>{code} {_phrase(code)}</h1>", HTML, *headers)


def redirect(code: int, location: str | None, *headers: Header) -> Answer:
    """A redirect; a `location` of None leaves the header out. Letters beyond ASCII go out as bare UTF-8."""
    where = () if location is None else (("Location", location),)
    return reply(code, "<!doctype html><title>Flyttet</title><p>Siden er flyttet.</p>", HTML, *where, *headers)


def asking_for_patience(code: int) -> Answer:
    """A status with `Retry-After` in seconds."""
    return lambda asked: status(code, ("Retry-After", str(asked.timings.retry_after)))(asked)


def asking_for_patience_until(code: int) -> Answer:
    """A status with `Retry-After` as a date, the other form of RFC 9110, section 10.2.3."""

    def answer(asked: Asked) -> Iterable[Act]:
        until = formatdate(time.time() + asked.timings.retry_after, usegmt=True)
        return status(code, ("Retry-After", until))(asked)

    return answer


# Answers that depend on the request


def by_night(*answers: Answer) -> Answer:
    """The first answer on night 1, the second on night 2 …; the last one goes on."""
    return lambda asked: answers[min(asked.night, len(answers)) - 1](asked)


def by_turn(*answers: Answer) -> Answer:
    """The first answer when a client asks for the first time tonight, then the second …; the last one goes on."""
    return lambda asked: answers[min(asked.turn, len(answers)) - 1](asked)


def with_cookie(name: str, then: Answer, otherwise: Answer) -> Answer:
    """The one answer to clients that bring the cookie, the other to those that do not."""
    return lambda asked: (then if f"{name}=" in asked.headers.get("cookie", "") else otherwise)(asked)


def refusing_head(answer: Answer) -> Answer:
    """405 to HEAD, else the answer."""
    return lambda asked: (status(405, ("Allow", "GET")) if asked.method == "HEAD" else answer)(asked)


def echo(html: str) -> Answer:
    """A page with the asked path written into it at `@`."""
    return lambda asked: page(html.replace("@", asked.target.decode("ascii", "replace")))(asked)


# Answers that are broken, slow or endless


def raw(*acts: Act) -> Answer:
    """Exactly these acts, whatever was asked."""
    return lambda _: acts


def hang(asked: Asked) -> Iterator[Act]:
    """Not a byte."""
    yield Wait(asked.timings.hang)
    yield Ending.CLOSE


def trickle(beginning: bytes, byte: bytes) -> Answer:
    """A beginning, and then one byte at a time."""

    def answer(asked: Asked) -> Iterator[Act]:
        yield beginning
        for _ in range(int(asked.timings.hang / asked.timings.trickle)):
            yield Wait(asked.timings.trickle)
            yield byte
        yield Ending.CLOSE

    return answer


def of_length(announced: int, html: str) -> Answer:
    """A page whose `Content-Length` is off by `announced` bytes."""
    body = html.encode()
    return raw(head(200, HTML, ("Content-Length", str(len(body) + announced))), body, Ending.CLOSE)


def torn(html: str) -> Answer:
    """Half of a page, and then a reset."""
    body = html.encode()
    begun = head(200, HTML, ("Content-Length", str(len(body))))
    return raw(begun + body[: len(body) // 2], Wait(0.05), Ending.RESET)


def chunked(html: str, end: bytes = b"0\r\n\r\n") -> Answer:
    """A page in chunks of 100 bytes, and what ends them."""
    body = html.encode()
    parts = (body[start : start + 100] for start in range(0, len(body), 100))
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
    return raw(head(200, HTML, ("Transfer-Encoding", "chunked")) + chunks + end, Ending.CLOSE)


def huge(html: str) -> Answer:
    """A page that goes on for 50 MB after its beginning."""
    beginning = head(200, HTML, ("Connection", "close")) + html.removesuffix("</html>").encode()
    return _going_on(beginning, b"<p>" + b"og videre " * 6552 + b"</p>\n")


def huge_file(content_type: str) -> Answer:
    """A file of 50 MB that says its length."""
    beginning = head(200, ("Content-Type", content_type), ("Content-Length", str(HUGE_BLOCKS * 2**16)))
    return _going_on(beginning, BLANKS[: 2**16])


def _going_on(beginning: bytes, block: bytes) -> Answer:
    return lambda _: chain((beginning,), repeat(block, HUGE_BLOCKS), (Ending.CLOSE,))


def bomb(html: str = "") -> Answer:
    """A page, and after it a gigabyte of blanks, in a megabyte of gzip (RFC 1952)."""

    def answer(_: Asked) -> Iterator[Act]:
        yield head(200, HTML, ("Content-Encoding", "gzip"), ("Connection", "close"))
        yield from _gzip_of_blanks(html.encode())
        yield Ending.CLOSE

    return answer


def _gzip_of_blanks(beginning: bytes) -> Iterator[bytes]:
    # After a full flush a block refers to nothing before it, so that one compressed megabyte can be sent repeatedly.
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    yield b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    yield deflate.compress(beginning) + deflate.flush(zlib.Z_FULL_FLUSH)
    block = deflate.compress(BLANKS) + deflate.flush(zlib.Z_FULL_FLUSH)
    checksum = zlib.crc32(beginning)
    for _ in range(BOMB_BLOCKS):
        checksum = zlib.crc32(BLANKS, checksum)
        yield block
    length = len(beginning) + BOMB_BLOCKS * len(BLANKS)
    yield deflate.flush() + checksum.to_bytes(4, "little") + (length % 2**32).to_bytes(4, "little")


# Parts


def head(code: int, *headers: Header) -> bytes:
    """The status line and the headers, up to and with the empty line."""
    lines = [f"HTTP/1.1 {code} {_phrase(code)}", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode()


def fill(text: bytes, origins: Mapping[str, str]) -> bytes:
    """The text with `{name}` as the origin of that virtual host; other braces stay."""

    def origin(match: re.Match[bytes]) -> bytes:
        found = origins.get(match[1].decode())
        return match[0] if found is None else found.encode()

    return re.sub(rb"\{([a-z0-9-]+)\}", origin, text)


def _phrase(code: int) -> str:
    return PHRASES.get(code, "Unknown")
