"""What single cells say, and what a column of comparison means beside its two values."""

from __future__ import annotations

import pytest

from pipeline.extraction import Candidate, Context, extract
from pipeline.extraction.tables.cells import decimal_mark, is_value, read_cell, value_of
from pipeline.extraction.tables.header_words import is_total_label, spelt_out, unit_of
from pipeline.reading.document import Block, Cell, Document

CELLS = {
    # cell: (digits, unit, planned, prior, zero, doubtful), or None for what states no number
    "28": ("28", "", "", "", False, False),
    "28 đoàn": ("28", "đoàn", "", "", False, False),
    "153 lượt người": ("153", "lượt người", "", "", False, False),
    "42,5 triệu USD": ("42,5", "triệu usd", "", "", False, False),
    "1 250 000": ("1250000", "", "", "", False, False),
    "28¹": ("28", "", "", "", False, False),
    "41(*)": ("41", "", "", "", False, False),
    "12 (2)": ("12", "", "", "", False, False),
    "1.204.500⁽³⁾": ("1.204.500", "", "", "", False, False),
    "28 (cùng kỳ 20)": ("28", "", "", "20", False, False),
    "41 đoàn (cùng kỳ 36 đoàn)": ("41", "đoàn", "", "36", False, False),
    "02/11 đoàn": ("02", "đoàn", "11", "", False, False),
    "Không": ("0", "", "", "", True, False),
    "Không phát sinh": ("0", "", "", "", True, False),
    "28 (có 3 đoàn đặc biệt)": ("28", "", "", "", False, True),
    "-": None,
    "…": None,
    "Chưa có số liệu": None,
    "Trong kế hoạch": None,
    "14/3/2023": None,
    "05-11/3/2023": None,
    "02/2023": None,
    "12/2023": None,
    "1/1998": None,
    "13/2023": ("13", "", "2023", "", False, False),
}


@pytest.mark.parametrize("text", CELLS)
def test_a_cell_states(text: str) -> None:
    said = read_cell(text)
    found = said and (said.digits, said.unit, said.planned, said.prior, said.zero, said.doubtful)
    assert found == CELLS[text]


@pytest.mark.parametrize("text", ["6 tháng đầu năm 2023", "Năm 2023", "5 năm", "02/11", "Quý I", "3/2023"])
def test_times_and_fractions_are_no_values(text: str) -> None:
    assert not is_value(text)


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["12.5", "103.25", "8.125"], "."),
        (["45,6", "2.015"], ","),
        (["1,250,000", "85,000"], "."),
        (["1.250.000", "85.000"], ","),
        (["1.250", "2.015"], ""),
        (["12.5", "45,6"], ""),
        (["5", "7"], ""),
    ],
)
def test_a_column_shows_its_decimal_mark(column: list[str], mark: str) -> None:
    assert decimal_mark(column) == mark


@pytest.mark.parametrize(
    ("digits", "mark", "whole", "value", "other"),
    [
        ("8.125", ".", False, 8.125, None),
        ("2.015", ",", False, 2015, None),
        ("2.015", "", False, 2015, 2.015),
        ("1.250", ".", True, 1250, 1.25),
        ("1,250,000", ".", False, 1_250_000, None),
    ],
)
def test_the_mark_of_the_others_decides(
    digits: str, mark: str, whole: bool, value: float, other: float | None
) -> None:
    numeral = value_of(digits, mark, 1e6 if not whole else 1.0, money=False, whole=whole)  # type: ignore[arg-type]
    assert numeral is not None
    assert (numeral.value, numeral.other) == (value, other)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("ĐVT: triệu USD", ("USD", 1e6)),
        ("Đơn vị: 1.000 USD", ("USD", 1e3)),
        ("Vốn (trđ)", ("VND", 1e6)),
        ("Vốn (tỷ đồng)", ("VND", 1e9)),
        ("ĐVT: đồng", ("VND", 1)),
        ("Vùng Đồng bằng sông Hồng", None),
        ("Tỉnh Đồng Nai", None),
        ("Hội đồng nhân dân", None),
    ],
)
def test_a_heading_names_a_unit(text: str, unit: tuple[str, float] | None) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("label", "total"),
    [
        ("Tổng cộng", True),
        ("TỔNG CỘNG (I+II):", True),
        ("Cộng: 05 đoàn", True),
        ("Tổng số (1+2+3)", True),
        ("Tổng vốn đăng ký", False),
        ("Tổng số đoàn ra", False),
        ("Cộng đồng", False),
    ],
)
def test_a_row_is_the_total(label: str, total: bool) -> None:
    assert is_total_label(label) is total


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("6t/2023", "6 tháng /2023"),
        ("9t/2024", "9 tháng /2024"),
        ("t9/2024", "tháng 9/2024"),
        ("q1/2023", "quý 1/2023"),
        ("6tđn", "6 tháng đầu năm"),
        ("tỷ lệ", "tỷ lệ"),
    ],
)
def test_headers_shorten_times(short: str, full: str) -> None:
    assert spelt_out(short) == full


