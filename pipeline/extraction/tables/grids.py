"""Table blocks as grids: titles, header rows, rows of data; several tables in one block, one table in
several.

Which rows are headers, items, groups and totals is decided here; what their words mean is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.tables.cells import is_placeholder, is_plain_number, is_value, read_cell
from pipeline.extraction.tables.header_words import header_words, is_total_label, matches, table_words
from pipeline.reading.document import Block, Cell

_INDEX = re.compile(r"^\(?\s*(?:[0-9]{1,2}|[a-z]|[0-9]\s*=.*)\s*\)?$")
_GROUP_MARK = re.compile(r"^\s*(?:[IVXLivx]+|[A-ZĐa-zđ])\s*[.)]?\s*$")
_ITEM_MARK = re.compile(r"^\s*[0-9]+(?:\.[0-9]+)*\s*[.)]?\s*$")

Cells = tuple[Cell, ...]


@dataclass(frozen=True)
class Row:
    """One row of data; a cell that a merge covers is its merged cell."""

    cells: Cells
    block: int
    """Index of its block in the document."""


@dataclass(frozen=True)
class Grid:
    """One table: the columns' header texts and the rows below them."""

    title: str
    """The lines inside the block above the headers."""
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    number_column: int | None
    headed: bool = True
    """False for rows without a header over them."""

    def label(self, row: Row) -> str:
        """The row's own words: its first cell that is no number."""
        for column, cell in enumerate(row.cells):
            text = cell.text.strip()
            if column != self.number_column and text and not is_plain_number(text):
                return text
        return ""

    def has_values(self, row: Row) -> bool:
        """Whether a cell besides the row's number and its label holds a number, or the mark of an empty
        place."""
        label = self.label(row)
        return any(
            is_value(text) or (text != label and (is_placeholder(text) or read_cell(text) is not None))
            for column, cell in enumerate(row.cells)
            if column != self.number_column and (text := cell.text.strip())
        )

    def is_total(self, row: Row) -> bool:
        """Whether the row is labelled as the total."""
        return any(is_total_label(cell.text) for cell in row.cells[:3])

    def is_item(self, row: Row) -> bool:
        """Whether the row is one item of a list: numbered (or filled, without a number column), no total."""
        if self.is_total(row):
            return False
        if self.number_column is None:
            return len({id(c) for c in row.cells if c.text.strip()}) >= 2
        return _ITEM_MARK.match(row.cells[self.number_column].text) is not None

    def number(self, row: Row) -> str:
        """The row's printed number ("3", "1.2"), without its full stop; "" when it has none."""
        return row.cells[self.number_column].text.strip(" .)") if self.number_column is not None else ""


def grids_of(blocks: Sequence[tuple[int, Block]]) -> list[Grid]:
    """The grids of table blocks that follow each other with nothing between, in order.

    A block without a header of its own, or with the same, goes on with the table before it when it is as
    wide.
    """
    grids: list[Grid] = []
    for index, block in blocks:
        for grid in _grids_of_block(index, block):
            if grids and _continues(grids[-1], grid):
                before = grids[-1]
                rows = grid.rows
                grids[-1] = replace(before, rows=before.rows + rows)
            else:
                grids.append(grid)
    return [grid for grid in grids if grid.rows]


def _continues(before: Grid, grid: Grid) -> bool:
    if len(before.headers) != len(grid.headers) or not before.headed or grid.title:
        return False
    return not grid.headed or grid.headers == before.headers


def _grids_of_block(index: int, block: Block) -> list[Grid]:
    table = _matrix(block)
    if not table:
        return []
    found: list[Grid] = []
    starts = _starts(table)
    for start, end in zip(starts, [*starts[1:], len(table)], strict=True):
        grid = _grid(index, table[start:end])
        if grid is not None:
            found.append(grid)
    return found


def _matrix(block: Block) -> list[list[Cell]]:
    if not block.cells:
        return []
    height = max(c.row + c.row_span for c in block.cells)
    width = max(c.column + c.column_span for c in block.cells)
    first = min(c.row for c in block.cells)
    left = min(c.column for c in block.cells)
    empty = Cell(0, 0, "", block.place)
    table = [[empty] * (width - left) for _ in range(height - first)]
    for printed in block.cells:
        cell = replace(printed, text=" ".join(printed.text.split()))
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                table[row - first][column - left] = cell
    return [row for row in table if any(c.text.strip() for c in row)]


def _starts(table: list[list[Cell]]) -> list[int]:
    """Where the tables of one matrix begin: at its top, and at each later header row with the titles over
    it."""
    first = next((i for i, row in enumerate(table) if not _is_title(row)), 0)
    opening = _texts(table[first])
    starts = [0]
    for i in range(first + 1, len(table)):
        texts = _texts(table[i])
        numbered = any(matches("number_column", t) and len(t) < 16 for t in texts[:2])
        again = len(set(texts)) > 1 and texts == opening
        if not (numbered or again) or _is_data(table[i]) or table[i][0] is table[i - 1][0]:
            continue
        start = i
        while start - 1 > starts[-1] and _is_title(table[start - 1]):
            start -= 1
        starts.append(start)
    return starts


