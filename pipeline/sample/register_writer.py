"""Writes the incoming-document book of a month, as xlsx or csv, the way a clerk keeps it.

Title rows stand above the headings, headings come in the office's order and case, dates partly as text, and
columns that nobody asked for.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from .dates import Span, short_date
from .marker import MARK
from .sealing import sealed

_HEADINGS = {
    "arrival_number": ("Số đến", "SỐ ĐẾN", "Số đến"),
    "received": ("Ngày đến", "NGÀY ĐẾN", "ngày đến"),
    "author": ("Cơ quan ban hành", "TÁC GIẢ", "Tác giả"),
    "number": ("Số ký hiệu", "SỐ, KÝ HIỆU", "Số ký hiệu"),
    "sent": ("Ngày văn bản", "NGÀY VĂN BẢN", "Ngày văn bản"),
    "subject": ("Trích yếu", "TRÍCH YẾU", "trích yếu"),
    "attachments": ("Tệp đính kèm", "TỆP ĐÍNH KÈM", "Tệp đính kèm"),
    "note": ("Ghi chú", "GHI CHÚ", "ghi chú"),
    "clerk": ("Người xử lý", "ĐƠN VỊ XỬ LÝ", "Người nhận"),
}
_ORDERS = (
    ("arrival_number", "received", "author", "number", "sent", "subject", "attachments", "clerk", "note"),
    ("received", "arrival_number", "author", "number", "sent", "subject", "clerk", "attachments", "note"),
    ("arrival_number", "author", "number", "sent", "received", "subject", "attachments", "note", "clerk"),
)
Cell = str | int | date
TEXT_DATES = 0.2
"""How often a date is typed as text."""


@dataclass(frozen=True)
class Line:
    """One row of the register."""

    author: str
    number: str
    sent: date
    received: date
    subject: str
    attachments: tuple[str, ...]
    note: str = ""


def write_register(lines: list[Line], kind: str, span: Span, lot: random.Random) -> bytes:
    """The register as bytes; `kind` is xlsx or csv. Rows stand in the order of arrival."""
    order = lot.choice(_ORDERS)
    style = lot.randrange(3)
    headings = [_HEADINGS[field][style] for field in order]
    rows = []
    for number, line in enumerate(
        sorted(lines, key=lambda x: (x.received, x.author)), start=lot.randint(300, 900)
    ):
        cells: dict[str, Cell] = {
            "arrival_number": number,
            "received": line.received,
            "author": line.author,
            "number": line.number,
            "sent": line.sent,
            "subject": line.subject,
            "attachments": "; ".join(line.attachments),
            "note": line.note,
            "clerk": lot.choice(("Vụ Địa phương", "Phòng Tổng hợp", "Văn thư")),
        }
        for field in ("received", "sent"):
            if kind == "csv" or lot.random() < TEXT_DATES:
                cells[field] = short_date(getattr(line, field))
        rows.append([cells[field] for field in order])
    title = (f"SỔ ĐĂNG KÝ VĂN BẢN ĐẾN - BÁO CÁO {span.name().upper()}", MARK)
    return _csv(headings, rows) if kind == "csv" else _xlsx(title, headings, rows)


def _csv(headings: list[str], rows: list[list[Cell]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([headings, *rows])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(title: tuple[str, ...], headings: list[str], rows: list[list[Cell]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sổ văn bản đến"
    for row, text in enumerate(title, start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(headings))
        sheet.cell(row, 1, text).font = Font(bold=row == 1, italic=row > 1)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
    for column, heading in enumerate(headings, start=1):
        sheet.cell(4, column, heading).font = Font(bold=True)
    for index, cells in enumerate(rows, start=5):
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(index, column)
            cell.value = value or None
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
    book.properties.creator = "doingoai"
    out = io.BytesIO()
    book.save(out)
    return sealed(out.getvalue())
