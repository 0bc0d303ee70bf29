"""A page, read as it arrives and never kept whole: a server can send what it likes without filling our memory."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

PIECE = 64 * 1024  # bytes unpacked at a time
SNIFFED = 4096  # bytes in which a page's own word on its encoding is looked for; HTML asks for the first 1024

TEXT_KEPT = 20_000  # characters of a page's words; farewells stand at the top
SCRIPT_KEPT = 100_000  # characters of its inline scripts
ANCHORS_KEPT = 1_000  # anchors of which the names are known, to suggest one; of the others only that they are there
ANCHORS_KNOWN = 5_000
DEEPEST = 1_000  # elements within each other; nobody means more
LINE_KEPT = 400  # characters of a title or heading

_SILENT = {"script", "style", "template", "noscript", "title", "svg", "textarea", "select"}
_ASIDE = {"table", "pre", "code", "dl", "nav", "footer", "li", "samp", "kbd"}
_INLINE = {"a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u",
           "time", "font", "label", "code", "kbd", "samp", "var", "wbr"}  # fmt: skip
_VISIBLE = {"img", "iframe", "frame", "object", "embed", "video", "audio", "canvas", "svg", "picture"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "frame"}
_NOTICE = re.compile(r"alert|warning|notice|banner|deprecat|admonition|announce|message|callout", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What a form has that only hands the reader on to where people sign in (SAML 2.0 Bindings, 3.5.3; WS-Federation, 13.2).
_SIGN_IN_FIELDS = {"SAMLRequest", "SAMLResponse", "RelayState", "wresult"}
_APP_ROOT = re.compile(r"(?:root|app|app-root|main-app|__next|__nuxt|react-root|svelte|q-app|ember\d*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of running text. `notice` when it stands in a notice, `aside` in a list, a table or the like."""

    text: str
    notice: bool = False
    aside: bool = False


