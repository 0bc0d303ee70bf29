"""Front matter is read as YAML 1.2, whatever MkDocs and PyYAML would make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onboarding.errors import ContentError
from onboarding.frontmatter import Document, as_list, parse


def read(fields: str, body: str = "") -> Document:
    return parse("side.md", f"---\n{fields}\n---\n{body}", shown_as="docs/side.md")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("12", 12),
        ("0o17", 15),
        ("0x1f", 31),
        ("017", 17),
        ("1.5", 1.5),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2021-01-05", "2021-01-05"),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ("[no, nb]", ["no", "nb"]),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(written: str, value: object) -> None:
    assert read(f"key: {written}").data == {"key": value}


def test_every_key_and_item_has_its_line() -> None:
    document = read("title: Side\nroles:\n  - name: IT\n    summary: Data\n  - name: Alle\n    summary: Alle")
    assert document.line_of(("title",)).line == 2
    assert document.line_of(("roles", 1)).line == 6
    assert document.line_of(("roles", 1, "summary")).line == 7


def test_a_key_that_is_not_there_has_the_line_of_its_nearest_parent() -> None:
    document = read("title: Side\nroles:\n  - name: IT")
    assert document.line_of(("roles", 0, "summary")).line == 4
    assert document.line_of(("missing",)).line == 1


def test_the_body_begins_after_the_front_matter() -> None:
    document = read("title: Side", "\nTekst.\n---\nMer.\n")
    assert document.body == "\nTekst.\n---\nMer.\n"
    assert document.body_line == 4


@pytest.mark.parametrize(
    ("written", "cut"),
    [
        ("Sak #5 og brannmur", "#5 og brannmur"),
        ("Sak # 5", "# 5"),
        ("Sak  #5", "#5"),
        ("#5", "#5"),
        ("Sak  # en kommentar", None),
        ("# en kommentar", None),
        ("Sak#5", None),
        ("'Sak' #5", None),
        ("[sak] # en kommentar", None),
    ],
)
def test_what_looks_like_the_rest_of_a_text_and_not_like_a_comment_is_kept(written: str, cut: str | None) -> None:
    assert read(f"key: {written}\nother: x").cut.get(("key",)) == cut


@given(
    st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1))
)
def test_a_list_that_is_advised_is_read_as_what_it_lists(texts: list[str]) -> None:
    assert read(f"key: {as_list(texts)}").data == {"key": texts}


def outcome(text: str) -> object:
    """The document or its problems: anything else is a crash."""
    try:
        return parse("side.md", text, shown_as="docs/side.md")
    except ContentError as error:
        return error.problems


@given(st.text())
def test_any_text_is_read_or_refused_with_problems(text: str) -> None:
    assert outcome(text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60))
def test_any_front_matter_is_read_or_refused_with_problems(text: str) -> None:
    assert outcome(f"---\n{text}\n---\n")


@pytest.mark.parametrize(
    "value", ["[" * 1_000, "[" * 100_000, "{a: " * 5_000, "\n" + "- " * 5_000, "1" * 5_000, "0x" + "f" * 6_000]
)
def test_a_value_that_no_field_can_have_is_a_problem_and_ends_nothing(value: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse("side.md", f"---\ntitle: Side\nx: {value}\n---\n", shown_as="docs/side.md")
    assert {problem.code for problem in caught.value.problems} == {"yaml-syntax"}
