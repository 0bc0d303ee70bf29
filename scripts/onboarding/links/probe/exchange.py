"""One request and its answer, over httpx: what goes out is what was written, and what comes in is bounded."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import socket
import ssl
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import httpx
from cryptography import x509
from requests.utils import get_environ_proxies, select_proxy

from onboarding.links.certificates import trusting_context
from onboarding.links.model import Failure, Tls
from onboarding.links.probe.gate import Turn
from onboarding.links.probe.page import Page, PageReader, Unpacked
from onboarding.links.probe.target import Target

BODY = 2_000_000  # bytes of a body after unpacking; what lies beyond is not read
LARGE = 256_000  # bytes of a page that few are: what is kept of many such pages at once would add up
LARGE_AT_ONCE = 8  # how many are read on; of others, what came so far
SAMPLE = 1  # bytes that tell a file that is no page from an empty one

# An honest name. Servers that turn away words for crawlers would make us report doors that a reader never meets.
USER_AGENT = f"onboarding/{version('onboarding')} (ser til at adressene i en veiledning virker)"

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "nb,no;q=0.9,nn;q=0.8,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}

# OpenSSL's codes of what is wrong with a certificate (https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/).
_CERTIFICATE = {9: Tls.NOT_YET, 10: Tls.EXPIRED, 18: Tls.SELF_SIGNED, 62: Tls.WRONG_HOST, 64: Tls.WRONG_HOST}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. `page` is there for HTML. `ends` is when its certificate ends.

    `is_page` when it is HTML, `is_readable` when we can unpack it, `is_empty` when not a byte came, `is_capped` when
    more than `BODY` would have come. `is_cut_off` when the connection broke in the middle, `is_short` when the server
    ended it in good order after less than it had promised: browsers show such a page.
    """

    status: int
    headers: httpx.Headers
    location: str | None
    page: Page
    is_page: bool
    is_readable: bool
    is_empty: bool
    is_capped: bool
    is_cut_off: bool
    is_short: bool
    ends: dt.date | None


class NoAnswerError(Exception):
    """There was no answer; `failure` says why, `tls` what was wrong with the certificate."""

    def __init__(self, failure: Failure, tls: Tls = Tls.NONE) -> None:
        super().__init__(failure or tls)
        self.failure = failure
        self.tls = tls


