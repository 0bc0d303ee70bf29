"""Addresses and anchors as they can be compared: one spelling of each, whoever wrote it."""

from __future__ import annotations

import html
import posixpath
import re
from urllib.parse import unquote_to_bytes

from onboarding.legacy.audit.words import normal

_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
# Decoded, these would mean something else (https://www.rfc-editor.org/rfc/rfc3986#section-2.2).
_RESERVED = frozenset("#?/&=+%;:@$,")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")
_PERSON = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = re.compile(r"(?:[\w-]+\.)+(?:no|com|org|net|eu|io|dev|se|dk)(?::\d+)?(?=[/?#]|$)", re.IGNORECASE)
_LOCAL = re.compile(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?/?", re.IGNORECASE)
_ADDRESS_AS_TEXT = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NOT_IN_A_SLUG = re.compile(r"[^\w\- ]")


def comparable(address: str) -> str:
    """One spelling of an address that is whole, or relative to something."""
    address = html.unescape(normal(address)).strip().strip("<>").strip()
    address = _ENCODED.sub(_decoded, re.sub(r"\s+", " ", address))
    if address.lower().startswith("www."):
        address = f"https://{address}"
    scheme, found, rest = address.partition("://")
    if not found:
        return address
    host, slash, path = re.match(r"([^/?#]*)(/?)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    return f"{scheme.lower()}://{host.lower()}{slash or '/'}{path}"


def _decoded(found: re.Match[str]) -> str:
    try:
        text = unquote_to_bytes(found[0]).decode()
    except UnicodeDecodeError:
        return found[0].upper()
    return found[0].upper() if _RESERVED & set(text) else text


def spellings(address: str, site: str) -> tuple[str, ...]:
    """What a legacy address may have become, the likeliest first: absolute at the legacy site where it was relative.

    A backslash is a slash in a path, or the mark before a sign; both are tried.
    """
    found: dict[str, None] = {}
    unescaped = _ESCAPED.sub(r"\1", address)
    for text in (address.replace("\\", "/"), unescaped.replace("\\", "/")):
        whole = _at_the_site(text, site)
        if not is_whole(whole) and not whole.startswith("#"):
            whole = site + re.sub(r"^(?:\.{0,2}/)+", "", whole)
        found[comparable(whole)] = None
        page, mark, anchor = whole.partition("#")
        if page.endswith(".md"):
            found[comparable(f"{page.removesuffix('.md')}.html{mark}{anchor}")] = None
    if address.strip().startswith("http:"):
        found[comparable(address)] = None
    if whole := _with_scheme(address.strip().strip("<>").strip()):
        found[comparable(whole)] = None
    return tuple(found)


def _at_the_site(address: str, site: str) -> str:
    """An address of the old site in its right spelling, where it had another scheme or none, or another host's name."""
    text = _LOCAL.sub(site, address.strip().strip("<>").strip())
    found = re.match(rf"(?:(?:http:)?//)?{re.escape(site.partition('://')[2])}", text, re.IGNORECASE)
    return site + text[found.end() :] if found else text


def _with_scheme(address: str) -> str:
    """An address with the scheme that its writer left out, or half of it; empty where it needs none."""
    if _PERSON.fullmatch(address):
        return f"mailto:{address}"
    if address.startswith("//") or _HOST.match(address):
        return f"https://{address.lstrip('/')}"
    return re.sub(r":/?", "://", address, count=1) if re.match(r"https?:/?[^/]", address) else ""


def is_whole(address: str) -> bool:
    """Whether an address says by itself where it leads, and does not lead to somewhere in the same site."""
    return bool(_SCHEME.match(address)) or address.lower().startswith("www.") or address.startswith("//")


def is_address(text: str) -> bool:
    """Whether the words of a link are nothing but an address."""
    return bool(_ADDRESS_AS_TEXT.fullmatch(text.strip()))


def old_page(address: str, site: str) -> tuple[str, str] | None:
    """The name of the page of the old site (empty: the same page) and the anchor that an address led to.

    None where it leads to another site.
    """
    text = comparable(_at_the_site(address.replace("\\", "/"), site))
    path, _, anchor = text.partition("#")
    if not path:
        return "", anchor
    if is_whole(path):
        if not path.startswith(comparable(site)):
            return None
        path = path.removeprefix(comparable(site))
    return re.sub(r"\.(?:html?|md)$", "", posixpath.basename(path.rstrip("/"))), anchor


def file_name(address: str) -> str:
    """The name of the file that an address ends in, without what names of files are tidied for."""
    name = posixpath.basename(comparable(address.replace("\\", "/")).partition("#")[0].partition("?")[0])
    return re.sub(r"[\W_]+", "", name).casefold()


def slug(text: str) -> str:
    """The anchor that kramdown (GFM), Docusaurus and pymdownx all make of a heading's text."""
    return _NOT_IN_A_SLUG.sub("", normal(text).strip().lower()).replace(" ", "-")


def loosely(anchor: str) -> str:
    """An anchor without what spellings differ in: dashes, case and the number of a repetition."""
    return re.sub(r"[-_\s]+", "-", normal(anchor).casefold()).strip("-")
