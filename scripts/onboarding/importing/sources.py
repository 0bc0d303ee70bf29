"""The legacy pages that a command names: files, or all pages of folders."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onboarding.errors import ContentError, Problem, Source
from onboarding.legacy.page import LARGEST, LegacyPage, decoded, read_page
from onboarding.legacy.repairing.addresses import Surroundings
from onboarding.messages import problem

ENDINGS = (".md", ".mdx", ".markdown")
DEEPEST = 100  # open brackets or quotations at once: a hundred times what any page has


def source_files(paths: Sequence[Path], into: Path) -> tuple[Path, ...]:
    """The files that are meant: those that are named, and the pages of the folders that are, but none below `into`.

    Raises FileNotFoundError for what is not there, and ContentError for a folder without pages.
    """
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(2, "finnes ikke", str(path))
        pages = list(_pages_of(path, into.resolve())) if path.is_dir() else [path]
        if not pages:
            problems.append(problem(Source(path.as_posix()), "import-nothing", endings=", ".join(ENDINGS)))
        for page in pages:
            found.setdefault(page.resolve(), page)
    if problems:
        raise ContentError(problems)
    return tuple(found.values())


def _pages_of(folder: Path, into: Path) -> Iterator[Path]:
    """The pages of a folder, hidden ones left out."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        is_page = path.suffix.lower() in ENDINGS and path.is_file()
        if is_page and not any(part.startswith(".") for part in inside) and not path.resolve().is_relative_to(into):
            yield path


def read_pages(files: Sequence[Path], site: str, told: Callable[[int], None]) -> tuple[LegacyPage, ...]:
    """The pages with all repairs. `site` is the legacy site's address with a final slash; `told` hears of each page.

    Raises ContentError with what is wrong with each file that is no page, and OSError.
    """
    pages: list[LegacyPage] = []
    problems: list[Problem] = []
    for file in files:
        name = file.as_posix()
        try:
            text = decoded(_data(file), name)
            _see_that_plain(text, name)
            pages.append(read_page(name, file.stem, text, Surroundings(site, at_hand(file))))
        except ContentError as error:
            problems += error.problems
        told(1)
    if problems:
        raise ContentError(problems)
    return tuple(pages)


def _see_that_plain(text: str, name: str) -> None:
    """Raise ContentError where Python-Markdown would take minutes, or more frames than there are.

    It looks for the end of each bracket in all that follows, and goes a frame deeper for each quotation.
    """
    brackets = 0  # that are open in the paragraph
    for number, line in enumerate(text.split("\n"), 1):
        brackets = brackets + line.count("[") - line.count("]") if line.strip() else 0
        quotations = len(line) - len(line.lstrip("> \t"))
        for sign, count in (("[", brackets), (">", line[:quotations].count(">"))):
            if count > DEEPEST:
                raise ContentError([problem(Source(name, number), "import-tangled", most=DEEPEST, sign=sign)])


def _data(file: Path) -> bytes:
    """The bytes of a file that is not too large. Raises ContentError, and OSError."""
    found = file.stat()
    if not stat.S_ISREG(found.st_mode):
        raise ContentError([problem(Source(file.as_posix()), "import-binary")])
    if found.st_size > LARGEST:
        size, most = found.st_size // 1_000_000, LARGEST // 1_000_000
        raise ContentError([problem(Source(file.as_posix()), "import-huge", size=size, most=most)])
    return file.read_bytes()


def at_hand(page: Path) -> Callable[[str], bool]:
    """Whether a file, by its address on the page, lies beside it. An address leads no further than a folder up."""
    return lambda address: file_beside(page, address) is not None


def file_beside(page: Path, address: str) -> Path | None:
    """The file that an address on a page means."""
    folder = page.resolve().parent
    try:
        found = (folder / address.lstrip("/")).resolve()
        return found if found.is_relative_to(folder.parent) and found.is_file() else None
    except (OSError, ValueError):  # no name that a file could have
        return None
