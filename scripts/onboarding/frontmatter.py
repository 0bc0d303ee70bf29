"""Front matter, read strictly: text in, a `Document` with a line number for every key out.

MkDocs' own reader gives an empty mapping for malformed YAML, and PyYAML lets a duplicate key win silently and
reads `no` as false. Here the scalars follow the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema),
duplicate keys are refused and dates stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from onboarding.errors import ContentError, Problem, Source
from onboarding.messages import problem

FENCE = "---"
# What programs and people make of three hyphens.
_LIKE_A_FENCE = re.compile(r"---.*|[-‐‑‒–—―−*_=~+.]{2,}|[–—―−]|```\w*")

if TYPE_CHECKING:
    from yaml import SafeLoader as _Parser
else:
    # The C parser is ten times faster and gives the same nodes; builds of PyYAML without it have the other.
    _Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

KeyPath = tuple[str | int, ...]

# No field is nested deeper than three levels. Far deeper ones end the interpreter inside the C parser.
_DEEPEST = 50
_LONGEST_NUMBER = 100  # digits: Python refuses to print some thousand of them


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
    if len(text) > _LONGEST_NUMBER:
        raise yaml.constructor.ConstructorError(None, None, "a number that is no number", node.start_mark)
    return int(text, 0) if text.startswith(("0o", "0x")) else int(text)


_Core.add_constructor("tag:yaml.org,2002:int", _integer)


@dataclass(frozen=True, slots=True)
class Document:
    """One content file.

    `path` is relative to the content folder, with forward slashes. `data` holds the front matter as plain values,
    `lines` the line of each key and list item by its path (`("roles", 1)`), `body` the Markdown that follows and
    `body_line` the line that it starts on. `cut` holds what YAML took for a comment, from its `#`, by the path of the
    value before it, where it looks like the rest of a text.
    """

    path: str
    source: Source
    data: Mapping[str, Any]
    lines: Mapping[KeyPath, int]
    body: str
    body_line: int
    cut: Mapping[KeyPath, str] = field(default_factory=dict)

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
        raise ContentError([problem(Source(shown_as), "front-matter-missing", found=_instead_of_fence(lines))])
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        number, found = _instead_of_end(lines)
        raise ContentError([problem(Source(shown_as, number), "front-matter-unclosed", found=found)])
    # The blank first line keeps YAML's line numbers equal to the file's.
    data, numbers, cut = _read("\n" + "\n".join(lines[1:end]) + "\n", shown_as)
    return Document(path, Source(shown_as), data, numbers, "\n".join(lines[end + 1 :]), end + 2, cut)


def parse_settings(text: str, *, shown_as: str) -> Document:
    """The document of a file that is YAML from the first line to the last.

    Raises ContentError with every problem of the YAML.
    """
    data, numbers, cut = _read(text.removeprefix("\ufeff"), shown_as)
    return Document(shown_as, Source(shown_as), data, numbers, "", text.count("\n") + 1, cut)


def quoted(text: str) -> str:
    """The text in double quotes, as YAML reads it back."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_list(texts: Iterable[str]) -> str:
    """The texts as a list on one line, in quotes where YAML would read something else without them."""
    return f"[{', '.join(text if _is_plain(text) else quoted(text) for text in texts)}]"


def _is_plain(text: str) -> bool:
    try:
        found = yaml.load(f"[{text}]", _Core)  # noqa: S506  a loader of plain values
    except (yaml.YAMLError, ValueError):
        return False
    return bool(found == [text])


def _instead_of_fence(lines: list[str]) -> str:
    """What stands where the first fence belongs, as a sentence, where it was meant to be one."""
    first = next((line for line in lines if line.strip()), "")
    if not _LIKE_A_FENCE.fullmatch(first.strip()):
        return ""
    found = f"«{lines[0].rstrip()}»" if lines[0].strip() else "tom"
    return f"Den første linjen er {found}, men skal være nøyaktig tre bindestreker: ---. "


def _instead_of_end(lines: list[str]) -> tuple[int, str]:
    """The line that may be meant as the last fence, with what stands there as a sentence; else the first line."""
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            break
        if _LIKE_A_FENCE.fullmatch(line.strip()):
            return number, f"Linjen er «{line.rstrip()}», men skal være nøyaktig tre bindestreker: ---. "
    return 1, ""


