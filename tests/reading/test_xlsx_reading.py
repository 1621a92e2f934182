"""What a workbook says: values as a Vietnamese paper prints them, tables with their titles, nothing dropped."""

# ruff: noqa: E501  (a case stands on one line)
from __future__ import annotations

import datetime
import io

import openpyxl
import pytest

from pipeline.reading.xlsx_values import printed


@pytest.mark.parametrize(
    ("value", "percent", "text"),
    [
        (5.0, False, "5"), (1234567.0, False, "1234567"), (568.78, False, "568,78"), (1.234, False, "1,234"),
        (0.1 + 0.2, False, "0,3"), (-0.0, False, "0"), (0.579, True, "57,9%"), (-0.12, True, "-12%"),
        (datetime.date(2023, 6, 5), False, "05/06/2023"), (datetime.datetime(2023, 6, 5), False, "05/06/2023"),
        ("  02\u00a0đoàn ", False, "02 đoàn"), (None, False, ""), (33_750_000_000.0, False, "33750000000"),
    ],
)  # fmt: skip
def test_values_as_printed(value, percent, text):
    assert printed(value, percent=percent) == text


@pytest.fixture
def workbook(read_bytes):
    def workbook(fill):
        book = openpyxl.Workbook()
        fill(book)
        out = io.BytesIO()
        book.save(out)
        return read_bytes(out.getvalue(), "phu-luc.xlsx")

    return workbook


def test_titles_tables_merges_and_places(workbook):
    def fill(book):
        sheet = book.active
        sheet.title = "Sheet1"
        sheet["A1"] = "Phụ lục 1. Đoàn ra"
        sheet.merge_cells("A1:C1")
        sheet["A2"] = "(Đơn vị tính: USD)"
        for row in (
            ["TT", "Số đoàn", None],
            [None, "Thực hiện", "Kế hoạch"],
            [1, 2, 11],
            [None],
            ["Cộng", 2, 11],
        ):
            sheet.append(row)
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B3:C3")

    title, unit, table, total = workbook(fill).blocks
    assert (title.place, unit.text) == ("Sheet1!A1", "(Đơn vị tính: USD)")
    assert (table.place, table.caption) == ("Sheet1!A3:C5", "Phụ lục 1. Đoàn ra\n(Đơn vị tính: USD)")
    assert [(c.text, c.place, c.row_span, c.column_span) for c in table.cells] == [
        ("TT", "Sheet1!A3", 2, 1), ("Số đoàn", "Sheet1!B3", 1, 2), ("Thực hiện", "Sheet1!B4", 1, 1),
        ("Kế hoạch", "Sheet1!C4", 1, 1), ("1", "Sheet1!A5", 1, 1), ("2", "Sheet1!B5", 1, 1), ("11", "Sheet1!C5", 1, 1),
    ]  # fmt: skip
    assert (total.place, total.text) == ("Sheet1!A7:C7", "Cộng\t2\t11")


def test_an_uncomputed_formula_is_flagged_and_its_row_kept(workbook):
    def fill(book):
        book.active.title = "Sheet1"
        for row in (["Nước", "Số"], ["Lào", 2], ["Nhật", 3], ["Cộng", "=SUM(B2:B3)"]):
            book.active.append(row)

    document = workbook(fill)
    assert document.blocks[0].cells[-1].text == "[công thức chưa tính]"
    assert document.warnings == ("ô Sheet1!B4 là công thức chưa tính, không có giá trị",)


def test_a_hidden_sheet_is_read_and_said(workbook):
    def fill(book):
        book.active.append(["a", 1])
        hidden = book.create_sheet("Nháp")
        hidden.append(["b", 2])
        hidden.sheet_state = "hidden"

    document = workbook(fill)
    assert document.blocks[-1].text == "b\t2"
    assert document.warnings == ("trang tính “Nháp” đang ẩn, số liệu vẫn được đọc",)


def test_a_percent_format_is_part_of_the_value(workbook):
    def fill(book):
        book.active.append(["Tăng", 0.579])
        book.active["B1"].number_format = "0.0%"

    assert workbook(fill).blocks[0].text == "Tăng\t57,9%"
