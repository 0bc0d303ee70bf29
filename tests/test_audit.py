"""The audit finds all of a legacy page in a tree that has it all, and names whatever is changed in one that has not."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from conftest import ROOT, base_files, mkdocs, write_files
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from onboarding.errors import ContentError
from onboarding.legacy.audit import (
    Finding,
    PageAudit,
    Rendered,
    Source,
    Tree,
    Waiver,
    as_json,
    as_table,
    audit,
    lost_lines,
    read_waivers,
    unused_waivers,
)

SITE = "https://dokumentasjon.dsop.no/"
FOLDER = "bolig"
PAGES = {
    "onboarding": {"process": "{slug}.html", "changelog": f"{FOLDER}/endringslogg/index.html"},
    "changelog": {"changelog": f"{FOLDER}/endringslogg/index.html"},
    "page": {"page": f"{FOLDER}/{{stem}}/index.html"},
}


@dataclass(frozen=True, slots=True)
class Case:
    """A legacy page, the tree that it becomes, and the pages that MkDocs makes of that."""

    source: Source
    tree: Tree
    pages: Mapping[str, str]

    def audited(self) -> PageAudit:
        return audit(self.source, self.tree, Rendered(self.pages), (), SITE)


def read_case(name: str) -> tuple[Source, Tree]:
    written = yaml.safe_load((ROOT / f"tests/audit/{name}.yml").read_text(encoding="utf-8"))
    return Source(**written["source"]), Tree(written["tree"], written["home"])


def built(folder: Path, source: Source, tree: Tree) -> Case:
    """The tree's pages as MkDocs makes them, strictly."""
    for name in ("overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    others = {path: text for path, text in base_files().items() if not path.startswith("tjeneste/")}
    write_files(folder / "docs", {**others, **{f"{FOLDER}/{path}": text for path, text in tree.files.items()}})
    done = mkdocs("build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    stem = tree.home.removesuffix(".md")
    pages = {
        name: (folder / "site" / path.format(slug=source.slug, stem=stem)).read_text(encoding="utf-8")
        for name, path in PAGES[source.kind].items()
    }
    return Case(source, tree, pages)


NAMES = ["onboarding", "english", "changelog", "page"]


@pytest.fixture(scope="session", params=NAMES)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return built(tmp_path_factory.mktemp("case"), *read_case(request.param))


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return built(tmp_path_factory.mktemp("guide"), *read_case("onboarding"))


def lost(page: PageAudit) -> list[str]:
    return list(lost_lines([page]))


def audited(source: Source, files: Mapping[str, str], home: str = "index.md") -> PageAudit:
    """The first step alone."""
    return audit(source, Tree(files, home), None, (), SITE)


def named_with_a_line(source: Source, page: PageAudit) -> bool:
    """Whether something is lost, and each line of it is one that the source has."""
    lines = source.text.count("\n") + 1
    found = [int(line.removeprefix(source.name).split(":")[1]) for line in lost(page)]
    return bool(found) and all(1 <= line <= lines for line in found)


# What is whole


def test_a_page_that_became_a_tree_and_pages_has_lost_nothing(case: Case) -> None:
    assert lost(audited(case.source, case.tree.files, case.tree.home)) == []
    page = case.audited()
    assert lost(page) == []
    assert page.is_clean
    assert page.words.source > 20


def test_every_item_is_placed_or_waived_or_lost(guide: Case) -> None:
    page = audit(guide.source, Tree({}, "index.md"), None, [Waiver("Planlegging", None, "Grunn")], SITE)
    for _, count in page.counts():
        assert count.source == count.placed + count.waived + len(count.lost)
    assert page.words.waived == 2


# Small pages, whole and damaged

CASES = yaml.safe_load((ROOT / "tests/audit/cases.yml").read_text(encoding="utf-8"))
HOME = {"type": "service", "id": "x", "slug": "side", "title": "Side", "short_title": "X", "summary": "Slik er det"}
HOME_ROLES = [
    {"name": "IT", "summary": "x"},
    {"name": "Forretning", "summary": "x"},
    {"name": "Kreditt", "summary": "x"},
]


def small(name: str) -> tuple[Source, dict[str, str]]:
    """A small page, and the files that it becomes."""
    case = CASES[name]
    text = f"---\ntitle: Side\n{case.get('fields', '')}---\n\n{case['page']}"
    kind = case.get("kind", "onboarding")
    home = {**HOME, "roles": HOME_ROLES} if kind == "onboarding" else {"title": "Side"}
    files = {"index.md": home | case["files"].get("index.md", {})}
    for path, fields in case["files"].items():
        files.setdefault(path, ({"roles": []} if "-" in str(fields.get("id", "")) else {}) | fields)
    return Source("side.md", text, kind, "side"), {path: written(fields) for path, fields in files.items()}


def written(fields: Mapping[str, object]) -> str:
    """A content file; `text` is what stands below its fields."""
    shown = {name: value for name, value in fields.items() if name != "text"}
    dumped = yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)
    return f"---\n{dumped}---\n\n{fields.get('text', '')}\n"


@pytest.mark.parametrize("name", CASES)
def test_a_small_page_that_became_its_tree_has_lost_nothing(name: str) -> None:
    assert lost(audited(*small(name))) == []


@pytest.mark.parametrize(
    ("name", "path", "before", "after", "said"),
    [(name, *damage) for name, case in CASES.items() for damage in case["damage"]],
)
def test_damage_to_the_tree_of_a_small_page_is_named(name: str, path: str, before: str, after: str, said: str) -> None:
    source, files = small(name)
    assert before in files[path]
    found = audited(source, {**files, path: files[path].replace(before, after, 1)})
    assert said in "\n".join(lost(found))
    assert named_with_a_line(source, found)


# What is taken out of the tree or put into it

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"\]\(<?([^<>\s]*?(?:\([^()]*\))?)>?\)|<(https:[^<>]*)>")
ENDS_OF_LINKS = re.compile(
    r"\]\((?:<[^<>]*>|[^()\s]*(?:\([^()]*\))?[^()\s]*)\)|<https:[^<>]*>|^#+|^\d\.|\((?:IT|All)\)|api\.png(?=\])",
    re.MULTILINE,
)


