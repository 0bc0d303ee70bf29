"""Legacy pages imported for tests, and what a reader then sees of the files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup
from bs4.element import Tag
from conftest import ROOT
from onboarding import frontmatter
from onboarding.legacy.audit import Others, PageAudit, Source, Tree, audit
from onboarding.legacy.convert import Converted, Known, convert
from onboarding.legacy.files import ContentFile
from onboarding.legacy.page import decoded, read_page
from onboarding.legacy.repairing.addresses import Surroundings
from onboarding.load import Survey, survey
from onboarding.rendering.page import page_html

SITE = "https://dokumentasjon.dsop.no/"
PAGES = ROOT / "tests/legacy/pages"
REAL = ROOT.parent / "shared/legacy"
FOLDER = "tjeneste"
FRONT_PAGE = "---\ntitle: Forside\n---\n\nVelkommen.\n"

# What parts words for the eye: between other elements, words go on.
_BLOCKS = (
    "blockquote",
    "br",
    "dd",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "p",
    "pre",
    "td",
    "th",
    "tr",
    "ul",
)
_WORD = re.compile(r"\w+|[^\w\s]")


def imported(paths: Sequence[Path]) -> tuple[Converted, ...]:
    """The pages, imported together into one folder."""
    pages = [
        read_page(
            path.name, path.stem, decoded(path.read_bytes(), path.name), Surroundings(SITE, lambda _address: False)
        )
        for path in paths
    ]
    return convert(pages, FOLDER, Known(), SITE)


def tree_of(one: Converted, together: Sequence[Converted]) -> Tree:
    """The tree that a page became, among those of the pages that were imported with it."""
    texts = {file.path: file.text for page in together for file in page.files}
    start = f"{one.service}/" if one.service else ""
    own = dict.fromkeys([*(file.path for file in one.files), f"{start}index.md"])
    files = {path.removeprefix(start): texts[path] for path in own if path in texts}
    others = Others({f"{FOLDER}/{path}": text for path, text in texts.items()})
    return Tree(files, one.home.removeprefix(start), f"{FOLDER}/{start}".rstrip("/"), others)


def source_of(one: Converted) -> Source:
    """The legacy page as the audit gets it."""
    return Source(one.page.name, one.page.text, one.kind, one.page.head.slugs[0])


def audits(together: Sequence[Converted]) -> list[PageAudit]:
    """The audit of each page in the tree that it became."""
    return [audit(source_of(one), tree_of(one, together), None, (), SITE) for one in together]


def surveyed(together: Sequence[Converted]) -> Survey:
    """The content that the pages became, with a front page."""
    texts = {f"{FOLDER}/{file.path}": file.text for page in together for file in page.files}
    return survey({path: text.encode() for path, text in {**texts, "index.md": FRONT_PAGE}.items()}, "docs")


def tokens(text: str) -> list[str]:
    """The words and signs of a text."""
    return _WORD.findall(text)


def holds(text: str, part: str) -> bool:
    """Whether a text has the words and signs of another next to each other."""
    words, wanted = tokens(text), tokens(part)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


@dataclass(frozen=True, slots=True)
class Shown:
    """A content file as a reader meets it: `text` is its body's, `links` its words and addresses."""

    path: str
    data: Mapping[str, Any]
    text: str
    links: tuple[tuple[str, str], ...]
    images: tuple[str, ...]
    headings: tuple[str, ...]
    code: tuple[str, ...]

    @property
    def said(self) -> str:
        """The fields that are shown, and the text."""
        return " ".join([*(str(self.data.get(key, "")) for key in ("title", "summary", "gate")), self.text])


def shown(file: ContentFile) -> Shown:
    """What a reader sees of a content file."""
    document = frontmatter.parse(file.path, file.text, shown_as=file.path)
    page = BeautifulSoup(page_html(document.body), "html.parser")
    links = tuple((words(link), str(link["href"])) for link in page.find_all("a", href=True))
    return Shown(
        file.path,
        document.data,
        words(page),
        links,
        tuple(str(image["src"]) for image in page.find_all("img")),
        tuple(words(heading) for heading in page.find_all(re.compile("h[1-6]"))),
        tuple(code.get_text().strip("\n") for code in page.find_all("code")),
    )


def words(element: Tag) -> str:
    """The words of an element, on one line."""
    copy = BeautifulSoup(str(element), "html.parser")
    for block in copy.find_all(_BLOCKS):
        block.insert_before(" ")
        block.insert_after(" ")
    return " ".join(copy.get_text().split())


def target(file: Shown, address: str) -> str:
    """What an address within the site leads to, from a file."""
    path, _, anchor = unquote(address).partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), path)) if path else file.path
    return f"{whole}#{anchor}" if anchor else whole
