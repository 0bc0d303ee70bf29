"""Whatever is taken out of a tree that the importer made, or put in another place of it, the audit names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from legacy_trees import PAGES, SITE, imported, source_of, tree_of
from onboarding.errors import ContentError
from onboarding.legacy.audit import Others, PageAudit, Source, Tree, audit

FENCE = "\n---\n"
WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"\]\(<?([^<>()\s]*(?:\([^()]*\)[^<>()\s]*)*)>?(?:\s+\"[^\"]*\")?\)")
LINK = re.compile(r"(!?)\[([^\[\]]*)\]\((?:<[^<>]*>|(?:[^()]|\([^()]*\))*)\)")
HEADING = re.compile(r"^##+ ", re.MULTILINE)
ALIAS = re.compile(r"\"#[^\"]+\"")
# What has words in a file that are not the source's, or that the source may lose: addresses, names of entities and of
# languages of code, and the numbers of points, which are counted anew.
NO_WORDS = re.compile(
    r"\]\((?:<[^<>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)|<(?:https?|mailto):[^<>]*>|</?\w+>|&#?\w+;"
    r"|^```\w*|^\s*(?:>\s*)*\d+\\?[.)]\s",
    re.MULTILINE,
)
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\|.*$", re.MULTILINE)
IMAGE = re.compile(r"!\[[^\]]*(?=\])")
SAMPLE = {"word": 30, "swap": 12}
OTHERS = 8  # mutations of every other kind, of each page


@dataclass(frozen=True, slots=True)
class Imported:
    """A legacy page and the tree that it became."""

    source: Source
    tree: Tree

    def audited(self, changed: Mapping[str, str | None]) -> PageAudit:
        """The audit of the tree with some files changed, or taken away."""
        files = {path: text for path, text in {**self.tree.files, **changed}.items() if text is not None}
        others = Others({f"{self.tree.folder}/{path}": text for path, text in files.items()})
        return audit(self.source, Tree(files, self.tree.home, self.tree.folder, others), None, (), SITE)


@dataclass(frozen=True, slots=True)
class Mutation:
    """Files that are changed. One of the kinds of items has to be lost, and `what` in its name."""

    files: Mapping[str, str | None]
    kinds: tuple[str, ...]
    what: str = ""


def split(text: str) -> tuple[str, str]:
    """A file's fields and its text."""
    end = text.index(FENCE, 3) + len(FENCE)
    return text[:end], text[end:]


def mutations(page: Imported) -> Iterator[tuple[str, Mutation]]:
    """All mutations of a page's tree, each with its kind."""
    for path, text in page.tree.files.items():
        fields, body = split(text)
        for kind, start, end, new, mutated in in_text(page, body, fields):
            yield kind, Mutation({path: fields + body[:start] + new + body[end:]}, *mutated)
        for found in ALIAS.finditer(fields):
            changed = f'{fields[: found.start()]}"#borte"{fields[found.end() :]}'
            yield "alias", Mutation({path: changed + body}, ("anchors",))
        if found := re.search(r"^date: \d{4}", fields, re.MULTILINE):
            changed = f"{fields[: found.start()]}date: 1999{fields[found.end() :]}"
            yield "date", Mutation({path: changed + body}, ("words",))
        is_shown = page.source.kind == "onboarding" and re.search(r"^(?:date|summary):", fields, re.MULTILINE)
        if body.strip() or is_shown:
            yield "file", Mutation({path: None}, ("words", "links", "images", "headings", "tasks"))
    yield from swaps(page)