@dataclass(slots=True)
class Page:
    """What was read of an HTML page. A target for lxml's parser, which calls the methods as it reads."""

    title: str = ""
    headings: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    anchored_headings: int = 0
    scripts: int = 0
    script: str = ""
    unscripted: str = ""
    passwords: int = 0
    fields: int = 0
    pictures: int = 0
    hands_on_to_login: bool = False
    has_app_root: bool = False
    refresh: str = ""
    base: str = ""
    length: int = 0
    _anchors: set[int] = field(default_factory=set)
    _silent: list[str] = field(default_factory=list)
    _aside: int = 0
    _notice: int = 0
    _hidden: int = 0
    _depth: list[tuple[str, bool, bool, bool]] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _waiting: int = 0
    _heading: bool = False

    @property
    def text(self) -> str:
        """The words that a reader sees, block by block."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def fingerprint(self) -> str:
        """Stands for the words: equal for equal words, whatever the markup. "" for a page without any."""
        words = " ".join(re.findall(r"\w+", self.text.lower()))
        return hashlib.sha256(words.encode()).hexdigest()[:16] if words else ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        tag = tag.lower()
        if tag not in _INLINE:
            self._flush()
        self._note(tag, attributes)
        if tag in _SILENT and "shadowrootmode" not in attributes and len(self._silent) < DEEPEST:
            self._silent.append(tag)
        if tag in _VOID or len(self._depth) >= DEEPEST:
            return
        aside, notice, hidden = tag in _ASIDE, _is_notice(attributes), _is_hidden(tag, attributes)
        self._aside += aside
        self._notice += notice
        self._hidden += hidden
        self._depth.append((tag, aside, notice, hidden))
        if tag in ("h1", "h2"):
            self._heading = True

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        names = [attributes.get("id", ""), attributes.get("name", "") if tag == "a" else ""]
        for name in filter(None, names):
            self._note_anchor(unicodedata.normalize("NFC", name[:LINE_KEPT]))
        self.has_app_root = self.has_app_root or bool(_APP_ROOT.fullmatch(names[0] or tag) and tag != "main")
        self.anchored_headings += bool(names[0]) and re.fullmatch(r"h[1-6]", tag) is not None
        self.scripts += tag == "script" and "json" not in attributes.get("type", "")
        self.pictures += tag in _VISIBLE
        if tag == "input":
            kind = attributes.get("type", "").lower()
            self.passwords += kind == "password"
            self.fields += kind != "hidden"
            self.hands_on_to_login = self.hands_on_to_login or attributes.get("name", "") in _SIGN_IN_FIELDS
        self.fields += tag in ("textarea", "select", "button")
        if tag in ("script", "iframe") and len(self.script) < SCRIPT_KEPT:
            self.script += f" {attributes.get('src', '')[:LINE_KEPT]} "
        if tag == "meta" and "noscript" not in self._silent and attributes.get("http-equiv", "").lower() == "refresh":
            self.refresh = self.refresh or attributes.get("content", "")[:2000]
        if tag == "base":
            self.base = self.base or attributes.get("href", "")[:2000]

    def _note_anchor(self, anchor: str) -> None:
        if len(self.anchors) < ANCHORS_KEPT:
            self.anchors.append(anchor)
        if len(self._anchors) < ANCHORS_KNOWN:
            self._anchors.add(hash(anchor))

    @property
    def has_more_anchors(self) -> bool:
        """Whether there may be anchors that are not known."""
        return len(self._anchors) >= ANCHORS_KNOWN

    def has_anchor(self, anchor: str) -> bool:
        """Whether an element has this name, which is in Unicode's normal form C."""
        return hash(anchor) in self._anchors

    def end(self, tag: str) -> None:
        """An element ends."""
        tag = tag.lower()
        if tag not in _INLINE:
            self._flush()
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()
        if any(step[0] == tag for step in self._depth[-50:]):
            while True:
                name, aside, notice, hidden = self._depth.pop()
                self._aside -= aside
                self._notice -= notice
                self._hidden -= hidden
                if name == tag:
                    break
        if tag in ("h1", "h2"):
            self._heading = False

    def data(self, text: str) -> None:
        """Some text."""
        within = self._silent[-1] if self._silent else ""
        if not within:
            if not self._hidden and self._waiting < TEXT_KEPT:
                self._words.append(text[:TEXT_KEPT])
                self._waiting += len(text)
        elif within == "title" and "svg" not in self._silent and len(self.title) < LINE_KEPT:
            self.title += text[:LINE_KEPT]
        elif within == "script" and len(self.script) < SCRIPT_KEPT:
            self.script += text[:SCRIPT_KEPT]
        elif within == "noscript" and len(self.unscripted) < LINE_KEPT:
            self.unscripted += text[:LINE_KEPT]

    def comment(self, text: str) -> None:
        """A comment, which nobody sees."""

    def close(self) -> Page:
        """The page ends."""
        self._flush()
        self.title = _one_line(self.title)
        return self

    def _flush(self) -> None:
        if not self._words:
            return
        text = _one_line("".join(self._words))
        self._words.clear()
        self._waiting = 0
        if not text:
            return
        if self._heading and len(self.headings) < 5:
            self.headings.append(text[:LINE_KEPT])
        if self.length < TEXT_KEPT:
            self.blocks.append(Block(text[:TEXT_KEPT], self._notice > 0, self._aside > 0))
        self.length += len(text)


def _is_notice(attributes: dict[str, str]) -> bool:
    return attributes.get("role") == "alert" or bool(_NOTICE.search(attributes.get("class", "")))


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    if tag in ("html", "body"):  # until the scripts are there
        return False
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


def _one_line(text: str) -> str:
    return " ".join(text.split())


