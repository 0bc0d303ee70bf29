"""Texts that stand on two pages, rendered once.

A task's text is the same on its phase's page and on the page of the whole process, as long as it has no headings of its
own (their level differs) and no links within the site (their addresses differ). The generator puts such a text between
two comments; here it is rendered by itself, and the result kept for the second page. Rendering is most of a build, so
this is a fifth of the time of a large one. Other engines see comments.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

OPENING = "<!-- text -->"
CLOSING = "<!-- /text -->"

_DEFINITION = re.compile(r"\*\[([^\]]+)\]:")


class Renderer:
    """Renders a text with the extensions of the page, and keeps the result until it is asked for again."""

    def __init__(self, extensions: list[str], configs: dict[str, Any]) -> None:
        self._markdown = Markdown(extensions=extensions, extension_configs=configs)
        self._kept: dict[str, str] = {}

    def render(self, text: str) -> str:
        """The HTML of `text`."""
        if text in self._kept:
            return self._kept.pop(text)
        html = self._kept[text] = self._markdown.reset().convert(text)
        return html


class Fragments(Preprocessor):
    """Puts the HTML of each marked text in its place."""

    def __init__(self, markdown: Markdown, renderer: Renderer) -> None:
        super().__init__(markdown)
        self._renderer = renderer

    def run(self, lines: list[str]) -> list[str]:
        """Replace the lines between the comments."""
        if OPENING not in lines:
            return lines
        definitions = {match.group(1): line for line in lines if (match := _DEFINITION.match(line))}
        made: list[str] = []
        text: list[str] | None = None
        for line in lines:
            if line == OPENING:
                text = []
            elif line == CLOSING and text is not None:
                made += ["", self._placeholder("\n".join(text), definitions), ""]
                text = None
            else:
                (made if text is None else text).append(line)
        return made + (text or [])

    def _placeholder(self, text: str, definitions: dict[str, str]) -> str:
        used = [line for word, line in definitions.items() if word[1:] in text]
        html = self._renderer.render("\n".join([text, "", *used]))
        placeholder: str = self.md.htmlStash.store(html)
        return placeholder


class FragmentsExtension(Extension):
    """Set up with the other extensions of the page and their settings; without them the comments stay as they are."""

    _renderers: dict[str, Renderer] = {}  # noqa: RUF012  MkDocs makes a new instance for each page

    def __init__(self, **settings: Any) -> None:
        self.config = {"extensions": [[], "names of extensions"], "configs": [{}, "their settings"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        """Register the preprocessor after the normalizing of line ends, before code and HTML are looked for."""
        extensions = self.getConfig("extensions")
        if extensions:
            key = repr((extensions, self.getConfig("configs")))
            renderer = self._renderers.get(key) or Renderer(extensions, self.getConfig("configs"))
            self._renderers[key] = renderer
            md.preprocessors.register(Fragments(md, renderer), "fragments", 27)


def makeExtension(**settings: Any) -> FragmentsExtension:  # noqa: N802  Python-Markdown's name
    """What Python-Markdown calls to get the extension."""
    return FragmentsExtension(**settings)
