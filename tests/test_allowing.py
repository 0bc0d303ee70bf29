"""A text that is to stand as it is may have what the check else would say, and nothing that comes later is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from conftest import base_files
from onboarding.checking.allowing import allowable, proofs, unaccepted
from onboarding.load import Survey, survey
from onboarding.messages import ALLOWABLE
from onboarding.proofreading import mended, proofread
from test_problems import OWN, cases

HERE = "Se [her](index.md), og skriv til https://a.example.no.\n"


def surveyed(files: Mapping[str, str | None]) -> Survey:
    found = {path: text.encode() for path, text in (base_files() | dict(files)).items() if text is not None}
    return survey(found, "docs")


def page(body: str, allow: str = "") -> str:
    return f"---\ntitle: Side\n{f'allow: {allow}' if allow else 'order: 1'}\n---\n\n{body}"


def said(files: Mapping[str, str | None], own: str = OWN) -> list[str]:
    return [f"{found.source} {found.code}" for found in sorted(proofs(surveyed(files), own))]


def test_a_file_allows_what_it_names_and_no_other_file_does() -> None:
    assert said({"a.md": page(HERE, "[link-text]"), "b.md": page(HERE)}) == [
        "docs/a.md:6 bare-address",
        "docs/b.md:6 bare-address",
        "docs/b.md:6 link-text",
    ]


def test_what_is_allowed_in_vain_is_said_on_its_line_once_the_text_has_it_no_more() -> None:
    allow = "\n  - link-text\n  - bare-address\n  - link-text"
    assert said({"a.md": page("Tekst.\n", allow)}) == ["docs/a.md:5 allow-unused", "docs/a.md:6 allow-unused"]
    assert said({"a.md": page(HERE, allow)}) == []


def test_a_build_does_not_mind_what_is_allowed_in_vain() -> None:
    assert surveyed({"a.md": page("Tekst.\n", "[link-text]")}).problems == ()


def test_whole_addresses_may_be_there_wherever_the_site_is_published() -> None:
    files = {"a.md": page("Tekst.\n", "[own-address]")}
    assert (said(files, OWN), said(files, "")) == ([], [])


def test_what_is_allowed_is_not_mended_and_all_else_is() -> None:
    body = "Se https://a.example.no og https://b.example.no:\n- en\n"
    texts = {name: page(body, allow) for name, allow in (("a.md", ""), ("b.md", "[bare-address]"))}
    found = mended(surveyed(texts), OWN)
    assert found["a.md"].endswith("Se <https://a.example.no> og <https://b.example.no>:\n\n- en\n")
    assert found["b.md"].endswith("Se https://a.example.no og https://b.example.no:\n\n- en\n")


def test_what_files_would_have_to_allow_is_told_whether_they_do_or_not() -> None:
    files = {"a.md": page(HERE), "b.md": page(HERE, "[link-text]"), "c.md": page("Tekst.\n", "[misspelling]")}
    files["d.md"] = page("<script>alert(1)</script>\n")  # is not to be had by asking
    expected = {"a.md": ("bare-address", "link-text"), "b.md": ("bare-address", "link-text")}
    assert allowable(surveyed(files)) == expected


WRONG = [case for case in cases(of_editing=True) if "allow:" not in str(case["files"])]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["title"])
def test_once_files_allow_what_is_told_of_them_nothing_that_can_be_allowed_is_left(case: dict[str, Any]) -> None:
    before = surveyed(case["files"])
    codes = {path: some for path, some in allowable(before, OWN).items() if path in before.documents}
    texts = {path: _allowing(text, codes.get(path, ())) for path, text in before.texts.items()}
    files = {path: text.encode() for path, text in texts.items()} | dict.fromkeys(before.content.files, b"")
    after = survey(files, "docs")
    left = [found for found in proofs(after, OWN) if found.source.path.removeprefix("docs/") in codes]
    assert not {found.code for found in left} & {*ALLOWABLE, "allow-unused"}


def _allowing(text: str, codes: tuple[str, ...]) -> str:
    return text.replace("---\n", f"---\nallow: [{', '.join(codes)}]\n", 1) if codes else text


def test_a_filter_takes_away_only_what_is_allowed() -> None:
    found = surveyed({"a.md": page(HERE, "[link-text]"), "b.md": page(HERE)})
    everything = list(proofread(found, OWN))
    kept = list(unaccepted(found, everything))
    assert [f"{one.source} {one.code}" for one in everything if one not in kept] == ["docs/a.md:6 link-text"]
