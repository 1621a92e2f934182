"""Annex tables: (header, rows) and what their cells are. A cell whose headers do not say it gives nothing.

A row of words is one row of the grid; "<" is covered by the cell to its left, "^" by the one above.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.extraction import Candidate, Context, extract
from pipeline.reading.document import Block, Cell, Document

CONTEXT = Context("ha_nam", "2023-06", 6)
Rows = Sequence[Sequence[str]]


def table(rows: Rows, caption: str = "") -> Block:
    """A table block of the rows, its merged cells standing once."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            width = 1
            while row[c + width : c + width + 1] == ["<"]:
                width += 1
            height = 1
            while r + height < len(rows) and rows[r + height][c] == "^":
                height += 1
            cells.append(Cell(r + 1, c + 1, text, f"hàng {r + 1}, cột {c + 1}", height, width))
    return Block("table", "", "bảng 1", page=2, cells=tuple(cells), caption=caption)


def everything(rows: Rows, caption: str = "", context: Context = CONTEXT) -> list[Candidate]:
    document = Document("0" * 64, "phu_luc.docx", "docx", (table(rows, caption),))
    return list(extract(document, context))


def shown(candidates: Sequence[Candidate]) -> list[str]:
    """Each figure in short: indicator, role, value, unit, and a question mark when it is for review."""
    return [
        f"{c.indicator} {c.role} {c.value:_.15g} {c.unit}{' ?' if c.status == 'review' else ''}"
        for c in candidates
        if not c.set_aside
    ]


def figures(rows: Rows, caption: str = "", context: Context = CONTEXT) -> list[str]:
    return shown(everything(rows, caption, context))


def test_a_summary_table_with_a_column_of_units() -> None:
    rows = [
        ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "Cùng kỳ", "Tăng/giảm (%)"],
        ["1", "Số đoàn ra", "đoàn", "40", "28", "19", "47,4"],
        ["2", "Số lượt người của đoàn ra", "người", "", "153", "197", "-22,3"],
        ["3", "Vốn FDI đăng ký", "triệu USD", "900", "412,5", "305,2", "35,2"],
        ["4", "Giá trị viện trợ PCPNN giải ngân", "nghìn USD", "", "1.904,6", "2.100,5", "-9,3"],
    ]
    assert figures(rows) == [
        "delegations_out planned 40 count",
        "delegations_out actual 28 count",
        "delegations_out prior_year 19 count",
        "delegations_out change_pct 47.4 percent",
        "delegation_members_out actual 153 people",
        "delegation_members_out prior_year 197 people",
        "delegation_members_out change_pct -22.3 percent",
        "fdi_capital_registered planned 900_000_000 USD",
        "fdi_capital_registered actual 412_500_000 USD",
        "fdi_capital_registered prior_year 305_200_000 USD",
        "fdi_capital_registered change_pct 35.2 percent",
        "ngo_aid_disbursed actual 1_904_600 USD",
        "ngo_aid_disbursed prior_year 2_100_500 USD",
        "ngo_aid_disbursed change_pct -9.3 percent",
    ]


FDI_FORM = [
    "fdi_projects_new actual 12 count",
    "fdi_capital_new actual 45_600_000 USD",
    "fdi_projects_expanded actual 7 count",
    "fdi_capital_expanded actual 103_000_000 USD",
]


@pytest.mark.parametrize(
    ("header", "caption"),
    [
        (["Hình thức", "Số dự án", "Vốn đăng ký (triệu USD)"], "Thu hút đầu tư nước ngoài"),
        (["Hình thức", "Số dự án", "Vốn đăng ký"], "Thu hút đầu tư nước ngoài (ĐVT: triệu USD)"),
        (["Hình thức", "Số dự án FDI", "Vốn FDI, triệu đô la Mỹ"], "Bảng 2"),
    ],
    ids=["unit in the header", "unit in the caption", "topic in the header"],
)
def test_the_form_of_fdi(header: list[str], caption: str) -> None:
    rows = [header, ["Cấp mới", "12", "45,6"], ["Điều chỉnh tăng vốn", "7", "103"]]
    assert figures(rows, caption) == FDI_FORM


def test_the_total_row_of_the_form_of_fdi_is_what_was_registered() -> None:
    rows = [
        ["Nội dung đầu tư nước ngoài", "Số dự án", "Vốn đăng ký (triệu USD)"],
        ["Cấp mới", "12", "45,6"],
        ["Góp vốn, mua cổ phần", "15", "8,25"],
        ["Tổng cộng", "27", "53,85"],
    ]
    found = figures(rows, "Kết quả thu hút FDI")
    assert "fdi_capital_contributed actual 8_250_000 USD" in found
    assert "fdi_capital_registered actual 53_850_000 USD" in found


