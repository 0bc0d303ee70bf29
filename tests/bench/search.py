"""Our search against stock Material's on the same pages, in a real Chromium, in turns, in one run.

Usage: python tests/bench/search.py [--rounds N] [--tasks 20,2000]

Prints a table. `index kB` is the size of the index, whose ratio has a bound of 1.05; `first s` is the median time from
opening a page that searches at once to its first result, with a bound of 1 for its ratio; `key ms` is the median time
from a key stroke to its results, with a bound of 50 ms for ours, and `slow ms` what one stroke in twenty takes or more.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from build import ROOT, write_content

sys.path.insert(0, str(ROOT / "tests"))

from onboarding.search import WORKER, worker_of
from search.box import WATCH, Box
from search.measure import chromium, served
from search.sites import build, build_stock, project_in

QUERY = "maskinporten"
TYPED = ["oppgave b-3", "selvbetjeningsportal", "bruksvilkaar", "hvordan bestiller vi testmijlø?", "brannmurapninger"]

# Each letter when the one before has been answered, and the answer shown.
TYPE = """async (queries) => {
  const input = document.querySelector("[data-md-component=search-query]");
  const times = [];
  for (const query of queries) {
    for (let length = 1; length <= query.length; length++) {
      const before = searches.answered;
      const start = performance.now();
      input.value = query.slice(0, length);
      input.dispatchEvent(new KeyboardEvent("keyup"));
      while (searches.answered === before) await new Promise((resolve) => setTimeout(resolve));
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


@dataclass
class Side:
    """What was measured of one site."""

    site: Path
    first: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)

    @property
    def kilobytes(self) -> float:
        """The size of the index."""
        return (self.site / "search/search_index.json").stat().st_size / 1000


def with_stock_search(ours: Path, stock: Path) -> Path:
    """Our site with the worker and the index of stock Material: what else its first page has is the same for both."""
    site = ours.with_name("stock-search")
    shutil.copytree(ours, site)
    for path in ("assets/javascripts/workers", "assets/javascripts/lunr", "search"):
        shutil.copytree(stock / path, site / path, dirs_exist_ok=True)
    theirs = worker_of(file.relative_to(stock).as_posix() for file in stock.rglob("*.js"))
    first = site / "index.html"
    first.write_text(first.read_text(encoding="utf-8").replace(WORKER, str(theirs)), encoding="utf-8")
    return site


def measure(side: Side, browser: object) -> None:
    """One round."""
    with served(side.site) as url, browser.new_context() as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{url}?q={QUERY}")
        page.wait_for_selector(".md-search-result__item")
        side.first.append(page.evaluate("performance.now()") / 1000)
        page.close()
        box = Box(context.new_page(), url)
        box.ask("a")  # the index is there
        side.key += box.page.evaluate(TYPE, TYPED)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tasks", default="20,2000")
    options = parser.parse_args()
    print(
        f"{'tasks':>6}"
        + "".join(f"{name:>10} stock     ours  ratio" for name in ("index kB", "first s", "key ms", "slow ms"))
    )
    for tasks in map(int, options.tasks.split(",")):
        with tempfile.TemporaryDirectory() as folder, chromium() as browser:
            project = project_in(Path(folder) / "project")
            write_content(project / "docs", tasks, "guides")
            shutil.copy(ROOT / "docs/synonymer.yml", project / "docs")
            built = build(project)
            sides = stock, ours = Side(with_stock_search(built, build_stock(project))), Side(built)
            for _ in range(options.rounds):
                for side in sides:
                    measure(side, browser)
            row = [
                (stock.kilobytes, ours.kilobytes),
                (statistics.median(stock.first), statistics.median(ours.first)),
                (statistics.median(stock.key), statistics.median(ours.key)),
                (statistics.quantiles(stock.key, n=20)[-1], statistics.quantiles(ours.key, n=20)[-1]),
            ]
            print(f"{tasks:6}" + "".join(f"{a:16.2f}{b:9.2f}{b / a:7.2f}" for a, b in row), flush=True)


if __name__ == "__main__":
    main()
