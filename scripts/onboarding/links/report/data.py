"""The report as JSON, for machines."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from onboarding.links.model import Link
from onboarding.links.report.model import Report

SCHEMA = 1


def as_json(report: Report) -> str:
    """Everything that is known, by address. Dates and times are ISO 8601; what is not known is null."""
    history = report.history
    links = [_link(link) for link in sorted(history.links, key=lambda link: link.url)]
    data = {
        "schema": SCHEMA,
        "at": history.at,
        "result": report.result.name.lower(),
        "engines": {name: asdict(run) for name, run in sorted(history.engines.items())},
        "balance": {"inventory": history.inventory, "reported": len({link["url"] for link in links})},
        "site": history.site,
        "new": _addresses(report.new),
        "recovered": _addresses(report.recovered),
        "faults": [asdict(fault) for fault in history.faults],
        "remarks": history.remarks,
        "links": links,
    }
    return json.dumps(data, ensure_ascii=False, indent=2, default=_iso) + "\n"


def _link(link: Link) -> dict[str, Any]:
    return {
        "url": link.url,
        "state": link.state,
        "reason": link.reason,
        "owner": link.owner,
        "since": link.since,
        "first_seen": link.first_seen,
        "bad_nights": link.bad_nights,
        "last_ok": link.last_ok,
        "flaps": link.flaps,
        "asked": link.asked,
        "old_title": link.old_title,
        "title_since": link.title_since,
        "ignored": asdict(link.waiver) if link.waiver else None,
        "suggestion": asdict(link.suggestion),
        "used_on": [asdict(place) for place in link.used_on],
        "engine": asdict(link.engine),
        "probe": asdict(link.probe),
        "nights": [asdict(night) for night in link.nights],
    }


def _addresses(links: Iterable[Link]) -> list[str]:
    return sorted(link.url for link in links)


def _iso(value: object) -> str:
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")
