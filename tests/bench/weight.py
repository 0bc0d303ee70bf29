"""What a reader's browser loads for a phase page: our site against stock Material's site of the same pages.

Usage: python tests/bench/weight.py [--page ssu/a-forberedelse/]

Prints two tables of kilobytes, each file packed with gzip at level 9: what a browser with an empty cache loads when the
page is opened, and what it has loaded when the reader has searched and ticked, too. Both have a bound of 1.3.
The search's index is a row of its own and not counted, since it differs by content.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from build import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import Browser
from search.measure import Quiet, chromium
from search.sites import build, build_stock, prepare

# The bytes of each file, by its kind.
Weights = dict[str, dict[str, int]]

BOUND = 1.3
INDEX = "search index"
KINDS = {".html": "page", ".css": "styles", ".js": "scripts", ".json": "data", ".svg": "images", ".png": "images"}


def kind_of(path: str) -> str:
    """What a file counts as."""
    if "search_index" in path:
        return INDEX
    return KINDS.get(Path(path).suffix, "page" if path.endswith("/") else "other")


class Recorder(Quiet):
    """Remembers which files it was asked for: the browser tells of no script that a worker imports."""

    asked: set[str]

    def send_head(self) -> Any:
        """What the base class gives."""
        self.asked.add(urlsplit(self.path).path.lstrip("/"))
        return super().send_head()


@contextmanager
def recorded(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """The address of a server of the folder, and the files that it is asked for."""
    asked: set[str] = set()
    kind = type("Handler", (Recorder,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
        thread.join()


def loaded(browser: Browser, site: Path, page: str, *, everything: bool) -> set[str]:
    """The files that a browser with an empty cache asks for: of the page, and where `everything` is used, of that."""
    with recorded(site) as (url, asked), browser.new_context() as context:
        tab = context.new_page()
        tab.goto(url + page, wait_until="networkidle")
        if everything:
            tab.locator("[data-md-component=search-query]").click()
            tab.keyboard.type("maskinporten")
            tab.wait_for_selector(".md-search-result__item")
            tab.keyboard.press("Escape")
            for control in (".workbench-task input[value=done]", ".workbench-task summary"):
                if tab.locator(control).count():
                    tab.locator(control).first.click()
        tab.wait_for_load_state("networkidle")
        tab.wait_for_timeout(500)
    return {path for path in asked if (site / path).exists()}


def packed(site: Path, path: str) -> int:
    """The bytes of a file as a server sends it."""
    file = site / path
    return len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes(), 9))


def weigh(browser: Browser, site: Path, page: str, *, everything: bool) -> Weights:
    """The bytes of each file that is loaded, by its kind."""
    found: Weights = {}
    for path in sorted(loaded(browser, site, page, everything=everything)):
        found.setdefault(kind_of(path), {})[path] = packed(site, path)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--page", default="ssu/a-forberedelse/")
    parser.add_argument("--files", action="store_true", help="list each file of ours")
    options = parser.parse_args()
    ratios = []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        project = prepare(Path(folder) / "project", with_legacy=False)
        sites = build_stock(project), build(project)
        for everything in (False, True):
            print(f"{'all used' if everything else 'opened':17}stock kB  ours kB  ratio")
            stock, ours = (weigh(browser, site, options.page, everything=everything) for site in sites)
            ratios.append(compare(stock, ours))
            print()
    if options.files:
        for size, path in sorted(
            ((size, path) for files in ours.values() for path, size in files.items()), reverse=True
        ):
            print(f"{size / 1000:9.2f} {path}")
    if max(ratios) > BOUND:
        sys.exit(f"The page is heavier than {BOUND} times stock Material's.")


def compare(stock: Weights, ours: Weights) -> float:
    """Print the table of a page, and give the ratio of all but the search's index."""
    for kind in sorted({*stock, *ours} - {INDEX}):
        print_row(kind, sum(stock.get(kind, {}).values()), sum(ours.get(kind, {}).values()))
    totals = [sum(sum(files.values()) for kind, files in side.items() if kind != INDEX) for side in (stock, ours)]
    print_row("all", *totals)
    print_row(INDEX, *(sum(side.get(INDEX, {}).values()) for side in (stock, ours)))
    return totals[1] / totals[0]


def print_row(name: str, stock: int, ours: int) -> None:
    """A line of the table."""
    print(f"{name:16}{stock / 1000:9.1f}{ours / 1000:9.1f}" + (f"{ours / stock:7.2f}" if stock else ""))


if __name__ == "__main__":
    main()
