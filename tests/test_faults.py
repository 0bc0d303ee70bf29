"""The fault server itself: on the wire it does what its table says."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from faults.answers import BIG_HEADER, Timings
from faults.certificates import Certificate
from faults.model import Case, Fault, Host, target_of
from faults.record import Seen, hurried, overlapping
from faults.server import FaultServer
from faults.table import HOSTS
from onboarding.links.model import State

PATIENCE = 0.4  # seconds after which a silent server counts as silent
ENOUGH = 2**20  # bytes after which a test has seen enough
TIMINGS = Timings(hang=60, trickle=0.02, retry_after=1)


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer(timings=TIMINGS) as running:
        yield running


@pytest.fixture(autouse=True)
def first_night(server: FaultServer) -> None:
    server.night = 1
    server.record.forget()


def case(server: FaultServer, name: str) -> Case:
    return next(case for case in server.cases if case.name == name)


def connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)


def read(connection: socket.socket) -> tuple[bytes, str]:
    """What comes, and how it ends: closed, reset, silent or enough."""
    seen = bytearray()
    while len(seen) < ENOUGH:
        try:
            block = connection.recv(2**16)
        except TimeoutError:
            return bytes(seen), "silent"
        except ConnectionResetError:
            return bytes(seen), "reset"
        if not block:
            return bytes(seen), "closed"
        seen += block
    return bytes(seen), "enough"


def ask(address: str, method: str = "GET", *headers: str, wants: bytes | None = None) -> tuple[bytes, str]:
    """Send a request for an address, or for another target of its host, and read all of the answer."""
    lines = (f"Host: {urlsplit(address).netloc}", "Connection: close", *headers, "", "")
    path = address.partition("//")[2].partition("/")[2]
    with closing(connect(address)) as connection:
        request_line = method.encode() + b" " + (wants or target_of(path)) + b" HTTP/1.1\r\n"
        connection.sendall(request_line + "\r\n".join(lines).encode())
        return read(connection)


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_every_state_is_in_the_table_but_the_one_that_the_engines_cause(server: FaultServer) -> None:
    assert {case.first for case in server.cases} | {case.third for case in server.cases} == set(State) - {
        State.UNCHECKED
    }


def test_names_and_addresses_are_unique(server: FaultServer) -> None:
    for values in ([case.name for case in server.cases], [case.address for case in server.cases]):
        assert sorted(values) == sorted(set(values))


def test_every_host_has_an_address_of_its_own(server: FaultServer) -> None:
    places = [urlsplit(server.origin(host.name)).hostname for host in HOSTS]
    assert len(set(places) - {"blåbær.example"}) + 1 == len(HOSTS)


def test_suggestions_are_whole_addresses(server: FaultServer) -> None:
    assert all(case.suggestion.startswith(("http://127.", "")) for case in server.cases)
    assert case(server, "to another host").suggestion == case(server, "a page").address
    assert case(server, "anchor nearly like it").suggestion.endswith("/b#kapittel-2")


@pytest.mark.parametrize(
    ("name", "status"),
    [("a page", 200), ("204", 204), ("301", 301), ("404", 404), ("429 for ever", 429), ("999", 999)],
)
def test_statuses_come_as_they_are(server: FaultServer, name: str, status: int) -> None:
    assert status_of(ask(case(server, name).address)[0]) == status


@pytest.mark.parametrize("fault", [fault for host in HOSTS if host.name == "exact" for fault in host.faults])
def test_exact_addresses_answer_only_to_their_own_bytes(server: FaultServer, fault: Fault) -> None:
    address = case(server, fault.name).address
    changed = fault.path.replace("%c3%b8", "%C3%B8").replace("%2F", "/").replace("//", "/").replace("%20", "+")
    changed = changed.replace("/h/..", "").replace("%7E", "~").replace(";", "%3B").rstrip("?")
    assert status_of(ask(address)[0]) == 200
    assert server.record.requests[-1].target == fault.path.encode()
    assert status_of(ask(address, wants=changed.encode())[0]) == 404


def test_head_can_be_refused_and_has_no_body(server: FaultServer) -> None:
    assert status_of(ask(case(server, "HEAD refused").address, "HEAD")[0]) == 405
    assert ask(case(server, "a page").address, "HEAD")[0].endswith(b"\r\n\r\n")


def test_letters_beyond_ascii_go_out_bare(server: FaultServer) -> None:
    answer, _ = ask(case(server, "Location with bare letters beyond ASCII").address)
    assert "\r\nLocation: /blåbær\r\n".encode() in answer


def test_a_cookie_opens_the_way(server: FaultServer) -> None:
    address = case(server, "a cookie is set on the way").address
    assert status_of(ask(address)[0]) == 302
    assert status_of(ask(address, "GET", "Cookie: a=b; sett=1")[0]) == 200


@pytest.mark.parametrize(
    ("name", "begins", "ends"),
    [
        ("hangs", b"", "silent"),
        ("closed without a byte", b"", "closed"),
        ("reset at once", b"", "reset"),
        ("reset in the middle of a page", b"HTTP/1.1 200 OK", "reset"),
        ("chunks that break off", b"HTTP/1.1 200 OK", "closed"),
        ("HTML without HTTP", b"<!doctype html>", "closed"),
        ("another protocol", b"SSH-2.0-", "closed"),
        ("page of 50 MB", b"HTTP/1.1 200 OK", "enough"),
    ],
)
def test_broken_answers_break_as_they_should(server: FaultServer, name: str, begins: bytes, ends: str) -> None:
    answer, ending = ask(case(server, name).address)
    assert answer.startswith(begins)
    assert ending == ends
    assert begins or not answer


@pytest.mark.parametrize(("name", "head_ends"), [("trickle in the header", False), ("trickle in the body", True)])
def test_trickles_come_byte_by_byte(server: FaultServer, name: str, *, head_ends: bool) -> None:
    with closing(connect(case(server, name).address)) as connection:
        connection.sendall(b"GET /drypp HTTP/1.1\r\n\r\n")
        blocks = [connection.recv(1024) for _ in range(8)]
    assert (b"\r\n\r\n" in b"".join(blocks)) is head_ends
    assert blocks[-4:] == [b"."] * 4


@pytest.mark.parametrize(("name", "error"), [("length too long", 500), ("length too short", -20)])
def test_wrong_lengths_are_wrong(server: FaultServer, name: str, error: int) -> None:
    head, _, body = ask(case(server, name).address)[0].partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body) + error}".encode() in head


def test_a_header_is_too_big(server: FaultServer) -> None:
    assert len(ask(case(server, "header of 300 kB").address)[0]) > BIG_HEADER


def test_a_bomb_is_valid_gzip_a_thousand_times_larger_inside(server: FaultServer) -> None:
    with closing(connect(case(server, "a page and a gigabyte of blanks").address)) as connection:
        connection.settimeout(5)
        connection.sendall(b"GET /bombe HTTP/1.1\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(2**16), b""))
    body = answer.partition(b"\r\n\r\n")[2]
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    beginning = unpack.decompress(body, 4096)
    assert b"<title>Luft" in beginning
    assert len(body) < 2 * 2**20
    size = len(beginning)
    while not unpack.eof:
        size += len(unpack.decompress(unpack.unconsumed_tail, 2**22))
    assert size > 2**30


@pytest.mark.parametrize("name", ["closed port", "https asked of http"])
def test_nobody_listens_or_speaks_tls(server: FaultServer, name: str) -> None:
    address = urlsplit(case(server, name).address)
    connection = http.client.HTTPSConnection(address.hostname, address.port, timeout=PATIENCE)
    with closing(connection), pytest.raises((ConnectionRefusedError, ssl.SSLError)):
        connection.request("GET", "/")


@pytest.mark.parametrize(
    ("certificate", "complaint"),
    [
        (Certificate.SELF_SIGNED, "self-signed certificate"),
        (Certificate.UNKNOWN_ISSUER, "unable to get local issuer certificate"),
        (Certificate.EXPIRED, "certificate has expired"),
        (Certificate.NOT_YET_VALID, "certificate is not yet valid"),
        (Certificate.WRONG_HOST, "IP address mismatch"),
    ],
)
def test_bad_certificates_are_bad_in_their_own_way(server: FaultServer, certificate: str, complaint: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=complaint):
        days_left(server, certificate)


def test_other_certificates_are_trusted_and_end_when_they_should(server: FaultServer) -> None:
    assert days_left(server, "secure") == 299  # and nearly one more
    assert days_left(server, Certificate.NEAR_EXPIRY) == 10


def days_left(server: FaultServer, host: str) -> int:
    address = urlsplit(server.origin(host))
    context = ssl.create_default_context(cafile=server.bundle)
    with (
        closing(connect(server.origin(host))) as connection,
        context.wrap_socket(connection, server_hostname=address.hostname) as secured,
    ):
        certificate = secured.getpeercert()
    assert certificate is not None
    return int((ssl.cert_time_to_seconds(str(certificate["notAfter"])) - time.time()) // 86400)


def test_hosts_that_answer_anything_do(server: FaultServer) -> None:
    same, _ = ask(server.origin("catch-all") + "/hva-som-helst")
    assert same == ask(server.origin("catch-all") + "/dypt/nede")[0] == ask(server.origin("catch-all") + "/")[0]
    assert b"leter etter /noe" in ask(server.origin("echo") + "/noe")[0]
    assert b"Location: /error" in ask(server.origin("error-page") + "/noe")[0]
    assert [status_of(ask(server.origin("mixed") + path)[0]) for path in ("/kart/noe", "/docs/noe")] == [200, 404]


def test_nights_change_what_depends_on_them(server: FaultServer) -> None:
    address = case(server, "bad, bad, good, bad").address
    statuses = []
    for night in (1, 2, 3, 4):
        server.night = night
        statuses.append(status_of(ask(address)[0]))
    assert statuses == [404, 404, 200, 404]


def test_each_client_has_its_own_first_time_each_night(server: FaultServer) -> None:
    address = case(server, "500 once").address
    first, second = "User-Agent: en", "User-Agent: to"
    assert [status_of(ask(address, "GET", agent)[0]) for agent in (first, first, second)] == [500, 200, 500]
    server.night = 2
    assert status_of(ask(address, "GET", first)[0]) == 500


def test_patience_is_asked_for_in_seconds_and_as_a_date(server: FaultServer) -> None:
    assert b"\r\nRetry-After: 1\r\n" in ask(case(server, "503 once, with Retry-After").address)[0]
    assert b" GMT\r\n" in ask(case(server, "503 once, with Retry-After as a date").address)[0]


def test_connections_can_be_used_again(server: FaultServer) -> None:
    address = urlsplit(case(server, "a page").address)
    with closing(http.client.HTTPConnection(address.hostname, address.port, timeout=PATIENCE)) as connection:
        for path in (address.path, "/finnes-ikke"):
            connection.request("GET", path)
            connection.getresponse().read()
    assert [seen.target for seen in server.record.requests] == [b"/maskinporten", b"/finnes-ikke"]
    assert [accepted.host for accepted in server.record.accepted] == ["ordinary"]


def test_requests_are_recorded_until_the_client_leaves(server: FaultServer) -> None:
    ask(case(server, "hangs").address, "GET", "User-Agent: prøve")
    (seen,) = server.record.requests
    wait_until_ended(seen)
    assert (seen.host, seen.method, seen.target, seen.agent) == (
        "silent",
        "GET",
        b"/",
        "prøve".encode().decode("latin-1"),
    )
    assert PATIENCE <= seen.ended - seen.arrived < TIMINGS.hang / 2


def wait_until_ended(seen: Seen) -> None:
    for _ in range(100):
        if seen.ended is not None:
            return
        time.sleep(0.02)
    pytest.fail("the server did not notice that the client had left")


def test_bad_manners_show_in_the_record() -> None:
    def seen(host: str, arrived: float, ended: float | None) -> Seen:
        return Seen(host, "GET", b"/", {}, arrived, ended)

    polite = [seen("a", 0, 0.5), seen("a", 1, 1.5), seen("b", 0.2, 0.4)]
    assert (overlapping(polite), hurried(polite, 1)) == ([], [])
    assert len(overlapping([*polite, seen("a", 1.2, 3)])) == 1
    assert len(hurried([*polite, seen("b", 0.5, 0.6)], 1)) == 1
    assert len(overlapping([seen("a", 0, None), seen("a", 1, 2)])) == 1


def through_proxy(server: FaultServer, address: str) -> int:
    proxy, parts = urlsplit(server.proxy), urlsplit(address)
    name = parts.netloc.encode("idna").decode()
    if parts.scheme == "http":
        connection = http.client.HTTPConnection(proxy.hostname, proxy.port, timeout=PATIENCE)
        target = f"http://{name}{parts.path}"
    else:
        context = ssl.create_default_context(cafile=server.bundle)
        connection = http.client.HTTPSConnection(proxy.hostname, proxy.port, timeout=PATIENCE, context=context)
        connection.set_tunnel(name)
        target = parts.path
    with closing(connection):
        connection.request("GET", target)
        return connection.getresponse().status


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("name with letters beyond ASCII", 200),
        ("such a name, and nothing there", 404),
        ("good certificate for a name", 200),
        ("a page", 200),
        ("410", 410),
        ("unknown name", 502),
        ("closed port", 502),
    ],
)
def test_the_proxy_knows_made_up_names_and_all_the_others(server: FaultServer, name: str, status: int) -> None:
    assert through_proxy(server, case(server, name).address) == status


def test_the_proxy_opens_no_tunnel_to_strangers(server: FaultServer) -> None:
    with pytest.raises(OSError, match="502"):
        through_proxy(server, "https://fremmed.example/")
    assert server.record.tunnels == [b"fremmed.example:443"]


def test_nothing_is_left_behind_even_in_the_middle_of_an_answer() -> None:
    with FaultServer(timings=TIMINGS) as server, closing(connect(case(server, "hangs").address)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        time.sleep(0.05)
        bundle, began = server.bundle, time.monotonic()
    assert time.monotonic() - began < 2
    assert not bundle.exists()
    # the server of the other tests may still be there
    assert len([thread for thread in threading.enumerate() if thread.name == "fault-server"]) <= 1


def test_an_answer_that_fails_is_raised_where_the_server_is_left() -> None:
    def broken(_: object) -> object:
        raise ArithmeticError("feil i tabellen")

    host = Host("broken", (Fault("broken", "/", broken, State.OK),))
    with pytest.raises(ExceptionGroup, match="the fault server failed"), FaultServer((host,)) as server:
        ask(server.origin("broken") + "/")
