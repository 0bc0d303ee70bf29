"""Tables of legacy pages for Hypothesis: whole, and as editors and programs have damaged them.

A damaged table is one that a person can still read: each says by its lines where its rows begin, because a row begins
with a pipe, or with an id or a date, or is as wide as the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

# Pieces of a cell that stand on one line, as they are written and as a reader sees them.
Piece = tuple[str, str]
Cell = tuple[Piece, ...]

WORDS = [
    (word, word)
    for word in ("Bits", "bestiller", "tilgang", "til", "API-et,", "æøå", "(IT)", "2", "400", "«av»", "&", "§", "3,5")
]
MARKED = [
    ("**Lese**", "Lese"),
    ("*kort*", "kort"),
    ("[vilkår](https://a.example.no/b_c#d)", "vilkår"),
    ("[skjema](<a (1.docx>)", "skjema"),
    ("ja<br>nei", "ja nei"),
    ("<https://a.example.no/>", "https://a.example.no/"),
]
PIPES = [(r"a\|b", "a|b"), (r"\|", "|"), ("`a|b`", "a|b"), (r"`a\|b`", "a|b"), ("`` `|*_ ``", "`|*_"), ("`*`", "*")]
NOTHING: Cell = ()
DASH: Cell = (("-", "-"),)

PIECE = st.sampled_from(WORDS) | st.sampled_from(WORDS) | st.sampled_from(MARKED) | st.sampled_from(PIPES)
FILLED = st.lists(PIECE, min_size=1, max_size=6).map(tuple)
CELL = FILLED | FILLED | FILLED | st.just(NOTHING) | st.just(DASH)
IDS = st.builds("{}{}{}".format, st.sampled_from("ABC"), st.sampled_from(["-", "", " - ", "–"]), st.integers(1, 30))
DATES = st.sampled_from(["01.02.2021", "1.2.21", "31.12.2023", "09.10.22"])
KEYS = (IDS | DATES | IDS.map("**{}**".format)).map(lambda key: ((key, key.strip("*")),))

KINDS = [
    "blank line",
    "broken row",
    "header and separator on one line",
    "header without pipes",
    "narrow header",
    "no first pipe",
    "no last pipe",
    "padding",
    "row broken by a blank line",
    "separator of the wrong width",
    "short row",
]

BEFORE = [
    [],
    ["Se tabellen:"],
    ["Se tabellen:", ""],
    ["# Oppgaver"],
    ["* et punkt", "* et til"],
    ["---", "title: Side", "slug: side", "---"],
    ["```", "| ikke | en |", "|--|", "tabell", "```"],
    ["~~~ md", "", "| a |", "|---|", "b | c", "~~~", ""],
    ["   ", "1. først"],
]
AFTER = [
    [],
    [""],
    ["", "Mer tekst."],
    ["Rett under."],
    ["- et punkt"],
    ["## Videre"],
    ["```", "| ikke | en |", "|--|", "```"],
    ["", "", "> sitat"],
    ["", "    kode | her |", ""],
]


def written(cell: Cell) -> str:
    return " ".join(piece for piece, _ in cell)


def seen(cell: Cell) -> str:
    return " ".join(text for _, text in cell)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table within other lines. `rows` is what a reader sees in each cell, `damage` what was done to it."""

    before: list[str]
    lines: list[str]
    after: list[str]
    header: list[str]
    rows: list[list[str]]
    damage: frozenset[str] = frozenset()

    @property
    def text(self) -> list[str]:
        return [*self.before, *self.lines, *self.after]