def body_of(text: str) -> int:
    """Where the text of a file begins, behind its fields."""
    return text.index("\n---\n", 3) + 5


def words_of(path: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the words of the source stand in a file: in its text, and in the fields that hold them."""
    start = body_of(text)
    hidden = [match.span() for match in ENDS_OF_LINKS.finditer(text, start)]
    for match in WORD.finditer(text, start):
        if not any(low <= match.start() < high for low, high in hidden):
            yield match.span()
    kept = "summary|name" if path.endswith("index.md") else "date|title" if path.endswith("portalen.md") else "date"
    for line in re.finditer(rf"^\s*(?:- )?(?:{kept}): (.*)$", text[:start], re.MULTILINE):
        if path == "index.md" and not line[0].startswith("    "):
            continue
        yield from (match.span() for match in WORD.finditer(text, line.start(1), line.end(1)))


def cut(text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]


def test_each_word_that_is_dropped_from_the_tree_is_named(case: Case) -> None:
    missed = []
    for path, text in case.tree.files.items():
        if case.source.kind == "changelog" and "endringslogg/" not in path:
            continue
        for start, end in words_of(path, text):
            try:
                page = changed(case, {path: cut(text, start, end)})
            except ContentError:
                continue
            what = " ".join(item.what for _, count in page.counts() for item in count.lost)
            is_date = text[:start].endswith(("date: ", "-")) and "endringslogg" in path
            if not named_with_a_line(case.source, page) or not (is_date or text[start:end].lower() in what.lower()):
                missed.append(f"{path}: {text[start - 20 : start]}[{text[start:end]}] {lost(page)}")
    assert not missed, "\n".join(missed)


def changed(case: Case, files: Mapping[str, str | None]) -> PageAudit:
    whole = {path: text for path, text in {**case.tree.files, **files}.items() if text is not None}
    return audited(case.source, whole, case.tree.home)


def test_each_file_that_is_dropped_is_named(case: Case) -> None:
    for path in case.tree.files:
        if case.source.kind != "changelog" or "endringslogg/" in path:
            assert named_with_a_line(case.source, changed(case, {path: None})), path


def test_each_address_that_is_broken_is_named_as_a_link(case: Case) -> None:
    tried = 0
    for path, text in case.tree.files.items():
        for match in ADDRESS.finditer(text, body_of(text)):
            group = 1 if match[1] else 2
            for broken in (f"{match[group]}x", match[group][:-1], match[group].replace("o", "0", 1)):
                if broken == match[group]:
                    continue
                page = changed(case, {path: text[: match.start(group)] + broken + text[match.end(group) :]})
                assert page.links.lost or page.images.lost, (path, broken)
                tried += 1
    assert tried >= 8


def test_each_link_that_becomes_mere_words_is_named(case: Case) -> None:
    for path, text in case.tree.files.items():
        for match in re.finditer(r"!?\[([^\]]*)\]\((?:<[^<>]*>|(?:[^()]|\([^()]*\))*)\)", text):
            page = changed(case, {path: text[: match.start()] + match[1] + text[match.end() :]})
            assert page.links.lost or page.images.lost, (path, match[0])


def test_each_heading_that_becomes_mere_words_is_named(case: Case) -> None:
    for path, text in case.tree.files.items():
        for match in re.finditer(r"^##+ ", text, re.MULTILINE):
            page = changed(case, {path: cut(text, *match.span())})
            assert page.headings.lost, (path, match)
            assert page.anchors.lost or "aliases" in text, (path, match)


TASKS = ["a-planlegging/a-1-les-presentasjonen.md", "a-planlegging/a-2-bestill-sertifikat.md"]
TASKS += ["a-planlegging/a-3-meld-fra.md", "b-test-og-drift/b-1-kjor-testene.md", "b-test-og-drift/b-3-apne.md"]


def body(case: Case, path: str) -> str:
    text = case.tree.files[path]
    return text[body_of(text) :]


def with_body(case: Case, path: str, text: str) -> str:
    whole = case.tree.files[path]
    return whole[: body_of(whole)] + text


@pytest.mark.parametrize(("one", "other"), list(combinations(TASKS, 2)))
def test_two_tasks_that_have_each_others_text_are_named(guide: Case, one: str, other: str) -> None:
    files = {one: with_body(guide, one, body(guide, other)), other: with_body(guide, other, body(guide, one))}
    page = changed(guide, files)
    said = "\n".join(lost(page))
    ids = [re.search(r"[ab]-\d", path.rpartition("/")[2]) for path in (one, other)]
    first, second = (found[0].upper() for found in ids if found)
    assert f"står i {first}, men hører til {second}" in said
    assert f"står i {second}, men hører til {first}" in said


@pytest.mark.parametrize(("one", "other"), list(permutations(TASKS, 2)))
def test_a_sentence_that_moves_to_another_task_is_named(guide: Case, one: str, other: str) -> None:
    for paragraph in body(guide, one).strip().split("\n\n"):
        files = {
            one: with_body(guide, one, body(guide, one).replace(paragraph, "")),
            other: with_body(guide, other, f"{body(guide, other)}\n{paragraph}\n"),
        }
        page = changed(guide, files)
        assert page.words.lost or page.links.lost
        assert page.tasks.lost


@pytest.mark.parametrize(("one", "other"), list(permutations(TASKS, 2)))
def test_text_of_another_task_is_named_where_it_stands_in_two(guide: Case, one: str, other: str) -> None:
    for paragraph in body(guide, one).strip().split("\n\n"):
        if WORD.search(re.sub(r"<[^>]*>", "", paragraph)):
            page = changed(guide, {other: with_body(guide, other, f"{body(guide, other)}\n{paragraph}\n")})
            assert page.tasks.lost, paragraph


@pytest.mark.parametrize("path", TASKS)
@pytest.mark.parametrize("other", ["index.md", "a-planlegging/index.md", "tilpasninger.md"])
def test_text_of_a_task_is_named_where_it_stands_on_a_page_too(guide: Case, path: str, other: str) -> None:
    page = changed(guide, {other: with_body(guide, other, f"{body(guide, other)}\n{body(guide, path)}")})
    assert page.tasks.lost


@pytest.mark.parametrize("path", TASKS)
def test_each_role_that_is_changed_is_named(guide: Case, path: str) -> None:
    text = guide.tree.files[path]
    before = re.search(r"roles: \[(.*)\]", text)
    assert before
    for after in ("", "IT", "Forretning", "Forretning, IT"):
        page = changed(guide, {path: text.replace(before[0], f"roles: [{after}]")})
        is_same = set(after.split(", ")) == set(before[1].split(", "))
        assert page.is_clean == is_same, after


def test_each_date_that_is_changed_is_named(guide: Case) -> None:
    for path, text in guide.tree.files.items():
        if "date:" in text:
            page = changed(guide, {path: re.sub(r"date: \d{4}", "date: 2019", text)})
            assert any("datoen er endret til 2019" in line for line in lost(page))


def test_two_links_of_a_task_that_have_each_others_address_are_named(guide: Case) -> None:
    text = guide.tree.files[TASKS[1]].replace("https://nord.example.no/kjop", "\0")
    text = text.replace("https://sor.example.no/kjop_(ny)", "https://nord.example.no/kjop")
    assert len(changed(guide, {TASKS[1]: text.replace("\0", "https://sor.example.no/kjop_(ny)")}).links.lost) == 2


def test_a_link_to_a_part_of_the_old_page_may_not_lose_its_anchor(guide: Case) -> None:
    page = changed(guide, {TASKS[4]: guide.tree.files[TASKS[4]].replace("index.md#registrering", "index.md")})
    assert page.links.lost


def test_a_title_that_is_made_of_another_task_is_named(guide: Case) -> None:
    text = guide.tree.files[TASKS[0]].replace("title: Les presentasjonen", "title: Kjør alle testene i miljøet")
    assert [each.what for each in changed(guide, {TASKS[0]: text}).tasks.lost] == ["A-1"]


def test_a_task_that_the_source_does_not_have_is_named(guide: Case) -> None:
    added = {"b-test-og-drift/b-2-ny.md": "---\nid: B-2\ntitle: Ny\nroles: []\n---\n\nNy.\n"}
    assert "B-2" in "\n".join(lost(changed(guide, added)))


def test_a_date_that_is_not_shown_is_named(guide: Case) -> None:
    for name in guide.pages:
        page = article(guide, name)
        heading = page.find(id="2022-02-01-sertifikatene")
        assert isinstance(heading, Tag)
        heading.string = "Endret sertifikatene"
        assert [each.what for each in shown(guide, page, name).words.lost] == ["1", "2", "22"]


def test_summaries_that_change_places_are_named(guide: Case) -> None:
    one, other = "a-planlegging/index.md", "b-test-og-drift/index.md"
    summaries = {path: re.findall("^summary: .*$", guide.tree.files[path], re.MULTILINE)[0] for path in (one, other)}
    files = {
        path: guide.tree.files[path].replace(summaries[path], summaries[swapped])
        for path, swapped in ((one, other), (other, one))
    }
    assert changed(guide, files).words.lost


# What is taken out of the built pages or put into them

MADE = (
    ".paper-only, .process, .process-words, .task-facts, .gate, .lead, .screen-only, .downloads, .headerlink, h1, "
    "#roller, #fasene, h2[id^='20'], "
    "h3:not([id='2023-04-03-portalen']), p:has(> a[href$='.xml'])"
)


def article(case: Case, name: str = "process") -> Tag:
    found = BeautifulSoup(case.pages[name], "html.parser").article
    assert found
    return found


def shown(case: Case, changed: Tag, name: str = "process") -> PageAudit:
    return audit(case.source, case.tree, Rendered({**case.pages, name: str(changed)}), (), SITE)


def texts_of_the_source(page: Tag) -> Iterator[NavigableString]:
    """The texts of the page that the source has: not what the templates say around them."""
    made = {id(each) for found in page.select(MADE) for each in (found, *found.descendants)}
    for table in page.select("table"):
        if table.select(".task-id"):
            made.update(map(id, table.descendants))
        elif table.select("td a[href^='#a-']"):
            kept = [cell for row in table.select("tr") for cell in row.select("td")[1:2]]
            kept_ids = {id(each) for cell in kept for each in cell.descendants}
            made.update({id(each) for each in table.descendants} - kept_ids)
    for text in page.find_all(string=re.compile(r"\((?:IT|All)\)")):
        made.add(id(text))  # a role that stands on the label too
    for text in page.find_all(string=True):
        if id(text) not in made and not str(text).startswith(("http", "api.png")):
            yield text


def without_a_word(case: Case, name: str) -> Iterator[tuple[str, PageAudit]]:
    """The audit of the page without each of its words in turn."""
    whole = article(case, name)
    for text in list(texts_of_the_source(whole)):
        before = str(text)
        for match in WORD.finditer(before):
            after = NavigableString(cut(before, *match.span()))
            text.replace_with(after)
            yield f"{before[: match.start()]}[{match[0]}]", shown(case, whole, name)
            after.replace_with(text)


def test_each_word_that_is_not_shown_is_named(case: Case) -> None:
    missed, tried = [], 0
    for word, page in without_a_word(case, next(iter(case.pages))):
        tried += 1
        if not named_with_a_line(case.source, page):
            missed.append(word)
    assert not missed, "\n".join(missed)
    assert tried >= 9


def test_each_link_that_is_broken_on_the_page_is_named(guide: Case) -> None:
    whole = article(guide)
    links = [
        link for link in whole.select("a[href], img") if not link.find_parent(class_=MADE.replace(".", "").split(", "))
    ]
    links = [link for link in links if "headerlink" not in link.get("class", []) and not link.find_parent("td")]
    assert len(links) > 8
    for link in links:
        key = "src" if link.name == "img" else "href"
        before = link[key]
        link[key] = f"{before}x"
        page = shown(guide, whole)
        assert page.links.lost or page.images.lost, before
        link[key] = before


def section(page: Tag, anchor: str) -> list[Tag]:
    """What stands between a task's heading and its labels, and the next heading."""
    heading = page.find(id=anchor)
    assert isinstance(heading, Tag)
    found = []
    for each in heading.find_next_siblings():
        if each.name in ("h2", "h3"):
            break
        if "task-facts" not in each.get("class", []) and "old-anchors" not in each.get("class", []):
            found.append(each)
    return found


ANCHORS = ["a-1", "a-2", "a-3", "b-1", "b-3"]


@pytest.mark.parametrize(("one", "other"), list(combinations(ANCHORS, 2)))
def test_two_tasks_that_show_each_others_text_are_named(guide: Case, one: str, other: str) -> None:
    page = article(guide)
    first, second = section(page, one), section(page, other)
    first[0].insert_before("\x02")
    second[0].insert_before("\x03")
    html = "".join(map(str, first)), "".join(map(str, second))
    for each in (*first, *second):
        each.extract()
    text = str(page).replace("\x02", html[1]).replace("\x03", html[0])
    said = "\n".join(lost(audit(guide.source, guide.tree, Rendered({**guide.pages, "process": text}), (), SITE)))
    assert f"vises under {one.upper()}, men hører til {other.upper()}" in said
    assert f"vises under {other.upper()}, men hører til {one.upper()}" in said


@pytest.mark.parametrize("anchor", ANCHORS)
def test_text_of_a_task_is_named_where_another_shows_it_too(guide: Case, anchor: str) -> None:
    for other in set(ANCHORS) - {anchor}:
        page = article(guide)
        text = "".join(map(str, section(page, anchor)))
        section(page, other)[-1].insert_after(BeautifulSoup(text, "html.parser"))
        assert shown(guide, page).tasks.lost, other


@pytest.mark.parametrize("anchor", ANCHORS)
def test_a_task_that_is_not_shown_is_named(guide: Case, anchor: str) -> None:
    page = article(guide)
    heading = page.find(id=anchor)
    assert isinstance(heading, Tag)
    for each in (*section(page, anchor), heading):
        each.extract()
    audited = shown(guide, page)
    assert [each.what for each in audited.tasks.lost] == [anchor.upper()]


@pytest.mark.parametrize("anchor", ["a-1", "a-2", "b-1"])
def test_a_role_that_is_not_shown_is_named(guide: Case, anchor: str) -> None:
    page = article(guide)
    facts = page.find(id=anchor).find_next_sibling(class_="task-facts")  # type: ignore[union-attr]
    facts.find(class_="role").extract()  # type: ignore[union-attr]
    assert shown(guide, page).words.lost


def test_each_heading_and_anchor_that_is_not_shown_is_named(guide: Case) -> None:
    old = ["vilkår-for-bruk", "registrering", "prosessen", "a---planlegging", "b--test-og-drift", "tilpasninger"]
    for anchor in (*old, "endringslogg"):
        page = article(guide)
        found = page.find(id=anchor)
        assert isinstance(found, Tag), anchor
        del found["id"]
        audited = shown(guide, page)
        assert [each.what for each in audited.anchors.lost] == [f"#{anchor}"]


def test_a_changelog_that_shows_too_little_is_named_too(guide: Case) -> None:
    page = article(guide, "changelog")
    entry = page.find(id="2022-02-01-sertifikatene")
    assert isinstance(entry, Tag)
    section(page, "2022-02-01-sertifikatene")[0].extract()
    words = shown(guide, page, "changelog").words
    assert [(each.what, each.owner) for each in words.lost] == [(word, "2022-02-01") for word in ("under", "A", "2")]


# Anything moved anywhere


@given(st.data())
@settings(max_examples=200)
def test_a_stretch_of_words_that_moves_to_another_file_is_named(data: st.DataObject) -> None:
    source, tree = read_case(data.draw(st.sampled_from(["onboarding", "english"])))
    paths = [path for path, text in tree.files.items() if WORD.search(text, body_of(text))]
    one, other = data.draw(st.permutations(paths))[:2]
    text = tree.files[one]
    hidden = [match.span() for match in ENDS_OF_LINKS.finditer(text, body_of(text))]
    words = [
        match
        for match in WORD.finditer(text, body_of(text))
        if not any(low <= match.start() < high for low, high in hidden)
    ]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 12, len(words) - 1)))
    stretch = text[words[first].start() : words[last].end()]
    files = {
        **tree.files,
        one: cut(text, words[first].start(), words[last].end()),
        other: f"{tree.files[other]}\n{stretch}\n",
    }
    # Between pages of the service itself, text may stand on either.
    are_pages = all("/" not in path for path in (one, other))
    # An entry's title may say what its text no longer does, and a few words more on a page are nobody's.
    assume(not (one.startswith("endringslogg") and other.endswith(("index.md", "tilpasninger.md", "adaptations.md"))))
    assert are_pages or not audited(source, files).is_clean


