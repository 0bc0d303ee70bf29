"""What is known of an external address: where it is used, what each engine met tonight, and what that means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from urllib.parse import urlsplit

NIGHTS_KEPT = 90  # how many nights an address remembers
PERSON_DAYS = 90  # how often a person should look at what no machine can judge


class State(StrEnum):
    """What an address is tonight, from best to worst: where two states fit, the later one holds."""

    OK = "ok"
    MOVED = "moved"
    DOOR = "door"
    UNVERIFIABLE = "unverifiable"
    AGING = "aging"
    TLS = "tls"
    FRAGMENT = "fragment"
    SOFT404 = "soft404"
    SUSPECT = "suspect"
    DEAD = "dead"
    UNCHECKED = "unchecked"

    @property
    def severity(self) -> int:
        """The place in the order, from 0."""
        return list(State).index(self)

    @property
    def needs_doing(self) -> bool:
        """Whether somebody has to mend something: the others are fine, are watched or are for a person to look at."""
        return self in (State.MOVED, State.AGING, State.TLS, State.FRAGMENT, State.SOFT404, State.DEAD)

    @property
    def is_watched(self) -> bool:
        """Whether the coming nights decide."""
        return self in (State.SUSPECT, State.UNCHECKED)

    @property
    def is_for_a_person(self) -> bool:
        """Whether no machine can tell."""
        return self in (State.DOOR, State.UNVERIFIABLE)

    @property
    def is_good(self) -> bool:
        """Whether the page itself was there: it ends a row of bad nights."""
        return self in (State.OK, State.MOVED, State.UNVERIFIABLE, State.AGING, State.TLS, State.FRAGMENT)

    @property
    def is_bad(self) -> bool:
        """Whether the night counts towards `dead`. The states that are neither say nothing about it."""
        return self in (State.SUSPECT, State.DEAD)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an address is used. `path` begins with the content folder's name, `line` counts from 1."""

    path: str
    line: int
    service: str | None
    task: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Address:
    """An external address exactly as written, with every place that uses it."""

    url: str
    used_on: tuple[Place, ...]

    @property
    def host(self) -> str:
        """The host's name in lower case; "" where the address has none."""
        return host_of(self.url)


@dataclass(frozen=True, slots=True, order=True)
class InternalFault:
    """A link of the built site that leads nowhere inside it: the page, the address in it, and what is missing."""

    page: str
    address: str
    missing: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything to be checked. `addresses` stand in the order of their first use; `faults` is what is broken inside.

    `site` says whether the built site was read, and not only the content.
    """

    addresses: tuple[Address, ...]
    faults: tuple[InternalFault, ...] = ()
    site: bool = True


class Verdict(StrEnum):
    """What LinkChecker thinks of an address."""

    GOOD = "good"
    BAD = "bad"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class EngineResult:
    """What LinkChecker said: its result line and its warnings in its own words, or why there is none."""

    verdict: Verdict
    result: str = ""
    warnings: tuple[str, ...] = ()
    real_url: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect that was followed.

    `status` is 0 for a page that sends the reader on by itself (`<meta http-equiv=refresh>`), after `delay` seconds.
    """

    status: int
    url: str
    location: str
    delay: int = 0


@dataclass(frozen=True, slots=True)
class Try:
    """One of up to three attempts: the status or the failure that it ended with, and how long it took in seconds."""

    outcome: str
    seconds: float


class Failure(StrEnum):
    """Why there is no answer to judge."""

    NONE = ""
    NAME = "name"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    RESET = "reset"
    PROTOCOL = "protocol"
    TLS = "tls"
    LOOP = "loop"
    REDIRECTS = "redirects"
    LOCATION = "location"
    ADDRESS = "address"
    NOT_REACHED = "not-reached"
    OFFLINE = "offline"
    CRASHED = "crashed"


class Tls(StrEnum):
    """What is wrong with the server's certificate."""

    NONE = ""
    SELF_SIGNED = "self-signed"
    EXPIRED = "expired"
    NOT_YET = "not-yet-valid"
    WRONG_HOST = "wrong-host"
    UNKNOWN_ISSUER = "unknown-issuer"
    HANDSHAKE = "handshake"


class Fragment(StrEnum):
    """Whether the part of the page after `#` is there."""

    NONE = "none"
    FOUND = "found"
    MISSING = "missing"
    UNVERIFIABLE = "unverifiable"


