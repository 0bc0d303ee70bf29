"""Front matter, read strictly: text in, a `Document` with a line number for every key out.

MkDocs' own reader gives an empty mapping for malformed YAML, and PyYAML lets a duplicate key win silently and
reads `no` as false. Here the scalars follow the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema),
duplicate keys are refused and dates stay text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from onboarding.errors import ContentError, Problem, Source
from onboarding.messages import problem

FENCE = "---"

if TYPE_CHECKING:
    from yaml import SafeLoader as _Parser
else:
    # The C parser is ten times faster and gives the same nodes; builds of PyYAML without it have the other.
    _Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

KeyPath = tuple[str | int, ...]


class _Core(_Parser):
    """PyYAML's parser with the implicit types of YAML 1.2's core schema instead of YAML 1.1's."""


_Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
):
    _Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), list(_first) + ([""] if _tag == "null" else [])
    )


def _integer(loader: Any, node: yaml.ScalarNode) -> int:
    """A whole number as YAML 1.2 has it: `017` is seventeen, `0o17` is octal."""
    text = loader.construct_scalar(node)
    return int(text, 0) if text.startswith(("0o", "0x")) else int(text)


_Core.add_constructor("tag:yaml.org,2002:int", _integer)


@dataclass(frozen=True, slots=True)
class Document:
    """One content file.

    `path` is relative to the content folder, with forward slashes. `data` holds the front matter as plain values,
    `lines` the line of each key and list item by its path (`("roles", 1)`), `body` the Markdown that follows and
    `body_line` the line that it starts on.
    """

    path: str
    source: Source
    data: Mapping[str, Any]
    lines: Mapping[KeyPath, int]
    body: str
    body_line: int

    def line_of(self, key: KeyPath) -> Source:
        """Where `key` stands, or its nearest parent that stands somewhere, or the top of the file."""
        while key and key not in self.lines:
            key = key[:-1]
        return Source(self.source.path, self.lines.get(key, 1))


def parse(path: str, text: str, *, shown_as: str) -> Document:
    """The document that `text` holds. `shown_as` is the path that problems name.

    Raises ContentError with every problem of the front matter.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != FENCE:
        raise ContentError([problem(Source(shown_as), "front-matter-missing")])
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        raise ContentError([problem(Source(shown_as), "front-matter-unclosed")])
    # The blank first line keeps YAML's line numbers equal to the file's.
    data, numbers = _read("\n" + "\n".join(lines[1:end]) + "\n", shown_as)
    return Document(path, Source(shown_as), data, numbers, "\n".join(lines[end + 1 :]), end + 2)


def parse_settings(text: str, *, shown_as: str) -> Document:
    """The document of a file that is YAML from the first line to the last.

    Raises ContentError with every problem of the YAML.
    """
    data, numbers = _read(text.removeprefix("\ufeff"), shown_as)
    return Document(shown_as, Source(shown_as), data, numbers, "", text.count("\n") + 1)


def _read(text: str, shown_as: str) -> tuple[dict[str, Any], dict[KeyPath, int]]:
    reader = _Reader(shown_as)
    data = reader.read(text)
    if reader.problems:
        raise ContentError(reader.problems)
    return data, reader.lines


class _Reader:
    """Turns YAML nodes into plain values, noting lines and problems on the way."""

    def __init__(self, shown_as: str) -> None:
        self.shown_as = shown_as
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def read(self, text: str) -> dict[str, Any]:
        try:
            loader = _Core(text)
            node = loader.get_single_node()
            if node is None:
                return {}
            if not isinstance(node, yaml.MappingNode):
                self._report(node.start_mark.line + 1, "front-matter-shape")
                return {}
            return self._mapping(loader, node, ())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (2, 1)
            self._report(line, "yaml-syntax", column=column)
        except (yaml.YAMLError, ValueError):
            self._report(2, "yaml-syntax", column=1)
        return {}

    def _report(self, line: int, code: str, **values: object) -> None:
        self.problems.append(problem(Source(self.shown_as, line), code, **values))

    def _value(self, loader: Any, node: yaml.Node, path: KeyPath, key_line: int) -> Any:
        if id(node) in self._seen:
            # The node is the one that was referred to: only the key knows where the reference stands.
            self._report(key_line, "yaml-alias")
            return None
        line = self.lines[path] = node.start_mark.line + 1
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(loader, node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(loader, item, (*path, index), line) for index, item in enumerate(node.value)]
        if node.tag.startswith("tag:yaml.org,2002:"):
            return loader.construct_object(node)
        return node.value

    def _mapping(self, loader: Any, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(line, "yaml-syntax", column=key_node.start_mark.column + 1)
                continue
            key = str(key_node.value)
            if key in values:
                self._report(line, "key-duplicate", key=key, first=self.lines[(*path, key)])
                continue
            values[key] = self._value(loader, value_node, (*path, key), line)
            self.lines[(*path, key)] = line
        return values
