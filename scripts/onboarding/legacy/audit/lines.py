"""The body of a legacy page, read line by line.

This is a second reader on purpose, simpler than the importer's and sharing nothing with it.
"""

from __future__ import annotations

import re

from onboarding.legacy.audit.columns import labelled, labels_of, without_labelled
from onboarding.legacy.audit.dates import DATE, iso
from onboarding.legacy.audit.ids import ROW_RANK, Id, row_id, tasks_on
from onboarding.legacy.audit.logs import is_log
from onboarding.legacy.audit.phases import (
    EXPLICIT,
    HEADING,
    POINT,
    SETEXT,
    anchors_of,
    first_cell,
    goes_on,
    next_filled,
    phase_letters,
    phase_of,
    text_of,
    without_closing_marks,
)
from onboarding.legacy.audit.units import PAGE, Heading, Owner, Unit
from onboarding.legacy.audit.words import Word, words_in

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_INDENTED = re.compile(r"(?: {4}|\t)(?!\s*(?:\||[A-Z]\s?[-–]?\s?\d|\d{1,2}[./-]\s?\d|<))\s*\S")
_SEPARATOR = re.compile(r"(?=.*(?:--|–|—|\|.*-|-.*\|))[\s|:+\-–—]+$")
_MERGED = re.compile(r"\|\s*:?-{2,}:?\s*(?:\||$)")
_DATED = re.compile(
    rf"\s*+(?:[-*+]\s++)?\|?\s*+(?:[*_`]|\\?<\w+>)*+\s*+(?P<date>{DATE.pattern})(?:[*_`]|\\?</\w+>)*+\s*+"
    r"(?P<after>[|:–—-]?)",
    re.IGNORECASE,
)
_DATE_CELL = re.compile(rf"\|\s*(?:[*_`])*(?P<date>{DATE.pattern})(?P<after>)(?:[*_`])*\s*(?=\||$)", re.IGNORECASE)
_DEEPEST = 6  # the level of the lowest heading
_FRAME = re.compile(r"(?:^|\|)\s*[*_]*(?:dato|date|når|tidspunkt)[*_]*\s*(?:\||$)", re.IGNORECASE)
_ROLES = re.compile(r"(?:roller|rollar|roles)\s*:?", re.IGNORECASE)


