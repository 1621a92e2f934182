"""The appendix: who has sent a report and who has not, in the form of the real one, as docx, xlsx or csv.

Rows and their order belong here, and the three ways to write them. Order of part I: date sent, date received,
name in Vietnamese order, by real dates (the office's list was sorted as text); part II: name.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook

from pipeline.catalogue import Period, vietnamese_sort_key
from pipeline.summary import numbers_vi as vi
from pipeline.summary.document_docx import TABLE_SIZE, TEXT_WIDTH, as_bytes, centred, new_document
from pipeline.summary.model import ProvinceStatus, Summary
from pipeline.summary.notes_vi import status_note
from pipeline.summary.paper import Cell, Table
from pipeline.summary.sentences import say
from pipeline.summary.sheets import safe_csv_text, write_sheet
from pipeline.summary.tables_docx import add_grid
from pipeline.summary.written import write_bytes

COLUMNS = ("Phần", "STT", "ĐỊA PHƯƠNG", "NGÀY GỬI", "NGÀY NHẬN", "GHI CHÚ")
PART_TITLES = {"I": "I - Các địa phương đã gửi báo cáo", "II": "II - Các địa phương chưa gửi báo cáo"}
_WIDTHS = (1.1, 4.6, 1.9, 2.2, 3.8)


@dataclass(frozen=True)
class AppendixRow:
    """One line of the appendix."""

    part: str
    """I: has sent; II: has not."""
    number: int
    title: str
    sent_date: date | None
    received_date: date | None
    note: str


def appendix_rows(summary: Summary) -> tuple[AppendixRow, ...]:
    """The lines of both parts, each part numbered from 1."""
    far = date.max

    def by_dates(p: ProvinceStatus) -> tuple[object, ...]:
        return (p.sent_date or far, p.received_date or far, vietnamese_sort_key(p.name))

    came = sorted(summary.submitted, key=by_dates)
    missing = sorted(summary.missing, key=lambda p: vietnamese_sort_key(p.name))
    rows = []
    for part, members in (("I", came), ("II", missing)):
        for number, p in enumerate(members, start=1):
            sent, received = (p.sent_date, p.received_date) if part == "I" else (None, None)
            rows.append(AppendixRow(part, number, p.title, sent, received, status_note(p)))
    return tuple(rows)


def appendix_title(summary: Summary) -> str:
    """ "DANH SÁCH GỬI BÁO CÁO 6 THÁNG ĐẦU NĂM 2017"."""
    return f"Danh sách gửi báo cáo {vi.period_words(summary.period, summary.months)}".upper()


def write_appendix(summary: Summary, path: Path) -> Path | None:
    """Write the appendix by the file's ending; returns where a person's changed version was moved to, or
    None.

    Raises ValueError for an ending other than .docx, .xlsx, .csv.
    """
    path = Path(path)
    writers = {".docx": appendix_docx, ".xlsx": appendix_xlsx, ".csv": appendix_csv}
    if path.suffix.lower() not in writers:
        raise ValueError(f"phụ lục ghi được thành {', '.join(writers)}; không ghi được {path.name}")
    return write_bytes(path, writers[path.suffix.lower()](summary))


def short_day(value: date | None, year: int) -> str:
    """ "12/6", "03/7"; with the year when it is not the period's."""
    if value is None:
        return ""
    return vi.day_month(value) if value.year == year else vi.day(value)


def appendix_docx(summary: Summary) -> bytes:
    """The appendix as a Word file."""
    period = Period.parse(summary.period)
    document = new_document(appendix_title(summary), summary.sample, summary.as_of or period.last_day)
    centred(document, "PHỤ LỤC", size=14)
    centred(document, appendix_title(summary), size=14)
    if summary.as_of:
        cut_off = centred(document, f"(Tính đến ngày {vi.day(summary.as_of)})", size=13, bold=False)
        cut_off.runs[0].italic = True
    lines = appendix_rows(summary)
    for part, heading in PART_TITLES.items():
        document.add_heading(heading, 1).paragraph_format.first_line_indent = 0
        members = [line for line in lines if line.part == part]
        if not members:
            document.add_paragraph("Không có địa phương nào.")
            continue
        add_grid(document, _table(members, period.year), TEXT_WIDTH, TABLE_SIZE)
    return as_bytes(document)


def _table(lines: list[AppendixRow], year: int) -> Table:
    rows = tuple(
        (
            Cell(str(line.number), "center"),
            Cell(line.title),
            Cell(short_day(line.sent_date, year), "center"),
            Cell(short_day(line.received_date, year), "center"),
            Cell(line.note),
        )
        for line in lines
    )
    return Table(number=0, caption="", headers=COLUMNS[1:], rows=rows, widths=_WIDTHS)


def appendix_xlsx(summary: Summary) -> bytes:
    """The appendix as a workbook: one table, real dates."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Phụ lục")
    intro = [appendix_title(summary)] + ([say("sample_mark")] if summary.sample else [])
    lines = [
        (line.part, line.number, line.title, line.sent_date, line.received_date, line.note)
        for line in appendix_rows(summary)
    ]
    write_sheet(sheet, COLUMNS, lines, widths=(7, 6, 32, 13, 13, 44), intro=intro)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def appendix_csv(summary: Summary) -> bytes:
    """The appendix as CSV: UTF-8 with BOM (Excel needs it), ISO dates."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    columns = (*COLUMNS, *(("DỮ LIỆU",) if summary.sample else ()))
    writer.writerow(columns)
    for line in appendix_rows(summary):
        days = (day.isoformat() if day else "" for day in (line.sent_date, line.received_date))
        cells = (line.part, line.number, safe_csv_text(line.title), *days, safe_csv_text(line.note))
        writer.writerow((*cells, say("sample_mark")) if summary.sample else cells)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")
