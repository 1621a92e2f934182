"""exchange_rates.csv: a rate has a source, an assumption says so, and there is no neighbour's rate."""

import pytest

from pipeline.catalogue import exchange_rate, exchange_rates


@pytest.mark.parametrize(
    ("currency", "year", "vnd", "assumed"),
    [
        ("USD", 2015, 21697.57, False),
        ("USD", 2017, 22370.09, False),
        ("USD", 2021, 23159.78, False),
        ("USD", 2023, 23790, True),
        ("USD", 2026, 25000, True),
        ("VND", 2017, 1, False),
    ],
)
def test_a_rate(currency: str, year: int, vnd: float, assumed: bool) -> None:
    rate = exchange_rate(currency, year)
    assert rate is not None
    assert (rate.vnd_per_unit, rate.assumed) == (vnd, assumed)


@pytest.mark.parametrize(("currency", "year"), [("USD", 2014), ("LAK", 2017), ("EUR", 2026), ("usd", 2017)])
def test_no_rate(currency: str, year: int) -> None:
    assert exchange_rate(currency, year) is None


def test_every_assumption_says_that_it_is_one() -> None:
    assert all(rate.assumed == rate.source.startswith("Giả định, cần xác nhận") for rate in exchange_rates())


@pytest.mark.parametrize(
    ("currency", "low", "high"),
    [("USD", 21_000, 27_000), ("EUR", 23_000, 28_500), ("JPY", 150, 230), ("CNY", 3_200, 3_700)],
)
def test_rates_are_of_the_right_size(currency: str, low: float, high: float) -> None:
    values = [rate.vnd_per_unit for rate in exchange_rates() if rate.currency == currency]
    assert len(values) >= 10
    assert all(low < value < high for value in values)
