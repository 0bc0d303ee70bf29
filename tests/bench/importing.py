"""`onboarding import` against the least that it can cost: each legacy page rendered once by Python-Markdown.

Usage: python tests/bench/importing.py [--rounds N] [--pages 1,20,200]

Everything runs on one core. Prints a table: medians of seconds of wall-clock time. Each page is a guide of 25 tasks
with the damage of the real ones, and `pages` of them are imported and audited at once. `start s` is the command on a
page of one line, which is its start-up; `import s` is the whole command; `after s` is what it takes after start-up,
with a bound of 0.5 s for one page; `each s` is that for each page; `render s` is Python-Markdown over the same
pages, and `ratio` is `after s` to it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build import ONBOARDING

RENDER = """
import sys, time
from pathlib import Path
from markdown import Markdown
texts = [file.read_text(encoding="utf-8") for file in Path(sys.argv[1]).glob("*.md")]
start = time.perf_counter()
page = Markdown(extensions=["attr_list", "fenced_code", "md_in_html", "tables", "toc"])
for text in texts:
    page.reset().convert(text)
print(time.perf_counter() - start)
"""
PHASES = {"A": "Forberedelse", "B": "Registrering", "C": "Integrasjon", "D": "Produksjon", "E": "Drift"}
WORDS = ("lese", "bestille", "sende", "signere", "teste", "åpne", "skjema", "avtale", "sertifikat", "miljø", "portal")


def page(number: int) -> str:
    """A guide of five phases with five tasks each, other words in each page."""
    name = f"dsop_tjeneste{number}"
    fields = f"title: Onboarding\nkeywords: sample\npermalink: {name}_onboarding.html"
    rows = [f"---\n{fields}\n---\n\n## Om tjenesten {number}\n"]
    for letter, title in PHASES.items():
        rows += [f"\n## {letter} - {title}\n", "| Oppgaver | | |", "|---|---|"]
        for place in range(1, 6):
            words = [WORDS[(number * 7 + place * 3 + step + ord(letter)) % len(WORDS)] for step in range(12)]
            link = f"[{words[0]} {place}](https://eksempel{place}.example.no/{words[1]}?side={number})"
            points = f"- {words[6]} {link}<br><br> - {words[7]}"
            text = f"Foretaket skal {' '.join(words[:6])} (forretning/IT) <br \\/> {points}"
            row = f"|{letter}-{place} | {words[8].capitalize()} {' '.join(words[9:])} (IT) | {text}"
            rows.append(row if place % 2 else f"{row} |")
    rows += ["\n## Endringslogg\n", "| Dato | Endring |", "|---|---|"]
    rows += [f"|0{day}.04.2023 | Rettet A-{day} for tjeneste {number} |" for day in range(1, 6)]
    return "\n".join(rows) + "\n"


def seconds(*arguments: str | Path) -> float:
    """How long the command takes."""
    start = time.perf_counter()
    done = subprocess.run([ONBOARDING, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - start


def measured(pages: Path) -> tuple[float, float, float]:
    """Start-up, the import, and Python-Markdown alone."""
    into, line = pages.parent / "docs/tjenester", pages.parent / "linje.md"
    for folder in (into, pages.parent / "start"):
        shutil.rmtree(folder, ignore_errors=True)
    line.write_text("# Side\n\nEn linje.\n", encoding="utf-8")
    start = seconds("import", line, "--into", pages.parent / "start/docs/tjeneste")
    done = subprocess.run([sys.executable, "-c", RENDER, pages], capture_output=True, text=True, check=True)
    return start, seconds("import", pages, "--into", into), float(done.stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", default="1,20,200")
    options = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print("  pages   start s  import s   after s    each s  render s   ratio")
    for count in map(int, options.pages.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            pages = Path(folder) / "sider"
            pages.mkdir()
            for number in range(count):
                (pages / f"dsop_tjeneste{number}_onboarding.md").write_text(page(number), encoding="utf-8")
            rounds = [measured(pages) for _ in range(options.rounds if count < 100 else 1)]
        start, whole, least = (statistics.median(column) for column in zip(*rounds, strict=True))
        after = whole - start
        figures = f"{start:10.2f}{whole:10.2f}{after:10.2f}{after / count:10.3f}{least:10.2f}{after / least:8.2f}"
        print(f"{count:7}{figures}")


if __name__ == "__main__":
    main()
