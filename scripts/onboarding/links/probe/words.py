"""Words of a page, made comparable: what it states itself, apart from what it quotes or only supposes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# «1. juni» is one sentence.
_SENTENCES = re.compile(r"(?<=[^\d\s][.!?])\s+")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
# What comes after these is supposed, not stated.
_SUPPOSED = re.compile(
    r"(?:^|,\s*)om\b|\b(?:hvis|dersom|når|får du|ser du|if|when|whether|unless|in case|once)\b", re.IGNORECASE
)
# What may stand between and around words without changing what they say; apostrophes and hyphens inside words stay.
_PUNCTUATION = re.compile(r"[.,!?…:;\"«»()\[\]–—|/]|(?<!\w)[-']|[-'](?!\w)")


def plain(text: str) -> str:
    """The words in lower case, with single blanks and without punctuation."""
    return " ".join(_PUNCTUATION.sub(" ", text.lower().replace("’", "'")).split())


def sentences(text: str) -> Iterator[str]:
    """The sentences of some running text."""
    yield from _SENTENCES.split(text)


def states(sentence: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Where a sentence states what the pattern finds; not where it quotes it or only supposes it."""
    found = pattern.search(_QUOTED.sub(" ", sentence))
    return found if found and not _SUPPOSED.search(found.string[: found.start()]) else None


def is_stated(phrases: Iterable[str], text: str) -> bool:
    """Whether some sentence of the text states a phrase of three words or more: shorter ones stand in any text."""
    known = [said for phrase in phrases if (said := plain(phrase)).count(" ") >= 2]
    for sentence in sentences(text):
        said = plain(_QUOTED.sub(" ", sentence))
        for phrase in known:
            place = said.find(phrase)
            if place >= 0 and not _SUPPOSED.search(said[:place]):
                return True
    return False


def segments(title: str) -> list[str]:
    """A title and its parts: what the page is called, and what the site is called."""
    return [title, *re.split(r"\s+[|–—\-·•»:/]+\s+|:\s+", title)]
