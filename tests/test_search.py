"""The search finds what readers ask for, says when it does not, and shows only what is on the page."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import test_browser
import yaml
from bs4 import BeautifulSoup
from conftest import ROOT, Built, mkdocs
from onboarding.errors import Problem
from onboarding.search import PAGE_SCRIPT, WORKER, cleaned, faults, texts_of, worker_script
from onboarding.search.facts import Facts
from onboarding.search.script import SOURCES
from onboarding.synonyms import Lead, Synonyms, read_synonyms
from playwright.sync_api import Browser, Page, expect
from search.box import Box, Result
from search.measure import Asked, ask_all, by_kind, figures
from search.queries import LEGACY, NONE, OWN, read_queries
from search.sites import build, can_import, prepare
from test_browser import AXE, SIDEWAYS, Watch, violations

browser, page, url = test_browser.browser, test_browser.page, test_browser.url

QUERIES = read_queries(sorted((ROOT / "tests/search").glob("*.yml")))
SET_ASIDE = read_queries(sorted((ROOT / "tests/search/set_aside").glob("*.yml")))
LONGEST_TEASER = 400


def nodes(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_the_script_holds_to_its_own_tests() -> None:
    done = nodes("node", "--test", "tests/search/script/")
    assert done.returncode == 0, done.stdout


def test_the_script_has_the_types_that_it_says() -> None:
    done = nodes("node_modules/.bin/tsc", "-p", "tests/search/tsconfig.json")
    assert done.returncode == 0, done.stdout


# ---------- what is found ----------


@pytest.fixture(scope="module")
def asked(browser: Browser, site: Built) -> list[Asked]:
    """Every query over the real content, as the search box answers it."""
    return ask_all(browser, site.folder, ROOT / "docs", [query for query in QUERIES if query.corpus == OWN])


@pytest.fixture(scope="module")
def set_aside(browser: Browser, site: Built) -> list[Asked]:
    """Every query that the search was not tuned to."""
    return ask_all(browser, site.folder, ROOT / "docs", SET_ASIDE)


@pytest.fixture(scope="module")
def legacy(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Asked]]:
    """Every query over the imported pages, and the site that they were asked of."""
    if not can_import():
        pytest.skip("The legacy pages are not at hand, or not the command that imports them.")
    project = prepare(tmp_path_factory.mktemp("legacy") / "project", with_legacy=True)
    built = build(project)
    return built, ask_all(browser, built, project / "docs", [query for query in QUERIES if query.corpus == LEGACY])


def see_that_found(asked: list[Asked]) -> None:
    kinds = by_kind(asked)
    missed = [f"{each.query.text}: {', '.join(each.shown.hits[:3])}" for each in kinds["all"] if not 0 < each.rank <= 3]
    found = figures(kinds["all"])
    assert found.recall[3] >= 0.97, missed
    assert found.mrr >= 0.9
    for each in kinds[NONE]:
        assert each.shown.results == (), each.query.text
        assert each.shown.count == "Ingen treff"
        assert "saksbehandlerportalen" in each.shown.help


def see_that_true(asked: list[Asked], folder: Path) -> None:
    """All that is marked stands on the page, and no teaser is long or without a mark."""
    words: dict[str, str] = {}
    for each in asked:
        for result in each.shown.results:
            path = result.address.partition("#")[0]
            if path not in words:
                words[path] = text_of(folder / path / "index.html")
            wrong = [mark for mark in result.marks if mark.lower() not in words[path]]
            assert not wrong, f"«{each.query.text}»: {wrong} {result.address}"
            see_that_teaser(result)


def text_of(file: Path) -> str:
    article = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").select_one("article")
    assert article
    return article.get_text().lower()


def see_that_teaser(result: Result) -> None:
    assert len(result.teaser) <= LONGEST_TEASER, result
    assert not result.teaser or result.teaser_marks, result


def test_there_are_queries_of_every_kind() -> None:
    kinds = {query.kind for query in QUERIES}
    named = "exact inflection compound folding typo synonym nynorsk id abbreviation question none"
    assert kinds == set(named.split())
    assert sum(query.kind != NONE for query in QUERIES) >= 120
    assert sum(query.kind == NONE for query in QUERIES) >= 15


def test_queries_over_the_content_are_answered(asked: list[Asked]) -> None:
    see_that_found(asked)


def test_what_is_shown_for_them_is_on_the_pages(asked: list[Asked], site: Built) -> None:
    see_that_true(asked, site.folder)


def test_queries_that_it_was_never_tuned_to_are_answered_too(set_aside: list[Asked], asked: list[Asked]) -> None:
    assert figures(by_kind(set_aside)["all"]).recall[3] >= 0.93
    assert figures(by_kind([*set_aside, *asked])["all"]).mrr >= 0.9
    assert sum(each.shown.results == () for each in by_kind(set_aside)[NONE]) >= 18  # of 19


def test_what_is_shown_for_those_is_on_the_pages(set_aside: list[Asked], site: Built) -> None:
    see_that_true(set_aside, site.folder)


def test_a_third_of_the_queries_is_set_aside_and_says_when_it_was_measured() -> None:
    assert 2 * len(SET_ASIDE) >= len(QUERIES)
    for file in (ROOT / "tests/search/set_aside").glob("*.yml"):
        assert isinstance(yaml.safe_load(file.read_text(encoding="utf-8"))["first_measured"], dt.date)


def test_queries_over_imported_pages_are_answered(legacy: tuple[Path, list[Asked]]) -> None:
    see_that_found(legacy[1])


def test_what_is_shown_of_imported_pages_is_on_them(legacy: tuple[Path, list[Asked]]) -> None:
    see_that_true(legacy[1], legacy[0])


# ---------- how it is used ----------


def test_a_search_can_be_linked_to(page: Page, url: str) -> None:
    watch = Watch(page, url)
    page.goto(f"{url}ssu/?q=firewall", wait_until="networkidle")
    expect(page.locator(".md-search-result__link[href$='#a-5']")).to_be_visible()
    assert (watch.foreign, watch.complaints) == ([], [])


def test_the_word_that_is_typed_can_be_completed_with_the_keyboard(page: Page, url: str) -> None:
    box = Box(page, url)
    box.ask("maskinp")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("maskinporten")
    page.keyboard.press("ArrowRight")
    expect(box.input).to_have_value("maskinporten")


def test_a_result_is_reached_and_opened_with_the_keyboard_and_its_words_are_marked(page: Page, url: str) -> None:
    box = Box(page, f"{url}om/")
    box.ask("sertifikat")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/ssu/a-forberedelse/\?h=[^#]+#a-3$"))
    expect(page.locator("article mark").first).to_be_visible()
    marks = page.eval_on_selector_all("article mark", "marks => marks.map(mark => mark.textContent.toLowerCase())")
    assert {"virksomhetssertifikater", "sertifikatene"} <= set(marks)
    assert "sertifikat" not in marks  # a word is marked whole


def test_short_words_are_marked_only_where_they_are_words(page: Page, url: str) -> None:
    page.goto(f"{url}ssu/a-forberedelse/?h=it+a-4", wait_until="networkidle")
    expect(page.locator("article mark").first).to_be_visible()
    marks = page.eval_on_selector_all("article mark", "marks => marks.map(mark => mark.textContent)")
    assert set(marks) == {"IT", "A-4"}
    whole = page.eval_on_selector_all(
        "article mark", r"marks => marks.every(({ previousSibling: one }) => !/[\p{L}\p{N}]$/u.test(one?.data ?? ''))"
    )
    assert whole


def test_screen_readers_hear_how_many_results_there_are(page: Page, url: str) -> None:
    box = Box(page, url)
    box.ask("maskinporten")
    status = page.locator(".md-search [role=status]").first
    expect(status).to_have_text(re.compile(r"^\d+ treff$"))
    box.ask("foreldrepenger")
    expect(status).to_have_text("Ingen treff")


def test_a_result_says_which_service_phase_and_task_it_belongs_to(page: Page, url: str) -> None:
    Box(page, url).ask("brannmuråpninger")
    first = page.locator(".md-search-result__item").first
    expect(first.locator("h1")).to_have_text("A Forberedelse")
    expect(first.locator(".md-tag").first).to_have_text("SSU")
    expect(first.locator("h2").first).to_contain_text("A-5")


def test_a_search_without_an_answer_leads_on_with_the_keyboard(page: Page, url: str) -> None:
    watch = Watch(page, url)
    box = Box(page, url)
    shown = box.ask("barnetrygd")
    assert "uføretrygd" in shown.help
    page.keyboard.press("Enter")  # goes nowhere: there is no best result
    expect(box.input).to_have_value("barnetrygd")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".unanswered a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(box.input).to_have_value("uføretrygd")
    expect(page.locator(".md-search-result__link[href$='#a-7']")).to_be_visible()
    expect(page.locator(".unanswered")).to_have_count(0)
    assert page.url == url
    assert (watch.foreign, watch.complaints) == ([], [])


def test_whatever_is_typed_is_only_text(page: Page, url: str) -> None:
    watch = Watch(page, url)
    box = Box(page, url)
    for query in ("<img src=x onerror=alert(1)>", "(.*)+$[", '"unclosed', "title:x^2~", "__proto__", "😀"):
        assert box.ask(query).help.endswith("saksbehandlerportalen.") or box.read().results, query
    box.input.fill("sertifikat " * 10_000)
    page.keyboard.press("End")
    assert box.ask("brannmur").hits[0].endswith("#a-5")
    assert (watch.foreign, watch.complaints) == ([], [])


def test_the_answer_to_what_was_typed_last_is_shown(page: Page, url: str) -> None:
    box = Box(page, url)
    box.ask("a")
    page.evaluate(
        """query => {
          const input = document.querySelector("[data-md-component=search-query]");
          for (let length = 1; length <= query.length; length++) {
            input.value = query.slice(0, length);
            input.dispatchEvent(new KeyboardEvent("keyup"));
          }
        }""",
        "foreldrepenger",
    )
    page.wait_for_function("() => searches.last === 'foreldrepenger' && searches.asked === searches.answered")
    assert box.read().count == "Ingen treff"


REACHES = {
    "with the pointer": lambda page: page.locator(".md-search").hover(),
    "with the keyboard": lambda page: page.keyboard.press("Tab"),
    "with the key for it": lambda page: page.keyboard.press("s"),
}


@pytest.mark.parametrize("reach", REACHES.values(), ids=REACHES)
def test_the_search_starts_when_somebody_reaches_for_it(page: Page, url: str, reach: Callable[[Page], None]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{url}ssu/", wait_until="networkidle")
    assert [name for name in asked if name.endswith(WORKER)] == []
    reach(page)
    page.get_by_role("textbox", name="Søk").fill("maskinporten")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__item").first).to_be_attached()
    assert sum(name.endswith(WORKER) for name in asked) == 1


def test_a_search_that_ended_before_it_started_does_not_start(page: Page, url: str) -> None:
    started: list[str] = []
    page.on("worker", lambda worker: started.append(worker.url))
    page.goto(f"{url}ssu/", wait_until="networkidle")
    page.evaluate("new Worker('/assets/javascripts/search.js?ended').terminate()")
    with page.expect_worker():
        page.keyboard.press("s")
    page.wait_for_timeout(300)
    assert len(started) == 1
    assert "ended" not in started[0]


@pytest.mark.parametrize("query", ["sertifikat", "oppgaver for it", "foreldrepenger", "selvbetjeningsportal"])
def test_the_search_fits_a_small_screen_and_has_no_barrier(browser: Browser, url: str, query: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"{url}?q={query}", wait_until="networkidle")
        expect(page.locator(".md-search-result__item, .unanswered").first).to_be_visible()
        assert page.evaluate(SIDEWAYS.replace(".md-content *, .md-footer *", ".md-search *")) == []
        assert violations(page, AXE.read_text(encoding="utf-8"), query) == []


# ---------- what the build puts in place ----------


@pytest.fixture(scope="module")
def theme() -> Path:
    return Path(__import__("material").__file__).parent / "templates"


@pytest.fixture(scope="module")
def page_script(theme: Path) -> tuple[str, str]:
    """Material's script of every page, by its path."""
    (file,) = theme.glob("assets/javascripts/bundle.*.js")
    path = file.relative_to(theme).as_posix()
    assert PAGE_SCRIPT.fullmatch(path)
    return path, file.read_text(encoding="utf-8")


