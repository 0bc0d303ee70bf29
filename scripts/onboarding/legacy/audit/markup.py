"""Markup taken away by simple means: what is left is words, links and images."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from onboarding.legacy.audit.addresses import is_address
from onboarding.legacy.audit.words import Word, words_in

BREAK = "\x01"  # stands for a line break of any spelling
# Every spelling of a break, MDX's escapes included.
_BREAK = re.compile(r"(?:\\?<|&lt;)\s*[/\\]*\s*br\b[^<>&|]{0,20}?\\?(?:>|&gt;)", re.IGNORECASE)
_CODE_OR_BREAK = re.compile(rf"(?<![`\\])(?P<code>(`+)(?!`)[^\n]*?(?<!`)\2(?!`))|{_BREAK.pattern}", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\\?\{\\?:[^{}\n]*\\?\}|\{\s*#[\w-]+\s*\}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_END_OF_LINK = re.compile(r"(?:\\?<|&lt;)\s*\\?/\s*a\s*\\?(?:>|&gt;)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_INLINE = "a|abbr|b|big|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var"
_BLOCK = (
    "article|blockquote|caption|center|col|colgroup|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hr|iframe|li|ol|p|pre|"
    "section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_TAG = re.compile(
    rf"(?:\\?<|&lt;)\s*(?P<close>\\?/?)(?P<name>{_INLINE}|{_BLOCK})"
    r"(?P<attributes>(?:\s(?:[^<>&]|&(?!gt;))*)?)\s*\\?/?\s*\\?(?:>|&gt;)",
    re.IGNORECASE,
)
_INLINE_NAMES = frozenset(_INLINE.split("|"))
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_START = re.compile(r"!?\[|\\?<|&lt;|`+|\bhttps?://|\bwww\.", re.IGNORECASE)
_AUTOMATIC = re.compile(r"<((?:https?://|mailto:|www\.)[^<>\s]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>", re.IGNORECASE)
_BARE = re.compile(rf"(?:https?://|www\.)[^\s<>|\[\]`{BREAK}]+", re.IGNORECASE)
_LIKE_AN_ADDRESS = re.compile(r"\s*<?(?:\w+:|#|[^\s()]*[./\\])[^()]*")
_LONGEST = 3000  # signs: no link's words or address are longer, and brackets that are never closed cost no time
_TITLE = re.compile(r"""^(?P<address>.*?\S)\s++(?:"[^"]*"|'[^']*')\s*$""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written: its words (none where they are only the address), its address and its line."""

    text: tuple[str, ...]
    address: str
    line: int
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """An image as it is written."""

    alt: str
    address: str
    line: int


@dataclass(slots=True)
class Marked:
    """What a text holds once its markup is gone. `anchors` are those that it sets itself.

    `text` is what was read, with one sign for each break and every other sign in its place.
    """

    text: str = ""
    words: list[Word] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    anchors: list[tuple[str, int]] = field(default_factory=list)


def read_marked(text: str, first_line: int, *, is_code: bool = False, is_site: bool = False) -> Marked:
    """Everything in a text of one or more lines, in order.

    `is_site` says that the text is one of ours: a bare address is no link there.
    """
    marked = Marked()
    if is_code:
        marked.words = words_in(text, first_line)
        return marked
    if "<!--" in text:
        text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    if "<" in text or "&" in text:
        text = _CODE_OR_BREAK.sub(lambda found: found[0] if found["code"] else BREAK.ljust(len(found[0])), text)
    if "{" in text:
        text = _ATTRIBUTES.sub(lambda found: " " * len(found[0]), text)
    marked.text = text
    _Reader(text, first_line, marked, is_site=is_site).read(0, len(text))
    return marked


