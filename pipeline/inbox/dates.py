"""Dates as clerks write them into the incoming-document book.

Dates in running text are not read here.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_DAY_MONTH = re.compile(r"(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})(?:\s*[/.\-]\s*(?P<y>\d{4}|\d{2}))?")
_ISO = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[T ].*)?")
_WORDS = re.compile(
    r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?:\s+năm\s+(?P<y>\d{4}))?", re.IGNORECASE
)
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_RANGE = (32874, 73050)
"""1990-01-01 to 2099-12-31 as Excel counts days: a bare number outside it is no date."""


def register_date(value: object, period: str) -> date | None:
    """The date in a register's cell; None when the cell is empty.

    Takes Excel dates and their serial numbers, dd/mm/yyyy, d-m-yyyy, d.m.yy, ISO, "ngày 5 tháng 7 năm 2023"
    and "d/m", which takes the year of `period` ("2017-06"); a report of a period that ends in December
    arrives up to March, so d/m of January to March then belongs to the next year. Raises `ValueError` for
    anything else.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if not text:
        return None
    if _SERIAL.fullmatch(text):
        days = int(float(text))
        if _SERIAL_RANGE[0] <= days <= _SERIAL_RANGE[1]:
            return _EXCEL_EPOCH + timedelta(days=days)
        raise ValueError(text)
    for form in (_ISO, _DAY_MONTH, _WORDS):
        if match := form.fullmatch(text):
            return _build(match, period)
    raise ValueError(text)


def _build(match: re.Match[str], period: str) -> date:
    month = int(match["m"])
    written = match["y"]
    if written is None:
        year = int(period[:4])
        if int(period[5:7]) >= 10 and month <= 3:
            year += 1
    else:
        year = int(written) if len(written) == 4 else 2000 + int(written)
    return date(year, month, int(match["d"]))
