"""The control: what a host answers to an address that cannot exist, to tell a page from an answer to anything."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import unquote

from onboarding.links.probe.page import Page
from onboarding.links.probe.target import Target

ALIKE = 0.9  # how much of two pages' words must be the same for them to be one page


def control_folder(target: Target) -> str:
    """What the answers of a host are taken to be alike in: its address and the folder."""
    return target.origin + posixpath.dirname(target.path.rstrip("/"))


def control_address(target: Target) -> str:
    """An address beside `target` that nobody can have made: the same every night, so that no host is asked for many."""
    folder = control_folder(target)
    name = "finnes-ikke-" + hashlib.sha256(folder.encode()).hexdigest()[:12]
    last = posixpath.basename(target.path.rstrip("/"))
    ending = "/" if target.path.endswith("/") else posixpath.splitext(last)[1]
    return f"{folder}/{name}{ending}"


def are_alike(page: Page, address: str, other: Page, other_address: str) -> bool:
    """Whether two addresses gave the same page, though it may repeat the address that was asked for."""
    if page.title and other.title and page.title != other.title and not _repeats(page.title, address):
        return False
    own, others = _words(page, address), _words(other, other_address)
    if not own and not others:
        return True
    return len(own & others) / len(own | others) >= ALIKE


def _words(page: Page, address: str) -> set[str]:
    """The words of a page but for those of its address."""
    return set(re.findall(r"\w+", f"{page.title} {page.text}".lower())) - _of_address(address)


def _repeats(title: str, address: str) -> bool:
    return bool(set(re.findall(r"\w+", title.lower())) & _of_address(address))


def _of_address(address: str) -> set[str]:
    return set(re.findall(r"\w+", f"{address} {unquote(address)}".lower()))
