"""The audit: every item of a legacy page sought in the tree, and then on the built pages."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from onboarding.legacy.audit.addresses import loosely
from onboarding.legacy.audit.destinations import Destinations, Others
from onboarding.legacy.audit.entries import Entries
from onboarding.legacy.audit.headings import Headings
from onboarding.legacy.audit.items import Item, Items, Piece, read_items
from onboarding.legacy.audit.links import Links
from onboarding.legacy.audit.model import Count, Kind, Lost, PageAudit, Rendered, Source, Tree, Waiver
from onboarding.legacy.audit.pool import Pool
from onboarding.legacy.audit.rendered import read_rendered
from onboarding.legacy.audit.rows import Rows
from onboarding.legacy.audit.search import Search
from onboarding.legacy.audit.tree import read_tree
from onboarding.legacy.audit.waivers import Pardon


def audit(
    source: Source, tree: Tree, rendered: Rendered | None, waivers: Sequence[Waiver], legacy_site: str
) -> PageAudit:
    """What became of everything on a legacy page, in the tree and (where they are given) on the built pages.

    `legacy_site` is the address of the old site with its last slash. Raises ContentError where a file of the tree has
    front matter that cannot be read.
    """
    place = read_tree(tree, source.kind)
    items = read_items(source, place.role_names, frozenset(place.phases))
    site = legacy_site if legacy_site.endswith("/") else f"{legacy_site}/"
    others = tree.others or Others({posixpath.join(tree.folder, path): text for path, text in tree.files.items()})
    phases = {loosely(name): each.phase for each, _, _ in items.headings if each.phase for name in each.anchors}
    destinations = Destinations(others, posixpath.join(tree.folder, tree.home), source.slug, phases)
    _search(Search(source, items, place, site, destinations))
    if rendered is not None:
        _search(Search(source, items, read_rendered(rendered, place, source.kind), site, destinations))
    return _counted(source, items, waivers)


def _counted(source: Source, items: Items, waivers: Sequence[Waiver]) -> PageAudit:
    pardon = Pardon(waivers, source.name)
    links = [item for piece in items.pieces for _, item in piece.links]
    images = [item for piece in items.pieces for _, item in piece.images]
    return PageAudit(
        source,
        words=_count("word", list(items.words()), pardon),
        links=_count("link", links, pardon),
        images=_count("image", images, pardon),
        headings=_count("heading", [item for _, _, item in items.headings], pardon),
        anchors=_count("anchor", [item for item, _ in items.anchors], pardon),
        tasks=_count("task", list(items.tasks.values()), pardon),
        used=pardon.used(),
    )


def _count(kind: Kind, items: list[Item], pardon: Pardon) -> Count:
    lost = [Lost(item.what, item.line, item.why, item.owner.name) for item in items if item.why]
    kept = pardon.kept(kind, lost)
    return Count(len(items), len(items) - len(lost), len(lost) - len(kept), kept)


def _search(search: Search) -> None:
    """One step: every item sought, and marked where it is not there."""
    by_kind: dict[str, list[Piece]] = {}
    for piece in search.items.pieces:
        by_kind.setdefault(piece.owner.kind, []).append(piece)
    headings = Headings(search)
    headings.front_matter(by_kind.get("title", []), search.place.titles)
    if search.place.keywords is not None:
        headings.front_matter(by_kind.get("keywords", []), search.place.keywords)
        headings.front_matter(by_kind.get("lead", []), search.place.titles)
    Rows(search).tasks(by_kind.get("task", []))
    for entries in search.place.changes:
        Entries(search).changes(by_kind.get("change", []), entries)
    headings.headings()
    Pool(search).pooled(by_kind)
    links = Links(search)
    links.links()
    links.images()
    for item, names in search.items.anchors:
        if not any(map(search.place.has_anchor, names)):
            item.lose(search.place.missing)
