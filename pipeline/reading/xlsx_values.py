"""Values of worksheet cells as the paper would print them in Vietnamese.

Which cells belong together is no matter here.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from pipeline.reading.clean import clean, squeezed

NOT_COMPUTED = "[công thức chưa tính]"
"""Stands in a cell whose formula the writing program left without a result; there is a warning beside it."""


def printed(value: object, *, percent: bool = False) -> str:
    """One cell's value: decimals with a comma and no grouping, never to be taken for thousands.

    Whole numbers have no ".0", dates are dd/mm/yyyy, a percent-formatted 0.579 is "57,9%".
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{_number(value * 100)}%" if percent else _number(value)
    if isinstance(value, datetime):
        whole_day = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.strftime("%d/%m/%Y" if whole_day else "%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return _number(value.total_seconds() / 86_400)
    return squeezed(clean(str(value)))


def _number(value: float) -> str:
    """Twelve significant digits: more are the binary fraction's noise (0.1 + 0.2)."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(f"{value:.12g}"), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if text not in ("-0", "") else "0"
