"""Mends that are certain: they change how a text is written, and no word of what GitHub and the site show."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from onboarding.content.fields import allowed
from onboarding.load import Survey
from onboarding.proofreading.addresses import OwnSite, bare_addresses
from onboarding.proofreading.layout import STEP, Node, causes, indent, tree
from onboarding.proofreading.model import Body, Fault
from onboarding.proofreading.parity import View, unlike, view
from onboarding.proofreading.proofread import body_faults
from onboarding.proofreading.reading import read_body
from onboarding.prose import Form, read
from onboarding.prose.blocks import Block

# In this order, since one may be all that is wrong: a list that has no blank line before it is read as no list at all.
_ORDER = ("own-address", "bare-address", "list-after-paragraph", "list-indent", "blank-line")
MENDABLE = frozenset(_ORDER)

_WORD = re.compile(r"[^\W\d_]+")  # the number of a point is a word only where the site takes it for running text
_QUOTED = re.compile(r"(?: {0,3}>)*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")


@dataclass(frozen=True, slots=True)
class _Edit:
    """`text` in the place of what stands from `start` to `end` in a body: the mend of a fault on one of `lines`."""

    start: int
    end: int
    text: str
    code: str
    lines: range

    def mends(self, fault: Fault) -> bool:
        """Whether the edit is the mend of a fault."""
        return fault.code == self.code and fault.line in self.lines


def mended(survey: Survey, own: str, paths: Collection[str] | None = None) -> dict[str, str]:
    """The new text of each file that has something to mend, by its path; of `paths` alone where they are given.

    What a file asks to be accepted is left. Its lines end as those of `Survey.texts` do; `with_line_ends` gives them
    back the ends that the file has.
    `own` is the site's own address with a final slash, or "" where it is not known.
    """
    site = OwnSite(survey.content, own)
    found: dict[str, str] = {}
    for path, document in survey.documents.items():
        if paths is not None and path not in paths:
            continue
        body = mended_body(document.body, path, site, allowed(document))
        if body != document.body:
            found[path] = survey.texts[path].removesuffix(document.body) + body
    return found


def mended_body(text: str, path: str, site: OwnSite, accepted: Collection[str] = ()) -> str:
    """The body of the file `path` with everything mended that can be: one mend makes way for the next.

    Faults whose codes are `accepted` are left. It ends, because each mend leaves one address less to mend, or the site
    nearer to GitHub.
    """
    codes = [code for code in _ORDER if code not in accepted]
    while (new := _round(text, path, site, codes)) != text:
        text = new
    return text


def with_line_ends(text: str, original: str) -> str:
    """`text` with each line ending as it does in `original`, and new lines as the line before them."""
    ends = [(line.rstrip("\r\n"), line[len(line.rstrip("\r\n")) :]) for line in _LINE.findall(original) if line]
    lines = text.split("\n")
    kept = [end for _, end in ends] or ["\n"]
    made: list[str] = []
    matcher = SequenceMatcher(None, [line for line, _ in ends], lines, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            made += kept[first:last]
        elif end > begin:
            made += [kept[max(min(first + number, last - 1), 0)] for number in range(end - begin)]
    return "".join(line + (end or kept[0]) for line, end in zip(lines[:-1], made, strict=False)) + lines[-1]


def _round(text: str, path: str, site: OwnSite, codes: Iterable[str]) -> str:
    """The text after the first kind of mend that has something to do and does no harm; `codes` are the kinds."""
    body = read_body(read(text))
    if not body.prose.text:
        return text
    found = [*_own_addresses(body, path, site), *_bare_addresses(body), *_blank_lines(body), *_indents(body)]
    if not found:
        return text
    layout = [Fault(one.code, one.line) for one in body.prose.layout]
    faults = [*layout, *body_faults(body, path, site, layout)]
    edits = sorted({edit for edit in found if any(map(edit.mends, faults))}, reverse=True, key=lambda edit: edit.start)
    for code in codes:
        some = [edit for edit in edits if edit.code == code]
        if some and (new := _edited(text, some)) != text:
            return new
    return text


def _edited(text: str, edits: list[_Edit]) -> str:
    """The text after those of the edits, the last one first, that do no harm: all at once, or one by one."""
    before = _shown(text)
    for some in (edits, *([edit] for edit in edits)):
        new = text
        for edit in some:
            new = new[: edit.start] + edit.text + new[edit.end :]
        if new != text and _is_safe(before, after := _shown(new), some[0]):
            text, before = new, after
            if some is edits:
                break
    return text


def _shown(text: str) -> tuple[Body, View]:
    body = read_body(read(text))
    return body, view(body)


def _is_safe(before: tuple[Body, View], after: tuple[Body, View], edit: _Edit) -> bool:
    """Whether GitHub shows the same, and the site the same words; a mend of the layout brings it nearer to GitHub."""
    (old, old_view), (new, new_view) = before, after
    is_layout = not edit.code.endswith("address")
    if old_view.github is None or old_view.site is None or new_view.github is None or new_view.site is None:
        return False
    return (
        _plain(new_view.github) == _plain(old_view.github)
        and _words(new_view.site) == _words(old_view.site)
        and _link_texts(new) == _link_texts(old)
        and unlike(new_view.github, new_view.site) + is_layout <= unlike(old_view.github, old_view.site)
    )


def _link_texts(body: Body) -> list[str]:
    """The words of all links but those that are addresses: a link in another one's words would end it."""
    return [link.text for link in body.prose.links if link.form is not Form.AUTOLINK]


