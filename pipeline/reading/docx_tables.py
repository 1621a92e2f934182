"""Tables of a Word document: every cell once, with its spans; tables in cells as tables of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.reading.clean import squeezed
from pipeline.reading.document import Cell
from pipeline.reading.docx_names import ALTERNATE, CHOICE, Element, child, value, w

_CONTAINERS = {w(n) for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")} | {
    ALTERNATE,
    CHOICE,
}

CellText = Callable[[Element], str]
"""A paragraph in a cell to its words; the caller counts lists and notes meanwhile."""


@dataclass
class Grid:
    """One table: its cells, and the tables inside them by cell position."""

    cells: list[Cell] = field(default_factory=list)
    inner: list[tuple[int, int, Element]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Cells row by row, tab and newline separated; a cell's own line breaks become spaces."""
        rows: dict[int, list[str]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
        return "\n".join("\t".join(rows[row]).rstrip() for row in sorted(rows))


def contents(parent: Element) -> Iterator[Element]:
    """The paragraphs, tables, rows or cells right in `parent`, whatever containers stand around them."""
    for element in parent:
        if element.tag in _CONTAINERS:
            yield from contents(element)
        else:
            yield element


def grid_of(table: Element, place: str, text_of: CellText, max_rows: int) -> Grid:
    """The grid of a w:tbl.

    Deleted rows are left out; at most `max_rows` are read (the caller has counted them).
    """
    grid = Grid()
    open_above: dict[int, int] = {}  # column -> index in grid.cells of the cell that a vertical merge extends
    row_number = 0
    for row in contents(table):
        if row.tag != w("tr") or child(row, "trPr", "del") is not None or row_number >= max_rows:
            continue
        row_number += 1
        column = 1 + int(value(row, "trPr", "gridBefore") or 0)
        for cell in contents(row):
            if cell.tag != w("tc"):
                continue
            properties = child(cell, "tcPr")
            span = max(1, int(value(properties, "gridSpan") or 1))
            merge = child(properties, "vMerge")
            if merge is not None and merge.get(w("val"), "continue") == "continue" and column in open_above:
                above = grid.cells[open_above[column]]
                grid.cells[open_above[column]] = replace(above, row_span=row_number - above.row + 1)
            else:
                text = _cell_text(cell, row_number, column, grid, text_of)
                where = f"{place}, hàng {row_number}, cột {column}"
                grid.cells.append(Cell(row_number, column, text, where, column_span=span))
                if merge is not None:
                    open_above[column] = len(grid.cells) - 1
                else:
                    open_above.pop(column, None)
            column += span
    return grid


def _cell_text(cell: Element, row: int, column: int, grid: Grid, text_of: CellText) -> str:
    lines = []
    for element in contents(cell):
        if element.tag == w("p"):
            lines.append(text_of(element))
        elif element.tag == w("tbl"):
            grid.inner.append((row, column, element))
    return squeezed("\n".join(line for line in lines if line.strip()))
