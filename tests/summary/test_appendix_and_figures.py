"""The appendix and the workbook of figures, read back; what may be exported as what."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from pipeline.summary import (
    NoConverterError,
    export,
    load,
    pdf,
    write_appendix,
    write_edition_json,
    write_figures_csv,
    write_figures_xlsx,
)
from pipeline.summary.appendix import appendix_rows, appendix_title, short_day
from pipeline.summary.sheets import safe_csv_text

COLUMNS = ["Phần", "STT", "ĐỊA PHƯƠNG", "NGÀY GỬI", "NGÀY NHẬN", "GHI CHÚ"]


@pytest.fixture
def register(empty_warehouse: Any) -> Any:
    """Five that came (one received before sent, two late, one without its file) and two that did not."""
    rows = """
        hung_yen | Hưng Yên | submitted | true | 2017-06-12 | 2017-06-22 | 0 |
        ca_mau | Cà Mau | submitted | true | 2017-06-19 | 2017-07-03 | 3 |
        phu_tho | Phú Thọ | submitted | true | 2017-06-19 | 2017-06-22 | 0 |
        ha_nam | Hà Nam | submitted | true | 2017-06-20 | 2017-06-19 | 0 | {note}
        thanh_pho_ho_chi_minh | Thành phố Hồ Chí Minh | submitted | false | 2017-07-06 | 2017-07-10 | 10 |
        lao_cai | Lào Cai | missing | false | | | |
        dien_bien | Điện Biên | missing | false | | | |
    """
    told = "Ngày nhận (19/6/2017) trước ngày gửi (20/6/2017). Có 02 bản"
    for line in rows.format(note=told).strip().splitlines():
        province_id, name, status, readable, sent, received, late, note = (c.strip() for c in line.split("|"))
        days = int(late) if late else None
        row = (status, readable, sent or None, received or None, None if days is None else days == 0, days)
        empty_warehouse.add("submission_status", "2017-06", province_id, name, *row, "=1+1", note)
    return load(empty_warehouse.connection, "2017-06")


def test_part_one_by_real_dates_part_two_by_name(register: Any) -> None:
    found = [(r.part, r.number, r.title, r.note) for r in appendix_rows(register)]
    assert found == [
        ("I", 1, "Tỉnh ủy Hưng Yên", ""),
        ("I", 2, "Tỉnh ủy Phú Thọ", ""),
        ("I", 3, "Tỉnh ủy Cà Mau", "nộp muộn 03 ngày"),
        ("I", 4, "Tỉnh ủy Hà Nam", "ngày nhận trước ngày gửi; có 02 bản"),
        ("I", 5, "Thành ủy TP Hồ Chí Minh", "nộp muộn 10 ngày; chưa có tệp hoặc không đọc được"),
        ("II", 1, "Tỉnh ủy Điện Biên", ""),
        ("II", 2, "Tỉnh ủy Lào Cai", ""),
    ]


def test_word_form(register: Any, tmp_path: Path) -> None:
    write_appendix(register, tmp_path / "appendix.docx")
    document = docx.Document(str(tmp_path / "appendix.docx"))
    text = [p.text for p in document.paragraphs]
    assert text[:2] == ["PHỤ LỤC", "DANH SÁCH GỬI BÁO CÁO 6 THÁNG ĐẦU NĂM 2017"]
    assert "I - Các địa phương đã gửi báo cáo" in text
    assert "II - Các địa phương chưa gửi báo cáo" in text
    first, second = ([[c.text for c in row.cells] for row in table.rows] for table in document.tables)
    assert first[0] == COLUMNS[1:]
    assert first[3] == ["3", "Tỉnh ủy Cà Mau", "19/6", "03/7", "nộp muộn 03 ngày"]
    assert second[1] == ["1", "Tỉnh ủy Điện Biên", "", "", ""]


def test_another_year_is_printed_in_full() -> None:
    assert short_day(date(2018, 1, 3), 2017) == "03/01/2018"
    assert short_day(date(2017, 1, 3), 2017) == "03/01"
    assert short_day(None, 2017) == ""


def test_csv_has_bom_part_column_and_iso_dates(register: Any, tmp_path: Path) -> None:
    path = tmp_path / "appendix.csv"
    write_appendix(register, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == COLUMNS
    assert rows[3] == ["I", "3", "Tỉnh ủy Cà Mau", "2017-06-19", "2017-07-03", "nộp muộn 03 ngày"]
    assert rows[6] == ["II", "1", "Tỉnh ủy Điện Biên", "", "", ""]


def test_workbook_has_real_dates_header_and_filter(register: Any, tmp_path: Path) -> None:
    write_appendix(register, tmp_path / "appendix.xlsx")
    sheet = load_workbook(tmp_path / "appendix.xlsx").active
    assert sheet is not None
    assert sheet["A1"].value == appendix_title(register)
    assert [cell.value for cell in sheet[2]] == COLUMNS
    assert sheet["D3"].value == datetime(2017, 6, 12)
    assert sheet["D3"].alignment.horizontal == "center", "a date to the right would touch the remark"
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:F9"


def test_figures_workbook_sheets_headers_numbers(warehouse: Any, tmp_path: Path) -> None:
    path = tmp_path / "figures.xlsx"
    write_figures_xlsx(load(warehouse.connection, "2023-06", sample=True), path)
    book = load_workbook(path)
    assert book.sheetnames == [
        *("Bìa", "Ghi chú", "Số liệu", "Chờ xác nhận", "Tình hình gửi", "So cùng kỳ", "Tổng hợp"),
    ]
    assert "Tài liệu mẫu – số liệu giả định" in [cell.value for cell in book["Bìa"]["A"]]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert len({cell.value for cell in sheet[1]}) == sheet.max_column
    figures = book["Số liệu"]
    heading = [cell.value for cell in figures[1]]
    first = dict(zip(heading, (cell.value for cell in figures[2]), strict=True))
    assert first["Địa phương"] == "An Giang"
    assert first["Giá trị"] == 39
    assert (first["Trích dẫn"], first["Vị trí"], first["Tệp"]) == ("đạt 39 đoàn", "đoạn 14", "ab12")
    assert figures.max_row == 1 + 54 * 5
    status = book["Tình hình gửi"]
    assert isinstance(status["F2"].value, datetime)
    assert book["Chờ xác nhận"].max_row == 3


def test_no_cell_is_a_formula(warehouse: Any, tmp_path: Path) -> None:
    warehouse.connection.execute(
        "UPDATE figure_sources SET quote = '=HYPERLINK(\"x\")', place = '+1', sha256 = '@a'"
    )
    warehouse.connection.execute("UPDATE submission_status SET note = '-2+3', document_number = '=cmd'")
    path = tmp_path / "figures.xlsx"
    summary = load(warehouse.connection, "2023-06")
    write_figures_xlsx(summary, path)
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert len(risky) > 100
    assert all(cell.quotePrefix for cell in risky)
    write_figures_csv(summary, tmp_path / "figures.csv")
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0]["Trích dẫn"] == '\'=HYPERLINK("x")'
    assert rows[0]["Giá trị"] == "39.0"


@pytest.mark.parametrize(
    ("text", "safe"), [("=1", "'=1"), ("-3 đoàn", "'-3 đoàn"), ("@x", "'@x"), ("đoàn", "đoàn"), ("", "")]
)
def test_csv_text_that_a_spreadsheet_would_run(text: str, safe: str) -> None:
    assert safe_csv_text(text) == safe


def test_figures_of_every_period_from_a_connection(warehouse: Any, tmp_path: Path) -> None:
    warehouse.status("2022-06", set())
    warehouse.indicator("2022-06", 6, "delegations_out", {"ha_noi": (4.0, None)})
    write_figures_xlsx(warehouse.connection, tmp_path / "all.xlsx")
    figures = load_workbook(tmp_path / "all.xlsx")["Số liệu"]
    assert {row[0] for row in figures.iter_rows(min_row=2, values_only=True)} == {"2022-06", "2023-06"}


@pytest.mark.parametrize(
    ("what", "name"),
    [("appendix", "a.docx"), ("appendix", "a.XLSX"), ("summary", "s.html"), ("figures", "f.csv")],
)
def test_export_by_ending(warehouse: Any, tmp_path: Path, what: str, name: str) -> None:
    export(warehouse.connection, what, "2023-06", tmp_path / name)
    assert (tmp_path / name).stat().st_size > 500


@pytest.mark.parametrize(
    ("what", "name", "told"),
    [
        ("appendix", "a.pdf", ".docx, .xlsx, .csv"),
        ("figures", "f.docx", ".xlsx, .csv"),
        ("summary", "s", ".docx, .pdf, .html"),
        ("map", "m.docx", "appendix, summary, figures"),
    ],
)
def test_what_can_not_be_exported_says_what_can(
    warehouse: Any, tmp_path: Path, what: str, name: str, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        export(warehouse.connection, what, "2023-06", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_pdf_without_libreoffice_says_what_to_install(
    warehouse: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "converter", lambda: None)
    with pytest.raises(NoConverterError, match="libreoffice-writer-nogui"):
        export(warehouse.connection, "summary", "2023-06", tmp_path / "s.pdf")


def test_pdf_where_libreoffice_is_and_a_clear_error_where_it_is_not(warehouse: Any, tmp_path: Path) -> None:
    """On this machine as it is: the one or the other, never nothing."""
    target = tmp_path / "s.pdf"
    if pdf.converter() is None:
        with pytest.raises(NoConverterError, match="libreoffice-writer-nogui"):
            export(warehouse.connection, "summary", "2023-06", target)
        assert not target.exists()
    else:
        export(warehouse.connection, "summary", "2023-06", target)
        assert target.read_bytes().startswith(b"%PDF")


def test_edition_names_its_inputs_and_outputs_by_hash(warehouse: Any, tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    export(warehouse.connection, "appendix", "2023-06", exports / "appendix.csv")
    source = tmp_path / "doingoai.duckdb"
    source.write_bytes(b"data")
    path, day = exports / "edition.json", date(2023, 7, 19)
    record = write_edition_json(path, day, "abc", "run-1", [source], tmp_path)
    assert json.loads((exports / "edition.json").read_text()) == record
    assert record["as_of"] == "2023-07-19"
    assert record["inputs"] == [
        {
            "name": "doingoai.duckdb",
            "sha256": "3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7",
        }
    ]
    assert [paper["name"] for paper in record["outputs"]] == ["appendix.csv"]  # type: ignore[attr-defined]
    with pytest.raises(FileNotFoundError):
        write_edition_json(exports / "edition.json", None, "abc", "run-1", [tmp_path / "gone"], tmp_path)