def _read(text: str, shown_as: str) -> tuple[dict[str, Any], dict[KeyPath, int], dict[KeyPath, str]]:
    reader = _Reader(shown_as, text)
    data = reader.read()
    if reader.problems:
        raise ContentError(reader.problems)
    return data, reader.lines, reader.cut


# What stands before a value on its line, and the value.
_VALUE = re.compile(r"\s*(?:-\s+)?(?:(?P<key>[\w-]+):\s+)?(?P<value>.*)")
_STRAIGHT = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_CURLY = tuple("«»“”„‟‘’‚‹›")
_SIGNS = "@`%&*|>!"
_COMMENT = re.compile(r"(?<=[\s,\[{])#")
_LIST_AND_MORE = re.compile(r"[\[{][^\]}]*[\]}]\s*[^\s#]")


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why YAML cannot be read: the line to mend, what is wrong on it, and what to do."""

    line: int
    what: str
    advice: str


def _fault(rows: list[str], error: yaml.MarkedYAMLError) -> _Fault:
    """The likeliest mistake behind what YAML's parser stumbled over, which may be lines after it."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (2, 1)
    opening = error.context_mark if error.context == "while scanning a quoted scalar" else None
    found = _open_quote(rows[:line]) or _open_list(rows[:line], line)
    if found is None and opening is not None and opening.line < len(rows):
        found = _unclosed_quote(opening.line + 1, rows[opening.line][opening.column :], rows[opening.line])
    found = found or _odd_value(rows, line, column)
    return found or _Fault(line, f"det stopper her, ved tegn {column}", _GENERAL)


_GENERAL = (
    "Se på denne linjen og den foran: mangler det et mellomrom etter kolon, et anførselstegn eller en ], "
    "eller er det brukt tabulator? En tekst med kolon i må stå i anførselstegn"
)


def _split(row: str) -> tuple[str, str]:
    """The value on a line, and where it stands as messages say it."""
    found = _VALUE.match(row)
    key, value = (found["key"], found["value"].rstrip()) if found else (None, "")
    return value, f"feltet «{key}»" if key else "linjen"


def _open_quote(rows: list[str]) -> _Fault | None:
    """The first line whose value opens a quote and does not close it."""
    for line, row in enumerate(rows, 1):
        value, _ = _split(row)
        if value.startswith(("'", '"')) and not _STRAIGHT.match(value):
            return _unclosed_quote(line, value, row)
    return None


def _unclosed_quote(line: int, text: str, row: str) -> _Fault:
    _, where = _split(row)
    advice = f"Sett et rett anførselstegn ({text[:1]}) etter det siste ordet i teksten"
    return _Fault(line, f"anførselstegnet i {where} blir aldri avsluttet", advice)


def _open_list(rows: list[str], stopped: int) -> _Fault | None:
    """The first line with a list that is not closed there, or whose end YAML takes for a comment."""
    for line, row in enumerate(rows, 1):
        value, where = _split(row)
        opening, unquoted = value[:1], _STRAIGHT.sub("", value)
        closing = {"[": "]", "{": "}"}.get(opening)
        kept, *comment = _COMMENT.split(unquoted, maxsplit=1)
        if closing is None or closing in kept:
            continue
        if comment:
            items = [item.strip(" '\"") for item in value.strip("[]{} ").split(",")]
            advice = f"Sett det som begynner med #, i anførselstegn: {as_list(item for item in items if item)}"
            return _Fault(line, f"alt etter # i {where} blir borte", advice)
        if line < stopped and value != opening:
            advice = (
                f"Sett {closing} etter det siste ordet. Skal teksten begynne med {opening}, må den stå i anførselstegn"
            )
            return _Fault(line, f"parentesen {opening} i {where} blir aldri avsluttet", advice)
    return None