THEIRS = "assets/javascripts/workers/search.0a1b2c3d.min.js"


def test_the_page_is_one_that_asks_our_worker(theme: Path, page_script: tuple[str, str]) -> None:
    paths = [file.relative_to(theme).as_posix() for file in theme.rglob("*.js")]
    assert list(faults(dict([page_script]), paths)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("new Worker(", "new SharedWorker("),
        (".search,t)", ".worker,t)"),
        ("type:0,data:{config:", "type:0,data:{settings:"),
        ("===1}", "===7}"),
        ("type:2,", "type:4,"),
        ("===3}", "===5}"),
        ("{items:", "{results:"),
    ],
)
def test_a_page_that_would_not_ask_our_worker_is_told(page_script: tuple[str, str], old: str, new: str) -> None:
    path, script = page_script
    assert old in script
    (found, *_) = faults({path: script.replace(old, new)}, [THEIRS])
    assert found.startswith(path)


def test_other_ways_to_lose_our_worker_are_told(page_script: tuple[str, str]) -> None:
    scripts = dict([page_script])
    assert "ett søkeskript" in next(faults(scripts, []))
    assert "ett søkeskript" in next(faults(scripts, [THEIRS, THEIRS.replace("0a", "0b")]))
    assert "0 skript" in next(faults({}, [THEIRS]))


