"""The site with our hooks against stock Material over the same pages rendered to disk, in turns, in one run.

Usage: python tests/bench/build.py [--rounds N] [--tasks 20,200,2000] [--shape guides|one]

Prints a table: medians of wall-clock seconds and of the peak resident set size. `first s` is our first build, which
compiles the templates that later ones find compiled; `more ms/task` is what a task costs beside stock.
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
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
MKDOCS = Path(sys.executable).with_name("mkdocs")
ONBOARDING = Path(sys.executable).with_name("onboarding")

TASKS_PER_GUIDE = 20
PHASES = "ABCD"

BODY = """Systemet i oppgave {id} bekrefter hvem virksomheten er, og gir tilgang til API-ene. Slik forbereder dere dere:

1. Les [hvordan virksomheten kommer i gang](https://docs.example.org/{id}/kom-i-gang#opprette-bruker).
2. Signer [bruksvilkårene for {id}](https://samarbeid.example.org/bruksvilkar/{id}/73). De må være signert **før**
   virksomheten kan bruke selvbetjeningsportalen.

Bruk testmiljøet. Adresser og parametre står i [metadata for {id}](https://docs.example.org/{id}/func_wellknown).
Bestill også det som trengs internt i virksomheten.
"""

# One task in nine of the real content links to another one; here it is one in five.
LINKING = 5
LINK = "\nSe også [oppgaven foran](../{folder}/{before}.md).\n"


@dataclass(frozen=True, slots=True)
class Run:
    """One build: wall-clock seconds and peak memory in megabytes."""

    seconds: float
    megabytes: float


def write_content(docs: Path, tasks: int, shape: str) -> None:
    """Content of `tasks` tasks: guides of twenty tasks each, or one guide with all of them."""
    shutil.copytree(ROOT / "docs" / "om", docs / "om")
    (docs / "index.md").write_text("---\ntitle: Forside\n---\n\nVelkommen.\n", encoding="utf-8")
    each = TASKS_PER_GUIDE if shape == "guides" else tasks
    for number in range(tasks // each):
        write_guide(docs / f"tjeneste-{number:03}", number, each)


def write_guide(folder: Path, number: int, tasks: int) -> None:
    """One guide of four phases."""
    roles = "".join(f"  - {{name: {name}, summary: Oppgaver for {name}}}\n" for name in ("Alle", "Forretning", "IT"))
    folder.mkdir()
    (folder / "index.md").write_text(
        f"---\ntype: service\nid: tjeneste_{number}\nslug: tjeneste_{number}\ntitle: Tjeneste {number}\n"
        f"short_title: T{number}\nsummary: En tjeneste.\nroles:\n{roles}---\n\n## Registrering\n\nSend skjemaet.\n",
        encoding="utf-8",
    )
    (folder / "endringslogg").mkdir()
    for phase in PHASES:
        sub = f"{phase.lower()}-fase"
        (folder / sub).mkdir()
        (folder / sub / "index.md").write_text(
            f"---\nid: {phase}\ntitle: Fase\nsummary: Hva fasen går ut på.\ngate: Før neste fase\n---\n\nOm fasen.\n",
            encoding="utf-8",
        )
        for count in range(1, tasks // len(PHASES) + 1):
            task = f"{phase}-{count}"
            body = BODY if count % LINKING else BODY + LINK
            body = body.format(id=task, folder=sub, before=f"{phase.lower()}-{max(count - 1, 1)}")
            (folder / sub / f"{task.lower()}.md").write_text(
                f"---\nid: {task}\ntitle: Gjør det som oppgave {task} sier\nroles: [Forretning, IT]\n---\n\n{body}",
                encoding="utf-8",
            )
        changed = folder / "endringslogg" / f"2026-01-0{PHASES.index(phase) + 1}-endring.md"
        changed.write_text(
            f"---\ndate: 2026-01-0{PHASES.index(phase) + 1}\ntasks: [{phase}-1]\ntitle: Oppdatert\n---\n\nNy lenke.\n",
            encoding="utf-8",
        )


def prepare(folder: Path, tasks: int, shape: str) -> tuple[Path, Path]:
    """The two settings files: ours, and stock Material's over the rendered tree."""
    write_content(folder / "docs", tasks, shape)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    ours = folder / "mkdocs.yml"
    hook = str(ROOT / "scripts" / "mkdocs_hooks.py")
    ours.write_text(text.replace("scripts/mkdocs_hooks.py", hook), encoding="utf-8")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    subprocess.run([ONBOARDING, "render", folder / "rendered", "--config", ours], check=True, capture_output=True)
    nav = yaml.safe_load((folder / "rendered" / ".nav.yml").read_text(encoding="utf-8"))
    stock = folder / "stock.yml"
    stock.write_text(
        text.replace("hooks: [scripts/mkdocs_hooks.py]", "")
        .replace("docs_dir: docs", "docs_dir: rendered")
        .replace("onboarding.rendering.abbreviations", "abbr")
        .replace("  - onboarding.rendering.fragments\n", "")
        .replace("  - onboarding.rendering.tables\n", "")
        + "\n"
        + yaml.safe_dump(nav, allow_unicode=True),
        encoding="utf-8",
    )
    shutil.copytree(ROOT / "overrides", folder / "stock-overrides")
    shutil.rmtree(folder / "stock-overrides" / "onboarding")
    stock.write_text(stock.read_text(encoding="utf-8").replace("custom_dir: overrides", "custom_dir: stock-overrides"))
    return ours, stock


def build(config: Path) -> Run:
    """Build once, in a process of its own."""
    site = config.with_name(f"site-{config.stem}")
    start = time.perf_counter()
    process = subprocess.Popen(
        [MKDOCS, "build", "--quiet", "--config-file", config, "--site-dir", site],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{config} did not build")
    return Run(seconds, usage.ru_maxrss / 1024)


def median(runs: list[Run]) -> Run:
    """The median of each figure."""
    return Run(statistics.median(run.seconds for run in runs), statistics.median(run.megabytes for run in runs))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tasks", default="20,200,2000")
    parser.add_argument("--shape", choices=["guides", "one"], action="append")
    options = parser.parse_args()
    print("shape     tasks   stock s    ours s  ratio   first s  more ms/task  stock MB   ours MB  ratio")
    for shape in options.shape or ["guides", "one"]:
        for tasks in map(int, options.tasks.split(",")):
            with tempfile.TemporaryDirectory() as folder:
                ours, stock = prepare(Path(folder), tasks, shape)
                runs: dict[Path, list[Run]] = {stock: [], ours: []}
                for _ in range(options.rounds):
                    for config in (stock, ours):
                        runs[config].append(build(config))
                a, b = median(runs[stock]), median(runs[ours])
                print(
                    f"{shape:8} {tasks:6} {a.seconds:9.2f} {b.seconds:9.2f} {b.seconds / a.seconds:6.2f}"
                    f" {runs[ours][0].seconds:9.2f} {(b.seconds - a.seconds) / tasks * 1000:13.2f}"
                    f" {a.megabytes:9.0f} {b.megabytes:9.0f} {b.megabytes / a.megabytes:6.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
