"""The script that the search runs: our sources, joined to the one file that Material's worker loads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from onboarding.synonyms import Synonyms

SOURCES = "assets/javascripts/search"  # inside the theme's overrides; not for readers
_ENTRY = "worker"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:class|const|function) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n|(?<= )//[^\n\"'`]*$", re.MULTILINE | re.DOTALL)


def stand_in(folder: Path, synonyms: Synonyms) -> str:
    """The script, made of the modules in `folder` and the editors' `synonyms`.

    Each module becomes a function that gives what the module exports, after those that it imports.
    """
    modules = "".join(_module(folder, name) for name in _in_order(folder, _ENTRY, []))
    return f"(() => {{\n{modules}module_{_ENTRY}.install(self, {_editorial(synonyms)});\n}})();\n"


def _in_order(folder: Path, name: str, before: list[str]) -> list[str]:
    """The module, after all that it needs and that is not there yet."""
    for found in _IMPORT.finditer(_source(folder, name)):
        if found.group(2) not in before:
            before = _in_order(folder, found.group(2), before)
    return before if name in before else [*before, name]


def _module(folder: Path, name: str) -> str:
    source = _source(folder, name)
    exported = ", ".join(_EXPORT.findall(source))
    body = _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub(_taken, source)))
    lines = "\n".join(_told(body))
    return f"const module_{name} = (() => {{\n{lines}\nreturn {{ {exported} }};\n}})();\n"


def _taken(found: re.Match[str]) -> str:
    """An import as what it takes from the module before it."""
    names = found.group(1).replace(" as ", ": ")
    return f"const {{{names}}} = module_{found.group(2)};\n"


def _told(body: str) -> Iterator[str]:
    return (line.rstrip() for line in body.splitlines() if line.strip())


def _source(folder: Path, name: str) -> str:
    return (folder / f"{name}.js").read_text(encoding="utf-8")


def _editorial(synonyms: Synonyms) -> str:
    leads = [{"from": lead.searched, "to": lead.found} for lead in synonyms.leads]
    return json.dumps({"both": synonyms.same, "one": leads}, ensure_ascii=False)
