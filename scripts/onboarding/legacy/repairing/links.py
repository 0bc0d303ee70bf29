"""Links and pictures of a page, written so that every reader finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from onboarding.legacy.model import Line, Repairs
from onboarding.legacy.repairing.addresses import COPIED, Addresses, Surroundings
from onboarding.legacy.repairing.brackets import Bracketed, links_in
from onboarding.legacy.repairing.code import Stretches, outside, spans
from onboarding.legacy.repairing.pictures import described

_TITLE = re.compile(r"""\s("[^"]*"|'[^']*')\s*$""")
_EMPTY = re.compile(r"(?<!!)\[([^\[\]]*)\]\(\s*\)")
_BARE = re.compile(
    r"""(?xi)
    (?<![\w/<]) (?:https?://(?=\w)|www\.(?=\w)) (?:(?!&(?:[lg]t|quot);)[^\s<>«»"“”|`\[\]])+
    | (?<![\w.+/:@<]) \w[\w.+-]{0,63} @ [\w-]+ (?:\.[\w-]+)+"""
)
_AFTER = "?!.,:;*_~')}\\"
_AUTOMATIC = re.compile(r"<(https?://[^<>\s]+)>", re.IGNORECASE)
_ELEMENT = re.compile(r"<[A-Za-z/!][^<>]*>")


class Links:
    """Mends the links of one page, line by line. `missing` and `copied` are as those of `Addresses`."""

    def __init__(self, surroundings: Surroundings, repairs: Repairs) -> None:
        self._addresses = Addresses(surroundings, repairs)
        self._repairs = repairs
        self._is_open = False  # whether the words of a link go on from the line above
        self.missing = self._addresses.missing
        self.copied = self._addresses.copied

    def mended(self, line: Line) -> Line:
        """The line with sound links."""
        text, number = line.text, line.number
        if not text.strip():
            self._is_open = False
        if "[" in text or "]" in text:
            text = self._inline(text, number)
        if "@" in text or "www." in text.lower() or "://" in text:
            text = self._bare(text, number)
        return Line(number, text)

    def _inline(self, text: str, number: int) -> str:
        """The text with every `[…](…)` in its plainest form."""
        links, self._is_open = links_in(text, is_open=self._is_open)
        edits = [edit for link in links for edit in self._edits(text, link, number)]
        text = _edited(text, edits)
        return outside(text, lambda part: self._without_empty(part, number)) if "](" in text else text

    def _edits(self, text: str, link: Bracketed, number: int) -> Iterator[tuple[int, int, str]]:
        """What is written anew of a link: the ends of its words, or those of a picture, and its address."""
        written = text[slice(*link.inside)]
        if not written.strip():
            return
        if link.has_gap:
            self._repairs.note(number, "link-gap")
        address, title = _parted(written)
        address = self._addresses.mended(address, number)
        yield from self._words(text, link, (address, title), number)
        yield link.words[1], link.end, f"]({address}{title})"

    def _words(
        self, text: str, link: Bracketed, target: tuple[str, str], number: int
    ) -> Iterator[tuple[int, int, str]]:
        """What is written anew of the words of a link or a picture."""
        start, end = link.words
        words = text[start:end]
        if link.is_picture:
            new = described(words, *target)
            if new is not None and new != words:
                self._repairs.note(number, "image-alt")
                yield start, end, new
        elif link.start >= 0 and not words.strip():
            self._repairs.note(number, "link-text-missing", address=target[0])
            yield start, end, _name(target[0])
        elif link.start >= 0 and words != words.strip():
            self._repairs.note(number, "link-text-blank")
            yield start, start + len(words) - len(words.lstrip()), ""
            yield start + len(words.rstrip()), end, ""

    def _without_empty(self, text: str, number: int) -> str:
        """The text with no more than the words of links that lead nowhere."""

        def words(found: re.Match[str]) -> str:
            self._repairs.note(number, "link-empty", text=found.group(1))
            return found.group(1)

        return _EMPTY.sub(words, text)

    def _bare(self, text: str, number: int) -> str:
        """The text with addresses that stand by themselves as links."""
        if "<http" in text.casefold():
            text = self._automatic(text, number)
        taken = Stretches([*spans(text), *_linked(text), *(found.span() for found in _ELEMENT.finditer(text))])

        def linked(found: re.Match[str]) -> str:
            return found.group() if found.start() in taken else self._link(found.group(), number)

        return _BARE.sub(linked, text)

    def _automatic(self, text: str, number: int) -> str:
        """The text with addresses in angle brackets that lead somewhere."""
        taken = Stretches([*spans(text), *_linked(text)])

        def mended(found: re.Match[str]) -> str:
            return found.group() if found.start() in taken else self._shown(found.group(1), number)

        return _AUTOMATIC.sub(mended, text)

    def _link(self, written: str, number: int) -> str:
        """An address as a link, without the signs that come after it."""
        address = written.rstrip(_AFTER)
        if address.count("(") > address.count(")") and written.startswith(")", len(address)):
            address += ")"
        rest = written[len(address) :]
        self._repairs.note(number, "link-bare", address=address)
        if _is_person(address):
            return f"<{address}>{rest}"
        if address.lower().startswith("www."):
            return f"[{address}]({self._addresses.mended(address, number)}){rest}"
        return f"{self._shown(address, number)}{rest}"

    def _shown(self, address: str, number: int) -> str:
        """A link that shows its address: as words where that is on the legacy site, since it may lead elsewhere."""
        target = self._addresses.mended(address, number)
        is_plain = not target.startswith("<") and not self._addresses.is_own(target)
        return f"<{target}>" if is_plain else f"[{target.strip('<>')}]({target})"


def _name(address: str) -> str:
    """What a link without words is called: a file by its name, all else by its address."""
    whole = address.strip("<>")
    return unquote(whole.rpartition("/")[2]) if whole.startswith(COPIED) else whole


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with some parts written anew; of two that overlap, the first one counts."""
    parts: list[str] = []
    position = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start >= position:
            parts += (text[position:start], new)
            position = end
    return "".join([*parts, text[position:]])


def _parted(inside: str) -> tuple[str, str]:
    """The address and the title with its quotes and a blank before it."""
    found = _TITLE.search(inside) if inside.rstrip().endswith(('"', "'")) else None
    if found is None:
        return inside, ""
    words = found.group(1)[1:-1].replace('"', "'")
    return inside[: found.start()], f' "{words}"' if words.strip() else ""


def _is_person(address: str) -> bool:
    """Whether an address is one that letters are sent to."""
    return "@" in address and "/" not in address


def _linked(text: str) -> Iterator[tuple[int, int]]:
    """Where the text has links already."""
    return ((max(link.start, 0), link.end) for link in links_in(text, is_open=True)[0])
