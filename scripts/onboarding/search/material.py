"""What our search relies on in Material, and how to see that it still holds: a file that nobody loads is silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

LANGUAGE = "no"
STAND_IN = f"assets/javascripts/lunr/min/lunr.{LANGUAGE}.min.js"
WORKER = re.compile(r"assets/javascripts/workers/search\.[^/]*\.js")

# What the worker does, in the words that are left of it when it is made small.
_NEEDED = {
    "laster språkfilen": r"/min/lunr\.\$\{\w+\}\.min\.js`.*importScripts\(",
    "lar språkfilen finne lunr": r"self\.lunr=",
    "bruker språket som tillegg til lunr": r"\.use\(lunr\[",
    "gir lunr delene av nettstedet": r"this\.add\(\w+,\{boost:",
    "tar imot søk som meldinger av type 2": r'case 2:.*\.search\(.*addEventListener\("message",',
    "svarer med meldinger av type 3": r"type:3,data:.*[^.\w]postMessage\(",
    "grupperer treffene i items": r"items:",
}


def faults(scripts: Mapping[str, str], paths: Iterable[str], languages: Iterable[str]) -> Iterator[str]:
    """Why our file would not run, each reason a sentence.

    `scripts` are the theme's workers by path, `paths` all that the theme has, and `languages` those of the search.
    """
    if list(languages) != [LANGUAGE]:
        yield f'search.lang i mkdocs.yml må være "{LANGUAGE}", med anførselstegn'
    if STAND_IN not in paths:
        yield f"Material har ikke lenger filen {STAND_IN}, som vår står i stedet for"
    if len(scripts) != 1:
        yield f"Material har {len(scripts)} søkeskript der det var ett"
    for path, script in scripts.items():
        for does, pattern in _NEEDED.items():
            if not re.search(pattern, script, re.DOTALL):
                yield f"{path} {does} ikke lenger slik som før"
