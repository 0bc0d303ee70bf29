"""Where the phases of a guide begin, and what headings and cells say without their markup."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from onboarding.legacy.audit.addresses import slug
from onboarding.legacy.audit.ids import ROW_RANK, Id

HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s++|(?<=##)(?=[^\s#]))(.*)")
SETEXT = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
POINT = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_PHASE = re.compile(
    r"(?P<word>fase|phase|steg|step|del|part)?\s*(?P<letter>[A-Z])(?P<sign>\s*[-–—‑−:.)]+\s*|\s+)(?P<name>\S.*)",
    re.IGNORECASE,
)
_BOLD_LINE = re.compile(r"\s{0,3}(\*\*|__)([^|]+?)\1\s*$")
_MARKS = re.compile(r"<[^<>]*>|[*`]|\\")
_TAB_OR_BREAK = re.compile(r"\t|\\?<\s*/?\s*br\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\]\s?\([^)]*\)")
EXPLICIT = re.compile(r"\\?\{\s*:?\s*#([\w-]+)[^}]*\}\s*$")


def next_filled(lines: list[str], at: int) -> int | None:
    """The place of the next line with words from a place on."""
    return next((n for n in range(at, len(lines)) if lines[n].strip()), None)


def without_closing_marks(raw: str) -> str:
    """A heading without the marks that may stand behind it."""
    text = raw.rstrip()
    bare = text.rstrip("#")
    return bare.rstrip() if bare != text and (not bare or bare[-1].isspace()) else text


def first_cell(line: str) -> str:
    """The text before the first pipe that is not the first sign, on one line."""
    cell = re.split(r"(?<!\\)\|", line.strip().removeprefix("|"))[0]
    return re.sub(r"\\?<\s*/?\s*br\b[^<>]*>", " ", cell)


def text_of(raw: str) -> str:
    """A heading or a cell as it is read."""
    text = EXPLICIT.sub("", " ".join(raw.split()))
    text = _LINK.sub(r"\1", text)
    return re.sub(r"\s+", " ", html.unescape(_MARKS.sub("", text))).strip().strip("|").strip()


def anchors_of(raw: str) -> tuple[str, ...]:
    """The anchors that old sites may have made of a heading, the likeliest first.

    They did not agree on tabs, breaks and entities in it.
    """
    text = _LINK.sub(r"\1", EXPLICIT.sub("", raw))
    bare = _MARKS.sub("", text)
    broken = _MARKS.sub("", _TAB_OR_BREAK.sub(" ", text))
    forms = (html.unescape(bare), html.unescape(broken), html.unescape(broken).replace("\xa0", " "), bare)
    return tuple(dict.fromkeys(slug(form.strip()) for form in forms))


def phase_of(text: str) -> tuple[str, str]:
    """The letter and the name of the phase that a text may name."""
    found = _PHASE.fullmatch(text)
    if found is None or not found["letter"].isupper():
        return "", ""
    return found["letter"], found["name"].strip()


def goes_on(text: str) -> str:
    """The letter of the phase that a heading names with a sign behind it, so that it may go on with that phase."""
    found = _PHASE.fullmatch(text)
    is_named = (
        found and found["letter"].isupper() and (found["word"] or (found["sign"].strip() and " " in found["sign"]))
    )
    return found["letter"] if found and is_named else ""


def phase_letters(lines: list[str], start: int, phases: frozenset[str], tasks: Mapping[int, Id]) -> dict[str, int]:
    """The phases that have a heading, each with its line: those whose letters are known, or that tasks have.

    Where no heading has a letter, it is the one right above the phase's first row.
    """
    rows = {number: found.letter for number, found in tasks.items() if found.rank >= ROW_RANK}
    known = {*(found.letter for found in tasks.values()), *phases}
    headings = {number: text for number in range(start, len(lines)) if (text := _heading_text(lines, number))}
    named = {**headings, **dict(_dividers(lines, start, tasks))}
    letters: dict[str, int] = {}
    for number in sorted(named):
        found = _PHASE.fullmatch(text_of(named[number]))
        if found is None or not found["letter"].isupper() or found["letter"] in letters:
            continue
        is_spaced = found["sign"].strip() != found["sign"]
        if found["letter"] in known and (is_spaced or found["word"]):
            letters[found["letter"]] = number
    places, taken = sorted(headings), set(letters.values())
    for number, letter in rows.items():
        above = bisect_left(places, number) - 1
        if above >= 0 and places[above] not in taken and letter not in letters:
            letters[letter] = places[above]
            taken.add(places[above])
    return letters


def _dividers(lines: list[str], start: int, tasks: Mapping[int, Id]) -> Iterator[tuple[int, str]]:
    """The rows right above a task, and lines in bold type, that say nothing but the name of a phase, and that name."""
    for number in range(start, len(lines)):
        filled = (
            [cell for cell in re.split(r"(?<!\\)\|", lines[number]) if cell.strip()] if "|" in lines[number] else []
        )
        if found := _BOLD_LINE.match(lines[number]):
            named = _PHASE.fullmatch(text_of(found[2]))
            if named and named["sign"].strip():
                yield number, found[2]
        named = _PHASE.fullmatch(text_of(filled[0])) if len(filled) == 1 and number not in tasks else None
        following = next_filled(lines, number + 1) if named else None
        below = tasks.get(following) if following is not None else None
        if named and below and named["letter"] == below.letter:
            yield number, filled[0]


def _heading_text(lines: list[str], at: int) -> str:
    line = lines[at]
    if found := HEADING.match(line):
        return without_closing_marks(found[2])
    is_marked = at + 1 < len(lines) and line.strip() and "|" not in line and SETEXT.match(lines[at + 1])
    return line.strip() if is_marked and not POINT.match(line) and (at == 0 or not lines[at - 1].strip()) else ""
