"""How the site renders the body of one content file, apart from what the pages put around it."""

from __future__ import annotations

from functools import cache

from markdown import Markdown
from pymdownx.slugs import slugify

# As `mkdocs.yml` has them, after those that MkDocs always adds. The settings there that are not here add the sign
# beside a heading that links to it, but no words and no addresses.
EXTENSIONS = (
    "toc",
    "tables",
    "fenced_code",
    "attr_list",
    "md_in_html",
    "onboarding.rendering.abbreviations",
    "onboarding.rendering.fragments",
    "onboarding.rendering.tables",
)


class RenderingError(Exception):
    """Python-Markdown cannot render a text: the site could not be built with it."""


def page_html(markdown: str) -> str:
    """The HTML that the site makes of some Markdown. Raises RenderingError."""
    try:
        return _markdown().reset().convert(markdown)
    except Exception as error:
        # Whatever it is, it would stop the build. What a failed run leaves in the reader would spoil the next one.
        _markdown.cache_clear()
        raise RenderingError(str(error)) from error


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), extension_configs={"toc": {"slugify": slugify(case="lower")}})
