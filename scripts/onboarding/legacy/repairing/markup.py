"""HTML in the text of a page: breaks in every spelling, what MDX escaped, and elements that Markdown has signs for."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from onboarding.legacy.model import Line, Repairs
from onboarding.legacy.repairing.code import Stretches, outside, spans
from onboarding.legacy.repairing.elements import BREAK, CODE, NAMES, Elements, with_links

__all__ = ["BREAK", "Markup"]

_LESS, _MORE = r"(?:\\?<|&lt;)", r"\\?(?:>|&gt;)"
_BREAK = re.compile(
    rf"{_LESS}\s*+\\?/?\s*+br\b(?:\s++[a-z]+\s*=[^<>&|]{{0,20}}?)?\s*+\\?/?\s*+{_MORE}(?:\s*+{_LESS}/br\s*+{_MORE})?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(rf"(?:\\<|&lt;)(https?://[^\s<>\\&]+){_MORE}|<(www\.[^\s<>]+)>", re.IGNORECASE)
_ESCAPED = re.compile(
    rf"(?:\\<|&lt;)(\s*+\\?/?\s*+(?:{NAMES})\b(?:(?!&[lg]t;)[^<>])*?)\\?/?\\?(?:>|&gt;)", re.IGNORECASE
)
_CODE = re.compile(rf"<({CODE})\b[^<>]*+>((?:[^<]|<(?!/?(?:{CODE})\b))*+)</\1\s*>", re.IGNORECASE)
_BRACKET = re.compile(r"\\([<>])")
_EXPRESSION = re.compile(r"""\{\s*+(['"`])(.{1,3}?)\1\s*+\}""")
_ATTRIBUTES = re.compile(r"\s?\\?\{:(?!\s*#)[^{}]*\}")
_BRACE = re.compile(r"(?<![\\\w/=(:])\{(?!:?\s*#)(?=[^{}]*\})")
_BLANK = re.compile(r"&nbsp;|&#160;|&#xa0;|&(?:en|em|thin)sp;", re.IGNORECASE)


class Markup:
    """Mends the markup of one page, line by line."""

    def __init__(self, repairs: Repairs) -> None:
        self._repairs = repairs
        self._elements = Elements(repairs)

    def mended(self, line: Line) -> Line:
        """The line with Markdown's own signs for what HTML said."""
        text, number = line.text, line.number
        if "<" not in text and "&" not in text and "{" not in text and "\\" not in text:
            return line
        text = outside(text, lambda part: self._plain(part, number))
        if "<" in text:
            text = outside(text, lambda part: _CODE.sub(lambda found: self._code(found, number), part))
            text = with_links(outside(text, lambda part: self._elements.as_markdown(part, number)))
        return Line(number, _with_braces(text) if "{" in text else text)

    def _plain(self, text: str, number: int) -> str:
        """The text with HTML as it was before something escaped it, and without attributes."""
        if "&" in text:
            text = _BLANK.sub(self._noting("blank-fixed", " ", number), text)
        if "{" in text:
            text = _ATTRIBUTES.sub(self._noting("attributes", "", number), text)
            text = _EXPRESSION.sub(self._noting("html-escaped", r"\2", number), text)
        if "<" in text or "&lt;" in text:
            text = _BREAK.sub(self._noting("line-break", BREAK, number), text)
            text = _ADDRESS.sub(lambda found: f"<{found[1]}>" if found[1] else found[2], text)
        if "\\<" in text or "&lt;" in text:
            text = _ESCAPED.sub(lambda found: self._tag(found, number), text)
        if "\\" in text:
            text = _BRACKET.sub(lambda found: self._bracket(found, number), text)
        return text.replace("<!--", "&lt;!--") if "<!--" in text else text

    def _noting(self, code: str, replacement: str, number: int) -> Callable[[re.Match[str]], str]:
        def replaced(found: re.Match[str]) -> str:
            new = found.expand(replacement)
            if new != found.group():
                self._repairs.note(number, code, written=found.group().strip())
            return new

        return replaced

    def _bracket(self, found: re.Match[str], number: int) -> str:
        """An angle bracket that was escaped, as Markdown and HTML both read it."""
        self._repairs.note(number, "html-escaped", written=found.group())
        return "&lt;" if found.group(1) == "<" else "&gt;"

    def _tag(self, found: re.Match[str], number: int) -> str:
        """A tag that was escaped, its quotes too."""
        self._repairs.note(number, "html-escaped", written=found.group().strip())
        words = found.group(1).replace("&quot;", '"').replace('\\"', '"').replace("\\/", "/").strip()
        return f"<{words}>"

    def _code(self, found: re.Match[str], number: int) -> str:
        """Words between backticks, which nothing in them may end."""
        self._repairs.note(number, "html-element", name=found.group(1).lower())
        words = unescape(found.group(2).replace(BREAK, " ")).strip()
        if not words:
            return ""
        ticks = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
        blank = " " if "`" in (words[0], words[-1]) else ""
        return f"{ticks}{blank}{words}{blank}{ticks}"


def _with_braces(text: str) -> str:
    """The text with words in braces that nobody takes for attributes of what stands before them."""
    code = Stretches(spans(text))
    return _BRACE.sub(lambda found: found.group() if found.start() in code else "\\{", text)
