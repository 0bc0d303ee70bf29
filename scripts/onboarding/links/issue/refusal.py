"""What it means when GitHub does not do as it is asked: whether to try again, when, and what to tell people."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping

import requests
from github import GithubException

UNTOLD_WAIT = 60.0  # seconds: «wait for at least one minute» (GitHub, Rate limits for the REST API)

_WHY = {
    0: "{host} svarer ikke slik GitHub gjør. Er GITHUB_API_URL riktig?",
    401: "GitHub godtar ikke GITHUB_TOKEN. Er det skrevet feil, eller utløpt?",
    403: "GITHUB_TOKEN mangler rett til å skrive saker i {repository}.",
    404: "Finner ikke {repository} på GitHub, eller GITHUB_TOKEN har ikke tilgang.",
    410: "Saker er slått av i {repository}.",
}


class PublishError(Exception):
    """The issue is not as it should be. The text says why, for people, and never holds the token."""


class MissingError(PublishError):
    """What was asked for is not there."""


def refusal(error: Exception, host: str, repository: str) -> PublishError:
    """The error for people."""
    kind = MissingError if status_of(error) == 404 else PublishError
    if _is_limited(error):
        until = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=_limit(error))
        return kind(f"GitHub tar ikke imot mer fra oss før {until:%d.%m.%Y kl. %H.%M} UTC. Kjør på nytt etter det.")
    if isinstance(error, requests.RequestException):
        return kind(f"Får ikke kontakt med GitHub på {host}. Er nettet nede?")
    why = _WHY.get(status_of(error), f"GitHub svarte {status_of(error)} og gjorde ikke det vi ba om.")
    return kind(why.format(host=host, repository=repository))


def wait_after(error: Exception, tried: int, *, again: bool) -> float | None:
    """Seconds until the request may be tried again; None where that helps nobody.

    `tried` counts the tries. `again` says that the request may be repeated though the first may have been obeyed; one
    that met a limit was not.
    """
    if _is_limited(error):
        return _limit(error)
    passing = isinstance(error, requests.ConnectionError | requests.Timeout) or status_of(error) >= 500
    return float(tried) if again and passing else None


def status_of(error: Exception) -> int:
    """The status that GitHub answered with; 0 where there was no answer, or none of GitHub's."""
    return error.status if isinstance(error, GithubException) else 0


def _headers(error: Exception) -> Mapping[str, str]:
    return (error.headers or {}) if isinstance(error, GithubException) else {}


def _is_limited(error: Exception) -> bool:
    """Whether GitHub has had enough of us. 403 may mean that, or missing rights."""
    if status_of(error) != 403:
        return status_of(error) == 429
    headers = _headers(error)
    spent = "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0"
    return spent or "rate limit" in str(error).lower()


def _limit(error: Exception) -> float:
    """Seconds until GitHub listens again, in the order in which its documentation says to look."""
    headers = _headers(error)
    if headers.get("retry-after", "").isdigit():
        return float(headers["retry-after"])
    if headers.get("x-ratelimit-remaining") == "0" and headers.get("x-ratelimit-reset", "").isdigit():
        return max(float(headers["x-ratelimit-reset"]) - time.time(), 0) + 1  # it is some time within that second
    return UNTOLD_WAIT
