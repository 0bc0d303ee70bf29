"""The built site as the link check sees it: its links to the outside, and those inside it that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree

from onboarding.links.model import InternalFault

_ADDRESS = {"a": "href", "area": "href", "object": "data"} | dict.fromkeys(
    ("img", "iframe", "script", "source", "video", "audio", "embed", "track"), "src"
)
_REMOTE = ("https://", "http://", "//")
_OTHER_KIND = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A link of a page, as its HTML has it."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """`links` are the links to other sites of each page, by the page's folder; `faults` are broken links inside."""

    links: tuple[tuple[str, tuple[SiteLink, ...]], ...]
    faults: tuple[InternalFault, ...]


@dataclass(slots=True)
class _Page:
    """What one HTML page has. A target for lxml's parser, which calls these methods as it reads."""

    links: list[SiteLink] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    _open: str | None = None
    _words: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        names = [attributes.get("id"), attributes.get("name") if tag == "a" else None]
        self.anchors.update(name for name in names if name)
        address = attributes.get(_ADDRESS.get(tag, "href" if _is_style(tag, attributes) else ""))
        if address is None or _is_for_editors(attributes):
            return
        if tag == "a":
            self._finish()
            self._open, self._words = address.strip(), []
        else:
            self.links.append(SiteLink(address.strip(), attributes.get("alt", "")))

    def end(self, tag: str) -> None:
        if tag == "a":
            self._finish()

    def data(self, text: str) -> None:
        if self._open is not None:
            self._words.append(text)

    def close(self) -> _Page:
        self._finish()
        return self

    def _finish(self) -> None:
        if self._open is not None:
            self.links.append(SiteLink(self._open, "".join(self._words)))
        self._open = None


def _is_for_editors(attributes: dict[str, str]) -> bool:
    return "edit" in attributes.get("rel", "").split() or "edit-link" in attributes.get("class", "").split()


def _is_style(tag: str, attributes: dict[str, str]) -> bool:
    return tag == "link" and bool({"stylesheet", "icon", "alternate"} & set(attributes.get("rel", "").split()))


def read_site(folder: Path, own_address: str = "") -> BuiltSite:
    """The site in `folder`. Links that begin with `own_address` are the site's own, written out.

    Raises FileNotFoundError where nothing has been built.
    """
    if not (folder / "index.html").is_file():
        raise FileNotFoundError(2, "ikke bygget", str(folder / "index.html"))
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    pages = {name: _read(folder / name) for name in sorted(files) if name.endswith(".html")}
    own = own_address.rstrip("/")
    links = tuple(
        (_folder_of(name), tuple(link for link in page.links if _is_external(link.address, own)))
        for name, page in pages.items()
    )
    return BuiltSite(links, tuple(sorted(set(_faults(pages, files, own)))))


def _read(file: Path) -> _Page:
    parser = etree.HTMLParser(target=_Page(), encoding="utf-8", huge_tree=True)
    page: Any = etree.parse(str(file), parser)
    assert isinstance(page, _Page)  # noqa: S101  the parser gives what its target's `close` gives
    return page


def _folder_of(name: str) -> str:
    return posixpath.dirname(name) if posixpath.basename(name) == "index.html" else name.removesuffix(".html")


def _is_external(address: str, own: str) -> bool:
    return address.lower().startswith(_REMOTE) and not (own and f"{address}/".startswith(f"{own}/"))


def _faults(pages: dict[str, _Page], files: set[str], own: str) -> Iterator[InternalFault]:
    for name, page in pages.items():
        if name == "404.html":  # served at any address, so its own are whole ones
            continue
        for link in page.links:
            address = link.address
            if own and address.startswith(f"{own}/"):
                address = address.removeprefix(own)
            if not address.lower().startswith(_REMOTE) and not _OTHER_KIND.match(address):
                missing = _missing(name, address, pages, files)
                if missing:
                    yield InternalFault(name, link.address, missing)


def _missing(name: str, address: str, pages: dict[str, _Page], files: set[str]) -> str:
    """What of `address`, written on the page `name`, does not exist; "" when all is there."""
    parts = urlsplit(urljoin(f"https://site/{quote(name)}", address))
    path = unquote(parts.path).lstrip("/")
    if path.endswith("/") or not path:
        path += "index.html"
    elif path not in files and f"{path}/index.html" in files:
        path += "/index.html"
    if path not in files:
        return path
    fragment = unquote(parts.fragment)
    if fragment and path in pages and fragment not in pages[path].anchors:
        return f"#{fragment}"
    return ""
