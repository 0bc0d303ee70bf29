"""The elements of HTML, and what Markdown writes for them."""

from __future__ import annotations

import re
from html import unescape

from onboarding.legacy.model import Repairs

BREAK = "<br>"
CODE = "code|kbd|pre|samp|tt"

# Each with Markdown's sign for its beginning and its end; what has none is dropped, and its words stay.
_INLINE = {"b": "**", "strong": "**", "cite": "*", "dfn": "*", "em": "*", "i": "*", "var": "*"} | dict.fromkeys(
    ["big", "font", "ins", "picture", "small", "span", "u", "wbr", *CODE.split("|")], ""
)
_APART = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "hr"}
    | {"figcaption", "figure", "footer", "header", "html", "main", "nav", "p", "section"}
)
_PARAGRAPHS = {"summary": "**"} | dict.fromkeys(_APART, "")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KEPT = frozenset(
    {"abbr", "bdo", "br", "col", "colgroup", "del", "mark", "q", "s", "strike", "sub", "sup", "table", "tbody", "td"}
    | {"tfoot", "th", "thead", "tr"}
)
_ELEMENTS = _HEADINGS | _KEPT | {*_INLINE, *_PARAGRAPHS, "a", "iframe", "img", "li", "ol", "ul"}
NAMES = "|".join(sorted(_ELEMENTS - {"br"}, key=lambda name: (-len(name), name)))

_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)((?:\s[^<>]*)?)(/?)>")
_ATTRIBUTE = r"""\b{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)

# Stand for a link whose words are not known yet: its beginning, the end of its address, and its end.
_LINK, _WORDS, _END = "\x01", "\x03", "\x02"
_WHOLE = re.compile(f"{_LINK}([^{_WORDS}]*){_WORDS}([^{_LINK}{_END}]*){_END}")
_UNENDED = re.compile(rf"{_LINK}([^{_WORDS}]*){_WORDS}((?:(?!{BREAK})[^{_LINK}|])*)")
_HEADING = re.compile(rf"(?:{BREAK}|\s)*(#{{1,6}}\s(?:(?!{BREAK}).)*)(?:{BREAK}|\s)*")


class Elements:
    """Writes the elements of one page. Its numbered lists are counted from line to line."""

    def __init__(self, repairs: Repairs) -> None:
        self._repairs = repairs
        self._lists: list[int] = []  # the number of the next point of each list that is open, 0 where it has none

    def as_markdown(self, text: str, number: int) -> str:
        """The text with Markdown's signs in the place of tags."""
        return _TAG.sub(lambda found: self._written(found, number), text)

    def _written(self, found: re.Match[str], number: int) -> str:
        closing, name, attributes, _ = found.groups()
        element = name.lower()
        if _SCHEME.match(name + attributes):
            return found.group()
        if element not in _ELEMENTS:
            self._repairs.note(number, "html-unknown", name=f"{closing}{name}")
            return f"&lt;{found.group()[1:-1]}&gt;"
        if element in _KEPT:
            return found.group()
        self._repairs.note(number, "html-element", name=element)
        return self._ending(element) if closing else self._beginning(element, attributes)

    def _beginning(self, element: str, attributes: str) -> str:
        """Markdown's signs for where an element begins."""
        match element:
            case "a":
                return f"{_LINK}{_value('href', attributes)}{_WORDS}"
            case "img":
                return _picture(attributes)
            case "iframe":
                return f"[]({_value('src', attributes)})"
            case "ul" | "ol" | "li":
                return self._list(element)
        if element in _HEADINGS:
            return f"{BREAK}{'#' * int(element[1])} "
        return BREAK * 2 + _PARAGRAPHS[element] if element in _PARAGRAPHS else _INLINE[element]

    def _ending(self, element: str) -> str:
        """Markdown's signs for where an element ends."""
        match element:
            case "a":
                return _END
            case "ul" | "ol":
                self._lists = self._lists[:-1]
                return BREAK * 2
            case "img" | "iframe" | "li":
                return ""
        if element in _HEADINGS:
            return BREAK
        return _PARAGRAPHS[element] + BREAK * 2 if element in _PARAGRAPHS else _INLINE[element]

    def _list(self, element: str) -> str:
        """The beginning of a list or of a point."""
        if element != "li":
            self._lists.append(int(element == "ol"))
            return ""
        if not self._lists or not self._lists[-1]:
            return f"{BREAK}- "
        self._lists[-1] += 1
        return f"{BREAK}{self._lists[-1] - 1}. "


def with_links(text: str) -> str:
    """The text with links for those that were found as HTML, and with a heading where that is all it is."""
    if _LINK in text or _END in text:
        text = _WHOLE.sub(lambda found: _link(found.group(2), found.group(1)), text)
        text = _UNENDED.sub(lambda found: _link(found.group(2), found.group(1)), text)
        text = re.sub(f"[{_LINK}{_WORDS}{_END}]", "", text)
    heading = _HEADING.fullmatch(text) if text.startswith(f"{BREAK}#") else None
    return heading.group(1).strip() if heading else text


def _link(words: str, address: str) -> str:
    if not address:
        return words
    blank = " " if words.endswith(" ") else ""
    return f"[{words.strip()}]({address}){blank}"


def _picture(attributes: str) -> str:
    title = _value("title", attributes).replace('"', "'")
    written = f' "{title}"' if title else ""
    return f"![{_value('alt', attributes)}]({_value('src', attributes)}{written})"


def _value(name: str, attributes: str) -> str:
    found = re.search(_ATTRIBUTE.format(name), attributes, re.IGNORECASE)
    return unescape(next(filter(None, found.groups()), "")).strip() if found else ""
