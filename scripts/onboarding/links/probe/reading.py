"""What a page says of itself: that nothing is here, that somebody must sign in, that a person should come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from onboarding.links.model import Sign
from onboarding.links.probe.fragment import FEW
from onboarding.links.probe.page import Page
from onboarding.links.probe.target import Target
from onboarding.links.probe.words import is_stated, plain, segments
from onboarding.links.settings import Phrases

SHORT = 600  # characters of a page that says little else
BRIEF = 1500  # characters of a page that may be a notice with a menu around it
ENOUGH = 1500  # characters at a page's beginning that are read for what it says of itself

# What a notice of «not found» has beside the words for it.
_FILLERS = {"404", "410", "error", "feil", "feilkode", "http", "oops", "ops", "ups", "beklager", "sorry", "kode",
            "code", "status", "statuskode", "dessverre", "unfortunately"}  # fmt: skip
# Titles that documentation about errors has as well as pages that are one.
_GENERIC = re.compile(r"404|^(?:not found|(?:page|file|document) not found)$")
_ABOUT_ERRORS = re.compile(
    r"\b(?:returner\w*|returns?|returned|betyr|means|respons\w*|responses?|statuskode\w*|status codes?|feilkode\w*|"
    r"kallet|endepunktet|endpoint|request|api|api-et|svarer)\b",
    re.IGNORECASE,
)

_LOGIN_HOST = re.compile(r"(?:login|logg-?inn|signin|sso|idp|adfs|accounts|idporten)(?:\d|[.-]|$)")
_LOGIN_PATH = re.compile(
    r"/(?:login|log-in|logg-?inn|innlogging|pålogging|logon|sign-?in|sso|saml2?|oauth2?|authorize|wp-login\.php)"
    r"(?:[/.?]|$)",
    re.IGNORECASE,
)
_ERROR_PATH = re.compile(
    r"/(?:errors?|feil|feilside|not-?found|page-?not-?found|404|error404|ikke-funnet)(?:[/.?]|$)", re.IGNORECASE
)
_PARKING_PATH = "/lander"  # where parked names send their readers (GoDaddy)

_LANGUAGE = r"(?:(?:nb|nn|no|en|se|da|nob|nno|nb-no|nn-no|en-us|en-gb|norsk|english)/?)?"
_FRONT = re.compile(
    rf"/{_LANGUAGE}(?:(?:index|default|home|hjem|forsiden?|startside)(?:\.\w{{2,5}})?/?)?", re.IGNORECASE
)
_FRONT_ELSEWHERE = re.compile(rf"/{_LANGUAGE}(?:(?:index|default)\.\w{{2,5}})?", re.IGNORECASE)

# The scripts of guards that want to see a browser: F5, Imperva, Cloudflare, DataDome, PerimeterX, AWS, Akamai.
_GUARD_SCRIPT = re.compile(
    r"/TSPD/|_Incapsula_Resource|challenge-platform|captcha-delivery\.com|px-captcha|perimeterx|awsWafCookieDomainList|"
    r"bm-verify"
)
_COOKIE_AND_AGAIN = re.compile(r"document\.cookie\s*=.*location\.(?:reload|href|replace)", re.DOTALL)


def is_front(target: Target) -> bool:
    """Whether the path is that of a site's front page."""
    return _FRONT.fullmatch(unquote(target.path)) is not None


def leads_to_front(asked: Target, got: Target) -> bool:
    """Whether the way ended at a front page: on another host, only at what can be nothing else."""
    front = _FRONT if asked.host == got.host else _FRONT_ELSEWHERE
    return front.fullmatch(unquote(got.path)) is not None


def leads_to_login(asked: Target, got: Target) -> bool:
    """Whether the way went from an ordinary address to one where people sign in."""
    return _looks_like_login(got) and not _looks_like_login(asked)


def _looks_like_login(target: Target) -> bool:
    return bool(_LOGIN_HOST.match(target.host) or _LOGIN_PATH.search(unquote(target.path)))