def _odd_value(rows: list[str], line: int, column: int) -> _Fault | None:
    """A value on the line whose beginning means something else to YAML than to its author."""
    row = rows[line - 1] if line <= len(rows) else ""
    value, where = _split(row)
    if value.startswith(_CURLY):
        text = value.strip("".join(_CURLY))
        advice = f'Anførselstegnene rundt teksten må være rette ("), ikke « » eller “ ”: {quoted(text)}'
        return _Fault(line, f"anførselstegnene i {where} teller ikke", advice)
    if (straight := _STRAIGHT.match(value)) and value[straight.end() :].strip():
        advice = "Ha ett anførselstegn først og ett sist, og det andre slaget (' eller \") inne i teksten"
        return _Fault(line, f"teksten i {where} fortsetter etter anførselstegnet", advice)
    if row[column - 1 : column] == "\t" or row.startswith("\t"):
        return _Fault(line, "linjen har en tabulator", "Skriv mellomrom i stedet")
    signs = [value[:1], row[column - 1 : column]]
    sign = next((sign for sign in signs if sign and sign in _SIGNS), None)
    if value.startswith("- ") or _LIST_AND_MORE.match(value):
        sign = value[0]
    if sign is None:
        return None
    return _Fault(line, f"{where} har en tekst som begynner med {sign}", "Sett hele teksten i anførselstegn")


def _see_that_shallow(text: str) -> None:
    """Raises a MarkedYAMLError where values are nested deeper than any field is."""
    if sum(map(text.count, "[{-:?")) <= _DEEPEST:
        return
    loader, depth = _Core(text), 0
    while loader.check_event():
        event = loader.get_event()  # type: ignore[no-untyped-call]
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise yaml.MarkedYAMLError(None, None, "nested too deep", event.start_mark)


class _Reader:
    """Turns YAML nodes into plain values, noting lines and problems on the way."""

    def __init__(self, shown_as: str, text: str) -> None:
        self.shown_as = shown_as
        self.text = text
        self.lines: dict[KeyPath, int] = {}
        self.cut: dict[KeyPath, str] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def read(self) -> dict[str, Any]:
        try:
            _see_that_shallow(self.text)
            loader = _Core(self.text)
            node = loader.get_single_node()
            if node is None:
                return {}
            if not isinstance(node, yaml.MappingNode):
                self._report(node.start_mark.line + 1, "front-matter-shape")
                return {}
            return self._mapping(loader, node, ())
        except yaml.MarkedYAMLError as error:
            fault = _fault(self.text.split("\n"), error)
            self._report(fault.line, "yaml-syntax", where=fault.what, advice=fault.advice)
        except (yaml.YAMLError, ValueError):
            self._unreadable(2, 1)
        return {}

    def _unreadable(self, line: int, column: int) -> None:
        self._report(line, "yaml-syntax", where=f"det stopper her, ved tegn {column}", advice=_GENERAL)

    def _report(self, line: int, code: str, **values: object) -> None:
        self.problems.append(problem(Source(self.shown_as, line), code, **values))

    def _value(self, loader: Any, node: yaml.Node, path: KeyPath, key_line: int) -> Any:
        if id(node) in self._seen:
            # The node is the one that was referred to: only the key knows where the reference stands.
            self._report(key_line, "yaml-alias", sign="*")
            return None
        line = self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            self._scalar(node, path)
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(loader, node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(loader, item, (*path, index), line) for index, item in enumerate(node.value)]
        if node.tag.startswith("tag:yaml.org,2002:"):
            return loader.construct_object(node)
        return node.value

    def _scalar(self, node: yaml.ScalarNode, path: KeyPath) -> None:
        """See what YAML drops without a word: a name or a kind before a value, and the text that follows a `#`."""
        first = self.text[node.start_mark.index : node.start_mark.index + 1]
        if first in ("&", "!"):
            self._report(node.start_mark.line + 1, "yaml-alias", sign=first)
        if node.style in ("'", '"', "|", ">"):
            return
        after = re.compile(r"([ \t]*)(#[^\n]*)").match(self.text, node.end_mark.index)
        # Two blanks before a `#` and one behind it are how a comment is written beside a value.
        if after and (after[2][1:2].strip() or (len(after[1]) == 1 and node.value and after[2][1:].strip())):
            self.cut[path] = after[2].rstrip()

    def _mapping(self, loader: Any, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._unreadable(line, key_node.start_mark.column + 1)
                continue
            key = str(key_node.value)
            if key in values:
                self._report(line, "key-duplicate", key=key, first=self.lines[(*path, key)])
                continue
            values[key] = self._value(loader, value_node, (*path, key), line)
            self.lines[(*path, key)] = line
        return values