class Exchange:
    """Asks servers. Honours the environment's proxies and trusted certificates."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._verified = trusting_context(environment)
        self._unverified = ssl.create_default_context()
        self._unverified.check_hostname = False
        self._unverified.verify_mode = ssl.CERT_NONE
        self._transports: dict[tuple[str, bool], httpx.AsyncHTTPTransport] = {}
        self._large: set[_Body] = set()

    async def close(self) -> None:
        """Close what is open."""
        for transport in self._transports.values():
            await transport.aclose()

    async def ask(self, target: Target, cookies: httpx.Cookies, turn: Turn, *, verified: bool) -> Answer:
        """Ask once. `turn` learns when the request went out. Raises NoAnswerError.

        How long it may take is the caller's to say, by cancelling.
        """
        proxy = _proxy(target)
        request = _request(target)
        cookies.set_cookie_header(request)

        async def trace(name: str, _: Any) -> None:
            if name.endswith(("send_request_headers.started", "send_request_headers.complete")):
                turn.mark()

        request.extensions["trace"] = trace
        try:
            response = await self._transport(proxy, verified=verified).handle_async_request(request)
        except (httpx.TransportError, OSError, UnicodeError, ValueError) as error:
            raise _no_answer(error) from error
        response.request = request
        try:
            cookies.extract_cookies(response)
            return await _read(response, self._large)
        finally:
            await response.aclose()

    def _transport(self, proxy: str, *, verified: bool) -> httpx.AsyncHTTPTransport:
        key = proxy, verified
        if key not in self._transports:
            self._transports[key] = httpx.AsyncHTTPTransport(
                verify=self._verified if verified else self._unverified,
                proxy=httpx.Proxy(proxy) if proxy else None,
                # A connection of its own for each request: what one server does to it never meets the next.
                limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
                trust_env=False,
            )
        return self._transports[key]


def _proxy(target: Target) -> str:
    """The proxy for an address, "" for none: the one that LinkChecker takes, which asks Requests."""
    url = f"{target.origin}/"
    proxy = select_proxy(url, get_environ_proxies(url)) or ""
    return proxy if "://" in proxy or not proxy else f"http://{proxy}"


class _Address(httpx.URL):
    """An address whose path and query go out as they are: httpx would escape and shorten them."""

    def __init__(self, target: Target) -> None:
        super().__init__(f"{target.origin}/")
        self._target = target.target

    @property
    def raw_path(self) -> bytes:
        """What the request line has."""
        return self._target


def _request(target: Target) -> httpx.Request:
    request = httpx.Request("GET", f"{target.origin}/", headers=_HEADERS)
    request.url = _Address(target)
    return request


async def _read(response: httpx.Response, large: set[_Body]) -> Answer:
    kind, _, parameters = response.headers.get("content-type", "").partition(";")
    body = _Body(kind.strip().lower(), _charset(parameters), response.headers.get("content-encoding", "").lower())
    is_cut_off = is_short = False
    try:
        async for piece in response.aiter_raw():
            if not body.take(piece) or not body.may_go_on(large):
                break
            await asyncio.sleep(0)  # other hosts are waiting for the processor
    except httpx.RemoteProtocolError:
        is_short = "content-length" in response.headers
        is_cut_off = not is_short
    except (httpx.TransportError, OSError, zlib.error):
        is_cut_off = True
    finally:
        large.discard(body)
    if (is_cut_off or is_short) and not body.length:
        raise NoAnswerError(Failure.RESET)
    return Answer(
        response.status_code,
        response.headers,
        _location(response),
        body.page(),
        body.is_page,
        body.is_readable,
        not body.length,
        body.is_capped,
        is_cut_off,
        is_short,
        _ends(response),
    )


class _Body:
    """A body as it comes."""

    def __init__(self, kind: str, charset: str, coding: str) -> None:
        self._kind = kind
        self._unpacked = Unpacked(coding.strip())
        self._reader = PageReader(charset)
        self.is_readable = self._unpacked.is_readable
        self.is_page = "html" in kind and self.is_readable
        self.is_capped = False
        self.length = 0
        self._received = 0

    def take(self, data: bytes) -> bool:
        """Take some bytes; whether more are wanted."""
        self._received += len(data)
        if not self.is_readable:
            self.length += len(data)
            return False
        for piece in self._unpacked.pieces(data):
            if not self._kind and not self.length:  # the server does not say: HTML begins with a tag
                self.is_page = piece.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")
            self.length += len(piece)
            if not self.is_page:
                return self.length < SAMPLE
            self._reader.feed(piece)
            if self.length >= BODY:
                break
        self.is_capped = self.length >= BODY or self._received >= BODY
        return not self.is_capped

    def may_go_on(self, large: set[_Body]) -> bool:
        """Whether there is room for another large page among those that are being read; it has it then."""
        if self.length <= LARGE or self in large:
            return True
        self.is_capped = len(large) >= LARGE_AT_ONCE
        if not self.is_capped:
            large.add(self)
        return not self.is_capped

    def page(self) -> Page:
        return self._reader.close() if self.is_page else Page()


def _charset(parameters: str) -> str:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""


def _location(response: httpx.Response) -> str | None:
    """Where a redirect leads. As in browsers, what is not UTF-8 stays the byte that it is."""
    found = next((value for name, value in response.headers.raw if name.lower() == b"location"), None)
    if found is None:
        return None
    try:
        return found.decode("utf-8").replace(" ", "%20")
    except UnicodeDecodeError:
        return "".join(chr(byte) if 0x20 < byte < 0x7F else f"%{byte:02X}" for byte in found)


def _ends(response: httpx.Response) -> dt.date | None:
    """When the server's certificate ends."""
    stream = response.extensions.get("network_stream")
    secured = stream.get_extra_info("ssl_object") if stream else None
    certificate = secured.getpeercert(binary_form=True) if secured else None
    if not certificate:
        return None
    try:
        return x509.load_der_x509_certificate(certificate).not_valid_after_utc.date()
    except (ValueError, x509.InvalidVersion):
        return None


# The first of these in an error's chain of causes says why there is no answer.
_CAUSES: tuple[tuple[type[BaseException], Failure], ...] = (
    (socket.gaierror, Failure.NAME),
    (UnicodeError, Failure.NAME),
    (ConnectionRefusedError, Failure.REFUSED),
    (ConnectionResetError, Failure.RESET),
    (BrokenPipeError, Failure.RESET),
)
# Where httpx knows no cause.
_KINDS: tuple[tuple[type[BaseException], Failure], ...] = (
    (httpx.TimeoutException, Failure.TIMEOUT),
    (httpx.ProtocolError, Failure.PROTOCOL),
    (httpx.ReadError, Failure.RESET),
    (httpx.WriteError, Failure.RESET),
    (ValueError, Failure.PROTOCOL),
)


def _no_answer(error: BaseException) -> NoAnswerError:
    """Why there is no answer, from what httpx and what lies below it raised."""
    for cause in _chain(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return NoAnswerError(Failure.NONE, _CERTIFICATE.get(cause.verify_code, Tls.UNKNOWN_ISSUER))
        if isinstance(cause, ssl.SSLError):
            return NoAnswerError(Failure.NONE, Tls.HANDSHAKE)
        for kind, failure in _CAUSES:
            if isinstance(cause, kind):
                return NoAnswerError(failure)
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" in str(error):
        return NoAnswerError(Failure.RESET)  # not a byte came
    return NoAnswerError(next((failure for kind, failure in _KINDS if isinstance(error, kind)), Failure.REFUSED))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and what caused it."""
    found: BaseException | None = error
    for _ in range(20):
        if found is None:
            return
        yield found
        found = found.__cause__ or found.__context__
