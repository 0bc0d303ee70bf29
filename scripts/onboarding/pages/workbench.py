"""What the reader's workbench knows of a service: its tasks, as the scripts in the reader's browser have them."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from onboarding.content import Change, Phase, Service, Task
from onboarding.content.addresses import handover_file, mine_page, process_address, workbench_file
from onboarding.content.fields import TASK_ID
from onboarding.content.references import Target
from onboarding.pages.book import Book
from onboarding.pages.model import File
from onboarding.pages.places import published

SCHEMA = 1


def workbench(book: Book, service: Service) -> File:
    """The service as a script, since a page that was opened from disk may run one and not ask for a file.

    Its shape is the type `Service` of the scripts; addresses are relative to this file.
    """
    data = {
        "schema": SCHEMA,
        "id": service.id,
        "title": service.title,
        "shortTitle": service.short_title,
        "language": service.language,
        "page": _address(book, service, Target(mine_page(service))),
        "process": _relative(quote(process_address(service)), service.folder),
        "handover": _relative(handover_file(service), service.folder),
        "base": f"{book.site.url}{service.folder}/" if book.site.url else None,
        **_elsewhere(book, service),
        "roles": [{"name": role.name, "everyone": role.everyone} for role in service.roles],
        "phases": [_phase(book, service, phase) for phase in service.phases],
        "words": {name: words for name, words in _words(book, service).items() if name != "handover"},
    }
    return File(workbench_file(service), _script("onboardingServices", service, data))


def _elsewhere(book: Book, service: Service) -> Mapping[str, object]:
    """The published site's own pages, where an edition that opens from disk has others."""
    if book.site.elsewhere == book.site:
        return {}
    there = replace(book, site=book.site.elsewhere)
    phases = {phase.id: _address(there, service, Target(phase.path)) for phase in service.phases}
    return {"published": {"page": _address(there, service, Target(mine_page(service))), "phases": phases}}


def handover(book: Book, service: Service) -> File:
    """What only handing over needs, as a script like the other: its words, and the links of each task by its id.

    It is a third of all that the scripts know, and most pages have no place for it.
    """
    data = {
        "words": _words(book, service)["handover"],
        "links": {task.id: _links(book, task) for phase in service.phases for task in phase.tasks},
    }
    return File(handover_file(service), _script("onboardingHandovers", service, data))


def _words(book: Book, service: Service) -> Mapping[str, object]:
    words: Mapping[str, object] = book.templates.words(service.language)["workbench"]
    return words


def _script(name: str, service: Service, data: Mapping[str, object]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"(globalThis.{name} ??= {{}})[{json.dumps(service.id)}] = {text};\n".encode()


@dataclass(frozen=True, slots=True)
class Bench:
    """What a place for the workbench says of itself: the service's id, and the way to the file with its tasks."""

    service: str
    tasks: str


def bench(book: Book, service: Service, page: str, address: str | None = None) -> Bench:
    """The workbench for `page`, which is published at `address` where its path does not say it."""
    folder = posixpath.dirname(published(page, book.site, address))
    return Bench(service.id, _relative(workbench_file(service), folder))


def _phase(book: Book, service: Service, phase: Phase) -> dict[str, object]:
    return {
        "id": phase.id,
        "name": phase.name,
        "url": _address(book, service, Target(phase.path)),
        "required": phase.gate_required,
        "recommended": bool(phase.gate) and not phase.gate_required,
        "tasks": [_task(book, service, task) for task in phase.tasks],
    }


def _task(book: Book, service: Service, task: Task) -> dict[str, object]:
    return {
        "id": task.id,
        "title": task.title,
        "url": _address(book, service, Target(task.path)),
        "roles": task.roles,
        "waitsFor": task.waits_for,
        "dependsOn": task.depends_on,
        "fingerprint": book.fingerprint(task),
        "formerIds": _former_ids(task),
        "changes": [_change(book, service, change) for change in service.changes if task.id in change.tasks],
    }


def _former_ids(task: Task) -> list[str]:
    """What the task was called before: an id among the aliases, as it is or as the anchor that it gave."""
    names = ((alias.fragment or "").upper() for alias in task.aliases if alias.path is None)
    return list(dict.fromkeys(name for name in names if re.fullmatch(TASK_ID, name)))


def _links(book: Book, task: Task) -> list[dict[str, str]]:
    return [{"text": link.text, "url": link.address} for link in book.absolute_links(task)]


def _change(book: Book, service: Service, change: Change) -> dict[str, str]:
    url = _address(book, service, Target(change.path))
    return {"date": change.date.isoformat(), "title": change.title, "url": url}


def _address(book: Book, service: Service, target: Target) -> str:
    place = book.reading.of(target.path)
    anchor = place.anchor_of(target.fragment)
    return _relative(published(place.page, book.site), service.folder) + (f"#{anchor}" if anchor else "")


def _relative(address: str, folder: str) -> str:
    found = posixpath.relpath(address or ".", folder or ".")
    return f"{found}/" if address.endswith("/") else found
