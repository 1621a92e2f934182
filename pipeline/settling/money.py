"""Brings a stated amount into the catalogue's unit, and says how.

Money is kept in USD. The rate is the catalogue's for the year that the amount belongs to; another currency
goes through VND. A currency without a rate is a problem for the analyst, never a guess. Which of several
amounts wins does not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogue import exchange_rate
from pipeline.settling.wording import number

_COUNTED = frozenset({"count", "people"})


@dataclass(frozen=True)
class Converted:
    """A value in the wanted unit; `how` is empty when nothing was converted, `problem` when all is well."""

    value: float | None
    how: str = ""
    problem: str = ""


def to_unit(value: float, unit: str, wanted: str, year: int) -> Converted:
    """`value` in `wanted` (count, people, percent or USD). Converted money is rounded to the cent."""
    if unit == wanted:
        return Converted(value)
    if wanted == "USD" and unit not in _COUNTED and unit != "percent":
        return _to_usd(value, unit, year)
    return Converted(None, problem=f"Đơn vị “{unit}” không phải đơn vị của chỉ tiêu ({wanted}).")


def _to_usd(value: float, currency: str, year: int) -> Converted:
    dollar = vnd_per("USD", year)
    if dollar is None:
        return Converted(None, problem=f"Danh mục chưa có tỷ giá USD năm {year}.")
    if currency == "VND":
        return Converted(round(value / dollar, 2), f"quy đổi {number(dollar)} VND/USD, {year}")
    other = vnd_per(currency, year)
    if other is None:
        return Converted(None, problem=f"Danh mục chưa có tỷ giá {currency} năm {year}.")
    how = f"quy đổi {number(other)} VND/{currency}, {number(dollar)} VND/USD, {year}"
    return Converted(round(value * other / dollar, 2), how)


def vnd_per(currency: str, year: int) -> float | None:
    """VND for one unit of `currency` on the average of `year`; None when the catalogue has no such rate."""
    rate = exchange_rate(currency, year)
    return None if rate is None else rate.vnd_per_unit
