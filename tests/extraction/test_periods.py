"""(text, the time of each of its numbers). The words of time decide; no reading is weighed here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.extraction import Context, extract_text
from pipeline.extraction.frames import frames
from pipeline.extraction.periods import Span, compares_with_another_time, spans
from pipeline.extraction.quantities import quantities
from pipeline.extraction.readings import Reading
from pipeline.extraction.scopes import scope_of
from pipeline.extraction.times import times as times_of

HALF_YEAR = Context("ha_nam", "2023-06", 6)
JULY = Context("ha_nam", "2023-07", 1)
WHOLE_YEAR = Context("ha_nam", "2022-12", 12)


def times(text: str, context: Context) -> list[str]:
    found = spans(scope_of(text, quantities(text), context), context)
    return [said(span) for span in found]


def said(span: Span) -> str:
    return f"{span.period}/{span.months}"


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đón 41 đoàn, tăng 5 đoàn so với tháng trước.", [False, True]),
        ("Đón 41 đoàn, tăng 5 đoàn so với cùng kỳ.", [False, False]),
        ("Tăng 5 đoàn so với quý I, tăng 3 đoàn so với cùng kỳ.", [True, False]),
        ("So với tháng 5, số đoàn tăng 5 đoàn.", [True]),
        ("Tăng 5 đoàn so với tháng 6/2022.", [False]),
        ("So với quý trước tăng 5 đoàn; so với cùng kỳ tăng 3 đoàn.", [True, False]),
    ],
)
def test_what_a_change_is_compared_with(text: str, expected: list[bool]) -> None:
    scope = scope_of(text, quantities(text), HALF_YEAR)
    assert [compares_with_another_time(scope, i) for i in range(len(scope.quantities))] == expected


@pytest.mark.parametrize(
    ("context", "text", "reading", "expected"),
    [
        # a plan is for the year, a stock stands at any time's end, last year's value lies beside this year's
        (HALF_YEAR, "Cả năm 2023 cử 45 đoàn.", ("delegations_out", "planned"), "2023-06/6"),
        (HALF_YEAR, "Cả năm 2023 cử 45 đoàn.", ("delegations_out", "actual"), "số liệu của kỳ tới"),
        (HALF_YEAR, "Từ năm 2015 đến nay ký 45 bản.", ("agreements_in_force", "actual"), "2023-06/6"),
        (
            HALF_YEAR,
            "Từ năm 2015 đến nay ký 45 bản.",
            ("agreements_signed", "actual"),
            "số liệu của nhiều năm",
        ),
        (HALF_YEAR, "6 tháng đầu năm 2022 đón 45 đoàn.", ("delegations_in", "prior_year"), "2023-06/6"),
        (
            HALF_YEAR,
            "6 tháng đầu năm 2022 đón 45 đoàn.",
            ("delegations_in", "actual"),
            "số liệu của năm khác?",
        ),
        (HALF_YEAR, "Năm 2019 đón 45 đoàn.", ("delegations_in", "actual"), "số liệu của năm khác?"),
        (
            HALF_YEAR,
            "Cả năm 2022 đón 45 đoàn.",
            ("delegations_in", "prior_year"),
            "số liệu năm trước không cùng thời gian với kỳ báo cáo",
        ),
        (WHOLE_YEAR, "Năm 2021 đón 45 đoàn.", ("delegations_in", "prior_year"), "2022-12/12"),
        (WHOLE_YEAR, "Mỗi năm đón 45 đoàn.", ("delegations_in", "actual"), "2022-12/12"),
        (
            HALF_YEAR,
            "Mỗi năm đón 45 đoàn.",
            ("delegations_in", "actual"),
            "số liệu của cả năm hoặc bình quân năm",
        ),
        (JULY, "Trong tháng 7/2022 đón 5 đoàn.", ("delegations_in", "prior_year"), "2023-07/1"),
    ],
)
def test_the_time_of_a_reading(context: Context, text: str, reading: tuple[Any, Any], expected: str) -> None:
    scope, found = frames(text, context)
    (time,) = times_of(scope, [replace(found[0], reading=Reading(*reading))], context)
    assert (time.reason or (time.doubt and f"{time.doubt}?") or said(time.span)) == expected


def test_a_month_after_the_year_so_far_is_asked_about() -> None:
    """ "Lũy kế đón 48 đoàn. Cử 25 đoàn ra": of the month, or of the year so far?"""
    scope, found = frames("Lũy kế đón 48 đoàn vào. Cử 25 đoàn ra.", JULY)
    readings = [Reading("delegations_in", "actual"), Reading("delegations_out", "actual")]
    one, two = times_of(scope, [replace(f, reading=r) for f, r in zip(found, readings, strict=True)], JULY)
    assert (said(one.span), one.doubt) == ("2023-07/7", "")
    assert (said(two.span), two.doubt) == ("2023-07/1", "số liệu từ đầu năm, không phải của tháng")


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
