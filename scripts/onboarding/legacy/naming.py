"""What pages, services and their files are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onboarding.legacy.model import Block, Heading
from onboarding.legacy.page import LegacyPage
from onboarding.legacy.plain import plain, words_of

# What a page's name says of its kind, and of the site.
_KINDS = frozenset(
    {"onboarding", "onboardingsguide", "onboardingguide", "onboardingsprosess", "guide", "guides"}
    | {"endringslogg", "endringer", "changelog", "change", "log", "dsop"}
)
_LETTERS = {ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"}
_UPPER = 4  # letters: a name of so few is an abbreviation


def slug_of(page: LegacyPage) -> str:
    """The name of a page in its address."""
    return page.head.slugs[0] if page.head.slugs else page.stem


def identifier(name: str) -> str:
    """A name as an id: small letters, digits, dashes and underscores, a letter first."""
    made = re.sub(r"[^a-z0-9_-]+", "-", name.casefold().translate(_LETTERS)).strip("-_")
    return made if made[:1].isalpha() else f"x-{made}".rstrip("-")


def short_title(page: LegacyPage) -> str:
    """What a page's service is called in short, by the page's name; "" where that says only what kind of page it is."""
    name = " ".join(part for part in _parts(page) if part.casefold() not in _KINDS)
    return name.upper() if 0 < len(name) <= _UPPER else name[:1].upper() + name[1:]


def key_of(page: LegacyPage) -> tuple[str, ...]:
    """The parts of a page's name that tell which service it belongs to."""
    return tuple(part.casefold() for part in _parts(page) if part.casefold() not in _KINDS)


def folder_of(key: Sequence[str]) -> str:
    """The name of a service's folder."""
    return re.sub(r"[^a-z0-9-]+", "-", "-".join(key).translate(_LETTERS)).strip("-") or "felles"


def _parts(page: LegacyPage) -> list[str]:
    return [part for part in re.split(r"[_\W]+", slug_of(page)) if part]


def is_kind(title: str) -> bool:
    """Whether a title says no more than what kind of page it is."""
    return all(word in _KINDS for word in words_of(title))


def without_title(page: LegacyPage, blocks: Sequence[Block], title: str) -> list[Block]:
    """The blocks of a page without a first heading that says what its title says."""
    first = blocks[0] if blocks else None
    if isinstance(first, Heading) and words_of(first.text) == words_of(title):
        page.repairs.note(first.number, "heading-title")
        return list(blocks[1:])
    return list(blocks)


def title_in(page: LegacyPage, blocks: Sequence[Block]) -> str:
    """The title of a page: that of its front matter, its first heading's words, or the name of its file."""
    first = next((block for block in blocks if isinstance(block, Heading)), None)
    return page.head.title or (plain(first.text) if first else "") or _spaced(page.stem)


def _spaced(stem: str) -> str:
    words = " ".join(re.split(r"[_-]+", stem)).strip()
    return words[:1].upper() + words[1:]