class Lines:
    """Goes through the body once, knowing which phase, table and row it is in."""

    def __init__(self, lines: list[str], start: int, kind: str, phases: frozenset[str], roles: frozenset[str]) -> None:
        self.lines = lines
        self.at = start
        self.kind = kind
        self.units: list[Unit] = []
        self.headings: list[Heading] = []
        self.tasks: dict[int, Id] = tasks_on(lines, start) if kind == "onboarding" else {}
        self.letters = phase_letters(lines, start, phases, self.tasks) if kind == "onboarding" else {}
        self.labels: tuple[str, ...] = ()  # the headers of the table that is being read
        self.named: dict[int, tuple[str, ...]] = {}  # those of each row of tasks, by its line
        self.task = ""  # that a heading or a point has begun
        self.task_level = 0
        self.under = ""
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
    def _around(self) -> Owner:
        if self.task:
            return Owner("task", self.task)
        return Owner("phase", self.phase) if self.phase else PAGE

    def read(self) -> None:
        """Go through all lines."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not self._fenced(line):
                self._line(line)
            self.at += 1
        for unit in self.units:
            if labels := self.named.get(unit.line):
                before, unit.text = len(unit.text), labelled(unit.text, labels)
                unit.tail = unit.tail and unit.tail + len(unit.text) - before

    def _fenced(self, line: str) -> bool:
        """Whether a line is code, between fences or indented below a blank line outside of lists."""
        found = _FENCE.match(line)
        if self.fence:
            if found and found[1].startswith(self.fence):
                self.fence = ""
            else:
                self._add(self._owner_here(), line, is_code=True)
            return True
        if found and "`" not in line[found.end() :]:
            self.fence = found[1]
            return True
        is_code = bool(_INDENTED.match(line)) and not self.in_list and (self.after_blank or self.is_code)
        if line.strip():
            self.in_list = bool(POINT.match(line)) or (self.in_list and (not self.after_blank or line[:1].isspace()))
            self.is_code = is_code
        if is_code:
            self._add(self._owner_here(), line, is_code=True)
            self.after_blank = False
        return is_code

    def _owner_here(self) -> Owner:
        if self.open is not None and (self.is_row or self.dated_level):
            return self.open.owner
        return self._around

    def _line(self, line: str) -> None:
        if not line.strip():
            self.after_blank = True
            if self.open is not None and not self.is_row and not self.dated_level:
                self.open = None
            return
        if self._named_task(line):
            pass
        elif found := HEADING.match(line):
            raw = without_closing_marks(found[2])
            self._heading(len(found[1]), raw, text_of(raw))
        elif self._is_setext():
            self._heading(1 if self.lines[self.at + 1].strip().startswith("=") else 2, line, text_of(line))
            self.at += 1
        elif _SEPARATOR.match(line):
            pass
        elif self.at in self.letters.values():
            self._heading(self.level + 1, first_cell(line), text_of(first_cell(line)), is_row=True)
        elif self._is_header(line):
            self._header(line)
        elif not self._row(line):
            self._text(line)
        self.after_blank = False

    def _is_setext(self) -> bool:
        line, following = self.lines[self.at], self.lines[self.at + 1 : self.at + 2]
        return bool(following and SETEXT.match(following[0]) and "|" not in line and not POINT.match(line)) and (
            self.open is None
        )

    # headings

    def _heading(self, level: int, raw: str, text: str, *, is_row: bool = False) -> None:
        explicit = EXPLICIT.search(raw)
        self.open, self.is_row, self.labels = None, False, ()
        if level <= self.task_level:
            self.task = ""
        phase = next((letter for letter, at in self.letters.items() if at == self.at), "")
        letter, name = phase_of(text)
        name = name if letter == phase else text
        log = is_log(text)
        if phase:
            self.phase, self.level, self.in_log = phase, level, self.kind == "changelog"
        elif self._continues(text):
            self.phase, self.level = letter, level
        elif self.phase and (level <= self.level or log):
            self.phase = ""
        if log and self.kind != "page":
            self.in_log, self.log_level = True, level
        elif self.in_log and self.kind == "onboarding" and level <= self.log_level:
            self.in_log = False
        dated = DATE.match(text) if self.in_log else None
        date = iso(dated[0]) if dated else None
        anchors = () if is_row else (explicit[1],) if explicit else self._anchors(raw)
        self.headings.append(Heading(text, self.at + 1, level, phase, date or "", name if phase else "", anchors))
        if dated and date:
            self._change(date, self.lines[self.at].find(dated[0]), dated[0])
            self.dated_level = level
            return
        if not (self.dated_level and level > self.dated_level):
            self.dated_level = 0
        self.is_below = bool(self.phase) and not phase
        self.under = text if self.is_below else ""
        is_made = bool(phase) or (self.in_log and (log or text in self.years))
        owner = Owner("made") if is_made else self._around
        said = raw[: explicit.start()] if explicit else raw
        self.units.append(Unit(owner, self.at + 1, said, heading=text, is_below=self.is_below))

    def _continues(self, text: str) -> bool:
        """Whether a heading goes on with a phase that has begun before."""
        letter = goes_on(text)
        return letter in self.letters and self.letters[letter] < self.at

    def _named_task(self, line: str) -> bool:
        """Take the line as a heading or a point that is a task; one at the edge ends the last of such points."""
        if self.task_level > _DEEPEST and self.after_blank and not line[:1].isspace():
            self.task = ""
        found = self._task_here()
        if found is None or found.rank >= ROW_RANK:
            return False
        heading = HEADING.match(line)
        self.task, self.task_level = found.name, len(heading[1]) if heading else _DEEPEST + 1
        point = POINT.match(line)
        start = heading.start(2) if heading else point.end() if point else 0
        text = without_closing_marks(line[start : found.start] + line[found.end :])
        unit = Unit(Owner("task", found.name), self.at + 1, text, self._own(line, found), is_bold=found.is_bold)
        unit.under = self.under
        self.units.append(unit)
        self.open, self.is_row, self.labels = None if heading else unit, False, ()
        if heading:
            said = text_of(without_closing_marks(heading[2]))
            anchors = self._anchors(without_closing_marks(heading[2]))
            self.headings.append(Heading(said, self.at + 1, len(heading[1]), anchors=anchors, task=found.name))
        return True

    def _own(self, line: str, found: Id) -> list[Word]:
        return [word._replace(line=self.at + 1) for word in words_in(line[found.start : found.end])]

    def _anchors(self, raw: str) -> tuple[str, ...]:
        """The anchors of a heading: those that are repeated have got a number."""
        found = anchors_of(raw)
        number = self.repeated[found[0]] = self.repeated.get(found[0], -1) + 1
        return tuple(f"{anchor}-{number}" for anchor in found) if number else found

    # tables

    def _is_header(self, line: str) -> bool:
        if self.at in self.tasks or row_id(line):
            return False
        if _MERGED.search(line):
            return True
        following = next_filled(self.lines, self.at + 1)
        if following is None or not _SEPARATOR.match(self.lines[following]):
            return self._is_bare_header(line)
        is_near = following == self.at + 1
        return ("|" in line and (is_near or "|" in self.lines[following])) or (is_near and "|" in self.lines[following])

    def _is_bare_header(self, line: str) -> bool:
        """Whether a line is the header of a table of tasks that has no line of dashes."""
        above = self.lines[self.at - 1].strip() if self.at else ""
        below = self.tasks.get(self.at + 1)
        is_first = not above or bool(HEADING.match(above))
        return bool(below and below.rank >= ROW_RANK and is_first and line.lstrip().startswith("|"))

    def _header(self, line: str) -> None:
        self.open, self.is_row = None, False
        first = self.at + 1
        while first < len(self.lines) and (not self.lines[first].strip() or _SEPARATOR.match(self.lines[first])):
            first += 1
        row = self.lines[first] if first < len(self.lines) else ""
        is_frame = self.in_log and bool(_FRAME.search(line)) and not ("|" in row and re.search(r"\w", row))
        begins_with = text_of(first_cell(row)).casefold()
        is_task = first in self.tasks and self.tasks[first].rank >= ROW_RANK
        self.labels = labels_of(line) if is_task else ()
        is_made = bool(is_task or self._date_of(row, in_table=True) or self._summary_of(row)[0])
        is_made = is_made or (begins_with in self.roles and not self.phase) or is_frame
        said = without_labelled(line, self.labels)
        self.units.append(Unit(Owner("made") if is_made else self._around, self.at + 1, said, is_below=self.is_below))

    def _task_here(self) -> Id | None:
        """The id that the line begins with."""
        found = self.tasks.get(self.at)
        if found is None or (self.in_log and not self.phase):
            return None
        is_elsewhere = found.letter in self.letters and found.letter != self.phase
        is_alone = found.letter not in self.letters and found.rank == 0
        return None if is_elsewhere or is_alone else found

    def _date_of(self, line: str, *, in_table: bool = False) -> re.Match[str] | None:
        """The date that a row of a changelog begins with, or that a cell of it consists of."""
        if self.kind == "page" or self.phase:
            return None
        found = _DATED.match(line)
        if found is None and self.in_log:
            found = next(_DATE_CELL.finditer(line), None)
        if found is None or not iso(found["date"]):
            return None
        is_row = "|" in line or in_table
        return found if (is_row or (self.in_log and (found["after"] or POINT.match(line)))) else None

    def _summary_of(self, line: str) -> tuple[str, str]:
        """Letter and name of the phase that a row of the overview tells of."""
        if self.kind != "onboarding" or self.phase or self.in_log or "|" not in line:
            return "", ""
        letter, name = phase_of(text_of(first_cell(line)))
        return (letter, name) if letter in self.letters else ("", "")

    def _row(self, line: str) -> bool:
        """Take the line as the beginning of a row, or as more of the row that is open."""
        if task := self._task_here():
            text = line[: task.start] + line[task.end :]
            unit = Unit(Owner("task", task.name), self.at + 1, text, self._own(line, task), around=self._around)
            unit.under, unit.is_bold = self.under, task.is_bold
            self.named[unit.line] = self.labels
            self.task = ""
            self._begin(unit)
            return True
        if dated := self._date_of(line):
            date = iso(dated["date"]) or ""
            own = [word._replace(line=self.at + 1) for word in words_in(dated["date"])]
            before = line[: dated.start("date")] if _DATE_CELL.fullmatch(dated[0]) else ""
            self._begin(Unit(Owner("change", date), self.at + 1, before + line[dated.end("date") :], own))
            self.dated_level = 0
            return True
        letter, _ = self._summary_of(line)
        if letter:
            self._begin(Unit(Owner("summary", letter), self.at + 1, line))
            return True
        return self._more(line)

    def _begin(self, unit: Unit) -> None:
        self.units.append(unit)
        self.open, self.is_row = unit, True

    def _change(self, date: str, at: int, written: str) -> None:
        line = self.lines[self.at]
        own = [word._replace(line=self.at + 1) for word in words_in(written)]
        self._begin(Unit(Owner("change", date), self.at + 1, line[at + len(written) :], own))

    def _more(self, line: str) -> bool:
        """Whether the line goes on with the row that is open."""
        row = self.open
        if row is None or not self.is_row:
            return False
        if self.dated_level and row.owner.kind == "change":
            row.text += "\n" * (self.at + 1 - row.line - row.text.count("\n")) + line
            return True
        is_point = bool(POINT.match(line)) and row.owner.kind == "change" and "|" not in row.text
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
        is_whole = row.owner.kind == "change" and line.strip().startswith("|") and line.strip().endswith("|")
        if (was_closed or (is_whole and line.strip(" \t|"))) and row.tail is None:
            row.tail = len(row.text)
        row.text += "\n" * (self.at + 1 - row.line - row.text.count("\n")) + line
        return True

    # everything else

    def _text(self, line: str) -> None:
        starts = "|" in line or bool(POINT.match(line)) or self.open is None or self.after_blank
        if not starts and self.open is not None:
            self.open.text += "\n" * (self.at + 1 - self.open.line - self.open.text.count("\n")) + line
            return
        is_made = self.kind == "onboarding" and bool(_ROLES.fullmatch(text_of(line)))
        around = Owner("made") if is_made and self.roles else self._around
        self.open = self._add(self._owner_here() if self.dated_level else around, line)
        if "|" in line:
            self.open = None

    def _add(self, owner: Owner, line: str, *, is_code: bool = False) -> Unit:
        unit = Unit(owner, self.at + 1, line, is_code=is_code, is_below=self.is_below)
        self.units.append(unit)
        return unit
