"""The settings of the link check: who owns what, what is left alone, and what is wrong with the file."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, Write
from hypothesis import given
from hypothesis import strategies as st
from onboarding.cli import main
from onboarding.errors import ContentError
from onboarding.links.inventory import inventory_of
from onboarding.links.model import Waiver
from onboarding.links.settings import OTHERS, Ignore, Phrases, Settings, read_settings, remarks_on
from onboarding.load import load_content

OWN = ROOT / ".github/links.yml"
TODAY = dt.date(2026, 11, 24)
OUT = "https://ute.example.no"

# The hosts of our content that nobody in the table of owners keeps up.
WITHOUT_OWNER: set[str] = set()


def settings(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "links.yml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file)


def ignore(address: str, expires: str = "2026-12-31", owner: str = "Kari Nordmann") -> Ignore:
    return Ignore.model_validate(
        {"address": address, "reason": "Eieren flytter siden", "owner": owner, "expires": expires}
    )


# Owners


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://altinn.no/", "Altinn"),
        ("https://www.altinn.no/skjema?a=b#c", "Altinn"),
        ("http://WWW.ALTINN.NO:8080", "Altinn"),
        ("https://altinn.github.io/docs", "Altinn"),
        ("https://github.io/", "GitHub"),
        ("https://andre.github.io/", "GitHub"),
        ("https://status.digdir.no/", "Driften"),
        ("https://a.status.digdir.no/", "Driften"),
        ("https://docs.digdir.no/", "Digdir"),
        ("https://ikkealtinn.no/", OTHERS),
        ("https://altinn.no.example.no/", OTHERS),
        ("https://no/", OTHERS),
        ("https://ute.example.no/altinn.no", OTHERS),
        ("https://", OTHERS),
        ("https://[feil/", OTHERS),
    ],
)
def test_the_longest_domain_says_who_keeps_an_address_up(tmp_path: Path, url: str, owner: str) -> None:
    text = (
        "owners:\n  Altinn: [altinn.no, altinn.github.io]\n  GitHub: [github.io]\n"
        "  Digdir: [digdir.no]\n  Driften: [status.digdir.no]\n"
    )
    assert settings(tmp_path, text).owner_of(url) == owner


DOMAINS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(".".join)


@given(st.lists(DOMAINS, unique=True, max_size=6), DOMAINS, st.randoms())
def test_the_order_of_the_owners_does_not_matter(domains: list[str], host: str, random: Any) -> None:
    owners = {f"Eier av {domain}": [domain] for domain in domains}
    shuffled = dict(random.sample(list(owners.items()), len(owners)))
    fitting = [domain for domain in domains if f".{host}".endswith(f".{domain}")]
    expected = f"Eier av {max(fitting, key=len)}" if fitting else OTHERS
    for table in (owners, shuffled):
        assert Settings(owners=table).owner_of(f"https://{host}/") == expected


def test_upper_and_lower_case_are_the_same_domain(tmp_path: Path) -> None:
    assert settings(tmp_path, "owners: {Altinn: [Altinn.no]}\n").owner_of("https://www.altinn.no/") == "Altinn"


# Ignores


@pytest.mark.parametrize(
    ("address", "url", "fits"),
    [
        (f"{OUT}/a", f"{OUT}/a", True),
        (f"{OUT}/a", f"{OUT}/a/", False),
        (f"{OUT}/a", f"{OUT}/a#b", False),
        (f"{OUT}/a", f"{OUT}/A", False),
        (f"{OUT}/a?b=c", f"{OUT}/a?b=c", True),
        (f"{OUT}/a?b=c", f"{OUT}/b=c", False),
        (f"{OUT}/(a)[b].c", f"{OUT}/(a)[b].c", True),
        ("https://ute.example.no", "https://utexexample.no", False),
        (f"{OUT}/*", f"{OUT}/a/b?c#d", True),
        (f"{OUT}/*", f"{OUT}/", True),
        (f"{OUT}/*", "https://inne.example.no/", False),
        ("*.pdf", f"{OUT}/a.pdf", True),
        ("*.pdf", f"{OUT}/a.pdf#side=2", False),
        ("*/a/*/b", f"{OUT}/a/c/d/b", True),
        ("*", f"{OUT}/søk på noe", True),
    ],
)
def test_an_ignore_fits_its_very_address_or_its_pattern(address: str, url: str, *, fits: bool) -> None:
    assert ignore(address).fits(url) is fits


# Without blanks, which an editor's text does not keep at its ends.
URLS = st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_characters="\x7f\x85\xa0\xad")).map(
    lambda rest: f"{OUT}/{rest}"
)


@given(URLS, URLS)
def test_without_a_star_an_ignore_fits_one_address(one: str, other: str) -> None:
    one, other = one.replace("*", ""), other.replace("*", "")
    assert ignore(one).fits(one)
    assert ignore(one).fits(other) is (one == other)


@given(URLS, st.integers(0, 60), st.integers(0, 60))
def test_a_star_stands_for_anything(url: str, start: int, length: int) -> None:
    assert ignore(f"{url[:start]}*{url[start + length :]}").fits(url)


@pytest.mark.parametrize(("expires", "holds"), [("2026-11-25", True), ("2026-11-24", True), ("2026-11-23", False)])
def test_an_ignore_holds_up_to_and_with_its_last_day(expires: str, *, holds: bool) -> None:
    found = Settings(ignore=[ignore(OUT, expires)]).waiver_of(OUT, TODAY)
    wanted = Waiver("Eieren flytter siden", "Kari Nordmann", dt.date.fromisoformat(expires))
    assert found == (wanted if holds else None)


def test_the_first_ignore_that_still_holds_is_the_one_that_counts() -> None:
    several = [ignore(OUT, "2026-01-01", "Ola"), ignore(f"{OUT}*", owner="Kari"), ignore(OUT, owner="Åse")]
    found = Settings(ignore=several).waiver_of(OUT, TODAY)
    assert found is not None
    assert found.owner == "Kari"
    assert Settings(ignore=several).waiver_of("https://inne.example.no", TODAY) is None


def test_ignores_that_expired_or_fit_nothing_are_told() -> None:
    ignores = [
        ignore(f"{OUT}/i-bruk"),
        ignore(f"{OUT}/utgått", "2026-11-23"),
        ignore(f"{OUT}/borte"),
        ignore(f"{OUT}/*", "2026-11-24"),
        ignore("*/borte-og-utgått", "2025-02-03", "Ola Nordmann"),
    ]
    assert remarks_on(ignores, [f"{OUT}/i-bruk", f"{OUT}/utgått"], TODAY) == (
        "Unntaket for https://ute.example.no/utgått gikk ut 23.11.2026. Kari Nordmann må fornye det eller slette det",
        "Unntaket for https://ute.example.no/borte passer ikke lenger til noen adresse, og kan slettes",
        "Unntaket for */borte-og-utgått gikk ut 03.02.2025. Ola Nordmann må fornye det eller slette det",
    )
    assert remarks_on([], [OUT], TODAY) == ()


# Phrases and defaults


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    found = read_settings(tmp_path / "links.yml")
    assert found == Settings(phrases=found.phrases)
    assert all(getattr(found.phrases, kind) for kind in Phrases.model_fields)


@pytest.mark.parametrize("text", ["", "\ufeff# Ingenting ennå\r\n", "{}\n", "owners: {}\nignore: []\n"])
def test_a_file_that_says_nothing_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    assert settings(tmp_path, text) == read_settings(tmp_path / "borte.yml")


@pytest.mark.parametrize("kind", Phrases.model_fields)
def test_phrases_come_after_the_built_in_ones(tmp_path: Path, kind: str) -> None:
    built_in = read_settings(tmp_path / "borte.yml").phrases
    found = settings(tmp_path, f"phrases:\n  {kind}:\n    - takk  for\n      følget\n").phrases
    assert getattr(found, kind) == [*getattr(built_in, kind), "takk for følget"]
    others = set(Phrases.model_fields) - {kind}
    assert all(getattr(found, other) == getattr(built_in, other) for other in others)


def test_limits_that_are_not_set_keep_their_defaults(tmp_path: Path) -> None:
    limits = settings(tmp_path, "limits: {gap: 2, timeout: 0.5}\n").limits
    assert (limits.gap, limits.timeout) == (2, 0.5)
    assert limits == Settings().limits.model_copy(update={"gap": 2, "timeout": 0.5})


def test_the_settings_of_this_repository_know_the_owners_of_all_addresses_of_its_content() -> None:
    ours = read_settings(OWN)
    addresses = inventory_of(load_content(ROOT / "docs"), None).addresses
    assert {address.host for address in addresses if ours.owner_of(address.url) == OTHERS} == WITHOUT_OWNER
    assert {"Altinn", "Digdir", "NAV", "Bits"} <= {ours.owner_of(address.url) for address in addresses}


# What is wrong


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/wrong_link_settings.yml").read_text(encoding="utf-8"))
    return found


def check(folder: Path, docs: Path) -> Result:
    """The command with the settings in `folder`, and the rest of its files there too."""
    names = {"docs": docs, "settings": folder / "links.yml", "history": folder / "history.json", "out": folder / "ut"}
    return CliRunner().invoke(main, ["links", "check", *(f"--{name}={path}" for name, path in names.items())])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["title"])
def test_says_what_is_wrong_and_where(case: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        settings(tmp_path, case["text"])
    found = sorted(map(str, caught.value.problems))
    assert len(found) == len(case["expect"])
    for line, expected in zip(found, case["expect"], strict=True):
        pattern = ".+".join(map(re.escape, f"{tmp_path}/links.yml:{expected}".split("…")))
        assert re.match(pattern, line), line


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["title"])
def test_speaks_of_the_file_at_hand(case: dict[str, Any], tmp_path: Path) -> None:
    """The words for content files would send an editor to fields at the top, and to fields that are not here."""
    with pytest.raises(ContentError) as caught:
        settings(tmp_path, case["text"])
    for problem in caught.value.problems:
        assert not re.search("øverst|title|summary|name:|større enn 0, men er", f"{problem.what} {problem.fix}")


def test_the_command_says_everything_that_is_wrong_and_leaves_all_as_it_is(docs: Write, tmp_path: Path) -> None:
    content = docs({})
    (tmp_path / "links.yml").write_text("owners:\n  NAV: nav.no\nstop: true\n", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    result = check(tmp_path, content)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [
        f"{tmp_path}/links.yml:2",
        f"{tmp_path}/links.yml:3",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_settings_in_another_encoding_are_named_with_their_line(docs: Write, tmp_path: Path) -> None:
    content = docs({})
    (tmp_path / "links.yml").write_bytes("owners:\n  Åpent: [nav.no]\n".encode("latin-1"))
    result = check(tmp_path, content)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{tmp_path}/links.yml:2: filen er ikke lagret som UTF-8 [encoding]. ")
