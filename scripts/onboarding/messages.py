"""Every sentence that an editor can meet about a problem, in one place: code -> what is wrong, what to do.

The sentences are plain bokmål for people who are not programmers. `{name}` is filled in by `problem`.
A final full stop is added when the problem is printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.errors import Problem, Source


@dataclass(frozen=True, slots=True)
class Message:
    """The two sentences of one kind of problem, as `str.format` templates."""

    what: str
    fix: str


MESSAGES = {
    # the file and its front matter
    "encoding": Message(
        "filen er ikke lagret som UTF-8",
        "Lagre filen på nytt med tegnsettet UTF-8",
    ),
    "control-character": Message(
        "linjen har et usynlig tegn som ikke kan vises (U+{character})",
        "Skriv linjen på nytt uten det",
    ),
    "folder-name": Message(
        "mappen «{folder}» kommer ikke med på nettstedet",
        "Gi mappen et annet navn",
    ),
    "file-name": Message(
        "filnavnet «{name}» gir en vanskelig nettadresse",
        "Bruk bare små bokstaver, tall og bindestrek, for eksempel «{example}»",
    ),
    "front-matter-missing": Message(
        "filen mangler feltene øverst",
        "Begynn filen med en linje «---», så feltene, så en ny linje «---»",
    ),
    "front-matter-unclosed": Message(
        "feltene øverst blir aldri avsluttet",
        "Sett en linje med bare «---» etter det siste feltet",
    ),
    "front-matter-shape": Message(
        "feltene har ikke navn",
        "Skriv ett felt per linje: navnet, kolon, mellomrom og verdien",
    ),
    "yaml-syntax": Message(
        "feltene kan ikke leses; det stopper her, ved tegn {column}",
        "Se på denne linjen og den foran: mangler det et mellomrom etter kolon, et anførselstegn eller en ], "
        "eller er det brukt tabulator? En tekst med kolon i må stå i anførselstegn",
    ),
    "yaml-alias": Message(
        "verdien begynner med & eller *",
        "Sett verdien i anførselstegn",
    ),
    "key-duplicate": Message(
        "feltet «{key}» står to ganger",
        "Behold bare ett av dem; det første står på linje {first}",
    ),
    "key-unknown": Message(
        "ukjent felt «{key}»",
        "{suggestion}Feltene som finnes her, er: {allowed}",
    ),
    "key-missing": Message(
        "feltet «{key}» mangler",
        "Legg til en linje «{key}: …» blant feltene",
    ),
    "value-type": Message(
        "feltet «{key}» skal være {expected}, men er {found}",
        "{advice}",
    ),
    "value-empty": Message(
        "feltet «{key}» er tomt",
        "{advice}",
    ),
    "value-format": Message(
        "feltet «{key}» har verdien «{value}», som ikke har riktig form",
        "Skriv {form}",
    ),
    "value-choice": Message(
        "feltet «{key}» har verdien «{value}», som ikke finnes",
        "Velg en av: {choices}",
    ),
    "date-invalid": Message(
        "datoen «{value}» finnes ikke",
        "Skriv en dato i kalenderen som åååå-mm-dd, for eksempel 2026-01-31",
    ),
    # how the files hang together
    "folder-index": Message(
        "mappen «{folder}» har innhold, men ingen index.md",
        "Legg til {folder}/index.md som sier hvilken fase mappen er",
    ),
    "folder-depth": Message(
        "filen ligger for dypt til å høre til en fase",
        "Flytt den til {folder}/",
    ),
    "phase-folder": Message(
        "fasen {id} ligger i mappen «{folder}»",
        "La navnet på mappen begynne med «{prefix}-», eller rett id-en",
    ),
    "task-phase": Message(
        "oppgaven {id} ligger i mappen til fase {phase}",
        "Gi oppgaven en id som begynner med {phase}-, eller flytt filen til riktig fase",
    ),
    "id-duplicate": Message(
        "id-en {id} er allerede brukt i {other}",
        "Gi den ene av dem en ny id",
    ),
    "file-ending": Message(
        "filen «{name}» blir ikke lest",
        "Gi den et navn som slutter på .md",
    ),
    "home-missing": Message(
        "nettstedet har ingen forside",
        "Legg til {path} med en tittel og noen ord om nettstedet",
    ),
    "service-missing": Message(
        "mappen «{folder}» har faser eller oppgaver, men er ingen tjeneste",
        "Legg til {folder}/index.md med «type: service» øverst",
    ),
    "misplaced": Message(
        "filen ser ut som {kind}, men ligger et annet sted enn slike skal ligge",
        "Flytt den til {folder}",
    ),
    "slug-taken": Message(
        "slug-en «{slug}» er også navnet på en mappe",
        "Velg en annen, for eksempel «{slug}_onboarding»",
    ),
    "slug-duplicate": Message(
        "slug-en «{slug}» er allerede brukt i {other}",
        "Gi den ene tjenesten en ny slug",
    ),
    "role-unknown": Message(
        "ukjent rolle «{role}»",
        "{suggestion}Velg en av: {roles}",
    ),
    "role-duplicate": Message(
        "rollen «{role}» står to ganger",
        "Behold bare den ene",
    ),
    "change-task-unknown": Message(
        "endringen nevner oppgaven {id}, som ikke finnes",
        "Velg blant {known}, eller skriv «tasks: []» hvis endringen ikke gjelder en oppgave",
    ),
    "change-task-renamed": Message(
        "endringen nevner oppgaven {id}, som nå heter {now}",
        "Skriv {now}",
    ),
    "page-clash": Message(
        "filen kommer i veien for en side som lages automatisk",
        "Gi filen et annet navn, eller slett den",
    ),
    "alias-format": Message(
        "den gamle adressen «{alias}» har ikke riktig form",
        'Skriv en adresse på nettstedet (gammel/side/), et anker i anførselstegn ("#gammelt-anker"), '
        "en hel adresse (https://…) eller en gammel oppgave-id (A-4)",
    ),
    "alias-taken": Message(
        "den gamle adressen «{alias}» er allerede i bruk ({other})",
        "Velg hvilken av dem som skal ha adressen, og ta den bort fra den andre",
    ),
    # the text
    "heading-title": Message(
        "teksten har en overskrift på øverste nivå (#)",
        "Begynn med ## i stedet; tittelen på siden kommer fra feltet «title»",
    ),
    "heading-lines": Message(
        "avsnittet blir en overskrift, fordi linjen under det er --- eller ===",
        "Sett en tom linje mellom, eller skriv overskriften med ## på én linje",
    ),
    "anchor-clash": Message(
        "filnavnet gir ankeret «#{anchor}», som siden med hele prosessen alt bruker til noe annet",
        "Gi filen et annet navn",
    ),
    "heading-clash": Message(
        "overskriften «{heading}» gir ankeret «#{anchor}», som siden alt bruker til noe annet",
        "Gi overskriften en annen tekst",
    ),
    "link-empty": Message(
        "lenken «{text}» mangler adresse",
        "Skriv adressen mellom parentesene",
    ),
    "link-malformed": Message(
        "lenken ved «{text}» er ikke skrevet riktig",
        "Skriv [tekst](adresse) uten mellomrom mellom og inne i dem; et mellomrom i adressen skrives %20",
    ),
    "link-kind": Message(
        "adressen «{address}» begynner ikke med https://, http://, mailto: eller tel:",
        "Rett begynnelsen av adressen",
    ),
    "link-words": Message(
        "lenken til «{address}» har ingen tekst",
        "Skriv hvor lenken leder, eller gi bildet en beskrivelse",
    ),
    "html-link": Message(
        "HTML-koden viser til «{address}», som ikke blir fulgt opp",
        "Skriv lenken som [tekst]({address}), eller bildet som ![beskrivelse]({address})",
    ),
    "link-scheme": Message(
        "adressen «{address}» mangler https://",
        "Skriv «https://{address}»",
    ),
    "link-absolute": Message(
        "lenken «{address}» begynner med en skråstrek",
        "Skriv adressen fra denne filen, for eksempel «{example}»",
    ),
    "link-broken": Message(
        "lenken leder til «{address}», som ikke finnes",
        "{suggestion}Adressen regnes fra mappen som filen ligger i",
    ),
    "anchor-broken": Message(
        "lenken leder til ankeret «#{anchor}», som ikke finnes i {target}",
        "{suggestion}",
    ),
    "file-missing": Message(
        "filen «{address}» finnes ikke",
        "Legg filen i docs/, eller rett adressen; store og små bokstaver må være like",
    ),
    "table-cells": Message(
        "raden har {found} celler, men tabellen har bare {expected} kolonner, så resten forsvinner",
        "Ta bort overflødige |, eller legg til en kolonne i overskriftsraden",
    ),
    "list-after-paragraph": Message(
        "listen kommer rett etter et avsnitt og blir til løpende tekst på nettstedet",
        "Sett en tom linje foran listen",
    ),
    "term-explanation": Message(
        "ordet «{term}» i ordlisten mangler forklaring",
        "Skriv et avsnitt rett under overskriften",
    ),
    # what the designer changes
    "template": Message(
        "malen kan ikke brukes: {detail}",
        "Rett malen, eller hent tilbake den forrige utgaven",
    ),
}


def problem(source: Source, code: str, **values: object) -> Problem:
    """The problem `code` at `source`, its sentences filled in with `values`.

    Raises KeyError for an unknown code or a value that the sentences need and did not get.
    """
    message = MESSAGES[code]
    return Problem(source, code, message.what.format_map(values), message.fix.format_map(values))
