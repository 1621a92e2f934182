"""Appends a row to the incoming-document book, keeping everything else in it as it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pipeline.atomic import write_whole
from pipeline.catalogue.submission_cues import register_headings
from pipeline.inbox.register import Register, read_register
from pipeline.inbox.sheet import delimiter

Value = str | date | None


def append_row(path: Path, period: str, values: Mapping[str, Value]) -> None:
    """Appends `values` (field to text or date) to the register at `path`, which is made when it is not there.

    A field whose column the register lacks gets one, at the right end. The new file is moved in whole. Raises
    `ValueError` when the register has no heading row.
    """
    if not path.exists():
        headings = [f.label for f in register_headings().fields.values()]
        write_whole(path, ("\ufeff" + _csv_line(headings, ",", "\r\n")).encode(), durable=True)
    register = read_register(path, period, lambda author: (author, ""))
    if not register.heading_row:
        raise ValueError(f"{path.name}: không có hàng tiêu đề")
    filled = {name: value for name, value in values.items() if value not in ("", None)}
    new = [name for name in filled if name not in register.columns]
    if path.suffix.lower() == ".csv":
        _append_csv(path, register, filled, new)
    else:
        _append_workbook(path, register, filled, new)


def _append_csv(path: Path, register: Register, filled: Mapping[str, Value], new: list[str]) -> None:
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = data.decode(encoding)
    end = "\r\n" if "\r\n" in text else "\n"
    separator = delimiter(text)
    if new:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        heading = records[register.heading_row - 1]
        _add_columns(register, new, len(heading))
        heading.extend(register_headings().fields[name].label for name in new)
        text = "".join(_csv_line(record, separator, end) for record in records)
    if text and not text.endswith(("\n", "\r")):
        text += end
    cells = [""] * max(register.width, 1 + max(register.columns.values()))
    for name, value in filled.items():
        cells[register.columns[name]] = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    write_whole(path, (text + _csv_line(cells, separator, end)).encode(encoding), durable=True)


def _append_workbook(path: Path, register: Register, filled: Mapping[str, Value], new: list[str]) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet = book[register.sheet]
    _add_columns(register, new, register.width)
    for name in new:
        sheet.cell(register.heading_row, register.columns[name] + 1, register_headings().fields[name].label)
    row = sheet.max_row
    while row > register.heading_row and all(cell.value is None for cell in sheet[row]):
        row -= 1
    for name, value in filled.items():
        cell = sheet.cell(row + 1, register.columns[name] + 1)
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
    buffer = io.BytesIO()
    book.save(buffer)
    write_whole(path, buffer.getvalue(), durable=True)


def _add_columns(register: Register, new: list[str], width: int) -> None:
    for name in new:
        register.columns[name] = width
        width += 1
    register.width = width


def _csv_line(cells: list[str], separator: str, end: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator=end).writerow(cells)
    return buffer.getvalue()
