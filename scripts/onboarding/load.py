"""Reading the content folder: the only place that does."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onboarding.content import Content, build
from onboarding.content.addresses import CHANGELOG_FOLDER
from onboarding.errors import ContentError, Problem, Source
from onboarding.frontmatter import FENCE, Document, parse
from onboarding.messages import problem
from onboarding.synonyms import SYNONYMS_FILE, Synonyms, read_synonyms

# Endings that programs give a text which was meant to end in .md.
_TEXT_ENDINGS = ("", ".txt", ".text", ".md", ".markdown", ".mdown", ".mkd")

# Characters that neither XML nor a spreadsheet can hold (https://www.w3.org/TR/xml/#charsets); Word leaves some.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Survey:
    """All that can be told of a content folder, sound or not.

    `name` is what problems put in front of paths, `texts` holds every content file that is text, by its path,
    `documents` those whose front matter can be read. `content` is what they make up, and `synonyms` the words that the
    search knows besides; where there are `problems`, parts are missing.
    """

    name: str
    texts: Mapping[str, str]
    documents: Mapping[str, Document]
    content: Content
    problems: tuple[Problem, ...]
    synonyms: Synonyms = field(default_factory=Synonyms)

    def shown(self, path: str) -> str:
        """A path of the folder as problems show it."""
        return f"{self.name}/{path}"


def load_content(root: Path) -> Content:
    """The content of the folder `root`. Hidden files and folders are left out, as MkDocs leaves them out.

    Raises ContentError with every problem of every file, and FileNotFoundError where there is no such folder.
    """
    return load_sound(root).content


def load_sound(root: Path) -> Survey:
    """All of the folder `root`, which has no problems. Raises as `load_content`."""
    found = survey_folder(root)
    if found.problems:
        raise ContentError(found.problems)
    return found


def survey_folder(root: Path) -> Survey:
    """What can be told of the folder `root`. Raises FileNotFoundError where there is no such folder, and OSError."""
    if not root.is_dir():
        raise FileNotFoundError(root)
    return survey(read_files(root), shown_name(root))


def read_files(root: Path) -> dict[str, bytes]:
    """The files of the folder `root` by their paths in it; those that cannot be content without their bytes.

    Empty where there is no such folder. Raises OSError.
    """
    files = (file for file in root.rglob("*") if file.is_file())
    paths = {file.relative_to(root).as_posix(): file for file in files}
    return {path: file.read_bytes() if _may_be_content(path) else b"" for path, file in paths.items()}


def shown_name(root: Path) -> str:
    """The folder as an editor knows it: from where the command runs, or by its own name where it lies elsewhere."""
    absolute, here = root.resolve(), Path.cwd()
    inside = absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else "."
    return absolute.name if inside == "." else inside


def is_content(path: str) -> bool:
    """Whether a file of the content folder is one that editors write."""
    return path.endswith(".md")


def _may_be_content(path: str) -> bool:
    """Whether a file is text that editors write, or may be, under a name that is not read."""
    return path == SYNONYMS_FILE or is_content(path) or posixpath.splitext(path)[1].lower() in _TEXT_ENDINGS


def survey(files: Mapping[str, bytes], name: str) -> Survey:
    """What can be told of a folder of `files`, by their paths in it; pictures and documents need no bytes."""
    texts: dict[str, str] = {}
    documents: dict[str, Document] = {}
    unread: list[str] = []
    problems: list[Problem] = []
    others: set[str] = set()
    synonyms = Synonyms()
    for path in sorted(files):
        if any(part.startswith(".") for part in path.split("/")):
            continue
        if path == SYNONYMS_FILE:
            synonyms, wrong = _synonyms(files[path], f"{name}/{path}")
            problems.extend(wrong)
            continue
        if not is_content(path):
            others.add(path)
            if _is_meant(path, files):
                problems.append(problem(Source(f"{name}/{path}"), "file-ending", name=posixpath.basename(path)))
            continue
        try:
            texts[path] = _text(files[path], f"{name}/{path}")
            documents[path] = parse(path, texts[path], shown_as=f"{name}/{path}")
        except ContentError as error:
            unread.append(path)
            problems.extend(error.problems)
    content, found = build(documents.values(), frozenset(others), unread)
    return Survey(name, texts, documents, content, tuple(sorted({*problems, *found})), synonyms)


def _synonyms(data: bytes, shown_as: str) -> tuple[Synonyms, tuple[Problem, ...]]:
    try:
        return read_synonyms(_text(data, shown_as), shown_as)
    except ContentError as error:
        return Synonyms(), error.problems


def _is_meant(path: str, files: Mapping[str, bytes]) -> bool:
    """Whether a file that is not read was meant to be: by its name, its first line or the folder that it lies in."""
    if re.search(r"\.(md|markdown)(\.txt)?$", path, re.IGNORECASE):
        return True
    if not _may_be_content(path):
        return False
    folder = posixpath.dirname(path)
    parent, name = posixpath.split(folder)
    is_phase = re.match(r"[a-z](-|$)", name) and f"{folder}/index.md" in files
    is_in_service = f"{parent}/index.md" in files and (is_phase or name == CHANGELOG_FOLDER)
    return bool(is_in_service) or files[path].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(FENCE.encode())


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
