"""Makes the one GitHub issue what tonight's report asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace

from github import Auth, Consts, Github
from github.Issue import Issue

from onboarding.links.issue.desk import Desk
from onboarding.links.issue.plan import LABEL, KnownIssue, Plan, Step, chosen, plan
from onboarding.links.issue.refusal import PublishError
from onboarding.links.model import Exit
from onboarding.links.report.model import Report

__all__ = ["Access", "Pace", "PublishError", "access_of", "publish"]

TIMEOUT = 15  # seconds until GitHub answers

_DONE = {
    Step.UPDATE: "er oppdatert",
    Step.REOPEN: "er åpnet igjen",
    Step.CLOSE: "er lukket, for det er ikke mer å rette",
}
_NO_TOKEN = "GITHUB_TOKEN er ikke satt, så ingenting blir gjort på GitHub."  # noqa: S105 - says that there is none
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_ADDRESS = re.compile(r"https?://[^/\s]+\S*")


@dataclass(frozen=True, slots=True)
class Pace:
    """How hard GitHub is asked: seconds between two writes, and seconds in which something may be tried again.

    GitHub wants a second between writes (Best practices for using the REST API).
    """

    between_writes: float = 1
    patience: float = 60


@dataclass(frozen=True, slots=True)
class Access:
    """Where the issue is, and what opens the door."""

    token: str
    repository: str
    address: str


def publish(report: Report, body: str, environment: Mapping[str, str], pace: Pace = Pace()) -> tuple[str, ...]:
    """Make the issue what the report asks for, with `body` as its text, and say what was done, in lines for people.

    Without `GITHUB_TOKEN` nothing is asked or done, and the lines say what would have been. Raises PublishError.
    """
    access = access_of(environment)
    if access is None:
        return _would_do(report, body)
    if report.result is Exit.CANNOT:
        return (plan(report, body, ()).remark,)
    with closing(_client(access, pace)) as client:
        return tuple(_carry_out(Desk(client, access.repository, pace.patience), report, body))


def access_of(environment: Mapping[str, str]) -> Access | None:
    """What the environment says of GitHub; None where it has no token. Raises PublishError where it is half set."""
    token = environment.get("GITHUB_TOKEN", "").strip()
    if not token:
        return None
    repository = environment.get("GITHUB_REPOSITORY", "").strip()
    address = environment.get("GITHUB_API_URL", "").strip().rstrip("/") or Consts.DEFAULT_BASE_URL
    if not re.fullmatch(r"[!-~]+", token):
        raise PublishError("GITHUB_TOKEN inneholder tegn som ikke kan stå i et token.")
    if not _REPOSITORY.fullmatch(repository):
        raise PublishError("GITHUB_TOKEN er satt, men GITHUB_REPOSITORY er ikke på formen «eier/navn».")
    if not _ADDRESS.fullmatch(address):
        raise PublishError("GITHUB_API_URL er ikke en nettadresse.")
    return Access(token, repository, address)


def _client(access: Access, pace: Pace) -> Github:
    return Github(
        auth=Auth.Token(access.token),
        base_url=access.address,
        timeout=TIMEOUT,
        user_agent="onboarding-lenkesjekk",
        per_page=100,
        retry=None,  # its own retries wait for hours where GitHub says so; ours are the desk's
        seconds_between_requests=None,
        seconds_between_writes=pace.between_writes or None,
        lazy=True,
    )


def _would_do(report: Report, body: str) -> tuple[str, ...]:
    unseen = plan(report, body, ())
    if report.result is Exit.CANNOT:
        return (_NO_TOKEN, unseen.remark)
    if unseen.step is Step.NOTHING:
        return (_NO_TOKEN, "Det er ingenting å rette, så en åpen sak ville blitt lukket.")
    what = f"Saken med etiketten «{LABEL}» ville blitt opprettet, eller oppdatert om den finnes:"
    return (_NO_TOKEN, what, "", unseen.title, "", *body.splitlines())


def _carry_out(desk: Desk, report: Report, body: str) -> Iterator[str]:
    issues = desk.issues()
    found = tuple(map(_known, issues.values()))
    if issue := chosen(found):
        told = replace(issue, comments=desk.comments(issues[issue.number]))
        found = tuple(told if other is issue else other for other in found)
    todo = plan(report, body, found)
    if todo.step is Step.NOTHING:
        yield todo.remark
    elif todo.number is None:
        yield from _create(desk, todo)
    else:
        yield _change(desk, issues[todo.number], todo)
    for number in todo.duplicates:
        desk.comment(issues[number], f"Lenkesjekken skriver bare i én sak, og det er #{todo.number}.")
        desk.close(issues[number])
        yield f"Saken #{number} er lukket, for det er #{todo.number} som gjelder."


def _known(issue: Issue) -> KnownIssue:
    return KnownIssue(issue.number, issue.title, issue.body or "", issue.state == "open")


def _create(desk: Desk, todo: Plan) -> Iterator[str]:
    if not desk.has_label():
        desk.make_label()
        yield f"Etiketten «{LABEL}» er laget."
    yield f"Saken #{desk.create(todo.title, todo.body)} er opprettet."


def _change(desk: Desk, issue: Issue, todo: Plan) -> str:
    """Comment first: if rewriting fails after that, the comment tells the next run what has been said."""
    if todo.comment:
        desk.comment(issue, todo.comment)
    elif (todo.body, todo.state) == (issue.body, issue.state):
        return f"Saken #{issue.number} er uendret."
    desk.rewrite(issue, todo.body, todo.state)
    return f"Saken #{issue.number} {_DONE[todo.step]}{', med en kommentar' if todo.comment else ''}."
