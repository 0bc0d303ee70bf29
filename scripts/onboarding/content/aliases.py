"""Old addresses: which page each was an address of, and who has the address now."""

from __future__ import annotations

from collections.abc import Iterator

from onboarding.content.addresses import destination, generated, process_page, published_items
from onboarding.content.model import Alias, Content, Item, Page, Phase, Service, Task
from onboarding.content.references import References
from onboarding.errors import Problem
from onboarding.frontmatter import Document
from onboarding.messages import problem

# A page's address (see `destination`) and an anchor on it.
Address = tuple[str, str | None]


def old_phases(service: Service, task: Task, alias: Alias) -> Iterator[Phase]:
    """The phase that a task was in when its anchor was `alias`, where that is another than now."""
    if alias.path is None and alias.fragment:
        for phase in service.phases:
            if phase.id != task.phase_id and alias.fragment.startswith(f"{phase.id.lower()}-"):
                yield phase


def taken_aliases(content: Content, documents: dict[str, Document], references: References) -> Iterator[Problem]:
    """Every alias that is the address of something else, live or old."""
    owners = dict(_live(content, references))
    for item, service in with_services(content):
        for index, alias in enumerate(item.aliases):
            addresses = list(claims(item, service, alias))
            own = item.source.path
            other = next((owners[address] for address in addresses if owners.get(address, own) != own), None)
            if other is None and alias.host is None:
                other = next((own for address in addresses if address in owners), None)
            if other is not None:
                source = documents[item.path].line_of(("aliases", index))
                yield problem(source, "alias-taken", alias=alias.written, other=other)
            owners |= dict.fromkeys(addresses, item.source.path)


def with_services(content: Content) -> Iterator[tuple[Item, Service | None]]:
    """Every content item with the service that it belongs to."""
    for service in content.services:
        yield from ((item, service) for item in service.items())
    yield from ((page, None) for page in content.pages)


def _live(content: Content, references: References) -> Iterator[tuple[Address, str]]:
    """Every address of the site with the file that owns it."""
    shown = {item.path: item.source.path for item in content.items()}
    pages = [item.path for item in published_items(content)]
    pages += [path for service in content.services for path in generated(service).values()]
    for page in pages:
        yield (destination(page), None), shown.get(page, page)
        for anchor, target in references.anchors(page).items():
            yield (destination(page), anchor), shown.get(target.path, target.path)


def claims(item: Item, service: Service | None, alias: Alias) -> Iterator[Address]:
    """The addresses that an alias claims: an anchor alone, on every page that shows or showed its owner."""
    if alias.path is not None:
        # Pages that were on other sites share this site's addresses once they lead on from here.
        yield f"redirect:{destination(alias.path)}", alias.fragment
        if alias.host is None:
            yield destination(alias.path), alias.fragment
        return
    match item:
        case Task() if service:
            own = next(phase for phase in service.phases if item in phase.tasks)
            for phase in (own, *old_phases(service, item, alias)):
                yield destination(phase.path), alias.fragment
        case _:
            yield destination(item.path), alias.fragment
    if service and (not isinstance(item, Page) or item.in_process):
        yield destination(process_page(service)), alias.fragment
