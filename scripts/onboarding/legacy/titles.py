"""Titles, made from the first sentence of a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from onboarding.legacy.plain import first_sentence, plain

LONGER = 100  # characters: what it may take to tell two tasks apart
LONGEST = 70  # characters: most titles of the guides are as long (see `proofreading.words.LONGEST_TITLE`)
_SHORTEST = 15  # characters: less says nothing of a task
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SIGNS = " .,:;!–—-*"

# Where a sentence says why or how after it has said what.
_CLAUSES = re.compile(
    r"""(?x) \s*[,;:]\s | \s[–—-]\s | \s\( | \s(?= (?: for\ å | slik\ at | som | ved\ å | dersom | hvis | når | fordi
    | til\ bruk | i\ henhold | iht\.? | in\ order | so\ that | which | that | to | when | if | by | as\ well )\s )"""
)
_PHRASES = re.compile(r"\s(?:(?:om|på|til|for)\s)?(?:at|og|om|for|til|fra|med|av|på|i|ved|and|of|on|in|at|with)\s")
_LOOSE_ENDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "that", "the", "to", "with"}
    | {"av", "be", "bør", "den", "det", "eller", "en", "er", "et", "fra", "har", "i", "kan", "med", "må", "og", "om"}
    | {"på", "skal", "som", "til", "ved", "å"}
)


def without_addresses(text: str) -> str:
    """The words of a text but addresses, which are no title."""
    return " ".join(_ADDRESS.sub(" ", plain(text)).split())


def title_of(text: str, taken: Collection[str] = ()) -> str:
    """A short title of whole words from the first sentence of a text; "" where it has no words.

    One that is `taken` by something else gives way to a longer one, where the sentence has one.
    """
    sentence = first_sentence(plain(text)).strip()
    titles = list(_titles(sentence))
    return next((title for title in titles if title not in taken), titles[0])


def _titles(sentence: str) -> Iterator[str]:
    """The titles that a sentence could have, the best one first: as it is, up to a clause, up to a word."""
    whole = _tidy(sentence)
    if len(whole) <= LONGEST:
        yield whole
        return
    ends = [found.start() for found in _CLAUSES.finditer(sentence, 0, LONGER + 20) if found.start() >= _SHORTEST]
    yield from (_tidy(sentence[:end]) for end in reversed(ends) if end <= LONGEST)
    yield _tidy(_phrase(_words(sentence, LONGEST)))
    yield _tidy(_words(sentence, LONGER))


def _words(sentence: str, most: int) -> str:
    """The beginning of a sentence, up to the end of a word."""
    if len(sentence) <= most:
        return sentence
    return sentence[: most + 1].rpartition(" ")[0] or sentence[:most]


def _phrase(words: str) -> str:
    """The words without the last phrase, which may go on behind them: what «at» begins, or another small word."""
    found = list(_PHRASES.finditer(words, _SHORTEST))
    clauses = [phrase for phrase in found if phrase.group().endswith(" at ")]
    return words[: (clauses or found[-1:])[0].start()] if found else words


def _tidy(text: str) -> str:
    """The text without signs and small words that lead on to more."""
    words = text.strip(_SIGNS).split(" ")
    while len(words) > 2 and words[-1] in _LOOSE_ENDS:
        words = words[:-1]
    title = " ".join(words).strip(_SIGNS)
    if title.count("(") != title.count(")"):
        title = re.sub(r"\s*\([^()]*$", "", title)
    if title.count("«") != title.count("»"):
        title = title.replace("«", "").replace("»", "")
    first = title.split(" ", maxsplit=1)[0]
    return title[:1].upper() + title[1:] if first.islower() and not _ADDRESS.match(first) else title
