"""Whether the part of a page that an address names with `#` is there."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote, unquote_to_bytes

from onboarding.links.model import Fragment
from onboarding.links.probe.page import Page

TOP = "top"  # the top of any page (https://html.spec.whatwg.org/#scrolling-to-a-fragment)
DIRECTIVE = ":~:"  # what follows is for the browser alone (https://wicg.github.io/scroll-to-text-fragment/)
NEAR = 0.6
FEW = 200  # characters of a page that its scripts have yet to fill

# What scripts read: a route of a single-page app (`#/a`, `#!a`) or a state (`#a=b`).
_ROUTE = re.compile(r"!|/|[^=]*=")
# How scripts put ids and whole parts of a page into place.
_MAKES_IDS = re.compile(
    r"\.id\s*=[^=]|setAttribute\(\s*['\"]id['\"]|\.innerHTML\s*=|document\.write|anchors\.add|"
    r"createRoot|ReactDOM|\.mount\("
)


def fragment_of(url: str) -> str:
    """What stands behind `#`, without what is for the browser alone; "" where the whole page is meant."""
    fragment = url.partition("#")[2].partition(DIRECTIVE)[0]
    return "" if fragment.lower() == TOP else fragment


def look_up(fragment: str, page: Page, *, whole: bool) -> tuple[Fragment, str]:
    """Whether the page has the anchor, and the nearest one that it has where it has not.

    `whole` says that the page was read to its end.
    """
    if not fragment:
        return Fragment.NONE, ""
    wanted = [unicodedata.normalize("NFC", text) for text in _readings(fragment)]
    if any(page.has_anchor(text) for text in wanted):
        return Fragment.FOUND, ""
    if not whole or page.has_more_anchors or _ROUTE.match(wanted[-1]) or _comes_from_scripts(wanted, page):
        return Fragment.UNVERIFIABLE, ""
    return Fragment.MISSING, _nearest(wanted[0], page.anchors)


def _readings(fragment: str) -> Iterable[str]:
    """The fragment as UTF-8 in percent signs, as Latin-1 in them, and as it stands: browsers read first and last."""
    raw = unquote_to_bytes(fragment.encode("utf-8", "replace"))
    return dict.fromkeys((unquote(fragment), raw.decode("latin-1"), fragment))


def _comes_from_scripts(wanted: Iterable[str], page: Page) -> bool:
    """Whether the page's scripts may make the anchor, so that its HTML cannot tell."""
    if not page.scripts:
        return False
    is_in_script = any(text in page.script for text in wanted)
    is_shell = page.length < FEW and page.has_app_root
    makes_ids = bool(_MAKES_IDS.search(page.script)) and not page.anchored_headings
    return is_in_script or is_shell or not page.anchors or makes_ids


def _nearest(wanted: str, anchors: list[str]) -> str:
    anchors = [anchor for anchor in anchors if "\N{REPLACEMENT CHARACTER}" not in anchor]
    same = [anchor for anchor in anchors if anchor.casefold() == wanted.casefold()]
    return next(iter(same or difflib.get_close_matches(wanted, anchors, 1, NEAR)), "")
