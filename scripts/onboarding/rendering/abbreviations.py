"""Explanations of words (`*[AAP]: …`), shown where a section uses the word first.

Python-Markdown's own extension marks every use, which underlines a word in every other line, and marks
headings and links, whose names it disturbs.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.util import AtomicString

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
ENDINGS = "(?:en|et|a|er|ene)?s?"  # the regular ones of bokmål nouns
UNMARKED = HEADINGS | {"a", "abbr", "code", "pre", "button", "th"}


class FirstUses(AbbrTreeprocessor):
    """Marks the first use of each word in each section."""

    def create_element(self, title: str, text: str, tail: str) -> Element:
        """A word that the keyboard and a finger reach too: the theme shows its explanation on focus."""
        word = super().create_element(title, text, tail)
        word.set("tabindex", "0")
        return word

    def run(self, root: Element) -> Element | None:
        """Walk through the document in reading order."""
        if self.abbrs:
            self._entries = sorted(self.abbrs, key=len, reverse=True)
            self._words = re.compile(rf"(?<!\w)(?:{'|'.join(f'({_forms(word)})' for word in self._entries)})(?!\w)")
            self._seen: set[str] = set()
            self._walk(root)
        return None

    def _walk(self, element: Element) -> None:
        if element.tag in HEADINGS:
            self._seen.clear()
        if element.tag in UNMARKED:
            return
        inserted = self._marked(element.text)
        if inserted:
            element.text, first = inserted
            element[:0] = first
        # The tail of a marked word is plain text that has been looked through.
        for child in list(element)[len(inserted[1]) if inserted else 0 :]:
            self._walk(child)
            found = self._marked(child.tail)
            if found:
                child.tail, following = found
                place = list(element).index(child) + 1
                element[place:place] = following

    def _marked(self, text: str | None) -> tuple[str, list[Element]] | None:
        """The text before the first word that is marked, and an element for each, followed by the text after it."""
        if not text or isinstance(text, AtomicString):
            return None
        matches = []
        for match in self._words.finditer(text):
            word = self._entry(match)
            if word not in self._seen:
                self._seen.add(word)
                matches.append(match)
        if not matches:
            return None
        ends = [match.start() for match in matches[1:]] + [len(text)]
        marked = [
            self.create_element(self.abbrs[self._entry(match)], match.group(), text[match.end() : end])
            for match, end in zip(matches, ends, strict=True)
        ]
        return text[: matches[0].start()], marked

    def _entry(self, match: re.Match[str]) -> str:
        """The word as the glossary has it."""
        return self._entries[(match.lastindex or 1) - 1]


def _forms(word: str) -> str:
    """A pattern for a word: abbreviations as they are, others with a small letter and Norwegian endings too."""
    if not word[1:2].islower():
        return re.escape(word)
    return f"[{re.escape(word[0].lower() + word[0].upper())}]{re.escape(word[1:])}{ENDINGS}"


class Abbreviations(AbbrExtension):
    """Python-Markdown's `abbr` with another way of marking."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        """Put `FirstUses` in the place of the original."""
        super().extendMarkdown(md)
        self.abbrs: dict[str, str]
        md.treeprocessors.register(FirstUses(md, self.abbrs), "abbr", 7)


def makeExtension(**settings: object) -> Abbreviations:  # noqa: N802  Python-Markdown's name
    """What Python-Markdown calls to get the extension."""
    return Abbreviations(**settings)
