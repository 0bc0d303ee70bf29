"""Which documents there are to print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from onboarding.content import Service
from onboarding.prose import anchor_of


class PrintError(Exception):
    """Nothing was printed; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document to print: the page's address relative to the site's own, and the name of its file."""

    address: str
    file: str


def documents(services: Iterable[Service], role: str | None = None) -> tuple[Document, ...]:
    """A document for each service, or, where a role is asked for, for each that has the role.

    Raises PrintError where no service has it.
    """
    services = tuple(services)
    if role is None:
        return tuple(Document(f"{quote(service.slug)}.html", f"{service.slug}.pdf") for service in services)
    having = [service for service in services if role in (known.name for known in service.roles)]
    if not having:
        names = dict.fromkeys(known.name for service in services for known in service.roles)
        raise PrintError(f"Ingen tjeneste har rollen «{role}». Velg en av: {', '.join(names)}.")
    query = urlencode({"rolle": role})
    return tuple(
        Document(f"{quote(service.slug)}.html?{query}", f"{service.slug}-{anchor_of(role)}.pdf") for service in having
    )
