"""A worksheet's grid of printed values cut into titles and tables. No files here.

Empty rows separate regions; the lines with one cell above a table are its titles.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.reading.document import Block, Cell

_TITLE_LENGTH = 250


@dataclass(frozen=True)
class Sheet:
    """One worksheet: rows of printed values, where their first cell stands, and the merged ranges."""

    name: str
    rows: list[list[str]]
    first_row: int
    """0-based row of `rows[0]` in the sheet."""
    first_column: int
    merged: dict[tuple[int, int], tuple[int, int]]
    """0-based (row, column) of a range's top left to its (rows, columns)."""

    def address(self, row: int, column: int) -> str:
        """The A1 address of a cell of `rows`."""
        number, letters = column + self.first_column + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{row + self.first_row + 1}"


def blocks_of(sheet: Sheet) -> list[Block]:
    """Paragraphs and tables of one sheet in order."""
    covered = _covered(sheet)
    blocks: list[Block] = []
    for start, end in _regions(sheet, covered):
        first = start
        while first < end and len(_filled(sheet, first)) <= 1:
            blocks += _paragraph(sheet, first)
            first += 1
        if first < end:
            blocks.append(_table(sheet, first, end, covered))
    return blocks


def _filled(sheet: Sheet, row: int) -> list[int]:
    return [column for column, text in enumerate(sheet.rows[row]) if text]


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """Cells that lie under a merged range, its top left excepted, as positions in `rows`."""
    return {
        (r - sheet.first_row, c - sheet.first_column)
        for (row, column), (height, width) in sheet.merged.items()
        for r in range(row, row + height)
        for c in range(column, column + width)
        if (r, c) != (row, column)
    }


def _regions(sheet: Sheet, covered: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """(first row, row after the last) of each run of rows with something in them."""
    regions: list[tuple[int, int]] = []
    start: int | None = None
    for row in range(len(sheet.rows) + 1):
        inside = row < len(sheet.rows) and (
            bool(_filled(sheet, row)) or any((row, c) in covered for c in range(len(sheet.rows[row])))
        )
        if inside and start is None:
            start = row
        elif not inside and start is not None:
            regions.append((start, row))
            start = None
    return regions


def _paragraph(sheet: Sheet, row: int) -> list[Block]:
    filled = _filled(sheet, row)
    if not filled:
        return []
    text = sheet.rows[row][filled[0]]
    place = f"{sheet.name}!{sheet.address(row, filled[0])}"
    return [Block("paragraph", text, place)]


def _table(sheet: Sheet, first: int, end: int, covered: set[tuple[int, int]]) -> Block:
    columns = [c for row in range(first, end) for c in _filled(sheet, row)]
    left, right = min(columns), max(columns)
    for (row, column), (_, width) in sheet.merged.items():
        if first <= row - sheet.first_row < end and column - sheet.first_column <= right:
            right = max(right, column - sheet.first_column + width - 1)
    cells, lines = [], []
    for row in range(first, end):
        line = []
        for column in range(left, right + 1):
            if (row, column) in covered:
                continue
            text = sheet.rows[row][column] if column < len(sheet.rows[row]) else ""
            height, width = sheet.merged.get((row + sheet.first_row, column + sheet.first_column), (1, 1))
            place = f"{sheet.name}!{sheet.address(row, column)}"
            cells.append(Cell(row - first + 1, column - left + 1, text, place, min(height, end - row), width))
            line.append(" ".join(text.split()))
        lines.append("\t".join(line).rstrip())
    place = f"{sheet.name}!{sheet.address(first, left)}:{sheet.address(end - 1, right)}"
    return Block("table", "\n".join(lines), place, cells=tuple(cells), method="table")
