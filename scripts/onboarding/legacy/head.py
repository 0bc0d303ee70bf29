"""The front matter of a legacy page, which may stand there twice and in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onboarding.legacy.model import Line, Repairs

_FENCE = re.compile(r"\s*---\s*$")
_KEY = re.compile(r"([A-Za-z_][\w-]*)\s*:(?:\s+(.*)|)$")
_ITEM = re.compile(r"\s*-\s+(.*)$")
_FOLDED = re.compile(r"[>|][+-]?\d?\s+")  # how YAML begins a text of several lines
_LONGEST = 60  # lines: what is longer is no front matter, but text between two rules
_NO_KEYWORD = "sample"
_TEXTS = frozenset({"title", "keywords"})  # whose values may go on in the next line, whatever it looks like

# Keys of Jekyll and Docusaurus. Lines between two rules that have none of them are text.
_KNOWN = frozenset(
    {"author", "date", "description", "draft", "folder", "hide_table_of_contents", "hide_title", "id", "keywords"}
    | {"lang", "last_updated", "layout", "pagination_label", "permalink", "published", "search", "sidebar"}
    | {"sidebar_label", "sidebar_position", "slug", "summary", "tags", "title", "toc"}
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the front matter says. `slugs` are all names that the page had, the first one its latest."""

    title: str = ""
    keywords: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    summary: str = ""


@dataclass(slots=True)
class _Field:
    """A key with its values and the line that it stands on."""

    key: str
    number: int
    values: list[str] = field(default_factory=list)
    is_list: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the last value begins with a quotation mark that nothing ends."""
        value = self.values[-1] if self.values else ""
        return value[:1] in ("'", '"') and value.replace(f"\\{value[0]}", "").count(value[0]) % 2 == 1

    def go_on(self, text: str) -> None:
        """Another line of the last value."""
        last = self.values.pop() if self.values else ""
        self.values.append(_FOLDED.sub("", f"{last} {text.strip()}".strip(), count=1))


_Block = dict[str, _Field]


def read_head(lines: Sequence[Line], stem: str, repairs: Repairs) -> tuple[Head, list[Line]]:
    """The front matter and the lines of the body. `stem` is the name of the file without its ending."""
    blocks: list[_Block] = []
    rest = list(lines)
    while len(blocks) < 2 and (found := _Reader(rest, repairs).block()):
        fields, end = found
        if blocks:
            repairs.note(rest[end - 1].number, "front-matter-second")
        blocks.append(fields)
        rest = rest[end:]
    return _head(blocks, stem, repairs), rest


class _Reader:
    """Reads the block that some lines begin with."""

    def __init__(self, lines: Sequence[Line], repairs: Repairs) -> None:
        self._lines = lines
        self._repairs = repairs
        self._fields: _Block = {}
        self._quoted: dict[str, int] = {}  # the lines of keys whose quotation marks are open over several
        self._current: _Field | None = None
        self._is_apart = False  # whether the last line was blank

    def block(self) -> tuple[_Block, int] | None:
        """The fields, and where the block ends; None where there is none."""
        start = next((place for place, line in enumerate(self._lines) if line.text.strip()), len(self._lines))
        is_begun = start < len(self._lines) and _FENCE.match(self._lines[start].text) is not None
        end, is_closed = self._read(start + is_begun)
        is_empty = is_closed and end == start + 2
        if not (_KNOWN & set(self._fields) or (is_begun and is_empty)) or not (is_begun or is_closed):
            return None
        if not (is_begun and is_closed):
            self._repairs.note(
                self._lines[start].number, "front-matter-unclosed" if is_begun else "front-matter-unopened"
            )
        for key, number in self._quoted.items():
            self._repairs.note(number, "front-matter-quote", key=key)
        return self._fields, end

    def _read(self, start: int) -> tuple[int, bool]:
        """Read fields; where they end, and whether a rule ends them."""
        end = start
        for place in range(start, min(start + _LONGEST, len(self._lines))):
            line = self._lines[place]
            if _FENCE.match(line.text):
                return place + 1, True
            if line.text.strip() and not self._take(line) and not self._is_comment(place):
                break
            self._is_apart = not line.text.strip()
            end = end if self._is_apart else place + 1
        return end, False

    def _is_comment(self, place: int) -> bool:
        """Whether a line is a comment, and no heading: a field follows right below."""
        below = self._key(self._lines[place + 1].text) if place + 1 < len(self._lines) else None
        return self._lines[place].text.startswith("#") and below is not None and below[0] in _KNOWN

    def _take(self, line: Line) -> bool:
        """Whether a line belongs to the fields."""
        current = self._current
        if found := self._key(line.text):
            key, value = found
            self._current = self._fields[key] = _Field(key, line.number, [value] if value else [])
        elif current is None:
            return False
        elif current.is_open and not self._is_apart:
            self._quoted[current.key] = current.number
            current.go_on(line.text)
        elif item := _ITEM.match(line.text):
            current.values.append(item.group(1).strip())
            current.is_list = True
        elif line.text[0].isspace() or (current.key in _TEXTS and not self._is_apart and line.text[0] not in "#|>*![<"):
            current.go_on(line.text)
        else:
            return False
        return True

    def _key(self, text: str) -> tuple[str, str] | None:
        """The key and the value of a line; a text in quotation marks goes on until a key that is known."""
        found = _KEY.match(text)
        if found is None:
            return None
        key = found.group(1).lower()
        may_be_text = self._current is not None and self._current.is_open
        return None if may_be_text and key not in _KNOWN else (key, (found.group(2) or "").strip())


def _head(blocks: list[_Block], stem: str, repairs: Repairs) -> Head:
    """What all blocks say together: the later one is the real one."""
    slugs = [slug for block in blocks for key in ("slug", "permalink", "id") for slug in _texts(block, key, repairs)]
    names = dict.fromkeys(filter(None, (_slug(slug) for slug in (*slugs, stem))))
    titles = [
        (block["title"].number, " ".join(_texts(block, "title", repairs))) for block in blocks if "title" in block
    ]
    titles = [(number, title) for number, title in titles if title]
    real = [title for _, title in titles if not _is_made(title, names)]
    if real:
        for number, title in titles:
            if title not in real:
                repairs.note(number, "title-machine", title=title)
    keywords = [word for block in blocks for key in ("keywords", "tags") for word in _keywords(block, key, repairs)]
    title = real[-1] if real else titles[-1][1] if titles else ""
    return Head(title, tuple(dict.fromkeys(keywords)), tuple(names), _summary(blocks, repairs))


def _summary(blocks: list[_Block], repairs: Repairs) -> str:
    """What the blocks say that the page is about, each text once."""
    texts = [text for block in blocks for key in ("summary", "description") for text in _texts(block, key, repairs)]
    return " ".join(dict.fromkeys(texts))


def _is_made(title: str, names: dict[str, None]) -> bool:
    """Whether a program made a title of the file's name."""
    plain = re.sub(r"[\W_]+", "", title.casefold())
    return any(plain == re.sub(r"[\W_]+", "", name.casefold()) for name in names)


