"""What pictures say to those who do not see them."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_PLACEHOLDERS = frozenset(
    {"alt", "alternativ", "bilde", "bilete", "figur", "figure", "image", "img", "picture", "screenshot", "skjermbilde"}
    | {"tekst", "text"}
)


def described(words: str, address: str, title: str) -> str | None:
    """Words for a picture whose own say nothing: its title, or what its file is called. None where its own will do."""
    try:
        name = unquote(urlsplit(address.strip("<>")).path).rpartition("/")[2]
    except ValueError:  # an address that is none
        name = address.rpartition("/")[2]
    if not _says_nothing(words, name):
        return None
    if not _says_nothing(title, name):
        return title.strip(" \"'")
    plain = " ".join(re.findall(r"[^\W_]+", name.rpartition(".")[0]))
    return f"Figur: {plain}" if plain else "Figur"


def _says_nothing(words: str, name: str) -> bool:
    """Whether words could stand for any picture, or are the name of the file."""
    own, file = _words(words), _words(name)
    return own in (file, file[:-1]) or all(word in _PLACEHOLDERS or word.isdigit() for word in own)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
