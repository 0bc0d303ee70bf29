"""What the page of the whole process needs to be a document on paper."""

from __future__ import annotations

import re

from onboarding.content import Service
from onboarding.content.addresses import paper_style_file
from onboarding.pages.model import File


def paper_style(service: Service) -> File:
    """The service's name at the foot of each sheet: a style cannot take it from the page."""
    style = f"@page {{\n  @bottom-left {{\n    content: {_string(service.title)};\n  }}\n}}\n"
    return File(paper_style_file(service), style.encode())


def _string(text: str) -> str:
    """A text as CSS has it between quotation marks."""
    return '"' + re.sub(r'["\\\n]', lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'
