"""The pages of the site as readers get them, rendered as the site renders them: what the audit looks at."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote

from onboarding.content import Content
from onboarding.content.addresses import CHANGELOG_FOLDER
from onboarding.pages import Page, Site, Templates, generate
from onboarding.pages.places import published
from onboarding.rendering.page import page_html

_ADDRESS = re.compile(r'(?<=\s)(href|src)="(?![a-z][a-z0-9+.-]*:|[#/])([^"#]*)((?:#[^"]*)?)"')


class Views:
    """The HTML of pages, each rendered when it is first asked for."""

    def __init__(self, content: Content, site: Site, templates: Templates) -> None:
        self._site = site
        self._slugs = {service.folder: service.slug for service in content.services}
        self._pages = {page.path: page for page in generate(content, site, templates).pages}
        self._rendered: dict[str, str] = {}

    def of(self, kind: str, service: str, home: str) -> Mapping[str, str]:
        """The pages that show an imported page of a kind, by what they are.

        `service` is the folder of its service, `home` the file that holds the page as a whole.
        """
        wanted = {
            "onboarding": {"process": f"{self._slugs.get(service)}.md", "changelog": _changelog(service)},
            "changelog": {"changelog": _changelog(service)},
            "page": {"page": home},
        }[kind]
        return {name: self._html(path) for name, path in wanted.items() if path in self._pages}

    def _html(self, path: str) -> str:
        if path not in self._rendered:
            page = self._pages[path]
            self._rendered[path] = with_addresses(page_html(page.markdown), page, self._pages, self._site)
        return self._rendered[path]


def _changelog(service: str) -> str:
    return posixpath.join(service, CHANGELOG_FOLDER, "index.md")


def with_addresses(html: str, page: Page, pages: Mapping[str, Page], site: Site) -> str:
    """The HTML of a page with addresses of pages where its Markdown has their files, as a site engine writes them."""
    here = published(page.path, site, page.address)

    def address(found: re.Match[str]) -> str:
        name, path, anchor = found.groups()
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(unescape(path))))
        if target not in pages:
            return found.group()
        there = published(target, site, pages[target].address)
        way = posixpath.relpath(there or ".", posixpath.dirname(here) or ".")
        ending = "/" if there.endswith("/") and way != "." else ""
        return f'{name}="{escape(way)}{ending}{anchor}"'

    return _ADDRESS.sub(address, html)
