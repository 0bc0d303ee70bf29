"""From content to pages: plain Markdown, data, feeds and the menu, for any engine."""

from onboarding.pages.generate import generate
from onboarding.pages.model import File, Nav, NavPage, NavSection, Page, Pages, Site, nav_entries, nav_text
from onboarding.pages.templates import Templates

__all__ = [
    "File",
    "Nav",
    "NavPage",
    "NavSection",
    "Page",
    "Pages",
    "Site",
    "Templates",
    "generate",
    "nav_entries",
    "nav_text",
]
