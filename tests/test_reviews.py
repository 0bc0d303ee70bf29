"""Review dates: which day a review holds through, the list of what has none that does, and the label on the pages."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import test_browser
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from conftest import Built, Write, mkdocs, write_files
from markdown_it import MarkdownIt
from onboarding.cli import main
from onboarding.content.model import Review, months_after
from onboarding.errors import Source
from onboarding.load import survey_folder
from onboarding.settings import SettingsError, build_date
from playwright.sync_api import Browser

TODAY = "2026-11-23"
EPOCH = "1795435200"  # noon of that day in UTC

# A phase and tasks reviewed at all ages, seen from TODAY: too old, just old enough, not yet, ahead, never.
REVIEWED = {
    "tjeneste/a-start/index.md": """\
---
id: A
title: Start
summary: Kom i gang.
gate: Før fase B
reviewed: 2025-11-01
reviewed_by: Kari
---
""",
    "tjeneste/a-start/a-1-les.md": """\
---
id: A-1
title: Les
roles: [Alle, IT]
reviewed: 2025-11-22
reviewed_by: Kari Nordmann
review_note: Virker.
---

Les [om registrering](../index.md#registrering).
""",
    "tjeneste/a-start/a-2-bestill.md": """\
---
id: A-2
title: Bestill
roles: [IT]
reviewed: 2026-05-22
reviewed_by: Ola
---

Bestill det som trengs.
""",
    "tjeneste/a-start/a-3-vent.md": """\
---
id: A-3
title: Vent
roles: []
reviewed: 2026-05-23
reviewed_by: Ola
---

Vent på svar.
""",
    "tjeneste/a-start/a-4-svar.md": """\
---
id: A-4
title: Svar
roles: []
reviewed: 2026-11-24
reviewed_by: Ola
---

Svar med en gang.
""",
}


def run(docs: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["reviews", "--docs", str(docs), "--today", TODAY, *arguments])


# ---------- months ----------


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        ("2026-05-01", 6, "2026-11-01"),
        ("2025-11-23", 12, "2026-11-23"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-12-01", 12, "2027-12-01"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2023-08-30", 6, "2024-02-29"),
        ("2023-08-29", 6, "2024-02-29"),
        ("2023-08-28", 6, "2024-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-02-28", 6, "2026-08-28"),
        ("9999-06-30", 6, "9999-12-30"),
        ("9999-07-01", 6, "9999-12-31"),
        ("2026-05-01", 10**30, "9999-12-31"),
    ],
)
def test_a_period_of_months_ends_on_the_same_day_of_a_month_or_its_last(day: str, months: int, last: str) -> None:
    assert months_after(dt.date.fromisoformat(day), months).isoformat() == last


@pytest.mark.parametrize(
    ("reviewed", "today", "is_older"),
    [
        ("2026-05-23", "2026-11-22", False),
        ("2026-05-23", "2026-11-23", False),
        ("2026-05-23", "2026-11-24", True),
        ("2026-08-31", "2027-02-28", False),
        ("2026-08-31", "2027-03-01", True),
        ("2026-11-23", "2026-11-23", False),
        ("2999-01-01", "2026-11-23", False),
        ("9999-12-31", "9999-12-31", False),
        ("0001-01-01", "2026-11-23", True),
    ],
)
def test_a_review_holds_through_the_last_day_of_six_months(reviewed: str, today: str, is_older: bool) -> None:
    review = Review(dt.date.fromisoformat(reviewed), "Kari", None, Source("docs/a.md"))
    assert review.is_older_than(6, dt.date.fromisoformat(today)) is is_older


# ---------- the day of a build ----------


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock is fourteen hours ahead of UTC."""
    monkeypatch.setenv("TZ", "<+14>-14")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("seconds", "day"),
    [("0", "1970-01-01"), ("1795391999", "2026-11-22"), ("1795392000", "2026-11-23"), ("1795478399", "2026-11-23")],
)
@pytest.mark.usefixtures("far_east")
def test_a_build_is_of_the_day_that_the_environment_says_in_utc(seconds: str, day: str) -> None:
    assert build_date({"SOURCE_DATE_EPOCH": seconds}).isoformat() == day


