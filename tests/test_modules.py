"""Our modules as they are published: small, joined where a page would ask for many, and doing what they did before."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, write_files
from onboarding.assets import joined, published, small_script

# `at_once` and what it needs are on every page; `later` is loaded where it is used, and shares `count` and `names`.
MODULES = {
    "start.js": 'const { show } = await import("./page/at_once.js");\nconsole.log(await show());\n',
    "page/at_once.js": """
import { next } from "../count.js";
import { plain as simple, Name } from "./names.js";

/** Shown. @returns {Promise<string>} @typedef {import("./unknown.js").Nothing} Nothing */
export async function show() {
  const first = next(); // 1
  const { more } = await import("../later/later.js");
  return `${simple(" At  once ")}: ${first}, ${more()}, ${next()} ${new Name("a // b").text}`;
}
""",
    "page/names.js": """
export const plain = (/** @type {string} */ text) => text.trim().replace(/\\s+/g, " ");
export class Name {
  #text;
  constructor(text) {
    this.#text = text;
  }
  get text() {
    return this.#text;
  }
}
""",
    "count.js": "let count = 0;\nexport const next = () => ++count;\n",
    "later/later.js": """
import {
  plain,
  Name,
} from "../page/names.js";
import { next } from "../count.js";
import { last } from "./last.js";

export function more() {
  return [next(), plain(last), new Name("c").text].join(" ");
}
""",
    "later/last.js": 'export const last = " at   last ";\n',
}
SAID = "At once: 1, 2 at last c, 3 a // b\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    write_files(tmp_path / "sources", MODULES)
    return tmp_path / "sources"


def run(folder: Path, files: dict[str, str], entry: str) -> str:
    write_files(folder, {"package.json": '{"type": "module"}', **files})
    done = subprocess.run(["node", folder / entry], capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    return done.stdout


def test_the_sources_say_what_the_published_ones_are_held_to(tmp_path: Path) -> None:
    assert run(tmp_path / "run", MODULES, "start.js") == SAID


def test_what_is_needed_at_once_is_one_module_and_the_others_share_it(tmp_path: Path, sources: Path) -> None:
    made = published(sources, "page/at_once")
    assert set(made) == {"start.js", "page/at_once.js", "later/later.js", "later/last.js"}
    assert run(tmp_path / "run", made, "start.js") == SAID


def test_all_of_it_is_one_classic_script(tmp_path: Path, sources: Path) -> None:
    then = "module_page_at_once.show().then(console.log);\n"
    assert run(tmp_path / "run", {"one.cjs": joined(sources, "page/at_once", then)}, "one.cjs") == SAID


def test_no_comment_is_published(sources: Path) -> None:
    for text in published(sources, "page/at_once").values():
        assert "/**" not in text
        assert "unknown" not in text
        assert "// 1" not in text


SCRIPTS = sorted((ROOT / "overrides/assets/javascripts").glob("*.js"))


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_of_ours_is_a_script_when_it_is_small(file: Path, tmp_path: Path) -> None:
    source = file.read_text(encoding="utf-8")
    made = small_script(source)
    assert len(made) < 0.8 * len(source)
    (tmp_path / "made.cjs").write_text(made, encoding="utf-8")
    subprocess.run(["node", "--check", tmp_path / "made.cjs"], check=True, timeout=60)


def test_the_workbench_asks_for_few_modules(tmp_path: Path) -> None:
    made = published(ROOT / "overrides/assets/javascripts/workbench", "interface/page")
    assert "interface/bench.js" not in made
    assert "handover/file.js" in made
    write_files(tmp_path, {"package.json": '{"type": "module"}', **made})
    for path in made:
        subprocess.run(["node", "--check", tmp_path / path], check=True, timeout=60)
