"""Addresses of links that lead somewhere, whatever they were on the legacy page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, unquote

from onboarding.legacy.model import Repairs

COPIED = "copied:"  # begins the address of a file that is taken along, until it is known where it goes
_LOCAL = re.compile(r"https?://(?:127\.0\.0\.1|0\.0\.0\.0|localhost)(?::\d+)?(?=/|$)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});")
_ESCAPE = re.compile(r"\\(?=[_()\[\]*#&~!|{}<>-]|\.(?![.\\/]))")
_FOLDER = re.compile(r"((?:\.{0,2}[\\/])*(?:assets|images|files))\\(?=\w)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(r"(https?):/?(?=[^/])", re.IGNORECASE)
_HOST = re.compile(
    r"(?:www\.[\w.-]+|(?:[\w-]+\.)+(?:no|com|org|net|eu|io|dev|se|dk))(?::\d+)?(?=[/?#]|$)", re.IGNORECASE
)
_PERSON = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_UPWARDS = re.compile(r"^(?:\.{0,2}/)+")
_PAGES = ("", ".html", ".htm", ".md")
_ENCODED = str.maketrans({"|": "%7C", "<": "%3C", ">": "%3E", '"': "%22", "`": "%60"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the addresses of a page mean where it stood.

    `site` is the address of the legacy site with a final slash. `has_file` says whether a file, by its path from the
    page, is at hand.
    """

    site: str
    has_file: Callable[[str], bool]


class Addresses:
    """Mends the addresses of one page.

    `missing` are the addresses of legacy files that are not at hand, `copied` the paths of those that are.
    """

    def __init__(self, surroundings: Surroundings, repairs: Repairs) -> None:
        self._surroundings = surroundings
        self._repairs = repairs
        self.missing: dict[str, None] = {}
        self.copied: dict[str, None] = {}

    def mended(self, written: str, number: int) -> str:
        """The address as it is to stand between the parentheses of a link."""
        address = _ENTITY.sub(lambda found: unescape(found.group()), written.strip())
        if address.startswith("<") and address.endswith(">"):
            address = address[1:-1].strip()
        address = _ESCAPE.sub("", _FOLDER.sub(r"\1/", address, count=1) if _FOLDER.match(address) else address)
        if "\\" in address:
            self._repairs.note(number, "link-backslash")
            address = re.sub(r"\\+", "/", address)
        address = self._whole(address, number)
        if re.search(r"\s", address):
            self._repairs.note(number, "link-blank")
            address = re.sub(r"\s", "%20", address)
        address = address.translate(_ENCODED)
        return address if _is_balanced(address) else f"<{address}>"

    def is_own(self, address: str) -> bool:
        """Whether an address is one of the legacy site."""
        return address.startswith(self._surroundings.site)

    def _whole(self, address: str, number: int) -> str:
        """The address with its host where it needs one."""
        if _LOCAL.match(address):
            self._repairs.note(number, "link-local")
            return _LOCAL.sub(self._surroundings.site.rstrip("/"), address, count=1)
        address = _WEB.sub(r"\1://", address, count=1) if _WEB.match(address) else address
        if _SCHEME.match(address) or address.startswith("#"):
            return address
        if _PERSON.fullmatch(address):
            self._repairs.note(number, "link-scheme", address=address)
            return f"mailto:{address}"
        if address.startswith("//") or _HOST.match(address):
            self._repairs.note(number, "link-scheme", address=address)
            return f"https://{address.lstrip('/')}"
        return self._own(address, number)

    def _own(self, address: str, number: int) -> str:
        """The address of a file or page of the legacy site itself."""
        path, mark = _parted(address)
        name = _UPWARDS.sub("", path)
        file = name.rpartition("/")[2]
        extension = f".{file.rpartition('.')[2]}" if "." in file else ""
        if extension.lower() in _PAGES:
            page = f"{name.removesuffix('.md')}.html" if extension == ".md" else name
            self._repairs.note(number, "link-relative", address=path)
            return f"{self._surroundings.site}{page}{mark}"
        beside = unquote(name if path.startswith("/") else path)
        if self._surroundings.has_file(beside):
            self._repairs.note(number, "file-copied", address=path)
            self.copied.setdefault(beside)
            return f"{COPIED}{quote(name, safe='/._-+,&=~%')}{mark}"
        self._repairs.note(number, "file-legacy", address=path)
        self.missing.setdefault(re.sub(r"\s", "%20", f"{self._surroundings.site}{name}"))
        return f"{self._surroundings.site}{name}{mark}"


def _parted(address: str) -> tuple[str, str]:
    """The path of an address, and what follows it."""
    found = re.search(r"[?#]", address)
    return (address[: found.start()], address[found.start() :]) if found else (address, "")


def _is_balanced(address: str) -> bool:
    depth = 0
    for sign in re.findall(r"[()]", address):
        depth += 1 if sign == "(" else -1
        if depth < 0:
            return False
    return depth == 0
