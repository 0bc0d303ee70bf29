"""The words of the table: a fault, the virtual host that it stands on, and the case that becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from onboarding.links.model import State

from faults.answers import Answer, page
from faults.certificates import Certificate
from faults.pages import article, document

NOT_FOUND = page(document("404", "<h1>404</h1><p>Fant ikke det du ba om.</p>"), status=404)


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands behind an address, and what the check has to say about it.

    `path` is the rest of the address after the origin, exactly as a guide would have it. `first` is the expected state
    after night 1, `third` after night 3 where it is another. `suggestion` is what the check should offer: a path of the
    same host, or a whole address with `{host}` for its origin; "" where anything goes. `also` are further paths of the
    host that the answer leads on to.
    """

    name: str
    path: str
    answer: Answer
    first: State
    third: State | None = None
    suggestion: str = ""
    also: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Host:
    """A virtual host with an address and a port of its own.

    `otherwise` answers whatever is not in the table. `certificate` makes it speak TLS; `scheme` is for a host whose
    addresses say something else than it speaks. `greeting` is sent before anything was asked. `published` is a made-up
    name by which only the proxy knows it. A host that is not `listening` refuses connections, or is not known at all.
    """

    name: str
    faults: tuple[Fault, ...]
    otherwise: Answer = NOT_FOUND
    certificate: Certificate | None = None
    scheme: str = ""
    greeting: bytes = b""
    published: str = ""
    listening: bool = True

    def origin(self, authority: str) -> str:
        """Scheme and authority of the host's addresses."""
        scheme = self.scheme or ("https" if self.certificate else "http")
        return f"{scheme}://{self.published or authority}"

    def routes(self) -> dict[bytes, Answer]:
        """Every answer by its request target, byte for byte. A front page is there unless the table has another."""
        routes: dict[bytes, Answer] = {}
        for fault in self.faults:
            for path, answer in ((fault.path, fault.answer), *fault.also.items()):
                if routes.setdefault(target_of(path), answer) is not answer:
                    raise ValueError(f"{self.name} has two answers to {path}")
        routes.setdefault(b"/", page(article(f"Velkommen til {self.name}")))
        return routes


@dataclass(frozen=True, slots=True)
class Case:
    """A fault as it stands on a running server. `suggestion` is the address to be offered, "" where anything goes.

    `proxied` says that the address is known only to the proxy.
    """

    name: str
    host: str
    address: str
    first: State
    third: State
    suggestion: str
    proxied: bool


def target_of(path: str) -> bytes:
    """What has to go out for a path: no fragment, letters beyond ASCII as percent-encoded UTF-8, all else as it is.

    Source: RFC 3987, section 3.1.
    """
    bare = path.partition("#")[0]
    if not bare.startswith("/"):
        bare = "/" + bare
    return "".join(sign if sign.isascii() else quote(sign) for sign in bare).encode("ascii")
