"""The specification: every address, what stands behind it, and the state that it must have.

A fault reads: its name, its path, what the server answers, the state after night 1, and after night 3 where it is
another. `DEAD` stands where both engines see it bad on three nights; a `SUSPECT` that stays is one that LinkChecker
10.6 is content with or does not finish (measured). The slow ones have hosts of their own, since clients ask each host
one thing at a time.
"""

from __future__ import annotations

import unicodedata

from onboarding.links.model import State

from faults.answers import (
    BIG_HEADER,
    HTML,
    Answer,
    Ending,
    asking_for_patience,
    asking_for_patience_until,
    bomb,
    by_night,
    by_turn,
    chunked,
    echo,
    hang,
    head,
    huge,
    huge_file,
    of_length,
    page,
    raw,
    redirect,
    refusing_head,
    reply,
    status,
    torn,
    trickle,
    with_cookie,
)
from faults.certificates import Certificate
from faults.model import Fault, Host
from faults.pages import (
    ANALYTICS,
    about_missing_pages,
    about_retired_fields,
    article,
    challenge,
    document,
    long_article,
    part,
    refresh,
    shell,
    sign_in,
)

OK, MOVED, DOOR, UNVERIFIABLE = State.OK, State.MOVED, State.DOOR, State.UNVERIFIABLE
AGING, TLS, FRAGMENT, SOFT404 = State.AGING, State.TLS, State.FRAGMENT, State.SOFT404
SUSPECT, DEAD = State.SUSPECT, State.DEAD

PDF = ("Content-Type", "application/pdf")
PDF_BYTES = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
FILE = reply(200, PDF_BYTES, PDF)
GONE = status(404)
NEVER = raw()  # for addresses at which nobody answers
TWO_MEGABYTES = 2 * 2**20  # how much of a page the probe reads


def good(topic: str) -> Answer:
    """An ordinary page."""
    return page(article(topic))


def bare(title: str, body: str, lang: str = "nb") -> Answer:
    """A page of a few words."""
    return page(document(title, body, lang=lang))


def farewell(topic: str, sentence: str) -> Answer:
    """An ordinary page that begins by saying goodbye."""
    return page(article(topic, lead=f"<p>{sentence}</p>"))


def road(path: str, codes: tuple[int, ...], first: State, third: State | None = None, *, offered: int = 0) -> Fault:
    """Redirects one after the other to `path/1`, `path/2` … and at the end an ordinary page.

    `offered` is the number of the stop that the check should offer.
    """
    stops = [path, *(f"{path}/{number}" for number in range(1, len(codes) + 1))]
    answers = [*(redirect(code, stop) for code, stop in zip(codes, stops[1:], strict=True)), good(f"Veien til {path}")]
    way = dict(zip(stops, answers, strict=True))
    name = ", ".join(map(str, codes)) if len(codes) < 4 else f"{len(codes)} redirects"
    return Fault(name, path, way.pop(path), first, third, f"{path}/{offered}" if offered else "", way)


ORDINARY = Host(
    "ordinary",
    (
        Fault("a page", "/maskinporten", good("Maskinporten"), OK),
        Fault("no path at all", "", good("Forsiden"), OK),
        Fault("query", "/sok?tema=sertifikat&side=2", good("Virksomhetssertifikat"), OK),
        Fault("pdf", "/veileder.pdf", FILE, OK),
        Fault("page of a pdf", "/veileder.pdf#page=3", FILE, OK),
        Fault("no content type", "/uten-type", reply(200, article("Innhold uten type")), OK),
        Fault("json", "/openapi.json", reply(200, '{"openapi": "3.1.0"}', ("Content-Type", "application/json")), OK),
        Fault("plain text", "/les.txt", reply(200, "Les meg.\n" * 40, ("Content-Type", "text/plain")), OK),
        Fault("HEAD refused", "/bare-get", refusing_head(good("Bare GET")), OK),
        Fault("chunked", "/stykkevis", chunked(article("Stykkevis og delt")), OK),
        Fault("documentation about 404", "/feilkoder", page(about_missing_pages()), OK),
        Fault("404 as a number", "/forskrift", good("Forskrift nr. 404 om innsyn"), OK),
        Fault(
            "asks in its footer whether you found it",
            "/tilbakemelding",
            page(article("Rapportering", "<p>Fant du ikke det du lette etter? <a href='/kontakt'>Si ifra</a></p>")),
            OK,
        ),
        Fault(
            "small form to sign in at the top",
            "/med-innlogging",
            page(
                article(
                    "Sertifikater",
                    before='<header><form action="/inn"><input name="user"><input type="password" name="word">'
                    "<button>Logg inn</button></form></header>",
                )
            ),
            OK,
        ),
    ),
)

