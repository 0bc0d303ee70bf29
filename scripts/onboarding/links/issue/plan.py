"""The one GitHub issue: what it should say and be tonight, and whether anybody is to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from onboarding.github.markdown import code
from onboarding.links.issue.marker import Marker, read_marker
from onboarding.links.issue.news import News
from onboarding.links.model import Exit, InternalFault, Link
from onboarding.links.report.model import Report

LABEL = "lenkesjekk"
TITLE = "Lenkesjekk: lenker som må rettes"
LIMIT = 65_536  # characters in an issue or a comment: beyond it GitHub answers 422, «body is too long»

CUT = "*Her er teksten kuttet, fordi GitHub ikke tar imot lengre. Resten står på siden «Lenkestatus».*"
HELD = "Saken står åpen til vi vet om dette er i orden:"
OPENED = "Saken åpnes igjen."
CLOSED = "Det er ikke mer å rette, så saken lukkes."


class Step(StrEnum):
    """What is to happen with the issue."""

    NOTHING = "nothing"
    CREATE = "create"
    UPDATE = "update"
    REOPEN = "reopen"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """An issue with our label as it is on GitHub. `comments` are those that our own account may have written."""

    number: int
    title: str
    body: str
    is_open: bool
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done.

    `number` is the issue's, None where there is none yet. `title` is for a new one: people may rename theirs. `comment`
    comes before all else, "" for none. `duplicates` are other open issues with the label, to be closed with a comment.
    `remark` says why nothing is done.
    """

    step: Step
    number: int | None = None
    title: str = TITLE
    body: str = ""
    comment: str = ""
    duplicates: tuple[int, ...] = ()
    remark: str = ""

    @property
    def state(self) -> str:
        """What the issue is afterwards: open, closed, or none for one that is not touched."""
        match self.step:
            case Step.NOTHING:
                return "none"
            case Step.CLOSE:
                return "closed"
            case _:
                return "open"


def chosen(found: tuple[KnownIssue, ...]) -> KnownIssue | None:
    """The issue that is kept: the lowest number among those with our marker, else among all."""
    ours = [issue for issue in found if read_marker(issue.body)]
    return min(ours or found, key=lambda issue: issue.number, default=None)


def plan(report: Report, body: str, found: tuple[KnownIssue, ...]) -> Plan:
    """What to do about the issue, given tonight's report and its Markdown, and every issue with the label."""
    if report.result is Exit.CANNOT:
        return Plan(Step.NOTHING, remark=_failed(report))
    issue = chosen(found)
    needed = _needed(report)
    if issue is None:
        if not needed:
            return Plan(Step.NOTHING, remark="Ingenting å rette, og ingen sak å lukke.")
        return Plan(Step.CREATE, body=fitted(body, Marker(said=tuple(needed))))
    duplicates = tuple(other.number for other in found if other.is_open and other.number != issue.number)
    return replace(_plan(report, body, issue, needed), number=issue.number, duplicates=duplicates)


def _plan(report: Report, body: str, issue: KnownIssue, needed: Mapping[str, Link | InternalFault]) -> Plan:
    last = _last_said(issue).resolved([*(link.url for link in report.history.links), *needed])
    held = tuple(name for name in last.said if name not in needed and _is_undecided(name, report))
    if not needed and not held and not issue.is_open:
        return Plan(Step.NOTHING, remark=f"Ingenting å rette, og saken #{issue.number} er lukket fra før.")
    news = News(
        new={name: needed[name] for name in needed if name not in last.said},
        settled=tuple(name for name in last.said if name not in needed and name not in held),
    )
    said = Marker(last.serial + bool(news), (*needed, *held))
    step = _step(issue, stays_open=bool(needed or held))
    if not needed and held:
        body = "\n".join([HELD, "", *(f"- {code(name)}" for name in held), "", body])
    lead = {Step.REOPEN: OPENED, Step.CLOSE: CLOSED}.get(step, "")
    text = "\n\n".join(part for part in (lead, news.as_markdown(report.history)) if part)
    return Plan(step, body=fitted(body, said), comment=fitted(text, said) if news else "")


def _step(issue: KnownIssue, *, stays_open: bool) -> Step:
    if not stays_open:
        return Step.CLOSE
    return Step.UPDATE if issue.is_open else Step.REOPEN


def _failed(report: Report) -> str:
    why = " ".join(report.failures) or "Adressene ble ikke sjekket som de skulle."
    return f"Lenkesjekken fikk ikke gjort jobben sin, så saken på GitHub blir stående som den er. {why}"


def _needed(report: Report) -> dict[str, Link | InternalFault]:
    """Everything that needs doing, by the name that the marker knows it by."""
    faults = {f"{fault.page} → {fault.address}": fault for fault in report.history.faults}
    return {**{link.url: link for link in report.todo}, **faults}


def _last_said(issue: KnownIssue) -> Marker:
    """What readers have been told. A comment of which the body knows nothing is from a night that failed halfway."""
    written = read_marker(issue.body) or Marker()
    spoken = max(filter(None, map(read_marker, issue.comments)), key=lambda marker: marker.serial, default=Marker())
    if spoken.serial > written.serial:
        return spoken
    # What a closed issue said is done with: if the same comes back, that is news.
    return written if issue.is_open else Marker(written.serial)


def _is_undecided(name: str, report: Report) -> bool:
    """Whether tonight did not tell if something that was wrong still is."""
    for link in report.history.links:
        if link.url == name:
            return link.state.is_watched and link.waiver is None
    return "→" in name and not report.history.site


def fitted(text: str, marker: Marker) -> str:
    """The text with the marker below it, cut at a section (or at a line) where GitHub would refuse it."""
    end = f"\n\n{marker}"
    if len(text) + len(end) > LIMIT:
        end = f"\n\n{CUT}{end}"
        room = max(LIMIT - len(end), 0)
        section = max(text.rfind(f"\n{mark} ", room // 2, room) for mark in ("##", "###"))
        text = text[: section if section > 0 else text.rfind("\n", 0, room)]
    return text.rstrip() + end
