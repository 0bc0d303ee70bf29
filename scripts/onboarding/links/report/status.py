"""The nights as the site's page «Lenkestatus»: for the companies that use the guide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from onboarding.github.text import plain
from onboarding.links.model import History, Link, State
from onboarding.links.report.calendar import NIGHTS_SHOWN, Mark, calendar, described, mark_of
from onboarding.links.report.markdown import NOBODY
from onboarding.links.report.model import report_of
from onboarding.links.report.sentences import failures
from onboarding.links.report.text import brief
from onboarding.links.report.words import LABELS, count, enumeration, moment

NOT_YET: Final = "Lenkene i veiledningen er ikke sjekket ennå. De sjekkes hver natt, og resultatet kommer her."

# What Python-Markdown takes a backslash before, and the braces that it takes for attributes.
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+!-])")
_BROKEN: Final = (State.SOFT404, State.SUSPECT, State.DEAD)


def as_status(history: History | None) -> str:
    """The body of the page as Markdown with HTML inside; its headings begin at level 2, and its title is not in it.

    None stands for a guide whose links have never been checked.
    """
    if history is None:
        return f"{NOT_YET}\n"
    lines = [f"**{summary(history)}** Sist sjekket {moment(history.at)}.", ""]
    if failures(report_of(history)):
        lines += ["Sjekken gikk ikke helt som den skulle sist natt. Det sier ikke noe om lenkene.", ""]
    if history.links:
        lines += [*_legend(), ""]
    for owner in report_of(history).owners:
        own = [link for link in history.links if link.owner == owner.owner]
        lines += [f"## {_heading(owner.owner or NOBODY)}", "", *_list(own, history), ""]
    return "\n".join(lines)


def summary(history: History) -> str:
    """What the last night means for those who use the links, in one sentence or two."""
    total = len(history.links)
    broken = sum(link.state in _BROKEN for link in history.links)
    missed = sum(link.state is State.UNCHECKED for link in history.links)
    if not total:
        return "Veiledningen har ingen lenker til andre nettsteder."
    if missed == total:
        return "Vi fikk ikke sjekket lenkene sist natt."
    rest = f" {count(missed, 'lenke', 'lenker')} ble ikke sjekket." if missed else ""
    if broken:
        return f"{broken} av {count(total, 'lenke', 'lenker')} virker ikke som de skal, og vi følger dem opp.{rest}"
    return f"Vi vet ikke om noen lenker som er brutt.{rest}"


def _legend() -> list[str]:
    items = [
        f'<li><span class="night night-{mark}" aria-hidden="true">{mark.sign}</span> {mark.words}</li>' for mark in Mark
    ]
    return [
        f"Rutene viser de siste {NIGHTS_SHOWN} nettene, den nyeste til høyre:",
        "",
        '<ul class="night-legend">',
        *items,
        "</ul>",
    ]


def _list(links: Iterable[Link], history: History) -> list[str]:
    lines = ['<ul class="link-states">']
    for link in sorted(links, key=lambda link: (-link.state.severity, link.url)):
        lines += _item(link, history)
    return [*lines, "</ul>"]


def _item(link: Link, history: History) -> list[str]:
    tasks = sorted({place.task for place in link.used_on if place.task})
    used = f"Brukt i {enumeration(tasks)}" if tasks else ""
    state = f'<span class="link-state link-state-{mark_of(link.state)}">{LABELS[link.state]}</span>'
    return [
        "<li>",
        f'<p class="link-name">{_html(_name(link))} {state}</p>',
        f'<p class="link-address">{escape(plain(link.url))}</p>',
        *([f'<p class="link-tasks">{_html(used)}</p>'] if used else []),
        _strip(link, history),
        "</li>",
    ]


def _name(link: Link) -> str:
    """What the guide calls the link: the text of the first place that has one."""
    texts = (place.text for place in link.used_on if plain(place.text))
    return next(texts, "") or "Lenke uten tekst"


def _strip(link: Link, history: History) -> str:
    cells = calendar(link, history.night)
    squares = "".join(f'<span class="night night-{cell.mark}">{cell.mark.sign}</span>' for cell in cells)
    return f'<div class="nights" role="img" aria-label="{escape(described(cells))}">{squares}</div>'


def _html(value: str) -> str:
    return escape(brief(value))


def _heading(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", escape(brief(value), quote=False))
