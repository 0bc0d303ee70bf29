"""Onboarding guides: a service with its phases, tasks, pages and changes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from onboarding.content.names import joined, short_name
from onboarding.legacy.addresses import canonical
from onboarding.legacy.anchors import text_of as words_in
from onboarding.legacy.body import body_of, cells_as_text
from onboarding.legacy.changelog import INDEX, change_files
from onboarding.legacy.changes import Entry, is_changelog_only, log_of
from onboarding.legacy.files import ContentFile, RoleEntry, Value
from onboarding.legacy.guide import Guide, GuidePhase, Section
from onboarding.legacy.language import language_of
from onboarding.legacy.lists import is_point
from onboarding.legacy.model import Block, Heading, Line, Text
from onboarding.legacy.naming import identifier, is_kind, short_title, slug_of, without_title
from onboarding.legacy.overview import Overview, convention_of, gate_of, is_performer, overview_of
from onboarding.legacy.page import LegacyPage
from onboarding.legacy.placed import Aliases, Placed
from onboarding.legacy.plain import first_sentence, plain, words_of
from onboarding.legacy.repairing.markup import BREAK
from onboarding.legacy.responsible import Responsible, first_of
from onboarding.legacy.roles import RoleNames
from onboarding.legacy.said import text_of
from onboarding.legacy.tasks import TaskRow
from onboarding.legacy.titles import title_of, without_addresses
from onboarding.legacy.wording import WORDING
from onboarding.prose.model import anchor_of

_TOO_SHORT = 2  # letters: «NB» says nothing of what is to be done
HOME = "index.md"
_SIGNS = re.compile(r"[^\w«\"“(\[]+")  # before the first word: what is left of a mark
_LOG_ANCHOR = "endringslogg"
_MADE = frozenset({"fasene", "roller", _LOG_ANCHOR})  # anchors that the site makes itself
_STEM = re.compile(r"[a-zæøå0-9][a-z0-9æøå_-]{0,39}")


def place_guide(page: LegacyPage, guide: Guide, site: str) -> Placed:
    """The service that a guide becomes. `site` is the legacy site's address with a final slash."""
    return _Service(page, guide, site).placed()


