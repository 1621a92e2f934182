"""periods.yaml and the arithmetic of periods."""

from datetime import date

import pytest

from pipeline.catalogue import Period, expected


@pytest.mark.parametrize(
    ("period", "months", "label", "first_day"),
    [
        ("2017-06", 6, "6 tháng đầu năm 2017", date(2017, 1, 1)),
        ("2017-12", 12, "năm 2017", date(2017, 1, 1)),
        ("2017-12", 6, "6 tháng cuối năm 2017", date(2017, 7, 1)),
        ("2017-09", 9, "9 tháng đầu năm 2017", date(2017, 1, 1)),
        ("2023-07", 1, "tháng 7 năm 2023", date(2023, 7, 1)),
        ("2023-02", 1, "tháng 02 năm 2023", date(2023, 2, 1)),
        ("2023-07", 7, "7 tháng đầu năm 2023", date(2023, 1, 1)),
        ("2018-03", 3, "quý I năm 2018", date(2018, 1, 1)),
        ("2018-12", 3, "quý IV năm 2018", date(2018, 10, 1)),
        ("2018-11", 3, "tháng 9 đến tháng 11 năm 2018", date(2018, 9, 1)),
        ("2018-02", 3, "tháng 12 năm 2017 đến tháng 02 năm 2018", date(2017, 12, 1)),
    ],
)
def test_labels(period: str, months: int, label: str, first_day: date) -> None:
    parsed = Period.parse(period)
    assert parsed.label_vi(months) == label
    assert parsed.first_day(months) == first_day


def test_arithmetic() -> None:
    period = Period.parse("2024-02")
    assert period.last_day == date(2024, 2, 29)
    assert str(period.same_period_last_year) == "2023-02"
    assert str(period.minus_months(2)) == "2023-12"
    assert str(period.minus_months(-11)) == "2025-01"
    assert Period.parse("2023-12") < period


@pytest.mark.parametrize("wrong", ["2017-6", "2017-13", "2017-00", "06/2017", "2017-06-30", "", "201706"])
def test_what_is_no_period(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no period: write the year and month"):
        Period.parse(wrong)


def test_a_length_below_one_month() -> None:
    with pytest.raises(ValueError, match="1 month or more"):
        Period.parse("2017-06").label_vi(0)


@pytest.mark.parametrize(
    ("period", "months", "deadline"),
    [
        ("2017-06", 6, date(2017, 6, 30)),
        ("2017-12", 12, date(2017, 12, 25)),
        ("2022-06", 6, date(2022, 6, 25)),
        ("2023-06", 6, date(2023, 6, 25)),
        ("2023-07", 1, date(2023, 7, 25)),
        ("2026-06", 6, date(2026, 6, 25)),
    ],
)
def test_what_is_expected(period: str, months: int, deadline: date) -> None:
    found = expected(period)
    assert found is not None
    assert (found.period, found.months, found.deadline) == (period, months, deadline)
    assert found.source


def test_nothing_is_expected_of_march() -> None:
    assert expected("2018-03") is None


def test_a_request_letter() -> None:
    found = expected("2023-06")
    assert found is not None
    assert found.request is not None
    assert found.request.label_vi == "Công văn số 7594-CV/BĐNTW, ngày 22/5/2023"


def test_an_assumed_deadline_says_so() -> None:
    found = expected("2017-06")
    assert found is not None
    assert "Giả định" in found.source