def _texts(row: Sequence[Cell]) -> list[str]:
    return [c.text.strip() for c in row]


def _is_title(row: Sequence[Cell]) -> bool:
    """One text over the whole row, or in its first cells alone, without a value."""
    filled = {id(c): c.text.strip() for c in row if c.text.strip()}
    if len(filled) != 1:
        return False
    text = next(iter(filled.values()))
    return bool(row[0].text.strip()) and len(row) > 1 and not is_value(text) and not is_total_label(text)


def _grid(index: int, table: list[list[Cell]]) -> Grid | None:
    width = len(table[0])
    top = 0
    while top < len(table) - 1 and _is_title(table[top]):
        top += 1
    titles = [next(c.text.strip() for c in row if c.text.strip()) for row in table[:top]]
    body = next((i for i in range(top, len(table)) if _is_data(table[i])), None)
    if body is None:
        body = next((i for i in range(top + 1, len(table)) if _is_valued(table[top], table[i])), None)
    if body is None:
        return None
    while body > top + 1 and _is_group(table[body - 1]):
        body -= 1
    if body == top + 1 and body < len(table) and _is_group(table[top]) and not _has_header_words(table[top]):
        body = top
    if body == top:  # rows without a header: the titles over them are groups
        top = body = 0
        titles = []
    headers = tuple(_header_text([row[column] for row in table[top:body]]) for column in range(width))
    number_column = next((i for i, text in enumerate(headers) if header_words(text).number), None)
    if number_column is None and width > 1 and not headers[0] and _are_numbers(table[body:]):
        number_column = 0
    rows = tuple(
        Row(tuple(row), index)
        for row in table[body:]
        if any(c.text.strip() for c in row) and not _is_index(row)
    )
    return Grid("\n".join(titles), headers, rows, number_column, headed=body > top)


def _is_data(row: Sequence[Cell]) -> bool:
    texts = [t for t in _texts(row) if t]
    return any(is_value(t) for t in texts) and not _is_index(row) and not _is_year_row(texts)


def _is_valued(header: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a row holds fractions under a heading of done of planned, or states nothing in words."""
    return any(
        (words := read_cell(cell.text)) is not None
        and (words.zero or matches("done_of_planned", head.text) or matches("planned_of_done", head.text))
        for head, cell in zip(header, row, strict=True)
    )


def _has_header_words(row: Sequence[Cell]) -> bool:
    return any(matches("number_column", c.text) for c in row)


def _is_year_row(texts: list[str]) -> bool:
    """Years as column headers ("2022 | 2023") are no data."""
    numbers = [t for t in texts if is_plain_number(t)]
    return bool(numbers) and all(re.fullmatch(r"(?:19|20)[0-9]{2}", t) for t in numbers)


def _is_index(row: Sequence[Cell]) -> bool:
    """ "(1) (2) (3)" under the headers."""
    texts = [c.text.strip() for c in row if c.text.strip()]
    if len(texts) <= 2 or not all(_INDEX.match(t.lower()) for t in texts):
        return False
    numbers = [int(re.sub(r"\D", "", t.split("=")[0]) or 0) for t in texts]
    rising = [n for n in numbers if n]
    return rising == sorted(set(rising)) and (
        len(rising) > 1 and rising[0] <= 2 and rising[-1] <= len(row) + 1
    )


def _is_group(row: Sequence[Cell]) -> bool:
    """A group heading right above the first data row ("I. Cấp tỉnh"): one text over the row."""
    texts = list(dict.fromkeys(t for t in _texts(row) if t))
    return len(texts) == 1 or (len(texts) == 2 and any(_GROUP_MARK.match(t) for t in texts))


def _are_numbers(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first cells are running numbers ("1", "2", "II") beside words."""
    marks = [row[0].text.strip() for row in rows if row[0].text.strip()]
    numbers = [m for m in marks if _ITEM_MARK.match(m) and len(m) <= 4]
    fitting = all(_ITEM_MARK.match(m) or _GROUP_MARK.match(m) or is_total_label(m) for m in marks)
    return fitting and len(numbers) > 1 and all(not is_plain_number(r[1].text) or not r[1].text for r in rows)


def _header_text(cells: list[Cell]) -> str:
    texts = [c.text.strip() for c in cells if c.text.strip() and not _INDEX.match(c.text.strip())]
    return "\n".join(dict.fromkeys(" ".join(text.split()) for text in texts))


def is_cut_short(row: Row) -> bool:
    """Whether a row says that the list goes on where this table does not ("…")."""
    texts = [t for t in _texts(row.cells) if t]
    return bool(texts) and all(t in table_words().more_rows for t in texts)
