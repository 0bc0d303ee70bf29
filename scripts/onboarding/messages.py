"""Every sentence that an editor can meet about a problem, in one place: code -> what is wrong, what to do.

The sentences are plain bokmål for people who are not programmers. `{name}` is filled in by `problem`.
A final full stop is added when the problem is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onboarding.errors import Problem, Source, one_line


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
        "{found}Begynn filen med en linje «---», så feltene, så en ny linje «---»",
    ),
    "front-matter-unclosed": Message(
        "feltene øverst blir aldri avsluttet",
        "{found}Sett en linje med bare «---» etter det siste feltet",
    ),
    "front-matter-shape": Message(
        "feltene har ikke navn",
        "Skriv ett felt per linje: navnet, kolon, mellomrom og verdien",
    ),
    "yaml-syntax": Message(
        "feltene kan ikke leses; {where}",
        "{advice}",
    ),
    "yaml-alias": Message(
        "verdien begynner med {sign}, som her betyr noe annet enn tekst",
        "Sett verdien i anførselstegn",
    ),
    "key-duplicate": Message(
        "feltet «{key}» står to ganger",
        "Behold bare ett av dem; det første står på linje {first}",
    ),
    "key-unknown": Message(
        "ukjent {field}",
        "{suggestion}Feltene som finnes her, er: {allowed}",
    ),
    "key-missing": Message(
        "{field} mangler",
        "Legg til en linje «{key}: {value}» {where}",
    ),
    "value-type": Message(
        "{field} skal være {expected}, men er {found}",
        "{advice}",
    ),
    "value-empty": Message(
        "{field} er tomt",
        "{advice}",
    ),
    "value-format": Message(
        "{field} har verdien «{value}», som ikke har riktig form",
        "Skriv {form}",
    ),
    "value-choice": Message(
        "{field} har verdien «{value}», som ikke finnes",
        "Velg en av: {choices}",
    ),
    "value-cut": Message(
        "alt etter # i {field} blir borte",
        "Sett hele teksten i anførselstegn: {text}",
    ),
    "allow-code": Message(
        "{field} er «{value}», som kontrollen ikke kan godta",
        "{suggestion}Dette kan godtas: {codes}",
    ),
    "allow-unused": Message(
        "feltet «allow» godtar «{value}», men det er ikke noe slikt i filen",
        "Ta bort «{value}», så det ikke skjuler noe som kommer til senere",
    ),
    "date-invalid": Message(
        "datoen «{value}» finnes ikke",
        "Skriv en dato i kalenderen som åååå-mm-dd, for eksempel 2026-01-31",
    ),
    "review-date-missing": Message(
        "feltet «{key}» sier noe om en gjennomgang, men datoen mangler",
        "Skriv både «reviewed: …» med datoen og «reviewed_by: …» med navnet, eller ta bort «{key}»",
    ),
    "reviewer-missing": Message(
        "det står når innholdet ble gjennomgått, men ikke av hvem",
        "Legg til en linje «reviewed_by: …» med navnet på den som gjorde det",
    ),
    # how the files hang together
    "folder-index": Message(
        "mappen «{folder}» har innhold, men ingen index.md",
        "{advice}",
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
        "{advice}",
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
    "role-everyone": Message(
        "rollen «{role}» gjelder alle, men det gjør «{other}» også",
        "La «everyone: true» stå ved bare den ene",
    ),
    "gate-missing": Message(
        "fasen {id} må være ferdig før neste fase, men det står ikke med ord",
        "Legg til en linje «gate: …» som sier når oppgavene må være gjort, eller ta bort «gate_required»",
    ),
    "depends-unknown": Message(
        "oppgaven venter på {id}, som ikke finnes i tjenesten",
        "{choice} {id} ut av «depends_on»",
    ),
    "depends-renamed": Message(
        "oppgaven venter på {id}, som nå heter {now}",
        "Er det den samme oppgaven, skriv {now}. Er {id} tatt bort, ta den ut av «depends_on»",
    ),
    "depends-self": Message(
        "oppgaven {id} venter på seg selv",
        "Ta {id} ut av «depends_on»",
    ),
    "depends-twice": Message(
        "oppgaven {id} står to ganger i «depends_on»",
        "Behold bare den ene",
    ),
    "depends-circle": Message(
        "oppgavene venter på hverandre i ring, så ingen av dem kan startes: {circle}",
        "Ta bort minst ett av leddene fra «depends_on»",
    ),
    "depends-gate": Message(
        "{id} venter på {other}, men {later} kan ikke begynne før fase {phase} er ferdig: {circle}",
        "Ta {other} ut av «depends_on», eller ta bort «gate_required» i fase {phase}",
    ),
    "change-task-unknown": Message(
        "endringen nevner oppgaven {id}, som ikke finnes",
        "Velg blant {known}, eller skriv «tasks: []» hvis endringen ikke gjelder en oppgave. "
        "Er oppgaven tatt bort, ta den ut av «tasks»; teksten kan stå",
    ),
    "change-task-renamed": Message(
        "endringen nevner oppgaven {id}, som nå heter {now}",
        "Er det den samme oppgaven, skriv {now}. Er {id} tatt bort, ta den ut av «tasks»; teksten kan stå",
    ),
    "change-missing": Message(
        "teksten i oppgaven {task} er endret, men endringsloggen sier ikke noe om det",
        "Lag en fil i {folder}/ med «tasks: [{task}]», eller kjør «onboarding new change». "
        "Er bare språket rettet, sett etiketten «språk» på pull requesten",
    ),
    "change-missing-facts": Message(
        "{happened}, men endringsloggen sier ikke noe om det",
        "Lag en fil i {folder}/ {how}, eller kjør «onboarding new change». "
        "Etiketten «språk» hjelper ikke her, for dette er mer enn språk",
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
        "{suggestion}Legg filen i docs/, eller rett adressen; store og små bokstaver må være like",
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
    # what editors get wrong in the text
    "text-missing": Message(
        "oppgaven har ingen tekst",
        "Skriv under feltene hva virksomheten skal gjøre, med lenkene som trengs",
    ),
    "conflict-mark": Message(
        "linjen er et merke fra git etter to endringer som ikke lot seg slå sammen",
        "Behold den teksten som er riktig, og ta bort linjene med <<<<<<<, ======= og >>>>>>>",
    ),
    "invisible-character": Message(
        "linjen har et usynlig tegn (U+{character}) som gjør at søk ikke finner ordet",
        "Skriv ordet på nytt uten det",
    ),
    "fixed-blank": Message(
        "det står et fast mellomrom etter «{marks}», så GitHub ser verken overskrift eller punkt",
        "Ta bort mellomrommet, og skriv det på nytt",
    ),
    "misspelling": Message(
        "«{wrong}» er skrevet feil",
        "Skriv «{right}»",
    ),
    "title-long": Message(
        "tittelen er på {length} tegn og får ikke plass på en telefon",
        "Kort den ned til høyst {limit} tegn, og ta resten med i teksten",
    ),
    "heading-long": Message(
        "overskriften er på {length} tegn og får ikke plass på en telefon",
        "Kort den ned til høyst {limit} tegn, og ta resten med i teksten",
    ),
    "heading-order": Message(
        "overskriften «{heading}» hopper over et nivå",
        "Begynn linjen med {marks}",
    ),
    "heading-empty": Message(
        "overskriften har ingen ord",
        "Skriv overskriften etter {marks}, eller ta bort linjen",
    ),
    "link-text": Message(
        "lenketeksten «{text}» sier ikke hvor lenken leder",
        "La teksten si hva leseren finner der, for eksempel «bruksvilkårene»",
    ),
    "image-alt": Message(
        "bildet «{address}» mangler beskrivelse",
        "Skriv hva bildet viser, mellom hakeparentesene: ![beskrivelse]({address})",
    ),
    "image-elsewhere": Message(
        "bildet «{address}» ligger på et annet nettsted, som får vite hvem som leser siden",
        "Legg bildet i docs/, i den samme mappen som filen, og skriv ![hva bildet viser](bilde.png)",
    ),
    "image-unsafe": Message(
        "adressen til bildet begynner med «{scheme}», som er utrygt eller ikke virker for leseren",
        "Legg bildet i docs/, i den samme mappen som filen, og skriv ![hva bildet viser](bilde.png)",
    ),
    "bare-address": Message(
        "adressen «{address}» blir ikke en lenke på nettstedet",
        "Skriv [tekst]({target}), eller {marked} hvis leseren skal se adressen",
    ),
    "own-address": Message(
        "lenken til vårt eget nettsted er skrevet med hele adressen",
        "Skriv veien til filen i stedet: [tekst]({path})",
    ),
    # HTML in the text
    "html-harmful": Message(
        "HTML-koden «<{element}>» kan skade leseren eller siden",
        "Ta den bort",
    ),
    "html-event": Message(
        "«{attribute}» i koden kjører et skript",
        "Ta det bort",
    ),
    "html-style": Message(
        "attributtet «style» endrer utseendet, og virker ikke på nettstedet",
        "Ta det bort. Det som er viktig, kan stå mellom to stjerner: **viktig**",
    ),
    "address-unsafe": Message(
        "adressen begynner med «{scheme}», som er utrygt eller ikke virker for leseren",
        "Skriv en adresse som begynner med https://, eller ta bort lenken",
    ),
    "html-unknown": Message(
        "«<{name}>» vises ikke, fordi det ser ut som HTML",
        "Skriv det uten < og >, eller som kode: `<{name}>`",
    ),
    "html-unclosed": Message(
        "«{tag}» blir aldri avsluttet og virker på resten av siden",
        "Legg til «{end}», eller ta det bort",
    ),
    "html-unopened": Message(
        "«{tag}» avslutter noe som aldri ble åpnet",
        "Ta det bort",
    ),
    "line-break": Message(
        "«{tag}» bryter linjen i et avsnitt, og søket leser ordene på hver side som ett",
        "Begynn et nytt avsnitt med en tom linje, eller lag en liste",
    ),
    # what only GitHub or only the site knows
    "attributes": Message(
        "«{markup}» vises som tekst på GitHub",
        "Ta det bort. Et gammelt anker hører hjemme under «aliases» øverst i filen, i anførselstegn",
    ),
    "strikethrough": Message(
        "teksten mellom ~~ er strøket ut på GitHub, men ikke på nettstedet",
        "Ta bort tegnene ~~, og teksten hvis den ikke gjelder",
    ),
    "task-box": Message(
        "«{box}» blir en avkryssingsboks på GitHub, men ikke på nettstedet",
        "Ta bort «{box}», så blir det et vanlig punkt",
    ),
    "footnote": Message(
        "«{markup}» blir en fotnote på GitHub, men ikke på nettstedet",
        "Skriv forklaringen i teksten",
    ),
    "alert": Message(
        "«{alert}» blir en boks på GitHub, men ikke på nettstedet",
        "Skriv for eksempel «**Merk:**» i stedet",
    ),
    "emoji": Message(
        "«{markup}» blir et bilde på GitHub, men ikke på nettstedet",
        "Si det med ord",
    ),
    "math": Message(
        "«{markup}» blir en formel på GitHub, men ikke på nettstedet",
        "Skriv det uten $, eller som kode: `{markup}`",
    ),
    "diagram": Message(
        "koden merket «{kind}» blir en tegning på GitHub, men ikke på nettstedet",
        "Legg inn tegningen som et bilde med beskrivelse",
    ),
    # what the site shows in another way than GitHub
    "blank-line": Message(
        "{what} kommer rett etter {before} og blir en del av det på nettstedet",
        "Sett en tom linje foran {what}",
    ),
    "list-indent": Message(
        "linjen er rykket inn for lite til å høre til punktet over på nettstedet",
        "Rykk inn alt som hører til et punkt, med fire mellomrom",
    ),
    "list-start": Message(
        "listen begynner på {start}, men på nettstedet begynner den på 1",
        "Begynn på 1. Fortsetter den en liste over, rykk inn det som står mellom dem, med fire mellomrom",
    ),
    "list-marker": Message(
        "«{number})» gir ingen liste på nettstedet",
        "Skriv punktum etter tallene: «{number}.»",
    ),
    "bullet": Message(
        "linjen begynner med «{sign}», som ikke gir en liste",
        "Skriv «- » i stedet, og sett en tom linje foran listen",
    ),
    "lists-merged": Message(
        "to lister står rett etter hverandre og blir til én på nettstedet",
        "Skriv en setning mellom dem, eller begynn alle punktene med det samme tegnet",
    ),
    "quotes-merged": Message(
        "to sitater står rett etter hverandre og blir til ett på nettstedet",
        "Skriv en setning mellom dem",
    ),
    "code-place": Message(
        "koden er rykket inn, og vises feil på nettstedet",
        "Sett ``` på linjene foran og etter koden, helt til venstre og utenfor lister og sitater",
    ),
    "code-unclosed": Message(
        "koden som begynner her, blir aldri avsluttet",
        "Sett en linje med {marks} etter koden",
    ),
    "heading-space": Message(
        "det mangler et mellomrom etter {marks}",
        "Sett inn mellomrommet. Er linjen ingen overskrift, skriv \\ foran {marks}",
    ),
    "escape": Message(
        "skråstreken i «\\{character}» vises på nettstedet",
        "Ta bort skråstreken, eller skriv tegnet som kode: `{character}`",
    ),
    "html-layout": Message(
        "HTML-koden vises ikke likt på GitHub og på nettstedet",
        "Skriv det samme i Markdown",
    ),
    "parity": Message(
        "GitHub og nettstedet viser ikke det samme: GitHub viser {github}, nettstedet {site}",
        "Skriv stedet enklere: tomme linjer rundt lister og tabeller, fire mellomrom foran det som hører til et punkt, "
        "og ingen HTML",
    ),
    # what a change of the content does
    "address-gone": Message(
        "adressen «{address}» er publisert, men virker ikke lenger",
        "{advice}",
    ),
    # legacy pages that cannot be imported
    "import-nothing": Message(
        "mappen har ingen sider",
        "Velg en mappe med sider som ender på {endings}",
    ),
    "import-empty": Message(
        "siden er tom",
        "Ta den bort fra importen, eller hent den på nytt",
    ),
    "import-huge": Message(
        "filen er på {size} MB, og ingen side er større enn {most} MB",
        "Sjekk at det er riktig fil, eller del siden i flere",
    ),
    "import-binary": Message(
        "filen er ikke tekst",
        "Velg Markdown-filen til siden, ikke et bilde, et dokument eller en pakket fil",
    ),
    "import-tangled": Message(
        "teksten har mer enn {most} «{sign}» som aldri blir avsluttet, og ingen nettside kan lages av den",
        "Ta bort tegnene, eller sett linjen mellom to linjer med ```",
    ),
    "import-twice": Message(
        "siden heter «{slug}», og det gjør {other} også",
        "Importer én av dem, eller gi den ene et annet navn i feltet «slug»",
    ),
    # what the designer changes
    "template": Message(
        "malen kan ikke brukes: {detail}",
        "Rett malen, eller hent tilbake den forrige utgaven",
    ),
    # the words that the search knows
    "synonym-alone": Message(
        "«{word}» står alene i gruppen",
        "Skriv minst ett ord til i gruppen, eller slett den",
    ),
    "synonym-again": Message(
        "«{word}» står også i gruppen på linje {line}",
        "Slå de to gruppene sammen, eller ta bort ordet i den ene",
    ),
    "synonym-twice": Message(
        "«{word}» står to ganger i gruppen",
        "Behold bare det ene",
    ),
    "synonym-wordless": Message(
        "«{word}» er ikke et ord",
        "Skriv ord med bokstaver eller tall",
    ),
}


# What a file may ask the check to accept where its text is to stand as it is: it stops no build, and harms no reader.
ALLOWABLE: Final = frozenset(
    {
        "alert",
        "attributes",
        "bare-address",
        "blank-line",
        "bullet",
        "code-place",
        "code-unclosed",
        "diagram",
        "emoji",
        "escape",
        "fixed-blank",
        "footnote",
        "heading-empty",
        "heading-long",
        "heading-order",
        "heading-space",
        "html-layout",
        "html-unopened",
        "image-alt",
        "image-elsewhere",
        "invisible-character",
        "line-break",
        "link-text",
        "list-indent",
        "list-marker",
        "list-start",
        "lists-merged",
        "math",
        "misspelling",
        "own-address",
        "parity",
        "quotes-merged",
        "strikethrough",
        "task-box",
        "text-missing",
        "title-long",
    }
)


def problem(source: Source, code: str, **values: object) -> Problem:
    """The problem `code` at `source`, its sentences filled in with `values`.

    Raises KeyError for an unknown code or a value that the sentences need and did not get.
    """
    message = MESSAGES[code]
    values = {name: one_line(value) if isinstance(value, str) else value for name, value in values.items()}
    return Problem(source, code, message.what.format_map(values), message.fix.format_map(values))
