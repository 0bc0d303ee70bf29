"""What a page needs in its HTML to be a document on paper: tasks that are kept together, and addresses to print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

_ANCHORS = r'(?:<div class="old-anchors">(?:(?!</div>).)*</div>\s*)?'
_BEGINNING = re.compile(rf"{_ANCHORS}<h[23]\b[^>]*>", re.DOTALL)
_LINK = re.compile(r'<a\b([^>]*?)\bhref="([^"#][^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)


def for_paper(html: str, url: str) -> str:
    """The HTML of the page at `url` with a section around each task, and with what paper shows of each link.

    That is `data-address`: the whole address, or nothing where that is what the link says, or where it is not known.
    """
    return _LINK.sub(lambda link: _with_address(link, url), "".join(_parts(html)))


def _parts(html: str) -> Iterator[str]:
    """What stands before and below each heading of the second and third level; the old anchors are the heading's."""
    beginnings = list(_BEGINNING.finditer(html))
    ends = [match.start() for match in beginnings[1:]] + [len(html)]
    yield html[: beginnings[0].start()] if beginnings else html
    for match, end in zip(beginnings, ends, strict=False):
        part = html[match.start() : end]
        yield f'<section class="task-section">{part}</section>\n' if 'class="task"' in match[0] else part


def _with_address(link: re.Match[str], url: str) -> str:
    before, href, after, words = link.groups()
    shown = _shown(unescape(href), unescape(re.sub(r"<[^>]*>", "", words)).strip(), url)
    return f'<a{before}href="{href}" data-address="{escape(shown)}"{after}>{words}</a>'


def _shown(href: str, words: str, url: str) -> str:
    whole = urljoin(url, href)
    scheme = urlsplit(whole).scheme
    shown = whole if scheme in ("http", "https") else whole.partition(":")[2]
    return "" if words == shown else shown
