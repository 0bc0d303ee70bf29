"""What the beginning of a guide says of its phases and roles, and who acts where."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onboarding.legacy.columns import shown
from onboarding.legacy.files import RoleEntry
from onboarding.legacy.guide import Guide, GuidePhase
from onboarding.legacy.model import Block, Heading, Line, Repairs, Row, Table, Text
from onboarding.legacy.phases import phase_of
from onboarding.legacy.plain import first_sentence, plain
from onboarding.legacy.repairing.markup import BREAK
from onboarding.legacy.roles import KNOWN
from onboarding.legacy.said import text_of
from onboarding.legacy.tasks import TaskRow

_ROLE = re.compile(r"\s*[-*+•]\s+\**([^\W\d_][\w/ -]{0,30}?)\**\s*(?::\**|\s[–-])\s*(\S.*)$")
_MADE = re.compile(r"roller|rollar|roles|fasene|fasane|phases|the phases", re.IGNORECASE)  # what the site heads itself
_BRACKETS = re.compile(r"\(([^()|]{2,60})\)")
_BETWEEN = re.compile(r"[/,;&+]|\b(?:og|and|samt|eller|or)\b")
_POINT = re.compile(r"\s*[-*+•]\s")
_BOLD = re.compile(r"\b(?:fet|feit|uthevet|utheva|bold)\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"""(?x)\b(?: ellers|elles|otherwise|else|resten|the\s+rest
    | (?:de\s+|the\s+)?(?:andre|øvrige|other|others|remaining)
    | (?:vanlig|normal|umerket|plain|ordinary)\s+(?:skrift|tekst|type|text) )\b""",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\*\*\S|(?<!\w)__\S|<(?:b|strong)>", re.IGNORECASE)
_ORGANISATION = re.compile(r"\b([A-ZÆØÅ][\w&]*[a-zæøåA-ZÆØÅ])\b")
_COMPANY = re.compile(
    r"""(?x)\b(?: (?:the|each|every)\s+(?:[a-z-]+\s+)?(?:company|institution|bank|insurer|business|enterprise)
    | [a-zæøå-]*(?:foretak|selskap|føretak|verksemd|virksomhet|institusjon|innretning|bank|forvalter|forvaltar)[a-zæøå]*
    | companies | institutions | banks | insurers | you | dere | de )\b""",
    re.IGNORECASE,
)
_GATES = re.compile(
    r"""(?x)\b(?: oppg[aå]ver | oppg[aå]vene | oppgåvane | tasks )\s+
    (?: (?:i|in)\s+(?:denne|dette|this)\s+\w+\s+ | below\s+ | under\s+ )?
    (?: (?:som|that|which)\s+ )?
    (?= (?:skal|må|bør|kan|burde|must|should|shall|can)\b )""",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Overview:
    """The beginning of a guide without what the site writes itself.

    `others` are the descriptions of what is in the table of the phases and is none, by their names; `made` are headings
    of the phases and the roles.
    """

    blocks: list[Block] = field(default_factory=list)
    summaries: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    roles: list[RoleEntry] = field(default_factory=list)
    made: list[Heading] = field(default_factory=list)


def overview_of(guide: Guide, repairs: Repairs) -> Overview:
    """What the beginning of a guide says of its phases and roles."""
    found = Overview()
    known = frozenset(name.casefold() for name in (*KNOWN, *_named_by_tasks(guide)))
    for block in guide.intro:
        if isinstance(block, Table) and _is_overview(block, guide):
            _read_phases(block, guide, found, repairs)
            _close(found, repairs)
        elif isinstance(block, Table) and (roles := _roles_of_table(block, known)):
            found.roles += roles
            for role, row in zip(roles, block.rows, strict=True):
                repairs.note(row.number, "role-summary", role=role.name)
            _close(found, repairs)
        elif isinstance(block, Text) and not block.is_code and (listed := _roles(block, known)):
            (before, after), roles = listed
            found.roles += roles
            for role, line in zip(roles, _role_lines(block, known), strict=True):
                repairs.note(line.number, "role-summary", role=role.name)
            found.blocks += [Text(before)] if before else []
            _close(found, repairs)
            found.blocks += [Text(after)] if any(line.text.strip() for line in after) else []
        else:
            found.blocks.append(block)
    _drop_made(found)
    return found


def _close(found: Overview, repairs: Repairs) -> None:
    """End the text that led on to what is no longer below it; where it was a mere name, leave that out."""
    last = found.blocks[-1] if found.blocks else None
    if not isinstance(last, Text) or last.is_code:
        return
    *others, line = last.lines
    if not _MADE.fullmatch(plain(line.text).strip(" :.")):
        found.blocks[-1] = replace(last, lines=(*others, _ended(line)))
        return
    repairs.note(line.number, "role-heading", text=plain(line.text).strip(" :."))
    while others and not others[-1].text.strip():
        others.pop()
    found.blocks[-1:] = [replace(last, lines=tuple(others))] if others else []


def _drop_made(found: Overview) -> None:
    """Take out headings of phases and roles that have nothing left below them."""
    kept: list[Block] = []
    for place, block in enumerate(found.blocks):
        below = found.blocks[place + 1] if place + 1 < len(found.blocks) else None
        is_empty = below is None or (
            isinstance(below, Heading) and isinstance(block, Heading) and below.level <= block.level
        )
        if isinstance(block, Heading) and is_empty and _MADE.fullmatch(plain(block.text).strip(" :.")):
            found.made.append(block)
        else:
            kept.append(block)
    found.blocks = kept


def _is_overview(table: Table, guide: Guide) -> bool:
    """Whether a table describes the phases, in words that need no links."""
    named = [phase_of(row.cells[0].replace(BREAK, " ")) for row in table.rows]
    known = [name for name in named if name and name[0] in guide.phases]
    is_plain = not any("](" in cell or "![" in cell for row in table.rows for cell in row.cells)
    return len(known) > 1 and len(known) * 2 > len(table.rows) and is_plain and len(table.header) > 1


def _read_phases(table: Table, guide: Guide, found: Overview, repairs: Repairs) -> None:
    for row in table.rows:
        name, description = _described(row)
        phase = phase_of(name)
        if phase is None or phase[0] not in guide.phases:
            if name or description:
                found.others[name] = description
            continue
        letter, title = phase
        repairs.note(row.number, "phase-summary", id=letter)
        is_same = _bare(title) == _bare(guide.phases[letter].title)
        text = description if is_same or not title else f"{title}: {description}"
        found.summaries[letter] = " ".join(filter(None, (found.summaries.get(letter), text)))


def _described(row: Row) -> tuple[str, str]:
    cells = [plain(cell.replace(BREAK, " ")) for cell in row.cells]
    return cells[0], " ".join(cell for cell in cells[1:] if cell)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _roles(
    block: Text, known: Collection[str]
) -> tuple[tuple[tuple[Line, ...], tuple[Line, ...]], list[RoleEntry]] | None:
    """The lines before and after a list of roles, and the roles; None where there is no such list."""
    lines = _role_lines(block, known)
    if not lines:
        return None
    first, last = block.lines.index(lines[0]), block.lines.index(lines[-1])
    roles = [
        RoleEntry(plain(found.group(1)), plain(found.group(2))) for line in lines if (found := _ROLE.match(line.text))
    ]
    before = list(block.lines[:first])
    while before and not before[-1].text.strip():
        before.pop()
    return (tuple(before), block.lines[last + 1 :]), roles


def _roles_of_table(table: Table, known: Collection[str]) -> list[RoleEntry]:
    """The roles that a table lists, each with what it is; none where it is about something else."""
    is_plain = len(table.header) == 2 and not any(
        "](" in cell or BREAK in cell for row in table.rows for cell in row.cells
    )
    names = {plain(row.cells[0]).casefold() for row in table.rows}
    if not is_plain or len(names.intersection(known)) < 2:
        return []
    roles = [RoleEntry(plain(row.cells[0]), plain(row.cells[1])) for row in table.rows]
    return roles if all(role.name and role.summary and len(role.name.split()) < 4 for role in roles) else []


def _named_by_tasks(guide: Guide) -> Iterator[str]:
    """The words that may be roles by where tasks have them: in brackets, or in the column of roles."""
    for task in guide.tasks:
        for text in (*(found for cell in task.cells for found in _BRACKETS.findall(cell)), *task.roles):
            yield from (name for part in _BETWEEN.split(plain(text)) if (name := part.strip()))


def _role_lines(block: Text, known: Collection[str]) -> list[Line]:
    """The points of a list in which each says what one role does: two known roles or more, and nothing else."""
    run: list[Line] = []
    for line in (*block.lines, Line(0, "end")):
        if _POINT.match(line.text) and not line.text.startswith("  "):
            run.append(line)
        elif line.text.strip():
            if _are_roles(run, known):
                return run
            run = []
    return []


def _are_roles(lines: Sequence[Line], known: Collection[str]) -> bool:
    found = [_ROLE.match(line.text) for line in lines]
    names = {match.group(1).casefold() for match in found if match}
    is_plain = not any("](" in line.text or "<br>" in line.text for line in lines)
    return all(found) and is_plain and len(names.intersection(known)) > 1


def _ended(line: Line) -> Line:
    """A line that led on to what is no longer below it."""
    return Line(line.number, re.sub(r"\s*:(\**)\s*$", r".\1", line.text))


def gate_of(phase: GuidePhase) -> str | None:
    """When the tasks of a phase must be done, in the words of its introduction; None where it does not say."""
    text = plain(text_of([block for block in phase.blocks if isinstance(block, Text)]).replace(BREAK, " "))
    found = _GATES.search(text)
    if found is None:
        return None
    gate = first_sentence(text[found.end() :]).strip(" .:*")
    return gate[:1].upper() + gate[1:] if gate else None


@dataclass(frozen=True, slots=True)
class Convention:
    """Who acts where a task is written in bold type, and where it is not."""

    bold: str
    plain: str

    def performer(self, task: TaskRow, first: str) -> str:
        """Who acts in a task: its id says, or the first line of the cell that says what is to be done."""
        line = first.strip().split(BREAK)[0]
        for label in filter(None, task.labels):  # whose bold type is the site's own
            line = line.removeprefix(shown(label))
        is_bold = task.is_bold or _STRONG.search(line) is not None
        return self.bold if is_bold else self.plain

    def names(self, text: str) -> bool:
        """Whether a text is a name of one of the two."""
        return text.casefold() in (self.bold.casefold(), self.plain.casefold())


def is_performer(text: str, convention: Convention | None) -> bool:
    """Whether a text says who acts and nothing else: a company, Bits, or who a guide says that acts."""
    return bool(text == "Bits" or _COMPANY.fullmatch(text) or (convention and convention.names(text)))


def convention_of(blocks: Sequence[Block]) -> Convention | None:
    """What a guide says that bold type means; None where it says nothing."""
    text = plain(re.sub(r"<br>|\n", " ", text_of(blocks)))
    sentences = re.split(r"(?<=[.!?])\s+", text)
    for sentence, below in zip(sentences, [*sentences[1:], ""], strict=True):
        if not _BOLD.search(sentence):
            continue
        whole = sentence if _OTHERWISE.search(sentence, _end(_BOLD, sentence)) else f"{sentence} {below}"
        otherwise = _OTHERWISE.search(whole, _end(_BOLD, whole))
        if otherwise is None:
            continue
        bold = _performer(whole[_end(_BOLD, whole) : otherwise.start()])
        other = _performer(whole[otherwise.end() :])
        if bold and other and bold != other:
            return Convention(bold, other)
    return None


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return found.end() if found else 0


def _performer(words: str) -> str | None:
    """Who some words say that acts, in their own word for it."""
    if found := _COMPANY.search(words):
        return found.group()[:1].upper() + found.group()[1:]
    named = _ORGANISATION.search(words)
    return named.group(1) if named else None
