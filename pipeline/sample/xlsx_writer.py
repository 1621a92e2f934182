"""Writes annex tables as a workbook: a sheet a table, title rows, merged headings, amounts as numbers."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .annexes import Annex
from .marker import MARK
from .sealing import sealed

_NUMBER = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})*(?:,\d+)?")
_THIN = Side(style="thin")
_FIRST_AMOUNT_COLUMN = 2
"""Columns from here may hold amounts; those left of it are numbers of order and names."""


def write_annexes(annexes: tuple[Annex, ...], author: str) -> bytes:
    """The annexes of one dispatch as .xlsx bytes, the same for the same annexes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, annex in enumerate(annexes, start=1):
        _sheet(book.create_sheet(f"PL{number} {annex.kind}"), annex, author)
    book.properties.creator = "doingoai"
    book.properties.title = MARK
    out = io.BytesIO()
    book.save(out)
    return sealed(out.getvalue())


def _sheet(sheet: Worksheet, annex: Annex, author: str) -> None:
    table = annex.table
    width = len(table.header[0])
    for row, (text, bold) in enumerate(((author, False), (table.caption, True), (MARK, False)), start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        cell = sheet.cell(row, 1, text)
        cell.font = Font(bold=bold, italic=not bold)
        cell.alignment = Alignment(horizontal="center")
    if table.unit_note:
        sheet.cell(4, width, table.unit_note).font = Font(italic=True)
    top = 5
    for index, header in enumerate(table.header):
        for column, text in enumerate(header, start=1):
            cell = sheet.cell(top + index, column, text or None)
            cell.font, cell.border = Font(bold=True), Border(_THIN, _THIN, _THIN, _THIN)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for row, column, rows, columns in table.spans:
        sheet.merge_cells(
            start_row=top + row,
            start_column=column + 1,
            end_row=top + row + rows - 1,
            end_column=column + columns,
        )
    first = top + len(table.header)
    for index, cells in enumerate(table.rows):
        for column, text in enumerate(cells, start=1):
            cell = sheet.cell(first + index, column, _value(text, column))
            cell.border = Border(_THIN, _THIN, _THIN, _THIN)
            if isinstance(cell.value, (int, float)) and column > _FIRST_AMOUNT_COLUMN:
                cell.number_format = "#,##0.00" if isinstance(cell.value, float) else "#,##0"
            cell.font = Font(bold=table.total and index == len(table.rows) - 1)
    for column, share in enumerate(table.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = share * 0.9 + 4
    assert sheet.oddHeader is not None  # openpyxl makes it with the sheet
    sheet.oddHeader.center.text = MARK
    sheet.page_setup.orientation = "landscape"
    sheet.freeze_panes = f"A{first}"


def _value(text: str, column: int) -> str | int | float | None:
    """A number where the cell prints one and nothing else."""
    if not text:
        return None
    if column == 1 and text.isdigit():
        return int(text)
    if column > _FIRST_AMOUNT_COLUMN and _NUMBER.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
        return float(plain) if "." in plain else int(plain)
    return text