STATUSES = Host(
    "statuses",
    (
        Fault("204", "/204", reply(204), SOFT404),
        Fault("401", "/401", status(401, ("WWW-Authenticate", 'Basic realm="inn"')), DOOR),
        Fault("402", "/402", status(402), DOOR),
        Fault("403", "/403", status(403), DOOR),
        Fault("451", "/451", status(451), DOOR),
        Fault("999", "/999", status(999), DOOR),
        Fault("400", "/400", status(400), SUSPECT, DEAD),
        Fault("404", "/404", status(404), SUSPECT, DEAD),
        Fault("404 in the dress of a page", "/404-pen", page(article("Ny adresse"), status=404), SUSPECT, DEAD),
        Fault("410", "/410", status(410), SUSPECT, DEAD),
        Fault("418", "/418", status(418), SUSPECT, DEAD),
    ),
)

FAILING = Host(
    "failing",
    (
        Fault("500 once", "/500-en-gang", by_turn(status(500), good("Oppe igjen")), OK),
        Fault("500 always", "/500", status(500), SUSPECT, DEAD),
        Fault("503 always", "/503", status(503), SUSPECT, DEAD),
        Fault("503 once, with Retry-After", "/503-vent", by_turn(asking_for_patience(503), good("Vedlikehold")), OK),
        Fault(
            "503 once, with Retry-After as a date",
            "/503-til",
            by_turn(asking_for_patience_until(503), good("Nattlig vedlikehold")),
            OK,
        ),
    ),
)

BUSY = Host(
    "busy",
    (
        Fault("429 once, with Retry-After", "/vent", by_turn(asking_for_patience(429), good("Takt")), OK),
        Fault("429 once, without Retry-After", "/travelt", by_turn(status(429), good("Trafikk")), OK),
        Fault("429 for ever", "/alltid", status(429), DOOR),
        Fault("429 with a Retry-After of a day", "/i-morgen", status(429, ("Retry-After", "86400")), DOOR),
    ),
)

REDIRECTS = Host(
    "redirects",
    (
        road("/301", (301,), MOVED, offered=1),
        road("/302", (302,), OK),
        road("/303", (303,), OK),
        road("/307", (307,), OK),
        road("/308", (308,), MOVED, offered=1),
        road("/fast", (301, 301), MOVED, offered=2),
        road("/fast-saa-los", (301, 302), MOVED, offered=1),
        road("/los-saa-fast", (302, 301), OK),
        Fault(
            "a slash is added",
            "/mappe",
            redirect(301, "/mappe/"),
            MOVED,
            suggestion="/mappe/",
            also={"/mappe/": good("Mapper")},
        ),
        Fault(
            "relative Location",
            "/her/gammel",
            redirect(301, "../der/ny"),
            MOVED,
            suggestion="/der/ny",
            also={"/der/ny": good("Nye steder")},
        ),
        Fault(
            "Location of nothing but a query",
            "/vis",
            redirect(301, "?side=1"),
            MOVED,
            suggestion="/vis?side=1",
            also={"/vis?side=1": good("Visninger")},
        ),
        Fault(
            "Location with bare letters beyond ASCII",
            "/bare-bokstaver",
            redirect(301, "/blåbær"),
            MOVED,
            also={"/blåbær": good("Blåbær")},
        ),
        Fault(
            "to another host",
            "/flyttet-ut",
            redirect(301, "{ordinary}/maskinporten"),
            MOVED,
            suggestion="{ordinary}/maskinporten",
        ),
        Fault(
            "a cookie is set on the way",
            "/kake",
            with_cookie("sett", good("Kaker"), redirect(302, "/kake", ("Set-Cookie", "sett=1; Path=/"))),
            OK,
        ),
        Fault("301 to a 404", "/til-intet", redirect(301, "/intet"), SUSPECT, DEAD, also={"/intet": GONE}),
        Fault(
            "the fragment goes along",
            "/gammel#del-2",
            redirect(301, "/ny"),
            MOVED,
            suggestion="/ny#del-2",
            also={"/ny": page(article("Nytt oppslag", part("del-2")))},
        ),
        Fault(
            "Location has a fragment of its own",  # RFC 9110, section 10.2.2: it replaces the old one
            "/gammelt#del-9",
            redirect(301, "/nytt#del-3"),
            MOVED,
            suggestion="/nytt#del-3",
            also={"/nytt": page(article("Nyere oppslag", part("del-3")))},
        ),
        Fault(
            "the fragment goes along and is gone",
            "/gammel-del#del-7",
            redirect(301, "/ny-del"),
            FRAGMENT,
            also={"/ny-del": page(article("Oppslag uten deler", part("innledning")))},
        ),
        Fault(
            "meta refresh at once",
            "/straks",
            page(refresh(0, "/straks/ny")),
            MOVED,
            suggestion="/straks/ny",
            also={"/straks/ny": good("Straks")},
        ),
        # Delayed is temporary: https://developers.google.com/search/docs/crawling-indexing/301-redirects
        Fault(
            "meta refresh after a while", "/snart", page(refresh(5, "/snart/ny")), OK, also={"/snart/ny": good("Snart")}
        ),
        Fault(
            "meta refresh of itself",
            "/igjen",
            page(article("Driftsstatus", head='<meta http-equiv="refresh" content="60">')),
            OK,
        ),
        Fault(
            "meta refresh to a dead page",
            "/straks-intet",
            page(refresh(0, "/ikke-noe")),
            SOFT404,
            also={"/ikke-noe": GONE},
        ),
    ),
)

