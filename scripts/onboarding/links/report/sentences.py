"""What the report says about a night and an address, as plain text that every format shows in its own way."""

from __future__ import annotations

import datetime as dt
from typing import Final

from onboarding.github.text import plain
from onboarding.links.model import PERSON_DAYS, Evidence, Exit, Fragment, History, Link, State, SuggestionKind, Verdict
from onboarding.links.report.model import Report
from onboarding.links.report.text import brief, sentence
from onboarding.links.report.words import CERTIFICATES, ENGINES, FAILURES, SIGNS, count, day, duration, enumeration
from onboarding.links.report.words import moment as moment_of

FAILED: Final = "Lenkesjekken feilet"
OPEN: Final = "Åpne adressen i nettleseren"

_OFTEN: Final = 3  # falls after which the reader is told that an address comes and goes


def headline(report: Report) -> str:
    """The line that says it all. A failure of the check itself comes first, and is called that."""
    unchecked = len(report.unchecked)
    failed = failures(report)
    parts = [f"{FAILED}. {' '.join(failed)}"] if failed else []
    # A check that failed cannot say that all is well.
    if report.todo or not failed:
        parts.append(_todo(len(report.todo), len(report.new)))
    if report.history.faults:
        wrong = count(len(report.history.faults), "lenke mellom våre egne sider", "lenker mellom våre egne sider")
        parts.append(f"{wrong} leder ingen steder.")
    if unchecked:
        parts.append(f"{count(unchecked, 'adresse', 'adresser')} ble ikke sjekket.")
    return " ".join(parts)


def _todo(number: int, new: int) -> str:
    if not number:
        return "Ingen lenker må rettes."
    begun = f"{count(number, 'lenke', 'lenker')} må rettes."
    if not new:
        return begun
    if new == number:
        return f"{begun} {'Den er ny' if new == 1 else 'Alle er nye'} siden i går."
    return f"{begun} {new} er {'ny' if new == 1 else 'nye'} siden i går."


def failures(report: Report) -> tuple[str, ...]:
    """What the check itself could not do, as sentences: nothing of this says that a link is broken."""
    found = [sentence(failure) for failure in report.failures]
    missing = report.history.inventory - len(report.history.links)
    if missing > 0:
        total = count(report.history.inventory, "adresse", "adresser")
        found.append(f"{missing} av {total} mangler i resultatet.")
    if not found and report.result is Exit.CANNOT:
        every = len(report.history.links)
        reached = every - len(report.unchecked)
        found.append(f"Bare {reached} av {every} adresser ble sjekket." if reached else "Ingen adresser ble sjekket.")
    return tuple(found)


def standing(link: Link) -> str:
    """Since when an address has been as it is, and when it was last fine."""
    tonight = bool(link.nights) and link.since == link.nights[-1].date
    begun = "Dette er nytt i natt." if tonight else f"Slik har det vært siden {day(link.since)}."
    if link.state.is_good or link.state.is_for_a_person:
        return begun
    if link.last_ok is None:
        return f"{begun} Vi har aldri sett at den virket."
    return f"{begun} Den virket sist {day(link.last_ok)}."


def advice(link: Link) -> str:
    """What to do with a link that must be mended."""
    if link.suggested_url:
        if link.suggestion.kind is SuggestionKind.ANCHOR:
            return "Det likeste avsnittet på siden har denne adressen. Se om det er det rette, og bytt:"
        return "Bytt til denne adressen:"
    if link.state is State.TLS:
        return "La lenken stå, og si fra til dem som driver nettstedet."
    if link.state is State.FRAGMENT:
        return "Finn et annet avsnitt å lenke til, eller ta bort alt fra og med # i adressen."
    return "Vi kjenner ingen ny adresse. Finn en side som kan ta over, eller ta bort lenken."


def suspicion(link: Link) -> str:
    """How long the coming nights have been waited for."""
    nights = f"{count(link.bad_nights, 'dårlig natt', 'dårlige netter')} på rad"
    begun = f"{nights}, siden {day(link.since)}." if link.bad_nights > 1 else "Første dårlige natt."
    return f"{begun} Den har sviktet {link.flaps} ganger før." if link.flaps >= _OFTEN else begun


def retitled(link: Link) -> str:
    """The change of a page's title: «gammel» → «ny»."""
    when = f" ({day(link.title_since)})" if link.title_since else ""
    return f"«{brief(link.old_title)}» → «{brief(link.title)}»{when}"


def how_to_look(link: Link) -> str:
    """What tells a person, who has opened the address (`OPEN`), what no machine could find out."""
    if link.state is State.DOOR:
        return "Kommer du til riktig side eller riktig innlogging, er alt i orden."
    if link.state is State.SUSPECT:
        return "Kommer siden ikke opp, så finn en ny adresse eller ta bort lenken."
    if "#" in link.url:
        return "Havner du på riktig sted på siden, er alt i orden."
    return "Ser du det som lenketeksten lover, er alt i orden."


def next_question(link: Link) -> str:
    """When a person is asked about the address again; "" where that depends on the coming nights."""
    if link.asked is None or not link.state.is_for_a_person:
        return ""
    return f"Vi spør igjen {day(link.asked + dt.timedelta(days=PERSON_DAYS))}."


def disagreement(link: Link) -> str:
    """What each engine said where they do not agree; "" where they do, or where one of them said nothing."""
    said = brief(link.engine.result) or ("alt i orden" if link.engine.verdict is Verdict.GOOD else "feil")
    trouble = _trouble(link.probe)
    if link.probe.fragment is Fragment.MISSING and not any("Anchor" in warning for warning in link.engine.warnings):
        trouble = trouble or "så at avsnittet ikke finnes på siden"
    if link.engine.verdict is Verdict.GOOD and trouble:
        return f"LinkChecker sa «{said}», men vår egen prøve {trouble}."
    if link.engine.verdict is Verdict.BAD and link.probe.status and not trouble:
        return f"LinkChecker sa «{said}», men vår egen prøve fikk opp siden (svar {link.probe.status})."
    return ""


def _trouble(evidence: Evidence) -> str:
    """What the probe met that a working page does not show; "" for a working page or no answer at all."""
    if evidence.failure in FAILURES:
        return FAILURES[evidence.failure]
    found = [SIGNS[sign] for sign in evidence.signs if sign in SIGNS]
    if evidence.tls in CERTIFICATES:
        found.append(CERTIFICATES[evidence.tls])
    parts = [f"fikk svaret {evidence.status}"] if (evidence.status or 0) >= 400 else []
    parts += [f"så at {enumeration(found)}"] if found else []
    return enumeration(parts)


def exemption(link: Link) -> str:
    """Why an address is left in peace, who stands for it, and how long."""
    if link.waiver is None:
        return ""
    until = f"{brief(link.waiver.owner)} står for unntaket, som gjelder til og med {day(link.waiver.expires)}."
    return f"Begrunnelse: {sentence(link.waiver.reason)} {until}"


def colophon(history: History) -> str:
    """When the check was and what it was done with."""
    runs = []
    for name, run in sorted(history.engines.items()):
        addresses = count(run.addresses, "adresse", "adresser")
        if run.reported < run.addresses:
            addresses = f"{run.reported} av {addresses}"
        title = " ".join(filter(None, (ENGINES.get(name, plain(name)), plain(run.version))))
        runs.append(f"{title} ({addresses}, {duration(run.seconds)})")
    done = f"Sjekket {moment_of(history.at)}" + (f" med {enumeration(runs)}." if runs else ".")
    if history.site:
        return done
    return f"{done} Det ferdige nettstedet ble ikke lest, så lenkene mellom våre egne sider er ikke sjekket."
