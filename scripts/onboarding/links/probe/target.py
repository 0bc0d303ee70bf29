"""What of an address goes out on the wire: host and request target, byte for byte as written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin

import idna

_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<target>[^#]*)(?:#(?P<fragment>.*))?", re.I | re.S
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}

# Visible ASCII may stand in a request line (RFC 9112, 3.2); all else is sent as percent-encoded UTF-8, as browsers do.
_VISIBLE = "".join(map(chr, range(0x21, 0x7F)))


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. `host` is ASCII, `target` is path and query as they are sent, never empty."""

    scheme: str
    host: str
    port: int
    target: bytes

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host and, where it is not the scheme's own, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def path(self) -> str:
        """The path without its query."""
        return self.target.decode("ascii").partition("?")[0]

    @property
    def query(self) -> str:
        """What stands behind the question mark."""
        return self.target.decode("ascii").partition("?")[2]


def target_of(url: str) -> Target:
    """The parts of an address. Raises ValueError where it is none that HTTP can ask for."""
    found = _ADDRESS.fullmatch(url)
    if not found:
        raise ValueError(f"no HTTP address: {url!r}")
    authority = found["authority"].rpartition("@")[2]
    host, port = _host_and_port(authority)
    scheme = found["scheme"].lower()
    target = found["target"] if found["target"].startswith("/") else f"/{found['target']}"
    return Target(scheme, host, port or _PORTS[scheme], quote(target, safe=_VISIBLE).encode("ascii"))


def _host_and_port(authority: str) -> tuple[str, int | None]:
    found = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([^:\[\]]+))(?::(\d*))?", authority)
    if not found:
        raise ValueError(f"no host: {authority!r}")
    name = found[1] or found[2]
    # UTS 46, as browsers read names (https://url.spec.whatwg.org/#concept-domain-to-ascii).
    host = name.lower() if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    port = int(found[3]) if found[3] else None
    if re.search(r"[\s%<>\"\\^`{|}]", host) or (port is not None and not 0 < port < 65536):
        raise ValueError(f"no host: {authority!r}")
    return host, port


def resolved(url: str, location: str) -> str:
    """Where a redirect from `url` leads. A whole address stays as the server wrote it.

    The fragment goes along where the new address has none (RFC 9110, 10.2.2).
    """
    location = location.strip()
    if _SCHEME.match(location):
        found = location
    elif location.startswith("//"):
        found = f"{url.partition(':')[0]}:{location}"
    else:
        found = urljoin(url, location)
    old, new = url.partition("#"), found.partition("#")
    return found if new[1] or not old[1] else f"{found}#{old[2]}"