@dataclass(slots=True)
class Table:
    """A table before anything happens to it."""

    header: list[Cell]
    rows: list[list[Cell]]
    is_keyed: bool

    @property
    def width(self) -> int:
        return len(self.header)

    def drawn(self, before: list[str], lines: list[str], after: list[str], damage: Sequence[str] = ()) -> Drawn:
        header, rows = [seen(cell) for cell in self.header], [[seen(cell) for cell in row] for row in self.rows]
        return Drawn(before, lines, after, header, rows, frozenset(damage))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of tasks or changes, whose rows begin with an id or a date, and tables of anything."""
    width = draw(st.integers(1, 5))
    is_keyed = width > 1 and draw(st.booleans())
    header = [draw(FILLED.filter(lambda cell: seen(cell) != "|")), *(draw(CELL) for _ in range(width - 1))]
    first = KEYS if is_keyed else FILLED if width == 1 else CELL
    rows = [[draw(first), *(draw(CELL) for _ in range(width - 1))] for _ in range(draw(st.integers(1, 5)))]
    if draw(st.integers(0, 3)):  # most have no pipes in code, which would hide that other damage is left
        header, *rows = ([_plain(cell) for cell in row] for row in [header, *rows])
    return Table(header, rows, is_keyed)


def piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


@st.composite
def whole_tables(draw: st.DrawFn) -> Drawn:
    """Tables that GitHub and the site show as they are."""
    table = draw(tables())
    cells = [[_plain(cell) for cell in row] for row in [table.header, *table.rows]]
    table = Table(cells[0], cells[1:], table.is_keyed)
    blank = draw(st.sampled_from(["", " ", "   "]))
    rows = [[f"{blank}{written(cell)} " for cell in row] for row in cells]
    marks = [draw(st.sampled_from(["---", "-----", " :---: ", "---:", ":--"])) for _ in table.header]
    lines = [f"|{'|'.join(row)}|" for row in [rows[0], marks, *rows[1:]]]
    before, after = draw(st.sampled_from(BEFORE)), draw(st.sampled_from(AFTER))
    return table.drawn([*before, ""], lines, ["", *after])


def _plain(cell: Cell) -> Cell:
    """A cell without pipes in code, which GitHub and the site never show alike."""
    return tuple(("kode", "kode") if _is_pipe_in_code(piece) else (piece, text) for piece, text in cell)


def _is_pipe_in_code(piece: str) -> bool:
    return "`" in piece and "|" in piece


@dataclass(slots=True)
class _Damage:
    """Writes a table with what has happened to it."""

    draw: st.DrawFn
    table: Table
    kinds: frozenset[str]  # what may happen: one kind alone hides no other
    done: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    is_closed: bool = True  # whether the last line ends with a pipe
    is_narrow: bool = False

    def happens(self, name: str, *, may: bool = True) -> bool:
        """Whether a kind of damage is done, where it can be told afterwards."""
        if may and name in self.kinds and self.draw(st.booleans()):
            self.done.append(name)
            return True
        return False

    def padded(self, cell: str) -> str:
        return cell + " " * self.draw(st.sampled_from([45, 300, 3000])) if self.happens("padding") else cell

    def head(self) -> None:
        cells = [written(cell) for cell in self.table.header]
        while len(cells) > 1 and self.happens("narrow header"):
            cells.pop()
            self.table.header[len(cells)] = NOTHING
            self.is_narrow = True
        shown = piped([self.padded(cell) for cell in cells])
        if self.happens("header without pipes", may=len(cells) > 1 and all((cells[0], cells[-1]))):
            shown = " | ".join(cells)
        width = self.table.width if self.draw(st.booleans()) else len(cells)
        if self.happens("separator of the wrong width"):
            width = self.draw(st.integers(1, self.table.width + 2).filter(lambda number: number != width))
        dashes = "-" * 120 if self.happens("padding") else "-----"
        marks = [self.draw(st.sampled_from(["---", ":---", "---:", dashes])) for _ in range(width)]
        separator = f"|{'|'.join(marks)}|"
        if self.happens("header and separator on one line", may=shown.startswith("|")):
            self.lines.append(f"{shown}{self.draw(st.sampled_from(['', ' ']))}{separator}".replace("||", "|"))
            return
        self.lines.append(shown)
        if self.happens("blank line", may=shown.startswith("|")):
            self.lines.append("")
        self.lines.append(separator)

    def row(self, cells: list[Cell]) -> None:
        texts = [written(cell) for cell in cells]
        is_first_kept = self.table.is_keyed or (bool(texts[0]) and self.table.width > 1)
        if self.happens("blank line", may=bool(self.table.rows) and self.lines[-1] != ""):
            self.lines.append(self.draw(st.sampled_from(["", "   "])))
            is_first_kept = self.table.is_keyed
        first = not self.happens("no first pipe", may=is_first_kept)
        last = not self.happens("no last pipe", may=first or bool(texts[-1]))
        if first and last and self.happens("short row", may=not texts[-1]):
            while len(texts) > 1 and not texts[-1]:
                texts.pop()
        if self.broken(cells, texts, first=first, last=last):
            return
        shown = " | ".join(map(self.padded, texts))
        self.lines.append(f"{'| ' if first else ''}{shown}{' |' if last else ''}")
        self.is_closed = last

    def broken(self, cells: list[Cell], texts: list[str], *, first: bool, last: bool) -> bool:
        """Write a row over several lines, where its beginning can be told from what follows."""
        places = [place for place, cell in enumerate(cells[: len(texts)]) if len(cell) > 1]
        may = bool(places) and (self.table.is_keyed or (first and not self.is_narrow))
        may_be_apart = may and self.table.is_keyed and last
        is_apart = self.happens("row broken by a blank line", may=may_be_apart)
        if not (is_apart or self.happens("broken row", may=may)):
            return False
        place = self.draw(st.sampled_from(places))
        inside = self.draw(st.integers(1, len(cells[place]) - 1))
        start = " | ".join([*texts[:place], written(cells[place][:inside])])
        end = " | ".join([written(cells[place][inside:]), *texts[place + 1 :]])
        self.lines.append(f"{'| ' if first else ''}{start}")
        if is_apart:
            self.lines.append("")
        self.lines.append(f"{self.draw(st.sampled_from(['', '  ']))}{end}{' |' if last else ''}")
        self.is_closed = last
        return True


ANY = st.sampled_from([frozenset({kind}) for kind in KINDS]) | st.frozensets(st.sampled_from(KINDS))


@st.composite
def damaged_tables(draw: st.DrawFn, kinds: st.SearchStrategy[frozenset[str]] = ANY) -> Drawn:
    """Tables with some of the damage, directly after and before other lines."""
    table = draw(tables())
    damage = _Damage(draw, table, draw(kinds))
    before, after = draw(st.sampled_from(BEFORE)), draw(st.sampled_from(AFTER))
    damage.head()
    for row in table.rows:
        damage.row(row)
    if not damage.is_closed and after and after[0] not in ("", "## Videre", "```"):
        after = ["", *after]  # what stands right below a row that has not ended is the rest of it
    found = {
        "one column": table.width == 1,
        "pipe in code": any(_is_pipe_in_code(piece) for row in table.rows for cell in row for piece, _ in cell),
        "text right above": bool(before and before[-1]),
        "text right below": bool(after and after[0]),
    }
    done = [*damage.done, *(name for name, is_so in found.items() if is_so)]
    return table.drawn(before, damage.lines, after, done)
