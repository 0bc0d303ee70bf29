"""What a piece of Markdown says without its markup."""

from __future__ import annotations

import re
from html import unescape

_INSIDE = r"\((?:<[^<>]*>|[^()]*(?:\([^()]*\)[^()]*)*)\)"
_IMAGE = re.compile(rf"!\[[^\[\]]*\]{_INSIDE}")
_LINK = re.compile(rf"\[((?:[^\[\]]|\[[^\[\]]*\])*+)\]{_INSIDE}")
_ADDRESS = re.compile(r"<([a-z][a-z0-9+.-]*:[^<>\s]*|[^<>\s@]+@[^<>\s]+)>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:abbr|b|code|del|em|i|mark|q|s|span|strike|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = re.compile(r"(?<!\\)(?:\*{1,3}|`+)")
_STRONG = re.compile(r"(?<![\w\\])__(?=[^\s_])([^_]+)(?<=[^\s_])__(?!\w)")
_SLANTED = re.compile(r"(?<![\w\\])_([^_]+)_(?!\w)")

_ABBREVIATIONS = frozenset(
    {"adr", "bl.a", "ca", "dvs", "eks", "evt", "e.g", "f.eks", "ifbm", "iht", "i.e", "inkl", "jf", "kap", "kl", "maks"}
    | {"mht", "min", "mnd", "nr", "osv", "pkt", "pr", "ref", "resp", "samt", "sek", "stk", "tlf", "tot", "vs"}
)
_STOP = re.compile(r"""[.!?][)»"”']*(?=\s+[A-ZÆØÅ«"(\d]|$)""")
_LONGEST_WORD = 60  # letters that are looked at before a stop


def plain(text: str) -> str:
    """The words and signs of some Markdown on one line, without markup, addresses and pictures."""
    text = _LINK.sub(r"\1", _IMAGE.sub(" ", text))
    text = _TAG.sub(" ", _INLINE.sub("", _ADDRESS.sub(r"\1", text)))
    text = _SLANTED.sub(r"\1", _STRONG.sub(r"\1", _MARKS.sub("", text)))
    return " ".join(unescape(_ESCAPE.sub(r"\1", text)).split())


def first_sentence(text: str) -> str:
    """The first sentence of a plain text, its stop included."""
    for stop in _STOP.finditer(text):
        before = text[max(stop.start() - _LONGEST_WORD, 0) : stop.start()]
        word = before.rpartition(" ")[2].lstrip('(«"').lower()
        is_number = word.isdigit() and len(word) < 3  # «den 4. Mai»
        if word not in _ABBREVIATIONS and not is_number and (len(word) > 1 or stop.end() == len(text)):
            return text[: stop.end()]
    return text


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"\w+", plain(text).casefold())
