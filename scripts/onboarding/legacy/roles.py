"""Who has a task: the roles in brackets, and the list that says what each role is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# The roles of the guides in both languages; a guide may list others.
KNOWN = ("Alle", "Forretning", "IT", "Kreditt", "Bits", "Credit", "Business", "All")
_SAME = ({"alle", "all"}, {"forretning", "business", "forretningssiden"}, {"kreditt", "credit"})
_BETWEEN = frozenset({"og", "and", "samt", "eller", "or", "&", "+"})
_FILLERS = frozenset(
    {"eventuelt", "evt", "ev", "possibly", "optionally", "gjerne", "også", "also", "both", "både", "begge"}
)
_LOOSE = frozenset({"forretningssiden"})  # says no more than the role, in a word that stays
_PARTS = re.compile(r"\s*(?:[/,;&+]|\b(?:og|and|samt|eller|or)\b)\s*")
_NAME = re.compile(r"[A-ZÆØÅ][\w-]*\.?")
_BRACKET = re.compile(r"((?<!\*)\*++|)\s*\(\s*([^()|]{2,60}?)\s*\)")
_POINT = re.compile(r"\s*\**\s*(?:[-•–]|\*(?=\s)|\d{1,2}[.)])\s*")
_BREAK = "<br>"


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket that names roles. `is_pure` where it says nothing else."""

    roles: tuple[str, ...]
    is_pure: bool


class RoleNames:
    """The roles of a guide by any name for them. `listed` are those that the guide lists, in its own spelling.

    Others are called what the language of the guide calls them.
    """

    def __init__(self, listed: Sequence[str], language: str) -> None:
        self._names: dict[str, str] = {}
        self._loose = _LOOSE - {name.casefold() for name in listed}
        for name in (*listed, *(KNOWN[::-1] if language == "en" else KNOWN)):
            others = next((same for same in _SAME if name.casefold() in same), {name.casefold()})
            known = next((self._names[other] for other in others if other in self._names), name)
            self._names.setdefault(name.casefold(), known)
            for other in others:
                self._names.setdefault(other, known)

    def named(self, text: str) -> tuple[str, ...]:
        """The roles that a text names, whatever else it says."""
        words = re.findall(r"[\w-]+", text.casefold())
        return tuple(dict.fromkeys(self._names[word] for word in words if word in self._names))

    def bracket(self, content: str) -> Bracket | None:
        """What some words between brackets say of roles; None where they are about something else."""
        tokens = re.findall(r"[^\s/,;.]+", content.replace("*", ""))
        roles = [self._names[token.casefold()] for token in tokens if token.casefold() in self._names]
        others = [token.casefold() for token in tokens if token.casefold() not in self._names]
        unknown = [other for other in others if other not in _BETWEEN | _FILLERS]
        if not roles or (unknown and not self._are_names(content)):
            return None
        is_pure = not unknown and not any(word.casefold() in _FILLERS | self._loose for word in tokens)
        return Bracket(tuple(dict.fromkeys(roles)), is_pure)

    def _are_names(self, content: str) -> bool:
        """Whether some words between brackets are single names that signs part: a role beside others."""
        parts = [part for part in _PARTS.split(content.replace("*", "").strip()) if part]
        return len(parts) > 1 and all(part.casefold() in self._names or _NAME.fullmatch(part) for part in parts)

    def within(self, text: str) -> tuple[str, ...]:
        """The roles that the brackets of a text name."""
        found = (self.bracket(match.group(2)) for match in _BRACKET.finditer(text))
        return tuple(dict.fromkeys(role for bracket in found if bracket for role in bracket.roles))


def taken_out(text: str, names: RoleNames) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text of a task without brackets that say nothing but who has it, the roles, and those brackets as written.

    Brackets stay where they belong to a point of a list or to a part of a sentence, or say more than a role.
    """
    roles: dict[str, None] = {}
    removed: list[str] = []
    parts: list[str] = []
    for piece in text.split(_BREAK):
        found = [(match, bracket) for match in _BRACKET.finditer(piece) if (bracket := names.bracket(match.group(2)))]
        for _, bracket in found:
            roles |= dict.fromkeys(bracket.roles)
        is_whole = all(_ends(piece[match.end() :]) for match, _ in found) and not _POINT.match(piece)
        gone = [match for match, bracket in found if bracket.is_pure and is_whole]
        removed += [match.group(2) for match in gone]
        parts.append(_without(piece, gone))
    return _BREAK.join(parts), tuple(roles), tuple(removed)


def _without(piece: str, brackets: Sequence[re.Match[str]]) -> str:
    """A piece of text without some brackets; emphasis that began before one ends there all the same."""
    if not brackets:
        return piece
    kept, position = "", 0
    for bracket in brackets:
        kept += piece[position : bracket.start()].rstrip()
        position = bracket.end()
        if _is_marked(piece, bracket):
            position += len(bracket.group(1))
        else:
            kept += bracket.group(1)
    return _tidied(kept + piece[position:])


def _is_marked(piece: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket has emphasis of its own, which goes with it."""
    mark = bracket.group(1)
    begun = re.findall(r"\*+", piece[: bracket.start()])
    return bool(mark) and piece.startswith(mark, bracket.end()) and len(begun) % 2 == 0


def _ends(after: str) -> bool:
    """Whether a sentence or a line ends after a bracket."""
    rest = after.lstrip(" *")
    return not rest or rest[:1].isupper() or rest[:1] in '.,:;!?[«"(<-–'


def _tidied(piece: str) -> str:
    """The piece without the blank or the second stop that a bracket leaves behind."""
    piece = re.sub(r"\s+([.,:;])", r"\1", piece)
    piece = re.sub(r"([.!?:])(\**)\.(?!\.)", r"\1\2", piece)
    piece = re.sub(r"(?<!\S)\*{4}(?!\S)", "", piece)
    return re.sub(r"[ \t]{2,}", " ", piece)
