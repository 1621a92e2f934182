"""(text, the time of each of its numbers). The words of time decide; no reading is weighed here."""

from __future__ import annotations

import pytest

from pipeline.extraction import Context, extract_text
from pipeline.extraction.periods import spans
from pipeline.extraction.quantities import quantities
from pipeline.extraction.scopes import scope_of

HALF_YEAR = Context("ha_nam", "2023-06", 6)
JULY = Context("ha_nam", "2023-07", 1)
WHOLE_YEAR = Context("ha_nam", "2022-12", 12)


def times(text: str, context: Context) -> list[str]:
    found = spans(scope_of(text, quantities(text), context), context)
    return [f"{span.period}/{span.months}" for span in found]


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        (HALF_YEAR, "Tỉnh đón 41 đoàn vào.", ["2023-06/6"]),
        (HALF_YEAR, "6 tháng đầu năm 2023, tỉnh đón 41 đoàn vào.", ["2023-06/6"]),
        (HALF_YEAR, "Sáu tháng đầu năm đón 41 đoàn vào.", ["2023-06/6"]),
        (HALF_YEAR, "Trong tháng 6/2023 đón 7 đoàn vào.", ["2023-06/1"]),
        (HALF_YEAR, "Tháng 6 đón 7 đoàn vào; từ đầu năm đón 41 đoàn vào.", ["2023-06/1", "2023-06/6"]),
        (HALF_YEAR, "Tính đến hết tháng 6, tỉnh đón 41 đoàn vào.", ["2023-06/6"]),
        (HALF_YEAR, "Quý I đón 9 đoàn vào, quý II đón 32 đoàn vào.", ["2023-03/3", "2023-06/3"]),
        (HALF_YEAR, "5 tháng đầu năm thu hút 96 triệu USD vốn FDI.", ["2023-05/5"]),
        (
            HALF_YEAR,
            "Giai đoạn 2016-2020 đón 410 đoàn vào. Năm nay đón 41 đoàn.",
            ["2023-06/60", "2023-06/6"],
        ),
        (JULY, "Tỉnh đón 7 đoàn vào.", ["2023-07/1"]),
        (JULY, "Trong tháng 7 đón 7 đoàn; lũy kế từ đầu năm 48 đoàn.", ["2023-07/1", "2023-07/7"]),
        (JULY, "Tính chung 7 tháng năm 2023 đón 48 đoàn vào.", ["2023-07/7"]),
        (WHOLE_YEAR, "Cả năm đón 83 đoàn vào.", ["2022-12/12"]),
        (WHOLE_YEAR, "Quý IV/2022 đón 20 đoàn vào.", ["2022-12/3"]),
        (WHOLE_YEAR, "Trong tháng 12 đón 6 đoàn vào.", ["2022-12/1"]),
    ],
)
def test_the_time_of_a_number(context: Context, text: str, expected: list[str]) -> None:
    assert times(text, context) == expected


def test_a_month_that_is_over_is_its_own_time_in_its_sentence() -> None:
    text = "Tháng 5 đón 9 đoàn vào. Tỉnh cử 28 đoàn ra."
    assert times(text, HALF_YEAR) == ["2023-05/1", "2023-06/6"]


def test_a_time_that_is_not_over_is_the_contexts() -> None:
    """A quarter or a month to come speaks of a plan, not of a shorter time."""
    assert times("Quý IV sẽ đón 9 đoàn vào.", HALF_YEAR) == ["2023-06/6"]
    assert times("Tháng 9 sẽ đón 9 đoàn vào.", HALF_YEAR) == ["2023-06/6"]


def test_without_a_period_the_text_decides_nothing() -> None:
    assert times("Tháng 6 đón 7 đoàn vào.", Context("ha_nam")) == ["/0"]


@pytest.mark.parametrize(
    ("context", "text", "cumulative"),
    [
        (JULY, "Trong tháng 7/2023, tỉnh đón 7 đoàn vào.", [False]),
        (JULY, "Lũy kế từ đầu năm tỉnh đón 48 đoàn vào.", [True]),
        (HALF_YEAR, "Tỉnh đón 41 đoàn vào.", [True]),
        (HALF_YEAR, "Riêng tháng 6 tỉnh đón 7 đoàn vào.", [False]),
        (Context("ha_nam", "2023-01", 1), "Tỉnh đón 7 đoàn vào.", [True]),
    ],
)
def test_one_month_never_enters_the_year_so_far(context: Context, text: str, cumulative: list[bool]) -> None:
    assert [c.cumulative for c in extract_text(text, context)] == cumulative
