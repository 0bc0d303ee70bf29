"""ES modules as one classic script, for where a browser takes no modules: a worker of Material's, a page from disk."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

# What our modules use of the language's imports and exports; the style of the scripts keeps to it.
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[\w./-]+)\.js";\n', re.MULTILINE)
_DYNAMIC = re.compile(r'\bimport\("(\.{1,2}/[\w./-]+)\.js"\)')
_EXPORT = re.compile(r"^export (?=(?:async )?(?:class|const|function) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ *//[^\n]*\n|(?<= )//[^\n\"'`]*$", re.MULTILINE)
_TYPES = re.compile(r"^ */\*\*.*?\*/\n|/\*\*.*?\*/ ?", re.MULTILINE | re.DOTALL)


def joined(folder: Path, entry: str, then: str = "") -> str:
    """The module `entry` (its path below `folder`, without `.js`) and all that it imports, as one script.

    Each module becomes a function that gives what the module exports, after those that it imports. `then` is what is
    run at last, where `module_<entry>` is what the entry exports.
    """

    def read(name: str) -> str:
        return without_comments((folder / f"{name}.js").read_text(encoding="utf-8"))

    modules = "".join(_module(read(name), name) for name in _in_order(read, entry, []))
    return f"(() => {{\n{modules}{then}}})();\n"


def without_comments(source: str) -> str:
    """The source of a module without its comments, which hold imports of types."""
    return (
        "\n".join(line.rstrip() for line in _COMMENT.sub("", _TYPES.sub("", source)).splitlines() if line.strip())
        + "\n"
    )


def _in_order(read: Callable[[str], str], name: str, before: list[str]) -> list[str]:
    """The module, after all that it needs and that is not there yet."""
    source = read(name)
    for path in (*(found.group(2) for found in _IMPORT.finditer(source)), *_DYNAMIC.findall(source)):
        needed = _named(path, name)
        if needed not in before:
            before = _in_order(read, needed, before)
    return before if name in before else [*before, name]


def _named(path: str, importer: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), path))


def _module(source: str, name: str) -> str:
    exported = ", ".join(_EXPORT.findall(source))

    def taken(found: re.Match[str]) -> str:
        names = " ".join(found.group(1).split()).rstrip(",").replace(" as ", ": ")
        return f"const {{ {names} }} = {_variable(_named(found.group(2), name))};\n"

    def promised(found: re.Match[str]) -> str:
        return f"Promise.resolve({_variable(_named(found.group(1), name))})"

    body = _DYNAMIC.sub(promised, _EXPORT.sub("", _IMPORT.sub(taken, source)))
    return f"const {_variable(name)} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _variable(name: str) -> str:
    return "module_" + re.sub(r"\W", "_", name)
