"""The ids of tasks, as cells, headings and points begin with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGN = r"[-–—‑−]"
_ID = re.compile(
    rf"[^\w(<\[]*([A-Z])\s?(?:{_SIGN}|\.(?=\d))?\s?0*([1-9]\d{{0,3}})\b(?!(?:{_SIGN}|[.,])\d)"
    r"\W*?(?=\s|[^\w]*$|[A-ZÆØÅ*<:.)])"
)
_LINKED = re.compile(rf"(\W*)\[\s*((?:\*\*)?[A-Z]\s?{_SIGN}?\s?\d{{1,4}}(?:\*\*)?)\s*\]\(([^()\s]*)\)")
_TIGHT = re.compile(rf"[*_]*[A-Z](?:{_SIGN}|\.)?\d{{1,3}}\b")
_ODD = re.compile(rf"\W*([A-Z]\s?{_SIGN}?\s?\d{{1,3}}[a-zæøå])\b(?!\w)")
_BEGINNING = re.compile(r"^(\**)[\s:.)–—-]+(?=[\w*\"«(`\[<])")
# What goes on with a sentence whose subject is the id: such a cell says something of a task and is none.
_MORE = re.compile(r"[*_\s]*(?:[,/&+]|\b(?:og|and|eller|or|til|to|samt)\b)[*_\s]*[A-Z]\s?[-–—‑−]?\s?\d{1,3}\b")
_PREDICATE = re.compile(
    rf"""(?x) (?:{_MORE.pattern})* [*_\s]+
    (?: må|skal|bør|kan|er|var|har|ble|blir|vil|burde|kunne|trenger|treng|krever|krev|gjelder|gjeld|forutsetter
    | must|should|shall|can|may|might|is|are|was|has|have|had|will|needs?|requires? )\b"""
)


@dataclass(frozen=True, slots=True)
class Start:
    """The id that a text begins with, as it is written there, and the text after it.

    `is_bold` says that the id alone is in bold type.
    """

    id: str
    written: str
    rest: str
    is_bold: bool = False


def start_of(text: str) -> Start | None:
    """The id of a task that a text begins with; None where it has none or goes on to say something of that task."""
    linked = _LINKED.match(text)
    address = linked.group(3) if linked else ""
    plain = linked.expand(r"\1\2") + text[linked.end() :] if linked else text
    found = _ID.match(plain)
    if found is None or _PREDICATE.match(plain, found.end(2)):
        return None
    rest, written = plain[found.end() :], plain[: found.end()]
    is_bold = False
    if written.count("**") % 2:  # the emphasis of the id goes on into the text, or ends right after the id
        is_bold = rest.startswith("**")
        rest = rest.removeprefix("**") if is_bold else f"**{rest}"
    if linked and not address.startswith("#"):
        rest = f"{linked.group()} {rest.lstrip()}"  # it leads to something else than the task itself
    shown = linked.group().strip() if linked else _shown(written, is_bold=is_bold)
    return Start(f"{found.group(1)}-{found.group(2)}", shown, _tidy(rest), is_bold)


def _shown(written: str, *, is_bold: bool) -> str:
    """An id as it is written, with both ends of its markup or none."""
    words = written.strip().strip("*")
    mark = "`" if words.startswith("`") else "**" if is_bold else ""
    return f"{mark}{words.strip('`')}{mark}"


def is_several(text: str) -> bool:
    """Whether a text begins with the ids of several tasks."""
    found = _ID.match(text)
    return found is not None and _MORE.match(text, found.end(2)) is not None


def is_tight(text: str) -> bool:
    """Whether a text begins with an id that has no blanks in it."""
    return _TIGHT.match(text) is not None


def odd_id(text: str) -> str | None:
    """What a text begins with that is nearly an id: one with a letter behind its number."""
    found = _ODD.match(text)
    return found.group(1) if found else None


def _tidy(rest: str) -> str:
    """The text after an id without the signs between the two."""
    if not re.search(r"\w", rest):
        return rest.strip(" \t:.)`*")
    return _BEGINNING.sub(r"\1", rest.strip()).strip()
