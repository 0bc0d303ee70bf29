"""What the audit found, for the screen and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from onboarding.errors import one_line
from onboarding.legacy.audit.model import Count, Kind, Lost, PageAudit

SCHEMA = 1
_NAMES: dict[Kind, str] = {
    "word": "ord",
    "link": "lenker",
    "image": "bilder",
    "heading": "overskrifter",
    "anchor": "ankre",
    "task": "oppgaver",
}
_ONE: dict[Kind, str] = {
    "word": "",
    "link": "lenken ",
    "image": "bildet ",
    "heading": "overskriften ",
    "anchor": "ankeret ",
    "task": "oppgaven ",
}
_COLUMNS = ("kilde", "plassert", "unntatt", "mistet")


@dataclass(frozen=True, slots=True)
class Finding:
    """A page's audit, with what the caller knows besides: the service, the tasks that were found and the repairs.

    `tasks_found` and `repairs` are plain data, put into the JSON as they are.
    """

    page: PageAudit
    service: str
    tasks_found: Sequence[Mapping[str, Any]] = field(default=())
    repairs: Sequence[Mapping[str, Any]] = field(default=())


def as_table(pages: Sequence[PageAudit]) -> str:
    """All pages added up, as a table for the screen."""
    rows: list[tuple[str, ...]] = [("", *_COLUMNS)]
    for number, (kind, _) in enumerate(pages[0].counts() if pages else ()):
        counts = [list(page.counts())[number][1] for page in pages]
        sums = (
            sum(count.source for count in counts),
            sum(count.placed for count in counts),
            sum(count.waived for count in counts),
            sum(len(count.lost) for count in counts),
        )
        rows.append((_NAMES[kind], *map(str, sums)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


def lost_lines(pages: Sequence[PageAudit]) -> Iterator[str]:
    """A line for everything that is lost: «side.md:38: …». Words that stood together are one line."""
    for page in pages:
        for kind, count in page.counts():
            for (line, why, _), group in groupby(count.lost, key=_together if kind == "word" else _apart):
                what = " ".join(lost.what for lost in group)
                said = f"{what} {why}" if kind == "task" else f"{_ONE[kind]}«{what}» {why}"
                yield one_line(f"{page.source.name}:{line}: {said}")


def _together(lost: Lost) -> tuple[int, str, str]:
    return lost.line, lost.why, lost.owner


def _apart(lost: Lost) -> tuple[int, str, str]:
    return lost.line, lost.why, lost.what


def as_json(findings: Sequence[Finding]) -> str:
    """The audit as data of schema 1."""
    return json.dumps({"schema": SCHEMA, "pages": [_page(each) for each in findings]}, ensure_ascii=False, indent=2)


def _page(finding: Finding) -> dict[str, Any]:
    page = finding.page
    return {
        "source": page.source.name,
        "kind": page.source.kind,
        "service": finding.service,
        **{f"{kind}s": _count(count) for kind, count in page.counts()},
        "tasks_found": [dict(each) for each in finding.tasks_found],
        "repairs": [dict(each) for each in finding.repairs],
    }


def _count(count: Count) -> dict[str, Any]:
    lost = [{"what": each.what, "line": each.line, "why": each.why, "owner": each.owner} for each in count.lost]
    return {"source": count.source, "placed": count.placed, "waived": count.waived, "lost": lost}