class _Service:
    """Places one guide."""

    def __init__(self, page: LegacyPage, guide: Guide, site: str) -> None:
        self._page = page
        self._guide = guide
        self._repairs = page.repairs
        self._language = language_of(text_of(page.blocks))
        self._words = WORDING[self._language]
        self._slug = identifier(slug_of(page))
        self._overview: Overview = overview_of(guide, page.repairs)
        self._convention = convention_of(page.blocks)
        self._aliases = Aliases(page, HOME, site)
        self._roles: dict[str, None] = dict.fromkeys(role.name for role in self._overview.roles)
        self._titles: set[str] = set()
        self._names = RoleNames(list(self._roles), self._language)

    def placed(self) -> Placed:
        """All files of the service."""
        phases = [file for phase in self._guide.phases.values() for file in self._phase(phase)]
        sections = [self._section(section, place) for place, section in enumerate(self._sections(), 1)]
        others = (
            f"**{name}**: {text}" if name and text else name or text for name, text in self._overview.others.items()
        )
        self._overview.blocks += [Text((Line(0, text),)) for text in others if text]
        files = [self._home(), *phases, *sections, *self._changelog()]
        return Placed(self._aliases.on(files), HOME, self._aliases.addresses, self._language)

    def _sections(self) -> list[Section]:
        """The parts after the phases, and those whose anchors the site itself has."""
        moved: list[Section] = []
        kept: list[Block] = []
        section: Section | None = None
        for block in self._overview.blocks:
            if isinstance(block, Heading) and (section is None or block.level <= section.heading.level):
                section = Section(block) if self._clashes(block) else None
                moved += [section] if section else []
                if section:
                    continue
            (section.blocks if section else kept).append(block)
        self._overview.blocks = kept
        return [*self._guide.sections, *moved]

    def _clashes(self, heading: Heading) -> bool:
        anchor = anchor_of(words_in(heading))
        phases = {canonical(f"{phase.id}-{anchor_of(phase.title)}") for phase in self._guide.phases.values()}
        return anchor in _MADE or canonical(anchor) in phases

    def _home(self) -> ContentFile:
        page, name = self._page, short_title(self._page) or self._slug
        first = next(iter(self._overview.blocks), None)
        title = page.head.title or (words_in(first) if isinstance(first, Heading) and first.level == 1 else name)
        blocks = without_title(page, self._overview.blocks, title)
        for heading in self._overview.blocks[:1] if len(blocks) < len(self._overview.blocks) else ():
            if isinstance(heading, Heading) and heading.level > 1:
                self._aliases.heading(HOME, heading, ())
        for heading in self._overview.made:
            self._repairs.note(heading.number, "role-heading", text=words_in(heading))
            self._aliases.heading(HOME, heading, _MADE)
        self._aliases.body(HOME, blocks, 1)
        fields: dict[str, Value] = {
            "type": "service",
            "id": self._slug,
            "slug": self._slug,
            "title": f"{title} {name}" if is_kind(title) and name != title else title,
            "short_title": name,
            "summary": page.head.summary or _summary(blocks) or self._words.summary.format(name),
            "keywords": page.head.keywords or None,
            "language": self._language if self._language != "nb" else None,
            "roles": self._role_entries(),
        }
        return ContentFile(HOME, fields, body_of(blocks, self._repairs), 1)

    def _role_entries(self) -> tuple[RoleEntry, ...]:
        """The roles of the service: those that the guide lists, and those that only tasks name."""
        listed = {role.name: role for role in self._overview.roles}
        names = list(self._roles) or [self._words.everyone]
        return tuple(
            listed.get(name) or RoleEntry(name, self._words.role.format(_lower(name, self._words.everyone)))
            for name in names
        )

    def _phase(self, phase: GuidePhase) -> list[ContentFile]:
        title = plain(phase.title) or f"{self._words.phase} {phase.id}"
        folder = joined(phase.id.lower(), short_name(title))
        path = f"{folder}/index.md"
        slug = anchor_of(title)
        live = {f"{phase.id.lower()}{dashes}{slug}" for dashes in ("-", "--", "---")}
        for anchor in (*live, slug):
            self._aliases.addresses.anchors.setdefault(canonical(anchor), path)
        if phase.heading:
            self._aliases.heading(path, phase.heading, live)
        self._aliases.body(path, phase.blocks, phase.number)
        fields: dict[str, Value] = {
            "id": phase.id,
            "title": title,
            "summary": self._overview.summaries.get(phase.id) or _summary(phase.blocks) or title,
            "gate": gate_of(phase),
        }
        tasks = [self._task(task, folder) for task in phase.tasks.values()]
        return [ContentFile(path, fields, body_of(phase.blocks, self._repairs), phase.number), *tasks]

    def _task(self, task: TaskRow, folder: str) -> ContentFile:
        responsible = Responsible.of(task, self._names)
        if responsible.written:
            self._repairs.note(task.number, "task-roles", written=", ".join(responsible.written))
        self._roles |= dict.fromkeys(responsible.roles)
        title = _task_title(responsible, task.blocks, self._titles) or f"{self._words.task} {task.id}"
        self._titles.add(title)
        path = f"{folder}/{joined(task.id.lower(), short_name(title))}.md"
        self._aliases.task(task.id, path)
        if task.heading:
            self._aliases.heading(path, task.heading, {task.id.lower()})
        self._aliases.body(path, task.blocks, task.number)
        fields: dict[str, Value] = {
            "id": task.id,
            "title": title,
            "roles": responsible.roles,
            "performed_by": self._performer(task),
        }
        texts = cells_as_text(responsible.cells, task.number, self._repairs), body_of(task.blocks, self._repairs)
        return ContentFile(path, fields, "\n\n".join(filter(None, texts)), task.number)

    def _performer(self, task: TaskRow) -> str | None:
        """Who acts in a task: the heading above its table says, or bold type."""
        if is_performer(task.under, self._convention):
            self._repairs.note(task.number, "task-performer-heading", performer=task.under)
            return task.under
        if self._convention is None:
            return None
        performer = self._convention.performer(task, first_of(task, self._names))
        self._repairs.note(task.number, "task-performer", performer=performer)
        return performer

    def _section(self, section: Section, place: int) -> ContentFile:
        """An ordinary page, shown with the process."""
        title = words_in(section.heading)
        anchor = anchor_of(title)
        stem = anchor if _STEM.fullmatch(anchor) and anchor not in _MADE else joined("om", short_name(title))
        path = f"{stem}.md"
        self._aliases.heading(path, section.heading, {stem, *_MADE})
        described = next((name for name in self._overview.others if words_of(name) == words_of(title)), None)
        blocks = list(section.blocks)
        if described is not None:
            blocks.insert(0, Text((Line(section.heading.number, self._overview.others.pop(described)),)))
        self._aliases.body(path, blocks)
        fields: dict[str, Value] = {"title": title, "order": place * 10, "in_process": True}
        return ContentFile(path, fields, body_of(blocks, self._repairs), section.heading.number)

    def _changelog(self) -> list[ContentFile]:
        blocks: list[Block] = []
        entries: list[Entry] = []
        for section in self._guide.changelog:
            log = log_of(section.blocks, self._repairs)
            entries += log.entries
            blocks += log.blocks
            self._aliases.heading(INDEX, section.heading, {_LOG_ANCHOR}, HOME)
        self._aliases.body(INDEX, blocks, self._guide.changelog[0].heading.number if self._guide.changelog else 0)
        files = change_files(entries, [task.id for task in self._guide.tasks], self._words.change, self._repairs)
        body = body_of(blocks, self._repairs)
        for heading in (section.heading for section in self._guide.changelog[:1]):
            if body or not is_changelog_only(words_in(heading)):
                files.append(ContentFile(INDEX, {"title": words_in(heading)}, body, heading.number))
        return files


def _lower(role: str, everyone: str) -> str:
    return role.lower() if role == everyone else role


def _task_title(responsible: Responsible, blocks: Sequence[Block], taken: Collection[str]) -> str:
    """The title of a task: of the first line of its first text, or of all that it says."""
    line = responsible.first.strip().split(BREAK)[0]
    first = title_of(line, taken)
    if len(first) > _TOO_SHORT and len(without_addresses(line)) > _TOO_SHORT:
        return first
    said = " ".join([*responsible.cells, text_of(blocks)]).replace(BREAK, " ")
    return title_of(without_addresses(said), taken) or title_of(said, taken) or first


def _summary(blocks: Sequence[Block]) -> str:
    """The first sentence of a text that is one."""
    for block in blocks:
        if isinstance(block, Text) and not block.is_code:
            lines = takewhile(lambda line: line.text.strip() and not is_point(line.text), block.lines)
            sentence = first_sentence(plain(" ".join(line.text for line in lines).replace("<br>", " ")))
            if len(sentence.split()) > 2 and not sentence.endswith(":"):
                return _SIGNS.sub("", sentence, count=1) if _SIGNS.match(sentence) else sentence
    return ""
