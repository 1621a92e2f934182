"""Writes the list of figures to review as a workbook that an analyst fills in.

What an analyst sees and which cells wait for an answer belong here; reading the answers is
`workbook_import.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.catalogue import Period, indicators, roles
from pipeline.review.columns import (
    COLUMNS,
    DECISIONS,
    GUIDE,
    REASON_REQUIRED,
    SHEET,
    Column,
    fingerprint_of,
    key_of,
    readings_of,
)
from pipeline.review.findings_sheet import COLUMNS as FINDING_COLUMNS
from pipeline.review.findings_sheet import DISMISS, LATER, finding_lines
from pipeline.review.findings_sheet import SHEET as FINDINGS
from pipeline.settling.wording import UNIT_VI, number
from pipeline.summary.rows import figure_tables, rows
from pipeline.summary.sheets import put, write_sheet
from pipeline.summary.written import write_bytes

CELL_LIMIT = 32_000
"""Excel refuses a cell of more than 32,767 signs."""
_ANSWER_FILL = PatternFill("solid", fgColor="FFF7D6")
_THIN = Side(style="thin", color="BBBBBB")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)

GUIDE_LINES: Sequence[tuple[str, str]] = (
    (
        "Cách làm",
        "Mỗi dòng là một số liệu máy chưa chắc. Đọc trích dẫn, chọn Quyết định, ghi tên người quyết định.",
    ),
    ("xác nhận", "Số “Máy đề xuất” là đúng. Không dùng được khi máy chưa đề xuất số nào."),
    ("sửa", "Ghi số đúng vào “Giá trị đúng” và lý do vào “Lý do”. Tiền ghi theo đơn vị ở cột Đơn vị."),
    ("bỏ", "Không phải số liệu của chỉ tiêu này; ghi lý do."),
    ("không nêu", "Báo cáo không nêu chỉ tiêu này."),
    ("để sau", "Chưa quyết định; dòng vẫn nằm trong danh sách."),
    ("Cách viết số", "1.234,5 hoặc số của Excel; được viết “568,78 triệu”, “3,06 tỷ”."),
    (
        "Lưu ý",
        "Không sửa các cột ẩn, không xóa dòng tiêu đề. Được lọc, sắp xếp cả bảng, bỏ trống dòng chưa xem.",
    ),
    (
        "Trang “Phát hiện”",
        "Mỗi dòng là một điều các số không khớp nhau. Nếu đó không phải là lỗi, chọn “bỏ qua”, ghi lý do và "
        "tên; số liệu khi đó không còn bị giữ lại. Phát hiện trở lại khi một trong các số của nó thay đổi.",
    ),
    ("Nạp lại", "doingoai review <kỳ> --import <tệp này>"),
)


def export_workbook(connection: Any, period: str, path: Path, low_confidence: float | None = None) -> int:
    """Write every figure of the period that is in review, and every finding; returns how many figures.

    `low_confidence` adds the accepted figures below that confidence (0..1). A workbook at `path` that a
    person has filled in is kept under another name (`pipeline.summary.written`). Raises ValueError for a
    malformed period.
    """
    Period.parse(period)
    wanted = [*figure_tables(connection, period).to_review]
    if low_confidence is not None:
        wanted += rows(
            connection,
            """SELECT *, 'Độ tin cậy thấp' AS reason FROM figures
            WHERE period = ? AND status = 'accepted' AND confidence < ? ORDER BY confidence, figure_id""",
            [period, low_confidence],
        )
    files = {
        str(row["sha256"]): str(row["path"])
        for row in rows(connection, "SELECT sha256, min(path) AS path FROM files GROUP BY sha256")
    }
    bases = {
        (row["months"], row["province_id"], row["indicator"]): row["base"]
        for row in rows(connection, "SELECT * FROM year_on_year WHERE period = ?", [period])
    }
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(SHEET)
    lines = [_line(index, row, files, bases) for index, row in enumerate(wanted, start=1)]
    shown = [[line[column.field] for column in COLUMNS] for line in lines]
    write_sheet(sheet, [c.heading for c in COLUMNS], shown, [c.width for c in COLUMNS])
    _prepare_answers(sheet, len(lines), COLUMNS, tuple(DECISIONS), sorted(REASON_REQUIRED))
    sheet.freeze_panes = f"{get_column_letter(1 + [c.field for c in COLUMNS].index('indicator'))}2"
    _add_findings(book, finding_lines(connection, period, files))
    write_sheet(book.create_sheet(GUIDE), ("Mục", "Giải thích"), GUIDE_LINES, widths=(18, 110))
    stream = BytesIO()
    book.save(stream)
    write_bytes(Path(path), stream.getvalue())
    return len(lines)


def _add_findings(book: Workbook, lines: Sequence[Mapping[str, object]]) -> None:
    sheet = book.create_sheet(FINDINGS)
    shown = [[_fitting(line[column.field]) for column in FINDING_COLUMNS] for line in lines]
    write_sheet(sheet, [c.heading for c in FINDING_COLUMNS], shown, [c.width for c in FINDING_COLUMNS])
    _prepare_answers(sheet, len(lines), FINDING_COLUMNS, (DISMISS, LATER), [DISMISS])


def _fitting(value: object) -> object:
    return value[:CELL_LIMIT] if isinstance(value, str) else value


def _line(
    number_in_list: int, row: Mapping[str, object], files: Mapping[str, str], bases: Mapping[Any, object]
) -> dict[str, object]:
    readings = readings_of(row)
    base = bases.get((row["months"], row["province_id"], row["indicator"]))
    return {
        "number": number_in_list,
        "period": row["period"],
        "months": row["months"],
        "province": row["province"],
        "indicator": indicators()[str(row["indicator"])].name_vi,
        "role": roles()[str(row["role"])],
        "value": row["value"],
        "unit": UNIT_VI.get(str(row["unit"]), str(row["unit"])),
        "readings": _told(readings, files)[:CELL_LIMIT],
        "reason": row["reason"],
        "last_year": base if row["role"] == "actual" else None,
        "decision": None,
        "right_value": None,
        "why": None,
        "who": None,
        "key": key_of(row),
        "fingerprint": fingerprint_of(row),
        "source": _source(row, readings),
    }


def _told(readings: Sequence[Mapping[str, object]], files: Mapping[str, str]) -> str:
    """One reading a line: "(1) 120 đoàn: “cử 120 đoàn” (đoạn 14, tệp x.docx)"."""
    lines = []
    for index, reading in enumerate(readings, start=1):
        value = reading.get("value")
        unit = str(reading.get("unit") or "")
        stated = "?" if value is None else f"{number(float(str(value)))} {UNIT_VI.get(unit, unit)}".rstrip()
        file = str(reading.get("file") or "")
        where = ", ".join(part for part in (str(reading.get("place") or ""), files.get(file, file)) if part)
        note = f" [{reading['note']}]" if reading.get("note") else ""
        lines.append(f"({index}) {stated}: “{reading.get('quote') or ''}” ({where}){note}")
    return "\n".join(lines)


def _source(row: Mapping[str, object], readings: Sequence[Mapping[str, object]]) -> str:
    """What a correction will name: unit and readings, as many of these as a cell holds."""
    kept = [
        {
            "value": reading.get("value_in_unit", reading.get("value")),
            "file": reading.get("file"),
            "place": reading.get("place"),
            "quote": reading.get("quote"),
        }
        for reading in readings
    ]
    while True:
        text = json.dumps({"unit": row["unit"], "value": row["value"], "readings": kept}, ensure_ascii=False)
        if len(text) <= CELL_LIMIT or not kept:
            return text
        kept.pop()


def _prepare_answers(
    sheet: Any, count: int, columns: Sequence[Column], decisions: Sequence[str], with_reason: Sequence[str]
) -> None:
    """Hide what import needs, mark the cells to fill, offer the decisions as a list."""
    letters = {column.field: get_column_letter(index) for index, column in enumerate(columns, start=1)}
    for column in columns:
        sheet.column_dimensions[letters[column.field]].hidden = column.hidden
    last = max(count + 1, 2)
    choice = DataValidation(
        type="list",
        formula1='"' + ",".join(decisions) + '"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Quyết định",
        error="Chọn một trong: " + ", ".join(decisions),
        promptTitle="Quyết định",
        prompt="Cần ghi lý do khi chọn: " + ", ".join(with_reason),
    )
    sheet.add_data_validation(choice)
    choice.add(f"{letters['decision']}2:{letters['decision']}{last}")
    for row in range(2, last + 1):
        for index, column in enumerate(columns, start=1):
            cell = sheet.cell(row, index)
            cell.border = _LINE
            cell.alignment = Alignment(vertical="top", wrap_text=not column.hidden)
            if column.answer:
                put(cell, None)
                cell.fill, cell.protection = _ANSWER_FILL, Protection(locked=False)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if column.field != "right_value":
                    cell.number_format = "@"
