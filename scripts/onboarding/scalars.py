"""Texts as YAML writes them."""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

from onboarding.errors import ContentError
from onboarding.frontmatter import FENCE, parse

# Words of letters that no reader of YAML takes for anything else: most titles and names.
_PLAIN = re.compile(r"[^\W\d_]{2,}(?:[ -][^\W\d_]+)+")


@lru_cache(maxsize=4096)  # trying the styles takes a millisecond, and the same words come again and again
def scalar(text: str, *, in_list: bool = False) -> str:
    """A text as YAML on one line, in quotes only where readers of YAML 1.1 or 1.2 need them."""
    if _PLAIN.fullmatch(text):
        return text
    quoted = ("'", '"') if {'"', "\\"} & set(text) else ('"', "'")
    written = [text] if _styled(text, None) == text else []
    written += [_styled(text, style) for style in quoted]
    return next(found for found in written if _reads(f"[{found}]" if in_list else found, [text] if in_list else text))


def _styled(text: str, style: str | None) -> str:
    """The text in a style of PyYAML's, which takes another where that one cannot hold it."""
    key, value = (yaml.ScalarNode("tag:yaml.org,2002:str", word) for word in ("key", text))
    value.style = style
    mapping = yaml.MappingNode("tag:yaml.org,2002:map", [(key, value)], flow_style=False)
    written: str = yaml.serialize(mapping, Dumper=yaml.SafeDumper, allow_unicode=True, width=float("inf"))
    return written.removeprefix("key: ").removesuffix("\n")


def _reads(written: str, value: object) -> bool:
    """Whether readers get the value back: ours, and PyYAML's own, which is stricter than the C library in places."""
    text = f"key: {written}\n"
    try:
        found = [parse("", f"{FENCE}\n{text}{FENCE}\n", shown_as="").data, yaml.safe_load(text)]
    except (ContentError, yaml.YAMLError):
        return False
    return all(data == {"key": value} and type(data["key"]) is type(value) for data in found)