def read(rows: str, above: str = "") -> list[Candidate]:
    cells = [
        Cell(r, c, text.strip(), f"hàng {r}, cột {c}")
        for r, line in enumerate(rows.strip().splitlines(), 1)
        for c, text in enumerate(line.split("|"), 1)
    ]
    blocks = (Block("heading", above, "đoạn 1"), Block("table", "", "bảng 1", cells=tuple(cells)))
    document = Document("0" * 64, "a.docx", "docx", blocks)
    return [c for c in extract(document, Context("ha_nam", "2023-06", 6)) if c.method == "table"]


COMPARISONS = {
    # (heading, this year, last year, cell): role, value, accepted
    ("% so cùng kỳ", "22", "20", "110"): ("change_pct", 10, True),
    ("% so cùng kỳ", "22", "20", "10"): ("change_pct", 10, True),
    ("% so cùng kỳ", "17", "20", "85"): ("change_pct", -15, True),
    ("% so cùng kỳ", "26", "20", "142"): ("change_pct", 42, False),
    ("Tăng/giảm (%)", "22", "20", "110"): ("change_pct", 10, True),
    ("Tăng/giảm (%)", "22", "20", "10,0"): ("change_pct", 10, True),
    ("So cùng kỳ", "22", "20", "2"): ("change", 2, True),
    ("So cùng kỳ", "22", "20", "110"): ("change_pct", 10, True),
    ("So cùng kỳ", "22", "20", "7"): ("change", 7, False),
    ("So cùng kỳ (+/-)", "22", "20", "+2"): ("change", 2, True),
    ("Tăng, giảm", "16", "20", "-4"): ("change", -4, True),
    ("Tăng, giảm", "16", "20", "4"): ("change", 4, False),
    ("Tăng, giảm", "16", "20", "giảm 4"): ("change", -4, True),
    ("2023/2022 (%)", "22", "20", "110"): ("change_pct", 10, True),
}


@pytest.mark.parametrize("case", COMPARISONS)
def test_the_two_values_say_what_a_comparison_means(case: tuple[str, str, str, str]) -> None:
    heading, now, then, cell = case
    found = read(f"Chỉ tiêu | Thực hiện | Cùng kỳ | {heading}\nSố đoàn ra | {now} | {then} | {cell}")
    last = found[-1]
    assert [c.status for c in found[:2]] == ["accepted", "accepted"]
    assert (last.role, last.value, last.status == "accepted") == COMPARISONS[case]


def test_what_is_doubtful_does_not_overturn_what_is_known() -> None:
    found = read("Chỉ tiêu | Thực hiện | Kỳ đối chiếu\nSố đoàn ra | 28 | 19")
    assert [(c.value, c.status, c.confidence < 0.5) for c in found] == [
        (28, "accepted", False),
        (19, "review", True),
    ]


PAIRS = {
    # (heading, cell): role, value, accepted of each number
    ("Thực hiện/Kế hoạch", "15/6"): [("actual", 15, True), ("planned", 6, True)],
    ("Thực hiện", "02/11 đoàn"): [("actual", 2, True), ("planned", 11, True)],
    ("Thực hiện", "15/6"): [("actual", 15, False), ("planned", 6, False)],
    ("Thực hiện", "02/11"): [("actual", 2, False), ("planned", 11, False)],
    ("Kế hoạch", "15/6"): [("planned", 15, False)],
    ("Thực hiện/Kế hoạch", "02/2023"): [],
    ("Thực hiện", "12/2023"): [],
}


