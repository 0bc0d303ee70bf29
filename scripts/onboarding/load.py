"""Reading the content folder: the only place that does."""

from __future__ import annotations

import re
from pathlib import Path

from onboarding.content import Content, build
from onboarding.errors import ContentError, Problem, Source
from onboarding.frontmatter import Document, parse
from onboarding.messages import problem

# Characters that neither XML nor a spreadsheet can hold (https://www.w3.org/TR/xml/#charsets); Word leaves some.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def load_content(root: Path) -> Content:
    """The content of the folder `root`. Hidden files and folders are left out, as MkDocs leaves them out.

    Raises ContentError with every problem of every file, and FileNotFoundError where there is no such folder.
    """
    if not root.is_dir():
        raise FileNotFoundError(root)
    documents: list[Document] = []
    unread: list[str] = []
    problems: list[Problem] = []
    files: set[str] = set()
    for file in sorted(root.rglob("*")):
        relative = file.relative_to(root)
        if not file.is_file() or any(part.startswith(".") for part in relative.parts):
            continue
        if file.suffix != ".md":
            files.add(relative.as_posix())
            if re.search(r"\.(md|markdown)(\.txt)?$", file.name, re.IGNORECASE):
                source = Source(f"{root.name}/{relative.as_posix()}")
                problems.append(problem(source, "file-ending", name=file.name))
            continue
        try:
            documents.append(_read(file, relative.as_posix(), f"{root.name}/{relative.as_posix()}"))
        except ContentError as error:
            unread.append(relative.as_posix())
            problems.extend(error.problems)
    return _built(documents, frozenset(files), unread, problems)


def _read(file: Path, path: str, shown_as: str) -> Document:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        raise ContentError([problem(Source(shown_as, line), "encoding")]) from None
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        character = f"{ord(found.group()):04X}"
        raise ContentError([problem(Source(shown_as, line), "control-character", character=character)])
    return parse(path, text, shown_as=shown_as)


def _built(documents: list[Document], files: frozenset[str], unread: list[str], problems: list[Problem]) -> Content:
    try:
        content = build(documents, files, unread)
    except ContentError as error:
        raise ContentError([*problems, *error.problems]) from None
    if problems:
        raise ContentError(problems)
    return content
