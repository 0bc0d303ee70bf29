"""Words that readers search with, and the site's own words for the same: what editors write in `synonymer.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from onboarding.content.fields import Text, validate
from onboarding.errors import ContentError, Problem
from onboarding.frontmatter import Document, parse_settings
from onboarding.messages import problem

SYNONYMS_FILE = "synonymer.yml"  # in the content folder, beside the front page


@dataclass(frozen=True, slots=True)
class Lead:
    """Words that find what others say, and not the other way."""

    searched: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """`same` are groups whose words stand for each other; `leads` lead one way."""

    same: tuple[tuple[str, ...], ...] = ()
    leads: tuple[Lead, ...] = ()


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Lead(_Strict):
    leseren_skriver: list[Text] = Field(min_length=1, description="Det leseren skriver")
    nettstedet_sier: list[Text] = Field(min_length=1, description="Ordene som nettstedet bruker")


class _Fields(_Strict):
    begge_veier: list[Annotated[list[Text], Field(min_length=1)]] = Field(
        default=[], description="Grupper av ord som betyr det samme"
    )
    en_vei: list[_Lead] = Field(default=[], description="Ord som skal finne andre ord, men ikke omvendt")


def read_synonyms(text: str, shown_as: str) -> tuple[Synonyms, tuple[Problem, ...]]:
    """What the file says, and everything that is wrong with it; `shown_as` is its path as problems show it."""
    try:
        document = parse_settings(text, shown_as=shown_as)
    except ContentError as error:
        return Synonyms(), error.problems
    problems: list[Problem] = []
    fields = validate(document, _Fields, problems)
    if fields is None:
        return Synonyms(), tuple(problems)
    problems += [*_alone(document, fields), *_again(document, fields), *_wordless(document, fields)]
    return (
        Synonyms(
            tuple(map(tuple, fields.begge_veier)),
            tuple(Lead(tuple(lead.leseren_skriver), tuple(lead.nettstedet_sier)) for lead in fields.en_vei),
        ),
        tuple(problems),
    )


def _alone(document: Document, fields: _Fields) -> Iterator[Problem]:
    for number, group in enumerate(fields.begge_veier):
        if len(group) == 1:
            yield problem(document.line_of(("begge_veier", number)), "synonym-alone", word=group[0])


def _again(document: Document, fields: _Fields) -> Iterator[Problem]:
    """A word in two groups would stand for all words of both, which is one group."""
    seen: dict[str, tuple[int, int]] = {}
    for number, group in enumerate(fields.begge_veier):
        for place, word in enumerate(group):
            source = document.line_of(("begge_veier", number, place))
            first, line = seen.setdefault(word.casefold(), (number, source.line))
            if first != number:
                yield problem(source, "synonym-again", word=word, line=line)
            elif word.casefold() in map(str.casefold, group[:place]):
                yield problem(source, "synonym-twice", word=word)


def _wordless(document: Document, fields: _Fields) -> Iterator[Problem]:
    places = [(("begge_veier", number), group) for number, group in enumerate(fields.begge_veier)]
    places += [
        (("en_vei", number), [*lead.leseren_skriver, *lead.nettstedet_sier])
        for number, lead in enumerate(fields.en_vei)
    ]
    for path, words in places:
        for word in words:
            if not re.search(r"\w", word):
                yield problem(document.line_of(path), "synonym-wordless", word=word)
