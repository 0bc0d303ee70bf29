"""A finished page as a browser reads it: what runs in it, what it fetches, and what the policy would block."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

from lxml import etree

from onboarding.policy.fetching import fetched_elsewhere
from onboarding.policy.model import Blocked, Inline, PageFacts

# Types of a script that runs (https://mimesniff.spec.whatwg.org/#javascript-mime-type), or that a policy holds all the
# same. What has any other type is data to a browser.
_RUNS = re.compile(
    r"|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma)script"
    r"|text/(?:javascript1\.[0-5]|jscript|livescript)"
)
_SCRIPTED = re.compile(r"[\x00-\x20]*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)

# Elements that fetch by themselves, with the attributes that say what.
_FETCHING = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "input": ("src",),
    "image": ("href", "xlink:href"),  # in a drawing
    "use": ("href", "xlink:href"),
}
_FETCHING_RELATIONS = frozenset(
    {"icon", "apple-touch-icon", "stylesheet", "modulepreload", "manifest", "prefetch", "preload"}
)
_PICTURES = frozenset({"img", "source", "input", "image", "icon", "apple-touch-icon"})
# Elements that the policy has no place for, wherever their content comes from.
_REFUSED = ("applet", "audio", "base", "embed", "frame", "iframe", "object", "track", "video")

# Where an attribute that runs a script can begin: a look at the text is six times as fast as one at every attribute.
_MAYBE_HANDLER = re.compile(rb"on(?<=[\s\"'/]on)[a-z]+\s*=")  # in small letters
_HANDLERS = etree.XPath("//@*[starts-with(name(), 'on')]")
_STYLES = etree.XPath("//@style")
_LEADING = {
    "a": ("href", "xlink:href"),
    "area": ("href",),
    "button": ("formaction",),
    "form": ("action",),
    "input": ("formaction",),
}

# A page that is published with https is given nothing else, whatever its address says.
_PICTURE_HOST = re.compile(r"\s*(?:https?:)?//([a-z0-9.-]+(?::\d+)?)(?=[/?#]|\s*\Z)", re.IGNORECASE)

# What a style fetches: `url(…)`, quoted or not, and `@import "…"`.
_STYLE_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)(?:"([^"]*)"|'([^']*)'|(?<=\()\s*([^\s"')]+))""", re.IGNORECASE)

_REMOVE = "Ta det bort"
_BRING_HERE = "Legg filen blant filene til nettstedet, og vis til den der"


def facts(page: bytes, own: str = "") -> PageFacts:
    """What the policy has to know of a page in UTF-8; what lies at `own`, the site's address, is no other site's."""
    read = _as_read(page)
    root = etree.fromstring(read, _parser())
    if root is None:
        return PageFacts(Inline(), is_ordinary=False, blocked=())
    inline = Inline(
        frozenset(
            _hash(script.text or "") for script in root.iter("script") if _runs(script) and "src" not in script.attrib
        ),
        frozenset(_hash(style.text or "") for style in root.iter("style")),
        frozenset(filter(None, (_host(address) for address, is_picture, _ in _fetched(root, own) if is_picture))),
    )
    handlers = _handlers(root) if _MAYBE_HANDLER.search(read.lower()) else ()
    blocked = {*handlers, *_styles(root), *_scripted(root), *_elements(root), *_elsewhere(root, own)}
    is_ordinary = any("src" in script.attrib for script in root.iter("script"))
    return PageFacts(inline, is_ordinary, tuple(sorted(blocked)))


def _as_read(page: bytes) -> bytes:
    """Browsers make every end of a line the same before they read on, so the hash is of that."""
    return page.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in page else page


def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _runs(script: etree._Element) -> bool:
    return _RUNS.fullmatch(script.get("type", "").strip().lower()) is not None


def _handlers(root: etree._Element) -> Iterator[Blocked]:
    for value in _HANDLERS(root):
        yield Blocked(value.getparent().sourceline, f"attributtet «{value.attrname}» kjører et skript", _REMOVE)


def _styles(root: etree._Element) -> Iterator[Blocked]:
    for value in _STYLES(root):
        what = f"attributtet style («{value}») endrer utseendet"
        yield Blocked(value.getparent().sourceline, what, f"{_REMOVE}, og bruk stilarket")


def _scripted(root: etree._Element) -> Iterator[Blocked]:
    for element in root.iter(*_LEADING):
        for address in (element.get(attribute, "") for attribute in _LEADING[element.tag]):
            if ":" in address and _SCRIPTED.match(address):
                yield Blocked(element.sourceline, f"adressen «{address}» kjører et skript", _REMOVE)


def _elements(root: etree._Element) -> Iterator[Blocked]:
    for element in root.iter(*_REFUSED):
        yield Blocked(element.sourceline, f"elementet <{element.tag}> henter noe inn i siden", _REMOVE)
    for drawing in root.iter("svg", "math"):
        for element in drawing.iter("script"):
            yield Blocked(element.sourceline, "en tegning har et skript i seg", _REMOVE)


def _elsewhere(root: etree._Element, own: str) -> Iterator[Blocked]:
    for address, is_picture, line in _fetched(root, own):
        if not is_picture or not _host(address):
            kind = "bildet" if is_picture else "filen"
            yield Blocked(line, f"{kind} «{address}» ligger på et annet nettsted", _BRING_HERE)
    for style in root.iter("style"):
        for found in _STYLE_ADDRESS.finditer(style.text or ""):
            for address in fetched_elsewhere("href", next(filter(None, found.groups()), ""), own, is_picture=True):
                yield Blocked(style.sourceline, f"filen «{address}» ligger på et annet nettsted", _BRING_HERE)


def _fetched(root: etree._Element, own: str) -> Iterator[tuple[str, bool, int]]:
    """Each address of another site that an element fetches from, whether it is a picture, and its line."""
    for element in root.iter(*_FETCHING):
        relations = _FETCHING_RELATIONS.intersection(element.get("rel", "").lower().split())
        if element.tag == "link" and not relations:
            continue
        is_picture = bool(_PICTURES & {element.tag, *relations})
        for attribute in _FETCHING[element.tag]:
            for address in fetched_elsewhere(attribute, element.get(attribute, ""), own, is_picture=is_picture):
                yield address, is_picture, element.sourceline


def _host(address: str) -> str:
    """The scheme and host by which a policy names where a picture lies, or "" where it cannot."""
    found = _PICTURE_HOST.match(address)
    return f"https://{found.group(1).lower()}" if found else ""