MAZES = Host(
    "mazes",
    (
        Fault("loop", "/rundt", redirect(302, "/rundt/b"), SUSPECT, DEAD, also={"/rundt/b": redirect(302, "/rundt")}),
        Fault("loop of one", "/selv", redirect(301, "/selv"), SUSPECT, DEAD),
        road("/langt", (302,) * 40, SUSPECT, DEAD),
        Fault("no Location", "/uten-sted", redirect(302, None), SUSPECT),
        Fault("unparseable Location", "/uleselig-sted", redirect(302, "http://[::1"), SUSPECT),
        Fault("Location is a script", "/skript", redirect(302, "javascript:void(0)"), SUSPECT, DEAD),
        Fault("Location is not on the web", "/ftp", redirect(302, "ftp://127.0.0.1/fil"), SUSPECT, DEAD),
    ),
)

DOORS = Host(
    "doors",
    (
        Fault(
            "redirect to the host's login",
            "/min-side",
            redirect(302, "/login?return=%2Fmin-side"),
            DOOR,
            also={"/login?return=%2Fmin-side": page(sign_in("Logg inn"))},
        ),
        Fault("redirect to another host's login", "/skjema/4", redirect(302, "{sso}/authorize?client_id=4"), DOOR),
        Fault("a login at the very address", "/portal", page(sign_in("Logg inn i portalen")), DOOR),
        Fault(
            "wall with 503",
            "/mur-503",
            reply(503, challenge(), HTML, ("Server", "cloudflare"), ("cf-mitigated", "challenge")),
            DOOR,
        ),
        Fault(
            "wall with 403",
            "/mur-403",
            reply(403, challenge(), HTML, ("Server", "cloudflare"), ("cf-mitigated", "challenge")),
            DOOR,
        ),
        Fault("wall with 200", "/mur-200", page(challenge()), DOOR),
    ),
)

SSO = Host("sso", (), otherwise=page(sign_in("Felles innlogging")))

