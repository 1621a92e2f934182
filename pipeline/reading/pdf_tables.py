"""Ruled tables of a PDF: cells from drawn lines (pdfplumber's algorithm), spans, page breaks.

pdfplumber finds the cells; its own way to the letters (pdfminer, 10 pages a second) is not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from pipeline.reading.pdf_letters import Letter, Rule, Sheet
from pipeline.reading.pdf_lines import text_of

_SNAP = 3.0
"""pdfplumber's default tolerance in points, for snapping, joining and crossing lines."""
_MIN_EDGE = 3.0
_MAX_EDGES = 20_000
"""Drawings (maps, charts) have more; a page of them is read without its tables."""


@dataclass(frozen=True)
class PageCell:
    """One cell on one page: 1-based row and column of its table's grid, spans, words."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageTable:
    """A table on one page, or one that was put together from several."""

    page: int
    top: float
    bottom: float
    last_page: int
    lines: tuple[float, ...]
    """x of its column edges."""
    cells: tuple[PageCell, ...]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max((c.row + c.row_span - 1 for c in self.cells), default=0)

    def row_texts(self, row: int) -> list[tuple[int, str]]:
        """(column, text) of the cells that begin in a row."""
        return [(c.column, c.text) for c in self.cells if c.row == row]


def tables_of(sheet: Sheet) -> tuple[list[PageTable], list[Letter]]:
    """The ruled tables of a page, top to bottom, and the letters that stand in none of them."""
    boxes = _found(sheet.rules)
    tables, rest = [], list(sheet.letters)
    for cells in boxes:
        table, rest = _table(sheet.number, cells, rest)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda t: t.top), rest


def _found(rules: Sequence[Rule]) -> list[list[tuple[float, float, float, float]]]:
    edges = [e for rule in rules if (e := _edge(rule)) is not None]
    if len(edges) < 4 or len(edges) > _MAX_EDGES:
        return []
    merged = merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    cells = intersections_to_cells(edges_to_intersections(merged, _SNAP, _SNAP))
    return [table for table in cells_to_tables(cells) if len(table) > 1]


def _edge(rule: Rule) -> dict[str, Any] | None:
    x0, x1 = sorted((rule.x0, rule.x1))
    y0, y1 = sorted((rule.y0, rule.y1))
    upright = x1 - x0 < y1 - y0
    if max(x1 - x0, y1 - y0) < _MIN_EDGE:
        return None
    return {
        "x0": x0, "x1": x0 if upright else x1, "top": y0, "bottom": y1 if upright else y0,
        "width": 0 if upright else x1 - x0, "height": y1 - y0 if upright else 0,
        "orientation": "v" if upright else "h", "object_type": "line",
    }  # fmt: skip


def _table(
    page: int, boxes: list[tuple[float, float, float, float]], letters: list[Letter]
) -> tuple[PageTable | None, list[Letter]]:
    columns = _levels([b[0] for b in boxes] + [b[2] for b in boxes])
    rows = _levels([b[1] for b in boxes] + [b[3] for b in boxes])
    inside: dict[int, list[Letter]] = {}
    rest = []
    left, top, right, bottom = columns[0], rows[0], columns[-1], rows[-1]
    for letter in letters:
        x, y = (letter.x0 + letter.x1) / 2, letter.y - 0.3 * letter.size
        hit = None
        if left <= x <= right and top <= y <= bottom:
            hit = next((i for i, b in enumerate(boxes) if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)
        if hit is None:
            rest.append(letter)
        else:
            inside.setdefault(hit, []).append(letter)
    if not inside or (len(columns) == 2 and len(rows) == 2):
        return None, letters
    cells = []
    for index, (x0, y0, x1, y1) in enumerate(boxes):
        text, marks = text_of(inside.get(index, ()))
        row, column = _nearest(rows, y0), _nearest(columns, x0)
        cells.append(
            PageCell(
                row + 1,
                column + 1,
                _nearest(rows, y1) - row,
                _nearest(columns, x1) - column,
                text,
                page,
                marks,
            )
        )
    cells.sort(key=lambda c: (c.row, c.column))
    return PageTable(page, top, bottom, page, tuple(columns), tuple(cells)), rest


def _levels(values: list[float]) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _SNAP:
            levels.append(value)
    return levels


def _nearest(levels: list[float], value: float) -> int:
    return min(range(len(levels)), key=lambda i: abs(levels[i] - value))


def continues(upper: PageTable, lower: PageTable) -> bool:
    """Whether `lower`, first on its page, has the columns of `upper`, last on the page before."""
    if len(upper.lines) != len(lower.lines) or lower.page != upper.last_page + 1:
        return False
    return all(abs(a - b) <= 2 * _SNAP for a, b in zip(upper.lines, lower.lines, strict=True))


def merged(upper: PageTable, lower: PageTable) -> PageTable:
    """Two parts of one table as one.

    The repeated header dropped, a row that the page break cut put together.
    """
    header = _repeated_header(upper, lower)
    rest = [replace(c, row=c.row - header) for c in lower.cells if c.row > header]
    cells = list(upper.cells)
    if rest and _is_cut_row(upper, rest):
        first = {c.column: c for c in rest if c.row == 1}
        last = upper.rows
        cells = [
            replace(c, text=f"{c.text} {first[c.column].text}".strip(), marks=c.marks + first[c.column].marks)
            if c.row + c.row_span - 1 == last and c.column in first
            else c
            for c in cells
        ]
        rest = [replace(c, row=c.row - 1) for c in rest if c.row > 1]
    shift = upper.rows
    cells += [replace(c, row=c.row + shift) for c in rest]
    return replace(upper, bottom=lower.bottom, last_page=lower.last_page, cells=tuple(cells))


def _repeated_header(upper: PageTable, lower: PageTable) -> int:
    """How many rows at the head of `lower` repeat those at the head of `upper`."""
    count = 0
    while count < min(upper.rows, lower.rows, 4):
        above, below = upper.row_texts(count + 1), lower.row_texts(count + 1)
        same = [(c, t.replace(" ", "")) for c, t in above] == [(c, t.replace(" ", "")) for c, t in below]
        if (
            not same
            or not any(t for _, t in above)
            or (all(t.strip().isdigit() for _, t in above if t) and count == 0)
        ):
            break
        count += 1
    return count


def _is_cut_row(upper: PageTable, rest: list[PageCell]) -> bool:
    """Whether the first row after the break is the end of the row before it.

    Only there may an empty number cell mean that: elsewhere such rows are group headings and totals. And
    where both parts hold
    a number in one column they are two rows.
    """
    first = [c for c in rest if c.row == 1]
    if not first or first[0].column != 1 or first[0].text or any(c.column_span > 1 for c in first):
        return False
    last = {c.column: c for c in upper.cells if c.row + c.row_span - 1 == upper.rows}
    if any(c.column not in last for c in first) or not any(c.text for c in first):
        return False
    return not any(_is_number(c.text) and _is_number(last[c.column].text) for c in first)


def _is_number(text: str) -> bool:
    return bool(text) and all(ch.isdigit() or ch in ".,%- " for ch in text)
