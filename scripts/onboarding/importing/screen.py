"""What the command says of an import."""

from __future__ import annotations

from collections.abc import Iterator

from onboarding.importing.differences import difference_lines
from onboarding.importing.folder import Folder
from onboarding.importing.model import Imported, ImportedPage, Mode
from onboarding.legacy.audit import as_table, lost_lines
from onboarding.load import shown_name

UNCHANGED = "Alt er med fra før."
_KINDS = {"onboarding": "onboarding", "changelog": "endringslogg", "page": "vanlig side"}


def screen_lines(found: Imported, folder: Folder) -> Iterator[str]:
    """All lines: each page with its repairs, missing files, differences, problems, the table, and all that is lost."""
    for page in found.pages:
        yield from _page(page, folder)
    if found.missing:
        yield ""
        yield "Filer som ikke ligger ved siden av sidene. Lenkene går til det gamle nettstedet:"
        yield from (f"  {address}" for address in found.missing)
    if found.differing:
        yield ""
        yield from difference_lines(found.differing, shown_name(folder.root))
    if found.problems:
        yield ""
        yield from map(str, found.problems)
    audits = [finding.page for finding in found.findings]
    yield ""
    yield as_table(audits)
    lost = list(lost_lines(audits))
    if lost:
        yield ""
        yield from lost
    for waiver in found.unused:
        yield f"Unntaket «{waiver.item}» ble ikke brukt. Ta det bort."


def _page(page: ImportedPage, folder: Folder) -> Iterator[str]:
    one = page.converted
    repairs = list(one.page.repairs)
    where = folder.shown(one.service)
    yield f"{one.page.name}: {_KINDS[one.kind]}, {_counted(len(one.files), 'fil', 'filer')} i {where}"
    yield from (f"{one.page.name}:{each.line}: {each.what} [{each.code}]" for each in repairs)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def ending(found: Imported, folder: Folder, mode: Mode) -> tuple[str, bool]:
    """How it ended in one line, and whether all is well."""
    nothing = "" if mode is Mode.CHECK else " Ingenting er skrevet."
    if found.differing and mode is Mode.CREATE:
        changed = _counted(len(found.differing), "fil", "filer")
        advice = "Over står det som er der, med -, og det siden gir, med +. Bruk --overwrite for å skrive over."
        return f"{changed} i {folder.into} er endret siden importen.{nothing} {advice}", False
    if found.has_losses:
        advice = "Rett siden, eller skriv et unntak med grunn i en fil og bruk --waivers."
        return f"Noe mangler, eller hører til et annet sted.{nothing} {advice}", False
    if found.problems:
        advice = "Rett det først."
        return f"Innholdet har {_counted(len(found.problems), 'problem', 'problemer')}.{nothing} {advice}", False
    if found.differing and mode is Mode.CHECK:
        changed = _counted(len(found.differing), "fil", "filer")
        return f"Alt er med, men {changed} i {folder.into} er ikke slik importen skriver dem.", False
    if mode is Mode.CHECK:
        return "Alt er med.", True
    count = len(found.writes) + len(found.copies)
    return (f"Alt er med. {_counted(count, 'fil', 'filer')} skrevet til {folder.into}." if count else UNCHANGED), True