SOFT = Host(
    "soft",
    (
        Fault("bokmål in the title", "/a", bare("Siden finnes ikke", "<h1>Beklager</h1><p>Prøv å søke.</p>"), SOFT404),
        Fault(
            "nynorsk in the title", "/b", bare("Sida finst ikkje", "<h1>Orsak</h1><p>Prøv å søkje.</p>", "nn"), SOFT404
        ),
        Fault(
            "English in the title",
            "/c",
            bare("Page not found | Portal", "<h1>Sorry</h1><p>Try a search.</p>", "en"),
            SOFT404,
        ),
        Fault("404 in the title", "/d", bare("404 – Portalen", "<h1>Oi!</h1><p>Her var det tomt.</p>"), SOFT404),
        Fault(
            "bokmål in the heading",
            "/e",
            bare("Portalen", "<h1>Vi finner ikke siden</h1><p>Gå til forsiden.</p>"),
            SOFT404,
        ),
        Fault(
            "nynorsk in the heading",
            "/f",
            bare("Portalen", "<h1>Vi fann ikkje sida</h1><p>Gå til framsida.</p>", "nn"),
            SOFT404,
        ),
        Fault(
            "English in the heading",
            "/g",
            bare("Portal", "<h1>The page you requested could not be found</h1>", "en"),
            SOFT404,
        ),
        Fault("in a short text", "/h", bare("Portalen", "<p>Siden du leter etter, finnes ikke.</p>"), SOFT404),
        Fault(
            "in a short English text", "/i", bare("Portal", "<p>Sorry, this page does not exist.</p>", "en"), SOFT404
        ),
        Fault("no body", "/tom", reply(200, "", HTML), SOFT404),
        Fault("nothing but blanks", "/blank", reply(200, " \r\n\t\n" * 50, HTML), SOFT404),
        Fault("tags without a word", "/ordlos", bare("", "<div></div>"), SOFT404),
    ),
)

PARKED = Host(
    "parked",
    (
        Fault(
            "parked domain",
            "/veiledning",
            bare("parkert.example", "<h1>parkert.example</h1><p>Dette domenet er til salgs. Buy this domain.</p>"),
            SOFT404,
        ),
    ),
)

HOMEWARD = Host(
    "homeward",
    (
        Fault("301 to the front page", "/tjenester/sykepenger", redirect(301, "/no/"), SOFT404),
        Fault("302 to the front page", "/tjenester/uforetrygd", redirect(302, "/"), SOFT404),
        Fault(
            "301 to the front page of a language",
            "/tjenester/pensjon",
            redirect(301, "/nn/"),
            SOFT404,
            also={"/nn/": good("Framsida")},
        ),
        Fault(
            "the front page itself moves to a language",
            "/",
            redirect(301, "/no/"),
            MOVED,
            suggestion="/no/",
            also={"/no/": good("Forside på norsk")},
        ),
    ),
)

HOMELIKE = Host(
    "homelike",
    (
        Fault(
            "the front page lends its place to a language",
            "/",
            redirect(302, "/no/"),
            OK,
            also={"/no/": good("Hjem på norsk")},
        ),
    ),
)

CATCH_ALL = Host(
    "catch-all",
    (
        Fault("deep address of a host that answers anything", "/dypt/nede", good("Portalen for alt"), SOFT404),
        Fault("front page of a host that answers anything", "/", good("Portalen for alt"), OK),
    ),
    otherwise=good("Portalen for alt"),
)

ECHO = Host(
    "echo",
    (Fault("deep address of a host that repeats it", "/dypt/nede", echo(article("Du leter etter @")), SOFT404),),
    otherwise=echo(article("Du leter etter @")),
)

ERROR_PAGE = Host(
    "error-page",
    (
        Fault(
            "deep address of a host that redirects anything to one page",
            "/dypt/nede",
            redirect(302, "/error"),
            SOFT404,
            also={"/error": good("Kontakt oss")},
        ),
    ),
    otherwise=redirect(302, "/error"),
)

_SAME = echo(article("Kartet"))
MIXED = Host(
    "mixed",
    (
        Fault("folder that answers anything", "/kart/lag/7", _SAME, SOFT404),
        Fault("folder beside it", "/docs/lag", good("Kartlag"), OK),
    ),
    otherwise=lambda asked: (_SAME if asked.target.startswith(b"/kart/") else GONE)(asked),
)

_IDS_BY_SCRIPT = article(
    "Innholdsfortegnelse",
    "<h2>Slik bestiller du</h2><p>Fyll ut skjemaet.</p>",
    "<script>document.querySelectorAll('h2').forEach(h => { h.id = h.textContent.toLowerCase(); });</script>",
)
APPS = Host(
    "apps",
    (
        Fault("route of an application", "/app/#/tjenester/7", page(shell("Tjenester")), UNVERIFIABLE),
        Fault("route with an exclamation mark", "/gammel-app/#!/api", page(shell("API-er")), UNVERIFIABLE),
        Fault("fragment in an application", "/selvbetjening/#kom-i-gang", page(shell("Selvbetjening")), UNVERIFIABLE),
        Fault("ids made by a script", "/skriptet#slik-bestiller-du", page(_IDS_BY_SCRIPT), UNVERIFIABLE),
    ),
)

