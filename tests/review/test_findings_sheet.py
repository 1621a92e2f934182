"""The sheet of findings in the review workbook: out, dismissed, and back. Figures and names are made up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from pipeline.review import export_workbook, import_workbook
from pipeline.review.findings_sheet import COLUMNS, SHEET

AT = datetime(2023, 7, 20, 9, 30)
FIGURE = """figure_id VARCHAR, period VARCHAR, months INTEGER, province_id VARCHAR, province VARCHAR,
    indicator VARCHAR, role VARCHAR, value DOUBLE, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
    confidence DOUBLE, derived VARCHAR, value_stated VARCHAR, unit_stated VARCHAR, readings VARCHAR"""
EVIDENCE = [
    {
        "what": "Số đoàn ra cấp tỉnh – Thực hiện",
        "period": "2023-06",
        "value": 41,
        "unit": "count",
        "file": "f" * 64,
        "place": "đoạn 14",
        "quote": "đã cử 41 đoàn ra cấp tỉnh",
    },
    {"what": "Số đoàn ra – Thực hiện", "period": "2022-06", "value": 40, "unit": "count"},
]
# result_id, rule, importance, province, state, rests_on
FINDINGS = (
    ("r-low", "ngo_disbursed_within_committed", "low", "ca_mau", "open", "a=1"),
    ("r-gone", "jump_against_own_history", "high", "an_giang", "dismissed", "b=1"),
    ("r-high", "delegations_out_provincial_within_all", "high", "da_nang", "open", "c=41; d=40"),
)


@pytest.fixture
def warehouse() -> Iterator[Any]:
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE figures ({FIGURE}); CREATE TABLE to_review ({FIGURE}, reason VARCHAR)")
    connection.execute(
        "CREATE TABLE files (sha256 VARCHAR, path VARCHAR);"
        "CREATE TABLE figure_sources (figure_id VARCHAR, candidate_id VARCHAR, sha256 VARCHAR,"
        " place VARCHAR, quote VARCHAR);"
        "CREATE TABLE submission_status (period VARCHAR, province VARCHAR);"
        "CREATE TABLE national_totals (period VARCHAR, indicator VARCHAR, months INTEGER);"
        "CREATE TABLE year_on_year (period VARCHAR, months INTEGER, province_id VARCHAR,"
        " province VARCHAR, indicator VARCHAR, base DOUBLE);"
        "CREATE TABLE rule_results (result_id VARCHAR, rule VARCHAR, importance VARCHAR, period VARCHAR,"
        " province_id VARCHAR, message VARCHAR, state VARCHAR, expected VARCHAR, evidence VARCHAR,"
        " rests_on VARCHAR, dismissed_by VARCHAR, dismissed_why VARCHAR)"
    )
    connection.execute("INSERT INTO files VALUES (?, '2023-06/bao_cao.docx')", ["f" * 64])
    for result_id, rule, importance, place, state, rests_on in FINDINGS:
        dismissed = ("Bình", "đã hỏi tỉnh") if state == "dismissed" else ("", "")
        told = json.dumps(EVIDENCE, ensure_ascii=False)
        values = [result_id, rule, importance, "2023-06", place, "Đoàn ra 41 nhiều hơn 40.", state]
        connection.execute(
            f"INSERT INTO rule_results VALUES ({', '.join('?' * 12)})",
            [*values, "không quá 40", told, rests_on, *dismissed],
        )
    yield connection
    connection.close()


@pytest.fixture
def workbook(warehouse: Any, tmp_path: Path) -> Path:
    path = tmp_path / "review.xlsx"
    export_workbook(warehouse, "2023-06", path)
    return path


def shown(path: Path) -> list[dict[str, object]]:
    rows = load_workbook(path)[SHEET].iter_rows(min_row=2, values_only=True)
    return [dict(zip((c.field for c in COLUMNS), row, strict=True)) for row in rows]


def fill(path: Path, row: int, **answers: object) -> None:
    book = load_workbook(path)
    for field, value in answers.items():
        book[SHEET].cell(row, 1 + [c.field for c in COLUMNS].index(field)).value = value
    book.save(path)


def test_what_the_analyst_sees(workbook: Path) -> None:
    rows = shown(workbook)
    assert [(r["province"], r["importance"]) for r in rows] == [
        ("Đà Nẵng", "cao"),
        ("Cà Mau", "thấp"),
        ("An Giang", "cao"),
    ]
    assert rows[0]["expected"] == "không quá 40"
    assert str(rows[0]["evidence"]).splitlines() == [
        "(1) Số đoàn ra cấp tỉnh – Thực hiện, 2023-06: 41: “đã cử 41 đoàn ra cấp tỉnh” "
        "(đoạn 14, 2023-06/bao_cao.docx)",
        "(2) Số đoàn ra – Thực hiện, 2022-06: 40",
    ]
    assert [r["state"] for r in rows[1:]] == ["chưa xem xét", "đã bỏ qua: Bình – đã hỏi tỉnh"]
    sheet = load_workbook(workbook)[SHEET]
    assert sheet.data_validations.dataValidation[0].formula1 == '"bỏ qua,để sau"'


def test_a_dismissal_names_who_and_why(warehouse: Any, workbook: Path) -> None:
    fill(workbook, 2, decision="Bỏ qua", why="đoàn của trung ương đi cùng", who="An")
    fill(workbook, 3, decision="để sau")
    result = import_workbook(workbook, warehouse, at=AT)
    assert (result.errors, result.undecided) == ((), 0)
    [made] = result.corrections
    assert made.key == "finding|2023-06|da_nang|delegations_out_provincial_within_all|r-high"
    assert (made.action, made.who, made.why, made.at) == ("dismiss", "An", "đoàn của trung ương đi cùng", AT)
    assert made.rests_on == "c=41; d=40"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"decision": "bỏ qua", "who": "An"}, "cần Lý do"),
        ({"decision": "bỏ qua", "why": "đã hỏi"}, "chưa ghi Người quyết định"),
        ({"decision": "xác nhận", "why": "đã hỏi", "who": "An"}, "không có quyết định “xác nhận”"),
        ({"why": "đã hỏi"}, "chưa chọn Quyết định"),
        ({"decision": "bỏ qua", "why": "đã hỏi", "who": "An", "key": ""}, "cột khóa ẩn"),
    ],
)
def test_a_row_that_can_not_be_taken(
    warehouse: Any, workbook: Path, answers: dict[str, object], told: str
) -> None:
    fill(workbook, 2, **answers)
    result = import_workbook(workbook, warehouse, at=AT)
    assert result.corrections == ()
    [error] = result.errors
    assert error.startswith("Phát hiện, Dòng 2 (Đà Nẵng)")
    assert told in error


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE rule_results SET rests_on = 'c=43; d=40' WHERE result_id = 'r-high'", "đã thay đổi"),
        ("DELETE FROM rule_results WHERE result_id = 'r-high'", "không còn"),
    ],
)
def test_a_finding_that_changed_since_the_export(
    warehouse: Any, workbook: Path, change: str, told: str
) -> None:
    fill(workbook, 2, decision="bỏ qua", why="đã hỏi", who="An")
    warehouse.execute(change)
    result = import_workbook(workbook, warehouse, at=AT)
    assert result.corrections == ()
    assert told in result.errors[0]


@pytest.mark.parametrize("field", ["period", "province", "message"])
def test_a_sheet_sorted_in_some_columns_only_dismisses_nothing(
    warehouse: Any, workbook: Path, field: str
) -> None:
    other = {"period": "2022-06", "province": "Cà Mau", "message": "Đoàn vào 12 nhiều hơn 10."}
    fill(workbook, 2, decision="bỏ qua", why="đã hỏi", who="An", **{field: other[field]})
    result = import_workbook(workbook, warehouse, at=AT)
    assert result.corrections == ()
    assert "không khớp với khóa ẩn" in result.errors[0]


def test_lines_broken_by_the_spreadsheet_are_the_same_words(warehouse: Any, workbook: Path) -> None:
    told = "Đoàn ra 41\n nhiều hơn 40. "
    fill(workbook, 2, decision="bỏ qua", why="đã hỏi", who="An", message=told)
    assert import_workbook(workbook, warehouse, at=AT).errors == ()


def test_another_period_is_refused_and_a_signer_may_be_given(warehouse: Any, workbook: Path) -> None:
    fill(workbook, 2, decision="bỏ qua", why="đã hỏi")
    assert import_workbook(workbook, warehouse, at=AT, who="An").corrections[0].who == "An"
    assert (
        "thuộc kỳ 2023-06"
        in import_workbook(workbook, warehouse, at=AT, who="An", period="2022-06").errors[0]
    )


def test_a_workbook_of_before_the_sheet_is_still_read(warehouse: Any, workbook: Path) -> None:
    book = load_workbook(workbook)
    del book[SHEET]
    book.save(workbook)
    assert import_workbook(workbook, warehouse, at=AT).errors == ()
