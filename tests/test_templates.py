"""A fault in a template is a problem with the template's line, not a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Write
from onboarding.errors import ContentError
from onboarding.load import load_content
from onboarding.pages import Site, Templates, generate
from onboarding.pages.templates import escape_cell, escape_target, escape_text


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "overrides/onboarding"
    shutil.copytree(ROOT / "overrides/onboarding", folder)
    return folder


def fault(docs: Write, templates: Path) -> str:
    with pytest.raises(ContentError) as caught:
        generate(load_content(docs({})), Site("Prøve"), Templates(templates))
    return str(caught.value)


MEND = "Rett malen, eller hent tilbake den forrige utgaven."


def test_a_name_that_does_not_exist(docs: Write, templates: Path) -> None:
    (templates / "phase.md").write_text("# Fase\n\n{{ section.fase.name }}\n", encoding="utf-8")
    assert fault(docs, templates).startswith("overrides/onboarding/phase.md:3: malen kan ikke brukes: ")


def test_a_tag_that_does_not_exist(docs: Write, templates: Path) -> None:
    (templates / "service.md").write_text("a\n{% fi %}\n", encoding="utf-8")
    assert fault(docs, templates) == (
        f"overrides/onboarding/service.md:2: malen kan ikke brukes: Encountered unknown tag 'fi'. [template]. {MEND}"
    )


def test_a_template_that_is_gone(docs: Write, templates: Path) -> None:
    (templates / "feed.xml").unlink()
    assert (
        fault(docs, templates)
        == f"overrides/onboarding/feed.xml:1: malen kan ikke brukes: finnes ikke [template]. {MEND}"
    )


def test_words_that_are_gone(docs: Write, templates: Path) -> None:
    (templates / "words/nb.yml").unlink()
    assert fault(docs, templates).startswith("overrides/onboarding/words/nb.yml:1: malen kan ikke brukes: finnes ikke")


def test_words_that_are_malformed(docs: Write, templates: Path) -> None:
    (templates / "words/nb.yml").write_text("a: b\nc: [d\n", encoding="utf-8")
    assert fault(docs, templates).startswith("overrides/onboarding/words/nb.yml:")


def test_all_languages_have_the_same_words() -> None:
    templates = Templates(ROOT / "overrides/onboarding")
    languages = [file.stem for file in (ROOT / "overrides/onboarding/words").iterdir()]
    assert {language: sorted(templates.words(language)) for language in languages} == {
        language: sorted(templates.words("nb")) for language in ("nb", "nn", "en")
    }


def test_plain_text_shows_the_same_characters_as_markdown() -> None:
    assert escape_text("a_b *c* [d] <e> & `f` #1") == "a\\_b \\*c\\* \\[d\\] &lt;e> &amp; \\`f\\` \\#1"


def test_a_cell_is_one_line_without_pipes() -> None:
    assert escape_cell(" a | b\n  c ") == "a \\| b c"


def test_an_address_that_needs_them_gets_angle_brackets() -> None:
    assert escape_target("a b|c(d).md") == "<a b%7Cc(d).md>"
