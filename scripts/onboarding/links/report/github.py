"""The report as annotations of a GitHub workflow, each at the line of a source file that has to be mended."""

from __future__ import annotations

from collections.abc import Iterable

from onboarding.github.annotations import command
from onboarding.github.text import plain
from onboarding.links.model import InternalFault, Link, Place, State, SuggestionKind
from onboarding.links.report.model import Report
from onboarding.links.report.sentences import FAILED, failures, headline
from onboarding.links.report.text import sentence
from onboarding.links.report.words import LABELS

_WARNINGS = (State.MOVED, State.AGING)


def as_annotations(report: Report) -> str:
    """One workflow command on each line: a failure of the check itself, then what has to be mended, then a summary.

    GitHub shows ten errors and ten warnings of a step. So the worst stand first, and the first place of every address
    before the second place of any.
    """
    lines = [command("error", {"title": FAILED}, failure) for failure in failures(report)]
    errors = [link for link in report.todo if link.state not in _WARNINGS]
    warnings = [link for link in report.todo if link.state in _WARNINGS]
    lines += _first_places("error", errors)
    lines += [_fault(fault) for fault in report.history.faults]
    lines += _other_places("error", errors)
    lines += _first_places("warning", warnings)
    lines += _other_places("warning", warnings)
    lines.append(command("notice", {"title": "Lenkesjekken"}, headline(report)))
    return "".join(f"{line}\n" for line in lines)


def _first_places(level: str, links: Iterable[Link]) -> list[str]:
    return [_place(level, link, next(iter(link.used_on), None)) for link in links]


def _other_places(level: str, links: Iterable[Link]) -> list[str]:
    return [_place(level, link, place) for link in links for place in link.used_on[1:]]


def _place(level: str, link: Link, place: Place | None) -> str:
    message = f"{plain(link.url)} – {sentence(link.reason)}"
    if link.suggestion.kind is not SuggestionKind.NONE:
        message += f" Forslag: {plain(link.suggested_url)}"
    where = {"file": place.path, "line": str(place.line)} if place else {}
    return command(level, where | {"title": LABELS[link.state]}, message)


def _fault(fault: InternalFault) -> str:
    message = f"På siden {plain(fault.page)} leder {plain(fault.address)} ingen steder: {sentence(fault.missing)}"
    return command("error", {"title": "Brutt lenke mellom våre egne sider"}, message)
