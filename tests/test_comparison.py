"""What changed between two editions: which item is which, and what became of it, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from textwrap import dedent
from typing import Any

import pytest
import yaml
from conftest import ROOT, base_files
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from onboarding.comparison import Comparison, compare, words
from onboarding.comparison.formats.outline import Entry, Fact, Group, Outline, Section, outline
from onboarding.comparison.formats.text import as_text
from onboarding.comparison.matching import matched
from onboarding.comparison.model import Fate, Kind, Table
from onboarding.load import Survey, survey, survey_folder

Files = Mapping[str, str | None]
TASK = "tjeneste/a-start/a-2-bestill.md"


def files_of(*changes: Files) -> dict[str, bytes]:
    """The files of the small service with some changed; None takes one away."""
    files: dict[str, str | None] = {**base_files()}
    for change in changes:
        files |= change
    return {path: text.encode() for path, text in files.items() if text is not None}


def edition(*changes: Files) -> Survey:
    """The small service with some files changed."""
    return survey(files_of(*changes), "docs")


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / f"tests/comparisons/{name}.yml").read_text(encoding="utf-8"))
    return found


def printed(comparison: Comparison) -> str:
    return as_text(outline(comparison))


@pytest.mark.parametrize("case", cases("items"), ids=lambda case: case["title"])
def test_says_what_became_of_items(case: dict[str, Any]) -> None:
    before, after = edition(case.get("before", {})), edition(case.get("before", {}), case["after"])
    assert printed(compare(before, after)) == case["expect"]


def task(body: str) -> Files:
    return {TASK: f"---\nid: A-2\ntitle: Bestill\nroles: [IT]\n---\n{body}"}


@pytest.mark.parametrize("case", cases("text"), ids=lambda case: case["title"])
def test_says_what_became_of_a_text(case: dict[str, Any]) -> None:
    assert said_of(case) == case["expect"]


def said_of(case: dict[str, Any]) -> str:
    """What is printed below the task's file."""
    comparison = compare(edition(task(case["before"])), edition(task(case["after"])))
    return dedent(printed(comparison).partition(f"{TASK}\n")[2])


# ---------- Word by word ----------

word = st.sampled_from(
    ["Les", "les", "alt", "A-4", "https://example.no/a?b#c", ".", ",", "(", " ", "  ", "\n", "å", "1"]
)
text = st.lists(word, max_size=40).map("".join) | st.lists(word, max_size=40).map(" ".join) | st.text(max_size=60)


@settings(max_examples=500)
@given(text, text)
def test_the_words_give_back_both_texts(before: str, after: str) -> None:
    found = words.compared(before, after)
    assert "".join(piece.text for piece in found if piece.kind is not Kind.ADDED) == before
    assert "".join(piece.text for piece in found if piece.kind is not Kind.REMOVED) == after
    assert all(piece.text for piece in found)
    assert all(one.kind is not other.kind for one, other in pairwise(found))
    assert words.is_changed(found) == (before != after)


def test_a_text_that_is_another_altogether_is_replaced_as_a_whole() -> None:
    # Words that stand in many places, but in none too many: what takes the longest to compare.
    before, after = ("".join(f"ord{number * step % 307} " for number in range(20_000)) for step in (7, 11))
    found = words.compared(f"Først {before}sist", f"Først {after}sist")
    assert [piece.kind for piece in found] == [Kind.SAME, Kind.REMOVED, Kind.ADDED, Kind.SAME]


WORDS = {
    "a word": ("Les alt nå", "Les alt siden", "Les alt [-nå-] {+siden+}"),
    "what signs hold together is one word": (
        "Se A-4 innen 30.06.2026.",
        "Se A-5 innen 30.07.2026.",
        "Se [-A-4-] {+A-5+} innen [-30.06.2026-] {+30.07.2026+}.",
    ),
    "an address is one word": (
        "https://a.no/en?x=1 er ny",
        "https://a.no/to?x=1 er ny",
        "[-https://a.no/en?x=1-] {+https://a.no/to?x=1+} er ny",
    ),
    "a stop": ("Les alt", "Les alt.", "Les alt{+.+}"),
    "another case": ("les alt", "Les alt", "[-les-] {+Les+} alt"),
    "single letters": ("A B", "C D", "[-A B-] {+C D+}"),
    "two words in a row are one change": ("en to tre fire", "en fem seks fire", "en [-to tre-] {+fem seks+} fire"),
    "few words between longer changes go with them": (
        "Virksomheten bestiller og signerer avtalen",
        "Selskapet kjøper og undertegner kontrakten",
        "[-Virksomheten bestiller og signerer avtalen-] {+Selskapet kjøper og undertegner kontrakten+}",
    ),
    "longer ones stay": (
        "to eller fire virksomheter",
        "tre eller fem virksomheter",
        "[-to-] {+tre+} eller [-fire-] {+fem+} virksomheter",
    ),
    "everything": ("Ja", "", "[-Ja-]"),
}


@pytest.mark.parametrize("case", WORDS)
def test_words_are_marked(case: str) -> None:
    before, after, expected = WORDS[case]
    fact = Fact("", 0, words.compared(before, after))
    said = Outline("", (), (Section("", (Group("", (Entry("x", "", "", (fact,)),)),)),))
    assert as_text(said).splitlines()[-1].strip().removeprefix(": ") == expected