# Waivers


def test_a_waiver_lets_its_item_go_and_nothing_else(guide: Case) -> None:
    path = TASKS[3]
    files = {**guide.tree.files, path: guide.tree.files[path].replace("i miljøet", "")}
    written = (
        "- item: i miljøet\n  kind: word\n  reason: Miljøet finnes ikke lenger\n- item: noe annet\n  reason: Grunn\n"
    )
    waivers = read_waivers(written, "unntak.yml")
    page = audit(guide.source, Tree(files, "index.md"), None, waivers, SITE)
    assert page.is_clean
    assert (page.words.waived, page.words.placed) == (2, page.words.source - 2)
    assert [waiver.item for waiver in unused_waivers(waivers, (page,))] == ["noe annet"]
    assert not audited(guide.source, files).is_clean


@pytest.mark.parametrize(
    ("change", "item"),
    [
        (("https://portal.example.no/ny", "https://portal.example.no/nyere"), "https://portal.example.no/ny"),
        (("https://portal.example.no/ny", "https://portal.example.no/nyere"), "Portalen"),
    ],
)
def test_a_link_is_waived_by_its_words_or_its_address(guide: Case, change: tuple[str, str], item: str) -> None:
    files = {path: text.replace(*change) for path, text in guide.tree.files.items()}
    other = Waiver(item, "link", "Adressen er flyttet", "en_annen_side.md")
    own = Waiver(item, "link", "Adressen er flyttet", "dsop_bolig_onboarding.md")
    of_words = Waiver(item, "word", "Adressen er flyttet")
    assert audit(guide.source, Tree(files, "index.md"), None, [of_words], SITE).links.waived == 0
    assert audit(guide.source, Tree(files, "index.md"), None, [own], SITE).links.waived == 1
    assert audit(guide.source, Tree(files, "index.md"), None, [other], SITE).links.waived == 0


