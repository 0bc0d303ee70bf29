"""The built pages, read for what a reader sees where."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from onboarding.legacy.audit.addresses import comparable, is_whole, loosely, slug
from onboarding.legacy.audit.built import BuiltHeading, BuiltPage, Part, built_page
from onboarding.legacy.audit.dates import DATE, iso
from onboarding.legacy.audit.destinations import Destinations, Meaning
from onboarding.legacy.audit.files import CHANGELOG
from onboarding.legacy.audit.model import Rendered
from onboarding.legacy.audit.place import Place
from onboarding.legacy.audit.section import Section
from onboarding.legacy.audit.words import plain, texts

_TASK = re.compile(r"[a-z]-\d+")


def read_rendered(rendered: Rendered, tree: Place, kind: str) -> Place:
    """What is shown where on the built pages. `tree` says which phases and tasks there are."""
    pages = {name: built_page(source) for name, source in rendered.pages.items()}
    parts = [(name, text, part) for name, text in pages.items() for part in _parts(text, tree, kind)]
    main = "process" if "process" in pages else next(iter(pages), "")
    ids = frozenset(identity for name, text in pages.items() if name == main for identity in text.page.ids)

    def found(kind: str) -> Iterator[tuple[str, Section]]:
        for _, text, part in parts:
            if part.kind == kind:
                yield part.name, text.section(part, _shown(part))

    return Place(
        missing="vises ikke på siden",
        elsewhere="vises under {found}, men hører til {owner}",
        also="teksten vises også under {found}",
        tasks=_first(found("task")),
        changes=tuple(
            tuple(text.section(part, part.name) for name, text, part in parts if name == page and part.kind == "change")
            for page in pages
        ),
        phases=_first(found("phase")),
        summaries=_summaries(pages[main]) if main else {},
        pages=tuple(section for _, section in found("page")),
        made=(),
        titles=tuple(
            words
            for text in pages.values()
            for words in (texts(text.words), *(plain(label) for label in text.page.labels))
        ),
        keywords=None,
        role_names=tree.role_names,
        leads=_leads(ids, main),
        has_anchor=ids.__contains__,
        is_strict=False,
    )


def _first(found: Iterator[tuple[str, Section]]) -> Mapping[str, Section]:
    sections: dict[str, Section] = {}
    for name, section in found:
        sections.setdefault(name, section)
    return sections


def _shown(part: Part) -> str:
    match part.kind:
        case "phase":
            return f"fase {part.name}"
        case "page":
            return "siden selv"
        case _:
            return part.name


def _parts(text: BuiltPage, tree: Place, kind: str) -> list[Part]:
    """The page divided among tasks, changes, phases and itself, by its headings."""
    named = {slug(f"{letter} {' '.join(section.title)}"): letter for letter, section in tree.phases.items()}
    whole = Part("page", "", (0, 0))
    overviews = () if kind == "page" else tuple(_overviews(text, tree))
    parts, open_, at = [whole], [(0, whole)], 0
    for heading in text.page.headings:
        open_[-1][1].stretches.append((at, heading.start))
        while len(open_) > 1 and open_[-1][0] >= heading.level:
            open_.pop()
        part = None if kind == "page" else _opened(text, heading, named, tree)
        if part is None:
            open_[-1][1].headings.append((heading.start, heading.end))
            at = heading.start
            continue
        parts.append(part)
        open_.append((heading.level, part))
        at = heading.end
    open_[-1][1].stretches.append((at, text.page.length + 1))
    for start, end in overviews:
        whole.stretches = [piece for stretch in whole.stretches for piece in _outside(stretch, start, end)]
    return parts


def _outside(stretch: tuple[int, int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is left of a stretch when another is taken out of it."""
    yield stretch[0], max(stretch[0], min(stretch[1], start))
    yield min(stretch[1], max(stretch[0], end)), stretch[1]


def _overviews(text: BuiltPage, tree: Place) -> Iterator[tuple[int, int]]:
    """The tables in which the generator lists the phases: each row begins with a link to one."""
    links = {start for start, _, _, _ in text.page.links}
    for start, end in text.page.tables:
        rows = [row for row in text.page.rows if start <= row[0] < end and row[1] > row[0]]
        letters = [text.between(first, cell)[:1] for first, cell, _ in rows]
        is_linked = sum(any(first <= link < cell for link in links) for first, cell, _ in rows)
        names = [(letter,) for letter in sorted(tree.phases)]
        if names and [each for each in letters if each] == names and is_linked == len(names):
            yield start, end


def _opened(text: BuiltPage, heading: BuiltHeading, phases: Mapping[str, str], tree: Place) -> Part | None:
    """What a heading opens, where it is more than a heading of the text."""
    ids, said = heading.ids, text.text(heading.start, heading.end)
    place = (heading.start, heading.end)
    for identity in ids:
        if _TASK.fullmatch(identity):
            return Part("task", identity.upper(), place)
        if re.match(r"\d{4}-\d{2}-\d{2}", identity) and iso(identity[:10]):
            return Part("change", identity[:10], place)
        if identity in phases:
            return Part("phase", phases[identity], place)
    if (dated := DATE.match(said)) and (date := iso(dated[0])) and any(tree.changes):
        return Part("change", date, place)
    letter = said[:1]
    if letter in tree.phases and plain(said)[1:] == tree.phases[letter].title:
        return Part("phase", letter, place)
    return None


def _summaries(text: BuiltPage) -> dict[str, Section]:
    """What rows of tables that begin with a phase's letter say in their other cells."""
    found: dict[str, Section] = {}
    for start, cell, end in text.page.rows:
        name, words = text.between(start, cell), text.between(cell, end)
        if name and len(name[0]) == 1 and name[0].isupper():
            found.setdefault(name[0], Section(name[0], f"fase {name[0]}", words, words))
    return found


def _leads(ids: frozenset[str], main: str) -> Callable[[str, Section, Meaning, Destinations], bool]:
    """Whether a relative address leads to what an old address meant, as far as the pages at hand can tell."""

    def leads(address: str, section: Section, meaning: Meaning, destinations: Destinations) -> bool:
        del section, destinations
        address = comparable(unquote(address))
        if is_whole(address):
            return False
        path, _, fragment = address.partition("#")
        name = _last_name(path)
        is_here = meaning.is_own and (not path or (main == "process" and path.endswith(f"{name}.html")))
        if (is_here and fragment and fragment not in ids) or (not path and not meaning.is_own):
            return False
        if meaning.letter:
            return loosely(fragment or name).startswith(f"{meaning.letter.lower()}-")
        return _is_meant(name, fragment, meaning)

    return leads


def _is_meant(name: str, fragment: str, meaning: Meaning) -> bool:
    """Whether the last name in an address and the anchor behind it are what an old address meant."""
    is_page = name in ("", ".", "..") or name in meaning.names
    if meaning.is_log and fragment == CHANGELOG:
        return True
    if fragment:
        return loosely(fragment) == meaning.anchor and (is_page or meaning.service is not None)
    if not meaning.is_known:
        return is_page
    if meaning.keeper:
        folder, _, file = meaning.keeper.rpartition("/")
        return is_page or name in (file.removesuffix(".md"), posixpath.basename(folder))
    return meaning.service is not None and loosely(name) in (meaning.anchor, CHANGELOG if meaning.is_log else "-")


def _last_name(path: str) -> str:
    """The last name in the path of a page's address."""
    return posixpath.basename(path.removesuffix("index.html").rstrip("/")).removesuffix(".html")
