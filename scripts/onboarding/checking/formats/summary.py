"""The whole list, for the summary of a job on GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from onboarding.checking.formats.sentences import count, headline
from onboarding.checking.model import Checked, Finding
from onboarding.github.markdown import code, text

# GitHub takes 1 MiB of each step
# (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits),
# and shows nothing at all of a longer one. What else the step writes must fit as well.
MOST_BYTES = 900_000

_QUOTED = re.compile("«([^«»]+)»")


def as_summary(checked: Checked) -> str:
    """Markdown: what the change brought, then what stood there before, file by file."""
    lines = ["## Kontroll av innholdet", "", text(headline(checked)), ""]
    if checked.new:
        lines += ["### Nytt i denne endringen" if checked.has_base else "### Problemer", "", *_list(checked.new)]
    if checked.old:
        lines += ["### Sto der fra før", "", *_list(checked.old)]
    return _shortened(lines)


def _list(findings: tuple[Finding, ...]) -> Iterator[str]:
    for path, group in groupby(findings, key=lambda finding: finding.problem.source.path):
        yield f"**{code(path)}**"
        yield ""
        for finding in group:
            found = finding.problem
            yield f"- Linje {found.source.line}: {_sentence(found.what)} ({code(found.code)}). {_sentence(found.fix)}."
        yield ""


def _sentence(value: str) -> str:
    """A sentence with what it quotes as code, so that an editor can copy it as it is to be written."""
    parts = _QUOTED.split(value)
    return "".join(code(part) if number % 2 else _spaced(part) for number, part in enumerate(parts))


def _spaced(part: str) -> str:
    """Text with the blanks around it that keep it apart from code."""
    before = " " if part.startswith(" ") else ""
    return before + text(part) + (" " if part[1:].endswith(" ") else "")


def _shortened(lines: list[str]) -> str:
    """As many whole lines as GitHub takes, and how many problems that leaves out."""
    size = 0
    for number, line in enumerate(lines):
        size += len(line.encode()) + 1
        if size > MOST_BYTES:
            left = sum(line.startswith("- ") for line in lines[number:])
            ending = f"{count(left)} til er det ikke plass til her. Kjør «onboarding check» for å se alt."
            return "\n".join([*lines[:number], "", ending, ""])
    return "\n".join(lines) + "\n"
