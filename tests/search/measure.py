"""Stock Material's search and ours, over the same content, asked the same through their own search boxes.

Usage: python -m search.measure [--ours-only] [--imported FOLDER] [--missed] [FILE.yml ...], from the folder `tests`.

Prints, for each kind of query, how many there are, recall@1, @3 and @5 and the mean reciprocal rank (MRR), first of
stock Material, then of ours. A hit is a link shown at once for its own sake; a query without an answer counts as
found where no result is shown. `--imported` is a folder of services that are imported already; without it, the queries
over legacy pages import them, where the pages are at hand. `--missed` lists what is not among our first three.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from onboarding.load import load_content
from onboarding.pages import Site
from playwright.sync_api import Browser, sync_playwright

from search.box import Box, Shown
from search.queries import LEGACY, NONE, OWN, Query, read_queries, wanted
from search.sites import ROOT, build, build_stock, can_import, prepare

FIRST = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, what the search showed, and the place of the first answer among the hits: 0 is nowhere."""

    query: Query
    shown: Shown
    rank: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How well some queries were answered; `recall` by the number of hits that were looked at."""

    count: int
    recall: Mapping[int, float]
    mrr: float

    def __str__(self) -> str:
        return "".join(f"{self.recall[first]:8.3f}" for first in FIRST) + f"{self.mrr:8.3f}"


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what it serves."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class's name
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of the folder, on this machine alone."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def ask_all(browser: Browser, site: Path, docs: Path, queries: Iterable[Query]) -> list[Asked]:
    """Type every query into the search box of a built site of the content in `docs`."""
    content = load_content(docs)
    asked = []
    with served(site) as url, browser.new_context(locale="nb-NO") as context:
        box = Box(context.new_page(), url)
        for query in queries:
            shown = box.ask(query.text)
            asked.append(Asked(query, shown, rank_of(query, shown, wanted(query, content, Site("")).holds)))
    return asked


def rank_of(query: Query, shown: Shown, is_answer: Callable[[str], bool]) -> int:
    """The place of the first answer; where there is none to find, showing no result is the answer."""
    if query.kind == NONE:
        return 0 if shown.results else 1
    return next((place for place, address in enumerate(shown.hits, 1) if is_answer(address)), 0)


def figures(asked: Iterable[Asked]) -> Figures:
    """The figures of some queries."""
    ranks = [each.rank for each in asked]
    recall = {first: sum(0 < rank <= first for rank in ranks) / len(ranks) for first in FIRST}
    return Figures(len(ranks), recall, sum(1 / rank for rank in ranks if rank) / len(ranks))


def by_kind(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """The queries of each kind, and all that have an answer."""
    found: dict[str, list[Asked]] = {}
    for each in asked:
        found.setdefault(each.query.kind, []).append(each)
    found["all"] = [each for kind, some in found.items() if kind != NONE for each in some]
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium where there is one, else Playwright's own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        with playwright.chromium.launch(executable_path=found, args=arguments) as browser:
            yield browser


def measure(queries: list[Query], corpus: str, imported: Path | None, *, ours_only: bool) -> list[list[Asked]]:
    """Ask stock and us the queries of one corpus."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        project = prepare(Path(folder) / "project", with_legacy=corpus == LEGACY, imported=imported)
        sites = [build(project)] if ours_only else [build_stock(project), build(project)]
        return [ask_all(browser, site, project / "docs", queries) for site in sites]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path, default=sorted((ROOT / "tests/search").glob("*.yml")))
    parser.add_argument("--ours-only", action="store_true")
    parser.add_argument("--imported", type=Path)
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    queries = read_queries(options.files)
    sides: list[list[Asked]] = []
    for corpus in (OWN, LEGACY):
        some = [query for query in queries if query.corpus == corpus]
        if some and (corpus == OWN or options.imported or can_import()):
            found = measure(some, corpus, options.imported, ours_only=options.ours_only)
            sides = [[*before, *now] for before, now in zip(sides, found, strict=True)] if sides else found
        elif some:
            print(f"{len(some)} queries over legacy pages are left out: the pages are not at hand.", file=sys.stderr)
    _print(sides, options)


def _print(sides: list[list[Asked]], options: argparse.Namespace) -> None:
    names = ["ours"] if options.ours_only else ["stock", "ours"]
    print(f"{'kind':13}{'queries':>8}" + "".join(f"{name:>10} @1      @3      @5     MRR" for name in names))
    kinds = [by_kind(side) for side in sides]
    for kind in kinds[0]:
        columns = "".join(f"     {figures(side[kind])}" for side in kinds)
        print(f"{kind:13}{len(kinds[0][kind]):8}{columns}")
    if options.missed:
        for each in sides[-1]:
            if not 0 < each.rank <= 3:
                print(f"{each.query.kind}: «{each.query.text}» -> {', '.join(each.shown.hits[:3]) or 'no hits'}")


if __name__ == "__main__":
    main()
