"""The issues of a repository on GitHub, read and written through its API."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from github import BadAttributeException, Github, GithubException
from github.Issue import Issue
from github.IssueComment import IssueComment
from github.PaginatedList import PaginatedList

from onboarding.links.issue.plan import LABEL
from onboarding.links.issue.refusal import MissingError, refusal, wait_after

DESCRIPTION = "Lenkesjekken skriver saken med denne etiketten selv"  # GitHub takes up to 100 characters
COLOUR = "d4c5f9"
TRIES = 3

_Result = TypeVar("_Result")


class Desk:
    """The issues with our label. Every request may fail, and is tried again where that does no harm.

    `patience` is in seconds from now: nothing is tried again after that. All methods raise PublishError.
    """

    def __init__(self, client: Github, repository: str, patience: float) -> None:
        self._repository = client.get_repo(repository)
        self._name = repository
        self._host = urlsplit(client.requester.base_url).hostname or ""
        self._deadline = time.monotonic() + patience

    def issues(self) -> dict[int, Issue]:
        """Every issue with the label, open or closed, by its number. GitHub lists pull requests among them."""
        listed = PaginatedList(
            Issue,
            self._repository.requester,
            f"{self._repository.url}/issues",
            {"labels": LABEL, "state": "all", "sort": "created", "direction": "asc"},
            attributesTransformer=_with_pull_request,
        )
        issues = self._ask(lambda: list(listed), again=True)
        return {issue.number: issue for issue in issues if issue.pull_request is None}

    def comments(self, issue: Issue) -> tuple[str, ...]:
        """The comments that may be ours. Anybody can write one, and what stands in ours decides who is told what."""
        if not issue.comments:
            return ()
        listed = self._ask(lambda: list(issue.get_comments()), again=True)
        return tuple(comment.body for comment in listed if _may_be_ours(comment, issue))

    def has_label(self) -> bool:
        """Whether the repository has the label."""
        try:
            self._ask(lambda: self._repository.get_label(LABEL).complete(), again=True)
        except MissingError:
            return False
        return True

    def make_label(self) -> None:
        """Make the label."""
        self._ask(lambda: self._repository.create_label(LABEL, COLOUR, DESCRIPTION))

    def create(self, title: str, body: str) -> int:
        """Open an issue with the label, and give its number."""
        return self._ask(lambda: self._repository.create_issue(title, body, labels=[LABEL])).number

    def comment(self, issue: Issue, text: str) -> None:
        """Comment on an issue, which notifies everybody who follows it."""
        self._ask(lambda: issue.create_comment(text))

    def rewrite(self, issue: Issue, body: str, state: str) -> None:
        """Change an issue's text and state, which notifies nobody."""
        self._ask(lambda: issue.edit(body=body, state=state), again=True)

    def close(self, issue: Issue) -> None:
        """Close an issue."""
        self._ask(lambda: issue.edit(state="closed"), again=True)

    def _ask(self, action: Callable[[], _Result], *, again: bool = False) -> _Result:
        """What GitHub answers. `again` says that repeating the request does no harm, even if it was obeyed."""
        tried = 0
        while True:
            try:
                return action()
            except (GithubException, BadAttributeException, requests.RequestException) as error:
                tried += 1
                wait = wait_after(error, tried, again=again)
                if wait is None or tried == TRIES or time.monotonic() + wait > self._deadline:
                    raise refusal(error, self._host, self._name) from error
                time.sleep(wait)


def _with_pull_request(data: Any) -> dict[str, Any]:
    """The data of an issue with the key that only pull requests have: the client asks again for what lacks a key."""
    if not isinstance(data, dict):
        raise GithubException(0, data, message="not an issue")
    return {"pull_request": None, **data}


def _may_be_ours(comment: IssueComment, issue: Issue) -> bool:
    author = comment.user
    return author is not None and (author.type == "Bot" or author == issue.user)
