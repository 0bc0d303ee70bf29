"""`onboarding check` against the least that it can cost: each text read by both of the readers that it compares.

Usage: python tests/bench/check.py [--rounds N] [--tasks 20,2000]

Everything runs on one core. Prints a table: medians of seconds of wall-clock time. `start s` is `onboarding --help`,
which is start-up alone and has a bound of 0.25 s; `check s` is the whole command; `after s` is what it takes after
start-up, with bounds of 0.5 s for 20 tasks and 5 s for 2,000; `readers s` is markdown-it and Python-Markdown over the
same texts, and `ratio` is `after s` to it. `base s` and `diff s` are the check and `onboarding diff` of a change of one
task in a hundred, and at least one, against the commit before.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build import ONBOARDING, write_content

READERS = """
import sys, time
from pathlib import Path
from markdown import Markdown
from markdown_it import MarkdownIt
texts = [file.read_text(encoding="utf-8").split("---\\n", 2)[2] for file in Path(sys.argv[1]).rglob("*.md")]
start = time.perf_counter()
page = Markdown(extensions=["attr_list", "fenced_code", "md_in_html", "tables", "toc"])
preview = MarkdownIt("commonmark").enable("table")
for text in texts:
    page.reset().convert(text)
    preview.render(text)
print(time.perf_counter() - start)
"""


def seconds(*arguments: str | Path) -> float:
    """How long the command takes."""
    start = time.perf_counter()
    done = subprocess.run([ONBOARDING, *arguments], capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - start


def readers(docs: Path) -> float:
    """How long the two readers take, without their start-up."""
    done = subprocess.run([sys.executable, "-c", READERS, docs], capture_output=True, text=True, check=True)
    return float(done.stdout)


def change(docs: Path) -> None:
    """Commit the content, and change the words of one task in a hundred."""
    name = ["-c", "user.name=x", "-c", "user.email=x@example.no"]
    for arguments in (["init", "-q"], ["add", "."], [*name, "commit", "-qm", "x"]):
        subprocess.run(["git", *arguments], cwd=docs.parent, check=True)
    for file in sorted(docs.glob("*/*-fase/*-*.md"))[::100]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Bruk testmiljøet.", "Bruk alltid testmiljøet."), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tasks", default="20,2000")
    options = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print("  tasks   start s   check s   after s   readers s   ratio   base s   diff s")
    for tasks in map(int, options.tasks.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            docs = Path(folder) / "docs"
            write_content(docs, tasks, "guides")
            change(docs)
            commands = (
                ["--help"],
                ["check", "--docs", docs],
                ["check", "--docs", docs, "--base", "HEAD"],
                ["diff", "HEAD", "--docs", docs],
            )
            rounds = [(*(seconds(*command) for command in commands), readers(docs)) for _ in range(options.rounds)]
        start, check, base, diff, least = (statistics.median(column) for column in zip(*rounds, strict=True))
        after = check - start
        figures = f"{start:10.2f}{check:10.2f}{after:10.2f}{least:12.2f}{after / least:8.2f}{base:9.2f}{diff:9.2f}"
        print(f"{tasks:7}{figures}")


if __name__ == "__main__":
    main()