DELEGATIONS = [
    ["STT", "Tên đoàn", "Nước đến", "Số người", "Cấp", "Nguồn kinh phí"],
    ["1", "Đoàn xúc tiến đầu tư", "Nhật Bản", "12", "Cấp tỉnh", "NSNN"],
    ["2", "Đoàn học tập nông nghiệp", "Israel", "8", "Cấp sở", "Tự túc"],
    ["3", "Đoàn dự hội nghị", "Lào", "6", "Cấp tỉnh", "NSNN"],
]


def test_a_list_counts_its_rows_and_what_its_columns_say_of_them() -> None:
    assert figures(DELEGATIONS, "Danh sách đoàn ra 6 tháng đầu năm 2023") == [
        "delegations_out actual 3 count",
        "delegations_out_provincial actual 2 count",
        "delegations_out_state_budget actual 2 count",
    ]


def test_a_list_gives_what_its_total_row_states() -> None:
    total = ["Tổng cộng: 38 đoàn", "<", "", "214", "", ""]
    found = everything([*DELEGATIONS, total], "Danh sách đoàn ra 6 tháng đầu năm 2023")
    assert shown(found)[-2:] == [
        "delegations_out actual 38 count",
        "delegation_members_out actual 214 people",
    ]
    assert [c.place for c in found[-2:]] == ["hàng 5, cột 1", "hàng 5, cột 4"]
    assert found[-2].quote == "Tổng cộng: 38 đoàn"


def test_numbers_of_single_rows_of_a_list_are_no_figures() -> None:
    found = everything(DELEGATIONS, "Danh sách đoàn ra 6 tháng đầu năm 2023")
    assert not {12.0, 8.0, 6.0} & {c.value for c in found}


def test_a_list_of_grants_with_two_amounts_under_a_merged_header() -> None:
    rows = [
        ["STT", "Tên tổ chức", "Tên dự án", "Giá trị viện trợ (USD)", "<"],
        ["^", "^", "^", "Cam kết", "Giải ngân"],
        ["1", "Quỹ Hoa Mai", "Nước sạch", "120.000", "45.000"],
        ["2", "Tổ chức Ánh Dương", "Giáo dục", "80.500", "80.500"],
        ["Tổng cộng", "<", "<", "200.500", "125.500"],
    ]
    assert figures(rows, "Danh mục dự án viện trợ PCPNN") == [
        "ngo_projects actual 2 count",
        "ngo_aid_committed actual 200_500 USD",
        "ngo_aid_disbursed actual 125_500 USD",
    ]


def test_two_columns_without_a_header() -> None:
    assert figures([["Số đoàn ra", "28"], ["Số đoàn vào", "41"]]) == [
        "delegations_out actual 28 count",
        "delegations_in actual 41 count",
    ]


def test_group_rows_give_their_topic_to_the_rows_below() -> None:
    rows = [
        ["Chỉ tiêu", "Thực hiện"],
        ["I. Đoàn ra", ""],
        ["Cấp tỉnh", "5"],
        ["II. Đoàn vào", ""],
        ["Cấp tỉnh", "2"],
    ]
    assert figures(rows) == [
        "delegations_out_provincial actual 5 count",
        "delegations_in_provincial actual 2 count",
    ]


@pytest.mark.parametrize("numbers", [["(1)", "(2)", "(3)"], ["1", "2", "3"], ["A", "1", "2"]])
def test_a_row_of_column_numbers_is_no_data(numbers: list[str]) -> None:
    rows = [["Chỉ tiêu", "Kế hoạch năm", "Thực hiện"], numbers, ["Đoàn ra cấp tỉnh", "", "28"]]
    assert figures(rows) == ["delegations_out_provincial actual 28 count"]


def test_the_headers_of_a_summary_may_begin_like_those_of_a_list() -> None:
    rows = [["Cơ quan", "Đoàn ra", "Đoàn vào"], ["Toàn tỉnh", "28", "41"]]
    assert figures(rows) == ["delegations_out actual 28 count", "delegations_in actual 41 count"]


NOTHING = {
    "shares": ([["Quốc gia", "Tỷ trọng vốn FDI (%)"], ["Nhật Bản", "38,2"], ["Hàn Quốc", "21,5"]], "Bảng 4"),
    "a percentage without a word of change": ([["Chỉ tiêu", "2023/2022 (%)"], ["Số đoàn ra", "147,4"]], ""),
    "cells in percent": ([["Chỉ tiêu", "Thực hiện"], ["Số đoàn ra", "70%"]], ""),
    "unknown headers": ([["Mã", "Loại", "Số lượng"], ["A", "Xoài", "28"], ["B", "Mít", "41"]], "Phụ lục"),
    "words and dashes": ([["Chỉ tiêu", "ĐVT", "Thực hiện"], ["Số đoàn ra", "đoàn", "-"]], ""),
    "remarks": ([["Chỉ tiêu", "Ghi chú"], ["Số đoàn ra", "12"]], ""),
    "an empty table": ([["", ""], ["", ""]], "Số đoàn ra"),
}


