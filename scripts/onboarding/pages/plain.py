"""A page's Markdown as anybody reads it: nothing of what only the site's own engine and stylesheet understand."""

from __future__ import annotations

import re

# A block of code is left alone, a word of code too, and so is a character with a backslash before it.
_FENCED = r"(?P<fenced>^[ >]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ >]*(?P=fence)[`~]*[ ]*$|\Z))"
_CODE = r"(?P<code>\\.|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"

_ATTRIBUTE = r"""(?:[.#][^\s{}]+|[\w-]+=(?:"[^"\n]*"|[^\s"{}]+)|markdown)"""
_INSIDE = r"""(?:[^<>"]|"[^"]*")*"""

# What each begins with is said first: most characters begin nothing.
_FOREIGN = re.compile(
    rf"""{_FENCED}
      | (?=[\\`\[{{<])
        (?: {_CODE}
          | \[[^\]\n]*\]\((?:<[^>\n]*>|[^\s()]*)[ ]"[^"\n]*"\)\{{[ ]\.edit-link[^}}\n]*\}}
          | \{{:?[ ]*{_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*[ ]*\}}
          | <!--.*?-->
          | <(?P<element>script|style|svg|template|button)\b.*?</(?P=element)>
          | <div[ ]class="old-anchors">.*?</div>
          | <span[ ]class="role[ ]role-[0-9]+">(?P<role>[^<]*)</span>
          | <(?P<silent>\w+)\b{_INSIDE}aria-hidden="true"{_INSIDE}>[^<]*</(?P=silent)>
          | (?P<item><li\b{_INSIDE}>)
          | </?(?:span|div|section|nav|noscript|details|summary|ul|li|p)\b{_INSIDE}>
        )
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_ROOM = re.compile(rf"{_FENCED}|(?<![ ])[ ]$|\n(?:[ ]*\n){{2,}}", re.MULTILINE | re.DOTALL)


def plain(markdown: str) -> str:
    """The Markdown without attribute lists, elements that only lay out or act, comments, and links for editors."""
    return _ROOM.sub(_closer, _FOREIGN.sub(_left, markdown)).strip() + "\n"


def _left(match: re.Match[str]) -> str:
    if match["role"]:
        return f"**{match['role']}**"
    return match["fenced"] or match["code"] or ("- " if match["item"] else "")


def _closer(match: re.Match[str]) -> str:
    return match["fenced"] or ("\n\n" if match[0].startswith("\n") else "")
