"""A table block as a grid: which rows are headers, items, groups and totals. No meaning of words beyond
that."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extraction.header_words import header_words, is_total_label
from pipeline.reading.document import Block, Cell

_NUMERIC = re.compile(r"^[+-]?\s*[0-9][0-9.,]*\s*%?$")
_INDEX = re.compile(r"^\(?\s*(?:[0-9]{1,2}|[a-z]|[0-9]\s*=.*)\s*\)?$")


@dataclass(frozen=True)
class Grid:
    """The columns' header texts and the rows below them; a cell that a merge covers is its merged cell."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    number_column: int | None

    def label(self, row: tuple[Cell, ...]) -> str:
        """The row's own words: its first cell that is no number."""
        for column, cell in enumerate(row):
            if column != self.number_column and cell.text.strip() and not _NUMERIC.match(cell.text.strip()):
                return cell.text.strip()
        return ""

    def has_numbers(self, row: tuple[Cell, ...]) -> bool:
        """Whether a cell besides the row's number holds a number."""
        return any(
            _NUMERIC.match(cell.text.strip()) is not None
            for column, cell in enumerate(row)
            if column != self.number_column
        )

    def is_total(self, row: tuple[Cell, ...]) -> bool:
        """Whether the row is labelled as the total."""
        return any(is_total_label(cell.text) for cell in row[:3])

    def is_item(self, row: tuple[Cell, ...]) -> bool:
        """Whether the row is one item of a list: numbered (or filled, without a number column), no total."""
        if self.is_total(row):
            return False
        if self.number_column is None:
            return sum(1 for cell in row if cell.text.strip()) >= 2
        return re.fullmatch(r"\s*[0-9]+\s*\.?\s*", row[self.number_column].text) is not None


def grid_of(block: Block) -> Grid | None:
    """The grid of a table block, or None when it has no header over data rows."""
    if not block.cells:
        return None
    height = max(c.row + c.row_span for c in block.cells)
    width = max(c.column + c.column_span for c in block.cells)
    first = min(c.row for c in block.cells)
    left = min(c.column for c in block.cells)
    empty = Cell(0, 0, "", block.place)
    table = [[empty] * (width - left) for _ in range(height - first)]
    for cell in block.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                table[row - first][column - left] = cell
    body = next((i for i, row in enumerate(table) if _is_data(row)), None)
    if body is None:
        return None
    while body > 1 and _is_group(table[body - 1]):
        body -= 1
    headers = tuple(_header_text([row[column] for row in table[:body]]) for column in range(width - left))
    number_column = next((i for i, text in enumerate(headers) if header_words(text).number), None)
    rows = tuple(
        tuple(row) for row in table[body:] if any(c.text.strip() for c in row) and not _is_index(row)
    )
    return Grid(headers, rows, number_column)


def _is_data(row: list[Cell]) -> bool:
    texts = [c.text.strip() for c in row]
    return any(_NUMERIC.match(t) for t in texts) and not _is_index(row) and not _is_year_row(texts)


def _is_year_row(texts: list[str]) -> bool:
    """Years as column headers ("2022 | 2023") are no data."""
    numbers = [t for t in texts if _NUMERIC.match(t)]
    return bool(numbers) and all(re.fullmatch(r"(?:19|20)[0-9]{2}", t) for t in numbers)


def _is_index(row: list[Cell]) -> bool:
    """ "(1) (2) (3)" under the headers."""
    texts = [c.text.strip() for c in row if c.text.strip()]
    numbers = [re.sub(r"\D", "", t) for t in texts if _INDEX.match(t)]
    return (
        len(texts) > 2
        and len(numbers) == len(texts)
        and numbers == sorted(numbers, key=lambda n: int(n or 0))
    )


def _is_group(row: list[Cell]) -> bool:
    """A group heading right above the first data row ("I. Cấp tỉnh"): one text over the row."""
    texts = {c.text.strip() for c in row if c.text.strip()}
    return len(texts) == 1 or (len(texts) == 2 and any(re.fullmatch(r"[IVX]+|[A-Z]", t) for t in texts))


def _header_text(cells: list[Cell]) -> str:
    texts = [c.text.strip() for c in cells if c.text.strip() and not _INDEX.match(c.text.strip())]
    return " ".join(dict.fromkeys(texts))
