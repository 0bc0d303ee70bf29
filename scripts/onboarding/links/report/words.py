"""The words of the report in bokmål: states, dates, numbers, and the engines' names."""

from __future__ import annotations

import datetime as dt
from typing import Final

from onboarding.links.model import Failure, Sign, State, Tls

LABELS: Final[dict[State, str]] = {
    State.OK: "Virker",
    State.MOVED: "Flyttet",
    State.DOOR: "Krever innlogging eller stenger ute roboter",
    State.UNVERIFIABLE: "Kan ikke sjekkes av en maskin",
    State.AGING: "På vei ut",
    State.TLS: "Sertifikatet er ikke i orden",
    State.FRAGMENT: "Avsnittet er borte",
    State.SOFT404: "Siden er borte",
    State.SUSPECT: "Virket ikke i natt",
    State.DEAD: "Død",
    State.UNCHECKED: "Ikke sjekket",
}

ENGINES: Final[dict[str, str]] = {"linkchecker": "LinkChecker", "probe": "vår egen prøve"}

FAILURES: Final[dict[Failure, str]] = {
    Failure.NAME: "fant ingen server med det navnet",
    Failure.REFUSED: "slapp ikke inn på serveren",
    Failure.TIMEOUT: "fikk ikke svar i tide",
    Failure.RESET: "mistet forbindelsen",
    Failure.TLS: "fikk ingen sikker forbindelse",
    Failure.PROTOCOL: "fikk et svar som ikke lot seg lese",
    Failure.LOOP: "ble sendt i ring",
    Failure.REDIRECTS: "ble sendt videre for mange ganger",
    Failure.LOCATION: "ble sendt videre til en adresse som ikke lar seg lese",
    Failure.ADDRESS: "kunne ikke lese adressen",
}

# These and the next go on after «så at».
CERTIFICATES: Final[dict[Tls, str]] = {
    Tls.SELF_SIGNED: "serveren har utstedt sertifikatet selv",
    Tls.EXPIRED: "sertifikatet har gått ut",
    Tls.NOT_YET: "sertifikatet ikke gjelder ennå",
    Tls.WRONG_HOST: "sertifikatet gjelder et annet nettsted",
    Tls.UNKNOWN_ISSUER: "utstederen av sertifikatet er ukjent",
}

# Only the signs of a page that is not what the link promises.
SIGNS: Final[dict[Sign, str]] = {
    Sign.NOT_FOUND: "siden selv sier at den ikke finnes",
    Sign.PARKED: "domenet er til salgs",
    Sign.EMPTY: "siden er tom",
    Sign.FRONT_PAGE: "forsiden kom i stedet",
    Sign.CUT_OFF: "forbindelsen blir brutt midt i siden",
    Sign.CATCH_ALL: "nettstedet svarer det samme på enhver adresse",
}


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: «1 lenke», «3 lenker»."""
    return f"{number} {one if number == 1 else many}"


def day(date: dt.date) -> str:
    """A date as dd.mm.åååå."""
    return f"{date:%d.%m.%Y}"


def moment(at: dt.datetime) -> str:
    """A date and a time on the clock that it was written down by: «24.11.2026 kl. 03.12»."""
    return f"{at:%d.%m.%Y} kl. {at:%H.%M}"


def duration(seconds: float) -> str:
    """How long something took, in whole seconds or, from two minutes on, in whole minutes."""
    if seconds < 120:
        return count(round(seconds), "sekund", "sekunder")
    return count(round(seconds / 60), "minutt", "minutter")


def enumeration(parts: list[str]) -> str:
    """Words in a row: «a, b og c»."""
    return " og ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