def _plain(blocks: tuple[Block, ...]) -> list[tuple[object, ...]]:
    return [(block.path, block.place, block.text) for block in blocks]


def _words(blocks: tuple[Block, ...]) -> list[str]:
    return [word for block in blocks for word in _WORD.findall(block.text)]


def _offsets(body: Body) -> list[int]:
    """Where each row begins in the text."""
    return [0, *accumulate(len(row) + 1 for row in body.rows)]


def _own_addresses(body: Body, path: str, site: OwnSite) -> Iterator[_Edit]:
    """Links that are written in full; addresses that stand for themselves need words from an editor."""
    for link in body.prose.links:
        internal = site.internal(path, link.address) if link.form is Form.INLINE else None
        if internal and internal.is_certain:
            yield _Edit(link.start, link.end, link.markup(internal.path), "own-address", _only(link.line))


def _bare_addresses(body: Body) -> Iterator[_Edit]:
    """Addresses as links in angle brackets; `www.…` is none, and to complete it would change what is read."""
    offsets = _offsets(body)
    for piece in body.pieces:
        for address in bare_addresses(piece.text) if piece.kind == "text" and not piece.is_linked else ():
            row = piece.line - body.prose.line
            for found in re.finditer(
                rf"""(?<![<\["'=`\w/])(?<!\]\(){re.escape(address)}(?![\w/<>`*_~])""", body.rows[row]
            ):
                start, end = offsets[row] + found.start(), offsets[row] + found.end()
                yield _Edit(start, end, f"<{address}>", "bare-address", _only(piece.line))


def _blank_lines(body: Body) -> Iterator[_Edit]:
    offsets = _offsets(body)
    faults = [(fault.code, fault.line) for fault in causes(body)]
    for code, line in [*faults, *((fault.code, fault.line) for fault in body.prose.layout)]:
        if code in ("blank-line", "list-after-paragraph"):
            row = line - body.prose.line
            around = min(map(_quotation, body.rows[row - 1 : row + 1]), key=len)
            yield _Edit(offsets[row], offsets[row], f"{around}\n", code, _only(line))


def _quotation(row: str) -> str:
    """The marks of the quotations that a row stands in."""
    found = _QUOTED.match(row)
    return found.group() if found else ""


def _only(line: int) -> range:
    return range(line, line + 1)


def _indents(body: Body) -> Iterator[_Edit]:
    """Each list that stands by itself, with everything in it as far in as its level says."""
    offsets = _offsets(body)
    for node in tree(body).children:
        if node.kind == "list":
            rows = list(body.rows[node.first : node.end])
            _indent(body, node, rows, node.first, 0)
            if rows != list(body.rows[node.first : node.end]):
                lines = range(body.line(node.first), body.line(node.end))
                yield _Edit(offsets[node.first], offsets[node.end] - 1, "\n".join(rows), "list-indent", lines)


def _indent(body: Body, node: Node, rows: list[str], top: int, level: int) -> None:
    """Move the points of a list at `level`, and what is in them, to where they belong; `rows[0]` is row `top`."""
    for point in node.children:
        moved = level * STEP - indent(rows[point.first - top])
        for row in range(point.first - top, point.end - top):
            rows[row] = _moved(rows[row], moved)
        for child in point.children:
            if child.first == point.first:
                continue
            if child.kind == "list":
                _indent(body, child, rows, top, level + 1)
            else:
                moved = (level + 1) * STEP - indent(body.rows[child.first])
                for row in range(child.first, child.end):
                    rows[row - top] = _moved(body.rows[row], moved)


def _moved(row: str, blanks: int) -> str:
    """A row that begins so many blanks further in."""
    row = row.expandtabs(STEP)
    words = row.lstrip(" ")
    return " " * max(len(row) - len(words) + blanks, 0) + words if words else row
