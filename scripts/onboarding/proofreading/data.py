"""The lists that this package goes by: files beside it that editors can add to."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def misspellings() -> dict[str, str]:
    """Wrong words, in small letters, with the right ones."""
    return _data("misspellings.yml")


@cache
def empty_texts() -> frozenset[str]:
    """The words of links that do not say where they lead."""
    return frozenset(text for texts in _data("link_texts.yml").values() for text in texts)


@cache
def elements(kind: str) -> frozenset[str]:
    """The names of the HTML elements that are `shown`, `harmful`, `endless` or `ending`."""
    return frozenset(_data("elements.yml")[kind])


@cache
def _data(name: str) -> dict[str, Any]:
    text = resources.files("onboarding.proofreading").joinpath(name).read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
