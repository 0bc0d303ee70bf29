"""What an element fetches by itself, and whether that lies where the policy lets a page fetch from."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ELSEWHERE = re.compile(r"[\x00-\x20]*(?:[a-z][a-z0-9+.-]*:|[\\/][\\/])", re.IGNORECASE)
_DATA = re.compile(r"[\x00-\x20]*data:", re.IGNORECASE)


def fetched_elsewhere(attribute: str, value: str, own: str, *, is_picture: bool) -> Iterator[str]:
    """Each address in the value of `src`, `srcset` or `href` that the policy blocks.

    What lies at `own`, the site's address, is no other site's, and a picture may be its own address (`data:`).
    """
    for address in _addresses(attribute, value):
        if _ELSEWHERE.match(address) and not _is_own(address, own) and not (is_picture and _DATA.match(address)):
            yield address


def _addresses(attribute: str, value: str) -> Iterator[str]:
    """The addresses in a value: the only one, or each of a set (`kart.png 1x, kart2.png 2x`)."""
    if attribute != "srcset":
        yield value
        return
    for candidate in re.findall(r"(?:[^\s,]|,(?=\S))+(?:\s+[^,]*)?", value):
        yield candidate.split()[0].rstrip(",")


def _is_own(address: str, own: str) -> bool:
    return bool(own) and address.strip().startswith(own)