def test_a_build_is_of_today_where_the_environment_says_nothing() -> None:
    before = dt.datetime.now().astimezone().date()
    assert before <= build_date({}) <= dt.datetime.now().astimezone().date()


@pytest.mark.parametrize("seconds", ["", "i dag", "2026-11-23", "1.5", "9" * 30, "9" * 5000])
def test_a_moment_that_is_none_is_refused(seconds: str) -> None:
    with pytest.raises(SettingsError) as caught:
        build_date({"SOURCE_DATE_EPOCH": seconds})
    assert str(caught.value) == (
        f"SOURCE_DATE_EPOCH er «{seconds}», som ikke er et tidspunkt. "
        "Sett den til antall sekunder siden 1970, eller ta den bort."
    )


# ---------- the list ----------

ADVICE = (
    "Les teksten, prøv lenkene og rett det som er feil. "
    f"Skriv så «reviewed: {TODAY}» og «reviewed_by: …» med navnet ditt øverst i filen."
)


def test_the_list_as_text_has_the_oldest_first_and_what_was_never_reviewed_by_itself(docs: Write) -> None:
    result = run(docs(REVIEWED))
    assert (result.exit_code, result.stderr) == (1, "")
    assert (
        result.stdout
        == f"""\
6 av 7 faser og oppgaver må gjennomgås.

Gjennomgått for mer enn 6 måneder siden:
docs/tjeneste/a-start/index.md:6: fase A Start (Alle, IT). Gjennomgått 01.11.2025 av Kari.
docs/tjeneste/a-start/a-1-les.md:5: A-1 Les (Alle, IT). Gjennomgått 22.11.2025 av Kari Nordmann. Merknad: Virker.
docs/tjeneste/a-start/a-2-bestill.md:5: A-2 Bestill (IT). Gjennomgått 22.05.2026 av Ola.

Datoen er ikke kommet ennå, og må rettes:
docs/tjeneste/a-start/a-4-svar.md:5: A-4 Svar (ikke oppgitt). Gjennomgått 24.11.2026 av Ola.

Aldri gjennomgått:
ET
  docs/tjeneste/b-slutt: B Slutt, hele fasen (1 oppgave)

{ADVICE}
"""
    )


def test_the_list_as_markdown_is_made_of_tables_and_a_list(docs: Write) -> None:
    result = run(docs(REVIEWED), "--format", "md", "--months", "12")
    assert (result.exit_code, result.stderr) == (1, "")
    assert (
        result.stdout
        == """\
## Gjennomgang av innholdet

5 av 7 faser og oppgaver må gjennomgås.

### Gjennomgått for mer enn 12 måneder siden

| Gjennomgått | Hva | Ansvarlig | Av | Merknad | Fil |
| --- | --- | --- | --- | --- | --- |
| 01.11.2025 | fase A Start | Alle, IT | Kari | – | docs/tjeneste/a-start/index.md:6 |
| 22.11.2025 | A-1 Les | Alle, IT | Kari Nordmann | Virker. | docs/tjeneste/a-start/a-1-les.md:5 |

### Datoen er ikke kommet ennå, og må rettes

| Gjennomgått | Hva | Ansvarlig | Av | Merknad | Fil |
| --- | --- | --- | --- | --- | --- |
| 24.11.2026 | A-4 Svar | ikke oppgitt | Ola | – | docs/tjeneste/a-start/a-4-svar.md:5 |

### Aldri gjennomgått

- ET
    - B Slutt (`docs/tjeneste/b-slutt`): hele fasen (1 oppgave)

Les teksten, prøv lenkene og rett det som er feil. Skriv så «reviewed: 2026-11-23» og «reviewed\\_by: …» med navnet \
ditt øverst i filen.
"""
    )


