"""Text and addresses from strangers, made fit to be shown."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from onboarding.github.text import plain
from onboarding.links.model import Place

LONGEST: Final = 300  # characters: enough for any honest title or sentence


def brief(value: str) -> str:
    """The same as `plain`, and no longer than a report can bear."""
    value = plain(value)
    return value if len(value) <= LONGEST else value[: LONGEST - 1].rstrip() + "…"


def sentence(value: str) -> str:
    """The text as a whole sentence, with one full stop."""
    value = brief(value)
    return value if value.endswith((".", "!", "?", "…")) or not value else f"{value}."


def is_web_address(url: str) -> bool:
    """Whether it is safe to make a link of the address: it leads to a host, by HTTP or HTTPS, and hides nothing."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and plain(url) == url and " " not in url
    except ValueError:
        return False


def source_address(repository: str, place: Place) -> str:
    """The address that opens the place's source on GitHub at its line; "" where there is no repository.

    Without `plain=1` GitHub shows Markdown rendered, where no line can be pointed out.
    """
    if not repository:
        return ""
    return f"{repository.rstrip('/')}/blob/main/{quote(place.path)}?plain=1#L{place.line}"
