"""Periods as subjects and file names state them."""

from __future__ import annotations

import pytest

from pipeline.submissions.paper import plain
from pipeline.submissions.stated_periods import reported


@pytest.mark.parametrize(
    ("subject", "year", "asked", "period", "months"),
    [
        ("công tác đối ngoại 6 tháng đầu năm 2023", None, "2023-06", "2023-06", 6),
        ("CÔNG TÁC ĐỐI NGOẠI SÁU THÁNG ĐẦU NĂM 2017", None, "2017-06", "2017-06", 6),
        ("công tác 06 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2023", None, "2023-06", "2023-06", 6),
        ("kết quả 6 tháng đầu năm, phương hướng 6 tháng cuối năm 2023", None, "2023-06", "2023-06", 6),
        ("kết quả đối ngoại và phương hướng 6 tháng cuối năm 2023", None, "2023-06", "2023-06", 6),
        ("tổng kết năm 2022, phương hướng năm 2023", None, "2022-12", "2022-12", 12),
        ("tổng kết năm 2022 và kế hoạch năm 2023", None, "2023-12", "2022-12", 12),
        ("thực hiện nhiệm vụ đối ngoại năm 2022", None, "2022-12", "2022-12", 12),
        ("công tác đối ngoại quý I năm 2023, nhiệm vụ quý II", None, "2023-03", "2023-03", 3),
        ("công tác đối ngoại quý III/2023", None, "2023-09", "2023-09", 3),
        ("công tác đối ngoại tháng 7 năm 2023", None, "2023-07", "2023-07", 1),
        ("công tác đối ngoại tháng 7/2023, nhiệm vụ tháng 8/2023", None, "2023-07", "2023-07", 1),
        ("công tác tháng 6 và 6 tháng đầu năm 2023", None, "2023-06", "2023-06", 6),
        ("công tác đối ngoại 9 tháng năm 2023", None, "2023-09", "2023-09", 9),
        ("công tác đối ngoại chín tháng đầu năm 2023", None, "2023-09", "2023-09", 9),
        ("công tác đối ngoại 6 tháng cuối năm 2023", None, "2023-12", "2023-12", 6),
        ("công tác đối ngoại nửa đầu năm 2023", None, "2023-06", "2023-06", 6),
        ("công tác 6 tháng đầu năm", 2023, "2023-06", "2023-06", 6),
        ("công tác 6 tháng đầu năm", None, "2023-06", "", 0),
        ("tăng 5% so với cùng kỳ năm 2022", None, "2022-12", "", 0),
        ("Đồng Nai, ngày 05 tháng 7 năm 2023", None, "2023-07", "", 0),
        ("Công văn ngày 22/5/2023 về báo cáo 6 tháng đầu năm 2023", None, "2023-06", "2023-06", 6),
        ("giai đoạn 2021-2025", None, "2025-12", "", 0),
        ("quan hệ đối ngoại", 2023, "2023-06", "", 0),
    ],
)
def test_the_reported_period_of_a_subject(
    subject: str, year: int | None, asked: str, period: str, months: int
) -> None:
    assert reported(plain(subject), year, asked) == (period, months)


@pytest.mark.parametrize(
    ("name", "period", "months"),
    [
        ("bc dong nai 6 thang dau nam 2023", "2023-06", 6),
        ("bc 6t2023 ca mau", "2023-06", 6),
        ("h1 2023", "2023-06", 6),
        ("bao cao nam 2022", "2022-12", 12),
        ("bc quy 3 2023", "2023-09", 3),
        ("bc t7 2023", "2023-07", 1),
        ("ban chot cuoi", "", 0),
    ],
)
def test_the_period_in_a_file_name(name: str, period: str, months: int) -> None:
    assert reported(name, None, "2000-01", where="name") == (period, months)
