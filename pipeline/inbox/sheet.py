"""Gives the cells of a register, whatever file it is: CSV in the usual encodings, or a workbook.

Which heading means what is not known here (see register.py).
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

Cell = str | float | date | datetime | None
"""A cell: text, a number, a date, or None when it is empty."""


class UnreadableSheet(ValueError):
    """The register's file cannot be read; the message says in Vietnamese what is wrong."""


def sheets(path: Path) -> list[tuple[str, list[list[Cell]]]]:
    """The sheets of a workbook, or the one of a CSV file, as (name, rows); empty rows stay in their places.

    Raises `UnreadableSheet` when the bytes are no such file, `OSError` when it cannot be opened.
    """
    if path.suffix.lower() == ".csv":
        return [("", _csv_rows(path.read_bytes()))]
    return _workbook(path)


def _csv_rows(data: bytes) -> list[list[Cell]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableSheet("tệp CSV không dùng bảng mã UTF-8") from None
    if "\x00" in text:
        raise UnreadableSheet("tệp CSV chứa dữ liệu không phải chữ")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text)))
    except csv.Error as error:
        raise UnreadableSheet(f"tệp CSV sai định dạng ({error})") from None
    return [[cell.strip() or None for cell in row] for row in rows]


def delimiter(text: str) -> str:
    """The separator of a CSV text: the one of `;`, `,` and tab that its first ten lines hold most often."""
    start = "\n".join(text.splitlines()[:10])
    return max((";", ",", "\t"), key=start.count)


def _workbook(path: Path) -> list[tuple[str, list[list[Cell]]]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        return [
            (
                name,
                [
                    [_cell(c) for c in row]
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ],
            )
            for name in book.sheet_names
        ]
    except PasswordError:
        raise UnreadableSheet("tệp có mật khẩu") from None
    except CalamineError as error:
        raise UnreadableSheet(f"tệp không phải là bảng tính Excel hoặc đã hỏng ({error})") from None


def _cell(value: object) -> Cell:
    if isinstance(value, datetime | date):
        return value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else str(value)
    text = str(value).strip() if value is not None else ""
    return text or None
