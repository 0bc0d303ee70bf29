"""What is made: pages, files and the menu, in no engine's terms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import yaml

from onboarding.workbooks.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages need to know of the site they are for.

    `name` is its name. `url` is the site's own address with a final slash, and `edit_uri` the address, with a final
    slash, that a content path is added to for editing it; either is "" when it is not known. `directory_urls` says
    whether `a/b.md` becomes `a/b/` or `a/b.html`. A site that `is_copy` opens from disk, and
    the published one, whose address it has, is the same with folders.
    """

    name: str
    url: str = ""
    edit_uri: str = ""
    directory_urls: bool = True
    is_copy: bool = False

    @property
    def elsewhere(self) -> Site:
        """The site as addresses for other places mean it: of a copy, the published one.

        Where its address is not known, they can only mean this one.
        """
        return replace(self, directory_urls=True, is_copy=False) if self.is_copy and self.url else self

    def edit_url(self, path: str) -> str:
        """Where the content file `path` is edited, or ""."""
        return self.edit_uri + path if self.edit_uri else ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as Markdown.

    `path` is where an engine finds it. `source` is the content file that an edit link leads to. `address` is set where
    the page's published address is not the one that its path would give it. `canonical` is the page that search
    engines should name instead of this one, `feed` the feed that belongs to it, `paper` the style that it has on paper.
    """

    path: str
    title: str
    markdown: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    source: str | None = None
    address: str | None = None
    canonical: str | None = None
    feed: str | None = None
    paper: str | None = None
    language: str = "nb"
    searchable: bool = True
    hide: tuple[str, ...] = ()

    @property
    def front_matter(self) -> Mapping[str, object]:
        """The page's own front matter, in the keys that Material for MkDocs and our hooks read."""
        fields: dict[str, object] = {"title": self.title}
        if self.description:
            fields["description"] = self.description
        if self.keywords:
            fields["keywords"] = list(self.keywords)
        if self.feed:
            fields["feed"] = self.feed
        if self.paper:
            fields["paper"] = self.paper
        if self.canonical:
            fields["canonical"] = self.canonical
        if self.language != "nb":
            fields["language"] = self.language
        if self.hide:
            fields["hide"] = list(self.hide)
        if not self.searchable:
            fields["search"] = {"exclude": True}
        return fields

    @property
    def text(self) -> str:
        """The whole file: front matter and Markdown."""
        # JSON is YAML; one line a key reads well and needs no YAML writer's line folding.
        fields = "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in self.front_matter.items()
        )
        return f"---\n{fields}---\n\n{self.markdown.strip()}\n"


@dataclass(frozen=True, slots=True)
class File:
    """Anything that is no page: data, a feed, a redirect."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NavPage:
    """A page in the menu."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class NavSection:
    """A part of the menu. A child without a title of its own is the section's own page."""

    title: str
    children: tuple[NavPage | NavSection, ...]


Nav = tuple[NavPage | NavSection, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """Everything that an engine gets, besides the content's own files that are no Markdown.

    `texts` are the pages' Markdown as it is published beside them; each has the path of its page.
    """

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    texts: tuple[File, ...]
    sheets: tuple[Sheet, ...]
    nav: Nav


def nav_entries(nav: Nav) -> list[object]:
    """The menu as MkDocs' `nav` setting (and mkdocs-awesome-nav's) has it."""
    return list(_entries(nav))


def nav_text(nav: Nav) -> str:
    """The menu as a YAML file."""
    return yaml.safe_dump({"nav": nav_entries(nav)}, allow_unicode=True, sort_keys=False)


def _entries(nav: Nav) -> Iterator[object]:
    for entry in nav:
        if isinstance(entry, NavSection):
            yield {entry.title: list(_entries(entry.children))}
        else:
            yield {entry.title: entry.path} if entry.title else entry.path
