"""What our extensions of Python-Markdown do to a page."""

from __future__ import annotations

import pytest
from markdown import markdown
from onboarding.rendering.fragments import CLOSING, OPENING


def explained(text: str) -> str:
    return markdown(
        f"{text}\n\n*[AAP]: Ytelse\n*[BLP]: Forening\n*[Skjema]: Papir",
        extensions=["onboarding.rendering.abbreviations"],
    )


AAP = '<abbr tabindex="0" title="Ytelse">AAP</abbr>'
BLP = '<abbr tabindex="0" title="Forening">BLP</abbr>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("AAP og AAP.", f"<p>{AAP} og AAP.</p>"),
        ("AAP og BLP og AAP.", f"<p>{AAP} og {BLP} og AAP.</p>"),
        ("*AAP*, så BLP.", f"<p><em>{AAP}</em>, så {BLP}.</p>"),
        ("En **fet** AAP.", f"<p>En <strong>fet</strong> {AAP}.</p>"),
        ("AAP.\n\nAAP.", f"<p>{AAP}.</p>\n<p>AAP.</p>"),
        ("AAP.\n\n## AAP\n\nAAP.", f"<p>{AAP}.</p>\n<h2>AAP</h2>\n<p>{AAP}.</p>"),
        ("[AAP](a.md) og AAP.", f'<p><a href="a.md">AAP</a> og {AAP}.</p>'),
        ("`AAP` og AAP.", f"<p><code>AAP</code> og {AAP}.</p>"),
        ("AAP-er og xAAP.", f"<p>{AAP}-er og xAAP.</p>"),
        ("xAAP.", "<p>xAAP.</p>"),
        ("Et skjema, så skjemaene.", '<p>Et <abbr tabindex="0" title="Papir">skjema</abbr>, så skjemaene.</p>'),
        ("Skjemaets.", '<p><abbr tabindex="0" title="Papir">Skjemaets</abbr>.</p>'),
        ("Skjemavelde, aap.", "<p>Skjemavelde, aap.</p>"),
    ],
)
def test_a_word_is_explained_where_its_section_uses_it_first(text: str, html: str) -> None:
    assert explained(text) == html


def test_a_page_without_explanations_stays_as_it_is() -> None:
    assert markdown("AAP.", extensions=["onboarding.rendering.abbreviations"]) == "<p>AAP.</p>"


def test_each_cell_says_which_column_it_belongs_to() -> None:
    html = markdown("| En | *To* |\n| --- | --- |\n| a | b |", extensions=["tables", "onboarding.rendering.tables"])
    assert '<table role="table">' in html
    assert '<th role="columnheader">En</th>' in html
    assert '<td data-label="En" role="cell">a</td>' in html.replace(
        'role="cell" data-label="En"', 'data-label="En" role="cell"'
    )
    assert 'data-label="To"' in html


FRAGMENTS = {
    "onboarding.rendering.fragments": {"extensions": ["tables", "fenced_code", "onboarding.rendering.abbreviations"]}
}
ALL = ["tables", "fenced_code", "onboarding.rendering.abbreviations", "onboarding.rendering.fragments"]


@pytest.mark.parametrize(
    "text",
    [
        "Et *avsnitt*.",
        "En liste:\n\n- AAP\n- AAP og [lenke](https://a.example.no/)\n\n    mer",
        "| A | B |\n| --- | --- |\n| AAP | `c` |",
        "    kode\n\nAAP\n\n> sitat",
        "<div>AAP</div>",
        "Kjør:\n\n```sh\ncurl AAP\n```\n\nFerdig.",
    ],
)
def test_a_text_rendered_by_itself_is_the_same_on_both_pages(text: str) -> None:
    pages = [
        f"## En\n\n{before}\n\n{OPENING}\n{text}\n{CLOSING}\n\n## To\n\nAAP.\n\n*[AAP]: Ytelse\n"
        for before in ("Først.", "Sist.")
    ]
    for page in pages:
        plain = page.replace(OPENING, "").replace(CLOSING, "")
        expected = markdown(plain, extensions=ALL[:3])
        assert markdown(page, extensions=ALL, extension_configs=FRAGMENTS).split() == expected.split()


def test_marks_without_an_end_lose_nothing() -> None:
    html = markdown(f"En\n\n{OPENING}\nto\n\ntre", extensions=ALL, extension_configs=FRAGMENTS)
    assert html == "<p>En</p>\n<p>to</p>\n<p>tre</p>"


def test_without_settings_the_marks_are_comments() -> None:
    html = markdown(f"{OPENING}\nto\n{CLOSING}", extensions=["onboarding.rendering.fragments"])
    assert html == f"{OPENING}\n<p>to</p>\n{CLOSING}"
