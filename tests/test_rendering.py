"""What our extensions of Python-Markdown do to a page."""

from __future__ import annotations

import pytest
from markdown import markdown


def explained(text: str) -> str:
    return markdown(f"{text}\n\n*[AAP]: Ytelse\n*[BLP]: Forening", extensions=["onboarding.rendering.abbreviations"])


AAP = '<abbr title="Ytelse">AAP</abbr>'
BLP = '<abbr title="Forening">BLP</abbr>'


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
