"""From what the engines met to one state for each address. Pure, and written as tables."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from onboarding.links.model import (
    EngineResult,
    Evidence,
    Failure,
    Fragment,
    Hop,
    Ruling,
    Sign,
    State,
    Suggestion,
    SuggestionKind,
    Tls,
    Verdict,
)

CERTIFICATE_DAYS = 21  # a certificate that ends sooner is told of while there is time to renew it
BAD_NIGHTS = 3  # nights, each on a date of its own, after which an address that both engines find bad is dead
PERMANENT = (301, 308)

# Statuses of pages that are there for some: RFC 9110, RFC 6585, RFC 7725, and what LinkedIn answers to machines.
_DOORS = {
    401: "Siden krever innlogging (401)",
    402: "Siden krever betaling (402)",
    403: "Siden slipper ikke maskiner inn (403)",
    407: "Siden krever innlogging (407)",
    429: "Verten ber oss vente, også etter flere forsøk (429)",
    451: "Siden er stengt av juridiske grunner (451)",
    999: "Siden slipper ikke maskiner inn (999)",
}

_FAILURES = {
    Failure.NAME: "Vertsnavnet finnes ikke",
    Failure.REFUSED: "Verten tar ikke imot forbindelser",
    Failure.TIMEOUT: "Verten svarte ikke innen fristen",
    Failure.RESET: "Verten brøt forbindelsen",
    Failure.PROTOCOL: "Verten svarte med noe som ikke er en nettside",
    Failure.TLS: "Verten får ikke til en sikker forbindelse",
    Failure.LOOP: "Adressen sendes videre i ring",
    Failure.REDIRECTS: "Adressen sendes videre for mange ganger",
    Failure.LOCATION: "Adressen sendes videre til noe som ikke er en adresse",
    Failure.ADDRESS: "Adressen er ikke gyldig",
    Failure.NOT_REACHED: "Sjekken rakk ikke adressen i natt",
    Failure.OFFLINE: "Vi hadde ikke nett i natt",
    Failure.CRASHED: "Sjekken klarte ikke å behandle svaret",
}

_TLS = {
    Tls.SELF_SIGNED: "Sertifikatet er utstedt av verten selv",
    Tls.EXPIRED: "Sertifikatet har gått ut",
    Tls.NOT_YET: "Sertifikatet gjelder ikke ennå",
    Tls.WRONG_HOST: "Sertifikatet gjelder et annet vertsnavn",
    Tls.UNKNOWN_ISSUER: "Sertifikatet er utstedt av noen som nettlesere ikke kjenner",
    Tls.HANDSHAKE: "Verten får ikke til en sikker forbindelse",
}

# What a page with an answer of its own shows, and what that makes of it.
_SIGNS = {
    Sign.LOGIN: (State.DOOR, "Siden krever innlogging"),
    Sign.WALL: (State.DOOR, "Siden vil se at leseren er et menneske"),
    Sign.NOT_FOUND: (State.SOFT404, "Siden sier at den ikke finnes"),
    Sign.PARKED: (State.SOFT404, "Domenet er til salgs eller parkert"),
    Sign.EMPTY: (State.SOFT404, "Siden er tom"),
    Sign.FRONT_PAGE: (State.SOFT404, "Adressen leder til forsiden i stedet for siden"),
    Sign.CATCH_ALL: (State.SOFT404, "Verten svarer det samme uansett hvilken adresse den blir spurt om"),
}

_STATUS_NAMES = {404: "Siden finnes ikke (404)", 410: "Siden er fjernet (410)"}


# Failures of ours, which say nothing of the address.
NOT_ASKED = (Failure.NOT_REACHED, Failure.OFFLINE, Failure.CRASHED)


class _Met(Enum):
    """What the probe met, for the table below."""

    PAGE = "something to read, or a door"
    NOTHING = "nothing that works"
    NOT_ASKED = "it never got so far"


class _Holds(Enum):
    """What becomes of the state that the probe found."""

    AS_FOUND = "it holds"
    DEAD_IN_TIME = "it holds until the third bad night, and then the address is dead"


# LinkChecker alone never makes an address worse: it does not try again, and takes doors for dead pages. Nor does it
# make one better: any 200 and any 429 is a page to it.
_DECISIONS = {
    # (the probe,       LinkChecker)
    (_Met.PAGE, Verdict.GOOD): _Holds.AS_FOUND,
    (_Met.PAGE, Verdict.BAD): _Holds.AS_FOUND,
    (_Met.PAGE, Verdict.UNCHECKED): _Holds.AS_FOUND,
    (_Met.NOTHING, Verdict.GOOD): _Holds.AS_FOUND,  # suspect
    (_Met.NOTHING, Verdict.BAD): _Holds.DEAD_IN_TIME,
    (_Met.NOTHING, Verdict.UNCHECKED): _Holds.AS_FOUND,  # suspect
    (_Met.NOT_ASKED, Verdict.GOOD): _Holds.AS_FOUND,  # unchecked
    (_Met.NOT_ASKED, Verdict.BAD): _Holds.AS_FOUND,  # unchecked
    (_Met.NOT_ASKED, Verdict.UNCHECKED): _Holds.AS_FOUND,  # unchecked
}


def triage(url: str, engine: EngineResult, probe: Evidence, bad_nights: int) -> Ruling:
    """Tonight's ruling; `bad_nights` is how many bad nights came right before this one."""
    if probe.failure in NOT_ASKED:
        met, found = _Met.NOT_ASKED, Ruling(State.UNCHECKED, _FAILURES[probe.failure])
    else:
        found = max(_rulings(url, probe), key=lambda ruling: ruling.state.severity)
        met = _Met.NOTHING if found.state is State.SUSPECT else _Met.PAGE
    is_in_time = _DECISIONS[met, engine.verdict] is _Holds.DEAD_IN_TIME
    return replace(found, state=State.DEAD) if is_in_time and bad_nights + 1 >= BAD_NIGHTS else found


