"""The comparison as one HTML page that needs nothing beside it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

import jinja2
from markupsafe import Markup, escape

from onboarding.comparison.formats.marking import LEGEND, Style, marked
from onboarding.comparison.formats.outline import Outline
from onboarding.comparison.model import Kind, Words
from onboarding.github.text import plain

_STYLE: Final = Style(
    {Kind.SAME: ("", ""), Kind.REMOVED: ("<del>", "</del>"), Kind.ADDED: ("<ins>", "</ins>")},
    show=lambda text: str(escape(plain(text))),
    line_break="<br>",  # a line of code that stood first on one of ours could be a command to a job on GitHub
)
_TEMPLATES: Final = Path(__file__).parent / "templates"


def as_html(outline: Outline) -> str:
    """The whole comparison."""
    return _environment().get_template("comparison.html").render(outline=outline, legend=LEGEND)


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
        "sentence_case": lambda text: text[:1].upper() + text[1:],
        "words": _words,
    }
    return environment


def _words(words: tuple[Words, ...]) -> Markup:
    return Markup(marked(words, _STYLE))  # noqa: S704  the style escapes all that it shows
