"""Lists that a text program has made: signs that look like points, and are running text to GitHub and the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onboarding.proofreading.model import Body, Fault

# What Word and its like write for a point: never a word of its own at the beginning of a line.
_SIGN = re.compile(r"\s*([•·▪◦●○■□➢✓\uf0b7\uf0a7]|o(?=[ \t\xa0]{2}))[ \t\xa0]*\S")
# A dash may begin what somebody says, so one alone is no list.
_DASH = re.compile(r"\s*([–—])[ \t\xa0]+\S")


def bullets(body: Body) -> Iterator[Fault]:
    """Each line of running text that begins as a point does elsewhere."""
    for before, token in zip((None, *body.tokens), body.tokens, strict=False):
        if token.type == "inline" and token.map and before is not None and before.type == "paragraph_open":
            rows = range(*token.map)
            dashes = [row for row in rows if _DASH.match(body.rows[row])]
            for row in rows:
                found = _SIGN.match(body.rows[row]) or (len(dashes) > 1 and _DASH.match(body.rows[row]))
                if found:
                    yield Fault("bullet", body.line(row), {"sign": found.group(1)})
