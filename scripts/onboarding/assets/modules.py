"""Our ES modules as they are published: small, and joined where a browser takes no modules or would ask for many."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from onboarding.assets.minifying import small_script

# What our modules use of the language's imports and exports; the style of the scripts keeps to it.
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[\w./-]+)\.js";\n', re.MULTILINE)
_DYNAMIC = re.compile(r'\bimport\("(\.{1,2}/[\w./-]+)\.js"\)')
_EXPORT = re.compile(r"^export (?=(?:async )?(?:class|const|function) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ *//[^\n]*\n|(?<= )//[^\n\"'`]*$", re.MULTILINE)
_TYPES = re.compile(r"^ */\*\*.*?\*/\n|/\*\*.*?\*/ ?", re.MULTILINE | re.DOTALL)


def joined(folder: Path, entry: str, then: str = "") -> str:
    """The module `entry` (its path below `folder`, without `.js`) and all that it imports, as one classic script.

    Each module becomes a function that gives what the module exports, after those that it imports. `then` is what is
    run at last, where `module_<entry>` is what the entry exports.
    """
    read = _reader(folder)

    def promised(found: re.Match[str], name: str) -> str:
        return f"Promise.resolve({_variable(_named(found.group(1), name))})"

    modules = "".join(_as_function(read(name), name, promised) for name in _in_order(read, entry, (), _needed_ever))
    return small_script(f"(() => {{\n{modules}{then}}})();\n")


def published(folder: Path, entry: str) -> dict[str, str]:
    """All modules in `folder` by their paths below it, where `entry` and all that it needs at once are one module.

    A page would ask for each of those. The others are loaded where they are used, and take what they share from it.
    """
    read = _reader(folder)
    together = _in_order(read, entry, (), _needed_at_once)
    found = (file.relative_to(folder).as_posix().removesuffix(".js") for file in sorted(folder.rglob("*.js")))
    others = {f"{name}.js": _taking(read(name), name, together, entry) for name in found if name not in together}
    return {**others, f"{entry}.js": _giving(read, together, entry)}


def _giving(read: Callable[[str], str], together: Sequence[str], entry: str) -> str:
    """The modules as one, which gives each as a whole, and what the entry exports by its own names."""

    def moved(found: re.Match[str], name: str) -> str:
        return f'import("{_path(_named(found.group(1), name), entry)}")'

    modules = "".join(_as_function(read(name), name, moved) for name in together)
    own = ", ".join(_EXPORT.findall(read(entry)))
    given = ", ".join(map(_variable, together))
    return small_script(f"{modules}export {{ {given} }};\nexport const {{ {own} }} = {_variable(entry)};\n")


def _taking(source: str, name: str, together: Sequence[str], entry: str) -> str:
    """The module, with its imports from those that are one taken from that one."""

    def taken(found: re.Match[str]) -> str:
        needed = _named(found.group(2), name)
        if needed not in together:
            return found.group()
        variable = _variable(needed)
        names = _renamed(found)
        return f'import {{ {variable} }} from "{_path(entry, name)}";\nconst {{ {names} }} = {variable};\n'

    return small_script(_IMPORT.sub(taken, source))


def _reader(folder: Path) -> Callable[[str], str]:
    """Gives the source of a module without its comments, which hold imports of types."""

    def read(name: str) -> str:
        return _COMMENT.sub("", _TYPES.sub("", (folder / f"{name}.js").read_text(encoding="utf-8")))

    return cache(read)


def _needed_at_once(source: str) -> list[str]:
    return [found.group(2) for found in _IMPORT.finditer(source)]


def _needed_ever(source: str) -> list[str]:
    return [*_needed_at_once(source), *_DYNAMIC.findall(source)]


def _in_order(
    read: Callable[[str], str], name: str, before: tuple[str, ...], needed: Callable[[str], list[str]]
) -> tuple[str, ...]:
    """The module, after all that it needs and that is not there yet."""
    for path in needed(read(name)):
        if _named(path, name) not in before:
            before = _in_order(read, _named(path, name), before, needed)
    return before if name in before else (*before, name)


def _named(path: str, importer: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), path))


def _path(name: str, importer: str) -> str:
    path = posixpath.relpath(name, posixpath.dirname(importer) or ".")
    return f"{path}.js" if path.startswith(".") else f"./{path}.js"


def _as_function(source: str, name: str, promised: Callable[[re.Match[str], str], str]) -> str:
    exported = ", ".join(_EXPORT.findall(source))

    def taken(found: re.Match[str]) -> str:
        return f"const {{ {_renamed(found)} }} = {_variable(_named(found.group(2), name))};\n"

    body = _DYNAMIC.sub(lambda found: promised(found, name), _EXPORT.sub("", _IMPORT.sub(taken, source)))
    return f"const {_variable(name)} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _renamed(found: re.Match[str]) -> str:
    return " ".join(found.group(1).split()).rstrip(",").replace(" as ", ": ")


def _variable(name: str) -> str:
    return "module_" + re.sub(r"\W", "_", name)
