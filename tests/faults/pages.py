"""Pages as they are met on the web: realistic in length and build, each about a topic of its own."""

from __future__ import annotations

from textwrap import dedent

NAV = '<nav><a href="/">Forsiden</a> <a href="/tjenester/">Tjenester</a> <a href="/om/">Om oss</a></nav>'
FOOTER = "<footer><p>Etaten for eksempler, postboks 1, 0001 Oslo. Telefon 00 00 00 00.</p></footer>"
ANALYTICS = '<script async src="/static/analytics.js"></script>'

_TEXT = """
<p>{topic} angår alle virksomheter som tar tjenesten i bruk. Her står det hva som skal gjøres, hvem som gjør det, og i
hvilken rekkefølge det er lurt å ta stegene.</p>
<p>Begynn med å avklare hvem som har ansvaret. Den som bestiller {topic}, må ha fullmakt fra virksomheten, og fullmakten
må være registrert før arbeidet tar til.</p>
<p>Når bestillingen er sendt, går det vanligvis to til fem virkedager før svaret kommer. Ta vare på kvitteringen, for
referansen i den trengs når {topic} skal tas i bruk i produksjon.</p>
<p>Spørsmål om {topic} kan sendes til brukerstøtten, som svarer på hverdager mellom klokken åtte og tre. Skriv
organisasjonsnummeret i emnefeltet, så går det raskere.</p>
"""


def document(title: str, body: str, *, head: str = "", lang: str = "nb") -> str:
    """A bare page with this body."""
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><title>{title}</title>{head}</head>\n<body>\n{dedent(body)}\n'
        "</body></html>"
    )


def article(topic: str, *blocks: str, title: str = "", head: str = "", before: str = "", lead: str = "") -> str:
    """An ordinary page about a topic, with a hundred words and more.

    HTML of one's own stands before everything (`before`), below the heading (`lead`) or after the text (`blocks`).
    """
    main = f"<main><h1>{topic}</h1>{lead}{_TEXT.format(topic=topic)}{''.join(blocks)}</main>"
    return document(title or f"{topic} | Eksempeletaten", f"{before}{NAV}\n{main}\n{FOOTER}", head=head)


def long_article(topic: str, size: int, *blocks: str) -> str:
    """An ordinary page of at least `size` characters, with the blocks at its very end."""
    filling = "<p>" + f"Mer om {topic} står i vedlegget. " * 40 + "</p>\n"
    return article(topic, filling * (size // len(filling) + 1), *blocks)


def part(anchor: str, heading: str = "Slik gjør du det") -> str:
    """A section with an anchor."""
    return f'<h2 id="{anchor}">{heading}</h2><p>Følg stegene under, ett for ett.</p>'


def shell(title: str) -> str:
    """What a single-page application sends before its script has run."""
    return document(
        title,
        '<div id="root"></div><noscript>Du må slå på JavaScript for å bruke denne siden.</noscript>'
        '<script type="module" src="/assets/index-4f2a.js"></script>',
        head='<meta name="viewport" content="width=device-width">',
    )


def sign_in(title: str) -> str:
    """A page that is there only to sign in on."""
    return document(
        title,
        f"""\
        <main><h1>{title}</h1>
        <form method="post" action="/sesjon"><label>Brukernavn <input name="user" autocomplete="username"></label>
        <label>Passord <input type="password" name="password"></label><button>Logg inn</button></form>
        <p><a href="/glemt">Glemt passord?</a></p></main>""",
    )


def refresh(seconds: int, address: str) -> str:
    """A page that sends the reader on by `<meta http-equiv=refresh>`."""
    return document(
        "Videresending",
        f'<p>Du sendes videre til <a href="{address}">den nye siden</a>.</p>',
        head=f'<meta http-equiv="refresh" content="{seconds}; url={address}">',
    )


def challenge() -> str:
    """What a wall against robots shows before it lets anyone through."""
    return document(
        "Just a moment...",
        """\
        <div class="main-wrapper"><h1>example.no</h1><h2>Checking if the site connection is secure</h2>
        <p>Enable JavaScript and cookies to continue</p></div>
        <script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>""",
        lang="en",
    )


def about_missing_pages() -> str:
    """A long page of documentation ABOUT the answer 404, which is as much there as any."""
    return article(
        "Feilkoder i grensesnittet",
        "<h2>404 Not Found</h2><p>Svaret 404 betyr at ressursen ikke finnes. Teksten i svaret er «Siden finnes ikke» "
        "eller «Page not found», etter hvilket språk klienten ber om. Kontroller at organisasjonsnummeret i adressen "
        "er riktig før du prøver på nytt.</p><h2>410 Gone</h2><p>Ressursen er slettet og kommer ikke tilbake.</p>"
        "<h2>500 Internal Server Error</h2><p>Noe gikk galt hos oss. Prøv igjen om noen minutter, og ta kontakt med "
        "brukerstøtten dersom feilen varer ved.</p>" * 3,
        title="Feilkoder: 404 Not Found, 410 og 500 – dokumentasjon",
    )


def about_retired_fields() -> str:
    """A long page of documentation in which single fields are retired, and the page itself is not."""
    rows = "".join(f"<tr><td>felt{number}</td><td>tekst</td><td>i bruk</td></tr>" for number in range(40))
    return article(
        "Meldingsformatet",
        f"<h2>Felter</h2><table>{rows}<tr><td>periode</td><td>dato</td><td>Feltet er utgått og er erstattet av "
        f"<code>fraOgMed</code>.</td></tr><tr><td>oldId</td><td>tekst</td><td>deprecated since 2.1</td></tr>{rows}"
        "</table>",
    )
