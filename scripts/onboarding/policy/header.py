"""The policy as a browser reads it, and its place in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from onboarding.policy.model import Inline

_NAME = "Content-Security-Policy"
# The policy holds for what comes after it, so it stands first, after the coding that the page has to begin with.
_START = re.compile(
    rb"(?P<head>\A(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->)*<!doctype[^>]*>(?:\s|<!--.*?-->)*<html\b[^>]*>\s*<head\b[^>]*>"
    rb"\s*<meta\s+charset=[^>]*>)(?P<old>\s*<meta http-equiv=\"Content-Security-Policy\"[^>]*>)?",
    re.IGNORECASE | re.DOTALL,
)


def policy(inline: Inline) -> str:
    """Nothing but the site's own files, and of what stands in the page itself only what has one of these hashes."""
    return "; ".join(
        (
            "default-src 'none'",
            _sources("script-src", inline.scripts),
            _sources("style-src", inline.styles),
            # Material's stylesheet has its icons as such addresses; of other sites come the pictures that editors show.
            " ".join(("img-src 'self' data:", *sorted(inline.pictures))),
            "connect-src 'self'",  # the index of the search
            "worker-src 'self'",  # the search
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _sources(directive: str, hashes: Iterable[str]) -> str:
    return " ".join((directive, "'self'", *sorted(hashes)))


def has_place(page: bytes) -> bool:
    """Whether the page begins as HTML does: what kind it is, the head, and its coding."""
    return _START.match(page) is not None


def with_policy(page: bytes, text: str) -> bytes:
    """The page with the policy in its place, instead of the one that an earlier build put there."""
    meta = f'<meta http-equiv="{_NAME}" content="{escape(text, quote=False)}">'.encode()
    return _START.sub(lambda found: found["head"] + b"\n      " + meta, page, count=1)
