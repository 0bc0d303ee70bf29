"""The settings of the link check: owners, phrases, limits and ignores, from a YAML file that people can edit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from onboarding.content.fields import Date, Text, validate
from onboarding.errors import ContentError, Problem, Source
from onboarding.frontmatter import parse_settings
from onboarding.links.model import Waiver, host_of
from onboarding.messages import problem

OTHERS = "Andre"  # who keeps up an address that the table of owners does not know


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Ignore(_Strict):
    """An address that the report leaves alone for a time. `*` in it stands for anything."""

    address: Text = Field(description="Adressen, nøyaktig som den er skrevet; * står for hva som helst")
    reason: Text = Field(description="Hvorfor lenken kan være som den er")
    owner: Text = Field(description="Hvem som følger den opp")
    expires: Date = Field(description="Siste dag unntaket gjelder, som åååå-mm-dd")

    @property
    def waiver(self) -> Waiver:
        """What the report shows of it."""
        return Waiver(self.reason, self.owner, self.expires)

    def fits(self, url: str) -> bool:
        """Whether it speaks of this address."""
        pattern = ".*".join(map(re.escape, self.address.split("*")))
        return re.fullmatch(pattern, url, re.DOTALL) is not None


class Limits(_Strict):
    """What the engines hold to. Times are in seconds where the name does not say minutes."""

    timeout: float = Field(
        default=20, gt=0.001, le=100_000, allow_inf_nan=False, description="Sekunder et forsøk kan ta"
    )
    gap: float = Field(
        default=1,
        gt=0.001,
        le=100_000,
        allow_inf_nan=False,
        description="Sekunder mellom to forespørsler til samme vert",
    )
    retry_after: float = Field(
        default=60,
        gt=0.001,
        le=100_000,
        allow_inf_nan=False,
        description="Lengste ventetid som en vert får be om, i sekunder",
    )
    pause: float = Field(
        default=3, gt=0.001, le=100_000, allow_inf_nan=False, description="Sekunder før et nytt forsøk"
    )
    silence: float = Field(
        default=60,
        gt=0.001,
        le=100_000,
        allow_inf_nan=False,
        description="Sekunder uten nye svar før LinkChecker blir stanset",
    )
    minutes: float = Field(
        default=45, gt=0.001, le=100_000, allow_inf_nan=False, description="Minutter hele sjekken kan ta"
    )


class Phrases(_Strict):
    """What pages say when something is wrong with them; `phrases.yml` explains each."""

    farewell: list[Text] = Field(default=[], description="Ord som sier at siden er på vei ut")
    not_found: list[Text] = Field(default=[], description="Ord som sier at siden ikke finnes")
    parked: list[Text] = Field(default=[], description="Ord som sier at domenet er til salgs")
    login: list[Text] = Field(default=[], description="Ord som sier at siden krever innlogging")
    wall: list[Text] = Field(default=[], description="Ord som sier at siden stenger for maskiner")
    app: list[Text] = Field(default=[], description="Ord som sier at siden lages av skript")

    def with_more(self, more: Phrases) -> Phrases:
        """These and some more."""
        return Phrases(**{name: [*getattr(self, name), *getattr(more, name)] for name in type(self).model_fields})


class Settings(_Strict):
    """All settings; each has a default."""

    owners: dict[Text, list[Text]] = Field(default={}, description="Domenene til hver eier")
    limits: Limits = Field(default=Limits(), description="Tidsgrenser")
    phrases: Phrases = Field(default=Phrases(), description="Flere ord å se etter på sidene")
    ignore: list[Ignore] = Field(default=[], description="Adresser som rapporten lar være i fred en stund")

    def owner_of(self, url: str) -> str:
        """Who keeps the address up, by the longest domain that its host ends with."""
        host = host_of(url)
        found = [
            (len(domain), owner)
            for owner, domains in self.owners.items()
            for domain in domains
            if host == domain.lower() or host.endswith(f".{domain.lower()}")
        ]
        return max(found)[1] if found else OTHERS

    def waiver_of(self, url: str, today: dt.date) -> Waiver | None:
        """Why the report leaves the address alone today, if it does."""
        return next((ignore.waiver for ignore in self.ignore if ignore.expires >= today and ignore.fits(url)), None)


def remarks_on(ignores: Iterable[Ignore], urls: Iterable[str], today: dt.date) -> tuple[str, ...]:
    """A sentence for each ignore that has expired or that fits no address."""
    known = list(urls)
    sentences = []
    for ignore in ignores:
        if ignore.expires < today:
            day = ignore.expires.strftime("%d.%m.%Y")
            sentences.append(
                f"Unntaket for {ignore.address} gikk ut {day}. {ignore.owner} må fornye det eller slette det"
            )
        elif not any(ignore.fits(url) for url in known):
            sentences.append(f"Unntaket for {ignore.address} passer ikke lenger til noen adresse, og kan slettes")
    return tuple(sentences)


def read_settings(path: Path) -> Settings:
    """The settings in the file `path`, with our own phrases before theirs; the defaults where there is no such file.

    Raises ContentError with everything that is wrong with the file, and OSError.
    """
    own = Phrases(**yaml.safe_load(files("onboarding.links").joinpath("phrases.yml").read_text(encoding="utf-8")))
    if not path.exists():
        return Settings(phrases=own)
    problems: list[Problem] = []
    document = parse_settings(_text(path), shown_as=path.as_posix())
    found = validate(document, Settings, problems)
    if found is None:
        raise ContentError(problems)
    return found.model_copy(update={"phrases": own.with_more(found.phrases)})


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise ContentError([problem(Source(path.as_posix(), line), "encoding")]) from None
