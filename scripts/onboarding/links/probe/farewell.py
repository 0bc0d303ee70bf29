"""The sentence in which a page says goodbye, told from those in which a living page speaks of something else."""

from __future__ import annotations

import re
from functools import lru_cache

from onboarding.links.probe.page import Block, Page
from onboarding.links.probe.words import sentences, states
from onboarding.links.settings import Phrases

SENTENCE_KEPT = 300  # characters

_THINGS = (
    r"(?:nettsted|nettsid[ae]|sid[ae]|dokumentasjon|dokument|veiledning|rettleiing|tjeneste|teneste|løsning|løysing|portal|guide|"
    r"artikkel|innhold|innhald|bibliotek|prosjekt|api|grensesnitt|versjon|utgave|repo|wiki)\w*"
)
_ENGLISH_THINGS = (
    r"(?:docs?|documentation|pages?|sites?|websites?|projects?|repositor(?:y|ies)|repo|services?|packages?|librar(?:y|ies)|"
    r"guides?|portals?|articles?|content|products?|apis?|versions?|wiki|sdk|module|plugin|tool)"
)
# «Denne siden», «dette API-et», «this old documentation»: the page speaks of itself.
_ITSELF = re.compile(
    rf"\b(?:denne|dette|disse|desse)\s+(?:\w+\s+){{0,2}}?(?:\w+-)?{_THINGS}|"
    rf"\b(?:this|these)\s+(?:[\w-]+\s+){{0,2}}?{_ENGLISH_THINGS}\b",
    re.IGNORECASE,
)
# «Nettstedet stenges», «The service will be retired»: so does a sentence that begins with the thing itself.
_THE_THING = re.compile(
    r"(?:nettstedet|nettsiden|nettsida|siden|sida|dokumentasjonen|veiledningen|rettleiinga|tjenesten|tenesta|løsningen|"
    rf"løysinga|portalen|prosjektet|biblioteket|artikkelen|innholdet|the\s+{_ENGLISH_THINGS})\s+(?:\S+\s+){{0,2}}$",
    re.IGNORECASE,
)
# What a living page may well say has been replaced, or is no longer supported on the reader's side.
_OTHERS = re.compile(
    r"\b(?:felt(?:et|ene)?|parameter(?:en|et|ne)?|attributt(?:et|ene)?|kolonne[nr]?|metode[nr]?|endepunkt(?:et|er)?|"
    r"verdi(?:en|er)?|operasjon(?:en)?|element(?:et)?|fields?|parameters?|attributes?|columns?|methods?|endpoints?|values?|"
    r"functions?|propert(?:y|ies)|options?|arguments?|headers?|elements?|flags?|nettleser\w*|browser|explorer|cookies?|"
    r"informasjonskapsler)\b",
    re.IGNORECASE,
)
_GONE_TITLE = re.compile(
    r"[\[(](?:utgått|utdatert|foreldet|avviklet|arkivert|deprecated|obsolete|archived|retired)[\])]"
    r"|^(?:utgått|foreldet|avviklet|deprecated|obsolete|retired)\s*[:–—-]|[:–—-]\s*(?:utgått|foreldet|avviklet|deprecated|"
    r"obsolete|archived|retired)$",
    re.IGNORECASE,
)


def farewell_of(page: Page, phrases: Phrases) -> str:
    """The sentence in which the page says goodbye, or "".

    What counts is a title that says so, a sentence about the page or service itself, one that says nothing else, and
    whatever a notice says that does not speak of a part or of the reader's browser.
    """
    for name in (page.title, *page.headings):
        if _GONE_TITLE.search(name):
            return name
    text = page.text.lower()
    if not any(max(phrase.lower().split("…"), key=len).strip() in text for phrase in phrases.farewell):
        return ""  # nearly every page: the rest is ten times slower
    pattern = _farewells(tuple(phrases.farewell))
    for block in page.blocks:
        for sentence in sentences(block.text):
            found = states(sentence, pattern)
            if found and _is_goodbye(sentence, found, block):
                return sentence[:SENTENCE_KEPT]
    return ""


def _is_goodbye(sentence: str, found: re.Match[str], block: Block) -> bool:
    before = found.string[: found.start()].lstrip(" -–—:!⚠️")
    speaks_of_itself = bool(_ITSELF.search(sentence) or _THE_THING.fullmatch(before))
    if _OTHERS.search(sentence) and not _ITSELF.search(before):
        return False
    if block.aside and not block.notice:
        return bool(_ITSELF.search(before))
    return speaks_of_itself or block.notice or not before


@lru_cache(maxsize=4)
def _farewells(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases as one pattern; `…` stands for up to six words."""
    gap = r"(?:(?!ikke\b|ikkje\b|not\b)\S+\s+){0,5}?(?!ikke\b|ikkje\b|not\b)\S+"
    parts = [re.escape(phrase).replace("…", gap).replace(r"\ ", r"\s+") for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b" if parts else r"(?!)", re.IGNORECASE)
