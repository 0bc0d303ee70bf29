"""What our search relies on in Material: the page's side of the talk between a page and the search's worker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

# The worker that Material's pages would start, in whose place they start ours.
THEIRS = re.compile(r"assets/javascripts/workers/search\.[^/]*\.js")
# The languages of that worker, which nobody loads.
LANGUAGES = "assets/javascripts/lunr/"
PAGE_SCRIPT = re.compile(r"assets/javascripts/bundle\.[^/]*\.js")

# What the page's script does, in the words that are left of it when it is made small.
_NEEDED = {
    "starter søket som adressen «search» sier": r"new Worker\(\w\).*\w+\(\w\.search,\w\)",
    "sender sidene som meldinger av type 0": r"type:0,data:\{config:\w+,docs:\w+,",
    "venter på en melding av type 1": r"return \w\.type===1\}",
    "sender søk som meldinger av type 2": r"\(\{value:\w\}\)=>\w\.next\(\{type:2,data:\w\}\)",
    "tar imot svar av type 3": r"return \w\.type===3\}",
    "viser treffene i items": r"\{items:\w+\}",
}


def worker_of(paths: Iterable[str]) -> str | None:
    """The one worker of Material's search among the theme's `paths`; None where there is not one."""
    found = [path for path in paths if THEIRS.fullmatch(path)]
    return found[0] if len(found) == 1 else None


def faults(scripts: Mapping[str, str], paths: Iterable[str]) -> Iterator[str]:
    """Why our worker would not be asked, each reason a sentence.

    `scripts` are the theme's scripts for pages by path, and `paths` all that the theme has.
    """
    if worker_of(paths) is None:
        yield "Material har ikke lenger ett søkeskript, som vårt står i stedet for"
    if len(scripts) != 1:
        yield f"Material har {len(scripts)} skript for sidene der det var ett"
    for path, script in scripts.items():
        for does, pattern in _NEEDED.items():
            if not re.search(pattern, script, re.DOTALL):
                yield f"{path} {does} ikke lenger slik som før"
