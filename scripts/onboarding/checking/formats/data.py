"""JSON for programs."""

from __future__ import annotations

import json

from onboarding.checking.model import Checked, Finding

SCHEMA = 1


def as_json(checked: Checked) -> str:
    """Every problem with its parts; the shape is numbered by `schema`."""
    data = {"schema": SCHEMA, "count": len(checked.findings), "problems": [_entry(one) for one in checked.findings]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _entry(finding: Finding) -> dict[str, object]:
    found = finding.problem
    return {
        "path": found.source.path,
        "line": found.source.line,
        "code": found.code,
        "what": found.what,
        "fix": found.fix,
        "new": finding.is_new,
        "mendable": finding.is_mendable,
    }
