"""Yearly exchange rates into đồng, each with where it comes from.

Rates only. Which amount is converted, and that a figure says so, is settled elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from pipeline.catalogue.entries import CatalogueError, read_csv

STATES = ("published", "assumed")


@dataclass(frozen=True)
class Rate:
    """The yearly rate of one currency."""

    currency: str
    """ISO 4217 code."""
    year: int
    vnd_per_unit: float
    source: str
    state: str
    """published | assumed: an approximation that somebody must confirm."""

    @property
    def assumed(self) -> bool:
        """Whether somebody must still confirm it."""
        return self.state == "assumed"


@cache
def exchange_rates() -> tuple[Rate, ...]:
    """All rates, by currency and year. Raises `CatalogueError`."""
    return tuple(_rates().values())


def exchange_rate(currency: str, year: int) -> Rate | None:
    """Đồng per unit of `currency` in `year`; VND is 1. None when there is none: never a neighbour's rate."""
    if currency == "VND":
        return Rate("VND", year, 1.0, "đồng Việt Nam", "published")
    return _rates().get((currency, year))


@cache
def _rates() -> dict[tuple[str, int], Rate]:
    read: dict[tuple[str, int], Rate] = {}
    for row in read_csv("exchange_rates.csv", ("currency", "year", "vnd_per_unit", "state", "source")):
        currency, year, printed = (
            row.text("currency"),
            row.integer("year", 1990, 2100),
            row.text("vnd_per_unit"),
        )
        try:
            value = float(printed)
        except ValueError:
            raise row.error(f"'vnd_per_unit' must be a number, is {printed!r}") from None
        if not (math.isfinite(value) and value > 0) or len(currency) != 3 or not currency.isupper():
            raise row.error("needs a currency of three capitals and a positive rate")
        if (currency, year) in read:
            raise CatalogueError(row.file, f"{currency} {year}", "stands twice")
        read[currency, year] = Rate(currency, year, value, row.text("source"), row.choice("state", STATES))
        row.done()
    return dict(sorted(read.items()))