def _rulings(url: str, probe: Evidence) -> list[Ruling]:
    """Everything that holds; the worst of it counts."""
    found = [_page(url, probe)]
    if probe.tls:
        found.append(Ruling(State.TLS, _TLS[probe.tls]))
    elif probe.cert_days is not None and probe.cert_days <= CERTIFICATE_DAYS:
        found.append(Ruling(State.TLS, _ends(probe.cert_days)))
    return found


def _ends(days: int) -> str:
    match days:
        case 0:
            return "Sertifikatet går ut i dag"
        case 1:
            return "Sertifikatet går ut i morgen"
        case _ if days < 0:
            return _TLS[Tls.EXPIRED]
    return f"Sertifikatet går ut om {days} dager"


def _page(url: str, probe: Evidence) -> Ruling:
    """What the answer itself makes of the address."""
    missing = _missing(probe)
    if missing:
        if probe.hops and probe.hops[-1].status == 0 and probe.status in _STATUS_NAMES and not probe.failure:
            return Ruling(State.SOFT404, f"Siden sender leseren videre til en side som ikke virker: {missing}")
        return Ruling(State.SUSPECT, missing)
    if probe.status in _DOORS:
        return Ruling(State.DOOR, _DOORS[probe.status])
    return max(_shown(url, probe), key=lambda ruling: ruling.state.severity)


def _missing(probe: Evidence) -> str:
    """Why there is no page, or ""."""
    if probe.failure:
        return _FAILURES[probe.failure]
    status = probe.status
    if Sign.CUT_OFF in probe.signs:
        return "Verten bryter forbindelsen midt i siden"
    if status is None or 200 <= status <= 300 or status in _DOORS or Sign.WALL in probe.signs:
        return ""
    if status in _STATUS_NAMES:
        return _STATUS_NAMES[status]
    return f"Verten har en feil ({status})" if status >= 500 else f"Verten svarer ikke med en side ({status})"


def _shown(url: str, probe: Evidence) -> list[Ruling]:
    """Everything that holds for an address with an answer."""
    found = [_followed(url, probe)]
    signs = set(probe.signs)
    if {Sign.APP, Sign.CATCH_ALL} <= signs:
        signs -= {Sign.CATCH_ALL}
        found.append(
            Ruling(State.UNVERIFIABLE, "Siden blir til i nettleseren, så bare et menneske kan se om den virker")
        )
    if Sign.UNREADABLE in signs:
        found.append(Ruling(State.UNVERIFIABLE, "Siden kan bare leses av en nettleser"))
    found += [Ruling(*_SIGNS[sign]) for sign in sorted(signs) if sign in _SIGNS]
    if probe.farewell:
        found.append(Ruling(State.AGING, f"Siden sier farvel: «{probe.farewell.rstrip('.')}»"))
    if probe.fragment is Fragment.UNVERIFIABLE:
        found.append(Ruling(State.UNVERIFIABLE, "Stedet på siden blir til i nettleseren, eller ligger for langt nede"))
    if probe.fragment is Fragment.MISSING:
        near = Suggestion(SuggestionKind.ANCHOR, probe.anchor) if probe.anchor else Suggestion()
        found.append(Ruling(State.FRAGMENT, "Siden finnes, men ikke stedet på siden", near))
    return found


def _followed(url: str, probe: Evidence) -> Ruling:
    """Whether the address has moved for good: the new one is where the permanent redirects from it end."""
    target = ""
    for hop in probe.hops:
        if not _is_permanent(hop):
            break
        target = hop.location
    if not target:
        return Ruling(State.OK, "Siden virker")
    fragment = url.partition("#")[2]
    value = f"{target}#{fragment}" if fragment and "#" not in target else target
    if value == url:
        return Ruling(State.OK, "Siden virker")
    return Ruling(State.MOVED, "Siden har flyttet for godt", Suggestion(SuggestionKind.REPLACE, value))


def _is_permanent(hop: Hop) -> bool:
    """A page that sends readers on at once has moved, as search engines see it too.

    https://developers.google.com/search/docs/crawling-indexing/301-redirects
    """
    return hop.status in PERMANENT or (hop.status == 0 and hop.delay <= 1)