def leads_to_error(asked: Target, got: Target) -> bool:
    """Whether the way went from an ordinary address to a page about errors."""
    return bool(_ERROR_PATH.search(unquote(got.path))) and not _ERROR_PATH.search(unquote(asked.path))


def leads_to_parking(asked: Target, got: Target) -> bool:
    """Whether the way went to where parked names send their readers."""
    return got.path == _PARKING_PATH != asked.path


def says_not_found(page: Page, phrases: Phrases) -> bool:
    """Whether the page says that nothing is here, in so many words."""
    names = _names_of_nothing(page, phrases)
    if any(not _GENERIC.search(name) for name in names) or [plain(name) for name in page.headings[:1]] == ["404"]:
        return True
    if names and page.length < BRIEF and not _ABOUT_ERRORS.search(f"{page.title} {page.text}"):
        return True
    clear = [phrase for phrase in phrases.not_found if not _GENERIC.search(phrase)]
    return page.length < SHORT and is_stated(clear, page.text[:ENOUGH])


def may_say_not_found(page: Page, phrases: Phrases) -> bool:
    """Whether title or heading are what a page about nothing has, though the page says more."""
    return bool(_names_of_nothing(page, phrases))


def _names_of_nothing(page: Page, phrases: Phrases) -> list[str]:
    known = set(map(plain, phrases.not_found))
    names = map(plain, (*segments(page.title), *page.headings[:1]))
    return [name for name in names if name in known or _without_fillers(name) in known]


def _without_fillers(name: str) -> str:
    return " ".join(word for word in name.split() if word not in _FILLERS)


def signs_of(page: Page, phrases: Phrases, *, redirected: bool, to_login: bool) -> set[Sign]:
    """What the page shows. `to_login` says that the way led to an address where people sign in."""
    names = {plain(name) for name in (*segments(page.title), *page.headings[:2])}
    shown = {
        Sign.EMPTY: not page.length and not (page.pictures or page.scripts or page.fields or page.hands_on_to_login),
        Sign.NOT_FOUND: says_not_found(page, phrases),
        Sign.PARKED: page.length < BRIEF and _says(phrases.parked, page, names),
        Sign.WALL: _is_wall(page, phrases, names),
        Sign.LOGIN: _wants_login(page, names, phrases, redirected=redirected, to_login=to_login),
        Sign.APP: _is_app(page, phrases),
    }
    return {sign for sign, shows in shown.items() if shows}


def is_guarded(page: Page) -> bool:
    """Whether the page is nothing but the script of a guard that wants to see a browser."""
    script = f"{page.script} {page.refresh}"
    return page.length < FEW and bool(_GUARD_SCRIPT.search(script) or _COOKIE_AND_AGAIN.search(script))


def _is_wall(page: Page, phrases: Phrases, names: set[str]) -> bool:
    if is_guarded(page):
        return True
    return page.length < BRIEF and _says(phrases.wall, page, names, short=SHORT)


def _wants_login(page: Page, names: set[str], phrases: Phrases, *, redirected: bool, to_login: bool) -> bool:
    is_named = any(plain(phrase) in names for phrase in phrases.login)
    if page.hands_on_to_login or (page.passwords and (is_named or page.length < SHORT or to_login)):
        return True
    if redirected and is_named and page.length < BRIEF:
        return True
    return (to_login and page.length < SHORT) or (page.length < SHORT and is_stated(phrases.login, page.text))


def _is_app(page: Page, phrases: Phrases) -> bool:
    """Whether scripts make the page: it has next to no words of its own."""
    asks = is_stated(phrases.app, f"{page.unscripted} {page.text[:SHORT]}")
    return page.scripts > 0 and (
        (page.length < FEW and (page.has_app_root or not page.pictures)) or (asks and page.length < SHORT)
    )


def _says(phrases: Iterable[str], page: Page, names: set[str], *, short: int = BRIEF) -> bool:
    """Whether a title or heading is one of the phrases, or a page that is no longer than `short` states one."""
    known = list(phrases)
    return any(plain(phrase) in names for phrase in known) or (
        page.length < short and is_stated(known, page.text[:ENOUGH])
    )
