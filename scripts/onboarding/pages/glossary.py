"""Words that explain themselves where they are used: the glossary pages' terms, given to the pages that use them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onboarding.content import Content
from onboarding.content import Page as ContentPage
from onboarding.pages.model import Page
from onboarding.prose import paragraphs


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means, both as plain text."""

    word: str
    meaning: str


def terms_of(pages: Iterable[ContentPage]) -> tuple[Term, ...]:
    """The terms of those pages that are glossaries."""
    return tuple(
        Term(word, meaning)
        for page in pages
        if page.is_glossary
        for word, meaning in paragraphs(page.body.text)
        if meaning
    )


def site_terms(content: Content) -> tuple[Term, ...]:
    """The terms that hold everywhere."""
    return terms_of(content.pages)


def explained(page: Page, terms: Iterable[Term]) -> Page:
    """The page with a definition (`*[AAP]: …`, as PHP Markdown Extra has it) of each term that it uses."""
    # A word may begin with a small letter in the text.
    used = [term for term in terms if term.word[1:] in page.markdown]
    if not used:
        return page
    definitions = "\n".join(f"*[{term.word}]: {term.meaning}" for term in used)
    return replace(page, markdown=f"{page.markdown.rstrip()}\n\n{definitions}")
