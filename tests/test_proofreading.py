"""Whatever stands in a file, the check says what is wrong with it, and nothing that is not."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT, base_files
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_grammar import SNIPPETS
from onboarding.load import survey, survey_folder
from onboarding.proofreading import MENDABLE, mended, proofread
from onboarding.proofreading.data import elements, empty_texts, misspellings
from onboarding.settings import read_settings

OWN = "https://veiledning.example.no/"


def found(**files: str) -> list[str]:
    """The line and code of every problem in some pages beside the small service."""
    pages = {f"{name}.md": text for name, text in files.items()}
    surveyed = survey({path: text.encode() for path, text in {**base_files(), **pages}.items()}, "docs")
    problems = sorted({*surveyed.problems, *proofread(surveyed, OWN)})
    return [f"{problem.source.line} {problem.code}" for problem in problems]


def page(body: str) -> str:
    return f"---\ntitle: Side\n---\n{body}"


def test_the_real_content_has_no_problem() -> None:
    own = read_settings(ROOT / "mkdocs.yml").site.url
    surveyed = survey_folder(ROOT / "docs")
    assert [*surveyed.problems, *proofread(surveyed, own)] == []
    assert mended(surveyed, own) == {}


@settings(max_examples=200)
@given(st.text() | SNIPPETS | st.builds(page, st.text()) | st.builds(page, SNIPPETS))
def test_any_text_can_be_checked_and_mended(text: str) -> None:
    surveyed = survey({"index.md": page("").encode(), "side.md": text.encode()}, "docs")
    for problem in proofread(surveyed, OWN):
        assert 1 <= problem.source.line <= text.count("\n") + text.count("\r") + 1
        assert str(problem)
    mended(surveyed, OWN)


FIELD = st.recursive(
    st.text(max_size=5) | st.integers() | st.none(), lambda inside: st.lists(inside, max_size=3), max_leaves=4
)


@given(st.dictionaries(st.sampled_from(["title", "summary", "keywords", "roles", "id", "gate", "type"]), FIELD))
def test_any_fields_can_be_checked(fields: dict[str, object]) -> None:
    lines = "".join(f"{key}: {value!r}\n" for key, value in fields.items())
    list(proofread(survey({"index.md": f"---\n{lines}---\n\nTekst.\n".encode()}, "docs"), OWN))


def test_without_an_address_of_its_own_a_site_has_no_addresses_to_shorten() -> None:
    surveyed = survey({"index.md": page(f"Se [forsiden]({OWN}), og [alt]().").encode()}, "docs")
    assert [problem.code for problem in proofread(surveyed, OWN)] == ["own-address"]
    assert list(proofread(surveyed, "")) == []


@pytest.mark.parametrize(
    ("own", "address", "is_ours"),
    [
        (OWN, "https://veiledning.example.no", True),
        (OWN, "HTTPS://Veiledning.example.no/", True),
        (OWN, "https://veiledning.example.no/index.html", True),
        (OWN, "https://veiledning.example.no:8080/", False),
        (OWN, "https://[veiledning/", False),
        (OWN, "mailto:post@veiledning.example.no", False),
        ("https://eier.example.no/guide/", "https://eier.example.no/guide", True),
        ("https://eier.example.no/guide/", "https://eier.example.no/guide/index.html#om", True),
        ("https://eier.example.no/guide/", "https://eier.example.no/guiden/", False),
        ("https://eier.example.no/guide/", "https://eier.example.no/", False),
    ],
)
def test_an_address_is_ours_when_host_and_folder_are(own: str, address: str, is_ours: bool) -> None:
    surveyed = survey({"index.md": page(f"## Om\n\nSe [forsiden]({address}).").encode()}, "docs")
    assert ("own-address" in [problem.code for problem in proofread(surveyed, own)]) == is_ours


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Les [her](index.md) og [her](index.md).", ["4 link-text"]),
        ("En `lang\nkode` og [her](index.md).", ["5 link-text"]),
        ("En [lang\nlenke](index.md 'med\ntittel') og [her](index.md).", ["6 link-text"]),
        ("- en\n    - to\n      [her](index.md)\n    - utfyllt", ["6 link-text", "7 misspelling"]),
        ("| A |\n| - |\n| [her](index.md) |\n| utfyllt |", ["6 link-text", "7 misspelling"]),
        ("> en <i\n> class='a'>to</i> utfyllt", ["5 misspelling"]),
        ("<div>\n<p>En<br>\nto</p>\n</div>", ["5 line-break"]),
        ("![Et\nkart](https://a.example.no/k.png) utfyllt", ["5 image-elsewhere", "5 misspelling"]),
        ("En \\\nutfyllt", ["4 parity", "5 misspelling"]),
    ],
)
def test_what_stands_deep_in_a_text_is_found_on_its_line(body: str, expected: list[str]) -> None:
    assert sorted(found(side=page(body))) == sorted(expected)


def test_a_text_that_stands_in_two_files_is_wrong_in_both() -> None:
    assert found(side=page("Se [her](index.md)."), sider=page("\n\nSe [her](index.md).")) == [
        "4 link-text",
        "6 link-text",
    ]


def test_the_lists_that_the_check_goes_by_hold_what_they_say() -> None:
    wrong, right = set(misspellings()), set(misspellings().values())
    assert not wrong & {word for words in right for word in words.lower().split()}
    assert all(re.fullmatch(r"[a-zæøå]+('[a-zæøå]+)?", word) for word in wrong)
    assert all(re.fullmatch(r"[a-zæøå]+( [a-zæøå]+)*", text) for text in empty_texts())
    assert not elements("shown") & elements("harmful")
    assert elements("endless") | elements("ending") <= elements("shown")
    assert len(MENDABLE) == 5