def test_a_build_without_our_search_fails(project: Path, page_script: tuple[str, str]) -> None:
    path, script = page_script
    target = project / "overrides" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(script.replace("type:2,", "type:4,"), encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode != 0
    assert "Søket vårt ville ikke virket" in done.stderr


def test_every_page_starts_our_worker_and_no_other_is_there(site: Built) -> None:
    for file in site.folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        found = re.findall(r'"search": "([^"]+)"', text)
        assert found or "Flyttet: " in text
        assert all((file.parent / address).resolve() == site.folder / WORKER for address in found if address[0] == ".")
    scripts = {file.name for file in (site.folder / "assets/javascripts").rglob("*.js")}
    assert not [name for name in scripts if "lunr" in name or (name.startswith("search.") and name != "search.js")]


def test_the_site_has_the_script_with_the_synonyms_and_neither_source(site: Built) -> None:
    script = (site.folder / WORKER).read_text(encoding="utf-8")
    assert '"firewall"' in script
    assert not (site.folder / SOURCES).exists()
    assert not (site.folder / "synonymer.yml").exists()


def test_the_joined_script_runs_as_one(tmp_path: Path) -> None:
    synonyms = Synonyms((("brannmur", "firewall"),), (Lead(("nedetid",), ("driftsvarsel",)),))
    script = tmp_path / "script.js"
    script.write_text(worker_script(ROOT / "overrides" / SOURCES, synonyms), encoding="utf-8")
    assert not re.search(r"^\s*(import|export|//|\*)", script.read_text(encoding="utf-8"), re.MULTILINE)
    (tmp_path / "run.js").write_text(RUN, encoding="utf-8")
    done = nodes("node", tmp_path / "run.js", script)
    assert (done.stdout, done.stderr) == ('[1,["side/"]]\n', "")


# What Material's page does with a worker: it gives it the parts of the site, waits until it is ready, and asks.
RUN = """
const posted = [];
const listeners = [];
const self = {
  postMessage: ({ type, data }) => posted.push(data ? data.items.map(([first]) => first.location) : type),
  addEventListener: (_, listener) => listeners.push(listener),
};
new Function("self", require("node:fs").readFileSync(process.argv[2], "utf8"))(self);
const docs = [{ location: "side/", title: "Brannmur", text: "<p>Om brannmuren.</p>" }];
const messages = [{ type: 2, data: "brannmur" }, { type: 0, data: { docs } }, { type: 2, data: "firewall" }];
for (const data of messages) for (const listener of listeners) listener({ data });
console.log(JSON.stringify(posted));
"""


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<h1 id='x'>X</h1><p>En</p><h2 id='y'>Y</h2><p>To</p>", {"": "<p>En</p>", "y": "<p>To</p>"}),
        ("<p>En<br>to</p>", {"": "<p>En to</p>"}),
        ("<ul><li>En</li><li>To<ul><li>Tre</li></ul></li></ul>", {"": "<p>En</p><p>To</p><p>Tre</p>"}),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>En<br>to</td><td>Tre</td></tr></table>",
            {"": "<p>A · B</p><p>En to · Tre</p>"},
        ),
        ("<p>a &lt; b &amp; <code>c</code></p>", {"": "<p>a &lt; b &amp; c</p>"}),
        ("<p>En <span data-search-exclude>to</span> tre</p><script>x</script>", {"": "<p>En tre</p>"}),
        ("<h2 id='y'>Y<a class='headerlink'>¶</a></h2><p>To</p>", {"": "", "y": "<p>To</p>"}),
        (
            "<table><tr><td><a class='task-id' href='#a-1'>A-1</a></td><td>Gjør</td></tr></table><p>En</p>",
            {"": "<p>En</p>"},
        ),
        ("", {"": ""}),
    ],
)
def test_the_text_of_a_page_is_read_line_by_line(html: str, texts: dict[str, str]) -> None:
    assert texts_of(html) == texts


