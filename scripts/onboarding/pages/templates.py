"""The Jinja2 templates of everything generated, and the words in them."""

from __future__ import annotations

import datetime as dt
import functools
import re
from pathlib import Path
from typing import Any

import jinja2
import yaml

from onboarding.errors import ContentError, Source
from onboarding.messages import problem

_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord("{"): "&#123;", ord("}"): "&#125;"}
_MARKDOWN = re.compile(r"([\\`*_\[\]#])")


class Templates:
    """Renders the templates of one folder; `compiled` keeps them compiled from one run to the next.

    They are strict: a name that does not exist is a problem with the template's file and line.
    """

    def __init__(self, folder: Path, compiled: jinja2.BytecodeCache | None = None) -> None:
        self._folder = folder
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            bytecode_cache=compiled,
            undefined=jinja2.StrictUndefined,
            # Markdown templates give Markdown: their own filters escape what is plain text.
            autoescape=jinja2.select_autoescape(("html", "xml"), default=False),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters |= {
            "text": escape_text,
            "cell": escape_cell,
            "target": escape_target,
            "day": _day,
        }
        self._words: dict[str, dict[str, Any]] = {}

    def render(self, name: str, language: str, **context: Any) -> str:
        """The template `name`, with the words of `language` as `words`.

        Raises ContentError where the template is at fault.
        """
        words = self.words(language)
        try:
            return self._environment.get_template(name).render(
                words=words, date=functools.partial(format_date, words), **context
            )
        except jinja2.TemplateSyntaxError as error:
            raise self._fault(error.name or name, error.lineno, str(error.message)) from None
        except jinja2.TemplateNotFound as error:
            raise self._fault(str(error.name or name), 1, "finnes ikke") from None
        except jinja2.TemplateError as error:
            raise self._fault(*_place(error, name), str(error.message)) from None

    def words(self, language: str) -> dict[str, Any]:
        """The generated words of a language: `words/<language>.yml`."""
        if language not in self._words:
            path = self._folder / "words" / f"{language}.yml"
            try:
                self._words[language] = yaml.safe_load(path.read_text(encoding="utf-8"))
            except FileNotFoundError:
                raise self._fault(f"words/{language}.yml", 1, "finnes ikke") from None
            except yaml.MarkedYAMLError as error:
                line = error.problem_mark.line + 1 if error.problem_mark else 1
                raise self._fault(f"words/{language}.yml", line, str(error.problem)) from None
        return self._words[language]

    def _fault(self, name: str, line: int, detail: str) -> ContentError:
        shown = "/".join((*self._folder.parts[-2:], name))
        return ContentError([problem(Source(shown, line), "template", detail=detail)])


def format_date(words: dict[str, Any], value: dt.date) -> str:
    """A date as the language writes it: `date_format` takes {day}, {month}, {year} and {month_name}."""
    months = words["months"]
    text: str = words["date_format"].format(
        day=value.day, month=value.month, year=value.year, month_name=months[value.month - 1]
    )
    return text


def escape_text(value: str) -> str:
    """Plain text as Markdown that shows the same characters."""
    # Braces too: Python-Markdown takes them for attributes of the heading or paragraph.
    return _MARKDOWN.sub(r"\\\1", value).translate(_ENTITIES)


def escape_cell(value: str) -> str:
    """Markdown for one cell of a pipe table."""
    return re.sub(r"\s*\n\s*", " ", value.strip()).replace("|", "\\|")


def escape_target(address: str) -> str:
    """An address as a Markdown link has it."""
    address = address.replace("|", "%7C")
    return f"<{address}>" if re.search(r"[\s()<>]", address) else address


def _day(value: dt.date) -> str:
    """A date as ISO 8601 has it."""
    return value.isoformat()


def _place(error: BaseException, name: str) -> tuple[str, int]:
    """The template and line that an error was raised in: Jinja2 rewrites the traceback to name them."""
    place = (name, 1)
    trace = error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        if code.co_name in ("top-level template code", "template") or code.co_name.startswith(("block ", "macro")):
            place = (Path(code.co_filename).name, trace.tb_lineno)
        trace = trace.tb_next
    return place