APP_HOST = Host(
    "app-host",
    (Fault("host that is one application", "/katalog/maskinporten", page(shell("Katalogen")), UNVERIFIABLE),),
    otherwise=page(shell("Katalogen")),
)

_CHAPTERS = page(article("Kapitler", part("kapittel-1"), part("kapittel-2"), '<a name="gammelt-anker"></a>'))
_NFD = unicodedata.normalize("NFD", "påmelding")
FRAGMENTS = Host(
    "fragments",
    (
        Fault("id", "/kapitler#kapittel-1", _CHAPTERS, OK),
        Fault("another id of the same page", "/kapitler#kapittel-2", _CHAPTERS, OK),
        Fault("name of an anchor", "/kapitler#gammelt-anker", _CHAPTERS, OK),
        Fault("top", "/kapitler#top", _CHAPTERS, OK),
        Fault("empty", "/kapitler#", _CHAPTERS, OK),
        Fault("text", "/kapitler#:~:text=Begynn%20med", _CHAPTERS, OK),
        Fault("id and text", "/kapitler#kapittel-1:~:text=stegene", _CHAPTERS, OK),
        Fault("percent-encoded", "/prosent#s%C3%B8knad", page(article("Søknad", part("søknad"))), OK),
        Fault("bare letters", "/bar#søknad", page(article("Søknader", part("søknad"))), OK),
        Fault(
            "id that is itself percent-encoded", "/kodet#s%C3%B8knad", page(article("Skjema", part("s%C3%B8knad"))), OK
        ),
        Fault("id with an entity", "/entitet#søknad", page(article("Entiteter", part("s&oslash;knad"))), OK),
        Fault("id composed, address decomposed", f"/nfc#{_NFD}", page(article("Samlet", part("påmelding"))), OK),
        Fault("id decomposed, address composed", "/nfd#påmelding", page(article("Oppløst", part(_NFD))), OK),
    ),
)

ENCODINGS = Host(
    "encodings",
    (
        Fault(
            "ISO-8859-1 by header", "/latin-1#s%C3%B8knad", page(article("Sjøfart", part("søknad")), "iso-8859-1"), OK
        ),
        Fault(
            "ISO-8859-1 by meta",
            "/latin-1-meta#søknad",
            page(article("Sjøvei", part("søknad"), head='<meta charset="iso-8859-1">'), "iso-8859-1", declared=""),
            OK,
        ),
        Fault("windows-1252", "/1252#pris-€", page(article("Priser", part("pris-€")), "windows-1252"), OK),
        # https://encoding.spec.whatwg.org/#names-and-labels: the label means windows-1252
        Fault(
            "windows-1252 that calls itself ISO-8859-1",
            "/falsk-latin#pris–liste",
            page(article("Prisliste", part("pris–liste")), "windows-1252", declared="iso-8859-1"),
            OK,
        ),
        Fault(
            "UTF-8 with BOM", "/utf-8-bom#søknad", page(article("Merke", part("søknad")), "utf-8-sig", declared=""), OK
        ),
        Fault(
            "UTF-16 with BOM", "/utf-16#søknad", page(article("Brede tegn", part("søknad")), "utf-16", declared=""), OK
        ),
    ),
)

