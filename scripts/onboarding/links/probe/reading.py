"""What a page says of itself: that nothing is here, that somebody must sign in, that it will go away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from onboarding.links.model import Sign
from onboarding.links.probe.fragment import FEW
from onboarding.links.probe.page import Block, Page
from onboarding.links.probe.target import Target
from onboarding.links.settings import Phrases

SHORT = 600  # characters of a page that says little else
ENOUGH = 5000  # characters at a page's beginning that are read for what it says of itself
BRIEF = 1500  # characters of a page that may be a notice with a menu around it
TERSE = 8  # words of a sentence that is a notice even where it names no page

# What a notice of «not found» has beside the words for it.
_FILLERS = {"404", "410", "error", "feil", "feilkode", "http", "oops", "ops", "ups", "beklager", "sorry", "kode",
            "code", "status", "statuskode", "dessverre", "unfortunately"}  # fmt: skip
# Words that documentation about errors uses as well as pages that are one.
_GENERIC = re.compile(r"404|^(?:not found|gone|(?:page|file|document) not found|nothing here)$")

_PAGE_WORDS = re.compile(
    r"\b(?:sid(?:en|a|ene)|nettsted(?:et|a)?|nettsid(?:en|a|ene)|dokumentasjon(?:en)?|dokumentet|veilednin(?:g|gen|gar)|"
    r"tjenest(?:en|a)|tenesta|løsning(?:en|a)|løysinga|portalen|guiden|artikkelen|innholdet|innhaldet|biblioteket|"
    r"prosjektet|api-?(?:et|ene)?|grensesnittet|versjonen|docs?|pages?|site|website|project|repository|repo|"
    r"documentation|service|package|library|guide|portal|article|content|product|api|version)\b",
    re.IGNORECASE,
)
# What a living page may well say has been replaced.
_PART_WORDS = re.compile(
    r"\b(?:felt(?:et|ene)?|parameter(?:en|et|ne)?|attributt(?:et|ene)?|kolonne[nr]?|metode[nr]?|endepunkt(?:et|er)?|"
    r"verdi(?:en|er)?|kode(?:n|r)?|operasjon(?:en)?|skjema(?:et)?|element(?:et)?|fields?|parameters?|attributes?|columns?|"
    r"methods?|endpoints?|values?|functions?|propert(?:y|ies)|options?|arguments?|headers?|elements?|flags?)\b",
    re.IGNORECASE,
)
_GONE_TITLE = re.compile(
    r"[\[(](?:utgått|utdatert|foreldet|avviklet|arkivert|deprecated|obsolete|archived|retired)[\])]"
    r"|^(?:utgått|foreldet|avviklet|deprecated|obsolete|retired)\s*[:–—-]|[:–—-]\s*(?:utgått|foreldet|avviklet|deprecated|"
    r"obsolete|archived|retired)$",
    re.IGNORECASE,
)
# What may stand between and around words without changing what they say; apostrophes and hyphens inside words stay.
_PUNCTUATION = re.compile(r"[.,!?…:;\"«»()\[\]–—|/]|(?<!\w)[-']|[-'](?!\w)")
_SENTENCES = re.compile(r"(?<=[^\d\s][.!?])\s+")  # «1. juni» is one sentence
_LOGIN_HOST = re.compile(r"(?:login|logg-?inn|signin|sso|idp|adfs|accounts|idporten)(?:\d|[.-]|$)")
_LOGIN_PATH = re.compile(
    r"/(?:login|log-in|logg-?inn|innlogging|pålogging|logon|sign-?in|sso|saml2?|oauth2?|authorize|wp-login\.php)"
    r"(?:[/.?]|$)",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"/(?:(?:nb|nn|no|en|se|da|nob|nno|nb-no|nn-no|en-us|en-gb|norsk|english)/?)?"
    r"(?:(?:index|default|home|hjem|forsiden?|start|startside|main)(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)


def is_front(target: Target) -> bool:
    """Whether the path is that of a site's front page."""
    return _FRONT.fullmatch(unquote(target.path)) is not None


def leads_to_login(asked: Target, got: Target) -> bool:
    """Whether the way went from an ordinary address to one where people sign in."""
    return _looks_like_login(got) and not _looks_like_login(asked)


def _looks_like_login(target: Target) -> bool:
    return bool(_LOGIN_HOST.match(target.host) or _LOGIN_PATH.search(unquote(target.path)))


def says_not_found(page: Page, phrases: Phrases) -> bool:
    """Whether the page says that nothing is here, in so many words."""
    names = [*_segments(page.title), *page.headings[:1]]
    known = set(map(_plain, phrases.not_found))
    found = [name for name in map(_plain, names) if name in known or _without_fillers(name) in known]
    if any(not _GENERIC.search(name) for name in found):
        return True
    if found and page.length < BRIEF:
        return True
    text = _plain(page.text[:ENOUGH])
    sentences = [phrase for phrase in known if " " in phrase]
    return page.length < SHORT and any(phrase in text[:300] for phrase in sentences)


