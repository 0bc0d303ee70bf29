"""What stands in one place: its words, links, images and headings."""

from __future__ import annotations

from dataclasses import dataclass

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link: its words and its address. `shown` is the address that it shows in the place of words."""

    text: Words
    address: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class FoundImage:
    """An image: its alternative text and its address."""

    alt: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """What stands in one place. `words` are as they are seen, `split` the same with each part of a word of its own.

    `shown` is what messages call it; `path` the file, where there is one. `roles` are the names that it gives to it,
    and `performer` is who has to do it.
    """

    name: str
    shown: str
    words: Words
    split: Words = ()
    title: Words = ()
    links: tuple[FoundLink, ...] = ()
    images: tuple[FoundImage, ...] = ()
    headings: tuple[Words, ...] = ()
    roles: tuple[str, ...] = ()
    path: str = ""
    performer: str = ""
