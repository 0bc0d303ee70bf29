"""Reading the content folder: the only place that does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onboarding.content import Content, build
from onboarding.errors import ContentError, Problem, Source
from onboarding.frontmatter import Document, parse
from onboarding.messages import problem

# Characters that neither XML nor a spreadsheet can hold (https://www.w3.org/TR/xml/#charsets); Word leaves some.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Survey:
    """All that can be told of a content folder, sound or not.

    `name` is what problems put in front of paths, `texts` holds every content file that is text, by its path,
    `documents` those whose front matter can be read. `content` is what they make up; where there are `problems`, parts
    are missing.
    """

    name: str
    texts: Mapping[str, str]
    documents: Mapping[str, Document]
    content: Content
    problems: tuple[Problem, ...]

    def shown(self, path: str) -> str:
        """A path of the folder as problems show it."""
        return f"{self.name}/{path}"


def load_content(root: Path) -> Content:
    """The content of the folder `root`. Hidden files and folders are left out, as MkDocs leaves them out.

    Raises ContentError with every problem of every file, and FileNotFoundError where there is no such folder.
    """
    found = survey_folder(root)
    if found.problems:
        raise ContentError(found.problems)
    return found.content


def survey_folder(root: Path) -> Survey:
    """What can be told of the folder `root`. Raises FileNotFoundError where there is no such folder, and OSError."""
    if not root.is_dir():
        raise FileNotFoundError(root)
    files = (file for file in root.rglob("*") if file.is_file())
    paths = {file.relative_to(root).as_posix(): file for file in files}
    contents = {path: file.read_bytes() if is_content(path) else b"" for path, file in paths.items()}
    return survey(contents, shown_name(root))


def shown_name(root: Path) -> str:
    """The folder as an editor knows it: from where the command runs, or by its own name where it lies elsewhere."""
    absolute, here = root.resolve(), Path.cwd()
    inside = absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else "."
    return absolute.name if inside == "." else inside


def is_content(path: str) -> bool:
    """Whether a file of the content folder is one that editors write."""
    return path.endswith(".md")


def survey(files: Mapping[str, bytes], name: str) -> Survey:
    """What can be told of a folder of `files`, by their paths in it; only content files need their bytes."""
    texts: dict[str, str] = {}
    documents: dict[str, Document] = {}
    unread: list[str] = []
    problems: list[Problem] = []
    others: set[str] = set()
    for path in sorted(files):
        if any(part.startswith(".") for part in path.split("/")):
            continue
        if not is_content(path):
            others.add(path)
            problems.extend(_ending(path, f"{name}/{path}"))
            continue
        try:
            texts[path] = _text(files[path], f"{name}/{path}")
            documents[path] = parse(path, texts[path], shown_as=f"{name}/{path}")
        except ContentError as error:
            unread.append(path)
            problems.extend(error.problems)
    content, found = build(documents.values(), frozenset(others), unread)
    return Survey(name, texts, documents, content, tuple(sorted({*problems, *found})))


def _ending(path: str, shown_as: str) -> list[Problem]:
    name = path.rpartition("/")[2]
    is_meant = re.search(r"\.(md|markdown)(\.txt)?$", name, re.IGNORECASE)
    return [problem(Source(shown_as), "file-ending", name=name)] if is_meant else []


def _text(data: bytes, shown_as: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ContentError([problem(Source(shown_as, _line(data, error.start)), "encoding")]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _CONTROL.search(text)
    if found:
        character = f"{ord(found.group()):04X}"
        source = Source(shown_as, text.count("\n", 0, found.start()) + 1)
        raise ContentError([problem(source, "control-character", character=character)])
    return text


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