def in_text(page: Imported, body: str, fields: str) -> Iterator[tuple[str, int, int, str, tuple[tuple[str, ...], str]]]:
    """What can be changed in a text: its kind, where, what is put there, and what must be lost then."""
    title = re.findall(r"^title: .*$", fields, re.MULTILINE)[0]
    hidden = [found.span() for found in NO_WORDS.finditer(body)]
    made = (found for found in IMAGE.finditer(body) if f"{found.group()}]" not in page.source.text)
    rows = (found for found in ROW.finditer(body) if is_made(found.group(), fields))
    hidden += [found.span() for found in (*made, *rows)]  # what the importer has written, and what the site writes
    code = [found.span() for found in CODE.finditer(body)]
    for found in WORD.finditer(body):
        is_hidden = any(start <= found.start() < end for start, end in hidden)
        is_told = "\ndate:" in fields and found.group() in title  # the title of a change tells it
        if not is_hidden and not is_told:
            yield "word", *found.span(), "", (("words", "links", "images", "headings"), found.group())
    for found in outside(code, ADDRESS.finditer(body)):
        yield "address", found.end(1), found.end(1), "x", (("links", "images"), "")
    for found in outside(code, LINK.finditer(body)):
        new = "" if found[1] else found[2]
        yield "image" if found[1] else "link", *found.span(), new, (("links", "images"), "")
    for found in outside(code, HEADING.finditer(body)):
        yield "heading", *found.span(), "", (("headings",), "")


def outside(code: list[tuple[int, int]], found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """What is found outside of code."""
    return (each for each in found if not any(start <= each.start() < end for start, end in code))


def is_made(row: str, fields: str) -> bool:
    """Whether a row of a service's page is one of the table of its phases, whose words the site has anyway."""
    return "\ntype: service" in fields and re.match(r"\| (?:[A-Z] - |Process|Fase)", row) is not None


def swaps(page: Imported) -> Iterator[tuple[str, Mutation]]:
    """Two tasks that have each other's text."""
    tasks = [path for path, text in page.tree.files.items() if re.search(r"^id: [A-Z]-\d", text, re.MULTILINE)]
    for one, other in combinations(tasks, 2):
        (first, text), (second, another) = split(page.tree.files[one]), split(page.tree.files[other])
        if text != another:
            yield "swap", Mutation({one: first + another, other: second + text}, ("tasks", "words", "links"))


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.md")), ids=lambda path: path.stem)
def test_whatever_is_changed_in_an_imported_tree_is_named(path: Path) -> None:
    (converted,) = imported([path])
    page = Imported(source_of(converted), tree_of(converted, [converted]))
    assert page.audited({}).is_clean
    by_kind: dict[str, list[Mutation]] = {}
    for kind, mutation in mutations(page):
        by_kind.setdefault(kind, []).append(mutation)
    chosen = random.Random(path.stem)  # noqa: S311
    for kind, all_of_them in by_kind.items():
        for mutation in chosen.sample(all_of_them, min(SAMPLE.get(kind, OTHERS), len(all_of_them))):
            assert_named(page, kind, mutation)


def assert_named(page: Imported, kind: str, mutation: Mutation) -> None:
    """Something is lost that the mutation took, with a line that the source has."""
    try:
        found = page.audited(mutation.files)
    except ContentError:
        return  # fields that cannot be read are told by name anyway
    lost = [each for key in mutation.kinds for each in getattr(found, key).lost]
    last = page.source.text.count("\n") + 1
    assert lost, (kind, mutation)
    assert all(1 <= each.line <= last for each in lost)
    told = "".join(each.what for each in lost).casefold()
    assert mutation.what.casefold() in told, (kind, mutation, told)


CROSSING = {
    "vessel_notice_om": ("dsop-vessel-notice-om.md", "dsop_vessel_notice_onboarding.html"),
    "vessel_notice_onboarding": ("a-preparation/a-1-", "dsop-vessel-notice-om.md"),
}


@pytest.mark.parametrize("stem", CROSSING)
@pytest.mark.parametrize("other", ["index.md", "dsop_fjell_onboarding.html", "../dsop-vessel-notice-on.md"])
def test_a_link_to_another_page_of_the_import_that_leads_elsewhere_is_named(stem: str, other: str) -> None:
    together = imported([PAGES / "vessel_notice_om.md", PAGES / "vessel_notice_onboarding.md"])
    converted = next(page for page in together if page.page.stem == stem)
    tree = tree_of(converted, together)
    start, address = CROSSING[stem]
    path = next(path for path in tree.files if path.startswith(start))
    text = tree.files[path]
    assert address in text
    files = {**tree.files, path: text.replace(address, other)}
    whole = audit(source_of(converted), tree, None, (), SITE)
    page = audit(source_of(converted), Tree(files, tree.home, tree.folder, tree.others), None, (), SITE)
    assert whole.is_clean
    assert len(page.links.lost) == 1