def test_the_list_as_json_holds_every_entry_whole(docs: Write) -> None:
    result = run(docs(REVIEWED), "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")

    def entry(names: tuple[str, str, str], roles: list[str], file: str, line: int, review: tuple[Any, ...]) -> Any:
        found = zip(("kind", "id", "title", "reviewed", "reviewed_by", "review_note"), names + review, strict=True)
        return {"service": "tjeneste", "roles": roles, "file": f"docs/tjeneste/{file}", "line": line, **dict(found)}

    kari, ola, never = ("2025-11-01", "Kari", None), ("2026-05-22", "Ola", None), (None, None, None)
    noted, ahead = ("2025-11-22", "Kari Nordmann", "Virker."), ("2026-11-24", "Ola", None)
    assert json.loads(result.stdout) == {
        "schema": 1,
        "today": TODAY,
        "months": 6,
        "total": 7,
        "outdated": [
            entry(("phase", "A", "Start"), ["Alle", "IT"], "a-start/index.md", 6, kari),
            entry(("task", "A-1", "Les"), ["Alle", "IT"], "a-start/a-1-les.md", 5, noted),
            entry(("task", "A-2", "Bestill"), ["IT"], "a-start/a-2-bestill.md", 5, ola),
        ],
        "ahead": [entry(("task", "A-4", "Svar"), [], "a-start/a-4-svar.md", 5, ahead)],
        "never": [
            entry(("phase", "B", "Slutt"), [], "b-slutt/index.md", 1, never),
            entry(("task", "B-1", "Bli ferdig"), [], "b-slutt/b-1-ferdig.md", 1, never),
        ],
    }


def test_a_service_that_nobody_has_reviewed_takes_a_line_for_each_phase(docs: Write) -> None:
    tasks = {
        f"tjeneste/b-slutt/b-{number}.md": f"---\nid: B-{number}\ntitle: Mer\nroles: []\n---\n\nMer.\n"
        for number in range(2, 19)
    }
    assert run(docs(tasks)).stdout == (
        f"""\
22 av 22 faser og oppgaver må gjennomgås.

Aldri gjennomgått:
ET
  docs/tjeneste/a-start: A Start, hele fasen (2 oppgaver)
  docs/tjeneste/b-slutt: B Slutt, hele fasen (18 oppgaver)

{ADVICE}
"""
    )


def review_of(text: str) -> str:
    """A file with a review that holds."""
    return text.replace("\n---\n", "\nreviewed: 2026-11-23\nreviewed_by: Kari\n---\n", 1)


PARTS = {
    "hele fasen (2 oppgaver)": [],
    "fasen": ["a-1-les", "a-2-bestill"],
    "fasen og A-2": ["a-1-les"],
    "A-1 og A-2": ["index"],
    "A-1": ["index", "a-2-bestill"],
}


