"""A finished site, each page of which gets its policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial, reduce
from operator import or_
from pathlib import Path

from onboarding.policy.header import has_place, policy, with_policy
from onboarding.policy.model import Blocked, Inline, PageFacts
from onboarding.policy.page import facts

_SHOWN = 10
_AT_ONCE = 2
_HEADLESS = Blocked(
    1,
    "siden mangler begynnelsen som hindrer at fremmede skript kjører",
    "La den begynne med <!doctype html><html lang=…><head><meta charset=…>",
)


class PolicyError(Exception):
    """The site has something that browsers would not run or show; the message says where, and what to do."""


def protect(site: Path, address: str = "") -> None:
    """Write its policy into every page of the site that is published at `address`.

    Raises PolicyError, and has written nothing then.
    """
    files = sorted(site.rglob("*.html"))
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # lxml lets others run while it parses
        read = pool.map(partial(_read, address=address), files)
    found = dict(zip((file.relative_to(site).as_posix() for file in files), read, strict=True))
    blocked = list(_sentences(found))
    if blocked:
        raise PolicyError("\n".join((_summary(found), "", *blocked)))
    shared = shared_inline(found)
    for file, page in zip(files, found.values(), strict=True):
        inline = shared if page.is_ordinary else page.inline
        file.write_bytes(with_policy(file.read_bytes(), policy(inline)))


def _read(file: Path, address: str) -> PageFacts:
    page = file.read_bytes()
    found = facts(page, address)
    return found if has_place(page) else PageFacts(found.inline, found.is_ordinary, (_HEADLESS, *found.blocked))


def shared_inline(pages: Mapping[str, PageFacts]) -> Inline:
    """What all ordinary pages have: the policy of the first one holds for those that scripts bring into it later."""
    return reduce(or_, (page.inline for page in pages.values() if page.is_ordinary), Inline())


def _summary(found: Mapping[str, PageFacts]) -> str:
    count = sum(bool(page.blocked) for page in found.values())
    pages = "1 side" if count == 1 else f"{count} sider"
    return (
        f"{pages} har noe som nettlesere ikke ville vist eller kjørt, for nettstedet godtar bare det som er dets eget:"
    )


def _sentences(found: Mapping[str, PageFacts]) -> Iterator[str]:
    """One sentence for each thing, with the first page that has it: what a template does stands on all of them."""
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, page in found.items():
        for blocked in page.blocked:
            places[blocked.what, blocked.fix].append(f"{path}:{blocked.line}")
    for (what, fix), (first, *others) in list(places.items())[:_SHOWN]:
        more = f" (og {len(others)} steder til)" if others else ""
        yield f"- {first}: {what}{more}. {fix}."
    if len(places) > _SHOWN:
        yield f"- og {len(places) - _SHOWN} ting til."