# ---------- Nothing compared with itself has changed, and nothing makes it fail ----------

LINES = """\
# A
## B
- c
  - d
1. e
> f
| g | h |
| --- | --- |
| i |
```
    j
---
k l
[m](n.md)
![o](p.png)
<table><tr><td>q
<tr><td>r</td></tr>
<div>
**s**
[t]: u
[w](https://[x)
<li>
<!-- v -->
"""
markdown = st.lists(st.sampled_from(LINES.split("\n")) | st.text(max_size=10), max_size=12).map("\n".join)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(markdown, markdown)
@example("a\n\n" * 9 + "| b |\n| --- |\n| c |", "d")
def test_any_text_can_be_compared(before: str, after: str) -> None:
    old, new = edition(task(f"\n{before}\n")), edition(task(f"\n{after}\n"))
    assert compare(old, old).services == compare(new, new).services == ()
    found = compare(old, new)
    assert printed(found)
    last = new.texts.get(TASK, "").count("\n") + 1
    for difference in found.differences():
        rows = [row for part in difference.text if isinstance(part, Table) for row in (part.header, *part.rows)]
        parts = (difference, *difference.fields, *difference.links, *difference.text, *rows)
        assert all(1 <= part.line <= last for part in parts)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from([*base_files(), "tjeneste/ny/index.md", "om.md"]), st.none() | st.text(max_size=60) | markdown
    )
)
def test_any_content_can_be_compared(changes: Files) -> None:
    old, new = edition(), edition({"om.md": "", "tjeneste/ny/index.md": "", **changes})
    assert not compare(new, new).is_for_reader
    assert printed(compare(old, new))
    assert printed(compare(new, old))


@pytest.mark.parametrize("deep", ["<div>" * 3000, "<b>" * 3000, "[" * 5000])
def test_what_is_nested_deeper_than_can_be_followed_is_compared_as_it_is_written(deep: str) -> None:
    page = "---\ntitle: Side\n---\n\n"
    found = compare(edition({"side.md": f"{page}{deep}gammelt\n"}), edition({"side.md": f"{page}{deep}nytt\n"}))
    assert found.is_for_reader


def test_the_same_editions_give_the_same_bytes() -> None:
    old, new = edition(), edition(*(case["after"] for case in cases("items")[3:7]))
    assert len({printed(compare(old, new)) for _ in range(3)}) == 1


# ---------- Which item is which ----------


def test_no_two_tasks_of_the_real_content_are_taken_for_the_same() -> None:
    tasks = [task for service in survey_folder(ROOT / "docs").content.services for task in service.tasks]
    assert len(tasks) > 15
    for one in tasks:
        for other in tasks:
            if one is not other:
                [*pairs] = matched([one], [replace(other, path=f"{other.path}x")])
                assert len(pairs) == 2, f"{one.id} {other.id}"


def test_renumbering_all_tasks_of_the_real_content_rewrites_none() -> None:
    files = {file.relative_to(ROOT / "docs").as_posix(): file.read_bytes() for file in (ROOT / "docs").rglob("*.md")}
    changed = {
        path: re.sub(rb"(?m)^id: ([A-Z])-(\d+)$", lambda found: b"id: %s-%d" % (found[1], int(found[2]) + 1), data)
        for path, data in files.items()
    }
    found = compare(survey(files, "docs"), survey(changed, "docs"))
    assert {(difference.fate, bool(difference.text)) for difference in found.differences()} == {(Fate.MOVED, False)}


def test_of_two_thousand_tasks_the_twenty_that_changed_are_told() -> None:
    def many(said: str) -> Survey:
        files: dict[str, str] = {}
        for number in range(1, 2001):
            phase = "ab"[number % 2]
            body = (
                f"{said if number % 100 == 0 else 'Les'} vilkårene nummer {number}, og bestill det som trengs.\n\n" * 5
            )
            files[f"tjeneste/{phase}-{'start' if phase == 'a' else 'slutt'}/{phase}-{number}.md"] = (
                f"---\nid: {phase.upper()}-{number}\ntitle: Oppgave {number}\nroles: [IT]\n---\n\n{body}"
            )
        return edition(files)

    before, after = many("Les"), many("Hopp over")
    found = compare(before, after)
    assert len(list(found.differences())) == 20


def test_content_that_is_another_altogether_is_new_and_removed() -> None:
    def many(letters: str, phase: str) -> Survey:
        files: dict[str, str] = {}
        for number in range(3, 1000):
            body = " ".join(f"{letters}{number}ord{place}" for place in range(30))
            front_matter = f"---\nid: {phase[0].upper()}-{number}\ntitle: T\nroles: []\n---\n\n"
            files[f"tjeneste/{phase}/{phase[0]}-{number}.md"] = front_matter + body
        return edition(files)

    before, after = many("x", "a-start"), many("y", "b-slutt")
    found = compare(before, after)
    assert Counter(difference.fate for difference in found.differences()) == {Fate.NEW: 997, Fate.REMOVED: 997}
