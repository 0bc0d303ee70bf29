"""What programs read: each page's Markdown beside it, and the guide to all of it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import test_browser
from conftest import PRODUCTION, Built
from markdown_it import MarkdownIt
from onboarding.pages.plain import plain
from playwright.sync_api import Page, expect

browser, page, url = test_browser.browser, test_browser.page, test_browser.url

URL = PRODUCTION["SITE_URL"]

CASES = {
    "attributes of a heading": ("## Les { #a-1 .phase }", "## Les"),
    "attributes that are no anchor": ('## Siste { data-search-exclude="true" }', "## Siste"),
    "attributes of a paragraph": ("Les.\n{: .lead }", "Les."),
    "attributes of a link": ("[Les](a.md){ .button .primary } og [se](b.md){: #b }", "[Les](a.md) og [se](b.md)"),
    "a link for editors": ('[A](a.md) [Rediger](https://x.no/a "Rediger A (1)"){ .edit-link data-x="y" }', "[A](a.md)"),
    "a role": ('<span class="role role-2">IT</span> · ja', "**IT** · ja"),
    "nobody's role": ('<span class="role role-none">Ikke oppgitt</span>', "Ikke oppgitt"),
    "old anchors": ('<div class="old-anchors"><span id="x"></span></div>\n\n# Les', "# Les"),
    "what lays out": ('<div class="steps" markdown>\n\n1. A\n\n</div>', "1. A"),
    "what folds": ("<details class=\"x\" markdown>\n<summary>Med ord</summary>\n\n- A\n\n</details>", "Med ord\n\n- A"),
    "a list of HTML": ('<ul class="x">\n<li><p>En</p></li>\n<li>To</li>\n</ul>', "- En\n- To"),
    "what is hidden from readers": ('<span class="night" aria-hidden="true">!</span> Borte', "Borte"),
    "data for scripts": ('Les.\n\n<script type="application/json">{"a": "<p>"}</script>\n\nSe.', "Les.\n\nSe."),
    "a picture": ('Les.\n\n<svg viewBox="0 0 1 1"><text>A</text></svg>', "Les."),
    "a comment": ("<!-- text -->\nLes.\n<!-- /text -->", "Les."),
    "code in a line": ('Skriv `<div>` og ``a ` { .b }``{ .c }.', "Skriv `<div>` og ``a ` { .b }``."),
    "code in a block": ("```\n<div>{ .a }\n\n\n</div>\n```\n\n\n\nLes.", "```\n<div>{ .a }\n\n\n</div>\n```\n\nLes."),
    "code in a list": ("- a\n\n    ~~~\n    <span>\n    ~~~", "- a\n\n    ~~~\n    <span>\n    ~~~"),
    "an escaped sign of code": (r"\`<span>a</span>`b", r"\`a`b"),
    "braces that are words": ("Skriv {navn} og { .", "Skriv {navn} og { ."),
    "other elements and addresses": ("<https://a.no> a<br>b <abbr>c</abbr>", "<https://a.no> a<br>b <abbr>c</abbr>"),
    "a hard break": ("a  \nb", "a  \nb"),
}  # fmt: skip


@pytest.mark.parametrize(("markdown", "expected"), CASES.values(), ids=CASES)
def test_plain_markdown_is_without(markdown: str, expected: str) -> None:
    assert plain(markdown) == f"{expected}\n"


@pytest.mark.parametrize(("markdown", "expected"), CASES.values(), ids=CASES)
def test_plain_markdown_stays_as_it_is(markdown: str, expected: str) -> None:
    assert plain(expected) == plain(markdown)


def texts(site: Built) -> dict[str, str]:
    return {
        file.relative_to(site.folder).as_posix(): file.read_text(encoding="utf-8") for file in site.folder.rglob("*.md")
    }


def announced(site: Built) -> dict[str, str]:
    """The Markdown that each page's head names, by the page's file."""
    found = {}
    for file in site.folder.rglob("*.html"):
        path = file.relative_to(site.folder).as_posix()
        for link in site.page(path).find_all("link", type="text/markdown"):
            address = (file.parent / unquote(str(link["href"]))).resolve().relative_to(site.folder)
            found[path] = address.as_posix()
    return found


def targets(markdown: str) -> list[str]:
    """The addresses of all links and pictures."""
    inline = [
        child for token in MarkdownIt("commonmark").enable("table").parse(markdown) for child in token.children or []
    ]
    return [str(child.attrs[key]) for child in inline for key in ("href", "src") if key in child.attrs]


def test_every_page_has_its_markdown_beside_it_and_says_so_in_its_head(site: Built) -> None:
    pages = {
        file.relative_to(site.folder).as_posix()
        for file in site.folder.rglob("*.html")
        if file.name != "404.html" and not re.search("http-equiv=.refresh", file.read_text(encoding="utf-8"))
    }
    found = announced(site)
    assert found.keys() == pages
    assert sorted(found.values()) == sorted(texts(site))
    assert found["index.html"] == "index.md"
    assert found["ssu/a-forberedelse/index.html"] == "ssu/a-forberedelse/index.md"
    assert found["om/personvern/index.html"] == "om/personvern.md"


def test_no_page_offers_material_a_translation(page: Page, url: str) -> None:
    """Material takes links by this selector for translations, and asks for the sitemap of each."""
    page.goto(f"{url}ssu/a-forberedelse/")
    expect(page.locator("link[rel~=alternate]")).to_have_count(2)
    expect(page.locator("link[rel=alternate]")).to_have_count(0)


def test_the_markdown_has_the_words_of_the_page(site: Built) -> None:
    article = site.page("ssu/a-forberedelse/").find("article")
    assert article
    for part in article.select(".headerlink, .edit-link, .md-content__button, abbr > [hidden]"):
        part.decompose()
    markdown = MarkdownIt("commonmark").enable("table").render(texts(site)["ssu/a-forberedelse/index.md"])
    words = re.findall(r"\w+", re.sub(r"<[^>]+>", " ", markdown).replace("&amp;", "&"))
    missing = set(re.findall(r"\w+", article.get_text(" "))) - set(words)
    assert missing == set()


def test_the_markdown_holds_nothing_that_only_this_site_understands(site: Built) -> None:
    for path, text in texts(site).items():
        assert text.startswith("# "), path
        assert not re.search(r"<(span|div|script)\b|\{:|\{ [.#]|<!--|^---$|^\*\[", text, re.MULTILINE), path
        assert "\n\n\n" not in text, path


def test_every_link_in_the_markdown_leads_to_a_file_of_the_site_or_is_whole(site: Built) -> None:
    inside = 0
    for path, text in texts(site).items():
        for target in targets(text):
            address = urlsplit(target)
            if not address.scheme and address.path:
                inside += 1
                assert (site.folder / path).parent.joinpath(unquote(address.path)).resolve().is_file(), (
                    f"{path}: {target}"
                )
    assert inside > 20


def test_the_guide_is_written_as_its_convention_asks(site: Built) -> None:
    text = (site.folder / "llms.txt").read_text(encoding="utf-8")
    title, quotation, lead, *sections = text.strip().split("\n\n")
    assert re.fullmatch(r"# \S.*", title)
    assert re.fullmatch(r"> \S.*", quotation)
    assert re.match(r"\w", lead)
    for heading, entries in zip(sections[::2], sections[1::2], strict=True):
        assert re.fullmatch(r"## \S.*", heading)
        for entry in entries.split("\n"):
            assert re.fullmatch(r"- \[[^\]]+\]\(https://[^)\s]+\): \S.*\.", entry), entry


def test_the_guide_names_every_page_once_and_leads_to_what_is_there(site: Built) -> None:
    text = (site.folder / "llms.txt").read_text(encoding="utf-8")
    found = [unquote(address.removeprefix(URL)) for address in targets(text)]
    assert sorted(path for path in found if path.endswith(".md")) == sorted({*texts(site)} - {"index.md"})
    for path in found:
        assert (site.folder / path).is_file(), path
    for ending in ("csv", "xlsx", "json"):
        assert f"ssu/oppgaver.{ending}" in found
    assert {"ssu/endringslogg.xml", "ssu/endringslogg/a.xml"} <= {*found}


def test_the_sitemap_and_the_search_have_nothing_of_it(site: Built) -> None:
    for path in ("sitemap.xml", "search/search_index.json"):
        assert not re.search(r"\.md\b|llms", Path(site.folder / path).read_text(encoding="utf-8"))
