"""Who performs a task: what a page says that bold type means, or the heading above the task."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from onboarding.legacy.audit.markup import BREAK

_BOLD_TYPE = re.compile(r"\b(?:fet|feit|halvfet|halvfeit|uthevet|utheva|bold)\b", re.IGNORECASE)
_ACTS = re.compile(r"utfør|gjør|gjer|handling|ansvar|oppgave|oppgåve|\b(?:perform|act|do|does|task|responsib)", re.I)
_ELSE = re.compile(
    r"\b(?:ellers|elles|andre|øvrige|resten|otherwise|else|others?|rest|remaining"
    r"|(?:vanlig|normal|umerket|plain|ordinary) (?:skrift|tekst|type|text))\b",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\*\*\S|(?<!\w)__\S|\\?<(?:b|strong)>", re.IGNORECASE)
_ONE_WHO_ACTS = re.compile(
    r"bits|(?:the )?[a-zæøå-]*"
    r"(?:foretak|føretak|selskap|virksomhet|verksemd|institusjon|bank|company|institution)[a-zæøå]*",
    re.IGNORECASE,
)
_LONGEST = 300  # signs: what a page says of bold type is one or two sentences


@dataclass(frozen=True, slots=True)
class Convention:
    """What a page says of who acts: in bold type, and otherwise. Both are stretches of its text."""

    bold: str
    plain: str

    def of(self, *, is_bold: bool, performers: Collection[str]) -> str:
        """Who of some performers the page means: the one that it names first."""
        text = self.bold if is_bold else self.plain
        places = {name: found.start() for name in performers if (found := _named(name, text))}
        return min(places, key=places.__getitem__, default="")


def convention_of(texts: Iterable[str]) -> Convention | None:
    """What a page says that bold type means; None where it says nothing."""
    text = re.sub(r"<[^<>]*>|[*_`\\]", " ", " ".join(texts))
    text = re.sub(r"\s+", " ", text.replace(BREAK, " "))
    for found in _BOLD_TYPE.finditer(text):
        window = text[found.end() : found.end() + _LONGEST]
        other = _ELSE.search(window)
        if other and _ACTS.search(window):
            return Convention(window[: other.start()], re.split(r"[.!?](?:\s|$)", window[other.end() :])[0])
    return None


def is_bold(row: str) -> bool:
    """Whether the first line of a text that says what is to be done is in bold type, in part at least."""
    return bool(_STRONG.search(row.split(BREAK, maxsplit=1)[0]))


def is_performer(text: str) -> bool:
    """Whether a heading says who acts, and nothing else."""
    return bool(_ONE_WHO_ACTS.fullmatch(text.strip()))


def _named(name: str, text: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
