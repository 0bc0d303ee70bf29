"""The circles in what comes before what, so that each can be told to an editor."""

from __future__ import annotations

import graphlib
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping

# What each name comes after; one that is no key comes after nothing.
Graph = Mapping[str, Collection[str]]
Circle = tuple[str, ...]


def circles(graph: Graph, steps: Iterable[tuple[str, str]]) -> Iterator[Circle]:
    """For each of some steps of the graph the shortest circle that it lies in, if any; each circle once.

    A circle begins and ends with the one of its names that stands first in the graph. A graph may have more circles
    than anybody can read; these are no more than its steps, and every step that lies in a circle is in one of them.
    """
    if not _has_any(graph):
        return
    places = {name: place for place, name in enumerate(graph)}
    told: set[Circle] = set()
    for name, earlier in steps:
        way = _shortest(graph, earlier, name)
        if not way:
            continue
        first = way.index(min(way, key=places.__getitem__))
        circle = (*way[first:], *way[:first], way[first])
        if circle not in told:
            told.add(circle)
            yield circle


def _has_any(graph: Graph) -> bool:
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError:
        return True
    return False


def _shortest(graph: Graph, start: str, end: str) -> tuple[str, ...]:
    """The shortest way from one name to another, with both; the first of several, and () where there is none."""
    came_from: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        if name == end:
            return tuple(_way_back(came_from, end))[::-1]
        for earlier in graph.get(name, ()):
            if earlier not in came_from:
                came_from[earlier] = name
                waiting.append(earlier)
    return ()


def _way_back(came_from: Mapping[str, str | None], end: str) -> Iterator[str]:
    name: str | None = end
    while name is not None:
        yield name
        name = came_from[name]