WRONG_WAIVERS = {
    "item: uten liste\n": ["unntak.yml:1", "value-type"],
    "- bare en tekst\n": ["unntak.yml:1", "value-type"],
    "- item: A-1\n": ["unntak.yml:1", "key-missing", "«reason»"],
    "# Merknad\n\n- item: A-1\n  reason: Grunn\n  slag: word\n": ["unntak.yml:5", "key-unknown"],
    "- item: A-1\n  reason:\n": ["unntak.yml:2", "value-empty"],
    "- item: 17\n  reason: Grunn\n": ["unntak.yml:1", "value-type"],
    "- item: A-1\n  reason: Grunn\n  kind: ord\n": ["unntak.yml:3", "value-choice"],
    "- item: 'A-1\n  reason: Grunn\n": ["unntak.yml:1", "yaml-syntax"],
}


@pytest.mark.parametrize("written", WRONG_WAIVERS)
def test_a_waiver_that_cannot_be_used_is_a_problem_with_its_line(written: str) -> None:
    with pytest.raises(ContentError) as raised:
        read_waivers(written, "unntak.yml")
    assert all(part in str(raised.value) for part in WRONG_WAIVERS[written]), str(raised.value)


def test_a_file_without_waivers_waives_nothing() -> None:
    assert read_waivers("", "unntak.yml") == read_waivers("---\n# Ingen ennå\n", "unntak.yml") == ()