ANCHORS_GONE = Host(
    "anchors-gone",
    (
        Fault("no anchor like it", "/a#priser", page(article("Bestilling", part("kontakt"))), FRAGMENT),
        Fault(
            "anchor nearly like it",
            "/b#kapitel-2",
            page(article("Bøker", part("kapittel-2"), part("vedlegg"))),
            FRAGMENT,
            suggestion="/b#kapittel-2",
        ),
        Fault(
            "upper and lower case",
            "/c#Fullmakt",
            page(article("Roller", part("fullmakt"), part("innhold"))),
            FRAGMENT,
            suggestion="/c#fullmakt",
        ),
        Fault("only in a comment", "/d#gammel", page(article("Historie", f"<!-- {part('gammel')} -->")), FRAGMENT),
        Fault("only the name of a field", "/e#epost", page(article("Skjemaer", '<input name="epost">')), FRAGMENT),
        Fault(
            "scripts that make no ids", "/f#priser", page(article("Statistikk", part("tall"), head=ANALYTICS)), FRAGMENT
        ),
        Fault(
            "beyond what is read",
            "/g#sist",
            page(long_article("Lang lesning", TWO_MEGABYTES + 500_000, part("sist"))),
            UNVERIFIABLE,
        ),
    ),
)

FAREWELLS = Host(
    "farewells",
    (
        Fault(
            "is to be closed down",
            "/avvikles",
            farewell("Gamle portalen", "Denne tjenesten skal avvikles 1. mars."),
            AGING,
        ),
        Fault(
            "is replaced",
            "/erstattet",
            farewell("Versjon 1", "Denne siden er erstattet av <a href='/ny'>den nye veilederen</a>."),
            AGING,
        ),
        Fault(
            "deprecated",
            "/deprecated",
            farewell("Klientbibliotek", "<strong>This project is deprecated.</strong>"),
            AGING,
        ),
        Fault(
            "no longer maintained",
            "/forlatt",
            farewell("Eksempelkode", "This repository is no longer maintained."),
            AGING,
        ),
        Fault("single fields are retired, the page is not", "/meldinger", page(about_retired_fields()), OK),
    ),
)

_UP = good("Driftsmeldinger")
NIGHTS = Host(
    "nights",
    (
        Fault("bad, bad, good, bad", "/vakler", by_night(GONE, GONE, _UP, GONE), SUSPECT, OK),
        Fault("good, bad, good", "/blunker", by_night(_UP, status(503), _UP), OK),
        Fault("gone from the second night", "/forsvinner", by_night(_UP, GONE), OK, SUSPECT),
        Fault(
            "says goodbye on the third night",
            "/tar-farvel",
            by_night(_UP, _UP, farewell("Driftsmeldinger", "Denne tjenesten skal avvikles 1. mai.")),
            OK,
            AGING,
        ),
        Fault(
            "moves on the second night",
            "/flytter",
            by_night(_UP, redirect(301, "/flyttet")),
            OK,
            MOVED,
            also={"/flyttet": _UP},
        ),
        Fault("title changes", "/tittel", by_night(good("Satser for 2025"), good("Satser for 2026")), OK),
    ),
)

EXACT = Host(
    "exact",
    (
        Fault("encoded slash", "/a%2Fb", good("Skråstreker"), OK),
        Fault("encoding in lower case", "/c%c3%b8", good("Små bokstaver"), OK),
        Fault("empty query", "/d?", good("Spørsmålstegn"), OK),
        Fault("double slash", "/e//f", good("Doble streker"), OK),
        Fault("parameter", "/g;v=1", good("Semikolon"), OK),
        Fault("dots", "/h/../i", good("Prikker"), OK),
        Fault("needless encoding", "/j%7Ek", good("Tilder"), OK),
        Fault("plus, blank and empty value", "/l?q=a+b%20c&r=", good("Pluss"), OK),
    ),
)

CUT = Host(
    "cut",
    (
        Fault("reset at once", "/reset", raw(Ending.RESET), SUSPECT, DEAD),
        Fault("reset once", "/reset-en-gang", by_turn(raw(Ending.RESET), good("Forbindelser")), OK),
        Fault("closed without a byte", "/taus", raw(Ending.CLOSE), SUSPECT, DEAD),
        Fault("reset in the middle of a page", "/avrevet", torn(article("Avrevne sider")), SUSPECT),
        Fault("chunks that break off", "/brutt", chunked(article("Brutte stykker"), b"64\r\nhalv"), SUSPECT),
        Fault("chunks that are none", "/rot", chunked(article("Rotete stykker"), b"zz\r\n"), SUSPECT),
        # Browsers show such pages in full.
        Fault("length too long", "/for-lang", of_length(500, article("Lengder")), OK),
        Fault("length too short", "/for-kort", of_length(-20, article("Mål")), OK),
        Fault("HTML without HTTP", "/http-0.9", raw(article("Fortiden").encode(), Ending.CLOSE), SUSPECT, DEAD),
    ),
)

