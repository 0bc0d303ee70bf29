"""The legacy page, read line by line: pieces of text, each with what it belongs to.

This is a second reader on purpose, simpler than the importer's and sharing nothing with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from onboarding.legacy.audit.addresses import slug
from onboarding.legacy.audit.dates import DATE, iso
from onboarding.legacy.audit.logs import is_log
from onboarding.legacy.audit.model import Source
from onboarding.legacy.audit.words import Word, normal, plain, words_in

Belonging = Literal["task", "change", "phase", "summary", "page", "made", "title", "keywords"]


@dataclass(frozen=True, slots=True)
class Owner:
    """What a piece of text belongs to: `task` A-1, `change` 2023-04-03, `phase` A, its `summary`, or the `page`.

    `made` is what the generator writes itself; `title` and `keywords` are those of the page.
    """

    kind: Belonging
    name: str = ""


PAGE = Owner("page")


@dataclass(slots=True)
class Unit:
    """A piece of the page: a row, a paragraph, a point, a heading. `own` are words that say whose it is (id, date).

    `tail` is where lines begin that may belong to the row or to what is around it (None: nowhere). `is_below` says that
    it stands under a heading inside a phase, and so may have become a page of its own.
    """

    owner: Owner
    line: int
    text: str
    own: list[Word] = field(default_factory=list)
    tail: int | None = None
    around: Owner = PAGE
    heading: str = ""
    is_code: bool = False
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page. `phase` is its letter where it opens one, `date` where it opens a change."""

    text: str
    line: int
    level: int
    phase: str = ""
    date: str = ""
    name: str = ""
    anchor: str = ""