# The report


def test_the_table_adds_up_all_pages(guide: Case) -> None:
    page = guide.audited()
    one, two = as_table([page]).splitlines(), as_table([page, page]).splitlines()
    assert one[0].split() == ["kilde", "plassert", "unntatt", "mistet"]
    assert [line.split()[0] for line in one[1:]] == ["ord", "lenker", "bilder", "overskrifter", "ankre", "oppgaver"]
    assert [int(line.split()[1]) * 2 for line in one[1:]] == [int(line.split()[1]) for line in two[1:]]


def test_words_that_were_lost_together_are_one_line(guide: Case) -> None:
    path = TASKS[3]
    page = changed(guide, {path: guide.tree.files[path].replace("alle testene", "")})
    line = guide.source.text[: guide.source.text.index("Kjør alle")].count("\n") + 1
    assert lost(page) == [f"dsop_bolig_onboarding.md:{line}: «alle testene» står ikke i treet"]


def test_the_data_have_the_schema_that_was_promised(guide: Case) -> None:
    task = {"id": "A-1", "roles": ["Alle"], "phase": "A", "path": "a/a-1.md"}
    repair = {"line": 38, "code": "table-merged-separator", "what": "…"}
    data = json.loads(as_json([Finding(guide.audited(), "bolig", [task], [repair])]))
    assert data["schema"] == 1
    (page,) = data["pages"]
    kinds = ["words", "links", "images", "headings", "anchors", "tasks"]
    assert list(page) == ["source", "kind", "service", *kinds, "tasks_found", "repairs"]
    assert (page["source"], page["kind"], page["service"]) == ("dsop_bolig_onboarding.md", "onboarding", "bolig")
    assert page["tasks"] == {"source": 5, "placed": 5, "waived": 0, "lost": []}
    assert (page["tasks_found"], page["repairs"]) == ([task], [repair])