@pytest.mark.parametrize("part", PARTS)
def test_what_is_left_of_a_phase_is_named(docs: Write, part: str) -> None:
    root = docs({})
    for name in PARTS[part]:
        file = root / f"tjeneste/a-start/{name}.md"
        file.write_text(review_of(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert f"\n  docs/tjeneste/a-start: A Start, {part}\n" in run(root).stdout


@pytest.mark.parametrize(
    ("months", "words"), [("1", "den siste måneden"), ("6", "de siste 6 månedene"), ("12", "de siste 12 månedene")]
)
def test_nothing_to_review_is_said_in_one_line(docs: Write, months: str, words: str) -> None:
    root = docs({})
    for file in root.glob("tjeneste/?-*/*.md"):
        file.write_text(review_of(file.read_text(encoding="utf-8")), encoding="utf-8")
    result = run(root, "--months", months)
    assert (result.exit_code, result.stdout) == (0, f"Alle faser og oppgaver er gjennomgått {words}.\n")
    result = run(root, "--months", months, "--format", "md")
    assert result.exit_code == 0
    assert result.stdout == f"## Gjennomgang av innholdet\n\nAlle faser og oppgaver er gjennomgått {words}.\n"


def test_content_without_phases_has_nothing_to_review(tmp_path: Path) -> None:
    write_files(tmp_path / "docs", {"index.md": "---\ntitle: Forside\n---\n"})
    result = run(tmp_path / "docs")
    assert (result.exit_code, result.stdout) == (0, "Det er ingen faser eller oppgaver å gå gjennom.\n")


def test_one_month_is_said_in_the_singular(docs: Write) -> None:
    assert "\nGjennomgått for mer enn 1 måned siden:\n" in run(docs(REVIEWED), "--months", "1").stdout


WILD = "@kari #12 GH-3 a|b <b>_x_</b> [y](https://z.no/?a=1&b=2) `k` ![p](q) ~~s~~"
WILD_TASK = {
    "tjeneste/a-start/a-2-bestill.md": f"""\
---
id: A-2
title: '{WILD}'
roles: [IT]
reviewed: 2025-01-01
reviewed_by: '{WILD}'
review_note: "{WILD}\\r\\e[31m"
---

Bestill det som trengs.
""",
    "tjeneste/b-slutt/index.md": f"""\
---
id: B
title: '{WILD}'
summary: Bli ferdig.
gate: Til slutt
---
""",
}


def test_markdown_shows_names_and_notes_as_they_are_and_does_nothing_with_them(docs: Write) -> None:
    result = run(docs(WILD_TASK), "--format", "md")
    page = BeautifulSoup(
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(result.stdout), "html.parser"
    )
    assert {element.name for element in page.find_all()} == {
        *("p", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code"),
    }
    shown = page.get_text().replace("\u200b", "")
    assert shown.count(WILD) == 4
    cells = [cell.get_text() for cell in page.select("td")]
    assert len(cells) == 6
    for cell in cells:
        assert not re.search(r"[@#]\w|GH-\d", cell)


def test_text_keeps_control_characters_from_the_terminal(docs: Write) -> None:
    result = run(docs(WILD_TASK))
    assert f"A-2 {WILD} (IT). Gjennomgått 01.01.2025 av {WILD}. Merknad: {WILD} [31m\n" in result.stdout


def test_content_with_problems_must_be_mended_first(docs: Write) -> None:
    result = run(docs({**REVIEWED, "side.md": "x"}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "docs/side.md:1: filen mangler feltene øverst [front-matter-missing]. "
        "Begynn filen med en linje «---», så feltene, så en ny linje «---».\n"
        "Innholdet har problemer. Rett dem først.\n"
    )


def test_without_a_folder_it_cannot_run(tmp_path: Path) -> None:
    result = run(tmp_path / "borte")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Finner ikke {tmp_path / 'borte'}. Kjør kommandoen fra mappen som har den.\n"


@pytest.mark.parametrize("arguments", [("--months", "0"), ("--today", "23.11.2026"), ("--format", "html")])
def test_wrong_usage_cannot_run(docs: Write, arguments: tuple[str, str]) -> None:
    assert run(docs({}), *arguments).exit_code == 2


def test_the_day_is_that_of_the_build_unless_it_is_given(docs: Write) -> None:
    arguments = ["reviews", "--docs", str(docs(REVIEWED)), "--format", "json"]
    found = CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH}).invoke(main, arguments)
    assert json.loads(found.stdout)["today"] == TODAY
    found = CliRunner(env={"SOURCE_DATE_EPOCH": "i dag"}).invoke(main, arguments)
    assert found.exit_code == 2
    assert found.stderr.startswith("SOURCE_DATE_EPOCH er «i dag», ")


def test_a_phase_with_faulty_fields_counts_as_not_reviewed(docs: Write) -> None:
    faulty = REVIEWED["tjeneste/a-start/index.md"].replace("title: Start", "title: 7")
    found = survey_folder(docs({**REVIEWED, "tjeneste/a-start/index.md": faulty}))
    assert [phase.review for service in found.content.services for phase in service.phases] == [None, None]


# ---------- the label ----------


def built(project: Path, **environment: str) -> Built:
    done = mkdocs("build", "--strict", cwd=project, **environment)
    assert done.returncode == 0, done.stderr
    return Built(project / "site", done.stderr)


def labels(site: Built, address: str) -> list[tuple[str, str]]:
    """The labels of a page with the headings that they stand under."""
    found = []
    for label in site.page(address).select(".unreviewed"):
        heading = label.find_previous(["h1", "h2", "h3"])
        assert heading is not None
        found.append((heading.get_text().removesuffix("¶"), label.get_text()))
    return found


OLD = [("A Start", "Ikke gjennomgått siden 01.11.2025"), ("A-1 Les", "Ikke gjennomgått siden 22.11.2025")]


def test_what_nobody_has_reviewed_for_twelve_months_says_so_on_both_its_pages(project: Path) -> None:
    write_files(project / "docs", REVIEWED)
    site = built(project, SOURCE_DATE_EPOCH=EPOCH)
    assert labels(site, "tjeneste/a-start/") == OLD
    assert labels(site, "tjeneste_prosess.html") == OLD
    assert labels(site, "tjeneste/b-slutt/") == []
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    assert not [entry for entry in index["docs"] if "gjennomgått" in entry["text"]]


def test_the_label_comes_the_day_after_twelve_months(project: Path) -> None:
    write_files(project / "docs", REVIEWED)
    assert labels(built(project, SOURCE_DATE_EPOCH="1793577599"), "tjeneste/a-start/") == []  # 1 November, 23:59:59
    assert labels(built(project, SOURCE_DATE_EPOCH="1793577600"), "tjeneste/a-start/") == OLD[:1]


def test_a_build_of_a_day_can_be_repeated(project: Path) -> None:
    write_files(project / "docs", REVIEWED)

    def pages() -> dict[Path, bytes]:
        folder = built(project, SOURCE_DATE_EPOCH=EPOCH).folder
        return {file: file.read_bytes() for file in folder.rglob("*.html")}

    assert pages() == pages()


def test_a_build_of_no_day_stops_and_leaves_the_last_site(project: Path) -> None:
    built(project)
    done = mkdocs("build", "--strict", cwd=project, SOURCE_DATE_EPOCH="i dag")
    assert done.returncode == 1
    assert "SOURCE_DATE_EPOCH er «i dag», som ikke er et tidspunkt." in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site/index.html").is_file()


def test_the_tree_for_other_engines_has_the_label_too(project: Path) -> None:
    write_files(project / "docs", REVIEWED)
    arguments = ["render", str(project / "ut"), "--config", str(project / "mkdocs.yml")]
    assert CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH}).invoke(main, arguments).exit_code == 0
    text = (project / "ut/tjeneste/a-start/index.md").read_text(encoding="utf-8")
    assert re.findall(r"Ikke gjennomgått siden [\d.]+", text) == [label for _, label in OLD]


browser = test_browser.browser  # the fixture


FITS = "labels => labels.map(label => label.getBoundingClientRect().right <= innerWidth)"


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    write_files(project / "docs", REVIEWED)
    yield from test_browser.serve(built(project, SOURCE_DATE_EPOCH=EPOCH).folder)


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("scheme", test_browser.SCHEMES)
def test_the_label_is_read_easily_on_screens_and_on_paper(
    browser: Browser, address: str, scheme: Any, media: Any
) -> None:
    with browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}tjeneste/a-start/", wait_until="load")
        page.emulate_media(media=media)
        page.evaluate(test_browser.AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run('.unreviewed', {runOnly: ['color-contrast']})")
        assert found["violations"] == found["incomplete"] == []
        assert [len(rule["nodes"]) for rule in found["passes"]] == [2]
        assert page.locator(".unreviewed").first.is_visible()
        assert page.locator(".unreviewed").evaluate_all(FITS) == [True, True]