class _Reader:
    """Walks a text once, from one sign that may be markup to the next."""

    def __init__(self, text: str, first_line: int, marked: Marked, *, is_site: bool) -> None:
        self.text = text
        self.is_site = is_site
        self.first_line = first_line
        self.marked = marked
        self.ends = [found.start() for found in re.finditer("\n", text)]
        self.opened: list[tuple[int, str]] = []
        self.pending: list[tuple[int, str]] = []

    def line(self, at: int) -> int:
        return self.first_line + bisect_right(self.ends, at)

    def read(self, start: int, end: int, *, in_link: bool = False) -> None:
        at = start
        while found := _START.search(self.text, at, end):
            here = found.start()
            self.say(at, here)
            at = self.sign(found, end, in_link=in_link)
        self.say(at, end)
        self.flush()

    def say(self, start: int, end: int) -> None:
        """Words are here; each entity is a piece of its own, so that the places of all others hold."""
        for entity in _ENTITY.finditer(self.text, start, end):
            self.pending += ((start, self.text[start : entity.start()]), (entity.start(), html.unescape(entity[0])))
            start = entity.end()
        if end > start:
            self.pending.append((start, self.text[start:end]))

    def flush(self) -> None:
        """Tokenise what was said since the last link, as one text: a word may go on behind a tag."""
        if not self.pending:
            return
        pieces, self.pending = self.pending, []
        starts: list[int] = []
        length = 0
        said: list[str] = []
        for _, piece in pieces:
            starts.append(length)
            said.append(piece)
            length += len(piece)
        for word in words_in("".join(said)):
            index = bisect_right(starts, word.at) - 1
            at = pieces[index][0] + min(word.at - starts[index], len(pieces[index][1]) - 1)
            self.marked.words.append(Word(word.text, self.line(at), at, word.glued))

    def sign(self, found: re.Match[str], end: int, *, in_link: bool) -> int:
        sign, here = found[0], found.start()
        escaped = here > 0 and self.text[here - 1] == "\\"
        if sign.startswith("`"):
            return self.code(sign, here, end)
        if sign.endswith("[") and not escaped and (after := self.link(sign, here, end)):
            return after
        if sign.endswith("<") or sign == "&lt;":
            if not escaped and (automatic := _AUTOMATIC.match(self.text, here, end)):
                return self.automatic(automatic)
            if tag := _TAG.match(self.text, here, end):
                return self.tag(tag)
        elif not sign.endswith("[") and not in_link:
            return self.bare(here, end)
        self.say(here, found.end())
        return found.end()

    def code(self, ticks: str, here: int, end: int) -> int:
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(self.text, here + len(ticks), end)
        self.pending.append((here, "\0"))
        if closing is None:
            return here + len(ticks)
        start = here + len(ticks)
        self.pending.append((start, self.text[start : closing.start()]))  # in code nothing stands for another sign
        self.pending.append((closing.start(), "\0"))
        return closing.end()

    def link(self, sign: str, here: int, end: int) -> int | None:
        opening = here + len(sign) - 1
        closing = _closing(self.text, opening, end, "[]")
        if closing is None:
            return None
        inside = _address_after(self.text, closing + 1, end)
        if inside is None:
            return None
        start, stop, after = inside
        address = self.text[start:stop]
        if address.rstrip().endswith(('"', "'")) and (titled := _TITLE.match(address)):
            address = titled["address"]
        if sign.startswith("!"):
            self.flush()
            alt = html.unescape(self.text[opening + 1 : closing]).strip()
            self.marked.images.append(Image(alt, address.strip(), self.line(here)))
            return after
        self.linked(opening + 1, closing, address, here)
        return after

    def linked(self, start: int, stop: int, address: str, here: int) -> None:
        self.flush()
        first = len(self.marked.words)
        shown = self.text[start:stop].strip().strip("*`<>")
        if not is_address(shown):
            self.read(start, stop, in_link=True)
        said = tuple(word.text for word in self.marked.words[first:])
        self.marked.links.append(Link(said, address.strip(), self.line(here), shown))

    def automatic(self, found: re.Match[str]) -> int:
        self.flush()
        address = found[1]
        if "://" in address or address.lower().startswith("www."):
            self.marked.links.append(Link((), address, self.line(found.start()), address))
        else:
            person = re.sub("^mailto:", "", address, flags=re.IGNORECASE)
            self.say(found.start() + found[0].index(person), found.end() - 1)
            said = tuple(word.text for word in words_in(person))
            self.marked.links.append(Link(said, f"mailto:{person}", self.line(found.start()), person))
            self.flush()
        return found.end()

    def bare(self, here: int, end: int) -> int:
        found = None if self.is_site else _BARE.match(self.text, here, end)
        if found is None:
            self.say(here, here + 4)
            return here + 4
        self.flush()
        address = found[0]
        while address[-1:] in set(".,;:!?'\"*_»”\\)}") and address:
            if address[-1] == ")" and address.count("(") >= address.count(")"):
                break
            address = address[:-1]
        self.marked.links.append(Link((), address, self.line(here), address))
        return here + len(address)

    def tag(self, found: re.Match[str]) -> int:
        name = found["name"].lower()
        attributes = {
            match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
            for match in _ATTRIBUTE.finditer((found["attributes"] or "").replace("&quot;", '"'))
        }
        closing = "/" in found["close"]
        line = self.line(found.start())
        for key in ("id", "name"):
            if attributes.get(key) and not closing:
                self.marked.anchors.append((attributes[key], line))
        if name == "img":
            self.marked.images.append(Image(attributes.get("alt", ""), attributes.get("src", ""), line))
        elif name == "a" and not closing and "href" in attributes:
            return self.anchor(found, attributes["href"])
        self.pending.append((found.start(), "\0" if name in _INLINE_NAMES else " "))
        return found.end()

    def anchor(self, found: re.Match[str], address: str) -> int:
        closing = _END_OF_LINK.search(self.text, found.end())
        stop = closing.start() if closing else self.end_of_cell(found.end())
        self.linked(found.end(), stop, address, found.start())
        return closing.end() if closing else stop

    def end_of_cell(self, start: int) -> int:
        """Where a link ends that nothing ends: with its line or cell."""
        found = re.compile(rf"(?<!\\)[|\n{BREAK}]").search(self.text, start)
        return found.start() if found else len(self.text)


def _closing(text: str, opening: int, end: int, signs: str) -> int | None:
    """Where the bracket at `opening` is closed."""
    end = min(end, opening + _LONGEST)
    if text.find(signs[1], opening, end) < 0:
        return None
    depth, at = 0, opening
    while at < end:
        sign = text[at]
        if sign == "\\" and at + 1 < end and text[at + 1] in "[]()":
            at += 1
        elif sign == signs[0]:
            depth += 1
        elif sign == signs[1]:
            depth -= 1
            if not depth:
                return at
        elif sign == "\n" and text[at + 1 : at + 2] == "\n":
            return None
        at += 1
    return None


def _address_after(text: str, at: int, end: int) -> tuple[int, int, int] | None:
    """Start and end of the address in the brackets after a link's words, and what is behind them."""
    opening = at
    while opening < end and text[opening] in " \t\n" and opening - at < 3:
        opening += 1
    if opening >= end or text[opening] != "(":
        return None
    if opening > at and not _LIKE_AN_ADDRESS.match(text, opening + 1, end):
        return None
    if inside := re.compile(r"\s*<([^<>\n]*)>(?:\s+\"[^\"]*\")?\s*\)").match(text, opening + 1, end):
        return inside.start(1), inside.end(1), inside.end()
    closing = _closing(text, opening, end, "()")
    if closing is None:
        closing = text.find(")", opening, end)
    return (opening + 1, closing, closing + 1) if closing > 0 else None
