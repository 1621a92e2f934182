"""Numbers, dates and lists as the office prints them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipeline.summary import numbers_vi as vi


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (1183, 0, "1.183"), (12722.5, 1, "12.722,5"), (0.25, 1, "0,3"), (-0.25, 1, "-0,3"),
        (2.675, 2, "2,68"),
        (1.005, 2, "1,01"), (0, 0, "0"), (-0.04, 1, "0,0"), (11_974_405.56, 2, "11.974.405,56"),
    ],
)  # fmt: skip
def test_decimal_comma_dotted_thousands_half_up(value: float, decimals: int, printed: str) -> None:
    assert vi.number(value, decimals) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (3300, "3.300"), (2.5, "2,5"), (-3, "-03")],
)
def test_counts_below_ten_are_padded(value: float, printed: str) -> None:
    assert vi.count(value) == printed


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [
        (41, 59, "69,5%"), (17, 59, "28,8%"), (1, 59, "1,7%"), (31, 59, "52,5%"), (27, 59, "45,8%"),
        (3.06, 19.22, "15,9%"), (0, 59, "0,0%"), (1, 16, "6,3%"), (1, 5000, "dưới 0,1%"), (59, 59, "100,0%"),
    ],
)  # fmt: skip
def test_shares_of_the_real_report(part: float, whole: float, printed: str) -> None:
    assert vi.share(part, whole) == printed


def test_a_share_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="mẫu số"):
        vi.share(1, 0)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (11.83e9, "11,83 tỷ USD"), (568_780_000, "568,78 triệu USD"), (658_816, "658.816 USD"),
        (2e9, "2 tỷ USD"),
        (1_000_000, "1 triệu USD"), (0, "0 USD"), (123_328.49, "123.328 USD"),
    ],
)  # fmt: skip
def test_amounts(value: float, printed: str) -> None:
    assert vi.amount(value, "USD") == printed


@pytest.mark.parametrize(
    ("day", "short", "full"),
    [
        (date(2017, 6, 12), "12/6", "12/6/2017"), (date(2017, 7, 3), "03/7", "03/7/2017"),
        (date(2017, 2, 22), "22/02", "22/02/2017"), (date(2016, 11, 5), "05/11", "05/11/2016"),
    ],
)  # fmt: skip
def test_days_are_padded_and_months_only_in_january_and_february(day: date, short: str, full: str) -> None:
    assert (vi.day_month(day), vi.day(day)) == (short, full)


def test_lists_changes_fractions() -> None:
    assert vi.names(["A", "B", "C"]) == "A, B và C"
    assert vi.names(["A"]) == "A"
    assert vi.fraction(1, 59) == "01/59"
    assert [vi.signed(26), vi.signed(-22), vi.signed(0)] == ["+26", "-22", "0"]
    assert vi.signed_percent(57.9) == "+57,9"
    assert vi.percent(26.0) == "26%"
    assert vi.rounded(Decimal("52.55"), 1) == Decimal("52.6")