def may_say_not_found(page: Page, phrases: Phrases) -> bool:
    """Whether title or heading are what a page about nothing has, though the page says much more."""
    known = set(map(_plain, phrases.not_found))
    return any(name in known or _without_fillers(name) in known for name in map(_plain, _segments(page.title)))


def signs_of(page: Page, phrases: Phrases, *, redirected: bool, to_login: bool) -> set[Sign]:
    """What the page shows. `to_login` says that the way led to an address where people sign in."""
    text = _plain(page.text[:ENOUGH])
    names = {_plain(name) for name in (*_segments(page.title), *page.headings[:2])}
    signs = set()
    if not text and not page.pictures and not page.scripts:
        signs.add(Sign.EMPTY)
    if says_not_found(page, phrases):
        signs.add(Sign.NOT_FOUND)
    if page.length < 2 * BRIEF and _any_in(phrases.parked, text, names):
        signs.add(Sign.PARKED)
    if page.length < BRIEF and _any_in(phrases.wall, text[:BRIEF], names):
        signs.add(Sign.WALL)
    if _wants_login(page, names, phrases, redirected=redirected, to_login=to_login):
        signs.add(Sign.LOGIN)
    if _is_app(page, phrases):
        signs.add(Sign.APP)
    return signs


def _wants_login(page: Page, names: set[str], phrases: Phrases, *, redirected: bool, to_login: bool) -> bool:
    is_named = any(_plain(phrase) in names for phrase in phrases.login)
    if page.passwords and (is_named or page.length < SHORT or to_login):
        return True
    return (to_login and page.length < 2 * BRIEF) or (redirected and is_named and page.length < BRIEF)


def _is_app(page: Page, phrases: Phrases) -> bool:
    """Whether scripts make the page: it has next to no words of its own."""
    asks = _any_in(phrases.app, _plain(page.unscripted) + " " + _plain(page.text[:SHORT]), set())
    return page.scripts > 0 and (
        (page.length < FEW and (page.has_app_root or not page.pictures)) or (asks and page.length < SHORT)
    )


def _any_in(phrases: Iterable[str], text: str, names: set[str]) -> bool:
    """Whether a title or heading is one of the phrases, or the text has one of more than a word."""
    plain = [_plain(phrase) for phrase in phrases]
    return any(phrase in names or (" " in phrase and phrase in text) for phrase in plain)


def farewell_of(page: Page, phrases: Phrases) -> str:
    """The sentence in which the page says goodbye, or "".

    A page that lives on may say that of a field or a method in it, so what counts is a heading, a notice, a sentence
    about the page or service itself, or one that says nothing else.
    """
    for name in (page.title, *page.headings):
        if _GONE_TITLE.search(name):
            return name
    text = page.text.lower()
    if not any(max(phrase.lower().split("…"), key=len).strip() in text for phrase in phrases.farewell):
        return ""  # nearly every page: the rest is ten times slower
    pattern = _farewells(tuple(phrases.farewell))
    for block in page.blocks:
        for sentence in _SENTENCES.split(block.text):
            if pattern.search(sentence) and _is_goodbye(sentence, block, page):
                return sentence[:300]
    return ""


def _is_goodbye(sentence: str, block: Block, page: Page) -> bool:
    speaks_of_page = _PAGE_WORDS.search(sentence) is not None
    speaks_of_part = _PART_WORDS.search(sentence) is not None
    if block.aside or speaks_of_part:
        return block.prominent and speaks_of_page and not speaks_of_part
    return speaks_of_page or block.prominent or len(sentence.split()) <= TERSE or page.length < SHORT


@lru_cache(maxsize=4)
def _farewells(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases as one pattern; `…` stands for up to six words."""
    gap = r"(?:(?!ikke\b|ikkje\b|not\b)\S+\s+){0,5}?(?!ikke\b|ikkje\b|not\b)\S+"
    parts = [re.escape(phrase).replace("…", gap).replace(r"\ ", r"\s+") for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b" if parts else r"(?!)", re.IGNORECASE)


def _segments(title: str) -> list[str]:
    """The parts of a title: what the page is called, and what the site is called."""
    return [title, *re.split(r"\s+[|–—\-·•»:/]+\s+|:\s+", title)]


def _plain(text: str) -> str:
    """The words in lower case, without what surrounds them."""
    return " ".join(_PUNCTUATION.sub(" ", text.lower().replace("’", "'")).split())


def _without_fillers(name: str) -> str:
    return " ".join(word for word in name.split() if word not in _FILLERS)
