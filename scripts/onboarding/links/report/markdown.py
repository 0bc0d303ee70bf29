"""The report as Markdown, for the GitHub issue and for those who read it as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onboarding.github.markdown import block, cell, code, target, text
from onboarding.github.text import plain
from onboarding.links.model import Link, Place
from onboarding.links.report.model import OwnerFigures, Report
from onboarding.links.report.sentences import (
    OPEN,
    advice,
    colophon,
    disagreement,
    exemption,
    headline,
    how_to_look,
    next_question,
    retitled,
    standing,
    suspicion,
)
from onboarding.links.report.text import brief, is_web_address, sentence, source_address
from onboarding.links.report.words import LABELS

NOBODY = "Uten eier"


def as_markdown(report: Report, repository: str) -> str:
    """The whole report; sections with nothing to say are left out.

    `repository` is the repository's address on GitHub, or "" where source lines cannot be linked to.
    """
    parts = [[f"**{text(headline(report))}**", ""]]
    parts += _section("Dette må rettes", (_todo(link, link in report.new, repository) for link in report.todo))
    parts += _section("Brutte lenker mellom våre egne sider", _faults(report))
    parts += _section("Nytt siden i går", _short(report.new))
    parts += _section("I orden igjen", _short(report.recovered))
    parts += _section("Følg med på", _watch(report))
    parts += _section("Disse må et menneske se på", (_person(link, repository) for link in report.people))
    parts += _section("Ikke sjekket", _unchecked(report))
    parts += _section("Tall for hver eier", _figures(report.owners))
    parts += _section("Unntak", _exemptions(report))
    parts.append(["---", "", text(colophon(report.history))])
    return "\n".join(line for part in parts for line in part) + "\n"


def _section(heading: str, blocks: Iterable[list[str]]) -> Iterator[list[str]]:
    filled = [lines for lines in blocks if lines]
    if filled:
        yield [f"## {heading}", ""]
        yield from ([*lines, ""] for lines in filled)


def _todo(link: Link, new: bool, repository: str) -> list[str]:
    lines = [
        f"### {LABELS[link.state]}: {code(link.url)}{' (ny)' if new else ''}",
        "",
        f"**Hva er galt:** {text(sentence(link.reason))} {standing(link)}",
        *_disagreement(link),
        "",
        f"**Hva du gjør:** {advice(link)}",
        "",
    ]
    if is_web_address(link.suggested_url):
        lines += [*block(link.suggested_url), ""]
    elif link.suggested_url:
        lines += [f"- {code(link.suggested_url)}", ""]
    return [*lines, "**Her står lenken:**", "", *_places(link, repository)]


def _disagreement(link: Link) -> list[str]:
    said = disagreement(link)
    return ["", f"**De to prøvene er uenige:** {text(said)}"] if said else []


def _places(link: Link, repository: str) -> list[str]:
    return [f"- {_place(place, repository)}" for place in link.used_on] or ["- Ikke lenger i bruk"]


def _place(place: Place, repository: str) -> str:
    source = source_address(repository, place)
    where = text(f"{place.path}, linje {place.line}")
    parts = [
        f"**{text(place.task)}**" if place.task else "",
        f"«{text(brief(place.text))}»" if plain(place.text) else "",
        f"i [{where}]({target(source)})" if source else f"i {where}",
    ]
    return " ".join(filter(None, parts))


def _faults(report: Report) -> Iterator[list[str]]:
    lines = [
        f"- På siden {code(fault.page)} leder {code(fault.address)} ingen steder: {text(sentence(fault.missing))}"
        for fault in report.history.faults
    ]
    yield lines


def _short(links: Iterable[Link]) -> Iterator[list[str]]:
    yield [f"- {LABELS[link.state]}: {code(link.url)}" for link in links]


def _watch(report: Report) -> Iterator[list[str]]:
    if report.watch:
        yield ["Disse virket ikke i natt. De meldes som døde først når de har vært nede i minst tre netter."]
        yield [
            f"- {code(link.url)}: {text(sentence(link.reason))} {suspicion(link)} {text(disagreement(link))}".rstrip()
            for link in report.watch
        ]
    if report.titles:
        yield ["Disse sidene har fått ny tittel. Se om de fortsatt handler om det lenken lover."]
        yield [f"- {code(link.url)}: {text(retitled(link))}" for link in report.titles]


def _person(link: Link, repository: str) -> list[str]:
    opening = f"[{OPEN}]({target(link.url)})" if is_web_address(link.url) else OPEN
    said = disagreement(link)
    return [
        f"### {LABELS[link.state]}: {code(link.url)}",
        "",
        f"**Hva vi vet:** {text(sentence(link.reason))} {standing(link)}{f' {text(said)}' if said else ''}",
        "",
        f"**Hva du gjør:** {opening}. {how_to_look(link)} {next_question(link)}".rstrip(),
        "",
        *_places(link, repository),
    ]


def _unchecked(report: Report) -> Iterator[list[str]]:
    if report.unchecked:
        yield ["Disse fikk vi ikke sjekket i natt. Det betyr ikke at noe er galt med dem."]
        yield [f"- {code(link.url)}: {text(sentence(link.reason))}" for link in report.unchecked]


def _figures(owners: tuple[OwnerFigures, ...]) -> Iterator[list[str]]:
    if not owners:
        return
    lines = [
        "| Eier | Adresser | I orden | Må rettes | Følges med på | Ses på av et menneske |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, *numbers in owner_rows(owners):
        lines.append(f"| {cell(str(name))} | {' | '.join(map(str, numbers))} |")
    yield lines


def owner_rows(owners: tuple[OwnerFigures, ...]) -> list[tuple[str | int, ...]]:
    """The table of figures, with the sum as its last row: owner, total, fine, to mend, to watch, for a person."""
    rows: list[tuple[str | int, ...]] = [
        (own.owner or NOBODY, own.total, own.fine, own.todo, own.watch, own.people) for own in owners
    ]
    columns = zip(*((own.total, own.fine, own.todo, own.watch, own.people) for own in owners), strict=True)
    return [*rows, ("Til sammen", *map(sum, columns))]


def _exemptions(report: Report) -> Iterator[list[str]]:
    lines = [f"- {code(link.url)}: {text(sentence(link.reason))} {text(exemption(link))}" for link in report.waived]
    yield lines + [f"- Merk: {text(sentence(remark))}" for remark in report.history.remarks]