_KEY = re.compile(r"\s*([\w-]+)\s*:(?:\s|$)(.*)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_INDENTED = re.compile(r"(?: {4}|\t)(?!\s*(?:\||[A-Z]\s?[-–]?\s?\d|\d{1,2}[./-]\s?\d|<))\s*\S")
_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s++|(?<=##)(?=\S))(.*)")
_SETEXT = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_SEPARATOR = re.compile(r"(?=.*(?:--|–|—|\|.*-|-.*\|))[\s|:+\-–—]+$")
_MERGED = re.compile(r"\|\s*:?-{3,}:?\s*(?:\||$)")
_ROW = re.compile(
    r"\s*+\|?\s*+(?:[*_`]|\\?<\w+>)*+\s*+([A-Z])\s?[-–—‑−]?\s?(\d{1,4})\s*+(?:[*_`.:]|\\?</\w+>)*+\s*+(?P<pipe>\||$)"
)
_DATED = re.compile(
    rf"\s*+(?:[-*+]\s++)?\|?\s*+(?:[*_`]|\\?<\w+>)*+\s*+(?P<date>{DATE.pattern})(?:[*_`]|\\?</\w+>)*+\s*+"
    r"(?P<after>[|:–—-]?)",
    re.IGNORECASE,
)
_DATE_CELL = re.compile(rf"\|\s*(?:[*_`])*(?P<date>{DATE.pattern})(?P<after>)(?:[*_`])*\s*(?=\||$)", re.IGNORECASE)
_PHASE = re.compile(
    r"(?P<word>fase|phase|steg|step|del|part)?\s*(?P<letter>[A-Z])(?P<sign>\s*[-–—‑−:.)]+\s*|\s+)(?P<name>\S.*)",
    re.IGNORECASE,
)
_POINT = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_ROLES = re.compile(r"(?:roller|rollar|roles)\s*:?", re.IGNORECASE)
_MARKS = re.compile(r"<[^<>]*>|[*`]|\\")
_LINK = re.compile(r"!?\[([^\]]*)\]\s?\([^)]*\)")
_DEFINITION = re.compile(r"\s{0,3}\[([^\]\[^]+)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?\s*$")
_REFERENCE = re.compile(
    r"(?P<code>(?<![`\\])(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?<!\\)\[(?P<words>[^\]\[]+)\](?:\[(?P<name>[^\]\[]*)\])(?!\()"
)
_COMMENT = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^ {0,3}(?P=fence)[^\n]*$|<!--.*?-->", re.DOTALL | re.MULTILINE
)
_NAMED = frozenset({"folder", "id", "keywords", "permalink", "sidebar", "slug", "title"})
_LONGEST = 60  # lines: what is longer is text between two rules
_EXPLICIT = re.compile(r"\\?\{\s*:?\s*#([\w-]+)[^}]*\}\s*$")


def read_units(
    source: Source, phases: frozenset[str] = frozenset(), roles: frozenset[str] = frozenset()
) -> tuple[list[Unit], list[Heading]]:
    """The page in pieces, and its headings.

    `phases` are letters that are known to be phases, besides those that have rows; `roles` are names in lower case.
    """
    text = normal(source.text).replace("\r\n", "\n").replace("\r", "\n")
    lines = _inline_references(_without_comments(text).split("\n"))
    units, start = _front_matter(lines)
    reader = _Lines(lines, start, source.kind, phases, roles)
    reader.read()
    return units + reader.units, reader.headings


def _without_comments(text: str) -> str:
    """The page with blanks for comments, which may go on over several lines; blocks of code keep their own."""
    end = text.rfind("-->") + 3 if "-->" in text else 0
    return (
        _COMMENT.sub(lambda found: found[0] if found["fence"] else re.sub(r"[^\n]", " ", found[0]), text[:end])
        + text[end:]
    )


def _inline_references(lines: list[str]) -> list[str]:
    """The lines with every link as `[words](address)`, whose address may stand on a line of its own elsewhere."""
    addresses: dict[str, str] = {}
    kept: list[str] = []
    for line in lines:
        found = _DEFINITION.match(line)
        if found:
            addresses[found[1].casefold()] = found[2]
        kept.append("" if found else line)
    if not addresses:
        return lines

    def inline(found: re.Match[str]) -> str:
        address = None if found["code"] else addresses.get((found["name"] or found["words"]).casefold())
        return f"[{found['words']}]({address})" if address else found[0]

    return [_REFERENCE.sub(inline, line) for line in kept]


def _front_matter(lines: list[str]) -> tuple[list[Unit], int]:
    """Title and keywords of the block or the two blocks at the top, and where the body begins."""
    blocks: list[dict[str, list[tuple[str, int]]]] = []
    at = 0
    while len(blocks) < 2 and (first := _next_filled(lines, at)) is not None:
        start = first + (lines[first].strip() == "---")
        end, is_ended = _end_of_fields(lines, start)
        fields = _fields(lines, start, end)
        if not (start > first or is_ended) or not (_NAMED & set(fields) or (is_ended and end == start)):
            break
        blocks.append(fields)
        at = end + is_ended
    return list(_said(blocks)), at


def _end_of_fields(lines: list[str], start: int) -> tuple[int, bool]:
    """The place after some fields, and whether a rule ends them; else they end where something else begins."""
    rule = next((n for n in range(start, min(start + _LONGEST, len(lines))) if lines[n].strip() == "---"), None)
    gap = next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
    if rule is not None and rule < gap and start < len(lines) and (_KEY.match(lines[start]) or rule == start):
        return rule, True
    end = start
    for number in range(start, min(start + _LONGEST, len(lines))):
        text = lines[number].strip()
        if text == "---":
            return number, True
        is_open = end > start and lines[end - 1].count('"') % 2 == 1
        if text and not (_KEY.match(lines[number]) or text.startswith("- ") or lines[number][0].isspace() or is_open):
            break
        end = number + 1 if text else end
    return end, False


def _next_filled(lines: list[str], at: int) -> int | None:
    return next((n for n in range(at, len(lines)) if lines[n].strip()), None)


def _fields(lines: list[str], start: int, end: int) -> dict[str, list[tuple[str, int]]]:
    fields: dict[str, list[tuple[str, int]]] = {}
    key = ""
    for number in range(start, end):
        if lines[number].startswith("#"):
            continue  # a comment
        found = _KEY.match(lines[number])
        if found and not lines[number].lstrip().startswith("- "):
            key = found[1].lower()
        fields.setdefault(key, []).append((found[2] if found else lines[number], number + 1))
    return fields


def _said(blocks: list[dict[str, list[tuple[str, int]]]]) -> Iterator[Unit]:
    """The words of the front matter that are for readers."""
    for place, block in enumerate(blocks):
        for key in ("title", "keywords"):
            lines = block.get(key, [])
            words = plain(" ".join(text for text, _ in lines))
            if tuple(map(str.casefold, words)) == ("sample",):
                continue
            names = [word for name in ("slug", "id") for text, _ in block.get(name, []) for word in plain(text)]
            is_machine_made = {word.casefold() for word in words} <= {name.casefold() for name in names}
            if key == "title" and place == 0 and len(blocks) > 1 and is_machine_made:
                continue
            for text, line in lines:
                if text.strip():
                    yield Unit(Owner("title" if key == "title" else "keywords"), line, text)


class _Lines:
    """Goes through the body once, knowing which phase, table and row it is in."""

    def __init__(self, lines: list[str], start: int, kind: str, phases: frozenset[str], roles: frozenset[str]) -> None:
        self.lines = lines
        self.at = start
        self.kind = kind
        self.units: list[Unit] = []
        self.headings: list[Heading] = []
        self.letters = _phase_letters(lines, start, phases) if kind == "onboarding" else {}
        self.roles = roles
        self.phase = ""
        self.is_below = False
        self.level = 0
        self.in_log = kind == "changelog"
        self.log_level = 0
        self.open: Unit | None = None  # a paragraph, or a row that goes on
        self.is_row = False
        self.after_blank = True
        self.fence = ""
        self.in_list = False
        self.is_code = False
        self.dated_level = 0  # the level of a heading that is a date
        self.repeated: dict[str, int] = {}
        dates = (iso(found[0]) for line in lines[start:] for found in DATE.finditer(line))
        self.years = {date[:4] for date in dates if date}

    @property
    def around(self) -> Owner:
        return Owner("phase", self.phase) if self.phase else PAGE

    def read(self) -> None:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not self.fenced(line):
                self.line(line)
            self.at += 1

    def fenced(self, line: str) -> bool:
        """Whether a line is code, between fences or indented below a blank line outside of lists."""
        found = _FENCE.match(line)
        if self.fence:
            if found and found[1].startswith(self.fence):
                self.fence = ""
            else:
                self.add(self.owner_here(), line, is_code=True)
            return True
        if found and "`" not in line[found.end() :]:
            self.fence = found[1]
            return True
        is_code = bool(_INDENTED.match(line)) and not self.in_list and (self.after_blank or self.is_code)
        if line.strip():
            self.in_list = bool(_POINT.match(line)) or (self.in_list and (not self.after_blank or line[:1].isspace()))
            self.is_code = is_code
        if is_code:
            self.add(self.owner_here(), line, is_code=True)
            self.after_blank = False
        return is_code

    def owner_here(self) -> Owner:
        if self.open is not None and (self.is_row or self.dated_level):
            return self.open.owner
        return self.around

    def line(self, line: str) -> None:
        if not line.strip():
            self.after_blank = True
            if self.open is not None and not self.is_row and not self.dated_level:
                self.open = None
            return
        if found := _HEADING.match(line):
            raw = _without_closing_marks(found[2])
            self.heading(len(found[1]), raw, _text_of(raw))
        elif self.is_setext():
            self.heading(1 if self.lines[self.at + 1].strip().startswith("=") else 2, line, _text_of(line))
            self.at += 1
        elif _SEPARATOR.match(line):
            pass
        elif self.at in self.letters.values():
            self.heading(self.level + 1, _first_cell(line), _text_of(_first_cell(line)))
        elif self.is_header(line):
            self.header(line)
        elif not self.row(line):
            self.text(line)
        self.after_blank = False

    def is_setext(self) -> bool:
        line, following = self.lines[self.at], self.lines[self.at + 1 : self.at + 2]
        return bool(following and _SETEXT.match(following[0]) and "|" not in line and not _POINT.match(line)) and (
            self.open is None
        )

    # headings

    def heading(self, level: int, raw: str, text: str) -> None:
        explicit = _EXPLICIT.search(raw)
        self.open, self.is_row = None, False
        phase = next((letter for letter, at in self.letters.items() if at == self.at), "")
        letter, name = _phase_of(text)
        name = name if letter == phase else text
        log = is_log(text)
        if phase:
            self.phase, self.level, self.in_log = phase, level, self.kind == "changelog"
        elif self.phase and (level <= self.level or log):
            self.phase = ""
        if log and self.kind != "page":
            self.in_log, self.log_level = True, level
        elif self.in_log and self.kind == "onboarding" and level <= self.log_level:
            self.in_log = False
        dated = DATE.match(text) if self.in_log else None
        date = iso(dated[0]) if dated else None
        anchor = explicit[1] if explicit else self.anchor(slug(text))
        self.headings.append(Heading(text, self.at + 1, level, phase, date or "", name if phase else "", anchor))
        if dated and date:
            self.change(date, self.lines[self.at].find(dated[0]), dated[0])
            self.dated_level = level
            return
        if not (self.dated_level and level > self.dated_level):
            self.dated_level = 0
        self.is_below = bool(self.phase) and not phase
        is_made = bool(phase) or (self.in_log and (log or text in self.years))
        owner = Owner("made") if is_made else self.around
        said = raw[: explicit.start()] if explicit else raw
        self.units.append(Unit(owner, self.at + 1, said, heading=text, is_below=self.is_below))

    def anchor(self, first: str) -> str:
        """The anchor of a heading: those that are repeated have got a number."""
        number = self.repeated.get(first, -1) + 1
        self.repeated[first] = number
        return f"{first}-{number}" if number else first

    # tables

    def is_header(self, line: str) -> bool:
        if _MERGED.search(line) and not _ROW.match(line):
            return True
        following = _next_filled(self.lines, self.at + 1)
        if following is None or not _SEPARATOR.match(self.lines[following]) or _ROW.match(line):
            return False
        return "|" in line or ("|" in self.lines[following] and following == self.at + 1)

    def header(self, line: str) -> None:
        self.open, self.is_row = None, False
        first = self.at + 1
        while first < len(self.lines) and (not self.lines[first].strip() or _SEPARATOR.match(self.lines[first])):
            first += 1
        row = self.lines[first] if first < len(self.lines) else ""
        is_empty = not re.search(r"\w", row) or (self.in_log and "|" not in row)
        first_cell = _text_of(_first_cell(row)).casefold()
        is_made = bool(self.task_id(row) or self.date_of(row, in_table=True) or self.summary_of(row)[0])
        is_made = is_made or (first_cell in self.roles and not self.phase) or (is_empty and self.in_log)
        self.units.append(Unit(Owner("made") if is_made else self.around, self.at + 1, line, is_below=self.is_below))

    def task_id(self, line: str) -> str:
        """The id that a row of the phase begins with."""
        found = _ROW.match(line) if self.kind == "onboarding" else None
        if found is None or ("|" not in line) or (self.in_log and not self.phase):
            return ""
        letter = found[1]
        if letter in self.letters and letter != self.phase:
            return ""
        return f"{letter}-{int(found[2])}"

    def date_of(self, line: str, *, in_table: bool = False) -> re.Match[str] | None:
        """The date that a row of a changelog begins with, or that a cell of it consists of."""
        if self.kind == "page" or self.phase:
            return None
        found = _DATED.match(line)
        if found is None and self.in_log:
            found = next(_DATE_CELL.finditer(line), None)
        if found is None or not iso(found["date"]):
            return None
        is_row = "|" in line or in_table
        return found if (is_row or (self.in_log and (found["after"] or _POINT.match(line)))) else None

    def summary_of(self, line: str) -> tuple[str, str]:
        """Letter and name of the phase that a row of the overview tells of."""
        if self.kind != "onboarding" or self.phase or self.in_log or "|" not in line:
            return "", ""
        letter, name = _phase_of(_text_of(_first_cell(line)))
        return (letter, name) if letter in self.letters else ("", "")

    def row(self, line: str) -> bool:
        """Take the line as the beginning of a row, or as more of the row that is open."""
        if task := self.task_id(line):
            found = _ROW.match(line)
            end = found.start("pipe") if found else 0
            own = [word._replace(line=self.at + 1) for word in words_in(line[:end])]
            self.begin(Unit(Owner("task", task), self.at + 1, line[end:], own, around=self.around))
            return True
        if dated := self.date_of(line):
            date = iso(dated["date"]) or ""
            own = [word._replace(line=self.at + 1) for word in words_in(dated["date"])]
            before = line[: dated.start("date")] if _DATE_CELL.fullmatch(dated[0]) else ""
            self.begin(Unit(Owner("change", date), self.at + 1, before + line[dated.end("date") :], own))
            self.dated_level = 0
            return True
        letter, _ = self.summary_of(line)
        if letter:
            self.begin(Unit(Owner("summary", letter), self.at + 1, line))
            return True
        return self.more(line)

    def begin(self, unit: Unit) -> None:
        self.units.append(unit)
        self.open, self.is_row = unit, True

    def change(self, date: str, at: int, written: str) -> None:
        line = self.lines[self.at]
        own = [word._replace(line=self.at + 1) for word in words_in(written)]
        self.begin(Unit(Owner("change", date), self.at + 1, line[at + len(written) :], own))

    def more(self, line: str) -> bool:
        """Whether the line goes on with the row that is open."""
        row = self.open
        if row is None or not self.is_row:
            return False
        if self.dated_level and row.owner.kind == "change":
            row.text += "\n" * (self.at + 1 - row.line - row.text.count("\n")) + line
            return True
        is_point = bool(_POINT.match(line)) and row.owner.kind == "change" and "|" not in row.text
        if self.after_blank and "|" not in line and not (is_point or line[:1].isspace()):
            self.open, self.is_row = None, False
            return False
        was_closed = row.text.rstrip().endswith("|") and row.text.strip("| \t\n") != ""
        if row.owner.kind == "summary" and was_closed and "|" in line:
            self.open, self.is_row = None, False
            return False
        if row.owner.kind == "summary" and "|" in line and line.strip().startswith("|"):
            self.open, self.is_row = None, False
            return False
        if was_closed and row.tail is None:
            row.tail = len(row.text)
        row.text += "\n" * (self.at + 1 - row.line - row.text.count("\n")) + line
        return True

    # everything else

    def text(self, line: str) -> None:
        starts = "|" in line or bool(_POINT.match(line)) or self.open is None or self.after_blank
        if not starts and self.open is not None:
            self.open.text += "\n" * (self.at + 1 - self.open.line - self.open.text.count("\n")) + line
            return
        is_made = self.kind == "onboarding" and bool(_ROLES.fullmatch(_text_of(line)))
        around = Owner("made") if is_made and self.roles else self.around
        self.open = self.add(self.owner_here() if self.dated_level else around, line)
        if "|" in line:
            self.open = None

    def add(self, owner: Owner, line: str, *, is_code: bool = False) -> Unit:
        unit = Unit(owner, self.at + 1, line, is_code=is_code, is_below=self.is_below)
        self.units.append(unit)
        return unit


def _without_closing_marks(raw: str) -> str:
    """A heading without the marks that may stand behind it."""
    text = raw.rstrip()
    bare = text.rstrip("#")
    return bare.rstrip() if bare != text and (not bare or bare[-1].isspace()) else text


def _first_cell(line: str) -> str:
    """The text before the first pipe that is not the first sign, on one line."""
    cell = re.split(r"(?<!\\)\|", line.strip().removeprefix("|"))[0]
    return re.sub(r"\\?<\s*/?\s*br\b[^<>]*>", " ", cell)


def _text_of(raw: str) -> str:
    """A heading or a cell as it is read."""
    text = _EXPLICIT.sub("", " ".join(raw.split()))
    text = _LINK.sub(r"\1", text)
    return re.sub(r"\s+", " ", _MARKS.sub("", text)).strip().strip("|").strip()


def _phase_of(text: str) -> tuple[str, str]:
    """The letter and the name of the phase that a text may name."""
    found = _PHASE.fullmatch(text)
    if found is None or not found["letter"].isupper():
        return "", ""
    return found["letter"], found["name"].strip()


def _phase_letters(lines: list[str], start: int, phases: frozenset[str]) -> dict[str, int]:
    """The phases that have a heading, each with its line: those whose letters are known, or that rows have.

    Where no heading has a letter, it is the one right above the phase's first row.
    """
    rows = {number: found[1] for number in range(start, len(lines)) if (found := _task_row(lines[number]))}
    known = {*rows.values(), *phases}
    letters: dict[str, int] = {}
    headings = [number for number in range(start, len(lines)) if _HEADING.match(lines[number])]
    for number in sorted([*headings, *_dividers(lines, start)]):
        text = (
            _without_closing_marks(_heading_text(lines[number])) if number in headings else _first_cell(lines[number])
        )
        named = _PHASE.fullmatch(_text_of(text))
        if named is None or not named["letter"].isupper() or named["letter"] in letters:
            continue
        is_spaced = named["sign"].strip() != named["sign"]
        if named["letter"] in known and (is_spaced or named["word"]):
            letters[named["letter"]] = number
    for number, letter in rows.items():
        above = max((heading for heading in headings if heading < number), default=None)
        if above is not None and above not in letters.values():
            letters.setdefault(letter, above)
    return letters


def _dividers(lines: list[str], start: int) -> Iterator[int]:
    """The rows right above a task that say nothing but the name of its phase."""
    for number in range(start, len(lines) - 1):
        below = _task_row(lines[number + 1])
        filled = [cell for cell in re.split(r"(?<!\\)\|", lines[number]) if cell.strip()]
        if below and "|" in lines[number] and len(filled) == 1 and not _task_row(lines[number]):
            named = _PHASE.fullmatch(_text_of(filled[0]))
            if named and named["letter"] == below[1]:
                yield number


def _task_row(line: str) -> re.Match[str] | None:
    return _ROW.match(line) if "|" in line else None


def _heading_text(line: str) -> str:
    found = _HEADING.match(line)
    return found[2] if found else ""
