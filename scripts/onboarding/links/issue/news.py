"""What has changed since the issue last spoke, as a comment for those who follow it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onboarding.github.markdown import code, text
from onboarding.links.issue.marker import DIGEST
from onboarding.links.model import History, InternalFault, Link
from onboarding.links.report.text import sentence

LISTED = 30  # in each list of a comment: people read it as an e-mail


@dataclass(frozen=True, slots=True)
class News:
    """What needs doing and was not said to, by name, and the names of what was said to and need it no more."""

    new: Mapping[str, Link | InternalFault]
    settled: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.settled)

    def as_markdown(self, history: History) -> str:
        """The news as Markdown; "" where there is none."""
        links = {link.url: link for link in history.links}
        named = [f"{code(name)} {_outcome(name, links.get(name))}" for name in self.settled if not _is_digest(name)]
        lists = [
            *_list("Nytt siden sist:", (_line(name, thing) for name, thing in self.new.items())),
            *_list("Ikke lenger på lista:", [*named, *_unnamed(self.settled)]),
        ]
        return "\n".join(lists).strip()


def _list(heading: str, lines: Iterable[str]) -> list[str]:
    every = [f"- {line}" for line in lines]
    if not every:
        return []
    rest = len(every) - LISTED
    more = [f"- … og {rest} til"] if rest > 0 else []
    return [heading, "", *every[:LISTED], *more, ""]


def _line(name: str, thing: Link | InternalFault) -> str:
    if isinstance(thing, InternalFault):
        return f"{code(name)}: {text(sentence(thing.missing))}"
    tasks = dict.fromkeys(place.task for place in thing.used_on if place.task)
    lead = f"**{', '.join(map(text, tasks))}** " if tasks else ""
    return f"{lead}{code(name)}: {text(sentence(thing.reason))}"


def _outcome(name: str, link: Link | None) -> str:
    if link is None:
        return "er i orden igjen" if "→" in name else "brukes ikke lenger"
    if link.waiver:
        return f"er satt på vent til {link.waiver.expires:%d.%m.%Y}"
    if link.state.is_for_a_person:
        return "kan ikke lenger sjekkes av en maskin, så et menneske må se på den"
    return "er i orden igjen"


def _is_digest(name: str) -> bool:
    return name.startswith(DIGEST)


def _unnamed(names: Iterable[str]) -> list[str]:
    count = sum(map(_is_digest, names))
    return [f"{count} som ikke lenger brukes"] if count else []
