"""What the lines over a table say of all its cells: their time, and whether they are a plan's.

(lines, heading of the column) and what a cell 20 under it is in a report on January to June 2023.
"""

from __future__ import annotations

import pytest

from pipeline.extraction import Candidate, Context, extract
from pipeline.reading.document import Block, Cell, Document

CONTEXT = Context("ha_nam", "2023-06", 6)


def read(lines: list[str], rows: str, context: Context = CONTEXT) -> list[Candidate]:
    cells = [
        Cell(r, c, text.strip(), f"hàng {r}, cột {c}")
        for r, line in enumerate(rows.strip().splitlines(), 1)
        for c, text in enumerate(line.split("|"), 1)
    ]
    above = [Block("paragraph", line, f"đoạn {n}") for n, line in enumerate(lines, 1)]
    blocks = (*above, Block("table", "", "bảng 1", cells=tuple(cells)))
    return [c for c in extract(Document("0" * 64, "a.docx", "docx", blocks), context) if c.method == "table"]


def said(c: Candidate) -> str:
    if c.set_aside:
        return f"set aside: {c.set_aside}"
    return f"{c.role} {c.value:g} of {c.period}/{c.months}{' ?' if c.status == 'review' else ''}"


NOW, NOW_DOUBTED = "actual 20 of 2023-06/6", "actual 20 of 2023-06/6 ?"
PLANNED_DOUBTED = "planned 20 of 2023-06/6 ?"
MANY, NEXT = "set aside: số liệu của nhiều năm", "set aside: số liệu của kỳ tới"

SUMMARIES = {
    (("Kết quả đối ngoại năm 2023",), "Thực hiện"): NOW,
    (("Kết quả đối ngoại 6 tháng đầu năm 2023",), "Thực hiện"): NOW,
    (("Kết quả đối ngoại",), "Thực hiện"): NOW,
    # another time, no topic named
    (("Kết quả đối ngoại năm 2021",), "Thực hiện"): MANY,
    (("Kết quả đối ngoại giai đoạn 2018-2022",), "Thực hiện"): MANY,
    (("Kết quả đối ngoại giai đoạn 2022-2023",), "Thực hiện"): NOW_DOUBTED,
    (("Kết quả đối ngoại quý I/2022",), "Thực hiện"): "prior_year 20 of 2023-03/3",
    (("Kết quả đối ngoại quý I/2023",), "Thực hiện"): "actual 20 of 2023-03/3",
    (("Kết quả đối ngoại năm 2022",), "Thực hiện"): "prior_year 20 of 2023-06/6 ?",
    (("Kết quả đối ngoại 9 tháng đầu năm 2023",), "Thực hiện"): NOW_DOUBTED,
    # the nearest line that names a time; the title's own time before all others
    (("Kết quả đối ngoại năm 2021", "Bảng tổng hợp"), "Thực hiện"): MANY,
    (("Kết quả đối ngoại năm 2021", "1. Tình hình đoàn ra"), "Thực hiện"): MANY,
    (("Kết quả đối ngoại năm 2021", "Đoàn ra 6 tháng đầu năm 2023"), "Thực hiện"): NOW,
    # what the table itself says of its time wins; a quarter without a year is of the caption's
    (("Kết quả đối ngoại năm 2021",), "6 tháng đầu năm 2023"): NOW,
    (("Kết quả đối ngoại năm 2021",), "Quý I"): MANY,
    (("Kết quả đối ngoại năm 2022",), "Quý I"): "prior_year 20 of 2023-03/3",
    # sentences and programmes name times in passing
    (("Năm 2021 tỉnh chịu ảnh hưởng của dịch bệnh.",), "Thực hiện"): NOW_DOUBTED,
    (("Chương trình hành động 2021-2025",), "Thực hiện"): NOW_DOUBTED,
    (("Chương trình hành động 2016-2020",), "Thực hiện"): MANY,
    # papers and days of letters are no times
    (("Mẫu theo Thông tư số 02/2021/TT-BNG",), "Thực hiện"): NOW,
    (("Hà Nam, ngày 15 tháng 01 năm 2024",), "Thực hiện"): NOW,
    # plans
    (("Kế hoạch đối ngoại năm 2024",), "Số lượng"): NEXT,
    (("Kế hoạch đối ngoại năm 2023",), "Số lượng"): PLANNED_DOUBTED,
    (("Kế hoạch đối ngoại năm 2023",), "Thực hiện"): NOW,
    (("Kế hoạch đoàn ra năm 2023",), "Số lượng"): PLANNED_DOUBTED,
    (("Dự kiến hoạt động đối ngoại năm 2023",), "Số lượng"): PLANNED_DOUBTED,
    (("Kết quả thực hiện kế hoạch đối ngoại năm 2023",), "Số lượng"): NOW,
    (("Số liệu của Sở Kế hoạch và Đầu tư",), "Số lượng"): NOW,
}


@pytest.mark.parametrize("case", SUMMARIES)
def test_a_cell_is_of_the_time_that_the_lines_above_name(case: tuple[tuple[str, ...], str]) -> None:
    lines, heading = case
    found = read(list(lines), f"Chỉ tiêu | {heading}\nSố đoàn ra | 20\nSố đoàn ra cấp tỉnh | 20")
    assert [said(c) for c in found] == [SUMMARIES[case]] * 2


LISTS = {
    ("Kết quả đối ngoại năm 2023", "Danh sách đoàn ra"): "actual 2 of 2023-06/6",
    ("Kết quả đối ngoại năm 2021", "Danh sách đoàn ra"): MANY,
    ("Kế hoạch đối ngoại năm 2024", "Danh sách đoàn ra"): NEXT,
    ("Kế hoạch đối ngoại năm 2023", "Danh sách đoàn ra"): "actual 2 of 2023-06/6 ?",
    ("Kế hoạch đoàn ra năm 2023",): "set aside: danh sách dự kiến, chưa thực hiện",
}


@pytest.mark.parametrize("lines", LISTS)
def test_a_list_is_of_the_time_that_the_lines_above_name(lines: tuple[str, ...]) -> None:
    found = read(list(lines), "TT | Tên đoàn | Nước đến\n1 | Đoàn A | Lào\n2 | Đoàn B | Ý")
    assert [said(c) for c in found] == [LISTS[lines]]


@pytest.mark.parametrize(
    ("heading", "time"),
    [("6 tháng đầu năm 2022", "2023-06/6"), ("Quý I/2022", "2023-03/3"), ("Năm 2022", "2023-12/12")],
)
def test_a_stretch_of_last_year_is_not_the_whole_of_it(heading: str, time: str) -> None:
    (found,) = read([], f"Chỉ tiêu | {heading}\nSố đoàn ra | 20", Context("ha_nam", "2023-12", 12))
    assert said(found) == f"prior_year 20 of {time}"