HEAVY = Host(
    "heavy",
    (
        Fault("page of 50 MB", "/stor", huge(article("Store sider")), OK),
        Fault("file of 50 MB", "/stor.pdf", huge_file("application/pdf"), OK),
        Fault("a page and a gigabyte of blanks", "/bombe", bomb(article("Luft")), OK),
        Fault("a gigabyte of blanks", "/tom-bombe", bomb(), UNVERIFIABLE),
        # Nobody can tell noise from Brotli without reading Brotli, and a browser can.
        Fault(
            "Brotli that nobody asked for",
            "/brotli",
            reply(200, bytes(range(256)) * 8, HTML, ("Content-Encoding", "br")),
            UNVERIFIABLE,
        ),
        Fault(
            "header of 300 kB",
            "/hodetung",
            raw(head(200, HTML, ("X-Mye", "x" * BIG_HEADER), ("Content-Length", "2")), b"Ja", Ending.CLOSE),
            SUSPECT,
            DEAD,
        ),
    ),
)

SILENT = Host("silent", (Fault("hangs", "/", hang, SUSPECT, DEAD),), otherwise=hang)

DRIPPING_HEAD = Host(
    "dripping-head",
    (Fault("trickle in the header", "/drypp", trickle(b"HTTP/1.1 200 OK\r\nX-Drypp: ", b"."), SUSPECT),),
)

DRIPPING_BODY = Host(
    "dripping-body",
    (Fault("trickle in the body", "/drypp", trickle(head(200, HTML) + b"<!doctype html>", b"."), SUSPECT),),
)

NOT_HTTP = Host(
    "not-http",
    (Fault("another protocol", "/", raw(Ending.CLOSE), SUSPECT, DEAD),),
    otherwise=raw(Ending.CLOSE),
    greeting=b"SSH-2.0-OpenSSH_9.6\r\n",
)

CLOSED = Host("closed", (Fault("closed port", "/", NEVER, SUSPECT, DEAD),), listening=False)

UNKNOWN = Host(
    "unknown", (Fault("unknown name", "/", NEVER, SUSPECT, DEAD),), listening=False, published="finnes-ikke.invalid"
)

SECURE = Host("secure", (Fault("good certificate", "/sikkert", good("Sikkerhet"), OK),), certificate=Certificate.GOOD)


def _insecure(certificate: Certificate) -> Host:
    fault = Fault(f"certificate: {certificate}", "/sikkert", good("Sikkerhet"), TLS)
    return Host(certificate, (fault,), certificate=certificate)


INSECURE = tuple(_insecure(certificate) for certificate in Certificate if certificate is not Certificate.GOOD)

PLAIN = Host(
    "plain",
    (Fault("https asked of http", "/", NEVER, SUSPECT, DEAD),),
    scheme="https",
    greeting=head(400, ("Connection", "close")),
)

NORWEGIAN = Host(
    "norwegian",
    (
        Fault("name with letters beyond ASCII", "/", good("Blåbær"), OK),
        Fault("such a name, and nothing there", "/ukjent", GONE, SUSPECT, DEAD),
    ),
    published="blåbær.example",
)

TRUSTED = Host(
    "trusted",
    (Fault("good certificate for a name", "/", good("Tillit"), OK),),
    certificate=Certificate.GOOD,
    published="trygg.example",
)

HOSTS = (
    ORDINARY,
    STATUSES,
    FAILING,
    BUSY,
    REDIRECTS,
    MAZES,
    DOORS,
    SSO,
    SOFT,
    PARKED,
    HOMEWARD,
    HOMELIKE,
    CATCH_ALL,
    ECHO,
    ERROR_PAGE,
    MIXED,
    APPS,
    APP_HOST,
    FRAGMENTS,
    ENCODINGS,
    ANCHORS_GONE,
    FAREWELLS,
    NIGHTS,
    EXACT,
    CUT,
    HEAVY,
    SILENT,
    DRIPPING_HEAD,
    DRIPPING_BODY,
    NOT_HTTP,
    CLOSED,
    UNKNOWN,
    SECURE,
    *INSECURE,
    PLAIN,
    NORWEGIAN,
    TRUSTED,
)
