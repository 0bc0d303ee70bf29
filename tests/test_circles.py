"""Every circle in what comes before what is told once, as a whole."""

from __future__ import annotations

import graphlib
from itertools import pairwise

import pytest
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st
from onboarding.content.circles import Graph, circles
from onboarding.load import survey_folder

NAMES = [f"A-{number}" for number in range(1, 8)]
GRAPHS = st.fixed_dictionaries({name: st.lists(st.sampled_from(NAMES), max_size=3, unique=True) for name in NAMES})


def steps(graph: Graph) -> list[tuple[str, str]]:
    return [(name, other) for name, others in graph.items() for other in others]


def reached(graph: Graph, start: str) -> set[str]:
    """All that a name comes after, at whatever distance."""
    found: set[str] = set()
    while more := {other for name in found | {start} for other in graph[name]} - found:
        found |= more
    return found


@given(GRAPHS)
def test_none_is_found_exactly_where_everything_can_be_put_in_order(graph: Graph) -> None:
    try:
        list(graphlib.TopologicalSorter(graph).static_order())
    except graphlib.CycleError:
        assert list(circles(graph, steps(graph)))
    else:
        assert not list(circles(graph, steps(graph)))


@given(GRAPHS)
def test_each_is_whole_begins_with_its_first_name_and_is_told_once(graph: Graph) -> None:
    found = list(circles(graph, steps(graph)))
    for circle in found:
        first, *rest = circle
        assert circle[-1] == first == min(circle, key=[*graph].index)
        assert len({*rest}) == len(rest)
        assert {*pairwise(circle)} <= {*steps(graph)}
    assert len({*found}) == len(found)


@given(GRAPHS)
def test_every_step_of_a_circle_is_in_one_that_is_told(graph: Graph) -> None:
    told = {step for circle in circles(graph, steps(graph)) for step in pairwise(circle)}
    assert told == {(name, other) for name, other in steps(graph) if name in {other} | reached(graph, other)}


@pytest.mark.parametrize("length", [2, 3, 20, 400])
def test_a_circle_of_any_length_is_told_whole_by_its_first_task(length: int, docs: Write) -> None:
    names = [f"B-{number}" for number in range(1, length + 1)]
    task = "---\nid: {}\ntitle: Gjør\nroles: []\ndepends_on: [{}]\n---\n\nGjør.\n"
    files = {
        f"tjeneste/b-slutt/{name.lower()}.md": task.format(name, other) for name, other in pairwise([*names, names[0]])
    }
    (found,) = survey_folder(docs(files | {"tjeneste/b-slutt/b-1-ferdig.md": None})).problems
    assert str(found.source) == "docs/tjeneste/b-slutt/b-1.md:5"
    assert " → ".join([*names, names[0]]) in found.what
