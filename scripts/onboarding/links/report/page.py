"""The report as one HTML page that needs nothing beside it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

import jinja2

from onboarding.github.text import plain
from onboarding.links.model import Link
from onboarding.links.report import sentences, text, words
from onboarding.links.report.calendar import Mark, calendar, described
from onboarding.links.report.markdown import owner_rows
from onboarding.links.report.model import Report

_TEMPLATES: Final = Path(__file__).parent / "templates"


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "plain": plain,
        "brief": text.brief,
        "sentence": text.sentence,
        "described": described,
        "moment": words.moment,
        "day": words.day,
    }
    environment.globals |= {"say": sentences, "labels": words.LABELS, "marks": list(Mark)}
    environment.tests["web_address"] = text.is_web_address
    return environment


def as_html(report: Report, repository: str) -> str:
    """The whole report, with the last nights of every address; sections with nothing to say are left out.

    `repository` is the repository's address on GitHub, or "" where source lines cannot be linked to.
    """

    def strip(link: Link) -> object:
        return calendar(link, report.history.night)

    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            links=sorted(report.history.links, key=lambda link: (link.owner, link.url)),
            owners=owner_rows(report.owners) if report.owners else [],
            source=functools.partial(text.source_address, repository),
            strip=strip,
        )
    )