def test_the_index_gets_lines_and_facts() -> None:
    index = json.dumps(
        {
            "config": {},
            "docs": [
                {"location": "t/a/#a-1", "title": "A-1", "text": "Ento"},
                {"location": "x/", "title": "X", "text": "X"},
            ],
        }
    )
    found = json.loads(
        cleaned(index, {"t/a/": {"a-1": "<p>En</p>"}}, {"t/a/#a-1": Facts("task", "T", "A-1", ("ord",))})
    )
    assert found["docs"] == [
        {
            "location": "t/a/#a-1",
            "title": "A-1",
            "text": "<p>En</p>",
            "kind": "task",
            "service": "T",
            "id": "A-1",
            "keywords": ["ord"],
        },
        {"location": "x/", "title": "X", "text": "X"},
    ]


def test_every_part_of_the_index_is_lines_of_its_page(site: Built) -> None:
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    for entry in index["docs"]:
        assert re.fullmatch(r"(<p>[^<]*</p>)*", entry["text"]), entry
    kinds = {entry["location"]: entry.get("kind") for entry in index["docs"]}
    assert kinds["ssu/a-forberedelse/#a-4"] == "task"
    assert kinds["ssu/endringslogg/#2021-01-05-a-4"] == "change"
    assert kinds["ssu/"] == "service"


def test_the_real_list_of_synonyms_is_sound() -> None:
    synonyms, problems = read_synonyms((ROOT / "docs/synonymer.yml").read_text(encoding="utf-8"), "docs/synonymer.yml")
    assert problems == ()
    assert len(synonyms.same) > 50
    assert synonyms.leads


def test_a_list_that_is_not_there_is_no_problem() -> None:
    found: tuple[Synonyms, tuple[Problem, ...]] = read_synonyms("", "docs/synonymer.yml")
    assert found == (Synonyms(), ())