@pytest.mark.parametrize("case", PAIRS)
def test_two_numbers_are_done_of_planned_only_where_that_is_said(case: tuple[str, str]) -> None:
    heading, cell = case
    found = read(f"Chỉ tiêu | ĐVT | {heading}\nSố đoàn vào | đoàn | 41\nSố đoàn ra | đoàn | {cell}")
    said = [(c.role, c.value, c.status == "accepted") for c in found if c.indicator == "delegations_out"]
    assert said == PAIRS[case]


YEARS = {
    # the cells of a column: which of them are accepted
    ("28", "2023"): [True, False],
    ("28", "2021", "1998"): [True, False, False],
    ("28", "2.023"): [True, True],
    ("950", "2023"): [True, True],
    ("28", "41"): [True, True],
}


@pytest.mark.parametrize("cells", YEARS)
def test_a_count_like_a_year_among_small_ones_is_doubted(cells: tuple[str, ...]) -> None:
    labels = ["Số đoàn ra", "Số đoàn vào", "Số hội nghị, hội thảo quốc tế"]
    rows = "\n".join(f"{label} | {cell}" for label, cell in zip(labels, cells, strict=False))
    assert [c.status == "accepted" for c in read(f"Chỉ tiêu | Thực hiện\n{rows}")] == YEARS[cells]


def test_two_thousand_travellers_are_no_year() -> None:
    found = read("Chỉ tiêu | Thực hiện\nSố đoàn ra | 28\nSố lượt người đi nước ngoài của đoàn ra | 2015")
    assert [(c.value, c.status) for c in found] == [(28, "accepted"), (2015, "accepted")]


LISTED = "TT | Tên đoàn | Nước đến | Ghi chú\n1 | Đoàn A | Lào | \n2 | Đoàn B | Ý | {}\n3 | Đoàn C | Úc | "


@pytest.mark.parametrize(
    ("remark", "count", "status"),
    [
        ("", 3, "accepted"),
        ("Trong kế hoạch", 3, "accepted"),
        ("Hoãn", 2, "review"),
        ("Chưa thực hiện", 2, "review"),
    ],
)
def test_items_put_off_are_not_counted(remark: str, count: int, status: str) -> None:
    (found,) = read(LISTED.format(remark), "DANH SÁCH ĐOÀN RA")
    assert (found.value, found.status) == (count, status)


def test_rows_and_a_differing_total_are_both_kept() -> None:
    rows = "TT | Tên đoàn | Số người\n1 | Đoàn A | 5\n2 | Đoàn B | 7\n | Tổng cộng: 03 đoàn | 12"
    found = [(c.indicator, c.value, c.place) for c in read(rows, "DANH SÁCH ĐOÀN VÀO")]
    assert found == [
        ("delegations_in", 2, "hàng 2, cột 1"),
        ("delegations_in", 3, "hàng 4, cột 2"),
        ("delegation_members_in", 12, "hàng 4, cột 3"),
    ]


def test_a_large_table_costs_as_its_rows() -> None:
    rows = ["TT | Tên đoàn | Nước đến | Cấp đoàn"]
    rows += [
        f"{i} | Đoàn công tác {i} | Lào | {'Cấp tỉnh' if i % 2 else 'Sở, ngành'}" for i in range(1, 2001)
    ]
    found = read("\n".join(rows), "DANH SÁCH ĐOÀN RA")
    assert [c.value for c in found] == [2000, 1000]


@pytest.mark.parametrize(
    "cell", ["(" * 20_000, " " * 20_000 + "x", "1." * 10_000, "28 (" * 5_000, "tăng " * 5_000, "- " * 10_000]
)
def test_no_cell_makes_an_expression_backtrack(cell: str) -> None:
    found = read(f"TT | Chỉ tiêu | Thực hiện\n1 | {cell} | {cell}\n2 | Số đoàn ra | 28")
    assert [c.value for c in found] == [28]
