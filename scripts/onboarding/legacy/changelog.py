"""Changelogs: a file for each entry, and one for what stands around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from onboarding.content.addresses import CHANGELOG_FOLDER
from onboarding.content.names import joined, short_name
from onboarding.legacy.body import body_of, cells_as_text
from onboarding.legacy.changes import Entry, log_of
from onboarding.legacy.files import ContentFile, RoleEntry, Value
from onboarding.legacy.language import language_of
from onboarding.legacy.model import Line, Repairs, Text
from onboarding.legacy.naming import identifier, short_title, title_in, without_title
from onboarding.legacy.page import LegacyPage
from onboarding.legacy.placed import Aliases, Placed
from onboarding.legacy.plain import words_of
from onboarding.legacy.said import text_of
from onboarding.legacy.wording import WORDING

INDEX = f"{CHANGELOG_FOLDER}/index.md"


def place_changelog(page: LegacyPage, known: Collection[str], site: str) -> Placed:
    """The files of a changelog page.

    `known` are the ids of the service's tasks, `site` is the legacy site's address with a final slash.
    """
    language = language_of(text_of(page.blocks))
    title = title_in(page, page.blocks) if page.head.title or page.blocks else WORDING[language].changelog
    blocks = without_title(page, page.blocks, title)
    log = log_of(blocks, page.repairs)
    aliases = Aliases(page, INDEX, site)
    aliases.body(INDEX, log.blocks, 1)
    head = page.head
    fields: dict[str, Value] = {"title": title, "summary": head.summary or None, "keywords": head.keywords or None}
    index = ContentFile(INDEX, fields, body_of(log.blocks, page.repairs), 1)
    files = [index, *change_files(log.entries, list(known), WORDING[language].change, page.repairs)]
    return Placed(aliases.on(files), INDEX, aliases.addresses, language)


def change_files(entries: Sequence[Entry], known: Sequence[str], untitled: str, repairs: Repairs) -> list[ContentFile]:
    """One file for each entry, those of one day and title with numbers. `untitled` is for entries without words."""
    files: list[ContentFile] = []
    taken: set[str] = set()
    for entry in entries:
        title = entry.title or untitled
        name = joined(entry.date.isoformat(), short_name(title))
        number = 1
        while (path := f"{CHANGELOG_FOLDER}/{name}{f'-{number}' if number > 1 else ''}.md") in taken:
            number += 1
        taken.add(path)
        body = "\n\n".join(filter(None, (_cell(cell, entry.number, repairs) for cell in entry.cells)))
        if not re.search(r"[\[<`\n]", body) and words_of(body) == words_of(title):
            body = ""
        fields: dict[str, Value] = {"date": entry.date, "tasks": entry.tasks(known), "title": title}
        files.append(ContentFile(path, fields, body, entry.number))
    return files


def _cell(text: str, number: int, repairs: Repairs) -> str:
    """A text of an entry; one of several lines stood below a heading."""
    if "\n" not in text:
        return cells_as_text([text], number, repairs)
    lines = tuple(Line(at, row) for at, row in enumerate(text.split("\n"), number + 1))
    return body_of([Text(lines)], repairs)


def service_of(page: LegacyPage, folder: str, language: str) -> ContentFile:
    """A small service for the changes of a page in a folder that is none: an editor fills it in."""
    name, words = short_title(page) or folder, WORDING[language]
    fields: dict[str, Value] = {
        "type": "service",
        "id": identifier(folder),
        "slug": f"{identifier(folder)}_onboarding",  # the folder's own name is the address of its front page
        "title": name,
        "short_title": name,
        "summary": words.summary.format(name),
        "language": language if language != "nb" else None,
        "roles": (RoleEntry(words.everyone, words.role.format(words.everyone.lower())),),
    }
    return ContentFile("index.md", fields, "", 1)
