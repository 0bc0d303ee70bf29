"""Annotations of a GitHub workflow, each on the line that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from onboarding.checking.formats.sentences import count, headline
from onboarding.checking.model import Checked, Finding
from onboarding.github.annotations import command

# GitHub shows ten errors and ten warnings of a step, and drops what comes after
# (https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations).
SHOWN = 10


def as_annotations(checked: Checked) -> str:
    """What the change brought as errors, what stood there before as warnings, at most ten of each, and a notice.

    The notice tells how many there are, and how many are left for the job summary.
    """
    lines = [*_commands("error", "Må rettes", checked.new), *_commands("warning", "Sto der fra før", checked.old)]
    rest = len(checked.findings) - len(lines)
    more = f" {count(rest)} til står i sammendraget av kjøringen." if rest else ""
    lines.append(command("notice", {"title": "Kontroll av innholdet"}, headline(checked) + more))
    return "".join(f"{line}\n" for line in lines)


def _commands(level: str, title: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    for finding in findings[:SHOWN]:
        found = finding.problem
        where = {"file": found.source.path, "line": str(found.source.line), "title": title}
        yield command(level, where, f"{found.what[:1].upper()}{found.what[1:]} [{found.code}]. {found.fix}.")
