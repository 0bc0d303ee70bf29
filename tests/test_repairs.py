"""Every kind of damage that legacy pages have is mended, with its line, and nothing else is touched."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import pytest
import yaml
from conftest import ROOT, base_files
from onboarding.legacy.audit import Source, Tree, audit, lost_lines
from onboarding.legacy.convert import Converted, Known, convert
from onboarding.legacy.dates import date_in, is_date
from onboarding.legacy.language import language_of
from onboarding.legacy.page import LegacyPage, read_page
from onboarding.legacy.plain import first_sentence, plain
from onboarding.legacy.repairing.addresses import Surroundings
from onboarding.legacy.sentences import SENTENCES
from onboarding.legacy.titles import LONGEST, title_of
from onboarding.load import survey
from onboarding.proofreading import proofread

SITE = "https://dokumentasjon.dsop.no/"
NAME = "dsop_havn_om"
FOLDER = ROOT / "tests/legacy/repairs"
PAGES = ("breaks", "front_matter", "links", "lists", "markup", "tables")


@dataclass(frozen=True, slots=True)
class Case:
    """A page before and after. `files` lie beside it, `missing` are the addresses of those that do not.

    `title`, `summary`, `keywords` and `names` are what its fields say, and `unaudited` says why the audit cannot tell.
    """

    before: str
    after: str
    repairs: list[str]
    files: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    title: str | None = None
    summary: str | None = None
    keywords: list[str] = field(default_factory=list)
    names: list[str] | None = None
    unaudited: str = ""

    def page(self) -> LegacyPage:
        return read_page(f"{NAME}.md", NAME, self.before, Surroundings(SITE, lambda path: path in self.files))

    def converted(self) -> Converted:
        (converted,) = convert([self.page()], "tjeneste", Known(), SITE)
        return converted


def read_cases(name: str) -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return written


CASES = {title: Case(**case) for name in PAGES for title, case in read_cases(name).items()}
WITH_FIELDS = [title for title, case in CASES.items() if case.title is not None]


@pytest.mark.parametrize("title", CASES)
def test_repairs(title: str) -> None:
    case = CASES[title]
    converted = case.converted()
    assert converted.files[0].body.strip() == case.after.strip()
    assert [f"{repair.line} {repair.code}" for repair in converted.page.repairs] == case.repairs
    assert list(converted.page.missing) == case.missing
    assert list(converted.page.copied) == case.files


@pytest.mark.parametrize("title", WITH_FIELDS)
def test_reads_the_fields(title: str) -> None:
    case = CASES[title]
    converted = case.converted()
    fields = converted.files[0].fields
    assert (fields["title"], fields["summary"], list(fields["keywords"] or ())) == (  # type: ignore[call-overload]
        case.title,
        case.summary,
        case.keywords,
    )
    assert list(converted.page.head.slugs) == case.names


@pytest.mark.parametrize("title", [title for title, case in CASES.items() if not case.unaudited])
def test_the_audit_finds_everything_after_a_repair(title: str) -> None:
    converted = CASES[title].converted()
    page = converted.page
    tree = Tree({file.path: file.text for file in converted.files}, converted.home)
    source = Source(page.name, page.text, converted.kind, page.head.slugs[0])
    assert list(lost_lines([audit(source, tree, None, (), SITE)])) == []


def test_what_is_mended_has_no_problems() -> None:
    pages = {f"sak-{number}": case.converted().files[0].text for number, case in enumerate(CASES.values())}
    texts = {f"{name}.md": text.replace(NAME, name).replace("dsop-havn-om", name) for name, text in pages.items()}
    beside = dict.fromkeys((path for case in CASES.values() for path in case.files), b"")
    files = {path: text.encode() for path, text in {**base_files(), **texts}.items()}
    found = survey({**files, **beside}, "docs")
    problems = [*found.problems, *proofread(found, "https://veiledning.example.no/")]
    # A picture that is not at hand stays where it was, and an import lets the file allow it.
    unexpected = (problem for problem in problems if problem.code != "image-elsewhere")
    assert [str(problem) for problem in unexpected if "sak-" in problem.source.path] == []


def test_every_repair_of_a_page_has_a_case() -> None:
    noted = {repair.split()[1] for case in CASES.values() for repair in case.repairs}
    elsewhere = {code for code in SENTENCES if code.startswith(("change-", "phase-", "role-", "task-"))}
    assert set(SENTENCES) - elsewhere - {"heading-made"} == noted


@pytest.mark.parametrize("text", read_cases("dates"))
def test_reads_dates(text: str) -> None:
    wanted = read_cases("dates")[text]
    found = date_in(text)
    assert (found[0] if found else None) == wanted["date"]
    assert (found[1] if found else None) == wanted.get("written", text if wanted["date"] else None)
    assert is_date(text) == wanted.get("alone", "written" not in wanted and wanted["date"] is not None)


@pytest.mark.parametrize("text", read_cases("titles"))
def test_makes_titles(text: str) -> None:
    title = title_of(text)
    assert title == read_cases("titles")[text]
    assert len(title) <= LONGEST


@pytest.mark.parametrize("text", read_cases("plain"))
def test_says_a_text_without_its_markup(text: str) -> None:
    assert plain(text) == read_cases("plain")[text]


@pytest.mark.parametrize("text", read_cases("sentences"))
def test_finds_the_first_sentence(text: str) -> None:
    assert first_sentence(text) == read_cases("sentences")[text]


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in read_cases("languages").items() for text in texts]
)
def test_tells_languages(language: str, text: str) -> None:
    assert language_of(text) == language


# What would take time that grows with its square, were it looked through again for every sign.
ROUGH = [
    "|",
    "[",
    "]",
    "*",
    "** ",
    "<",
    "<b",
    "`",
    "` ",
    "``` ",
    "a",
    " ",
    "_",
    "&",
    "{",
    "{:",
    "(",
    "\\",
    "#",
    "\n",
    "](",
]
ROUGH += [
    "[a](b",
    "[a](b) ",
    "[a](b(",
    "![",
    "![](",
    "[a][b] ",
    "<a ",
    "<a href=x>",
    "<br",
    "<br>",
    "<br> ",
    "< ",
    "&lt;b",
    "<!--",
    "a-",
    "a@",
    "-->",
]
ROUGH += [
    "www.a ",
    "|\n",
    "| a\n",
    "a | b\n",
    "| A-1 | x\nmer\n",
    "|--|\n",
    "- a\n",
    "#\n",
    "```\n",
    "<pre>\n",
    "<table>\n",
]
ROUGH += [
    "[a]: b\n",
    "[^1]: b\n",
    "<td>",
    "<code>",
    "**a<br>",
    "a<br>- b",
    "---\ntitle: x\n",
    "[a](b\n",
    "<a\n",
    "\ufeff",
    "a\u0301",
]


@pytest.mark.parametrize("sign", ROUGH)
def test_a_rough_page_is_mended_in_time(sign: str) -> None:
    before = time.process_time()
    for start in ("", "| A | B |\n|---|---|\n| c | "):
        Case(f"{start}{sign * (40_000 // len(sign))}", "", []).page()
    assert time.process_time() - before < 3
