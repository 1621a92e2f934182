"""The workbook of figures: cover, notes, and one tidy table a sheet, with the way back to every source.

Columns and their Vietnamese headings belong here; how a sheet is drawn is `sheets.py`. Values stay in the
catalogue's unit (money in USD), numbers as numbers, dates as dates; an empty cell is "no figure", never zero.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from pipeline.catalogue import indicators, qualifiers, roles
from pipeline.summary.model import FigureTables, Row, Summary
from pipeline.summary.rows import figure_tables, text
from pipeline.summary.sentences import say
from pipeline.summary.sheets import put, safe_csv_text, write_sheet
from pipeline.summary.written import write_bytes

Columns = Sequence[tuple[str, str, float]]
"""(heading, column of the warehouse, width)."""

_KEY: Columns = (
    ("Kỳ", "period", 10),
    ("Số tháng", "months", 8),
    ("Địa phương", "province", 20),
    ("Chỉ tiêu", "indicator", 38),
    ("Mã chỉ tiêu", "indicator_code", 24),
    ("Vai trò", "role", 22),
)
FIGURES: Columns = (
    *_KEY,
    ("Giá trị", "value", 16),
    ("Đơn vị", "unit", 10),
    ("Mức chính xác", "qualifier", 11),
    ("Trạng thái", "status", 14),
    ("Độ tin cậy", "confidence", 10),
    ("Cách tính", "derived", 26),
    ("Số nêu trong báo cáo", "value_stated", 18),
    ("Đơn vị nêu", "unit_stated", 12),
    ("Trích dẫn", "quote", 60),
    ("Vị trí", "place", 22),
    ("Tệp", "file", 34),
    ("Mã số liệu", "figure_id", 20),
)
TO_REVIEW: Columns = (
    *_KEY,
    ("Giá trị đề xuất", "value", 16),
    ("Đơn vị", "unit", 10),
    ("Lý do cần xem", "reason", 50),
    ("Các cách đọc", "readings", 60),
    ("Độ tin cậy", "confidence", 10),
    ("Mã số liệu", "figure_id", 20),
)
STATUS: Columns = (
    ("Kỳ", "period", 10),
    ("Địa phương", "province", 22),
    ("Tình hình", "status", 12),
    ("Đọc được", "readable", 10),
    ("Ngày gửi", "sent_date", 12),
    ("Ngày nhận", "received_date", 12),
    ("Đúng hạn", "on_time", 10),
    ("Số ngày muộn", "days_late", 10),
    ("Số ký hiệu", "document_number", 20),
    ("Ghi chú", "note", 50),
)
YEAR_ON_YEAR: Columns = (
    ("Kỳ", "period", 10),
    ("Số tháng", "months", 8),
    ("Địa phương", "province", 20),
    ("Chỉ tiêu", "indicator", 38),
    ("Mã chỉ tiêu", "indicator_code", 24),
    ("Giá trị", "value", 16),
    ("Cùng kỳ", "base", 16),
    ("Nguồn số cùng kỳ", "base_source", 20),
    ("Tăng, giảm", "change", 16),
    ("Tăng, giảm (%)", "change_pct", 12),
    ("So sánh", "direction", 22),
)
TOTALS: Columns = (
    ("Kỳ", "period", 10),
    ("Số tháng", "months", 8),
    ("Chỉ tiêu", "indicator", 38),
    ("Mã chỉ tiêu", "indicator_code", 24),
    ("Tổng số", "total", 18),
    ("Số báo cáo có số liệu", "n_with_data", 12),
    ("Số báo cáo (n)", "n_submitted", 10),
    ("Số địa phương (N)", "n_provinces", 11),
    ("Kỳ này, địa phương có đủ hai kỳ", "matched_total", 18),
    ("Cùng kỳ, địa phương có đủ hai kỳ", "matched_base", 18),
    ("Số địa phương có đủ hai kỳ", "matched_n", 12),
    ("Cùng kỳ, mọi báo cáo", "previous_total", 18),
    ("Số địa phương có số liệu cùng kỳ", "previous_n", 12),
    ("Lưu ý khi cộng", "note_vi", 50),
)
SHEETS: Sequence[tuple[str, str, Columns, Callable[[FigureTables], tuple[Row, ...]]]] = (
    ("Số liệu", "Số liệu được dùng trong các tổng, với trích dẫn và vị trí", FIGURES, lambda t: t.figures),
    (
        "Chờ xác nhận",
        "Số liệu chờ chuyên viên xác nhận, không nằm trong tổng nào",
        TO_REVIEW,
        lambda t: t.to_review,
    ),
    ("Tình hình gửi", "Tình hình gửi báo cáo của từng địa phương", STATUS, lambda t: t.status),
    ("So cùng kỳ", "So với cùng kỳ năm trước theo địa phương", YEAR_ON_YEAR, lambda t: t.year_on_year),
    ("Tổng hợp", "Tổng của các địa phương theo chỉ tiêu", TOTALS, lambda t: t.totals),
)
LABELS: dict[str, dict[str, str]] = {
    "status": {
        "accepted": "máy chấp nhận",
        "confirmed": "đã xác nhận",
        "corrected": "đã sửa",
        "review": "chờ xác nhận",
        "submitted": "đã gửi",
        "missing": "chưa gửi",
    },
    "direction": {
        "up": "tăng",
        "down": "giảm",
        "equal": "tương đương",
        "no_data": "không có số liệu so sánh",
        "no_report": "chưa gửi báo cáo",
    },
    "base_source": {
        "warehouse": "báo cáo năm trước",
        "stated": "báo cáo kỳ này nêu",
        "derived": "suy từ mức tăng, giảm",
    },
}
NOTES: Sequence[tuple[str, str]] = (
    ("Ô trống", "Không có số liệu. Ô trống không phải là số không."),
    ("Số không", "Báo cáo nêu rõ là không phát sinh."),
    (
        "Tiền",
        "Quy về USD; số và đơn vị nguyên văn ở các cột “nêu trong báo cáo”, cách quy đổi ở cột “Cách tính”.",
    ),
    ("Chờ xác nhận", "Chưa nằm trong tổng nào cho đến khi chuyên viên quyết định."),
    ("n và N", "n: số địa phương đã gửi báo cáo; N: số địa phương tồn tại vào ngày cuối kỳ."),
    ("Có đủ hai kỳ", "Chỉ cộng các địa phương có số liệu của cả kỳ này và cùng kỳ."),
    ("Tổng cộng dồn", "Chỉ tiêu có lưu ý khi cộng thì tổng có phần trùng giữa các địa phương hoặc các kỳ."),
    ("Phần trăm", "57,9 nghĩa là tăng 57,9%; số âm là giảm."),
    ("Chữ nguyên văn", "Ô chữ bắt đầu bằng dấu =, +, -, @ được ghi là chữ, không phải công thức."),
)


def write_figures_xlsx(source: Summary | FigureTables | Any, path: Path) -> Path | None:
    """Write `figures.xlsx` from a summary, its tables, or a connection (then of every period).

    Returns where a person's changed version was moved to, or None.
    """
    tables = _tables(source)
    book = Workbook()
    _cover(book.active, tables)
    _notes(book.create_sheet("Ghi chú"))
    for name, _, columns, rows_of in SHEETS:
        sheet = book.create_sheet(name)
        lines = ([_shown(row, column) for _, column, _ in columns] for row in rows_of(tables))
        headings, widths = [heading for heading, _, _ in columns], [width for _, _, width in columns]
        write_sheet(sheet, headings, lines, widths)
        if tables.sample:
            sheet.oddHeader.center.text = say("sample_mark")
    stream = BytesIO()
    book.save(stream)
    return write_bytes(Path(path), stream.getvalue())


def write_figures_csv(source: Summary | FigureTables | Any, path: Path) -> Path | None:
    """Write the figures in force as CSV: UTF-8 with BOM, numbers with a point, as programs read them."""
    tables = _tables(source)
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([heading for heading, _, _ in FIGURES] + (["Dữ liệu"] if tables.sample else []))
    for row in tables.figures:
        shown = [_shown(row, column) for _, column, _ in FIGURES]
        cells = [safe_csv_text(cell) if isinstance(cell, str) else cell for cell in shown]
        writer.writerow(cells + ([say("sample_mark")] if tables.sample else []))
    return write_bytes(Path(path), b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8"))


def _tables(source: Summary | FigureTables | Any) -> FigureTables:
    if isinstance(source, Summary):
        return source.tables
    return source if isinstance(source, FigureTables) else figure_tables(source)


def _shown(row: Row, column: str) -> object:
    """A cell: codes in words, everything else as it is."""
    if column == "indicator":
        return indicators()[text(row["indicator"])].name_vi
    if column == "indicator_code":
        return row["indicator"]
    if column == "note_vi":
        return indicators()[text(row["indicator"])].note_vi
    if column == "role":
        return roles()[text(row["role"])]
    if column == "qualifier":
        return qualifiers()[text(row["qualifier"])] if row["qualifier"] else ""
    value = row.get(column)
    labels = LABELS.get(column)
    return labels.get(text(value), text(value)) if labels else value


def _cover(sheet: Any, tables: FigureTables) -> None:
    sheet.title = "Bìa"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 46, 70
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    lines: list[tuple[str, object]] = [("Số liệu đối ngoại địa phương", "")]
    if tables.sample:
        lines.append((say("sample_mark"), ""))
    lines += [
        ("Kỳ báo cáo", tables.period or "mọi kỳ"),
        ("", ""),
        ("Trang tính", "Nội dung"),
        ("Ghi chú", "Quy ước, ký hiệu"),
    ]
    lines += [(name, f"{about} ({len(rows_of(tables))} dòng)") for name, about, _, rows_of in SHEETS]
    for index, (left, right) in enumerate(lines, start=1):
        put(sheet.cell(index, 1), left)
        put(sheet.cell(index, 2), right)
        if index == 1 or left in ("Trang tính", say("sample_mark")):
            sheet.cell(index, 1).font = Font(name="Times New Roman", bold=True, size=14 if index == 1 else 11)


def _notes(sheet: Any) -> None:
    write_sheet(sheet, ("Mục", "Giải thích"), NOTES, widths=(24, 100))
