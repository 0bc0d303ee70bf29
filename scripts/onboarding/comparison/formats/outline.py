"""A comparison as what every format shows: sections of groups of entries, each with facts in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from onboarding.comparison import words
from onboarding.comparison.formats import sentences
from onboarding.comparison.model import (
    Comparison,
    Difference,
    Fate,
    FieldChange,
    Kind,
    LinkChange,
    Passage,
    Row,
    ServiceDifference,
    Table,
    Words,
)
from onboarding.content import Change, Changelog, Item, Page, Phase, Service, Task

_LISTS = frozenset({"roles", "depends_on", "tasks", "keywords", "aliases", "allow"})
# What a heading already says of an item that is new or was removed.
_IN_HEADING = frozenset({"id", "title"})
_CALLED: Final[dict[type[Item], str]] = {
    Service: "Tjenesten",
    Page: "Siden",
    Changelog: "Innledningen",
    Change: "Oppføringen",
}
# So much of a text tells which it is, where none of its words changed.
_ENOUGH = 100


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that changed. `line` is where, 0 where that says nothing; `rows` are those of a table."""

    label: str
    line: int
    words: tuple[Words, ...]
    header: Row | None = None
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An item: its name, what has become of it, its file, and what changed, last what readers do not see."""

    name: str
    status: str
    path: str
    facts: tuple[Fact, ...]
    quiet: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading, "" for none."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A service, or what belongs to none."""

    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A comparison in words."""

    headline: str
    remarks: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def has_marks(self) -> bool:
        """Whether some words are marked as added or removed."""
        facts = (fact for section in self.sections for group in section.groups for fact in _facts_in(group.entries))
        return any(is_marked(fact) for fact in facts)


def is_marked(fact: Fact) -> bool:
    """Whether some words of a fact are marked as added or removed."""
    rows = (*((fact.header,) if fact.header else ()), *fact.rows)
    return words.is_changed(fact.words) or any(row.is_changed for row in rows)


def _facts_in(entries: Iterable[Entry]) -> Iterator[Fact]:
    for entry in entries:
        yield from (*entry.facts, *entry.quiet)


def outline(comparison: Comparison) -> Outline:
    """The comparison in words."""
    sections = [_service(service) for service in comparison.services]
    sections.append(Section("Andre sider", (_group("", comparison.pages),)))
    files = tuple(Entry("", sentences.file_status(file.fate), file.path, ()) for file in comparison.files)
    sections.append(Section("Bilder og dokumenter", (Group("", files),)))
    return Outline(
        sentences.headline(comparison),
        tuple(sentences.remarks(comparison)),
        tuple(section for section in map(_filled, sections) if section.groups),
    )


def _filled(section: Section) -> Section:
    return replace(section, groups=tuple(group for group in section.groups if group.entries))


def _service(found: ServiceDifference) -> Section:
    groups = [_group("Om tjenesten", _present(found.own))]
    groups += (_group(f"Fase {phase.phase.name}", (*_present(phase.own), *phase.tasks)) for phase in found.phases)
    groups += (_group("Sider", found.pages), _group("Endringslogg", (*_present(found.changelog), *found.entries)))
    return Section(found.service.title, tuple(groups))


def _present(found: Difference | None) -> tuple[Difference, ...]:
    return (found,) if found else ()


def _group(heading: str, found: Iterable[Difference]) -> Group:
    return Group(heading, tuple(map(_entry, found)))


def _entry(found: Difference) -> Entry:
    facts = tuple(_facts(found))
    if found.fate is Fate.NEW:  # the heading says so of it all
        facts = tuple(map(_unmarked, facts))
    quiet = tuple(
        _field(field, found.item) for field in found.quiet if found.fate is Fate.CHANGED or field.key != "path"
    )
    is_whole = found.before is None or found.after is None
    return Entry(_name(found.item), sentences.status(found), found.item.source.path, facts, () if is_whole else quiet)


def _name(item: Item) -> str:
    match item:
        case Task():
            return item.name
        case Phase():
            return f"Fasen {item.name}"
    return f"{_CALLED[type(item)]} {item.title}"


def _facts(found: Difference) -> Iterator[Fact]:
    is_whole = found.before is None or found.after is None
    for field in found.seen:
        if not (field.key in _IN_HEADING if is_whole else field.key == "id" and found.fate is Fate.MOVED):
            fact = _field(field, found.item)
            yield replace(fact, line=0) if is_whole else fact
    if found.fate is not Fate.REMOVED:
        yield from (replace(_link(link), line=0 if is_whole else link.line) for link in found.links)
    for part in found.text:
        fact = _table(part) if isinstance(part, Table) else _passage(part)
        yield replace(fact, line=0) if is_whole else fact
    if found.successor:
        yield Fact("den gamle adressen leder nå til", 0, words.whole(_name(found.successor), Kind.SAME))


def _field(field: FieldChange, item: Item) -> Fact:
    label = sentences.field_label(field.key, field.of, item)
    if field.key in _LISTS and not field.of:
        return Fact(label, field.line, tuple(_members(field.before, field.after)))
    return Fact(label, field.line, words.compared("".join(field.before), "".join(field.after)))


def _members(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Words]:
    """The members of two lists, each as a whole, with commas between."""
    found: list[Words] = []
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += (Words(Kind.SAME, member) for member in after[start:end])
        else:
            found += (Words(Kind.REMOVED, member) for member in before[first:last])
            found += (Words(Kind.ADDED, member) for member in after[start:end])
    for number, member in enumerate(found):
        if number:
            yield Words(Kind.SAME, ", ")
        yield member


def _link(change: LinkChange) -> Fact:
    old, new = change.before, change.after
    link = new or old
    label = sentences.LINKS[change.fate, bool(link and link.is_image)]
    if old and new:
        text = words.compared(" ".join(old.text.split()), " ".join(new.text.split()))
        old_address, new_address = (link.address for link in (old, new))
        is_same = old_address == new_address
        address = (Words(Kind.SAME, new_address),) if is_same else _replaced(old_address, new_address)
        return Fact(label, change.line, (*text, Words(Kind.SAME, " → "), *address))
    kind = Kind.ADDED if new else Kind.REMOVED
    text = words.whole(" ".join(link.text.split()), kind) if link else ()
    address = words.whole(link.address, kind) if link else ()
    return Fact(label, change.line, (*text, Words(Kind.SAME, " → "), *address))


def _replaced(old: str, new: str) -> tuple[Words, ...]:
    return (*words.whole(old, Kind.REMOVED), *words.whole(new, Kind.ADDED))


def _passage(passage: Passage) -> Fact:
    shown = passage.words
    if not words.is_changed(shown):
        shown = tuple(replace(piece, text=_brief(piece.text)) for piece in shown)
    return Fact(sentences.passage_label(passage), passage.line, shown)


def _brief(text: str) -> str:
    return text if len(text) <= _ENOUGH else f"{text[:_ENOUGH].rpartition(' ')[0] or text[:_ENOUGH]} …"


def _table(table: Table) -> Fact:
    return Fact(sentences.table_label(table), table.line, (), table.header, table.rows)


def _unmarked(fact: Fact) -> Fact:
    """The fact with all its words as they stand."""
    header = _unmarked_row(fact.header) if fact.header else None
    return replace(fact, words=_same(fact.words), header=header, rows=tuple(map(_unmarked_row, fact.rows)))


def _unmarked_row(row: Row) -> Row:
    return Row(Kind.SAME, row.line, tuple(map(_same, row.cells)))


def _same(pieces: tuple[Words, ...]) -> tuple[Words, ...]:
    return tuple(Words(Kind.SAME, piece.text) for piece in pieces if piece.kind is not Kind.REMOVED)
