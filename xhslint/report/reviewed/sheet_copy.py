"""The reviewed copy of one sheet: words in red, tinted cells, and a column of findings behind the last one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from xhslint.base.records import dataclass, field
from xhslint.documents.cells import MAX_COLUMNS
from xhslint.documents.column_names import column_index, column_letters
from xhslint.documents.package import Package
from xhslint.documents.xml_text import attribute
from xhslint.report.reviewed.cell_styles import WRAPPED, CellStyles
from xhslint.report.reviewed.marks import Piece, located
from xhslint.report.reviewed.rich_cells import Run, Runs, marked, words_of
from xhslint.report.reviewed.source import Edit, Tag, edited_bytes, escaped, into, prefix_of, space_of, walk
from xhslint.report.reviewed.wording import AUTHOR, worst
from xhslint.terminal.width import cell_count

WIDTH = 60
"""How wide the column of findings is, in digits."""

_BEHIND_COMMENTS = frozenset(
    ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
)
_SPANS = re.compile(r"""\sspans\s*=\s*(?:"[^"]*"|'[^']*')""")
_HEIGHT = re.compile(r"""\sht\s*=\s*(?:"[^"]*"|'[^']*')""")
_POINTS = re.compile(r"\d{1,4}(?:\.\d+)?", re.ASCII)
_LINE = 15
"""How high a line is, in points; a row has at most `_HIGHEST`."""
_HIGHEST = 409
_NUMBERS = re.compile(r"""\s(?:min|max)\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass
class _Cell:
    tag: Tag
    name: str
    value: str = ""
    runs: list[Run] | None = None
    has_formula: bool = False


@dataclass
class _Row:
    tag: Tag
    number: int
    cells: list[str] = field(default_factory=list)


class SheetCopy:
    """Reads a sheet, and writes it anew with marks.

    `pieces` are those of the cells with findings, `said` what the column of findings says in each row.
    """

    def __init__(
        self, package: Package, data: bytes, pieces: Mapping[str, list[Piece]], said: Mapping[int, str]
    ) -> None:
        self._data = data
        self._pieces = pieces
        self._said = said
        self._cells: dict[str, _Cell] = {}
        self._rows: dict[int, _Row] = {}
        self._lists: dict[str, Tag] = {}
        self._columns: list[Tag] = []
        self._last = self._column = self._number = -1
        self._open: _Cell | None = None
        self._is_value = False
        self._runs = Runs(data)
        walk(package, data, self._begin, self._finish, self._text)

    @property
    def shared(self) -> set[int]:
        """The numbers of the shared texts in marked cells."""
        return {int(cell.value) for cell in self._cells.values() if _is_shared(cell)}

    @property
    def drawing(self) -> str:
        """The id by which the sheet names the part with the boxes of its comments; "" if it has none."""
        named = self._lists.get("legacyDrawing")
        return (attribute(named.values, "r:id") or "") if named else ""

    @property
    def space(self) -> str:
        """The name space of the sheet."""
        return space_of(self._data, self._lists["worksheet"])

    def written(self, texts: Mapping[int, list[Run] | None], styles: CellStyles, drawing: str, edition: str) -> bytes:
        """Return the sheet with its marks; `texts` are the shared ones, `drawing` is the id of the boxes of its comments."""
        edits = [self._marked(cell, texts, styles) for cell in self._cells.values()]
        rows = self._lists.get("sheetData")
        if self._said and self._last + 1 < MAX_COLUMNS and rows and not rows.is_empty:
            edits += self._findings(styles)
        if drawing:
            later = min((tag.start for name, tag in self._lists.items() if name in _BEHIND_COMMENTS), default=None)
            at = self._lists["worksheet"].outer if later is None else later
            edits.append((at, at, f'<legacyDrawing{self._own} xmlns:r="{edition}" r:id="{drawing}"/>'))
        return edited_bytes(self._data, edits)

    @property
    def _own(self) -> str:
        """What an element without prefix needs to be one of the sheet."""
        return f' xmlns="{self.space}"' if prefix_of(self._data, self._lists["worksheet"]) else ""

    def _marked(self, cell: _Cell, texts: Mapping[int, list[Run] | None], styles: CellStyles) -> Edit:
        """Return the edit of a cell: words in red where they are known, else only a tint."""
        pieces, values = self._pieces[cell.name], cell.tag.values
        style = _number(values.get("s", ""))
        number = styles.number(style, worst(span.finding for piece in pieces for span in piece.spans))
        runs = texts.get(int(cell.value)) if _is_shared(cell) else cell.runs
        spans = located(words_of(runs), pieces) if runs and not cell.has_formula else []
        words = marked(runs, spans, styles.font(style)) if runs and spans else None
        others = "".join(
            f' {name}="{escaped(value)}"'
            for name, value in values.items()
            if name not in ("r", "s", "t") and " " not in name
        )
        head = f'<c{self._own} r="{cell.name}" s="{number}"{others}'
        if words is not None:
            return cell.tag.start, cell.tag.end, f'{head} t="inlineStr"><is>{words}</is></c>'
        raw = self._data[cell.tag.start : cell.tag.inner].decode()
        bare = re.sub(r"""\ss\s*=\s*(?:"[^"]*"|'[^']*')""", "", raw)
        return cell.tag.start, cell.tag.inner, re.sub(r"\A<[\w:.-]+", rf'\g<0> s="{number}"', bare)

    def _findings(self, styles: CellStyles) -> list[Edit]:
        """Return the edits that add the column of findings, and its name above its first row."""
        said = dict(self._said)
        first = min(said)
        if first > 1:
            said[first - 1] = AUTHOR
        else:  # there is no row for a name; by its first line the column is known when the copy is checked
            said[first] = f"{AUTHOR}\n{said[first]}"
        letters, style = column_letters(self._last + 1), styles.number(0, WRAPPED)
        edits: list[Edit] = [self._width()]
        if tag := self._lists.get("dimension"):  # no longer true, and need not be there
            edits.append((tag.start, tag.end, ""))
        numbers, starts = self._row_starts()
        for number, words in said.items():
            cell = f'<c{self._own} r="{letters}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(words)}</t></is></c>'
            row = self._rows.get(number)
            if row is None:
                at = starts[bisect_right(numbers, number)]
                edits.append((at, at, f'<row{self._own} r="{number}">{cell}</row>'))
                continue
            head = _grown(_SPANS.sub("", self._data[row.tag.start : row.tag.inner].decode()), row.tag, words)
            if row.tag.is_empty:
                name = prefix_of(self._data, row.tag)
                edits.append((row.tag.start, row.tag.end, f"{head.removesuffix('/>')}>{cell}</{name}row>"))
            else:
                edits += [(row.tag.start, row.tag.inner, head), (row.tag.outer, row.tag.outer, cell)]
        return edits

    def _row_starts(self) -> tuple[list[int], list[int]]:
        """Return the numbers of the rows, ascending, and where the first row with this or a higher number begins; last the end."""
        numbers = sorted(self._rows)
        starts = [self._lists["sheetData"].outer]
        for number in reversed(numbers):
            starts.append(min(self._rows[number].tag.start, starts[-1]))
        return numbers, starts[::-1]

    def _width(self) -> Edit:
        """Return the edit that gives the column of findings its width; other columns keep theirs."""
        number = self._last + 2
        column = f'<col{self._own} min="{number}" max="{number}" width="{WIDTH}" customWidth="1"/>'
        for tag in self._columns:
            first, last = (_number(tag.values.get(name, "")) for name in ("min", "max"))
            if first <= number <= last:
                raw = _NUMBERS.sub("", self._data[tag.start : tag.inner].decode())
                ends = ((first, number - 1), (number + 1, last))
                halves = [
                    re.sub(r"\A<[\w:.-]+", rf'\g<0> min="{low}" max="{high}"', raw) if low <= high else ""
                    for low, high in ends
                ]
                return tag.start, tag.end, column.join(halves)
            if first > number:
                return tag.start, tag.start, column
        if "cols" in self._lists:
            return into(self._data, self._lists["cols"], column)
        at = self._lists["sheetData"].start
        return at, at, f"<cols{self._own}>{column.replace(self._own, '') if self._own else column}</cols>"

    def _begin(self, tag: Tag) -> None:
        self._runs.start(tag)
        name = tag.name
        if name == "row":
            number = tag.values.get("r", "")
            self._number = int(number) if number.isdecimal() else max(self._number, 0) + 1
            self._rows.setdefault(self._number, _Row(tag, self._number))
            self._column = -1
        elif name == "c":
            stated = tag.values.get("r", "")
            letters = stated.rstrip("0123456789")
            self._column = column_index(letters) if letters else self._column + 1
            self._last = max(self._last, self._column)
            cell = stated or f"{column_letters(self._column)}{self._number}"
            self._open = _Cell(tag, cell) if cell in self._pieces else None
        elif name == "v":
            self._is_value = True
        elif name == "f" and self._open:
            self._open.has_formula = True
        elif name == "col":
            self._columns.append(tag)
        elif tag.parent is None or tag.parent.parent is None:
            self._lists.setdefault("worksheet" if tag.parent is None else name, tag)

    def _finish(self, tag: Tag) -> None:
        self._runs.end(tag)
        if tag.name == "v":
            self._is_value = False
        elif tag.name == "c":
            runs = self._runs.taken()
            if self._open:
                self._open.runs = runs
                self._cells[self._open.name] = self._open
                self._open = None

    def _text(self, words: str) -> None:
        self._runs.text(words)
        if self._is_value and self._open:
            self._open.value += words


def _grown(head: str, row: Tag, words: str) -> str:
    """Return the start of a row, higher if it is too low for words in the column of findings; heights of people stay."""
    height = row.values.get("ht", "")
    if not _POINTS.fullmatch(height) or row.values.get("customHeight", "0") not in ("0", "false"):
        return head
    lines = sum(1 + cell_count(line) // (WIDTH - 4) for line in words.split("\n"))
    needed = min(lines * _LINE, _HIGHEST)
    return head if needed <= float(height) else _HEIGHT.sub(f' ht="{needed}"', head)


def _is_shared(cell: _Cell) -> bool:
    return cell.tag.values.get("t") == "s" and cell.value.strip().isdecimal()


def _number(value: str) -> int:
    """Return the number that an attribute is; 0 for what is none."""
    return int(value) if value.isdecimal() else 0
