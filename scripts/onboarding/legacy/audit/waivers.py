"""Items that an editor lets go, by name and with a reason, from a YAML file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from onboarding import frontmatter
from onboarding.errors import ContentError, Problem, Source
from onboarding.legacy.audit.model import Kind, Lost, Waiver
from onboarding.legacy.audit.words import plain
from onboarding.messages import problem

_LIST = "unntak"  # the list gets a name, so that the reader of settings can read it
_FIELDS = ("item", "kind", "reason", "source")


def read_waivers(text: str, path: str) -> tuple[Waiver, ...]:
    """The waivers of a YAML file: a list of `item`, `reason` and, where they narrow it, `kind` and `source`.

    Raises ContentError with every problem. `path` is what the problems call the file.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    body = ["" if re.fullmatch(r"---\s*", line) else line for line in lines]
    if not any(line.strip() and not line.lstrip().startswith("#") for line in body):
        return ()
    try:
        document = frontmatter.parse_settings("\n".join([f"{_LIST}:", *body]), shown_as=path)
    except ContentError as error:
        raise ContentError(_moved(each) for each in error.problems) from None
    problems: list[Problem] = []
    listed = document.data.get(_LIST)
    if not isinstance(listed, list) or len(document.data) > 1:
        raise ContentError([_wrong_type(Source(path), "filen", "en liste", listed)])
    waivers = tuple(_waivers(document, listed, problems))
    if problems:
        raise ContentError(_moved(each) for each in problems)
    return waivers


def _moved(each: Problem) -> Problem:
    """The problem on the line of the file, which has no line with the list's name."""
    line = max(1, each.source.line - 1)
    return Problem(Source(each.source.path, line), each.code, each.what, each.fix)


def _waivers(document: frontmatter.Document, listed: Sequence[Any], problems: list[Problem]) -> Iterator[Waiver]:
    for number, entry in enumerate(listed):
        place = document.line_of((_LIST, number))
        if not isinstance(entry, Mapping):
            problems.append(_wrong_type(place, f"nr. {number + 1}", "en gruppe av felt", entry))
            continue
        found = list(_faults(document, number, entry))
        problems += found
        if not found:
            yield Waiver(entry["item"].strip(), entry.get("kind"), entry["reason"].strip(), entry.get("source"))


def _faults(document: frontmatter.Document, number: int, entry: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("item", "reason"):
        if key not in entry:
            yield problem(
                document.line_of((_LIST, number)),
                "key-missing",
                field=f"feltet «{key}»",
                key=key,
                value="…",
                where=f"i nr. {number + 1}",
            )
    for key, value in entry.items():
        place, field = document.line_of((_LIST, number, key)), f"feltet «{key}»"
        if key not in _FIELDS:
            suggestion = ""
            yield problem(
                place, "key-unknown", field=f"felt «{key}»", allowed=", ".join(_FIELDS), suggestion=suggestion
            )
        elif value is None or (isinstance(value, str) and not value.strip()):
            yield problem(place, "value-empty", field=field, advice="Skriv en verdi, eller ta bort feltet")
        elif not isinstance(value, str):
            yield _wrong_type(place, field, "en tekst", value)
        elif key == "kind" and value not in get_args(Kind):
            yield problem(place, "value-choice", field=field, value=value, choices=", ".join(get_args(Kind)))


def _wrong_type(place: Source, field: str, expected: str, found: object) -> Problem:
    kinds = {list: "en liste", dict: "en gruppe av felt", str: "en tekst", bool: "sant eller usant", int: "et tall"}
    advice = 'Skriv verdien i anførselstegn: "…"' if expected == "en tekst" else "Skriv «- item: …» og «  reason: …»"
    return problem(
        place, "value-type", field=field, expected=expected, found=kinds.get(type(found), "ingenting"), advice=advice
    )


class Pardon:
    """Applies the waivers that hold for a page, and knows which of them were used."""

    def __init__(self, waivers: Sequence[Waiver], source: str) -> None:
        self._waivers = [each for each in waivers if each.source is None or _is_same_page(each.source, source)]
        self._used: dict[Waiver, None] = {}

    def used(self) -> tuple[Waiver, ...]:
        """The waivers that let something go."""
        return tuple(self._used)

    def kept(self, kind: Kind, lost: Sequence[Lost]) -> tuple[Lost, ...]:
        """What is lost for all that."""
        gone: set[int] = set()
        for waiver in self._waivers:
            if waiver.kind not in (None, kind):
                continue
            found = set(_words(waiver.item, lost) if kind == "word" else _named(waiver.item, lost))
            if found - gone:
                self._used[waiver] = None
                gone |= found
        return tuple(each for at, each in enumerate(lost) if at not in gone)


def _words(item: str, lost: Sequence[Lost]) -> Iterator[int]:
    """Where the words of a waiver are lost next to each other."""
    words = plain(item)
    for at in range(len(lost) - len(words) + 1):
        if words and tuple(each.what for each in lost[at : at + len(words)]) == words:
            yield from range(at, at + len(words))


def _named(item: str, lost: Sequence[Lost]) -> Iterator[int]:
    for at, each in enumerate(lost):
        shown, _, address = each.what.removeprefix("!").removeprefix("[").removesuffix(")").partition("](")
        if item in (each.what, shown, address) or item == each.what.removeprefix("#"):
            yield at


def _is_same_page(named: str, source: str) -> bool:
    return source == named or source.endswith(f"/{named}")
