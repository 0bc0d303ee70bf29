"""What could harm a reader, or would not work for one: scripts, unsafe addresses, and what the pages' policy blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from html import unescape

from lxml.html import HtmlElement

from onboarding.content import Content
from onboarding.errors import Problem, Source
from onboarding.messages import ALLOWABLE, problem
from onboarding.policy import fetched_elsewhere
from onboarding.proofreading.data import elements
from onboarding.proofreading.model import Body, Fault
from onboarding.proofreading.parity import view
from onboarding.proofreading.reading import read_body

_ADDRESSES = frozenset(
    {"action", "background", "cite", "data", "formaction", "href", "longdesc", "poster", "src", "srcset", "xlink:href"}
)
_SCHEMES = ("javascript:", "vbscript:", "data:", "file:")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]")  # by browsers, somewhere in a scheme
_PICTURES = frozenset({"img", "source"})

# One of these is in every text that could do harm; most have none, and need not be rendered for a build to know it.
_MAY_HARM = re.compile(r"<[A-Za-z][A-Za-z0-9-]*[\s/>]|!\[|\{|script|(?:data|file)\\?:|&[#A-Za-z]", re.IGNORECASE)


def harms(content: Content, own: str) -> Iterator[Problem]:
    """Every place of the content that a page may not have: what `harmful` finds, but for what a file may allow."""
    for item in content.items():
        if _MAY_HARM.search(item.body.text):
            body = read_body(item.body)
            for fault in harmful(body, view(body).html, own):
                if fault.code in ALLOWABLE:
                    continue
                yield problem(Source(item.source.path, fault.line), fault.code, **fault.values)


def harmful(body: Body, html: HtmlElement | None, own: str) -> Iterator[Fault]:
    """What no page may have, in the HTML that the site makes, on the lines that it came from.

    Python-Markdown makes HTML of more than HTML: `{ onclick=… }` becomes an attribute too. `own` is the site's own
    address with a final slash, or "".
    """
    if html is None:
        return
    lines = _Lines(body)
    for element in html.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        if element.tag in elements("harmful"):
            yield lines.fault("html-harmful", f"<{element.tag}", {"element": element.tag})
        for name, value in element.items():
            if name.startswith("on"):
                yield lines.fault("html-event", f"{name}=", {"attribute": name})
            elif name == "style":
                yield lines.fault("html-style", "style=", {})
            elif name in _ADDRESSES:
                yield from _addressed(lines, element.tag, name, value, own)


def _addressed(lines: _Lines, tag: str, name: str, value: str, own: str) -> Iterator[Fault]:
    """What is wrong with the addresses in an attribute."""
    is_picture = tag in _PICTURES
    address = _bare(value)
    unsafe = next(filter(address.startswith, _SCHEMES), None)
    if unsafe:
        yield lines.fault("image-unsafe" if is_picture else "address-unsafe", unsafe, {"scheme": unsafe})
    elif is_picture:
        for picture in fetched_elsewhere(name, value, own, is_picture=True):
            yield lines.fault("image-elsewhere", _bare(picture), {"address": picture})


def _bare(text: str) -> str:
    """A text as far as browsers tell schemes and names apart."""
    return _IGNORED.sub("", text).lower()


class _Lines:
    """Finds the lines of a body that have a sign: one that comes three times stands on three lines, or fewer."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._taken: Counter[str] = Counter()

    def fault(self, code: str, sign: str, values: dict[str, object]) -> Fault:
        """The fault, on the next line that has its sign."""
        rows = [row for row, text in self._rows if sign in text]
        row = rows[min(self._taken[sign], len(rows) - 1)] if rows else 0
        self._taken[sign] += 1
        return Fault(code, self._body.line(row), values)

    @cached_property
    def _rows(self) -> list[tuple[int, str]]:
        """The rows that are no code, as browsers tell signs apart."""
        code = {
            row
            for token in self._body.tokens
            if token.type in ("fence", "code_block") and token.map
            for row in range(token.map[0], token.map[1])
        }
        return [(row, _bare(unescape(text))) for row, text in enumerate(self._body.rows) if row not in code]