class Sign(StrEnum):
    """What a page shows that its status does not say."""

    NOT_FOUND = "not-found"
    PARKED = "parked"
    EMPTY = "empty"
    FRONT_PAGE = "front-page"
    CATCH_ALL = "catch-all"
    LOGIN = "login"
    WALL = "wall"
    APP = "app"
    CAPPED = "capped"
    CUT_OFF = "cut-off"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the probe met.

    `status` is the last one received. `cert_days` are the days until the certificate of the address's own host ends,
    negative after that. `anchor` is the nearest anchor of the page where the wanted one is missing. `fingerprint`
    stands for the page's words, `farewell` is the sentence in which the page says goodbye.
    """

    status: int | None = None
    hops: tuple[Hop, ...] = ()
    final_url: str = ""
    tries: tuple[Try, ...] = ()
    cert_days: int | None = None
    fragment: Fragment = Fragment.NONE
    title: str = ""
    failure: Failure = Failure.NONE
    tls: Tls = Tls.NONE
    anchor: str = ""
    fingerprint: str = ""
    farewell: str = ""
    signs: tuple[Sign, ...] = ()


class SuggestionKind(StrEnum):
    """What to write instead: another address, another anchor in the same page, or nothing that is known."""

    REPLACE = "replace"
    ANCHOR = "anchor"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to write instead. `value` is the whole new address, the new anchor without `#`, or ""."""

    kind: SuggestionKind = SuggestionKind.NONE
    value: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Tonight's state of an address, with the reason as a sentence for people, without its final stop."""

    state: State
    reason: str
    suggestion: Suggestion = Suggestion()


@dataclass(frozen=True, slots=True)
class Night:
    """What an address was on one night."""

    date: dt.date
    state: State


@dataclass(frozen=True, slots=True)
class Waiver:
    """The part of an ignore that the report shows: why, who stands for it, and until which day."""

    reason: str
    owner: str
    expires: dt.date


@dataclass(frozen=True, slots=True)
class Link:
    """An address with all that its nights have told.

    `since` is the night on which the state began, `last_ok` the last one on which the page was there, `bad_nights` the
    length of the present row of bad nights, `flaps` how often the kept nights went from good to bad. `asked` is when a
    person was last asked to look. `title` is the last one seen, `old_title` what it was before it changed on
    `title_since`. `owner` is who keeps the address up. `nights` begin with the oldest.
    """

    url: str
    state: State
    reason: str
    since: dt.date
    first_seen: dt.date
    bad_nights: int = 0
    last_ok: dt.date | None = None
    flaps: int = 0
    suggestion: Suggestion = Suggestion()
    used_on: tuple[Place, ...] = ()
    engine: EngineResult = EngineResult(Verdict.UNCHECKED)
    probe: Evidence = Evidence()
    owner: str = ""
    asked: dt.date | None = None
    title: str = ""
    old_title: str = ""
    title_since: dt.date | None = None
    waiver: Waiver | None = None
    nights: tuple[Night, ...] = ()

    @property
    def needs_doing(self) -> bool:
        """Whether somebody has to mend it, and nobody has said that it can wait."""
        return self.state.needs_doing and self.waiver is None

    @property
    def suggested_url(self) -> str:
        """The whole address to write instead, or ""."""
        if self.suggestion.kind is SuggestionKind.ANCHOR:
            return f"{self.url.partition('#')[0]}#{self.suggestion.value}"
        return self.suggestion.value

    @property
    def previous(self) -> State | None:
        """The state of the last night before this one that could tell, None for a new address."""
        told = (night.state for night in reversed(self.nights[:-1]) if night.state is not State.UNCHECKED)
        return next(told, None)


@dataclass(frozen=True, slots=True)
class EngineRun:
    """How an engine fared: its version, how many addresses it was given and reported, how long it took in seconds.

    `failure` is a sentence for people where it could not do its work, else "".
    """

    version: str
    addresses: int
    reported: int
    seconds: float
    failure: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """All that is kept from night to night. `at` is when the last night was, with its offset from UTC.

    `remarks` are sentences about the ignores: which have expired, and which fit no address.
    """

    at: dt.datetime
    engines: dict[str, EngineRun] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    faults: tuple[InternalFault, ...] = ()
    remarks: tuple[str, ...] = ()
    inventory: int = 0
    site: bool = True

    @property
    def night(self) -> dt.date:
        """The date of the last night."""
        return self.at.date()


class Exit(Enum):
    """What a check comes to."""

    FINE = 0
    FOUND = 1
    CANNOT = 2


def host_of(url: str) -> str:
    """The host's name of an address, in lower case; "" where there is none to be read."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
