"""The Markdown under the front matter, as CommonMark with tables reads it."""

from onboarding.prose.model import Form, Heading, Layout, Link, Prose, anchor_of
from onboarding.prose.reader import html, paragraphs, read, without_attributes

__all__ = [
    "Form",
    "Heading",
    "Layout",
    "Link",
    "Prose",
    "anchor_of",
    "html",
    "paragraphs",
    "read",
    "without_attributes",
]
