"""A task's fingerprint changes when the reader is told something else, and never otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onboarding.content import Task, build
from onboarding.frontmatter import parse
from onboarding.scalars import scalar

SERVICE = """---
type: service
id: t
slug: t_p
title: T
short_title: T
summary: S.
roles: [{name: Alle, summary: A.}, {name: IT, summary: I.}, {name: Drift, summary: D.}]
---
"""
PHASE = "---\nid: A\ntitle: Start\nsummary: S.\n---\n"


@dataclass(frozen=True)
class Written:
    """A task as an editor writes it."""

    title: str = "Les"
    roles: tuple[str, ...] = ("IT",)
    performer: str = "Bits"
    needs: tuple[str, ...] = ("A-2",)
    body: str = "Les [avtalen](https://example.no/a) og [vilkårene](https://example.no/b)."
    rest: str = ""


def task_of(written: Written) -> Task:
    fields = f"id: A-1\ntitle: {scalar(written.title)}\nroles: [{', '.join(written.roles)}]\n"
    fields += f"performed_by: {scalar(written.performer)}\n" if written.performer else ""
    fields += f"depends_on: [{', '.join(written.needs)}]\n{written.rest}"
    texts = {"index.md": SERVICE, "a-s/index.md": PHASE, "a-s/a-1.md": f"---\n{fields}---\n\n{written.body}\n"}
    documents = [parse(f"t/{path}", text, shown_as=path) for path, text in texts.items()]
    content, _ = build(documents)
    return content.services[0].tasks[0]


def mark(written: Written) -> str:
    return task_of(written).fingerprint()


WORD = st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=2, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=20)
BREAK = st.sampled_from([" ", "\n", "  ", " \n", "\n ", "\t"])


@given(SENTENCE, st.data())
def test_white_space_and_wrapping_never_change_it(words: list[str], data: st.DataObject) -> None:
    wrapped = words[0]
    for word in words[1:]:
        wrapped += data.draw(BREAK) + word
    blank_lines = "\n" * data.draw(st.integers(0, 3))
    plain = Written(title=" ".join(words), body=" ".join(words))
    title = data.draw(st.sampled_from(["  ", " "])).join(words)
    assert mark(Written(title=title, body=blank_lines + wrapped + blank_lines)) == mark(plain)


@given(SENTENCE, WORD, st.data())
def test_another_word_changes_it_in_the_text_and_in_the_title(words: list[str], new: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    other = [*words[:place], f"{words[place]}{new}", *words[place + 1 :]]
    assert mark(Written(body=" ".join(other))) != mark(Written(body=" ".join(words)))
    assert mark(Written(title=" ".join(other))) != mark(Written(title=" ".join(words)))


@given(st.lists(WORD, min_size=2, max_size=5, unique=True), st.integers(0, 4))
def test_a_word_that_moves_from_one_part_to_another_changes_it(words: list[str], place: int) -> None:
    title, text = " ".join(words[: place % len(words) or 1]), " ".join(words[place % len(words) or 1 :])
    assert mark(Written(title=title, body=text)) != mark(Written(title=text, body=title))


@pytest.mark.parametrize(
    "other",
    [
        Written(roles=("Drift",)),
        Written(roles=("IT", "Drift")),
        Written(roles=()),
        Written(performer="Altinn"),
        Written(performer=""),
        Written(needs=("A-3",)),
        Written(needs=()),
        Written(body="Les [avtalen](https://example.no/c) og [vilkårene](https://example.no/b)."),
        Written(body="Les [avtalen](https://example.no/b) og [vilkårene](https://example.no/a)."),
        Written(body="Les avtalen og vilkårene."),
        Written(body='Les <a href="https://example.no/a">avtalen</a> og vilkårene.'),
    ],
    ids=str,
)
def test_another_role_performer_order_or_address_changes_it(other: Written) -> None:
    assert mark(other) != mark(Written())


@pytest.mark.parametrize(
    "rest",
    [
        "keywords: [avtale]\n",
        'aliases: ["#gammel"]\n',
        "reviewed: 2026-01-31\nreviewed_by: Kari\nreview_note: Prøvd\n",
        "allow: [text-missing]\n",
    ],
)
def test_what_the_reader_is_not_told_never_changes_it(rest: str) -> None:
    assert mark(Written(rest=rest)) == mark(Written())


def test_in_which_order_roles_and_tasks_are_named_never_changes_it() -> None:
    one = Written(roles=("IT", "Drift"), needs=("A-2", "A-3"))
    assert mark(replace(one, roles=("Drift", "IT"), needs=("A-3", "A-2"))) == mark(one)


def test_it_is_the_same_from_build_to_build() -> None:
    assert mark(Written()) == "dcc556bf"
    assert re.fullmatch("[0-9a-f]{8}", mark(Written()))
