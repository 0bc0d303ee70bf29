"""What an entry of the changelog could say of the tasks that changed, for an editor to write better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onboarding.comparison.announcing import gate_said, untold, untold_gates
from onboarding.comparison.listing import listed
from onboarding.comparison.model import (
    Comparison,
    Difference,
    Fate,
    FieldChange,
    Kind,
    LinkChange,
    LinkFate,
    Passage,
    Table,
)
from onboarding.content import Task
from onboarding.drafts.sentences import sentence
from onboarding.prose import Link

# A title that names more tasks than this is no title.
_MOST_NAMED: Final = 5

_FATES: Final = {Fate.CHANGED: "endret", Fate.MOVED: "flyttet", Fate.REMOVED: "fjernet"}


@dataclass(frozen=True, slots=True)
class DraftedChange:
    """A drafted entry of the changelog of the service in `service_folder`. `text` is Markdown."""

    service_folder: str
    tasks: tuple[str, ...]
    title: str
    text: str


def drafted(comparison: Comparison) -> tuple[DraftedChange, ...]:
    """An entry for each service with tasks and gates that changed for readers and that no entry tells of yet.

    A service that is new or gone has nothing to tell of single tasks.
    """
    drafts = []
    for service in comparison.services:
        is_old = service.before and service.after
        tasks, gates = (tuple(untold(service)), tuple(untold_gates(service))) if is_old else ((), ())
        if tasks or gates:
            lines = [sentence(line) for line in (*map(_gate, gates), *map(said, tasks))]
            text = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
            ids = tuple(task.after.id for task in tasks if isinstance(task.after, Task))
            drafts.append(DraftedChange(service.service.folder, ids, _title(tasks, gates), text))
    return tuple(drafts)


def said(task: Difference) -> str:
    """What changed of a task, in a plain sentence without a stop: «A-4: ny lenke til Metadata»."""
    old, new = _id(task.before), _id(task.after)
    return f"{old or new}: {'; '.join(_parts(task, old, new))}"


def _parts(task: Difference, old: str, new: str) -> Iterator[str]:
    if task.fate is Fate.NEW:
        yield f"ny oppgave, «{task.item.title}»"
        return
    if task.fate is Fate.REMOVED:
        taken = f", lenker til den leder nå til {_id(task.successor)}" if task.successor else ""
        yield f"oppgaven er fjernet{taken}"
        return
    if old != new:
        yield f"oppgaven er flyttet til {new}"
    for field in task.seen:
        yield from _field(field)
    yield from _links(task.links)
    if any(_is_news(part, task.links) for part in task.text):
        yield "teksten er endret"


def _field(field: FieldChange) -> Iterator[str]:
    match field.key:
        case "title":
            yield f"tittelen er nå «{field.after[0]}»"
        case "roles" if not field.before:
            yield f"ansvarlig er nå {listed(field.after)}"
        case "roles" if not field.after:
            yield "ansvarlig er ikke lenger oppgitt"
        case "roles":
            yield f"ansvarlig endret fra {listed(field.before)} til {listed(field.after)}"
        case "depends_on" if not field.after:
            yield "oppgaven kan startes uten at andre oppgaver er ferdige"
        case "depends_on":
            yield f"oppgaven kan startes når {listed(field.after)} er ferdig{'e' if len(field.after) > 1 else ''}"
        case "performed_by" if not field.before:
            yield f"oppgaven utføres av {field.after[0]}"
        case "performed_by" if not field.after:
            yield "det er ikke lenger oppgitt hvem som utfører oppgaven"
        case "performed_by":
            yield f"oppgaven utføres nå av {field.after[0]}, ikke av {field.before[0]}"


_LINKS: Final = (
    (LinkFate.NEW, False, "ny lenke", "nye lenker"),
    (LinkFate.READDRESSED, False, "ny adresse i lenken", "nye adresser i lenkene"),
    (LinkFate.REMOVED, False, "tok bort lenken", "tok bort lenkene"),
    (LinkFate.NEW, True, "nytt bilde", "nye bilder"),
    (LinkFate.READDRESSED, True, "byttet ut et bilde", "byttet ut bilder"),
    (LinkFate.REMOVED, True, "tok bort et bilde", "tok bort bilder"),
)


def _links(changes: Sequence[LinkChange]) -> Iterator[str]:
    for fate, is_image, one, several in _LINKS:
        found = (_link(change) for change in changes if change.fate is fate)
        links = [link for link in found if link and link.is_image == is_image]
        if links:
            names = list(dict.fromkeys(_name(link) for link in links if _name(link) and not is_image))
            to = f" til {listed(names)}" if names else ""
            yield f"{one if len(links) == 1 else several}{to}"


def _link(change: LinkChange) -> Link | None:
    return change.after or change.before


def _name(link: Link) -> str:
    """What a link is called; "" where that is only its address."""
    text = " ".join(link.text.split())
    return "" if "://" in text or text.startswith("www.") else text


def _is_news(part: Passage | Table, links: Iterable[LinkChange]) -> bool:
    """Whether a part of the text says more than which links have come or gone."""
    if isinstance(part, Table):
        return True
    names: dict[Kind, list[str]] = {Kind.ADDED: [], Kind.REMOVED: []}
    for change in links:
        if change.fate in (LinkFate.NEW, LinkFate.REMOVED) and (link := _link(change)) and _name(link):
            names[Kind.ADDED if change.fate is LinkFate.NEW else Kind.REMOVED].append(_name(link))
    changed = [words for words in part.words if words.kind is not Kind.SAME and words.text.strip(" .,")]
    return not changed or not all(any(name in words.text for name in names[words.kind]) for words in changed)


def _gate(phase: Difference) -> str:
    words = gate_said(phase)
    return f"{words[0].upper()}{words[1:]}"


def _title(tasks: Sequence[Difference], gates: Sequence[Difference]) -> str:
    if not tasks:
        return "Andre faser må være ferdige før neste" if len(gates) > 1 else _gate(gates[0])
    ids = [_id(task.before) or _id(task.after) for task in tasks]
    if len(ids) > _MOST_NAMED:
        return f"Endringer i {len(ids)} oppgaver"
    fates = {task.fate for task in tasks}
    if len(fates) > 1:
        return f"Endringer i {listed(ids)}"
    fate = fates.pop()
    if len(ids) > 1:
        return f"Oppgavene {listed(ids)} er {_FATES.get(fate, 'nye')}"
    return f"Oppgave {ids[0]} er {_FATES.get(fate, 'ny')}"


def _id(item: object) -> str:
    return item.id if isinstance(item, Task) else ""
