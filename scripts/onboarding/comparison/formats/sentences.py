"""The words of a comparison: what it sums up to, and what each kind of change is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from onboarding.comparison.model import COUNTED, Comparison, Difference, Fate, Form, LinkFate, Passage, Table
from onboarding.content import Change, Changelog, Item, Page, Phase, Service, Task

NOTHING: Final = "Ingenting er endret for leserne."

_NOUNS: Final[dict[type[Item], tuple[str, str]]] = {
    Task: ("oppgave", "oppgaver"),
    Phase: ("fase", "faser"),
    Service: ("tjeneste", "tjenester"),
    Page: ("side", "sider"),
    Changelog: ("innledning til endringsloggen", "innledninger til endringslogger"),
    Change: ("oppføring i endringsloggen", "oppføringer i endringsloggen"),
}
_FILES: Final = ("bilde eller dokument", "bilder og dokumenter")

# What has become of one item, and of several, in the order in which they are counted; then the same for other files.
_FATES: Final = {
    Fate.CHANGED: ("endret", "endret"),
    Fate.NEW: ("ny", "nye"),
    Fate.MOVED: ("flyttet", "flyttet"),
    Fate.REMOVED: ("fjernet", "fjernet"),
}
_FILE_FATES: Final = _FATES | {Fate.CHANGED: ("byttet ut", "byttet ut"), Fate.NEW: ("nytt", "nye")}

# What the fields of the front matter are called, by kind where that makes a difference.
_FIELDS: Final = {
    "id": "id",
    "title": "tittel",
    "short_title": "kortnavn",
    "summary": "sammendrag",
    "gate": "frist",
    "gate_required": "må være ferdig før neste fase",
    "slug": "adressen til hele prosessen",
    "language": "språk",
    "roles": "roller",
    "performed_by": "utføres av",
    "depends_on": "kan startes etter",
    "date": "dato",
    "tasks": "oppgaver",
    "in_process": "med på siden med hele prosessen",
    "type": "type side",
    "keywords": "søkeord",
    "aliases": "gamle adresser",
    "allow": "godtas av kontrollen",
    "reviewed": "gjennomgang",
    "order": "plass i menyen",
    "path": "filnavn",
}

LINKS: Final = {
    (LinkFate.NEW, False): "ny lenke",
    (LinkFate.REMOVED, False): "lenke tatt bort",
    (LinkFate.READDRESSED, False): "lenken leder til en ny adresse",
    (LinkFate.REWORDED, False): "lenken har fått en ny tekst",
    (LinkFate.NEW, True): "nytt bilde",
    (LinkFate.REMOVED, True): "bilde tatt bort",
    (LinkFate.READDRESSED, True): "bildet er byttet ut",
    (LinkFate.REWORDED, True): "bildet har fått en ny beskrivelse",
}

# The article, one and several of each form of text.
_FORMS: Final = {
    "paragraph": ("et", "avsnitt", "avsnitt"),
    "heading": ("en", "overskrift", "overskrifter"),
    "item": ("et", "punkt", "punkter"),
    "numbered": ("et", "nummerert punkt", "nummererte punkter"),
    "quote": ("et", "sitat", "sitater"),
    "code": ("en", "kodeblokk", "kodeblokker"),
    "rule": ("en", "skillelinje", "skillelinjer"),
    "row": ("en", "rad", "rader"),
    "table": ("en", "tabell", "tabeller"),
    "term": ("et", "ord", "ord"),
    "caption": ("en", "bildetekst", "bildetekster"),
    "summary": ("en", "sammenfoldet tekst", "sammenfoldede tekster"),
}


def headline(comparison: Comparison) -> str:
    """What changed for readers, in numbers."""
    seen = [found for found in comparison.differences() if found.is_for_reader]
    counted = Counter((type(found.item), found.fate) for found in seen)
    parts = [
        _counted(_NOUNS[kind], _FATES, Counter({fate: counted[kind, fate] for fate in _FATES})) for kind in COUNTED
    ]
    parts.append(_counted(_FILES, _FILE_FATES, Counter(file.fate for file in comparison.files)))
    return " ".join(filter(None, parts)) or NOTHING


def _counted(nouns: tuple[str, str], fates: Mapping[Fate, tuple[str, str]], numbers: Counter[Fate]) -> str:
    """«3 oppgaver er endret, 1 er ny.» or ""."""
    parts = [(numbers[fate], one_or_many[numbers[fate] > 1]) for fate, one_or_many in fates.items() if numbers[fate]]
    if not parts:
        return ""
    first = parts[0][0]
    said = [f"{number} er {what}" for number, what in parts]
    said[0] = f"{first} {nouns[first > 1]} er {parts[0][1]}"
    return ", ".join(said) + "."


def remarks(comparison: Comparison) -> Iterator[str]:
    """What one must know about the comparison itself."""
    quiet = sum(not found.is_for_reader for found in comparison.differences())
    if quiet:
        yield f"I {quiet} {'fil' if quiet == 1 else 'filer'} er det bare endret noe som leserne ikke ser."
    before, after = comparison.problems
    if after:
        yield f"Innholdet har {_problems(after)}, så noe kan mangle her. Kjør «onboarding check»."
    if before:
        yield f"Utgaven som det sammenlignes med, har {_problems(before)}, så noe kan mangle her."
    if comparison.unread:
        yield f"Ikke sammenlignet, fordi den ene utgaven ikke kan leses: {', '.join(comparison.unread)}."


def _problems(number: int) -> str:
    return f"{number} problem{'' if number == 1 else 'er'}"


def left_out(number: int) -> str:
    """What stands instead of items that there is no room for."""
    what = "1 endring til er det" if number == 1 else f"{number} endringer til er det"
    return f"{what} ikke plass til her. Kjør «onboarding diff» for å se alt."


def status(found: Difference) -> str:
    """What has become of an item."""
    if found.fate is not Fate.MOVED:
        return _FATES[found.fate][0] if found.is_for_reader else "endret, men ikke for leserne"
    before = found.before
    origin = before.id if isinstance(before, (Task, Phase)) and before.id != _id(found.after) else _path(before)
    is_changed = any(field.key != "id" for field in found.seen) or found.links or found.text
    return f"flyttet fra {origin}{' og endret' if is_changed else ''}"


def file_status(fate: Fate) -> str:
    """What has become of a picture or document."""
    return _FILE_FATES[fate][0]


def _id(item: Item | None) -> str:
    return item.id if isinstance(item, (Task, Phase)) else ""


def _path(item: Item | None) -> str:
    return item.source.path if item else ""


def field_label(key: str, of: str, item: Item) -> str:
    """What a field is called."""
    if key == "roles":
        return f"rollen «{of}»" if of else "ansvarlig" if isinstance(item, Task) else "roller"
    return _FIELDS[key]


def passage_label(passage: Passage) -> str:
    """What a block of text is, and what happened to it where its words do not tell."""
    before, after = passage.before, passage.after
    if before and after and passage.fate is Fate.CHANGED:
        return _reshaped(before, after, passage) or _FORMS[after.name][1]
    form = after or before
    article, one, _ = _FORMS[form.name] if form else ("", "", "")
    return {
        Fate.NEW: f"{'nytt' if article == 'et' else 'ny'} {one}",
        Fate.REMOVED: f"{one} tatt bort",
        Fate.MOVED: f"{one} flyttet",
    }.get(passage.fate, one)


def _reshaped(before: Form, after: Form, passage: Passage) -> str:
    """What became of the blocks themselves, whatever their words; "" for nothing."""
    old, new = passage.parts
    if (old, new) == (1, 1):
        become = f"er blitt {_several(after, passage.count, has_number=False)}"
        return f"{_several(before, passage.count)} {become}" if before != after else ""
    if old == 1:
        return f"{_several(before, old)} er delt i {new}"
    return f"{_several(before, old)} er {'slått sammen' if new == 1 else 'delt opp på en annen måte'}"


def _several(form: Form, count: int, *, has_number: bool = True) -> str:
    article, one, many = _FORMS[form.name]
    has_level = form.name == "heading" or form.level > 1
    level = f" på nivå {form.level}" if has_level else ""
    if count == 1:
        return f"{article} {one}{level}"
    return f"{count} {many}{level}" if has_number else f"{many}{level}"


def table_label(table: Table) -> str:
    """What happened to a table as a whole."""
    match table.fate:
        case Fate.NEW:
            return "ny tabell"
        case Fate.REMOVED:
            return "tabell tatt bort"
        case Fate.MOVED:
            return "tabell flyttet"
    return "tabell, der noe står i en annen rekkefølge" if table.is_reordered else "tabell"