@pytest.mark.parametrize("name", NOTHING)
def test_no_guess(name: str) -> None:
    rows, caption = NOTHING[name]
    assert everything(rows, caption) == []


def test_an_amount_without_a_currency_is_set_aside() -> None:
    (found,) = everything([["Chỉ tiêu", "Thực hiện"], ["Vốn FDI đăng ký", "412,5"]])
    assert (found.value, found.unit, found.set_aside) == (412.5, "", "số tiền không ghi loại tiền")


PARTS = {
    "countries": (["Nhật Bản", "Hàn Quốc"], "số liệu của một nước, một đối tác"),
    "districts": (["Huyện Bình Lục", "Huyện Kim Bảng"], "số liệu của một huyện, thị"),
    "districts by their names": (["Bình Lục", "Kim Bảng"], "một phần của con số chung"),
    "companies": (["Công ty Hoa Mai", "Công ty Ánh Dương"], "số liệu của một doanh nghiệp"),
    "other provinces": (["Nam Định", "Thái Bình"], "số liệu của tỉnh khác"),
}


@pytest.mark.parametrize("name", PARTS)
def test_rows_of_parts_are_set_aside_with_the_reason(name: str) -> None:
    labels, reason = PARTS[name]
    header = ["Tên", "Số dự án FDI cấp mới", "Vốn FDI cấp mới (triệu USD)"]
    found = everything([header, [labels[0], "12", "45,2"], [labels[1], "21", "100,5"]])
    assert {(c.set_aside, c.status) for c in found} == {(reason, "review")}
    assert [c.value for c in found] == [12, 45_200_000, 21, 100_500_000]


def test_among_provinces_the_own_row_counts() -> None:
    rows = [["Tỉnh", "Đoàn ra", "Đoàn vào"], ["Hà Nam", "4", "24"], ["Nam Định", "14", "25"]]
    assert figures(rows) == ["delegations_out actual 4 count", "delegations_in actual 24 count"]


def test_a_level_that_no_indicator_counts_is_a_part() -> None:
    rows = [["Chỉ tiêu", "Thực hiện"], ["Đoàn ra cấp tỉnh", "5"], ["Đoàn ra cấp sở", "9"]]
    found = everything(rows)
    assert shown(found) == ["delegations_out_provincial actual 5 count"]
    assert [c.set_aside for c in found] == ["", "một phần của con số chung"]


def test_a_column_of_a_level_that_no_indicator_counts_is_a_part() -> None:
    rows = [["Chỉ tiêu", "Cấp tỉnh", "Cấp sở"], ["Đoàn ra", "5", "9"]]
    found = everything(rows)
    assert shown(found) == ["delegations_out_provincial actual 5 count"]
    assert [c.value for c in found if c.set_aside] == [9]


TIMES = {
    # header: what a cell 20 under it is in a report on January to June 2023
    "Kỳ báo cáo": "actual 20 of 2023-06/6",
    "Năm 2023": "actual 20 of 2023-06/6",
    "6 tháng đầu năm 2023": "actual 20 of 2023-06/6",
    "Tháng 6/2023": "actual 20 of 2023-06/1",
    "Tháng 6": "actual 20 of 2023-06/1",
    "Lũy kế từ đầu năm": "actual 20 of 2023-06/6",
    "Quý I": "actual 20 of 2023-03/3",
    "6 tháng đầu năm 2022": "prior_year 20 of 2023-06/6",
    "Cùng kỳ năm 2022": "prior_year 20 of 2023-06/6",
    "Năm 2022": "prior_year 20 of 2023-06/6 ?",
    "Năm 2021": "set aside: số liệu của nhiều năm",
    "Giai đoạn 2021-2023": "set aside: số liệu của nhiều năm",
    "Tháng 5/2023": "actual 20 of 2023-05/1",
    "Tháng 9/2023": "set aside: số liệu của tháng khác, kỳ khác",
    "9 tháng đầu năm 2023": "set aside: số liệu của kỳ tới",
    "6 tháng cuối năm 2023": "set aside: số liệu của kỳ tới",
    "Quý III": "set aside: số liệu của kỳ tới",
    "Ước cả năm 2023": "set aside: số liệu của kỳ tới",
    "Cả năm 2022": "prior_year 20 of 2023-06/6 ?",
    "Quý I/2022": "prior_year 20 of 2023-03/3",
    "9 tháng đầu năm 2022": "set aside: số liệu của tháng khác, kỳ khác",
    "Giai đoạn 2022-2023": "set aside: số liệu của nhiều năm",
    "Kế hoạch cả năm": "planned 20 of 2023-06/6",
    "Kế hoạch năm 2023": "planned 20 of 2023-06/6",
    "Kế hoạch năm 2024": "set aside: số liệu của kỳ tới",
}