def _slug(written: str) -> str:
    """The name of a page in an address: without folders and ending."""
    name = written.strip().rstrip("/").rpartition("/")[2]
    return re.sub(r"\.(?:html?|md)$", "", name)


def _keywords(block: _Block, key: str, repairs: Repairs) -> Iterator[str]:
    if key not in block:
        return
    found = block[key]
    words = [word for text in _texts(block, key, repairs) for word in _listed(text)]
    is_list = found.is_list or any(value.startswith("[") for value in found.values)
    if is_list and (len(words) == 1 or (len(found.values) == 1 and _is_one(_inside(found.values[0])))):
        repairs.note(found.number, "front-matter-list", key=key)
    if [word.casefold() for word in words] == [_NO_KEYWORD]:
        repairs.note(found.number, "keywords-sample")
    else:
        yield from words


def _listed(text: str) -> list[str]:
    inside = _inside(text)
    words = (_unquoted(word) for word in (_unquoted(inside) if _is_one(inside) else inside).split(","))
    return [word for word in words if word]


def _inside(text: str) -> str:
    return text.strip().removeprefix("[").removesuffix("]").strip()


def _is_one(text: str) -> bool:
    """Whether a text in quotation marks is all that a list has, commas or not."""
    return text[:1] in ("'", '"') and text[-1:] == text[:1] and text.count(text[:1]) == 2


def _texts(block: _Block, key: str, repairs: Repairs) -> list[str]:
    """The values of a key without their quotes."""
    if key not in block:
        return []
    found = block[key]
    if found.is_open:
        repairs.note(found.number, "front-matter-quote", key=key)
    if key not in ("keywords", "tags") and (found.is_list or any(value.startswith("[") for value in found.values)):
        repairs.note(found.number, "front-matter-list", key=key)
        return [" ".join(word for value in found.values for word in _listed(value))]
    return [text for value in found.values if (text := _unquoted(value))]


def _unquoted(text: str) -> str:
    words = text.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
        words = words[1:-1].replace('\\"', '"').replace("''", "'")
    elif words[:1] in ("'", '"') and words.count(words[0]) % 2:
        words = words[1:]
    return words.strip()
