"""From legacy pages to the trees of their services."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onboarding.errors import ContentError, Problem, Source
from onboarding.legacy.addresses import Addresses, Home, with_files
from onboarding.legacy.changelog import place_changelog, service_of
from onboarding.legacy.files import ContentFile
from onboarding.legacy.guide import Guide
from onboarding.legacy.naming import folder_of, key_of
from onboarding.legacy.ordinary import place_page
from onboarding.legacy.page import LegacyPage
from onboarding.legacy.placed import Placed
from onboarding.legacy.service import place_guide
from onboarding.legacy.sorting import Kind, kind_of
from onboarding.messages import problem


@dataclass(frozen=True, slots=True)
class Known:
    """What is in the folder already. `services` are the folders of services, `tasks` the ids of their tasks."""

    services: Collection[str] = ()
    tasks: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Converted:
    """A page with what became of it. Paths are relative to the folder that all is imported into.

    `service` is the folder of its service ("" for the folder itself), `home` the file that holds the page as a whole.
    """

    page: LegacyPage
    kind: Kind
    service: str
    home: str
    files: tuple[ContentFile, ...]
    language: str


@dataclass(slots=True)
class _Sorted:
    page: LegacyPage
    kind: Kind
    guide: Guide | None
    service: str = ""


def convert(pages: Sequence[LegacyPage], folder: str, known: Known, site: str, depth: int = 1) -> tuple[Converted, ...]:
    """The files that pages become, each page's own.

    `folder` is the name of the folder that all is imported into, `depth` how many folders it lies below the content's.
    `site` is the legacy site's address with a final slash. Raises ContentError where two pages want one place.
    """
    found = [_Sorted(page, *kind_of(page)) for page in pages]
    _see_that_distinct(found)
    _give_services(found)
    made: list[tuple[_Sorted, Placed]] = []
    tasks = {service: list(ids) for service, ids in known.tasks.items()}
    for one in sorted(found, key=lambda one: ("onboarding", "changelog", "page").index(one.kind)):
        placed = _placed(one, tasks.get(one.service, []), site)
        if one.guide:
            tasks[one.service] = [task.id for task in one.guide.tasks]
            placed.addresses.path = f"{'../' * depth}{placed.files[0].fields['slug']}.html"
        made.append((one, placed))
    addresses = Addresses(
        site, {slug: _inside(placed.addresses, one) for one, placed in made for slug in one.page.head.slugs}
    )
    converted = [_converted(one, placed, addresses) for one, placed in made]
    converted = _with_services(converted, folder, known)
    order = {id(page): place for place, page in enumerate(pages)}
    return tuple(sorted(_without_clashes(converted), key=lambda one: order[id(one.page)]))


def _placed(one: _Sorted, tasks: Collection[str], site: str) -> Placed:
    if one.guide is not None:
        return place_guide(one.page, one.guide, site)
    return place_changelog(one.page, tasks, site) if one.kind == "changelog" else place_page(one.page, site)


def _see_that_distinct(found: Sequence[_Sorted]) -> None:
    """Two pages of one name would become one."""
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    for one in found:
        name = one.page.head.slugs[0].casefold() if one.page.head.slugs else one.page.stem
        if name in seen:
            problems.append(problem(Source(one.page.name), "import-twice", slug=name, other=seen[name]))
        seen.setdefault(name, one.page.name)
    if problems:
        raise ContentError(problems)


def _give_services(found: Sequence[_Sorted]) -> None:
    """Where pages of several services are imported at once, each service gets a folder of its own."""
    keys = list(dict.fromkeys(key_of(one.page) for one in found if one.kind != "page"))
    if len(keys) < 2:
        return
    for one in found:
        own = key_of(one.page)
        fitting = [key for key in keys if own[: len(key)] == key]
        key = max(fitting, key=len, default=own[:1])
        one.service = folder_of(key)


def _inside(home: Home, one: _Sorted) -> Home:
    """The home as it is seen from the folder that all is imported into."""
    if not one.service:
        return home
    anchors = {anchor: f"{one.service}/{path}" for anchor, path in home.anchors.items()}
    return Home(home.path if home.path.startswith("../") or one.guide else f"{one.service}/{home.path}", anchors)


def _converted(one: _Sorted, placed: Placed, addresses: Addresses) -> Converted:
    """The page with its files at their places, and their links leading to where things are now."""
    files: list[ContentFile] = []
    own = _inside(placed.addresses, one)
    rows = one.page.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for file in placed.files:
        path = posixpath.join(one.service, file.path)
        body, rewritten = addresses.rewritten(file.body, path, own)
        for address in rewritten:
            one.page.repairs.note(_line_of(rows, address, file.line), "link-own", address=address)
        files.append(replace(file, path=path, body=with_files(body, path, one.service)))
    home = posixpath.join(one.service, placed.home)
    return Converted(one.page, one.kind, one.service, home, tuple(files), placed.language)


def _line_of(rows: Sequence[str], address: str, otherwise: int) -> int:
    """The line that an address stands on, from the one on that its file was made of."""
    tail = address.rpartition("/")[2]
    start = max(otherwise - 1, 0)
    return next((at + 1 for at in range(start, len(rows)) if tail in rows[at]), otherwise)


def _with_services(converted: Sequence[Converted], folder: str, known: Known) -> list[Converted]:
    """The pages with a small service for the first changelog of each folder that has none."""
    has_one = {one.service for one in converted if one.kind == "onboarding"} | set(known.services)
    made: list[Converted] = []
    for one in converted:
        if one.kind == "changelog" and one.service not in has_one:
            has_one.add(one.service)
            file = service_of(one.page, one.service or folder, one.language)
            stub = replace(file, path=posixpath.join(one.service, file.path))
            made.append(replace(one, files=(stub, *one.files)))
        else:
            made.append(one)
    return made


def _without_clashes(converted: Sequence[Converted]) -> list[Converted]:
    """The pages with files that share no place: the same change stands once, others of its name get numbers."""
    taken: dict[str, ContentFile] = {}
    made: list[Converted] = []
    for one in converted:
        files: list[ContentFile] = []
        for file in one.files:
            path, number = file.path, 1
            is_index = posixpath.basename(path) == "index.md"
            while not is_index and path in taken and taken[path].text != file.text:
                number += 1
                path = f"{file.path.removesuffix('.md')}-{number}.md"
            own = _joined(taken[path], file) if is_index and path in taken else file
            taken[path] = replace(own, path=path)
            files.append(taken[path])
        made.append(replace(one, files=tuple(files)))
    return [replace(one, files=tuple(taken[file.path] for file in one.files)) for one in made]


def _joined(first: ContentFile, second: ContentFile) -> ContentFile:
    """One file with what two pages say above their entries, and with the addresses of both."""
    body = first.body if second.body in first.body else f"{first.body}\n\n{second.body}".strip()
    fields = {**first.fields, **second.fields}
    for key in ("keywords", "aliases"):
        fields[key] = tuple(dict.fromkeys((*first.listed(key), *second.listed(key)))) or None
    return replace(first, fields=fields, body=body)