class PageReader:
    """Takes a page's bytes as they come. `charset` is what the server says of them, or ""."""

    def __init__(self, charset: str) -> None:
        self._charset = charset
        self._start = b""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._declared = True
        self._parser = etree.HTMLParser(target=Page(), encoding="utf-8")

    def feed(self, data: bytes) -> None:
        """Some more bytes."""
        if self._decoder is None:
            self._start += data
            if len(self._start) < SNIFFED:
                return
            data = self._begin()
        self._parse(self._decoded(data))

    def close(self) -> Page:
        """The page, once there is no more."""
        rest = self._begin() if self._decoder is None else b""
        self._parse(self._decoded(rest) + self._decoded(b"", final=True) + " ")
        try:
            page: Page = self._parser.close()
        except etree.XMLSyntaxError:  # nothing that could be parsed
            return Page()
        return page

    def _parse(self, text: str) -> None:
        if text:
            self._parser.feed(text.replace("\0", "").encode("utf-8", "replace"))

    def _begin(self) -> bytes:
        name, mark = _encoding(self._charset, self._start)
        self._declared = bool(name)
        self._decoder = codecs.getincrementaldecoder(name or "utf-8")("replace" if name else "strict")
        start, self._start = self._start[mark:], b""
        return start

    def _decoded(self, data: bytes, *, final: bool = False) -> str:
        """The text of some bytes. A page that does not say its encoding is UTF-8 until something in it is not."""
        if self._decoder is None:
            return ""
        pending = b"" if self._declared else self._decoder.getstate()[0]
        try:
            return self._decoder.decode(data, final)
        except UnicodeDecodeError:
            self._declared = True
            self._decoder = codecs.getincrementaldecoder("windows-1252")("replace")
            return self._decoder.decode(pending + data, final)


_NOT_FOR_PAGES = {"undefined", "idna", "punycode", "unicode_escape", "raw_unicode_escape"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})""", re.IGNORECASE)


def _encoding(charset: str, start: bytes) -> tuple[str, int]:
    """The name of the encoding ("" when nothing says it) and the length of the byte-order mark.

    The order is that of browsers: mark, server, page (https://html.spec.whatwg.org/#determining-the-character-encoding).
    """
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name, len(mark)
    meta = _META.search(start[:SNIFFED])
    for label in (charset, meta.group(1).decode("ascii") if meta else ""):
        name = _codec(label)
        if label and label is not charset and name.startswith("utf-16"):
            return "utf-8", 0  # a page whose mark-up could be read as bytes is not UTF-16
        if name:
            return ("cp1252" if name in ("iso8859-1", "ascii") else name), 0  # as the Encoding Standard maps them
    return "", 0


def _codec(label: str) -> str:
    """Python's name of an encoding of text; "" for all else that Python can look up, and for what it cannot."""
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    is_text = getattr(found, "_is_text_encoding", False) and found.name not in _NOT_FOR_PAGES
    return found.name if is_text else ""


class Unpacked:
    """Unpacks a body piece by piece, so that a few bytes on the wire never become many in memory."""

    def __init__(self, coding: str) -> None:
        # 32 added to the window's size finds gzip and zlib headers by itself (https://zlib.net/manual.html).
        self._packed = zlib.decompressobj(zlib.MAX_WBITS | 32) if coding in ("gzip", "x-gzip", "deflate") else None
        self._begun = False
        self.is_readable = coding in ("", "identity", "gzip", "x-gzip", "deflate")

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What some bytes unpack to. Raises zlib.error where they cannot be unpacked."""
        if self._packed is None:
            yield data
            return
        while data:
            try:
                piece = self._packed.decompress(data, PIECE)
            except zlib.error:
                if self._begun:
                    raise
                self._packed = zlib.decompressobj(
                    -zlib.MAX_WBITS
                )  # «deflate» without a header, which some servers send
                piece = self._packed.decompress(data, PIECE)
            self._begun = True
            if piece:
                yield piece
            data = b"" if self._packed.eof else self._packed.unconsumed_tail