@pytest.mark.parametrize("header", TIMES)
def test_a_column_is_of_the_time_that_its_header_names(header: str) -> None:
    found = everything([["Chỉ tiêu", header], ["Số đoàn ra", "20"], ["Số đoàn vào", "20"]])
    said = [
        f"set aside: {c.set_aside}"
        if c.set_aside
        else f"{c.role} {c.value:g} of {c.period}/{c.months}{' ?' if c.status == 'review' else ''}"
        for c in found
    ]
    assert said == [TIMES[header]] * 2


def test_rows_by_year() -> None:
    rows = [["Năm", "Đoàn ra", "Đoàn vào"], ["2021", "5", "7"], ["2022", "19", "45"], ["2023", "28", "41"]]
    assert figures(rows) == [
        "delegations_out prior_year 19 count ?",
        "delegations_in prior_year 45 count ?",
        "delegations_out actual 28 count",
        "delegations_in actual 41 count",
    ]


def test_one_month_does_not_enter_the_year_so_far() -> None:
    rows = [["Chỉ tiêu", "Tháng 6/2023", "Lũy kế từ đầu năm"], ["Số đoàn ra", "4", "28"]]
    assert [(c.value, c.months, c.cumulative) for c in everything(rows)] == [(4, 1, False), (28, 6, True)]


REVIEW = {
    "a full stop that may be a decimal mark": ("Vốn FDI đăng ký (triệu USD)", "2.015", "dấu thập phân"),
    "a count that is no whole number": ("Số đoàn ra", "14,5", "số lẻ"),
}


@pytest.mark.parametrize("name", REVIEW)
def test_a_doubtful_cell_goes_to_review(name: str) -> None:
    label, text, note = REVIEW[name]
    (found,) = everything([["Chỉ tiêu", "Thực hiện"], [label, text]])
    assert found.status == "review"
    assert note in found.note


@pytest.mark.parametrize(
    ("header", "cell", "status"),
    [
        ("Tăng/giảm (%)", "47,4", "accepted"),
        ("So với cùng kỳ (%)", "-12,5", "accepted"),
        ("So với cùng kỳ (%)", "147,4", "review"),
    ],
)
def test_a_percentage_of_last_year_may_be_a_share(header: str, cell: str, status: str) -> None:
    (found,) = everything([["Chỉ tiêu", header], ["Số đoàn ra", cell]])
    assert (found.role, found.status) == ("change_pct", status)


def test_a_cell_leads_back_to_its_place() -> None:
    (found,) = everything([["Chỉ tiêu", "Thực hiện"], ["Số đoàn ra", "28"]])
    assert (found.place, found.page, found.method) == ("hàng 2, cột 2", 2, "table")
    assert found.quote == "Số đoàn ra – Thực hiện: 28"
    assert (found.province_id, found.period, found.months) == ("ha_nam", "2023-06", 6)
    assert found.value_stated == "28"


def test_what_stands_right_over_a_table_is_its_caption() -> None:
    above = Block("paragraph", "Danh sách đoàn vào 6 tháng đầu năm 2023", "đoạn 1")
    body = table([["STT", "Tên đoàn"], ["1", "Đoàn Kansai"], ["2", "Đoàn Gyeonggi"]])
    found = extract(Document("0" * 64, "a.docx", "docx", (above, body)), CONTEXT)
    assert shown([c for c in found if c.method == "table"]) == ["delegations_in actual 2 count"]


@pytest.mark.parametrize(
    ("heading", "mark"), [("Thực hiện", ""), ("Kỳ báo cáo", ""), ("Kỳ đối chiếu", " ?"), ("Cột 7", " ?")]
)
def test_a_heading_that_nobody_knows_is_doubted(heading: str, mark: str) -> None:
    rows = [["TT", "Chỉ tiêu", "ĐVT", heading], ["1", "Số đoàn ra", "đoàn", "41"]]
    assert figures(rows) == [f"delegations_out actual 41 count{mark}"]


def test_a_list_does_not_count_what_was_put_off() -> None:
    rows = [
        ["TT", "Tên đoàn", "Số người"],
        ["I", "Đoàn đã thực hiện", "<"],
        ["1", "Đoàn thăm tỉnh bạn", "8"],
        ["2", "Đoàn dự hội chợ", "5"],
        ["II", "Đoàn chưa thực hiện, hoãn sang năm sau", "<"],
        ["3", "Đoàn khảo sát cảng", "6"],
        ["III", "Đoàn phát sinh đã thực hiện", "<"],
        ["4", "Đoàn tập huấn", "4"],
    ]
    assert figures(rows, caption="DANH SÁCH ĐOÀN RA") == ["delegations_out actual 3 count"]
