"""The review workbook: out, filled in, and back."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from pipeline.review import export_workbook, import_workbook
from pipeline.review.columns import COLUMNS, SHEET
from pipeline.review.numbers_typed import typed_number
from pipeline.settling import append_corrections, read_corrections

AT = datetime(2023, 7, 20, 9, 30)
FIGURE = """figure_id VARCHAR, period VARCHAR, months INTEGER, province_id VARCHAR, province VARCHAR,
    indicator VARCHAR, role VARCHAR, value DOUBLE, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
    confidence DOUBLE, derived VARCHAR, value_stated VARCHAR, unit_stated VARCHAR, readings VARCHAR"""


def reading(value: float, quote: str, unit: str = "count") -> dict[str, object]:
    place = {"quote": quote, "place": "trang 3", "file": "f" * 64}
    return {"value": value, "unit": unit, "value_in_unit": value, "confidence": 0.6, **place}


@pytest.fixture
def warehouse() -> Iterator[Any]:
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE figures ({FIGURE}); CREATE TABLE to_review ({FIGURE}, reason VARCHAR)")
    connection.execute("CREATE TABLE files (sha256 VARCHAR, path VARCHAR)")
    connection.execute("INSERT INTO files VALUES (?, '2023-06/bao_cao.docx')", ["f" * 64])
    connection.execute(
        "CREATE TABLE figure_sources (figure_id VARCHAR, candidate_id VARCHAR, sha256 VARCHAR, "
        "place VARCHAR, quote VARCHAR)"
    )
    connection.execute(
        "CREATE TABLE rule_results (result_id VARCHAR, rule VARCHAR, importance VARCHAR, period VARCHAR, "
        "province_id VARCHAR, message VARCHAR, state VARCHAR, expected VARCHAR, evidence VARCHAR, "
        "rests_on VARCHAR, dismissed_by VARCHAR, dismissed_why VARCHAR)"
    )
    connection.execute("CREATE TABLE submission_status (period VARCHAR, province VARCHAR)")
    connection.execute("CREATE TABLE national_totals (period VARCHAR, indicator VARCHAR, months INTEGER)")
    connection.execute(
        "CREATE TABLE year_on_year (period VARCHAR, months INTEGER, province_id VARCHAR, "
        "province VARCHAR, indicator VARCHAR, base DOUBLE)"
    )
    connection.execute(
        "INSERT INTO year_on_year VALUES ('2023-06', 6, 'da_nang', 'Đà Nẵng', 'delegations_out', 48)"
    )
    rows = (
        (
            "da_nang",
            "Đà Nẵng",
            "delegations_out",
            52.0,
            "count",
            [reading(52, "=52 đoàn ra"), reading(25, "25 đoàn")],
        ),
        (
            "ha_noi",
            "Hà Nội",
            "delegations_in",
            None,
            "count",
            [reading(7, "07 đoàn vào"), reading(9, "09 đoàn")],
        ),
        (
            "an_giang",
            "An Giang",
            "ngo_aid_committed",
            1_500_000.0,
            "USD",
            [reading(1.5e6, "1,5 triệu USD", "USD")],
        ),
        ("ca_mau", "Cà Mau", "fdi_projects_new", 3.0, "count", []),
    )
    for province_id, name, code, value, unit, readings in rows:
        connection.execute(
            "INSERT INTO to_review VALUES (?, '2023-06', 6, ?, ?, ?, 'actual', ?, ?, 'exact', 'review', 0.5, "
            "'', "
            "'', '', ?, 'Cần xem')",
            [
                f"f-{province_id}",
                province_id,
                name,
                code,
                value,
                unit,
                json.dumps(readings, ensure_ascii=False),
            ],
        )
    yield connection
    connection.close()


def fill(path: Path, **answers: dict[str, object]) -> None:
    """Write answers into the rows of the provinces named."""
    book = load_workbook(path)
    sheet = book[SHEET]
    columns = {column.field: index for index, column in enumerate(COLUMNS, start=1)}
    for row in range(2, sheet.max_row + 1):
        key = str(sheet.cell(row, columns["key"]).value).split("|")[2]
        for field, value in answers.get(key, {}).items():
            sheet.cell(row, columns[field]).value = value
    book.save(path)


def test_rows_columns_and_what_waits_for_an_answer(warehouse: Any, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    assert export_workbook(warehouse, "2023-06", path) == 4
    sheet = load_workbook(path)[SHEET]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    assert [sheet.cell(row, 4).value for row in range(2, 6)] == ["An Giang", "Cà Mau", "Đà Nẵng", "Hà Nội"]
    told = sheet.cell(4, 9).value
    assert "(1) 52: “=52 đoàn ra” (trang 3, 2023-06/bao_cao.docx)" in told
    assert "(2) 25: “25 đoàn”" in told
    assert sheet.cell(4, 11).value == 48
    assert sheet.cell(5, 7).value is None
    assert [sheet.column_dimensions[letter].hidden for letter in "OPQR"] == [False, True, True, True]
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref == "A1:R5"
    choice = sheet.data_validations.dataValidation[0]
    assert choice.formula1 == '"xác nhận,sửa,bỏ,không nêu,để sau"'
    assert str(choice.sqref) == "L2:L5"


def test_round_trip_into_the_file_of_corrections(warehouse: Any, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    export_workbook(warehouse, "2023-06", path)
    fill(
        path,
        da_nang={"decision": "xác nhận", "who": "An"},
        ha_noi={"decision": "sửa", "right_value": "09", "why": "bảng kèm theo", "who": "An"},
        an_giang={"decision": "sửa", "right_value": "2,5 triệu", "why": "đọc lại", "who": "Bình"},
        ca_mau={"decision": "Không nêu", "who": "Bình"},
    )
    result = import_workbook(path, warehouse, at=AT)
    assert result.errors == ()
    found = {c.key.split("|")[2]: c for c in result.corrections}
    assert {key: (c.action, c.old, c.new, c.who) for key, c in found.items()} == {
        "an_giang": ("correct", 1_500_000, 2_500_000, "Bình"),
        "ca_mau": ("not_stated", 3, None, "Bình"),
        "da_nang": ("confirm", 52, 52, "An"),
        "ha_noi": ("correct", 9, 9, "An"),
    }
    assert found["da_nang"].key == "2023-06|6|da_nang|delegations_out|actual"
    assert (found["da_nang"].quote, found["da_nang"].place) == ("=52 đoàn ra", "trang 3")
    assert found["ha_noi"].quote == "09 đoàn"
    assert found["ca_mau"].sha256 == ""
    append_corrections(tmp_path / "corrections.jsonl", result.corrections)
    assert read_corrections(tmp_path / "corrections.jsonl") == result.corrections


def test_an_untouched_workbook_decides_nothing(warehouse: Any, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    export_workbook(warehouse, "2023-06", path)
    fill(path, da_nang={"decision": "để sau"})
    result = import_workbook(path, warehouse, at=AT)
    assert (result.corrections, result.errors, result.undecided) == ((), (), 4)


@pytest.mark.parametrize(
    ("province", "answer", "told"),
    [
        ("da_nang", {"decision": "sửa", "right_value": 51, "who": "An"}, "cần Lý do"),
        ("da_nang", {"decision": "sửa", "why": "x", "who": "An"}, "cần Giá trị đúng"),
        ("da_nang", {"decision": "xác nhận"}, "chưa ghi Người quyết định"),
        ("da_nang", {"decision": "bỏ", "who": "An"}, "cần Lý do"),
        (
            "da_nang",
            {"decision": "bỏ", "who": "An", "why": "x", "right_value": 3},
            "không đi với Giá trị đúng",
        ),
        ("da_nang", {"decision": "đúng", "who": "An"}, "không có quyết định “đúng”"),
        ("da_nang", {"right_value": 51}, "chưa chọn Quyết định"),
        ("da_nang", {"decision": "sửa", "right_value": "5,5", "why": "x", "who": "An"}, "đếm số nguyên"),
        ("da_nang", {"decision": "sửa", "right_value": -5, "why": "x", "who": "An"}, "giá trị âm"),
        ("da_nang", {"decision": "sửa", "right_value": "năm", "why": "x", "who": "An"}, "không phải là số"),
        ("da_nang", {"decision": "xác nhận", "right_value": 25, "who": "An"}, "khác số máy đề xuất"),
        ("ha_noi", {"decision": "xác nhận", "who": "An"}, "máy chưa đề xuất số nào"),
        ("da_nang", {"decision": "xác nhận", "who": "An", "province": "Hà Nội"}, "không khớp với khóa ẩn"),
        ("da_nang", {"decision": "xác nhận", "who": "An", "source": ""}, "cột nguồn ẩn"),
    ],
)
def test_a_row_that_can_not_be_taken_is_named_with_what_to_do(
    warehouse: Any, tmp_path: Path, province: str, answer: dict[str, object], told: str
) -> None:
    path = tmp_path / "review.xlsx"
    export_workbook(warehouse, "2023-06", path)
    fill(path, **{province: answer, "ca_mau": {"decision": "không nêu", "who": "An"}})
    result = import_workbook(path, warehouse, at=AT)
    (error,) = result.errors
    assert told in error
    assert error.startswith(f"Dòng {4 if province == 'da_nang' else 5} (")
    assert [c.action for c in result.corrections] == ["not_stated"]


def test_a_figure_that_changed_since_the_export_is_noticed(warehouse: Any, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    export_workbook(warehouse, "2023-06", path)
    answers = {key: {"decision": "không nêu", "who": "An"} for key in ("da_nang", "ha_noi", "an_giang")}
    fill(path, **answers)
    warehouse.execute("UPDATE to_review SET value = 53 WHERE province_id = 'da_nang'")
    warehouse.execute("DELETE FROM to_review WHERE province_id = 'ha_noi'")
    result = import_workbook(path, warehouse, at=AT)
    assert [c.key.split("|")[2] for c in result.corrections] == ["an_giang"]
    assert "đã thay đổi sau khi xuất" in result.errors[0]
    assert "không còn chờ xác nhận" in result.errors[1]


def test_another_period_is_refused_and_a_signer_may_be_given(warehouse: Any, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    export_workbook(warehouse, "2023-06", path)
    fill(path, ca_mau={"decision": "không nêu"})
    assert import_workbook(path, warehouse, at=AT, who="An").corrections[0].who == "An"
    other = import_workbook(path, warehouse, at=AT, who="An", period="2022-06")
    assert "thuộc kỳ 2023-06" in other.errors[0]


def test_a_filled_in_workbook_is_never_overwritten(warehouse: Any, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    export_workbook(warehouse, "2023-06", path)
    fill(path, ca_mau={"decision": "không nêu", "who": "An"})
    export_workbook(warehouse, "2023-06", path)
    kept = tmp_path / "review.sua-tay-1.xlsx"
    assert len(import_workbook(kept, warehouse, at=AT).corrections) == 1
    assert import_workbook(path, warehouse, at=AT).corrections == ()


def test_low_confidence_figures_can_be_asked_for(warehouse: Any, tmp_path: Path) -> None:
    warehouse.execute(
        "INSERT INTO figures VALUES ('x', '2023-06', 6, 'hue', 'Huế', 'delegations_out', 'actual', 4, "
        "'count', 'exact', 'accepted', 0.7, '', '', '', '[]')"
    )
    assert export_workbook(warehouse, "2023-06", tmp_path / "a.xlsx", low_confidence=0.8) == 5
    assert export_workbook(warehouse, "2023-06", tmp_path / "b.xlsx", low_confidence=0.6) == 4


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 torn"])
def test_no_workbook_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    result = import_workbook(path)
    assert result.corrections == ()
    assert len(result.errors) == 1


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (12, 12), (12.5, 12.5), ("12", 12), ("09", 9), ("1.234", 1234), ("1.234,5", 1234.5),
        ("52.677", 52677), ("1234.5", 1234.5), ("1,234,567", 1234567), ("568,78 triệu", 568_780_000),
        ("3,06 tỷ USD", 3_060_000_000),
        ("658.816 USD", 658816), ("-12", -12), ("57,9", 57.9), ("12 %", 12), ("1 234", 1234),
    ],
)  # fmt: skip
def test_numbers_as_analysts_type_them(typed: object, number: float) -> None:
    assert typed_number(typed) == pytest.approx(number)


@pytest.mark.parametrize("typed", ["", "năm", "12 đoàn", "1.23.4", "12/3", True, float("nan"), None])
def test_what_is_no_number_is_refused(typed: object) -> None:
    with pytest.raises(ValueError):
        typed_number(typed)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Ho_Chi_Minh"])
def test_a_decision_has_vietnams_time_wherever_the_machine_stands(
    warehouse: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    """As the files' arrivals have: else a decision of the morning of the 1st is of the evening before."""
    path = tmp_path / "review.xlsx"
    export_workbook(warehouse, "2023-06", path)
    fill(path, da_nang={"decision": "xác nhận", "who": "An"})
    with monkeypatch.context() as machine:
        machine.setenv("TZ", zone)
        time.tzset()
        made = import_workbook(path, warehouse).corrections[0].at
    time.tzset()
    assert made.tzinfo is None
    vietnam = datetime.now(timezone(timedelta(hours=7))).replace(tzinfo=None)
    assert abs((vietnam - made).total_seconds()) < 60
