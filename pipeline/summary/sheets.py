"""Writes tidy tables into worksheets: frozen header, filter, widths, numbers as numbers, text never a
formula.

What a table holds is decided elsewhere (`appendix.py`, `figures_workbook.py`, the review workbook).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
HEADER_FILL = PatternFill("solid", fgColor="D9E2F3")
_THIN = Side(style="thin", color="999999")
_FONT = "Times New Roman"
# Shared, because making one a cell costs more than all else.
_PLAIN = Font(name=_FONT)
_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_CENTRED = Alignment(vertical="top", horizontal="center")
"""For dates: to the right they would touch the text of the next column."""


def write_sheet(
    sheet: Any,
    columns: Sequence[str],
    lines: Iterable[Sequence[object]],
    widths: Sequence[float],
    intro: Sequence[str] = (),
) -> int:
    """Fill a worksheet: `intro` lines, the header row, the rows; returns the header's row number.

    The header is frozen and filtered and repeats in print; dates and numbers keep their type.
    """
    for line in intro:
        sheet.append([line])
        sheet.cell(sheet.max_row, 1).font = Font(name=_FONT, bold=True, size=12)
    header = len(intro) + 1
    for index, name in enumerate(columns, start=1):
        cell = sheet.cell(header, index)
        put(cell, name)
        cell.font, cell.fill = Font(name=_FONT, bold=True), HEADER_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        cell.border = Border(bottom=_THIN)
    row = header
    for row, cells in enumerate(lines, start=header + 1):
        for index, value in enumerate(cells, start=1):
            put(sheet.cell(row, index), value)
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = f"A{header + 1}"
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(columns))}{max(row, header)}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return header


def put(cell: Any, value: object) -> None:
    """Write one value: text stays text even when it looks like a formula; what XML forbids is dropped."""
    cell.font = _PLAIN
    cell.alignment = _WRAPPED if isinstance(value, str) and len(value) > 20 else _TOP
    if value is None or value == "":
        return
    if isinstance(value, bool):
        cell.value = "có" if value else "không"
    elif isinstance(value, (int, float, Decimal)):
        cell.value = value
        number = float(value)
        cell.number_format = "#,##0" if number.is_integer() else "#,##0.00"
    elif isinstance(value, (date, datetime)):
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
        cell.alignment = _CENTRED
    else:
        text = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:32767]
        cell.value = text
        if text.startswith(FORMULA_STARTS):
            # openpyxl would store "=1+1" as a formula; the quote prefix keeps it text when a person edits it.
            cell.data_type = "s"
            cell.quotePrefix = True


def safe_csv_text(text: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula: a leading apostrophe where one could."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