# Whatever is given


ROUGH = [" " * 20_000 + "x", "|" + " " * 20_000 + "|", "-" * 20_000 + "x", "[" * 5_000, "<a " * 5_000, "(" * 5_000]
ROUGH += ["# " + " " * 20_000 + "x", "| A-1 |" + " " * 20_000 + "x |" * 3, "\x00\x01\x02", "![](" * 3_000, "`" * 5_000]
ROUGH += ["| A-1 | x |\n" + "\n" * 5_000 + "x |", "---\n" * 3_000, "---\ntitle: 'x\n\ny", "", "\ufeff", "{" * 9_000]


@pytest.mark.parametrize("text", ROUGH, ids=range(len(ROUGH)))
def test_a_rough_page_is_read_in_time(text: str) -> None:
    before = time.process_time()
    for kind in ("onboarding", "changelog", "page"):
        head = "---\ntitle: Side\n---\n\n### A - Fase\n\n| Oppgaver |\n|---|\n"
        audited(Source("side.md", f"{head}{text}\n", kind, "side"), {})  # type: ignore[arg-type]
        audited(Source("side.md", text, kind, "side"), {})  # type: ignore[arg-type]
    assert time.process_time() - before < 2


@given(st.text(st.sampled_from("aA1-–|*_`#[]()<>{}\\/&:;. \n\t~!'\"") | st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_counted_whole(text: str) -> None:
    for kind in ("onboarding", "changelog", "page"):
        page = audited(Source("side.md", text, kind, "side"), {})  # type: ignore[arg-type]
        for _, count in page.counts():
            assert count.source == count.placed + count.waived + len(count.lost)
